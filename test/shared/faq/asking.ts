import { instantOf } from "../../../shared/clock/instant.ts";
import { type DayDemand, noCounts, type RevisionCounts } from "../../../shared/faq/day-demand.ts";
import { newRecord, type Publication, type TopicRecord } from "../../../shared/faq/record.ts";
import { demandRules } from "../../../shared/organisation/demand.ts";
import { organisation, vechterhout } from "../../given.ts";

export const rules = demandRules(organisation);

/** So many days after a day, or before it. */
export const dayAfter = (day: string, count: number) =>
  new Date(Date.parse(day) + count * 86_400_000).toISOString().slice(0, 10);

/** Noon in the organisation's zone, in summer or winter. */
export const noon = (day: string) => instantOf(Date.parse(`${day}T11:30:00Z`));

type Asked = { click?: number; call?: number; face?: number; self?: number };

/** A day on which these people asked, each once by click unless said otherwise. */
export const aDay = (
  day: string,
  people: readonly string[],
  { revisions = {}, ...channels }: Asked & { revisions?: Record<number, Partial<RevisionCounts>> } = {},
): DayDemand => ({
  day,
  persons: new Set(people),
  channels: { click: people.length, call: 0, face: 0, self: 0, ...channels },
  revisions: new Map(
    Object.entries(revisions).map(([number, counts]) => [Number(number), { ...noCounts(), ...counts }]),
  ),
});

/** So many different people a day, from a day on; the same ones never come back. */
export const askedDaily = (from: string, perDay: readonly number[]): DayDemand[] =>
  perDay.flatMap((count, i) => {
    const day = dayAfter(from, i);
    return count > 0
      ? [
          aDay(
            day,
            Array.from({ length: count }, (_, n) => `~${day}.${n}`),
          ),
        ]
      : [];
  });

export const aRecord = (key: string, given: Partial<TopicRecord> = {}): TopicRecord => ({
  ...newRecord({ organisation: vechterhout, key, origin: "configured" }, noon("2024-01-01")),
  ...given,
});

export const published = (revision: number, from: string, until?: string): Publication => ({
  revision,
  audience: "employee",
  from: noon(from),
  ...(until && { until: noon(until) }),
});

/** Numbers from 0 to 1 that look like chance and are the same at every run (mulberry32). */
export function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** How many come where so many are expected (Knuth), for expectations of some tens at most. */
export function poissonCount(expected: number, next: () => number): number {
  const limit = Math.exp(-expected);
  let [count, product] = [0, next()];
  while (product > limit) {
    product *= next();
    count += 1;
  }
  return count;
}
