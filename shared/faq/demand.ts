import { daysBetween } from "../report/day.ts";

const firstDay = "2020-01-01";

/**
 * How much a topic is asked: the logarithm, base 2, of everybody who asked, each at twice the weight of whoever asked
 * one half-life before. What was asked long ago never has to be written again for the order to stay right. `null`
 * where nobody asked.
 */
export type Demand = number | null;

type People = { day: string; people: number };

/**
 * @param days in any order; one that stands twice counts twice
 * @param halfLifeDays after so many days without a question half of the demand is left
 */
export function demandOf(days: readonly People[], halfLifeDays: number): Demand {
  const asked = days
    .filter(({ people }) => people > 0)
    .map(({ day, people }) => ({ at: ageOf(day), people }))
    // Sums of fractions depend on their order, and what is stored must not.
    .toSorted((one, other) => one.at - other.at || one.people - other.people);
  const last = asked.at(-1);
  if (!last) return null;
  // Weights are told from the last day, so that none of them can overflow.
  const sum = asked.reduce((so, { at, people }) => so + people * 2 ** ((at - last.at) / halfLifeDays), 0);
  return last.at / halfLifeDays + Math.log2(sum);
}

/** How many people's worth of demand is left on a day: one for each who asked that day, half after a half-life. */
export const demandOn = (day: string, demand: Demand, halfLifeDays: number): number =>
  demand === null ? 0 : 2 ** (demand - ageOf(day) / halfLifeDays);

const ageOf = (day: string) => daysBetween(firstDay, day);

const decimals = 9;
const width = 15;
const none = "-".repeat(width);

/**
 * As a text of one width, the order of which is the order of demand; no demand sorts below all. Two that differ by
 * less than one in a thousand million are told as alike.
 */
export const sortable = (demand: Demand): string =>
  demand === null ? none : Math.max(0, demand).toFixed(decimals).padStart(width, "0");
