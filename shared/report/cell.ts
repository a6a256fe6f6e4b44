import type { CountedTopic, Opened, Taught } from "../faq/counted.ts";

/** Counts by name. One that is nothing is left out. */
export type Fields = Record<string, number>;

/** Counts by where they belong: a day at a desk about a topic, the hours of a day, or what is open at a desk. */
export type Cells = Record<string, Fields>;

/**
 * Everything that is counted for one ticket, and of which of its versions; with what it is counted by, which cannot be
 * made anew from the ticket alone.
 */
export type Contribution = {
  version: number;
  cells: Cells;
  about?: CountedTopic | undefined;
  learnt?: Taught | undefined;
  opened?: readonly Opened[] | undefined;
};

// Desks and topics have keys of letters, digits and dashes, so what is written with other signs is never one of them.
const parts = "#";
const hours = "~#~hours";
const backlog = "backlog";
const demand = "demand";
const uses = "uses";

export const dayCell = (day: string, desk: string, topic: string) => [day, desk, topic].join(parts);
/** In which hour of a day questions were asked, at whatever desk. */
export const hoursCell = (day: string) => [day, hours].join(parts);
/** What is open at a desk, by the day on which it was asked. */
export const backlogCell = (askedDay: string, desk: string) => [backlog, askedDay, desk].join(parts);

/** Who asked about a topic on a day, in whatever way, and what became of its answers: behind all days in its month. */
export const demandCell = (topic: string, day: string) => [demand, topic, day].join(parts);
/**
 * What people did with a topic's answers on a day, told by themselves and by no ticket: it stands beside what tickets
 * come to, which is made anew from them. Whoever reads demand adds the two together.
 */
export const usesCell = (topic: string, day: string) => [demand, topic, day, uses].join(parts);

/** How many are open at a desk. It is told of all channels together, so it stands under none. */
export const openField = ".open";

/** The topic of a ticket of which nobody has said what it is about. */
export const noTopic = "none";

export type Place =
  | { of: "day"; day: string; desk: string; topic: string }
  | { of: "hours"; day: string }
  | { of: "backlog"; day: string; desk: string }
  /** `isUses`: of no ticket. */
  | { of: "demand"; day: string; topic: string; isUses: boolean };

export function placeOf(cell: string): Place {
  const [first = "", second = "", third = "", fourth] = cell.split(parts);
  if (first === backlog) return { of: "backlog", day: second, desk: third };
  if (first === demand) return { of: "demand", day: third, topic: second, isUses: fourth === uses };
  if (cell.endsWith(hours)) return { of: "hours", day: first };
  return { of: "day", day: first, desk: second, topic: third };
}
