/** What two revisions share, and what one of them has alone. Same and removed make the first text, same and added the second. */
export type DifferencePart = { is: "same" | "added" | "removed"; text: string };

/**
 * What changed between two texts: first by paragraph, then by word within paragraphs that changed. Above the bound on
 * its work a changed part is shown as a whole.
 */
export function revisionDifference(before: string, after: string): DifferencePart[] {
  const steps = stepsBetween(paragraphsOf(before), paragraphsOf(after)).flatMap((step) =>
    step.is === "same" ? [step] : wordSteps(step),
  );
  return partsOf(folded(joinedSteps(steps)));
}

type Same = { is: "same"; text: string };
type Change = { is: "change"; removed: string; added: string };
type Step = Same | Change;

/** Cells of the table that looks for what is shared: some tens of milliseconds. */
const mostCells = 9_000_000;
/** Fewer shared words than this between two changes read as noise. */
const fewestWords = 3;

const paragraphsOf = (text: string) => text.match(/[^\n]*\n+|[^\n]+$/g) ?? [];
const wordsOf = (text: string) => [...text.matchAll(/[\p{L}\p{M}\p{N}]+|[^\s\p{L}\p{M}\p{N}]/gu)];

function stepsBetween(before: readonly string[], after: readonly string[]): Step[] {
  const steps: Step[] = [];
  let [from, to] = [0, 0];
  for (const [i, j] of [...sharedOf(before, after), [before.length, after.length] as const]) {
    steps.push({
      is: "change",
      removed: before.slice(from, i).join(""),
      added: after.slice(to, j).join(""),
    });
    steps.push({ is: "same", text: before[i] ?? "" });
    [from, to] = [i + 1, j + 1];
  }
  return steps;
}

/** Words that are shared, and what stands between them on both sides; spaces that are the same stay outside a change. */
function wordSteps({ removed, added }: Change): Step[] {
  const [before, after] = [wordsOf(removed), wordsOf(added)];
  const words = (found: readonly RegExpExecArray[]) => found.map(([word]) => word);
  const steps: Step[] = [];
  let [from, to] = [0, 0];
  for (const [i, j] of sharedOf(words(before), words(after))) {
    const [one, other] = [before[i] as RegExpExecArray, after[j] as RegExpExecArray];
    steps.push(...withoutSpaces(removed.slice(from, one.index), added.slice(to, other.index)));
    steps.push({ is: "same", text: one[0] });
    [from, to] = [one.index + one[0].length, other.index + other[0].length];
  }
  return [...steps, ...withoutSpaces(removed.slice(from), added.slice(to))];
}

function withoutSpaces(removed: string, added: string): Step[] {
  if (removed === added) return [{ is: "same", text: removed }];
  let start = 0;
  while (isSpace(removed[start]) && removed[start] === added[start]) start++;
  let end = 0;
  const shortest = Math.min(removed.length, added.length) - start;
  while (end < shortest && isSpace(removed.at(-1 - end)) && removed.at(-1 - end) === added.at(-1 - end))
    end++;
  return [
    { is: "same", text: removed.slice(0, start) },
    {
      is: "change",
      removed: removed.slice(start, removed.length - end),
      added: added.slice(start, added.length - end),
    },
    { is: "same", text: removed.slice(removed.length - end) },
  ];
}

const isSpace = (character: string | undefined) => character !== undefined && /\s/.test(character);

/** Pairs of places with the same text, as many as can be, in order in both. */
function sharedOf(before: readonly string[], after: readonly string[]): (readonly [number, number])[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let end = 0;
  const shortest = Math.min(before.length, after.length) - start;
  while (end < shortest && before.at(-1 - end) === after.at(-1 - end)) end++;
  const middle = longestShared(
    before.slice(start, before.length - end),
    after.slice(start, after.length - end),
  ).map(([i, j]) => [start + i, start + j] as const);
  const first = Array.from({ length: start }, (_, i) => [i, i] as const);
  const last = Array.from(
    { length: end },
    (_, i) => [before.length - end + i, after.length - end + i] as const,
  );
  return [...first, ...middle, ...last];
}

/** The longest common subsequence, from a table of how much is shared from each pair of places on. */
function longestShared(before: readonly string[], after: readonly string[]): [number, number][] {
  const width = after.length + 1;
  if ((before.length + 1) * width > mostCells) return [];
  const shared = new Uint16Array((before.length + 1) * width);
  const at = (i: number, j: number) => shared[i * width + j] as number;
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      shared[i * width + j] =
        before[i] === after[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const pairs: [number, number][] = [];
  for (let i = 0, j = 0; i < before.length && j < after.length; ) {
    if (before[i] === after[j]) pairs.push([i++, j++]);
    else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  }
  return pairs;
}

/** Steps of one kind in a row become one, empty ones none. */
function joinedSteps(steps: readonly Step[]): Step[] {
  const joined: Step[] = [];
  for (const step of steps) {
    const last = joined.at(-1);
    if (isEmpty(step)) continue;
    if (last?.is === "same" && step.is === "same") last.text += step.text;
    else if (last?.is === "change" && step.is === "change") {
      last.removed += step.removed;
      last.added += step.added;
    } else joined.push({ ...step });
  }
  return joined;
}

const isEmpty = (step: Step) => (step.is === "same" ? step.text === "" : step.removed + step.added === "");

/** A few shared words between two changes are read with them: whole phrases, no confetti. */
function folded(steps: readonly Step[]): Step[] {
  const kept: Step[] = [];
  for (const step of steps) {
    const [same, change] = [kept.at(-1), kept.at(-2)];
    if (step.is === "change" && same?.is === "same" && change?.is === "change" && isShort(same.text)) {
      change.removed += same.text + step.removed;
      change.added += same.text + step.added;
      kept.pop();
    } else kept.push({ ...step });
  }
  return kept;
}

const isShort = (text: string) => !text.includes("\n") && wordsOf(text).length < fewestWords;

const partsOf = (steps: readonly Step[]): DifferencePart[] =>
  steps
    .flatMap((step): DifferencePart[] =>
      step.is === "same"
        ? [step]
        : [
            { is: "removed", text: step.removed },
            { is: "added", text: step.added },
          ],
    )
    .filter(({ text }) => text !== "");
