import type { DemandRules } from "../organisation/demand.ts";

/**
 * When an answer that was found right on a day has to be looked at again: after the usual term, or before that on a
 * day of the year on which the rules of its topic change.
 */
export function reviewOnAfter(
  day: string,
  topic: string,
  { reviewDays, reviewEach }: Pick<DemandRules, "reviewDays" | "reviewEach">,
): string {
  const usual = new Date(Date.parse(day) + reviewDays * 86_400_000).toISOString().slice(0, 10);
  const fixed = reviewEach.filter(({ topics }) => topics.includes(topic)).map(({ on }) => nextOf(on, day));
  return [usual, ...fixed].reduce((first, other) => (other < first ? other : first));
}

/** Whether a review stands on one of those days: rules change then, the answer need not be old. */
export const isFixedReview = (
  reviewOn: string,
  topic: string,
  { reviewEach }: Pick<DemandRules, "reviewEach">,
): boolean => reviewEach.some(({ on, topics }) => reviewOn.endsWith(on) && topics.includes(topic));

/** The first such day after a day. */
function nextOf(on: string, day: string): string {
  const year = Number(day.slice(0, 4));
  const thisYear = `${day.slice(0, 4)}-${on}`;
  return thisYear > day ? thisYear : `${String(year + 1).padStart(4, "0")}-${on}`;
}
