import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { ClockMark } from "../../../shared/clock/mark.ts";
import type { ContentId } from "../../../shared/id.ts";
import type { EventType, TicketEvent, TicketEventOf } from "../../../shared/ticket/event.ts";
import { evolve } from "../../../shared/ticket/evolve.ts";
import { isInTransit, listedAt, needsDesk, nextDue, type Ticket } from "../../../shared/ticket/ticket.ts";
import { routed } from "../../../shared/ticket/unattended.ts";
import {
  after,
  anEvent,
  anna,
  aStay,
  aTicket,
  aTicketAt,
  aTicketBetween,
  femke,
  gijs,
  omar,
  organisation,
  someId,
  tuesday,
} from "../../given.ts";

const contentId = someId<ContentId>("content", 9);
const later = after(tuesday, 3600);

type Details<T extends EventType> = Parameters<typeof anEvent<T>>[1];
const given =
  (ticket: Ticket) =>
  <T extends EventType>(type: T, details: Details<T>): Ticket =>
    evolve(ticket, anEvent(type, details, { at: later }) as TicketEventOf<T> & TicketEvent);

describe("a ticket after an event", () => {
  test("has the event's number and moment", () => {
    expect(given(aTicket())("noted", { contentId })).toEqual({ ...aTicket(), version: 4, changedAt: later });
  });

  test("begins with a question and with nothing else", () => {
    expect(() => evolve(undefined, anEvent("noted", { contentId }))).toThrow('begins with "asked"');
  });

  test("cannot be claimed or resolved without a desk", () => {
    const received = given(aTicket({ state: "received" }));
    expect(() => received("claimed", { person: femke.person })).toThrow("no stay");
    expect(() => received("resolved", { outcome: "done", from: "desk" })).toThrow("no stay");
  });
});

describe("a hand-over", () => {
  const handedOver = given(aTicket({ state: "in-progress" }))("handed-over", {
    stay: 2,
    to: "payroll",
    reason: "needs-specialist",
  });

  test("opens a stay that is in transit and leaves the ticket to nobody", () => {
    expect(handedOver).toMatchObject({
      state: "queued",
      stay: { number: 2, desk: "payroll", from: "frontoffice", why: "needs-specialist", since: later },
      desks: ["frontoffice"],
      returns: 0,
    });
    expect(isInTransit(handedOver)).toBe(true);
    expect(handedOver).not.toHaveProperty("claimedBy");
  });

  test("stays on the sender's list until it has arrived", () => {
    expect(listedAt(handedOver, "frontoffice")).toBe("frontoffice");
    const arrived = given(handedOver)("arrived", { stay: 2 });
    expect(listedAt(arrived, "frontoffice")).toBe("payroll");
    expect(arrived.desks).toEqual(["frontoffice", "payroll"]);
    expect(listedAt(aTicketBetween("payroll", "leave"), "frontoffice")).toBe("payroll");
  });

  test("takes the named readers away: the next desk names its own", () => {
    const ticket = aTicket({ state: "in-progress", confidentiality: "restricted", readers: [femke.person] });
    const move = { stay: 2, to: "payroll", reason: "wrong-desk" };
    expect(given(ticket)("handed-over", move).readers).toEqual([]);
    expect(given(ticket)("returned", move).readers).toEqual([]);
  });

  test("called back is at the sender's at once, and never came from where it was going", () => {
    const recalled = given(handedOver)("recalled", { stay: 3, to: "frontoffice" });
    expect(recalled).toMatchObject({
      state: "queued",
      stay: { number: 3, desk: "frontoffice", arrivedAt: later },
    });
    expect(recalled).not.toHaveProperty("stay.from");
  });
});

describe("a return", () => {
  const back = (reason: string, ticket = aTicketAt("payroll")) =>
    given(ticket)("returned", { stay: 2, to: "frontoffice", reason });

  test("is counted", () => {
    expect(back("wrong-desk").returns).toBe(1);
    expect(back("wrong-desk", aTicketAt("payroll", { returns: 1 })).returns).toBe(2);
  });

  test("remembers that the front office could have answered it", () => {
    expect(back("wrong-desk").needlessHandOver).toBe(false);
    expect(back("front-office-can-answer").needlessHandOver).toBe(true);
    expect(back("wrong-desk", aTicketAt("payroll", { needlessHandOver: true })).needlessHandOver).toBe(true);
  });
});

