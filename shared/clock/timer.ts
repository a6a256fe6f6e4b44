import { frontDesk } from "../organisation/lookup.ts";
import type { Happening, TicketEvent } from "../ticket/event.ts";
import { isStanding, needsDesk, type Ticket } from "../ticket/ticket.ts";
import { type CompiledCalendar, dueAt, opensAt, workingSeconds } from "./calendar.ts";
import { type Clock, deskOfClock, isOpenClock, reachedAt } from "./clock.ts";
import { type Instant, instantOf } from "./instant.ts";
import { around, calendarOf, type Policy } from "./policy.ts";
import { localAt } from "./zone.ts";

/** A ticket with all that happened to it, and its clocks. */
export type History = { ticket: Ticket; events: readonly TicketEvent[]; clocks: readonly Clock[] };

/** What the passing of time brings about, and from when on. Instants in epoch milliseconds. */
type Action = { at: number; happenings: Happening[] };

/**
 * What is due at an instant: once each, in the order in which it came due. Asked again after it was recorded, late,
 * twice or too early, it answers with nothing.
 * @param policy the configuration in force now: its waits and endings
 */
export function dueActions(history: History, policy: Policy, now: number): Happening[] {
  const due = outstanding(history, policy).filter(({ at }) => at <= now);
  // What ends a ticket leaves nothing to warn of, so it goes alone.
  const ending = due.find(({ happenings }) =>
    happenings.some(({ type }) => type === "resolved" || type === "closed"),
  );
  return (ending ? [ending] : due.toSorted((one, other) => one.at - other.at)).flatMap(
    ({ happenings }) => happenings,
  );
}

/** When this ticket next wants looking at; nothing while only people can move it. */
export function nextTimerAt(history: History, policy: Policy): Instant | undefined {
  const first = Math.min(...outstanding(history, policy).map(({ at }) => at));
  return Number.isFinite(first) ? instantOf(first) : undefined;
}

function outstanding(history: History, policy: Policy): Action[] {
  if (history.ticket.state === "closed") return [];
  return [
    ...history.clocks.filter(isOpenClock).flatMap((clock) => ofClock(clock, history)),
    ...ofWaiting(history, policy),
    ...ofEnding(history, policy),
  ];
}

/** The rules of warning, breach and escalation are those of the clock's own policy version. */
function ofClock(clock: Clock, { events }: History): Action[] {
  const { policy, kind, n, target } = clock;
  const { warnAt, escalate, criticalOutsideHours } = policy.serviceLevelRules;
  const isCritical = target !== undefined && criticalOutsideHours.includes(target.level);
  const about = { clock: kind, startedBy: n };
  const actions: Action[] = [];
  const due = clock.dueAt;
  const warn = warningAt(clock, warnAt);
  if (warn !== undefined && !(due !== undefined && isRecorded(events, about, "breached", due))) {
    const at = inHours(clock, warn, "owner", isCritical);
    // A warning that nobody could read before the breach is left out.
    const isOfUse = due === undefined || at < due;
    if (isOfUse && !isRecorded(events, about, "warned", warn)) {
      actions.push({ at, happenings: [{ type: "warned", ...about }] });
    }
  }
  if (due === undefined) return actions;
  // A second after: what is done at the very moment is in time.
  if (!isRecorded(events, about, "breached", due)) {
    actions.push({ at: due + 1000, happenings: [{ type: "breached", ...about }] });
  }
  for (const [i, { to, afterWorkingHours }] of escalate.entries()) {
    const since = tierAt(clock, Math.round(afterWorkingHours * 3600));
    if (since === undefined || isRecorded(events, about, "escalated", since, i + 1)) continue;
    const at = Math.max(inHours(clock, since, to, isCritical), due + 1000);
    actions.push({ at, happenings: [{ type: "escalated", ...about, tier: i + 1, to }] });
  }
  return actions;
}

/** Recorded at or after the instant that it was due: a target that moved on later makes it due once more. */
function isRecorded(
  events: readonly TicketEvent[],
  about: { clock: string; startedBy: number },
  type: "warned" | "breached" | "escalated",
  due: number,
  tier?: number,
): boolean {
  return events.some(
    (event) =>
      event.type === type &&
      event.clock === about.clock &&
      event.startedBy === about.startedBy &&
      (event.type !== "escalated" || event.tier === tier) &&
      Date.parse(event.at) >= due,
  );
}

