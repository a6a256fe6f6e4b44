/** Counts by name. One that is nothing is left out. */
export type Fields = Record<string, number>;

/** Counts by where they belong: a day at a desk about a topic, the hours of a day, or what is open at a desk. */
export type Cells = Record<string, Fields>;

/** Everything that is counted for one ticket, and of which of its versions. */
export type Contribution = { version: number; cells: Cells };

// Desks and topics have keys of letters, digits and dashes, so what is written with other signs is never one of them.
const parts = "#";
const hours = "~#~hours";
const backlog = "backlog";

export const dayCell = (day: string, desk: string, topic: string) => [day, desk, topic].join(parts);
/** In which hour of a day questions were asked, at whatever desk. */
export const hoursCell = (day: string) => [day, hours].join(parts);
/** What is open at a desk, by the day on which it was asked. */
export const backlogCell = (askedDay: string, desk: string) => [backlog, askedDay, desk].join(parts);

/** How many are open at a desk. It is told of all channels together, so it stands under none. */
export const openField = ".open";

/** The topic of a ticket of which nobody has said what it is about. */
export const noTopic = "none";

export type Place =
  | { of: "day"; day: string; desk: string; topic: string }
  | { of: "hours"; day: string }
  | { of: "backlog"; day: string; desk: string };

export function placeOf(cell: string): Place {
  const [first = "", second = "", third = ""] = cell.split(parts);
  if (first === backlog) return { of: "backlog", day: second, desk: third };
  if (cell.endsWith(hours)) return { of: "hours", day: first };
  return { of: "day", day: first, desk: second, topic: third };
}
