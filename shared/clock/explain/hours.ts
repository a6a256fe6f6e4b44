import { deskOf } from "../../organisation/lookup.ts";
import type { Language, LocalText } from "../../text.ts";
import type { Week } from "../calendar.ts";
import { type Clock, workedSeconds } from "../clock.ts";
import { calendarOf } from "../policy.ts";
import { hoursIn, inline, isWorkingWeek } from "./moment.ts";

/** The week that counted for a while, and the desks that had the question then. */
export type Stretch = { week: Week; desks: LocalText[] };

/**
 * In which weeks a clock counted, one after the other. A desk that had the question for less than a minute of work,
 * as the front office has while a question is on its way to a back office, set no hours.
 * @param now epoch milliseconds
 */
export function stretchesOf({ segments, policy, standing, dueAt }: Clock, now: number): Stretch[] {
  const until = Math.max(now, dueAt ?? now);
  const counting = segments.filter(({ idle }) => !idle);
  const worked = counting.filter((one) => workedSeconds({ segments: [one] }, one.to ?? until) >= 60);
  const counted = worked.length > 0 ? worked : counting.slice(-1);
  const desks = counted.length > 0 ? counted.map(({ desk }) => desk) : [standing.desk];
  const stretches: Stretch[] = [];
  for (const desk of desks) {
    const { weekly: week } = calendarOf(policy, desk);
    const last = stretches.at(-1);
    const name = deskOf(policy, desk)?.name;
    if (last && isSame(last.week, week)) last.desks = [...new Set([...last.desks, ...(name ? [name] : [])])];
    else stretches.push({ week, desks: name ? [name] : [] });
  }
  return stretches;
}

const isSame = (one: Week, other: Week) => JSON.stringify(one) === JSON.stringify(other);

/** What to name of them: the only one, both of two, or of more the last two. */
type HoursTold = {
  order: "in-order" | "by-turns" | "last-two";
  first: Stretch;
  second: Stretch | undefined;
  /** Both are hours of working days alone, so that the days need saying once. */
  areWorkingDays: boolean;
};

export function hoursTold(stretches: readonly Stretch[]): HoursTold {
  const different = new Set(stretches.map(({ week }) => JSON.stringify(week))).size;
  const shown = different > 2 ? stretches.slice(-2) : stretches.slice(0, 2);
  const [first, second] = shown as [Stretch, Stretch | undefined];
  const order = different > 2 ? "last-two" : stretches.length > 2 ? "by-turns" : "in-order";
  const areWorkingDays = order !== "last-two" && shown.every(({ week }) => isOnWorkingDays(week));
  return { order, first, second, areWorkingDays };
}

function isOnWorkingDays(week: Week): boolean {
  const [group, ...others] = hoursIn(week);
  return group !== undefined && others.length === 0 && isWorkingWeek(group.days);
}

/** What to call the desks of each, within brackets: without brackets of their own where that tells them apart. */
export function desksTold(language: Language, told: readonly Stretch[]): string[][] {
  const whole = told.map(({ desks }) => desks.map((name) => inline(name[language])));
  const short = whole.map((names) => names.map((name) => name.replace(/(?<=\S)\s*\([^()]*\)$/, "")));
  const different = (names: string[][]) => new Set(names.flat()).size;
  return different(short) === different(whole) ? short : whole;
}
