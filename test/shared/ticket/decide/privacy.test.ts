import { describe, expect, test } from "vitest";
import type { ContentId, PersonId } from "../../../../shared/id.ts";
import type { Agent } from "../../../../shared/person/member.ts";
import { refused } from "../../../../shared/refusal.ts";
import type { Command } from "../../../../shared/ticket/decide.ts";
import type { Ticket } from "../../../../shared/ticket/ticket.ts";
import {
  aMember,
  anna,
  aTicket,
  aTicketAt,
  aTicketBetween,
  bram,
  coen,
  femke,
  gijs,
  lotte,
  omar,
  someId,
  vera,
  whenBy,
} from "../../../given.ts";

const noteId = someId<ContentId>("content", 9);
const setTopic = (key: string, how: "confirmed" | "accepted" = "confirmed"): Command => ({
  do: "set-topic",
  topic: { key, how },
});
const restricted = (given: Partial<Ticket> = {}) =>
  aTicketAt("confidential", { confidentiality: "restricted", ...given });

describe("confirming a topic", () => {
  test("puts a person's word in the place of a guess", () => {
    expect(whenBy(femke, setTopic("ikb"), aTicket({ topic: { key: "ikb", knownBy: "guessed" } }))).toEqual([
      { type: "topic-set", topic: { key: "ikb", knownBy: "agent-confirmed" } },
    ]);
  });

  test("again changes nothing", () => {
    const ticket = aTicket({ topic: { key: "ikb", knownBy: "agent-confirmed" } });
    expect(whenBy(femke, setTopic("ikb"), ticket)).toEqual([]);
  });

  test("says which part of it was found in questions, and that it was merely left standing", () => {
    const found = { key: "ikb", part: "new-fietsleasen" };
    const topic = { ...found, knownBy: "agent-accepted" as const };
    const accepting: Command = { do: "set-topic", topic: { ...found, how: "accepted" } };
    expect(whenBy(femke, accepting, aTicket())).toEqual([{ type: "topic-set", topic }]);
    expect(whenBy(femke, accepting, aTicket({ topic }))).toEqual([]);
    const confirmed = { ...topic, knownBy: "agent-confirmed" as const };
    expect(whenBy(femke, setTopic("ikb"), aTicket({ topic: confirmed }))).toEqual([
      { type: "topic-set", topic: { key: "ikb", knownBy: "agent-confirmed" } },
    ]);
  });

  test("that somebody confirmed is not taken back by who leaves it standing", () => {
    const confirmed = aTicket({ topic: { key: "ikb", knownBy: "agent-confirmed" } });
    expect(whenBy(femke, setTopic("ikb", "accepted"), confirmed)).toEqual([]);
    const chosen = aTicket({ topic: { key: "ikb", knownBy: "asker-chose" } });
    expect(whenBy(femke, setTopic("ikb", "accepted"), chosen)).toMatchObject([{ type: "topic-set" }]);
    expect(whenBy(femke, setTopic("verlof_saldo", "accepted"), confirmed)).toMatchObject([
      { topic: { key: "verlof_saldo", knownBy: "agent-accepted" } },
    ]);
  });

  test("raises how closely the ticket is kept", () => {
    expect(whenBy(femke, setTopic("zorgverlof"), aTicket())).toEqual([
      { type: "topic-set", topic: { key: "zorgverlof", knownBy: "agent-confirmed" } },
      { type: "confidentiality-set", to: "sensitive", because: "topic" },
    ]);
  });

  test("that has named readers leaves the ticket to who has it and who confirmed it", () => {
    expect(whenBy(gijs, setTopic("overlijden"), aTicket({ state: "in-progress" }))).toEqual([
      { type: "topic-set", topic: { key: "overlijden", knownBy: "agent-confirmed" } },
      { type: "confidentiality-set", to: "restricted", because: "topic" },
      { type: "readers-named", readers: [femke.person, gijs.person] },
    ]);
  });

  test("never lowers how closely the ticket is kept", () => {
    const ticket = aTicket({ confidentiality: "sensitive" });
    expect(whenBy(femke, setTopic("ikb"), ticket)).toEqual([
      { type: "topic-set", topic: { key: "ikb", knownBy: "agent-confirmed" } },
    ]);
  });

  test("that is a signpost is refused: nothing is recorded about it", () => {
    expect(whenBy(femke, setTopic("vertrouwenspersoon"), aTicket())).toEqual(refused("not-recorded"));
  });

  test("that does not exist is refused", () => {
    expect(whenBy(femke, setTopic("weer"), aTicket())).toMatchObject({
      refused: "invalid-input",
      faults: [{ at: "topic", code: "unknown" }],
    });
  });

  test.each([
    ["not-at-your-desk", lotte, aTicketAt("payroll")],
    ["not-at-your-desk", vera, restricted()],
    ["own-ticket", anna, aTicket()],
    ["ticket-closed", femke, aTicket({ state: "closed" })],
  ] as const)("is refused for being %s", (reason, by, ticket) => {
    expect(whenBy(by, setTopic("ikb"), ticket)).toEqual(refused(reason));
    expect(whenBy(by, { do: "set-topic", topic: "none" }, ticket)).toEqual(refused(reason));
  });

  test("can end in none of those that there are, said once, and lowers nothing", () => {
    const none: Command = { do: "set-topic", topic: "none" };
    const sensitive = aTicket({
      topic: { key: "zorgverlof", knownBy: "asker-chose" },
      confidentiality: "sensitive",
    });
    expect(whenBy(femke, none, sensitive)).toEqual([{ type: "topic-denied" }]);
    expect(whenBy(femke, none, aTicket({ topicDenied: true }))).toEqual([]);
    expect(whenBy(femke, setTopic("ikb"), aTicket({ topicDenied: true }))).toMatchObject([
      { type: "topic-set" },
    ]);
  });
});

