import type { DemandRules } from "../organisation/demand.ts";
import { daysBetween } from "../report/day.ts";
import type { DayDemand } from "./day-demand.ts";
import { poissonTail } from "./poisson.ts";

const week = 7;
const baselineDays = 60;
const baselineWeeks = Math.floor(baselineDays / week);
/** Fewer days to compare with say nothing of what is usual. */
const leastBaselineDays = 14;
/** Longer than a rise goes on being one, with the quiet after it: whatever was before does not matter today. */
const replayedDays = 90;

/** How many days of demand a surge is told from. */
export const surgeDays = replayedDays + week + baselineDays;

/** `since`: the day of the alarm, while the rise goes on. Until `quietUntil` no new alarm is raised. */
export type Surge = { since?: string; quietUntil?: string };

/**
 * Whether a topic is asked suddenly more. Every day is looked at anew, so that what is told is the same however often
 * and whenever it is asked.
 * @param countedSince the first day on which anything was counted: before it, none says nothing
 */
export function surgeOn(
  today: string,
  days: readonly DayDemand[],
  rules: Pick<DemandRules, "surge">,
  countedSince?: string,
): Surge {
  const sums = sumsUntil(today, days);
  const last = surgeDays - 1;
  const firstCounted = countedSince === undefined ? 0 : Math.max(0, last - daysBetween(countedSince, today));
  let [alarm, rises] = [-1, false];
  for (let i = week + baselineDays; i <= last; i++) {
    const wasRising = rises;
    rises = isRising(sums, i, firstCounted, rules);
    const isQuiet = alarm >= 0 && i <= alarm + rules.surge.quietDays;
    if (rises && !wasRising && !isQuiet) alarm = i;
  }
  if (alarm < 0) return {};
  const quietUntil = alarm + rules.surge.quietDays;
  return {
    ...(rises && { since: dayBefore(today, last - alarm) }),
    ...(quietUntil >= last && { quietUntil: dayBefore(today, last - quietUntil) }),
  };
}

/** At each day, how many people asked on all days before it. */
function sumsUntil(today: string, days: readonly DayDemand[]): Float64Array {
  const sums = new Float64Array(surgeDays + 1);
  for (const { day, persons } of days) {
    const i = surgeDays - 1 - daysBetween(day, today);
    if (i >= 0 && i < surgeDays) sums[i + 1] = (sums[i + 1] ?? 0) + persons.size;
  }
  for (let i = 1; i <= surgeDays; i++) sums[i] = (sums[i] ?? 0) + (sums[i - 1] ?? 0);
  return sums;
}

/** The people of so many days, the last of them the day given. */
const during = (sums: Float64Array, last: number, days: number) =>
  (sums[last + 1] ?? 0) - (sums[Math.max(0, last + 1 - days)] ?? 0);

/**
 * The last week against the 60 days before it. A busy topic that rises at once need not wait for the week to fill: its
 * last two days are held against the same days of those weeks, since no week is even.
 */
function isRising(
  sums: Float64Array,
  day: number,
  firstCounted: number,
  { surge }: Pick<DemandRules, "surge">,
): boolean {
  const counted = Math.min(baselineDays, day - week + 1 - firstCounted);
  if (counted < leastBaselineDays) return false;
  const inWeek = during(sums, day, week);
  if (inWeek < surge.least) return false;
  if (isMore(inWeek, during(sums, day - week, counted), week / counted, surge)) return true;
  const inTwo = during(sums, day, 2);
  if (inTwo < surge.least) return false;
  const weeks = Math.min(baselineWeeks, Math.floor((counted - 1) / week));
  let before = 0;
  for (let back = 1; back <= weeks; back++) before += during(sums, day - back * week, 2);
  return isMore(inTwo, before, 1 / weeks, surge);
}

/**
 * A baseline is a count itself, and may be low by chance: how likely the count is, is told from one that is a standard
 * error higher, so that a steady topic gives no alarm for having been quiet.
 * @param before how many asked in the baseline
 * @param part how much of the baseline the count is as long as
 */
function isMore(
  count: number,
  before: number,
  part: number,
  { least, timesBaseline, tail }: DemandRules["surge"],
): boolean {
  return (
    count >= least &&
    count >= timesBaseline * before * part &&
    poissonTail(count, (before + Math.sqrt(before) + 1) * part) < tail
  );
}

const dayBefore = (day: string, count: number) =>
  new Date(Date.parse(day) - count * 86_400_000).toISOString().slice(0, 10);
