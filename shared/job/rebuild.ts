import { type Instant, instantOf } from "../clock/instant.ts";
import { type Cells, placeOf } from "../report/cell.ts";
import { monthsBetween } from "../report/day.ts";

/** The month that a cell is compared with; what is open has no month. */
export function monthOf(cell: string): string {
  const place = placeOf(cell);
  return place.of === "backlog" ? "backlog" : place.day.slice(0, 7);
}

/** The desks that cells are about. */
export const desksIn = (cells: Cells): Set<string> =>
  new Set(
    Object.keys(cells).flatMap((cell) => {
      const place = placeOf(cell);
      return "desk" in place ? place.desk : [];
    }),
  );

/** Without what people told of answers themselves: no ticket tells of that, so it cannot be made anew. */
export const ofTickets = (cells: Cells): Cells =>
  Object.fromEntries(
    Object.entries(cells).filter(([cell]) => {
      const place = placeOf(cell);
      return !(place.of === "demand" && place.isUses);
    }),
  );

/** Every month from the first that was counted, up to this one: a counter may stand where nothing was counted. */
export function comparedMonths(counted: readonly string[], thisMonth: string): string[] {
  const months = [...counted.filter((month) => month !== "backlog"), thisMonth].toSorted();
  return [...monthsBetween(months[0] ?? thisMonth, months.at(-1) ?? thisMonth), "backlog"];
}

/** How many counters there are: the fields of all cells. */
export const fieldsIn = (cells: Cells): number =>
  Object.values(cells).reduce((sum, fields) => sum + Object.keys(fields).length, 0);

/** Counters as they stood, and what has to be added to them so that they are what the tickets come to. */
export type Comparison = { stored: Cells; difference: Cells };

/** With of the counters only those that differ: nobody asks for the others again. */
export const differing = ({ stored, difference }: Comparison): Comparison => ({
  stored: fieldsWhere(stored, (cell, name) => valueAt(difference, cell, name) !== 0),
  difference,
});

/**
 * What is wrong for certain. A difference that comes back is not enough, since a question counted between the walk and
 * the comparison gives the same one each time: the counter stood still from the first comparison to the second, and no
 * ticket that counts in it changed, which may have been met twice on a walk or not at all.
 * @param stirred what is counted for the tickets that changed since the work began
 */
export const lasting = (first: Comparison, second: Comparison, stirred: Cells): Cells =>
  fieldsWhere(
    second.difference,
    (cell, name, difference) =>
      valueAt(first.difference, cell, name) === difference &&
      valueAt(first.stored, cell, name) === valueAt(second.stored, cell, name) &&
      valueAt(stirred, cell, name) === 0,
  );

const valueAt = (cells: Cells, cell: string, name: string) => cells[cell]?.[name] ?? 0;

function fieldsWhere(cells: Cells, isKept: (cell: string, name: string, value: number) => boolean): Cells {
  const kept = Object.entries(cells).map(([cell, fields]) => {
    const named = Object.entries(fields).filter(([name, value]) => isKept(cell, name, value));
    return [cell, Object.fromEntries(named)] as const;
  });
  return Object.fromEntries(kept.filter(([, fields]) => Object.keys(fields).length > 0));
}

const slackMs = 60_000;

/** From when on a ticket changed while the work went on. A change is dated when it was asked for, and stored later. */
export const stirringSince = (startedAt: Instant): Instant => instantOf(Date.parse(startedAt) - slackMs);