describe("claiming and assigning", () => {
  test.each(["claimed", "assigned"] as const)("puts the ticket in someone's hands: %s", (type) => {
    expect(given(aTicket())(type, { person: gijs.person })).toMatchObject({
      state: "in-progress",
      claimedBy: gijs.person,
      readers: [],
    });
  });

  test("a ticket that waits goes on waiting in other hands", () => {
    expect(given(aTicket({ state: "waiting" }))("assigned", { person: gijs.person })).toMatchObject({
      state: "waiting",
      claimedBy: gijs.person,
    });
  });

  test("a restricted ticket makes its holder a named reader, once", () => {
    const restricted = aTicketAt("payroll", { confidentiality: "restricted", readers: [gijs.person] });
    expect(given(restricted)("claimed", { person: omar.person }).readers).toEqual([gijs.person, omar.person]);
    expect(given(restricted)("claimed", { person: gijs.person }).readers).toEqual([gijs.person]);
  });
});

describe("the first reply", () => {
  test("is the desk's first, whether it answers or asks", () => {
    const replied = given(aTicket({ state: "in-progress" }))("replied", { contentId, from: "desk" });
    expect(replied).toMatchObject({ firstReplyAt: later, isAnswered: true });
    const asked = given(aTicket({ state: "in-progress" }))("replied", {
      contentId,
      from: "desk",
      asks: true,
    });
    expect(asked).toMatchObject({ firstReplyAt: later, isAnswered: false });
    expect(given(asked)("replied", { contentId, from: "desk" })).toMatchObject({ isAnswered: true });
  });

  test("is the answer, where that comes first", () => {
    const inHand = given(aTicket({ state: "in-progress" }));
    expect(inHand("resolved", { outcome: "answered", from: "desk", contentId }).firstReplyAt).toBe(later);
    expect(inHand("resolved", { outcome: "done", from: "desk" }).firstReplyAt).toBeUndefined();
    expect(
      inHand("resolved", { outcome: "withdrawn", from: "asker", contentId }).firstReplyAt,
    ).toBeUndefined();
  });

  test("stays the first", () => {
    const ticket = aTicket({ state: "in-progress", firstReplyAt: tuesday });
    expect(given(ticket)("replied", { contentId, from: "desk" }).firstReplyAt).toBe(tuesday);
    expect(given(ticket)("resolved", { outcome: "answered", from: "desk", contentId }).firstReplyAt).toBe(
      tuesday,
    );
  });

  test("is not written by the asker", () => {
    const replied = given(aTicket())("replied", { contentId, from: "asker" });
    expect(replied.firstReplyAt).toBeUndefined();
    expect(replied.isAnswered).toBe(false);
  });
});

describe("what a ticket is about", () => {
  const topic = { key: "ikb", part: "new-fietsleasen", knownBy: "agent-confirmed" } as const;

  test("is what was said last: a topic, or none of those that there are", () => {
    const denied = given(aTicket({ topic: { key: "ikb", knownBy: "asker-chose" } }))("topic-denied", {});
    expect(denied).toMatchObject({ topicDenied: true });
    expect(denied).not.toHaveProperty("topic");
    const set = given(denied)("topic-set", { topic });
    expect(set).toMatchObject({ topic });
    expect(set).not.toHaveProperty("topicDenied");
  });
});

describe("the published answer of a ticket", () => {
  const [first, second] = [1, 2].map((revision) => ({ topic: "ikb", revision }));

  test("is the one that was used last, in a reply or at the end", () => {
    const replied = given(aTicket({ state: "in-progress" }))("replied", {
      contentId,
      from: "desk",
      answer: first,
    });
    expect(replied.answer).toEqual(first);
    expect(given(replied)("replied", { contentId, from: "desk" }).answer).toEqual(first);
    expect(given(replied)("replied", { contentId, from: "asker" }).answer).toEqual(first);
    const plainly = { outcome: "answered", from: "desk", contentId } as const;
    expect(given(replied)("resolved", plainly).answer).toEqual(first);
    expect(given(replied)("resolved", { ...plainly, answer: second }).answer).toEqual(second);
    expect(given(aTicket())("resolved", plainly)).not.toHaveProperty("answer");
  });
});

