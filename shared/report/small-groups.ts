import { type Askers, countUpTo, isFewerThan, nobody } from "./askers.ts";

/** One line of a table: where it stands in each direction, such as desk, topic and week, and whom it is about. */
export type Line = {
  place: readonly string[];
  askers: Askers;
  /** Hidden for another reason than its askers. */
  isHidden?: boolean;
};

/** A sum over lines, the smallest first, and what of it is hidden so far. */
type Sum = { lines: number[]; unseen: number; unseenAskers: Askers };

/**
 * Which lines of a table are not shown: those about fewer askers than the least, and so many others that no hidden
 * line, nor a few together that are still too few, can be had by taking the shown lines from any sum over the table:
 * of a row, of a column, of everything. Of a sum that is itself about too few, everything is hidden.
 * @returns the positions of the hidden lines
 */
export function hiddenLines(lines: readonly Line[], least: number): Set<number> {
  const hidden = new Set<number>();
  const sumsOf = lines.map((): Sum[] => []);
  for (const sum of sumsOver(lines)) for (const i of sum.lines) sumsOf[i]?.push(sum);
  const touched = new Set<Sum>();
  const hide = (i: number) => {
    hidden.add(i);
    for (const sum of sumsOf[i] ?? []) {
      sum.unseen += 1;
      sum.unseenAskers |= lines[i]?.askers ?? nobody;
      touched.add(sum);
    }
  };
  for (const [i, line] of lines.entries()) if (line.isHidden || isFewerThan(line.askers, least)) hide(i);
  // What is hidden here may make something else hidden tell: until nothing does.
  for (const sum of touched) {
    touched.delete(sum);
    if (!tells(sum, least)) continue;
    const smallest = sum.lines.find((i) => !hidden.has(i));
    if (smallest !== undefined) hide(smallest);
  }
  return hidden;
}

/** Whether what is hidden of a sum could be told from it: one line alone, or too few askers together. */
const tells = ({ unseen, unseenAskers }: Sum, least: number) =>
  unseen === 1 || isFewerThan(unseenAskers, least);

/** Over every choice of directions: in a table of two, each row, each column and the whole. */
function sumsOver(lines: readonly Line[]): Sum[] {
  const directions = lines[0]?.place.length ?? 0;
  const smallestFirst = lines
    .map(({ askers }, i) => ({ i, size: countUpTo(askers, Number.POSITIVE_INFINITY) }))
    .toSorted((one, other) => one.size - other.size || one.i - other.i)
    .map(({ i }) => i);
  const choices = Array.from({ length: 2 ** directions - 1 }, (_, i) => i + 1);
  return choices.flatMap((over) => {
    const apart = Map.groupBy(smallestFirst, (i) =>
      JSON.stringify(lines[i]?.place.filter((_, direction) => (over & (1 << direction)) === 0)),
    );
    return [...apart.values()].map((of) => ({ lines: of, unseen: 0, unseenAskers: nobody }));
  });
}
