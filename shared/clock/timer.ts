import { frontDesk } from "../organisation/lookup.ts";
import type { Happening, TicketEvent } from "../ticket/event.ts";
import { isStanding, needsDesk, type Ticket } from "../ticket/ticket.ts";
import { type Calendar, dueAt, nextMidnight, opensAt, workingSeconds } from "./calendar.ts";
import { type Clock, deskOfClock, isOpenClock, reachedAt } from "./clock.ts";
import { type Instant, instantOf } from "./instant.ts";
import { around, calendarOf, type Policy } from "./policy.ts";
import { levelOf } from "./target.ts";
import { earliest } from "./zone.ts";

/** A ticket with all that happened to it, and its clocks. */
export type History = { ticket: Ticket; events: readonly TicketEvent[]; clocks: readonly Clock[] };

/**
 * What the passing of time brings about: since when it is due, and when it is done, which for what somebody is told is
 * within their hours. Instants in epoch milliseconds.
 */
type Action = { since: number; at: number; happenings: Happening[] };

/**
 * What is due at an instant: once each, in the order in which it came due. Asked again after it was recorded, late,
 * twice or too early, it answers with nothing.
 * @param policy the configuration in force now: its waits and endings
 */
export function dueActions(history: History, policy: Policy, now: number): Happening[] {
  const due = outstanding(history, policy, now).filter(({ at }) => at <= now);
  // What ends a ticket leaves nothing to warn of, so it goes alone.
  const ending = due.find(({ happenings }) =>
    happenings.some(({ type }) => type === "resolved" || type === "closed"),
  );
  return (ending ? [ending] : due.toSorted((one, other) => one.since - other.since)).flatMap(
    ({ happenings }) => happenings,
  );
}

/**
 * When this ticket next wants looking at; nothing while only people can move it.
 * @param from in epoch milliseconds: what came due before is told from then on; the last event, unless said otherwise
 */
export function nextTimerAt(
  history: History,
  policy: Policy,
  from = Date.parse(history.events.at(-1)?.at ?? ""),
): Instant | undefined {
  const first = Math.min(...outstanding(history, policy, from).map(({ at }) => at));
  return Number.isFinite(first) ? instantOf(first) : undefined;
}

/** @param from nobody can be told of anything before */
function outstanding(history: History, policy: Policy, from: number): Action[] {
  if (history.ticket.state === "closed") return [];
  return [
    ...history.clocks.filter(isOpenClock).flatMap((clock) => ofClock(clock, history, from)),
    ...ofWaiting(history, policy),
    ...ofEnding(history, policy),
  ];
}

/**
 * The rules of warning, breach and escalation are those of the clock's own policy version. A clock that stands still
 * before its target was reached has nothing due, and nothing to warn of.
 */
function ofClock(clock: Clock, { events }: History, from: number): Action[] {
  const { policy, kind, n, dueAt: due } = clock;
  if (due === undefined) return [];
  const about = { clock: kind, startedBy: n };
  // A second after: what is done at the very moment is in time.
  const late = due + 1000;
  const isBreached = isRecorded(events, about, "breached", due);
  const breach: Action = { since: late, at: late, happenings: [{ type: "breached", ...about }] };
  const tiers = policy.serviceLevelRules.escalate.flatMap(({ to, afterWorkingHours }, i): Action[] => {
    const since = tierAt(clock, Math.round(afterWorkingHours * 3600));
    if (since === undefined || isRecorded(events, about, "escalated", since, i + 1)) return [];
    const at = inHours(clock, Math.max(since, late, from), to);
    return [
      { since: Math.max(since, late), at, happenings: [{ type: "escalated", ...about, tier: i + 1, to }] },
    ];
  });
  return [...(isBreached ? [] : [...warning(clock, events, from), breach]), ...tiers];
}

/** A warning that nobody could read before the breach is left out. */
function warning(clock: Clock, events: readonly TicketEvent[], from: number): Action[] {
  const { policy, kind, n, dueAt: due = 0 } = clock;
  const about = { clock: kind, startedBy: n };
  const since = warningAt(clock, policy.serviceLevelRules.warnAt);
  if (since === undefined || isRecorded(events, about, "warned", since)) return [];
  if (inHours(clock, since, "owner") >= due) return [];
  const at = inHours(clock, Math.max(since, from), "owner");
  return [{ since, at, happenings: [{ type: "warned", ...about }] }];
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
  const calendar = around(hoursOf(clock, "owner"), startedAt, due);
  return dueAt(calendar, startedAt, Math.floor(workingSeconds(calendar, startedAt, due) * share));
}