describe("the end", () => {
  const resolved = given(aTicket({ state: "waiting", isAnswered: true }))("resolved", {
    outcome: "done",
    cause: "cause-known",
    from: "desk",
  });

  test("says when, by whom and how", () => {
    expect(resolved).toMatchObject({
      state: "resolved",
      resolution: { at: later, by: femke.person, from: "desk", outcome: "done", cause: "cause-known" },
    });
    expect(resolved).not.toHaveProperty("waiting");
    expect(resolved).not.toHaveProperty("claimedBy");
  });

  test("is final once it is closed", () => {
    expect(given(resolved)("closed", {})).toMatchObject({ state: "closed", closedAt: later });
    expect(given(aTicket())("closed", {}).state).toBe("queued");
  });

  test("undone waits at the desk that had it, still to be answered", () => {
    expect(given(resolved)("reopened", { reason: "not-done", from: "asker" })).toMatchObject({
      state: "queued",
      stay: aStay("frontoffice"),
      reopenings: 1,
      isAnswered: false,
    });
  });

  test("keeps the rating", () => {
    expect(given(resolved)("rated", { score: 4 }).rating).toBe(4);
  });
});

describe("a wait", () => {
  test("begins and ends in the same hands", () => {
    const waiting = { for: "planned", on: "2026-12-24" } as const;
    const waits = given(aTicket({ state: "in-progress" }))("waiting-started", { waiting });
    expect(waits).toMatchObject({ state: "waiting", waiting, claimedBy: femke.person });
    const goesOn = given(waits)("waiting-ended", {});
    expect(goesOn).toMatchObject({ state: "in-progress", claimedBy: femke.person });
    expect(goesOn).not.toHaveProperty("waiting");
  });
});

describe("a promised call", () => {
  const pending = given(aTicket())("call-back-wanted", { event: 3 });
  const called = (ticket: Ticket, reached: boolean) =>
    given(ticket)("called-back", { contactId: someId("contact", 1), reached });

  test("counts the attempts until the asker is reached", () => {
    expect(pending.callBack).toEqual({ since: later, event: 3, attempts: 0 });
    expect(called(called(pending, false), false).callBack?.attempts).toBe(2);
    expect(called(pending, true)).not.toHaveProperty("callBack");
  });

  test("which the asker wished stays their wish, whatever else there is to tell by then", () => {
    const wished = given(aTicket())("call-back-wanted", { event: 3, because: "asked" });
    const tried = called(wished, false);
    const more = given(tried)("call-back-wanted", { event: 8, because: "no-mail" });
    expect(more.callBack).toEqual({ since: later, event: 8, attempts: 1, because: "asked" });
    expect(given(pending)("call-back-wanted", { event: 8, because: "no-mail" }).callBack).toEqual({
      since: later,
      event: 8,
      attempts: 0,
      because: "no-mail",
    });
  });

  test("is not made about a question that its asker took back", () => {
    const withdrawn = given(pending)("resolved", { outcome: "withdrawn", from: "asker" });
    expect(withdrawn).not.toHaveProperty("callBack");
    expect(withdrawn.calledBackAbout).toBe(3);
    expect(given(pending)("resolved", { outcome: "answered", from: "desk" }).callBack).toBeDefined();
  });

  test("that nobody made is no attempt", () => {
    expect(called(aTicket(), false).callBack).toBeUndefined();
  });
});

test("who is identified takes the place of the unknown caller", () => {
  expect(given(aTicket())("asker-identified", { asker: anna.person }).asker).toBe(anna.person);
});

test("delicate words in a reply count for the routing that is still to come", () => {
  const set = anEvent("confidentiality-set", {
    to: "restricted",
    because: "words",
    wordRules: ["delicate-words"],
  });
  const raised = evolve(aTicket({ state: "received" }), set);
  expect(routed(raised, { worksAtDesk: false, is: ["employee"] }, organisation)).toMatchObject([
    { type: "routed", to: "confidential", rule: "delicate-words" },
  ]);
});

