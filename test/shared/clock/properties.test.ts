import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Clock, clocksOf, isOpenClock, marksOf, workedSeconds } from "../../../shared/clock/clock.ts";
import { instantOf } from "../../../shared/clock/instant.ts";
import { dueActions } from "../../../shared/clock/timer.ts";
import type { ContentId } from "../../../shared/id.ts";
import type { Happening, TicketEvent } from "../../../shared/ticket/event.ts";
import { replay } from "../../../shared/ticket/evolve.ts";
import type { Ticket } from "../../../shared/ticket/ticket.ts";
import { femke, someId } from "../../given.ts";
import { type Life, lifeOf, pass, bothVersions as policies } from "./lives.ts";

const hourMs = 3_600_000;
/** A life by its seed, which is all that a failure need say. */
const life = fc.integer({ min: 1, max: 1_000_000 });
const share = fc.double({ min: 0, max: 1, noNaN: true });
const pick = (of: number, length: number) => Math.min(length - 1, Math.floor(of * length));
const lastAt = (events: readonly TicketEvent[]) => Date.parse(events.at(-1)?.at ?? "");
const contentId = someId<ContentId>("content", 9);

/** With something more that happened right after an event; what names a later event by its number still does. */
function alsoAfter(events: readonly TicketEvent[], i: number, more: readonly Happening[]): TicketEvent[] {
  const here = events[i] as TicketEvent;
  const moved = (n: number) => (n > here.n ? n + more.length : n);
  const added = more.map((happening, j) => ({
    ...pickEnvelope(here),
    n: here.n + 1 + j,
    by: femke.person,
    ...happening,
  }));
  const later = events.slice(i + 1).map((event) => ({
    ...event,
    n: moved(event.n),
    ...("startedBy" in event && { startedBy: moved(event.startedBy) }),
    ...("promise" in event && { promise: moved(event.promise) }),
    ...("event" in event && { event: moved(event.event) }),
  }));
  return [...events.slice(0, i + 1), ...added, ...later] as TicketEvent[];
}

const pickEnvelope = ({ v, organisation, ticketId, at, configuration }: TicketEvent) => ({
  v,
  organisation,
  ticketId,
  at,
  configuration,
});

/** What a clock comes to, without the numbers of events. */
function figures(clocks: readonly Clock[], at: number) {
  return clocks.map((clock) => ({
    kind: clock.kind,
    startedAt: clock.startedAt,
    target: clock.target,
    dueAt: clock.dueAt,
    endedAt: clock.endedAt,
    outcome: clock.outcome,
    worked: workedSeconds(clock, at),
  }));
}

