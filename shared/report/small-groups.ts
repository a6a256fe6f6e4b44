import { type Askers, countUpTo, isFewerThan, nobody } from "./askers.ts";

/** A figure, or many in one line: whom it is about. */
type Asked = {
  askers: Askers;
  /** Hidden for another reason than its askers. */
  isHidden?: boolean;
};

/** One line of a table: where it stands in each direction, such as weekday and hour. */
export type Line = Asked & { place: readonly string[] };

/** Positions of lines that together make another, which is known to whoever reads where it has no position itself. */
export type Sum = { whole?: number; parts: readonly number[] };

/** A sum with its parts, the smallest first, and what of it is hidden so far. */
type Looked = {
  whole: number | undefined;
  parts: number[];
  next: number;
  unseen: number;
  unseenAskers: Askers;
};

/**
 * Which lines of a table are not shown: those about fewer askers than the least, and so many others that no hidden
 * line, nor a few together that are still too few, can be had by taking the shown lines from any sum over the table:
 * of a row, of a column, of everything. Of a sum that is itself about too few, everything is hidden.
 * @returns the positions of the hidden lines
 */
export const hiddenLines = (lines: readonly Line[], least: number): Set<number> =>
  hiddenAmong(lines, sumsOver(lines), least);

/** As `hiddenLines`, over sums that may be lines themselves: a hidden sum is not to be had by adding its parts. */
export function hiddenAmong(lines: readonly Asked[], sums: readonly Sum[], least: number): Set<number> {
  const hidden = new Set<number>();
  // What is hidden for a small sum counts in the larger ones as well, so the small ones go first.
  const looked = lookedAt(lines, sums).toSorted((one, other) => one.parts.length - other.parts.length);
  const sumsWith = lines.map((): Looked[] => []);
  const sumsOf = lines.map((): Looked[] => []);
  for (const sum of looked) {
    for (const i of sum.parts) sumsWith[i]?.push(sum);
    if (sum.whole !== undefined) sumsOf[sum.whole]?.push(sum);
  }
  const touched = new Set<Looked>();
  const hide = (i: number) => {
    hidden.add(i);
    for (const sum of sumsWith[i] ?? []) {
      sum.unseen += 1;
      sum.unseenAskers |= lines[i]?.askers ?? nobody;
      touched.add(sum);
    }
    for (const sum of sumsOf[i] ?? []) touched.add(sum);
  };
  for (const [i, line] of lines.entries()) if (line.isHidden || isFewerThan(line.askers, least)) hide(i);
  // What is hidden here may make something else hidden tell: until nothing does.
  for (const sum of touched) {
    touched.delete(sum);
    const isWholeHidden = sum.whole !== undefined && hidden.has(sum.whole);
    if (!tells(sum, isWholeHidden, least)) continue;
    const next = nextOf(sum, hidden) ?? (isWholeHidden ? undefined : sum.whole);
    if (next !== undefined) hide(next);
  }
  return hidden;
}

/** Whether what is hidden of a sum could be told from it: one line alone, too few askers together, or the sum itself. */
const tells = ({ unseen, unseenAskers }: Looked, isWholeHidden: boolean, least: number) =>
  isWholeHidden ? unseen === 0 : unseen === 1 || isFewerThan(unseenAskers, least);

/** The smallest part that is shown. */
function nextOf(sum: Looked, hidden: ReadonlySet<number>): number | undefined {
  while (hidden.has(sum.parts[sum.next] ?? -1)) sum.next += 1;
  return sum.parts[sum.next];
}

function lookedAt(lines: readonly Asked[], sums: readonly Sum[]): Looked[] {
  const sizes = lines.map(({ askers }) => countUpTo(askers, Number.POSITIVE_INFINITY));
  const sizeOf = (i: number) => sizes[i] ?? 0;
  return sums.map(({ whole, parts }) => ({
    whole,
    parts: parts.toSorted((one, other) => sizeOf(one) - sizeOf(other) || one - other),
    next: 0,
    unseen: 0,
    unseenAskers: nobody,
  }));
}

/** Over every choice of directions: in a table of two, each row, each column and the whole. */
function sumsOver(lines: readonly Line[]): Sum[] {
  const directions = lines[0]?.place.length ?? 0;
  const choices = Array.from({ length: 2 ** directions - 1 }, (_, i) => i + 1);
  return choices.flatMap((over) => {
    const apart = Map.groupBy(lines.keys(), (i) =>
      JSON.stringify(lines[i]?.place.filter((_, direction) => (over & (1 << direction)) === 0)),
    );
    return [...apart.values()].map((parts): Sum => ({ parts }));
  });
}
