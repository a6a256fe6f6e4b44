import { type Cells, placeOf } from "../report/cell.ts";
import { monthsBetween } from "../report/day.ts";

/** The month that a cell is compared with; what is open has no month. */
export function monthOf(cell: string): string {
  const place = placeOf(cell);
  return place.of === "backlog" ? "backlog" : place.day.slice(0, 7);
}

/** Every month from the first that was counted, up to this one: a counter may stand where nothing was counted. */
export function comparedMonths(counted: readonly string[], thisMonth: string): string[] {
  const months = [...counted.filter((month) => month !== "backlog"), thisMonth].toSorted();
  return [...monthsBetween(months[0] ?? thisMonth, months.at(-1) ?? thisMonth), "backlog"];
}

/** How many counters there are: the fields of all cells. */
export const fieldsIn = (cells: Cells): number =>
  Object.values(cells).reduce((sum, fields) => sum + Object.keys(fields).length, 0);

/** The fields that are the same in both. */
export function inBoth(one: Cells, other: Cells): Cells {
  const same = Object.entries(one).map(([cell, fields]) => {
    const kept = Object.entries(fields).filter(([name, value]) => other[cell]?.[name] === value);
    return [cell, Object.fromEntries(kept)] as const;
  });
  return Object.fromEntries(same.filter(([, fields]) => Object.keys(fields).length > 0));
}
