import { daysBetween } from "../report/day.ts";
import type { DayDemand } from "./day-demand.ts";

/** How many different people asked, lately and in all. */
export type Asked = {
  people7: number;
  people28: number;
  /** In the 28 days before those. */
  people28Before: number;
  /** Of all days looked at; no further than fifty. */
  askers: number;
  /** On which anybody asked. */
  days: number;
};

export type Trend = "up" | "steady" | "down";

const mostAskers = 50;
/** Two counts of one steady topic differ by more once in ten times. */
const byChance = 1.645;

export function askedIn(days: readonly DayDemand[], today: string): Asked {
  const [last7, last28, before] = [new Set<string>(), new Set<string>(), new Set<string>()];
  const askers = new Set<string>();
  let asked = 0;
  for (const { day, persons } of days) {
    const age = daysBetween(day, today);
    if (persons.size === 0 || age < 0) continue;
    asked += 1;
    if (age < 7) addAll(last7, persons);
    if (age < 28) addAll(last28, persons);
    else if (age < 56) addAll(before, persons);
    if (askers.size < mostAskers) addAll(askers, persons);
  }
  return {
    people7: last7.size,
    people28: last28.size,
    people28Before: before.size,
    askers: Math.min(mostAskers, askers.size),
    days: asked,
  };
}

/** Up or down where chance alone would seldom tell the two months so far apart. */
export function trendOf({ people28, people28Before }: Asked): Trend {
  const difference = people28 - people28Before;
  if (Math.abs(difference) <= byChance * Math.sqrt(people28 + people28Before)) return "steady";
  return difference > 0 ? "up" : "down";
}

function addAll(people: Set<string>, more: ReadonlySet<string>): void {
  for (const person of more) people.add(person);
}
