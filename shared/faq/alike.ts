import {
  blockCount,
  blocks,
  type Features,
  featuresOf,
  isFunctionWord,
  lengthOf,
  wordsOf,
} from "./features.ts";
import { conceptsAmong, type Glossary } from "./glossary.ts";
import { parseMarkup, plainOf } from "./markup.ts";
import { rarity } from "./matcher.ts";

/** What an answer is compared by: the questions that it answers, and its text in markup. */
export type AnswerWords = { questions: readonly string[]; text: string };

export type SimilarAnswer<A extends AnswerWords> = {
  answer: A;
  /** Between 0 for nothing shared and 1 for the same words. */
  alike: number;
};

/**
 * Chosen on invented pairs (test/shared/faq/alike.test.ts): drafts that say the same as an answer come to .45 or more,
 * those about something near to .12 to .41, those about something else to .15 at most.
 */
export const leastAlike = 0.3;

/** The published answers that a draft looks like, the most alike first: maybe it says what was said before. */
export function similarAnswers<A extends AnswerWords>(
  draft: AnswerWords,
  answers: readonly A[],
  count: number,
  glossary?: Glossary,
): SimilarAnswer<A>[] {
  const shares = alikeTo(draft, answers, glossary);
  return answers
    .map((answer, i) => ({ answer, alike: shares[i] as number }))
    .filter(({ alike }) => alike >= leastAlike)
    .toSorted((one, other) => other.alike - one.alike)
    .slice(0, count);
}

/** How alike a draft is to each answer, between 0 and 1. */
export function alikeTo(draft: AnswerWords, answers: readonly AnswerWords[], glossary?: Glossary): number[] {
  const features = [draft, ...answers].map((words) => featuresOfAnswer(words, glossary));
  const known = howManyHave(features);
  const vectors = features.map((of) => of.map((counts) => vectorOf(counts, known, features.length)));
  const [own = [], ...others] = vectors;
  return others.map((other) => alike(own, other));
}

type Vector = ReadonlyMap<number, number>;

/** Words tell more than the letters in them; concepts bridge the languages and the wordings. */
const weights = { [blocks.letters]: 1, [blocks.words]: 1, [blocks.pairs]: 0.5, [blocks.concepts]: 1 };
/** The matcher looks at so many words at a time. */
const wordsAtOnce = 60;
const growth = 0.75;

function featuresOfAnswer({ questions, text }: AnswerWords, glossary: Glossary | undefined): Features {
  const sums = Array.from({ length: blockCount }, () => new Map<number, number>());
  const texts = [...questions, ...plainOf(parseMarkup(text)).split("\n")];
  for (const words of texts.flatMap(piecesOf)) {
    const telling = words.filter((word) => !isFunctionWord(word));
    const concepts = glossary ? conceptsAmong(words, glossary) : [];
    for (const [block, counts] of featuresOf(telling, concepts).entries()) {
      const sum = sums[block] as Map<number, number>;
      for (const [feature, count] of counts) sum.set(feature, (sum.get(feature) ?? 0) + count);
    }
  }
  return sums;
}

function piecesOf(text: string): string[][] {
  const words = text.split(/\s+/);
  const pieces: string[][] = [];
  for (let from = 0; from < words.length; from += wordsAtOnce) {
    pieces.push(wordsOf(words.slice(from, from + wordsAtOnce).join(" ")));
  }
  return pieces;
}

function howManyHave(all: readonly Features[]): Map<number, number> {
  const known = new Map<number, number>();
  for (const features of all) {
    for (const counts of features) {
      for (const feature of counts.keys()) known.set(feature, (known.get(feature) ?? 0) + 1);
    }
  }
  return known;
}

const vectorOf = (counts: Vector, known: Vector, total: number): Vector =>
  new Map(
    [...counts].map(([feature, count]) => [
      feature,
      count ** growth * rarity(total, known.get(feature) ?? 0),
    ]),
  );

/** Blocks that neither has do not count: without a glossary there are no concepts. */
function alike(one: readonly Vector[], other: readonly Vector[]): number {
  let [sum, whole] = [0, 0];
  for (const block of Object.values(blocks)) {
    const [own, its] = [one[block] as Vector, other[block] as Vector];
    if (own.size === 0 && its.size === 0) continue;
    sum += weights[block] * cosine(own, its);
    whole += weights[block];
  }
  return whole === 0 ? 0 : Math.min(1, sum / whole);
}

function cosine(one: Vector, other: Vector): number {
  let sum = 0;
  for (const [feature, value] of one) sum += value * (other.get(feature) ?? 0);
  return sum / (lengthOf(one.values()) * lengthOf(other.values()));
}