describe("whatever happens to a ticket", () => {
  test("the time that ran never shrinks, and never outruns the clock on the wall", () => {
    fc.assert(
      fc.property(life, share, share, (seed, one, other) => {
        const { events } = lifeOf(seed);
        const [from, until] = [Date.parse(events[0]?.at ?? "") - 48 * hourMs, lastAt(events) + 400 * hourMs];
        const [a, b] = [one, other].map((part) => Math.floor(from + part * (until - from))).sort();
        for (const clock of clocksOf(events, policies)) {
          const ran = workedSeconds(clock, b as number) - workedSeconds(clock, a as number);
          expect(ran).toBeGreaterThanOrEqual(0);
          expect(ran).toBeLessThanOrEqual(
            Math.floor((b as number) / 1000) - Math.floor((a as number) / 1000),
          );
        }
      }),
      { numRuns: 150, seed: 20261201 },
    );
  });

  test("a deadline is the very second in which its target is reached", () => {
    fc.assert(
      fc.property(life, (seed) => {
        const { events } = lifeOf(seed);
        for (const clock of clocksOf(events, policies)) {
          const { target, dueAt } = clock;
          if (!target || dueAt === undefined) continue;
          expect(workedSeconds(clock, dueAt)).toBe(target.seconds);
          expect(workedSeconds(clock, dueAt - 1000)).toBe(target.seconds - 1);
        }
      }),
      { numRuns: 150, seed: 20261202 },
    );
  });

  test("what has no deadline was in time, or has work left and stands still", () => {
    fc.assert(
      fc.property(life, (seed) => {
        const { events } = lifeOf(seed);
        for (const clock of clocksOf(events, policies)) {
          if (!clock.target || clock.dueAt !== undefined) continue;
          expect(workedSeconds(clock, Number.MAX_SAFE_INTEGER / 4000)).toBeLessThan(clock.target.seconds);
          if (clock.outcome) expect(["met", "void"]).toContain(clock.outcome);
          else expect(clock.segments.at(-1)?.idle).toBeDefined();
        }
      }),
      { numRuns: 150, seed: 20261203 },
    );
  });

  test("a wait in between never advances a clock, nor a deadline", () => {
    fc.assert(
      fc.property(life, share, fc.integer({ min: 1, max: 300 }), (seed, part, hours) => {
        const { events } = lifeOf(seed);
        const working = events.findIndex(({ type }) => type === "claimed");
        const begun = events.slice(0, working + 1);
        if (working < 0 || replay(begun)?.state !== "in-progress") return;
        const from = lastAt(begun) + Math.floor(part * 40 * hourMs);
        const last = begun.at(-1) as TicketEvent;
        const wait = (n: number, at: number, happening: Happening) =>
          ({ ...pickEnvelope(last), n, at: instantOf(at), by: femke.person, ...happening }) as TicketEvent;
        const until = from + hours * hourMs;
        const waited = [
          ...begun,
          wait(last.n + 1, from, { type: "waiting-started", waiting: { for: "asker", contentId } }),
          wait(last.n + 2, until, { type: "waiting-ended" }),
        ];
        const [without, withWait] = [begun, waited].map((some) => clocksOf(some, policies));
        without?.forEach((clock, i) => {
          const paused = withWait?.[i] as Clock;
          for (const at of [from, from + hourMs, until, until + 30 * hourMs]) {
            expect(workedSeconds(paused, at)).toBeLessThanOrEqual(workedSeconds(clock, at));
          }
          expect(workedSeconds(paused, until)).toBe(workedSeconds(clock, clock.target ? from : until));
          if (clock.dueAt !== undefined) expect(paused.dueAt).toBeGreaterThanOrEqual(clock.dueAt);
        });
      }),
      { numRuns: 150, seed: 20261204 },
    );
  });

  test("a note, a claim or a warning in between changes nothing", () => {
    const nothing = fc.constantFrom<Happening>(
      { type: "noted", contentId },
      { type: "claimed", person: femke.person },
      { type: "released" },
      { type: "rated", score: 4 },
      { type: "warned", clock: "resolution", startedBy: 1 },
      { type: "reminded" },
    );
    fc.assert(
      fc.property(life, share, nothing, (seed, part, happening) => {
        const { events } = lifeOf(seed);
        const noted = alsoAfter(events, pick(part, events.length), [happening]);
        const end = lastAt(events) + 200 * hourMs;
        expect(figures(clocksOf(noted, policies), end)).toEqual(figures(clocksOf(events, policies), end));
      }),
      { numRuns: 150, seed: 20261205 },
    );
  });

  test("a topic or an urgency that is set and set back changes nothing", () => {
    fc.assert(
      fc.property(life, share, (seed, part) => {
        const { events } = lifeOf(seed);
        const i = pick(part, events.length);
        const ticket = replay(events.slice(0, i + 1)) as Ticket;
        const { topic, urgency } = ticket;
        const other = {
          key: topic?.key === "ikb" ? "zorgverlof" : "ikb",
          knownBy: "agent-confirmed" as const,
        };
        const back: Happening[] = topic
          ? [
              { type: "topic-set", topic: other },
              { type: "topic-set", topic },
            ]
          : [];
        const changed = alsoAfter(events, i, [
          ...back,
          { type: "urgency-set", to: urgency === "today" ? "normal" : "today", noteId: contentId },
          { type: "urgency-set", to: urgency, noteId: contentId },
        ]);
        const end = lastAt(events) + 200 * hourMs;
        expect(figures(clocksOf(changed, policies), end)).toEqual(figures(clocksOf(events, policies), end));
      }),
      { numRuns: 150, seed: 20261206 },
    );
  });

  test("what is stored at each change is what its events until then come to", () => {
    fc.assert(
      fc.property(life, (seed) => {
        const { events, changes } = lifeOf(seed);
        for (const { after } of changes) {
          const until = events.slice(0, after.version);
          expect(after.clocks).toEqual(marksOf(clocksOf(until, policies)));
          expect({ ...after, clocks: undefined }).toEqual({ ...replay(until), clocks: undefined });
        }
      }),
      { numRuns: 60, seed: 20261207 },
    );
  });
});