describe("what the asker writes after the answer", () => {
  const resolved = aTicket({ state: "resolved" });
  const wrote = evolve(resolved, anEvent("replied", { contentId: someId("content", 7), from: "asker" }));

  test("stays before the desk until somebody there has read it", () => {
    expect(wrote.askerWroteAt).toBe(wrote.changedAt);
    expect(needsDesk(wrote)).toBe(true);
    expect(needsDesk(evolve(wrote, anEvent("acknowledged", {})))).toBe(false);
    expect(needsDesk(evolve(wrote, anEvent("reopened", { reason: "not-done", from: "asker" })))).toBe(false);
  });

  test("while somebody has the ticket in hand needs no such sign", () => {
    const event = anEvent("replied", { contentId: someId("content", 7), from: "asker" });
    expect(needsDesk(evolve(aTicket({ state: "in-progress" }), event))).toBe(false);
  });
});

describe("a promise", () => {
  const promised = { dueAt: later, owner: femke.person, contentId };
  const made = given(aTicket({ state: "resolved" }))("promised", promised);

  test("is known by the number of the event that made it, and keeps an answered ticket before its desk", () => {
    expect(made.promises).toEqual([{ n: 4, madeAt: later, ...promised }]);
    expect(needsDesk(made)).toBe(true);
    expect(needsDesk(given(made)("promise-kept", { promise: 4 }))).toBe(false);
    expect(needsDesk(given(made)("promise-withdrawn", { promise: 4, noteId: contentId }))).toBe(false);
  });

  test("tells whether it was kept, in time, and what the asker says", () => {
    expect(given(made)("promise-kept", { promise: 4 }).promises).toMatchObject([{ keptAt: later }]);
    expect(given(made)("breached", { clock: "promise", startedBy: 4 }).promises).toMatchObject([
      { brokenAt: later },
    ]);
    expect(given(made)("promise-confirmed", { promise: 4, kept: false }).promises).toMatchObject([
      { confirmed: false },
    ]);
    expect(given(made)("promise-kept", { promise: 5 }).promises).toEqual(made.promises);
    expect(given(made)("breached", { clock: "resolution", startedBy: 4 }).promises).toEqual(made.promises);
  });

  test("that has ended makes room, so that a ticket stays small; one that stands never does", () => {
    let ticket = aTicket({ state: "in-progress" });
    const happens = <T extends EventType>(type: T, details: Details<T>, n: number) => {
      ticket = evolve(ticket, anEvent(type, details, { n, at: later }) as TicketEventOf<T> & TicketEvent);
    };
    for (let n = 4; n < 24; n += 2) {
      happens("promised", promised, n);
      if (n > 4) happens("promise-withdrawn", { promise: n, noteId: contentId }, n + 1);
    }
    happens("promised", promised, 24);
    expect(ticket.promises?.map(({ n }) => n)).toEqual([4, 14, 16, 18, 20, 22, 24]);
  });
});

test("the first of a ticket's open clocks is when it is due", () => {
  const mark = (n: number, dueAt: string | undefined, endedAt?: string) =>
    ({ kind: "promise", n, policy: 1, startedAt: tuesday, dueAt, endedAt }) as ClockMark;
  expect(nextDue(aTicket())).toBeUndefined();
  expect(nextDue(aTicket({ clocks: [mark(1, undefined), mark(2, later, tuesday)] }))).toBeUndefined();
  const clocks = [mark(1, after(later, 60)), mark(2, later), mark(3, tuesday, tuesday)];
  expect(nextDue(aTicket({ clocks }))).toBe(later);
});

test("a desk that it did not belong to has no more to do with a ticket, nor one that it never reached", () => {
  const atPayroll = aTicketAt("payroll", { desks: ["frontoffice", "payroll"] });
  const back = (reason: string) =>
    evolve(atPayroll, anEvent("returned", { stay: 2, to: "frontoffice", reason }));
  expect(back("wrong-desk").desks).toEqual(["frontoffice"]);
  expect(back("incomplete").desks).toEqual(["frontoffice", "payroll"]);
  const recalled = evolve(
    aTicketBetween("frontoffice", "payroll"),
    anEvent("recalled", { stay: 3, to: "frontoffice" }),
  );
  expect(recalled.desks).not.toContain("payroll");
});

test("a question that was written down later was asked when it was said", () => {
  const asked = JSON.parse(readFileSync(new URL("./stored/asked.v1.json", import.meta.url), "utf8"));
  const saidAt = "2026-11-30T10:00:00.000Z";
  expect(evolve(undefined, { ...asked, saidAt }).askedAt).toBe(saidAt);
});
