import { blockCount, blockOf, type Features, lengthOf } from "./features.ts";
import {
  correctionUnit,
  featuresIn,
  grown,
  type Index,
  lengthsOf,
  lessonOf,
  numberOf,
  rarity,
  scoresInBlock,
  type TopicState,
  weightOf,
  write,
} from "./matcher.ts";

/** A question or a name that the index has learnt, with the weight that it was learnt with. */
export type Example = { topic: string; text: string; weight: number };

/** An example with what speaks for its topic and those near it, as if it had not been learnt itself. */
type Lesson = {
  features: Features;
  /** Each feature's share in its block's cosine. */
  shares: [feature: number, share: number][];
  own: number;
  /** The topics that it is judged against: its own and those that look most like it. */
  rivals: number[];
  /** By rival, then block. */
  scores: number[][];
};

const rounds = 5;
const step = 0.1;
const sharpness = 8;
/** Below it an example is right enough, and corrections stay few. */
const leastError = 0.1;
const rivalCount = 20;
const conceptWeights = [0, 0.3, 0.6, 1.2];

/**
 * Learns from mistakes: each example is judged as if it had not been learnt, and topics that are taken for each other
 * are corrected on the features that did it. First it measures how much concepts help here. To be done now and then
 * (each night) over the examples that are still kept; what was corrected before is forgotten. The same examples give
 * the same corrections, whatever their order.
 * @param isMeasured whether it may change how much concepts help; not where others rank with the same topics and would
 * not hear of it
 */
export function refine(index: Index, examples: readonly Example[], { isMeasured = true } = {}): void {
  clearCorrections(index);
  const lessons = [...examples]
    .sort((one, other) => (one.text + one.topic < other.text + other.topic ? -1 : 1))
    .map((example) => lessonFrom(index, example));
  if (isMeasured) index.conceptWeight = bestConceptWeight(index, lessons);
  const corrections = correctionsFrom(index, lessons);
  for (const [number, ofTopic] of corrections) {
    for (const [feature, correction] of ofTopic) {
      const { sums } = index.states[number] as TopicState;
      write(index, number, feature, sums.get(feature) ?? 0, Math.round(correction * correctionUnit));
    }
  }
}

function clearCorrections(index: Index): void {
  for (const [number, { sums, corrections }] of index.states.entries()) {
    for (const feature of [...corrections.keys()]) write(index, number, feature, sums.get(feature) ?? 0, 0);
  }
}

function lessonFrom(index: Index, example: Example): Lesson {
  const features = featuresIn(index, example.text);
  const own = numberOf(index, example.topic);
  const byBlock = features.map((counts, block) => scoresInBlock(index, counts, block));
  const rivals = [own, ...nearest(index, byBlock, own)];
  const scores = rivals.map((number) => byBlock.map((scores) => scores[number] as number));
  scores[0] = features.map((counts, block) => scoreWithout(index, example, own, counts, block));
  return { features, shares: sharesOf(index, features), own, rivals, scores };
}

function nearest(index: Index, byBlock: readonly Float64Array[], own: number): number[] {
  const total = (number: number) =>
    byBlock.reduce((sum, scores, block) => sum + weightOf(index, block) * (scores[number] as number), 0);
  return [...index.keys.keys()]
    .filter((number) => number !== own)
    .map((number) => [number, total(number)] as const)
    .filter(([, score]) => score > 0)
    .sort(
      ([one, high], [other, low]) =>
        low - high || ((index.keys[one] as string) < (index.keys[other] as string) ? -1 : 1),
    )
    .slice(0, rivalCount)
    .map(([number]) => number);
}