function warningAt(clock: Clock, share: number): number | undefined {
  const { target, dueAt: due, startedAt } = clock;
  if (target) return reachedAt(clock, Math.floor(target.seconds * share));
  if (due === undefined) return undefined;
  if (clock.kind === "statutory") return startedAt + Math.floor((due - startedAt) * share);
  const calendar = hoursOf(clock, "owner");
  return dueAt(calendar, startedAt, Math.floor(workingSeconds(calendar, startedAt, due) * share));
}

/** So much work after the breach: a clock that stands still escalates no further. */
function tierAt(clock: Clock, seconds: number): number | undefined {
  const { target, dueAt: due } = clock;
  if (target) return reachedAt(clock, target.seconds + seconds);
  return due === undefined ? undefined : dueAt(hoursOf(clock, "owner"), due, seconds);
}

/** The hours of whoever hears of it: the desk's for those who work there, the front office's for the service manager. */
function hoursOf(clock: Clock, receiver: string): CompiledCalendar {
  const { policy, startedAt, dueAt: due = startedAt } = clock;
  const desk = receiver === "service-manager" ? frontDesk(policy) : deskOfClock(clock);
  return around(calendarOf(policy, (desk ?? frontDesk(policy)).key), startedAt, due + yearMs);
}

const yearMs = 366 * 86_400_000;

const inHours = (clock: Clock, at: number, receiver: string, isCritical: boolean) =>
  isCritical ? at : opensAt(hoursOf(clock, receiver), at);

/** Waiting for the asker: one reminder, and an end. A planned wait is over on its day. */
function ofWaiting({ ticket, events }: History, policy: Policy): Action[] {
  if (ticket.state !== "waiting") return [];
  const started = events.findLast(({ type }) => type === "waiting-started");
  if (!started) return [];
  const since = Date.parse(started.at);
  const calendar = calendarOf(policy, ticket.stay.desk);
  if (ticket.waiting.for === "planned") {
    const day = Date.parse(ticket.waiting.on);
    const localMidnight = day - (localAt(day, calendar.zone) - day);
    const at = opensAt(around(calendar, since, day + yearMs), Math.max(since, localMidnight));
    return [{ at, happenings: [{ type: "waiting-ended" }] }];
  }
  const { remindAfterWorkingDays: remind, resolveAfterWorkingDays: resolve } =
    policy.waiting[ticket.waiting.for];
  const isReminded = events.some(({ type, n }) => type === "reminded" && n > started.n);
  return [
    ...(remind && !isReminded
      ? [{ at: afterDays(policy, ticket, since, remind), happenings: [{ type: "reminded" } as const] }]
      : []),
    ...(resolve
      ? [
          {
            at: afterDays(policy, ticket, since, resolve),
            happenings: [
              { type: "waiting-ended" } as const,
              { type: "resolved", outcome: "no-reply", from: "desk" } as const,
            ],
          },
        ]
      : []),
  ];
}

/** Closed when nobody asked anything more for some days: not before a call, a word of the asker or a promise is seen to. */
function ofEnding({ ticket, events }: History, policy: Policy): Action[] {
  if (ticket.state !== "resolved" || needsDesk(ticket) || ticket.promises?.some(isStanding)) return [];
  const last = events.findLast(({ type }) => stirring.has(type));
  const since = Date.parse(last?.at ?? ticket.resolution.at);
  const at = afterDays(policy, ticket, since, policy.ending.closeAfterWorkingDays);
  return [{ at, happenings: [{ type: "closed" }] }];
}

const stirring: ReadonlySet<TicketEvent["type"]> = new Set([
  "resolved",
  "acknowledged",
  "called-back",
  "promise-kept",
  "promise-withdrawn",
]);

/** When the desk opens after so many whole working days: an answer of Monday afternoon has until Monday evening. */
function afterDays(policy: Policy, ticket: Ticket, since: number, days: number): number {
  const desk = ticket.state === "received" ? frontDesk(policy).key : ticket.stay.desk;
  const calendar = calendarOf(policy, desk);
  const compiled = around(calendar, since, since + yearMs);
  let at = since;
  for (let opened = 0; opened <= days; opened++) at = opensAt(compiled, nextMidnight(at, calendar.zone));
  return at;
}

const dayMs = 86_400_000;

/** The local midnight that ends the day of an instant; where summer time moves, an hour beside it, when nobody works. */
function nextMidnight(instant: number, zone: string): number {
  const local = localAt(instant, zone);
  const midnight = (Math.floor(local / dayMs) + 1) * dayMs;
  return instant + (midnight - local);
}