describe("whenever time is asked what is due", () => {
  /** From a life at some moment on nobody does anything more; the helpdesk looks at odd moments. */
  const left = fc.tuple(fc.integer({ min: 1, max: 1_000_000 }), share, fc.array(share, { maxLength: 12 }));

  function leftAlone([seed, part, steps]: [number, number, number[]]) {
    const whole = lifeOf(seed);
    const changes = whole.changes.slice(0, pick(part, whole.changes.length) + 1);
    const policy = policies(changes.at(-1)?.events.at(-1)?.configuration ?? 1);
    const events = whole.events.slice(0, changes.at(-1)?.after.version);
    const one: Life = { changes, events, policy };
    const before = events.length;
    let now = lastAt(events);
    for (const step of steps) {
      now += Math.floor(step ** 2 * 120 * hourMs);
      pass(one, now);
    }
    // Long after, on a Tuesday morning at which all desks work.
    const end = Date.parse("2027-09-14T08:00:00Z");
    while (pass(one, end) > 0) {}
    return { one, happened: one.events.slice(before), end };
  }

  test("each thing is done once, never early, and in the end all of them", () => {
    fc.assert(
      fc.property(left, (given) => {
        const { one, happened, end } = leftAlone(given);
        const acts = happened.filter((event) => "startedBy" in event || event.type === "reminded");
        const names = acts.map(({ type, ...event }) =>
          JSON.stringify([
            type,
            "startedBy" in event ? [event.clock, event.startedBy] : [],
            "tier" in event && event.tier,
          ]),
        );
        expect(new Set(names).size).toBe(names.length);
        const ticket = replay(one.events) as Ticket;
        const clocks = clocksOf(one.events, policies);
        expect(dueActions({ ticket, events: one.events, clocks }, one.policy, end + hourMs)).toEqual([]);
        for (const event of happened) {
          const clock =
            "startedBy" in event &&
            clocks.find(({ n, kind }) => n === event.startedBy && kind === event.clock);
          if (!clock) continue;
          const at = Date.parse(event.at);
          const { target, policy, dueAt = 0 } = clock;
          if (event.type !== "warned") expect(at).toBeGreaterThan(dueAt);
          const tier =
            event.type === "escalated" ? policy.serviceLevelRules.escalate[event.tier - 1] : undefined;
          const work = event.type === "warned" ? -(1 - policy.serviceLevelRules.warnAt) : 0;
          if (target) {
            const least = target.seconds * (1 + work) + (tier?.afterWorkingHours ?? 0) * 3600;
            expect(workedSeconds({ segments: clock.segments }, at)).toBeGreaterThanOrEqual(Math.floor(least));
          }
        }
        if (ticket.state === "closed") return;
        for (const { kind, n, policy, dueAt, target, segments } of clocks.filter(isOpenClock)) {
          if (dueAt === undefined || dueAt >= end) continue;
          const told = one.events.filter(
            (event) => "startedBy" in event && event.clock === kind && event.startedBy === n,
          );
          expect(told.some(({ type }) => type === "breached")).toBe(true);
          const tiers = new Set(told.flatMap((event) => (event.type === "escalated" ? [event.tier] : [])));
          // A clock that stands still after its target comes to the later tiers when it runs again.
          const worked = target && workedSeconds({ segments }, end) - target.seconds;
          const reached = policy.serviceLevelRules.escalate.filter(
            ({ afterWorkingHours }) => worked === undefined || worked >= afterWorkingHours * 3600,
          );
          expect(tiers.size).toBe(reached.length);
        }
      }),
      { numRuns: 100, seed: 20261208 },
    );
  });
});