describe("setting the confidentiality", () => {
  const set = (to: "open" | "sensitive" | "restricted" | "not-recorded"): Command => ({
    do: "set-confidentiality",
    to,
    noteId,
  });

  test("raises it, by anyone who reads the ticket at a desk", () => {
    expect(whenBy(femke, set("sensitive"), aTicketAt("payroll"))).toEqual([
      { type: "confidentiality-set", to: "sensitive", because: "person", noteId },
    ]);
  });

  test("to restricted names who has it and who raised it as readers", () => {
    const ticket = aTicketAt("payroll", { state: "in-progress", claimedBy: omar.person } as Partial<Ticket>);
    expect(whenBy(femke, set("restricted"), ticket)).toEqual([
      { type: "confidentiality-set", to: "restricted", because: "person", noteId },
      { type: "readers-named", readers: [omar.person, femke.person] },
    ]);
  });

  test("lowers it, by a person at the desk that has it", () => {
    const ticket = restricted({ readers: [vera.person] });
    expect(whenBy(vera, set("sensitive"), ticket)).toEqual([
      { type: "confidentiality-set", to: "sensitive", because: "person", noteId },
    ]);
    expect(
      whenBy(gijs, set("open"), aTicket({ state: "received", confidentiality: "sensitive" })),
    ).not.toHaveProperty("refused");
  });

  test("is not lowered by who merely reads along", () => {
    const ticket = restricted({ readers: [femke.person] });
    expect(whenBy(femke, set("open"), ticket)).toEqual(refused("not-at-your-desk"));
    const sensitive = aTicketAt("payroll", { confidentiality: "sensitive" });
    expect(whenBy(femke, set("open"), sensitive)).toEqual(refused("not-at-your-desk"));
  });

  test("to what it is changes nothing", () => {
    expect(whenBy(femke, set("open"), aTicket())).toEqual([]);
  });

  test("cannot undo that it was recorded", () => {
    expect(whenBy(femke, set("not-recorded"), aTicket())).toEqual(refused("not-recorded"));
  });

  test.each([
    ["not-at-your-desk", vera, restricted()],
    ["not-at-your-desk", lotte, aTicketAt("payroll")],
    ["own-ticket", anna, aTicket()],
    ["ticket-closed", femke, aTicket({ state: "closed" })],
  ] as const)("is refused for being %s", (reason, by, ticket) => {
    expect(whenBy(by, set("sensitive"), ticket)).toEqual(refused(reason));
  });
});

