import { describe, expect, test } from "vitest";
import type { Instant } from "../../../shared/clock/instant.ts";
import {
  assignedTo,
  countedTopic,
  countsDemand,
  demandOf,
  guessedAs,
  openedSince,
  saidTopic,
  taughtBy,
} from "../../../shared/faq/counted.ts";
import { personField } from "../../../shared/faq/day-demand.ts";
import type { ContentId } from "../../../shared/id.ts";
import type { Organisation } from "../../../shared/organisation/organisation.ts";
import type { KnownTopic } from "../../../shared/ticket/event.ts";
import type { Ticket } from "../../../shared/ticket/ticket.ts";
import { anEvent, anna, aTicket, organisation, someId } from "../../given.ts";

const about = (topic?: KnownTopic, given: Partial<Ticket> = {}): Ticket =>
  ({ ...aTicket({ asker: anna.person, channel: "click" }), topic, ...given }) as Ticket;
const confirmed = (key: string, part?: string): KnownTopic => ({
  key,
  ...(part && { part }),
  knownBy: "agent-confirmed",
});

describe("what a ticket is about", () => {
  test("is what a person said, the part before the whole, and not what a machine put there", () => {
    expect(saidTopic(about(confirmed("ikb")))).toBe("ikb");
    expect(saidTopic(about(confirmed("ikb", "new-one")))).toBe("new-one");
    expect(saidTopic(about({ key: "ikb", knownBy: "guessed" }))).toBeUndefined();
  });

  test("is asked of the matcher while nobody said so, once", () => {
    const ticket = about();
    expect(countedTopic(ticket, undefined)).toBeUndefined();
    const guess = guessedAs("ikb", ticket);
    expect(countedTopic(ticket, guess)).toBe(guess);
    expect(countedTopic(about(confirmed("verlof_saldo")), guess)).toEqual({
      topic: "verlof_saldo",
      how: "person",
    });
    expect(countedTopic(ticket, { topic: "ikb", how: "person" })).toBeUndefined();
  });

  test("is asked anew when an agent sees that it is none of what has a name, and once more when one sees that it is", () => {
    const ticket = about(undefined, { topicDenied: true });
    expect(countedTopic(ticket, guessedAs("ikb", about()))).toBeUndefined();
    const guess = guessedAs("new-one", ticket);
    expect(countedTopic(ticket, guess)).toBe(guess);
    expect(countedTopic(about(), guess)).toBeUndefined();
  });

  test("is what an editor made of what people had said, until they say something else", () => {
    const ticket = about(confirmed("ikb"));
    const split = assignedTo("new-one", ticket);
    expect(countedTopic(ticket, split)).toBe(split);
    expect(countedTopic(about({ key: "ikb", knownBy: "asker-chose" }), split)).toBe(split);
    expect(countedTopic(about(confirmed("verlof_saldo")), split)).toMatchObject({ how: "person" });
    expect(countedTopic(about(undefined, { topicDenied: true }), split)).toBeUndefined();
    const ofGuess = assignedTo("new-one", about());
    expect(countedTopic(about(), ofGuess)).toBe(ofGuess);
    expect(countedTopic(about(undefined, { topicDenied: true }), ofGuess)).toBeUndefined();
  });
});

const keyWhere = (isIt: (topic: Organisation["topics"][number]) => boolean) =>
  organisation.topics.find(isIt)?.key ?? "";
const restricted = keyWhere(({ confidentiality }) => confidentiality === "restricted");

test("what is kept too closely is not counted or learnt, and what was found in questions is", () => {
  expect(countsDemand("ikb", organisation)).toBe(true);
  expect(countsDemand("new-one", organisation)).toBe(true);
  expect(countsDemand(restricted, organisation)).toBe(false);
  expect(countsDemand("none", organisation)).toBe(false);
  expect(taughtBy(about(), { topic: restricted, how: "guess" }, organisation)).toBeUndefined();
  expect(taughtBy(about(), undefined, organisation)).toBeUndefined();
});

test.each([
  ["agent-confirmed", "person", 1],
  ["agent-accepted", "person", 0.25],
  ["asker-chose", "person", 0.25],
  ["asker-chose", "editor", 1],
  ["agent-confirmed", "guess", 0.25],
] as const)("a question that is %s teaches by %s for %d", (knownBy, how, weight) => {
  const ticket = about({ key: "ikb", knownBy });
  expect(taughtBy(ticket, { topic: "ikb", how }, organisation)).toEqual({ topic: "ikb", weight });
});

describe("demand", () => {
  const askedAt = "2026-12-01T23:30:00.000Z" as Instant;
  const who = personField("vechterhout", anna.person);
  const opened = [
    { topic: "ikb", revision: 2 },
    { topic: "verlof_saldo", revision: 5 },
  ];
  const of = (ticket: Ticket, topic: string | undefined, events = [anEvent("arrived", { stay: 1 })]) =>
    demandOf(
      { ticket, events },
      { about: topic ? { topic, how: "person" } : undefined, opened },
      organisation,
    );

  test("counts on the local day, and an answer of the topic that was opened in vain with it", () => {
    expect(of(about(confirmed("ikb"), { askedAt }), "ikb")).toEqual({
      "demand#ikb#2026-12-02": { [who]: 1, click: 1, "again.2": 1 },
    });
  });

  test("counts who calls by calling, however much they had opened", () => {
    expect(of(about(confirmed("ikb"), { askedAt, channel: "call" }), "ikb")).toEqual({
      "demand#ikb#2026-12-02": { [who]: 1, call: 1 },
    });
  });

  test("counts what nobody knows the topic of, so that all contacts are known", () => {
    expect(of(about(undefined, { askedAt }), undefined)).toEqual({
      "demand#none#2026-12-02": { [who]: 1, click: 1 },
    });
  });

  test("counts nothing of a topic that is kept too closely, nor of a part of it", () => {
    expect(of(about(confirmed(restricted)), restricted)).toEqual({});
    expect(of(about(confirmed(restricted, "new-one")), "new-one")).toEqual({});
  });

  test("counts an answer that was used for its own topic, once a question, and none of what is kept too closely", () => {
    const contentId = someId<ContentId>("content", 1);
    const replied = (topic: string, revision: number) =>
      anEvent("replied", { contentId, from: "desk", answer: { topic, revision } });
    const resolved = anEvent("resolved", {
      outcome: "answered",
      from: "desk",
      answer: { topic: "ikb", revision: 1 },
    });
    const events = [
      replied("ikb", 1),
      replied("ikb", 2),
      resolved,
      replied("jaaropgave", 1),
      replied(restricted, 1),
    ];
    expect(of(about(confirmed("ikb"), { askedAt }), "ikb", events as never)).toEqual({
      "demand#ikb#2026-12-02": { [who]: 1, click: 1, "again.2": 1, "used.1": 1, "used.2": 1 },
      "demand#jaaropgave#2026-12-02": { "used.1": 1 },
    });
  });
});

test.each([
  ["2026-12-02T10:00:00.000Z", "2026-11-30", "a Wednesday reaches back to Monday"],
  ["2026-11-30T10:00:00.000Z", "2026-11-26", "a Monday to Thursday"],
  ["2026-11-29T10:00:00.000Z", "2026-11-26", "a Sunday as well"],
  ["2026-12-01T23:30:00.000Z", "2026-11-30", "by the organisation's own clock"],
  ["2026-12-28T10:00:00.000Z", "2026-12-23", "over Christmas"],
])("an answer opened before %s counts from %s: %s", (askedAt, day) => {
  expect(openedSince(askedAt as Instant, organisation)).toBe(day);
});
