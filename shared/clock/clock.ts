import { deskOf } from "../organisation/lookup.ts";
import type { ClockName } from "../organisation/service-level.ts";
import type { TicketEvent } from "../ticket/event.ts";
import { type CompiledCalendar, dueAt, workingSeconds } from "./calendar.ts";
import { instantOf } from "./instant.ts";
import type { ClockKind, ClockMark, ClockOutcome } from "./mark.ts";
import { around, calendarOf, type Policies, type Policy, reaching } from "./policy.ts";
import { type Idle, type Phase, type Span, type Tape, tapeOf } from "./tape.ts";
import { levelOf, type Standing, type Target, targetOf } from "./target.ts";
import { termEnd } from "./term.ts";

/** A stretch in which one desk's calendar counts, or in which the clock stands still. Without `to` it goes on. */
export type Segment = {
  from: number;
  to?: number;
  desk: string;
  calendar: CompiledCalendar;
  /** Why it stands still. */
  idle?: Idle;
};

/** A clock of a ticket, made anew from its events. Instants in epoch milliseconds. */
export type Clock = {
  kind: ClockKind;
  /** The number of the event that it began with. */
  n: number;
  policy: Policy;
  startedAt: number;
  segments: Segment[];
  standing: Standing;
  /** In working time; a promise and the law's term have a due instant and no target. */
  target?: Target;
  /** Nothing while it is paused before its target was reached. */
  dueAt?: number;
  endedAt?: number;
  outcome?: ClockOutcome;
  /** It was reopened later, under a clock of its own: it does not count as met. */
  isReopened?: boolean;
  desk?: string;
  owner?: NonNullable<Span["owner"]>;
};

/**
 * Every clock of a ticket, from its events alone: nothing is patched, so no change of topic, desk, urgency or policy
 * loses time that has run or time that stood still.
 * @param policies what each version of the configuration says; a clock goes by the one that was in force at its start,
 *   or by that of a later `clocks-rebound`
 */
export function clocksOf(events: readonly TicketEvent[], policies: Policies): Clock[] {
  const tape = tapeOf(events, policies);
  return tape.spans.flatMap((span, i) => {
    const policy = policies(span.policy);
    const standing = standingAt(tape, span);
    const isReopened = tape.spans.some((other, j) => j > i && other.kind === span.kind);
    const clock: Clock = {
      kind: span.kind,
      n: span.n,
      policy,
      startedAt: span.from,
      standing,
      segments: segmentsOf(tape, span, policy),
      ...(span.to !== undefined && { endedAt: span.to }),
      ...(span.desk && { desk: span.desk }),
      ...(span.owner && { owner: span.owner }),
      ...(span.kind === "resolution" && isReopened && { isReopened }),
    };
    const timed = withDue(clock, span);
    return timed ? [{ ...timed, ...outcomeOf(timed, span) }] : [];
  });
}

/** As it stood when the clock ended; the team's clock goes by its own desk, wherever the ticket is now. */
function standingAt(tape: Tape, { lastEvent = Number.POSITIVE_INFINITY, desk }: Span): Standing {
  const { standing } = tape.standings.findLast(({ n }) => n <= lastEvent) ?? { standing: undefined };
  if (!standing) throw new Error("a ticket stands somewhere from its first event on");
  return desk ? { ...standing, desk } : standing;
}

/** Which clocks stand still for what; a promise and the law's term never do. */
const isPaused = (policy: Policy, kind: ClockKind, idle: Idle | undefined) => {
  if (idle === undefined || kind === "promise" || kind === "statutory") return false;
  if (idle === "resolved") return kind === "resolution" || kind === "ola";
  return policy.waiting[idle].pauses.includes(kind);
};

function segmentsOf({ phases, now }: Tape, span: Span, policy: Policy): Segment[] {
  const until = span.to ?? Number.POSITIVE_INFINITY;
  const isCounted = ({ desk, isRecalled }: Phase) =>
    span.kind !== "ola" || (desk === span.desk && !isRecalled);
  return phases.flatMap((phase, i) => {
    const { from, desk, idle } = phase;
    const [start, end] = [Math.max(from, span.countsFrom), Math.min(phases[i + 1]?.from ?? Infinity, until)];
    if (start >= end || !isCounted(phase)) return [];
    const calendar = around(calendarOf(policy, desk), span.countsFrom, Math.max(now, span.dueAt ?? 0));
    return [
      {
        from: start,
        desk,
        calendar,
        ...(end !== Infinity && { to: end }),
        ...(isPaused(policy, span.kind, idle) && { idle: idle as Idle }),
      },
    ];
  });
}

