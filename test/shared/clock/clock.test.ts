import { describe, expect, test } from "vitest";
import { clocksOf, marksOf, stateAt } from "../../../shared/clock/clock.ts";
import { type Instant, instantOf } from "../../../shared/clock/instant.ts";
import type { ClockKind } from "../../../shared/clock/mark.ts";
import { dueActions, nextTimerAt } from "../../../shared/clock/timer.ts";
import type { ContactId, ContentId, TicketId } from "../../../shared/id.ts";
import type { EventType, TicketEvent, TicketEventOf } from "../../../shared/ticket/event.ts";
import { replay } from "../../../shared/ticket/evolve.ts";
import { makeReference } from "../../../shared/ticket/reference.ts";
import type { Ticket } from "../../../shared/ticket/ticket.ts";
import { anEvent, anna, femke, omar, organisation, someId } from "../../given.ts";

/** Amsterdam's wall clock in December 2026, an hour ahead of UTC. */
const at = (day: number, time: string): Instant => instantOf(Date.parse(`2026-12-0${day}T${time}:00+01:00`));

type Details<T extends EventType> = Parameters<typeof anEvent<T>>[1];

/** A ticket's events one after the other, each with when and by whom. */
function story() {
  const events: TicketEvent[] = [];
  const then = <T extends EventType>(type: T, details: Details<T>, when: Instant, by = femke.person) => {
    events.push(
      anEvent(type, details, { n: events.length + 1, at: when, by }) as TicketEventOf<T> & TicketEvent,
    );
    return told;
  };
  const told = { then, events };
  return told;
}

const asked = (when: Instant, topic?: string) =>
  story()
    .then(
      "asked",
      {
        reference: makeReference(2026, 1),
        kind: "question",
        channel: "click",
        language: "nl",
        asker: anna.person,
        confidentiality: "open",
        wordRules: [],
        urgency: "normal",
        contentId: someId<ContentId>("content", 1),
        contactId: someId<ContactId>("contact", 1),
        ticketId: someId<TicketId>("ticket", 1),
        ...(topic && { topic: { key: topic, knownBy: "asker-chose" as const } }),
      } as never,
      when,
      anna.person,
    )
    .then("routed", { stay: 1, to: "frontoffice", rule: "front-office-first", confidentiality: "open" }, when)
    .then("arrived", { stay: 1 }, when)
    .then("claimed", { person: femke.person }, when);

const clock = (events: readonly TicketEvent[], kind: ClockKind) => {
  const found = clocksOf(events, () => organisation).findLast((one) => one.kind === kind);
  if (!found) throw new Error(`no ${kind}`);
  return found;
};
const due = (events: readonly TicketEvent[], kind: ClockKind) => {
  const { dueAt } = clock(events, kind);
  return dueAt === undefined ? undefined : instantOf(dueAt);
};

describe("a deadline in working time", () => {
  test("leaves out the night: eight hours from Tuesday 10:00 end on Wednesday 9:30", () => {
    expect(due(asked(at(1, "10:00")).events, "firstResponse")).toBe(at(2, "09:30"));
  });

  test("stands still while the asker is waited for, and no moment of work is lost", () => {
    const { events } = asked(at(1, "10:00"))
      .then(
        "replied",
        { contentId: someId<ContentId>("content", 2), from: "desk", asks: true },
        at(1, "11:00"),
      )
      .then(
        "waiting-started",
        { waiting: { for: "asker", contentId: someId<ContentId>("content", 2) } },
        at(1, "11:00"),
      );
    expect(clock(events, "resolution")).not.toHaveProperty("dueAt");
    expect(marksOf(clocksOf(events, () => organisation))).toContainEqual(
      expect.objectContaining({ kind: "resolution", pausedSince: at(1, "11:00"), leftSeconds: 23 * 3600 }),
    );
    const resumed = story();
    resumed.events.push(...events);
    resumed.then("waiting-ended", {}, at(3, "11:00"));
    // Twenty-four hours of the front office's days of eight and a half: one ran before the wait.
    expect(due(resumed.events, "resolution")).toBe(at(7, "17:00"));
    expect(stateAt(clock(events, "firstResponse"), Date.parse(at(2, "09:00")))).toBe("met");
  });

  test("goes on in the calendar of the desk that has the ticket", () => {
    const { events } = asked(at(1, "10:00")).then(
      "handed-over",
      { stay: 2, to: "payroll", reason: "needs-specialist" },
      at(1, "12:00"),
    );
    // Sixteen hours from 12:00, in days of eight with half an hour for lunch.
    expect(due(events, "ola")).toBe(at(3, "12:00"));
  });
});

describe("the passing of time", () => {
  const history = (events: readonly TicketEvent[]) => ({
    events,
    ticket: replay(events) as Ticket,
    clocks: clocksOf(events, () => organisation),
  });

  test("warns at three quarters, then says that it is too late, once each", () => {
    const told = asked(at(1, "10:00"));
    const dueNow = (when: Instant) => dueActions(history(told.events), organisation, Date.parse(when));
    expect(nextTimerAt(history(told.events), organisation)).toBe(at(1, "16:00"));
    expect(dueNow(at(1, "15:59"))).toEqual([]);
    const warned = { type: "warned", clock: "firstResponse", startedBy: 1 } as const;
    expect(dueNow(at(1, "16:00"))).toEqual([warned]);
    told.then("warned", { clock: "firstResponse", startedBy: 1 }, at(1, "16:00"));
    expect(dueNow(at(1, "16:00"))).toEqual([]);
    expect(dueNow(at(2, "09:31"))).toEqual([
      { type: "breached", clock: "firstResponse", startedBy: 1 },
      { type: "escalated", clock: "firstResponse", startedBy: 1, tier: 1, to: "owner" },
    ]);
  });

  test("closes what was resolved after five whole working days", () => {
    const { events } = asked(at(1, "10:00")).then(
      "resolved",
      { outcome: "answered", contentId: someId<ContentId>("content", 2), from: "desk" },
      at(1, "15:00"),
      omar.person,
    );
    expect(nextTimerAt(history(events), organisation)).toBe(at(9, "08:30"));
  });
});