/** The cosine of an example with what its topic learnt from the others. */
function scoreWithout(
  index: Index,
  { weight }: Example,
  own: number,
  counts: Map<number, number>,
  block: number,
): number {
  const lesson = lessonOf([counts], weight);
  const { sums } = index.states[own] as TopicState;
  let squares = (lengthsOf(index)[own * blockCount + block] as number) ** 2;
  let asked = 0;
  let alike = 0;
  for (const [feature, count] of counts) {
    const rare = rarity(index.topicCount, index.postings.get(feature)?.known ?? 0);
    const sum = sums.get(feature) ?? 0;
    const left = grown(Math.max(0, sum - (lesson.get(feature) ?? 0))) * rare;
    squares += left ** 2 - (grown(sum) * rare) ** 2;
    asked += (count * rare) ** 2;
    alike += left * count * rare;
  }
  // What rounding leaves of nothing is nothing.
  return alike === 0 || squares < 1e-6 ? 0 : alike / Math.sqrt(squares) / Math.sqrt(asked);
}

function sharesOf(index: Index, features: Features): [number, number][] {
  return features.flatMap((counts) => {
    const values = [...counts].map(([feature, count]): [number, number] => [
      feature,
      count * rarity(index.topicCount, index.postings.get(feature)?.known ?? 0),
    ]);
    const length = lengthOf(values.map(([, value]) => value));
    return values.map(([feature, value]): [number, number] => [feature, value / length]);
  });
}

/** The weight under which examples find their own topic best, by the mean of one over their rank. */
function bestConceptWeight(index: Index, lessons: readonly Lesson[]): number {
  if (!index.glossary || lessons.length === 0) return index.conceptWeight;
  let best = index.conceptWeight;
  let most = quality(index, lessons, best);
  for (const weight of conceptWeights) {
    const reached = quality(index, lessons, weight);
    if (reached > most) [best, most] = [weight, reached];
  }
  return best;
}

function quality(index: Index, lessons: readonly Lesson[], conceptWeight: number): number {
  const weights = weightsOf({ ...index, conceptWeight });
  let sum = 0;
  for (const { scores } of lessons) {
    const totals = scores.map((byBlock) => weighed(byBlock, weights));
    const own = totals[0] as number;
    sum += own > 0 ? 1 / totals.filter((total) => total >= own).length : 0;
  }
  return sum;
}

const weightsOf = (index: Index) => Array.from({ length: blockCount }, (_, block) => weightOf(index, block));

const weighed = (byBlock: readonly number[], weights: readonly number[]) =>
  byBlock.reduce((sum, score, block) => sum + score * (weights[block] as number), 0);

type Corrections = Map<number, Map<number, number>>;

function correctionsFrom(index: Index, lessons: readonly Lesson[]): Corrections {
  const weights = weightsOf(index);
  const corrections: Corrections = new Map();
  for (let round = 0; round < rounds; round++) {
    for (const lesson of lessons) correct(corrections, lesson, weights);
  }
  return corrections;
}

/** One step towards the example's own topic and away from the topics that it is taken for. */
function correct(corrections: Corrections, lesson: Lesson, weights: readonly number[]): void {
  const totals = lesson.rivals.map(
    (number, i) =>
      weighed(lesson.scores[i] as number[], weights) + corrected(corrections.get(number), lesson, weights),
  );
  const highest = Math.max(...totals);
  const odds = totals.map((total) => Math.exp(sharpness * (total - highest)));
  const all = odds.reduce((sum, odd) => sum + odd, 0);
  lesson.rivals.forEach((number, i) => {
    const error = (number === lesson.own ? 1 : 0) - (odds[i] as number) / all;
    if (Math.abs(error) < leastError) return;
    const ofTopic = corrections.get(number) ?? new Map<number, number>();
    corrections.set(number, ofTopic);
    for (const [feature, share] of lesson.shares) {
      ofTopic.set(feature, (ofTopic.get(feature) ?? 0) + step * error * share);
    }
  });
}

function corrected(
  ofTopic: ReadonlyMap<number, number> | undefined,
  { shares }: Lesson,
  weights: readonly number[],
): number {
  if (!ofTopic) return 0;
  let sum = 0;
  for (const [feature, share] of shares) {
    sum += share * (ofTopic.get(feature) ?? 0) * (weights[blockOf(feature)] as number);
  }
  return sum;
}