/** Nothing where the configuration sets no target: such a clock does not run. */
function withDue(clock: Clock, span: Span): Clock | undefined {
  const { policy, standing, kind } = clock;
  if (kind === "promise") return { ...clock, dueAt: span.dueAt as number };
  if (kind === "statutory") {
    const term = levelOf(policy, standing)?.level.statutory;
    const calendar = calendarOf(policy, standing.desk);
    return term && { ...clock, dueAt: termEnd(term, calendar, span.from) };
  }
  const target = targetOf(policy, kind satisfies ClockName, standing);
  if (!target) return undefined;
  const due = reachedAt(clock, target.seconds);
  return { ...clock, target, ...(due !== undefined && { dueAt: due }) };
}

function outcomeOf({ endedAt, dueAt: due }: Clock, { isVoid, isDenied }: Span): Pick<Clock, "outcome"> {
  if (endedAt === undefined) return {};
  if (isVoid) return { outcome: "void" };
  return { outcome: isDenied || isLate(endedAt, due) ? "missed" : "met" };
}

/** To the second: what is done in the very second that it is due is in time, and an evening later it is not. */
const isLate = (at: number, due: number | undefined) => due !== undefined && at >= due + 1000;

/** Working seconds that ran up to an instant, its end at most. */
export function workedSeconds({ segments }: Pick<Clock, "segments"> & Partial<Clock>, at: number): number {
  return segments
    .filter(({ from, idle }) => !idle && from < at)
    .reduce((sum, { from, to = at, calendar }) => {
      const end = Math.min(to, at);
      return sum + workingSeconds(reaching(calendar, end), from, end);
    }, 0);
}

/**
 * When so many working seconds have run; nothing where it ended or stands still before.
 * @param seconds whole working seconds
 */
export function reachedAt({ segments }: Pick<Clock, "segments">, seconds: number): number | undefined {
  let left = seconds;
  for (const { from, to, calendar, idle } of segments) {
    if (idle) continue;
    if (to === undefined) return dueAt(reaching(calendar, from, left), from, left);
    const worked = workingSeconds(calendar, from, to);
    if (worked >= left) return dueAt(calendar, from, left);
    left -= worked;
  }
  return undefined;
}

export const isOpenClock = (clock: Pick<Clock, "endedAt">) => clock.endedAt === undefined;

/** Since when it stands still, and why; nothing while it runs or has ended. */
export function pauseOf({ segments, endedAt }: Clock): { since: number; idle: Idle } | undefined {
  const last = segments.at(-1);
  if (endedAt !== undefined || !last?.idle) return undefined;
  return { since: last.from, idle: last.idle };
}

/** How a clock stands at an instant. */
export function stateAt(clock: Clock, at: number): "running" | "paused" | "met" | "breached" | "void" {
  if (clock.outcome) return clock.outcome === "missed" ? "breached" : clock.outcome;
  if (isLate(at, clock.dueAt)) return "breached";
  return pauseOf(clock) ? "paused" : "running";
}

/** What is stored beside the ticket: of each kind the last, every open promise, each as at the last event. */
export function marksOf(clocks: readonly Clock[]): ClockMark[] {
  const isCurrent = (clock: Clock, i: number) =>
    isOpenClock(clock) || !clocks.some(({ kind }, j) => j > i && kind === clock.kind);
  return clocks.filter(isCurrent).map(markOf);
}

function markOf(clock: Clock): ClockMark {
  const { kind, n, policy, startedAt, target, dueAt: due, endedAt, outcome, desk, owner } = clock;
  const pause = pauseOf(clock);
  const left = pause && target && Math.max(0, target.seconds - workedSeconds(clock, pause.since));
  return {
    kind,
    n,
    policy: policy.version,
    startedAt: instantOf(startedAt),
    ...(desk && { desk }),
    ...(owner && { owner }),
    ...(target && { targetSeconds: target.seconds }),
    ...(due !== undefined && { dueAt: instantOf(due) }),
    ...(pause && { pausedSince: instantOf(pause.since) }),
    ...(left !== undefined && { leftSeconds: left }),
    ...(endedAt !== undefined && { endedAt: instantOf(endedAt) }),
    ...(outcome && { outcome }),
  };
}

/** The desk in whose calendar a clock runs at its end, or now. */
export const deskOfClock = ({ segments, policy, standing }: Clock) =>
  deskOf(policy, segments.at(-1)?.desk ?? standing.desk) ?? deskOf(policy, standing.desk);