/** So much work after the breach: a clock that stands still escalates no further. */
function tierAt(clock: Clock, seconds: number): number | undefined {
  const { target, dueAt: due } = clock;
  if (target) return reachedAt(clock, target.seconds + seconds);
  if (due === undefined) return undefined;
  return dueAt(around(hoursOf(clock, "owner"), clock.startedAt, due, seconds), due, seconds);
}

/** The hours of whoever hears of it: the desk's for those who work there, the front office's for the service manager. */
function hoursOf({ policy, ...clock }: Clock, receiver: string): Calendar {
  const desk = receiver === "service-manager" ? undefined : deskOfClock({ policy, ...clock });
  return calendarOf(policy, (desk ?? frontDesk(policy)).key);
}

/** Within the receiver's hours, unless the policy calls the ticket's service level critical. */
function inHours(clock: Clock, at: number, receiver: string): number {
  return isCritical(clock) ? at : opensAt(around(hoursOf(clock, receiver), clock.startedAt, at), at);
}

/** Whether the policy finds the clock's service level so pressing that people hear of it at any hour. */
export function isCritical({ policy, target, standing }: Clock): boolean {
  const level = target?.level ?? levelOf(policy, standing)?.name;
  return level !== undefined && policy.serviceLevelRules.criticalOutsideHours.includes(level);
}

/** Waiting for the asker: one reminder, and an end. A planned wait is over on its day. */
function ofWaiting({ ticket, events }: History, policy: Policy): Action[] {
  if (ticket.state !== "waiting") return [];
  const started = events.findLast(({ type }) => type === "waiting-started");
  if (!started) return [];
  const since = Date.parse(started.at);
  const calendar = calendarOf(policy, ticket.stay.desk);
  if (ticket.waiting.for === "planned") {
    const day = Date.parse(ticket.waiting.on);
    const compiled = around(calendar, since, day);
    const at = opensAt(compiled, Math.max(since, earliest(day, compiled.stretches)));
    return [{ since: at, at, happenings: [{ type: "waiting-ended" }] }];
  }
  const { remindAfterWorkingDays: remind, resolveAfterWorkingDays: resolve } =
    policy.waiting[ticket.waiting.for];
  const reminded = events.find(({ type, n }) => type === "reminded" && n > started.n);
  if (remind && !reminded) return [afterDays(policy, ticket, since, remind, [{ type: "reminded" }])];
  if (!resolve) return [];
  const noReply: Happening[] = [
    { type: "waiting-ended" },
    { type: "resolved", outcome: "no-reply", from: "desk" },
  ];
  const end = afterDays(policy, ticket, since, resolve, noReply);
  if (!remind || !reminded) return [end];
  // A reminder that was late, after an outage or under other rules, leaves the asker as much time as one that was not.
  const later = afterDays(
    policy,
    ticket,
    Date.parse(reminded.at),
    Math.max(0, resolve - remind - 1),
    noReply,
  );
  return [later.at > end.at ? later : end];
}

/** Closed when nobody asked anything more for some days: not before a call, a word of the asker or a promise is seen to. */
function ofEnding({ ticket, events }: History, policy: Policy): Action[] {
  if (ticket.state !== "resolved" || needsDesk(ticket) || ticket.promises?.some(isStanding)) return [];
  const last = events.findLast(({ type }) => stirring.has(type));
  const since = Date.parse(last?.at ?? ticket.resolution.at);
  return [afterDays(policy, ticket, since, policy.ending.closeAfterWorkingDays, [{ type: "closed" }])];
}

const stirring: ReadonlySet<TicketEvent["type"]> = new Set([
  "resolved",
  "acknowledged",
  "called-back",
  "promise-kept",
  "promise-withdrawn",
]);

/** When the desk opens after so many whole working days: an answer of Monday afternoon has until Monday evening. */
function afterDays(
  policy: Policy,
  ticket: Ticket,
  since: number,
  days: number,
  happenings: Happening[],
): Action {
  const desk = ticket.state === "received" ? frontDesk(policy).key : ticket.stay.desk;
  const calendar = calendarOf(policy, desk);
  // A desk may work one day a week.
  const compiled = around(calendar, since, since + days * 7 * dayMs);
  let at = since;
  for (let opened = 0; opened <= days; opened++) at = opensAt(compiled, nextMidnight(compiled, at));
  return { since: at, at, happenings };
}

const dayMs = 86_400_000;
