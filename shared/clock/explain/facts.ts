import { deskOf, topicOf } from "../../organisation/lookup.ts";
import type { Statutory } from "../../organisation/service-level.ts";
import type { LocalText } from "../../text.ts";
import { dateOf } from "../calendar.ts";
import { type Clock, pauseOf, stateAt, workedSeconds } from "../clock.ts";
import type { ClockKind } from "../mark.ts";
import { calendarOf } from "../policy.ts";
import type { Idle } from "../tape.ts";
import { levelOf, type Target } from "../target.ts";
import { termEnd } from "../term.ts";
import { localDay } from "../zone.ts";
import { type Stretch, stretchesOf } from "./hours.ts";
import { type DayClosed, nameOf, type Skipped, skippedIn } from "./skipped.ts";

/** What there is to say about a clock, in no language yet. Instants in epoch milliseconds. */
export type Facts = {
  kind: ClockKind;
  state: "running" | "paused" | "overdue" | "met" | "missed" | "void";
  zone: string;
  now: number;
  since: number;
  due: number | undefined;
  ended: number | undefined;
  /**
   * Seconds before the due instant, or after it where that is too late: of work, or by the calendar without a target.
   * Between the minutes that are shown, so that the sentence adds up; to the second where that leaves nothing.
   */
  spare: number;
  /** Seconds by the calendar since it was due: an evening too late is no work too late. */
  lateBy: number;
  /** The part of the time that has run, in whole percents. */
  share: number;
  pause: { since: number; idle: Idle } | undefined;
  targetSeconds: number;
  /** What set the target, and the service level that it belongs to. */
  source: { by: Target["by"]; name: LocalText | undefined };
  level: LocalText | undefined;
  version: number;
  desk: LocalText | undefined;
  /** The weeks that counted, one after the other; several where desks differ in them. */
  stretches: Stretch[];
  skipped: Skipped;
  term: Term | undefined;
  isReopened: boolean;
};

/** A term of the law: how long, and the days at its end that it could not end on. */
export type Term = Pick<Statutory, "rule" | "months" | "weeks" | "days"> & {
  lastDay: string;
  isOff: DayClosed[];
};

/** @param now epoch milliseconds */
export function factsOf(clock: Clock, now: number): Facts {
  const { kind, policy, standing, startedAt, dueAt, endedAt, target, segments } = clock;
  const pause = pauseOf(clock);
  const since = segments[0]?.from ?? startedAt;
  const used = target ? workedSeconds(clock, Math.max(since, endedAt ?? now)) : 0;
  const calendar = calendarOf(policy, standing.desk);
  const level = levelOf(policy, standing);
  return {
    kind,
    state: stateOf(clock, now),
    ...{ zone: calendar.zone, now, since, due: dueAt, ended: endedAt, pause },
    spare: target ? workSpare(clock, target.seconds, now) : lapseBetween(endedAt ?? now, dueAt ?? now),
    lateBy: Math.max(0, lapseBetween(dueAt ?? now, endedAt ?? now)),
    share: target ? shareOf(used, target.seconds) : shareOf((endedAt ?? now) - since, (dueAt ?? now) - since),
    targetSeconds: target?.seconds ?? 0,
    source: sourceOf(clock),
    level: (target && policy.serviceLevels[target.level]?.name) ?? level?.level.name,
    version: policy.version,
    desk: deskOf(policy, clock.desk ?? standing.desk)?.name,
    stretches: stretchesOf(clock, now),
    skipped: skippedIn(segments, policy, dueAt ?? endedAt ?? pause?.since ?? now),
    term: kind === "statutory" ? termOf(clock) : undefined,
    isReopened: clock.isReopened ?? false,
  };
}

function stateOf(clock: Clock, now: number): Facts["state"] {
  const state = stateAt(clock, now);
  if (state !== "breached") return state;
  return clock.endedAt === undefined ? "overdue" : "missed";
}

const cut = (instant: number) => Math.floor(instant / 60_000) * 60_000;

/** Seconds of work that are left, or that it is too late, between the minutes that are shown. */
function workSpare(clock: Clock, seconds: number, now: number): number {
  const { segments, startedAt, endedAt, dueAt } = clock;
  const end = Math.max(segments[0]?.from ?? startedAt, endedAt ?? now);
  const shown = segments.map((one) => ({
    ...one,
    ...{ from: cut(one.from), ...(one.to !== undefined && { to: cut(one.to) }) },
  }));
  const whole = dueAt === undefined ? seconds : workedSeconds({ segments: shown }, cut(dueAt));
  const exact = seconds - workedSeconds(clock, end);
  return asShown(whole - workedSeconds({ segments: shown }, cut(end)), exact);
}

/** Seconds by the calendar, between the minutes that are shown. */
const lapseBetween = (from: number, to: number) =>
  asShown((cut(to) - cut(from)) / 1000, Math.trunc((to - from) / 1000));

/** Cutting makes nothing late that was in time, nor the reverse. */
const asShown = (shown: number, exact: number) => (shown * exact > 0 ? shown : exact);

const shareOf = (part: number, whole: number) =>
  whole > 0 ? Math.min(100, Math.max(0, Math.floor((part * 100) / whole))) : 100;

function sourceOf({ target, policy }: Clock): Facts["source"] {
  const { by = "desk", key = "" } = target ?? {};
  const named = {
    rule: () => policy.serviceLevelRules.targets?.find(({ name }) => name === key)?.reason,
    urgency: () => urgencies[key],
    topic: () => topicOf(policy, key)?.name,
    desk: () => deskOf(policy, key)?.name,
  };
  return { by, name: named[by]() };
}

const urgencies: Record<string, LocalText> = {
  normal: { nl: "gewoon", en: "normal" },
  today: { nl: "vandaag", en: "today" },
};

const dayMs = 86_400_000;

/** The days that a term would have ended on, had they not been off. */
function termOf({ policy, standing, startedAt, dueAt }: Clock): Term | undefined {
  const term = levelOf(policy, standing)?.level.statutory;
  if (!term) return undefined;
  const calendar = calendarOf(policy, standing.desk);
  const dayBefore = (end: number) => localDay(end - 1000, calendar.zone);
  const lastDay = dayBefore(dueAt ?? startedAt);
  const isOff: DayClosed[] = [];
  const meant = dayBefore(termEnd({ ...term, endOnClosedDay: "same-day" }, calendar, startedAt));
  for (let day = Date.parse(meant); day < Date.parse(lastDay); day += dayMs) {
    const date = new Date(day).toISOString().slice(0, 10);
    const isClosed = calendar.closed.some((one) => dateOf(one) === date);
    isOff.push({ date, name: isClosed ? nameOf(date, calendar, policy) : undefined });
  }
  return { ...term, lastDay, isOff };
}