describe("naming readers", () => {
  const name = (add: (Agent | undefined)[], remove: PersonId[] = []): Command => ({
    do: "name-readers",
    add,
    remove,
  });
  const veras = restricted({
    state: "in-progress",
    claimedBy: vera.person,
    readers: [vera.person],
  } as Partial<Ticket>);
  const substitute = aMember("coordinator-vertrouwelijk", {
    roles: ["coordinator"],
    desks: ["confidential"],
  });

  test("adds and removes in one go", () => {
    const ticket = restricted({ readers: [vera.person, omar.person] });
    expect(whenBy(vera, name([femke], [omar.person]), ticket)).toEqual([
      { type: "readers-named", readers: [vera.person, femke.person] },
    ]);
  });

  test("is for a reader, or the coordinator of the desk that has it when the readers are away", () => {
    expect(whenBy(substitute, name([substitute]), veras)).toEqual([
      { type: "readers-named", readers: [vera.person, substitute.person] },
    ]);
    expect(whenBy(coen, name([coen]), veras)).toEqual(refused("not-at-your-desk"));
    expect(whenBy(femke, name([femke]), veras)).toEqual(refused("not-at-your-desk"));
  });

  test("on the way to a desk is for that desk's coordinator", () => {
    const ticket = aTicketBetween("frontoffice", "confidential", { confidentiality: "restricted" });
    expect(whenBy(substitute, name([vera]), ticket)).toEqual([
      { type: "readers-named", readers: [vera.person] },
    ]);
    expect(whenBy(coen, name([coen]), ticket)).toEqual(refused("not-at-your-desk"));
  });

  test("who reads already changes nothing", () => {
    expect(whenBy(vera, name([vera]), veras)).toEqual([]);
    expect(whenBy(vera, name([], [gijs.person]), veras)).toEqual([]);
  });

  test("leaves the ticket readable for who handles it", () => {
    expect(whenBy(substitute, name([], [vera.person]), veras)).toMatchObject({
      refused: "invalid-input",
      faults: [{ at: "remove", code: "claimant" }],
    });
  });

  test("is for ten at most, and above that a name can still be taken away", () => {
    const crowd = Array.from({ length: 12 }, (_, i) => aMember(`lezer-${i}`, { roles: ["back-office"] }));
    expect(whenBy(vera, name(crowd.slice(0, 9)), veras)).not.toHaveProperty("refused");
    expect(whenBy(vera, name(crowd.slice(0, 10)), veras)).toMatchObject({
      refused: "invalid-input",
      faults: [{ at: "add", code: "too-many" }],
    });
    const crowded = restricted({ readers: [vera, ...crowd].map(({ person }) => person) });
    expect(whenBy(vera, name([], [crowd[0]?.person as PersonId]), crowded)).not.toHaveProperty("refused");
  });

  test.each([
    ["never signed in", undefined],
    ["works at no desk", bram],
  ])("is refused for someone who %s", (_what, agent) => {
    expect(whenBy(vera, name([agent]), veras)).toEqual(refused("not-an-agent"));
  });

  test.each([
    ["asked it", { asker: gijs.person }],
    ["is its subject", { about: { person: gijs.person, relation: "over" } }],
  ] satisfies [string, Partial<Ticket>][])("is refused for an agent who %s", (_what, given) => {
    expect(whenBy(vera, name([gijs]), restricted({ ...given, readers: [vera.person] }))).toEqual(
      refused("own-ticket"),
    );
  });

  test("is refused where no readers are named, and in one's own ticket", () => {
    expect(whenBy(femke, name([gijs]), aTicket({ confidentiality: "sensitive" }))).toEqual(
      refused("not-restricted"),
    );
    expect(whenBy(vera, name([gijs]), restricted({ asker: vera.person }))).toEqual(refused("own-ticket"));
  });
});
