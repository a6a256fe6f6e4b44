import type { Cells, Fields } from "./cell.ts";

/** What has to be added to one so that it becomes the other; nothing where they are alike. */
export function differenceOf(before: Cells, after: Cells): Cells {
  const negative = Object.entries(before).map(([cell, fields]): [string, Fields] => [cell, negated(fields)]);
  return sumOf([after, Object.fromEntries(negative)]);
}

const negated = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).map(([field, count]) => [field, -count]));

/** Field by field. What comes to nothing is left out, and so is a cell without fields. */
export function sumOf(all: Iterable<Cells>): Cells {
  const sums = new Map<string, Map<string, number>>();
  for (const cells of all) {
    for (const [cell, fields] of Object.entries(cells)) {
      const sum = sums.get(cell) ?? new Map<string, number>();
      sums.set(cell, sum);
      for (const [field, count] of Object.entries(fields)) sum.set(field, (sum.get(field) ?? 0) + count);
    }
  }
  return Object.fromEntries(
    [...sums]
      .map(([cell, sum]): [string, Fields] => [
        cell,
        Object.fromEntries([...sum].filter(([, count]) => count !== 0)),
      ])
      .filter(([, fields]) => Object.keys(fields).length > 0),
  );
}
