import { confidenceOf } from "./confidence.ts";
import {
  blockCount,
  blockOf,
  blocks,
  type Features,
  featureOf,
  featuresOf,
  lengthOf,
  wordsOf,
} from "./features.ts";
import { conceptsAmong, type Glossary } from "./glossary.ts";

/**
 * What a topic has learnt. `sums` add up its examples, each divided by its length: whole numbers, so that unlearning
 * undoes learning to the last bit and the order of examples leaves no trace. `corrections` come from refining.
 */
export type TopicState = { sums: Map<number, number>; corrections: Map<number, number> };

/** The topics that have a feature, with what each has learnt of it. */
export type Posting = {
  topics: number[];
  sums: number[];
  corrections: number[];
  /** How many topics have learnt it, those left out of a pack too. */
  known: number;
};

/** What ranks topics: all that a page needs. An unpacked one is just this, and cannot learn. */
export type ReadyIndex = {
  readonly glossary: Glossary | undefined;
  /** By its number; a topic that has been forgotten keeps its number, with nothing learnt. */
  readonly keys: readonly string[];
  readonly postings: ReadonlyMap<number, Posting>;
  /** How much concepts count beside letters; refining measures it. */
  conceptWeight: number;
  /** By topic and block; made when they are next needed. */
  lengths: Float64Array | undefined;
  topicCount: number;
};

export type Index = ReadyIndex & {
  readonly keys: string[];
  readonly numbers: Map<string, number>;
  readonly states: TopicState[];
  readonly postings: Map<number, Posting>;
};

export type Suggestion = { topic: string; score: number };
export type Suggestions = {
  ranked: Suggestion[];
  /** How likely the first is right, between 0 and 1; low where no known topic fits. */
  confidence: number;
};

export type SuggestOptions = {
  /** The question is still being typed: its last word may be unfinished. */
  isTyping?: boolean;
  /** From `byMeaningOf`, where the organisation uses an encoder. */
  byMeaning?: ByMeaning;
};

/** A second score for each topic by an encoder, cosine between −1 and 1, and how much it counts beside our own. */
export type ByMeaning = { scores: ReadonlyMap<string, number>; weight: number };

/** A confirmed example counts for one; a suggestion that was merely accepted is often wrong. */
export const exampleWeight = { confirmed: 1, accepted: 0.25 } as const;

const unit = 256;
/** A correction is at most a few hundredths. */
export const correctionUnit = 4096;
const blockWeights = [1, 0.5, 0.5];
/** In a helpdesk for HR concepts tell more than letters; elsewhere they mislead, and refining turns them down. */
const usualConceptWeight = 1.2;
/** An example that repeats a word adds less each time. */
const growth = 0.75;

let powers: Float64Array | undefined;
export function grown(sum: number): number {
  // Made when a question is first matched: most starts of a function are for something else.
  powers ??= Float64Array.from({ length: 8192 }, (_, small) => small ** growth);
  return powers[sum] ?? sum ** growth;
}

export function emptyIndex(glossary?: Glossary): Index {
  return {
    glossary,
    keys: [],
    numbers: new Map(),
    states: [],
    postings: new Map(),
    conceptWeight: usualConceptWeight,
    lengths: undefined,
    topicCount: 0,
  };
}

export const emptyState = (): TopicState => ({ sums: new Map(), corrections: new Map() });

/**
 * A topic learns a name or a question. It works from the first.
 * @param weight of `exampleWeight`, or any share of one
 */
export function learn(
  index: Index,
  topic: string,
  text: string,
  weight: number = exampleWeight.confirmed,
): void {
  shift(index, topic, text, weight);
}

/** Undoes one `learn` of the same text and weight. */
export function unlearn(index: Index, topic: string, text: string, weight: number = exampleWeight.confirmed) {
  shift(index, topic, text, -weight);
}

function shift(index: Index, topic: string, text: string, weight: number): void {
  const number = numberOf(index, topic);
  for (const [feature, amount] of lessonOf(featuresIn(index, text), weight)) {
    moveSum(index, number, feature, amount);
  }
}

/** What one example adds to each feature, in whole units. */
export function lessonOf(features: Features, weight: number): Map<number, number> {
  const lesson = new Map<number, number>();
  for (const counts of features) {
    const length = lengthOf(counts.values());
    for (const [feature, count] of counts) {
      const amount = Math.round((weight * unit * count) / length);
      if (amount !== 0) lesson.set(feature, amount);
    }
  }
  return lesson;
}

/** Puts a topic in with what it has learnt, in the place of what the index knew of it: how a warm function catches up. */
export function putTopic(index: Index, topic: string, state: TopicState): void {
  forgetTopic(index, topic);
  const number = numberOf(index, topic);
  for (const feature of featuresOfState(state)) {
    write(index, number, feature, state.sums.get(feature) ?? 0, state.corrections.get(feature) ?? 0);
  }
}

export function forgetTopic(index: Index, topic: string): void {
  const number = index.numbers.get(topic);
  if (number === undefined) return;
  for (const feature of featuresOfState(index.states[number] as TopicState)) {
    write(index, number, feature, 0, 0);
  }
}

const featuresOfState = ({ sums, corrections }: TopicState) =>
  new Set([...sums.keys(), ...corrections.keys()]);

export const stateOf = (index: Index, topic: string): TopicState | undefined =>
  index.states[index.numbers.get(topic) ?? -1];

/** Whether a topic has learnt this very word, written as `wordsOf` gives it. */
export function knowsWord(index: ReadyIndex, word: string): boolean {
  return (index.postings.get(featureOf(blocks.words, word))?.known ?? 0) > 0;
}

export function numberOf(index: Index, topic: string): number {
  const known = index.numbers.get(topic);
  if (known !== undefined) return known;
  index.numbers.set(topic, index.keys.length);
  index.states.push(emptyState());
  return index.keys.push(topic) - 1;
}

function moveSum(index: Index, number: number, feature: number, amount: number): void {
  const { sums, corrections } = index.states[number] as TopicState;
  // What was never learnt cannot be unlearnt.
  write(
    index,
    number,
    feature,
    Math.max(0, (sums.get(feature) ?? 0) + amount),
    corrections.get(feature) ?? 0,
  );
}

/** The one place where a topic's state and the postings change, so that they stay each other's mirror. */
export function write(index: Index, number: number, feature: number, sum: number, correction: number): void {
  const { sums, corrections } = index.states[number] as TopicState;
  const wasLive = sums.size > 0;
  const posting = index.postings.get(feature) ?? { topics: [], sums: [], corrections: [], known: 0 };
  posting.known += (sum > 0 ? 1 : 0) - (sums.has(feature) ? 1 : 0);
  setOrDelete(sums, feature, sum);
  setOrDelete(corrections, feature, correction);
  post(posting, number, sum, correction);
  if (posting.topics.length > 0) index.postings.set(feature, posting);
  else index.postings.delete(feature);
  index.topicCount += (sums.size > 0 ? 1 : 0) - (wasLive ? 1 : 0);
  index.lengths = undefined;
}

function setOrDelete(amounts: Map<number, number>, feature: number, amount: number): void {
  if (amount === 0) amounts.delete(feature);
  else amounts.set(feature, amount);
}

function post({ topics, sums, corrections }: Posting, number: number, sum: number, correction: number): void {
  const place = placeIn(topics, number);
  const isThere = topics[place] === number ? 1 : 0;
  if (sum === 0 && correction === 0) {
    for (const row of [topics, sums, corrections]) row.splice(place, isThere);
    return;
  }
  topics.splice(place, isThere, number);
  sums.splice(place, isThere, sum);
  corrections.splice(place, isThere, correction);
}

/** Where a number stands in ascending numbers, or would. */
function placeIn(numbers: readonly number[], number: number): number {
  let from = 0;
  let to = numbers.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((numbers[middle] as number) < number) from = middle + 1;
    else to = middle;
  }
  return from;
}

export function featuresIn({ glossary, postings }: ReadyIndex, text: string, isTyping = false): Features {
  const words = wordsOf(text);
  const concepts = glossary ? conceptsAmong(words, glossary, isTyping) : [];
  return featuresOf(words, concepts, isTyping ? (feature) => postings.has(feature) : undefined);
}

/** How telling a feature is: the fewer topics have it, the more. */
export const rarity = (topicCount: number, known: number): number =>
  Math.log(1 + (topicCount + 20) / (known + 1));

/** The length of each topic's features by block. */
export function lengthsOf(index: ReadyIndex): Float64Array {
  if (index.lengths) return index.lengths;
  const lengths = new Float64Array(index.keys.length * blockCount);
  for (const [feature, { topics, sums, known }] of index.postings) {
    const block = blockOf(feature);
    const rare = rarity(index.topicCount, known);
    for (let i = 0; i < topics.length; i++) {
      const place = (topics[i] as number) * blockCount + block;
      lengths[place] = (lengths[place] as number) + (grown(sums[i] as number) * rare) ** 2;
    }
  }
  for (let i = 0; i < lengths.length; i++) lengths[i] = Math.sqrt(lengths[i] as number) || 1;
  index.lengths = lengths;
  return lengths;
}

export const weightOf = (index: ReadyIndex, block: number): number =>
  blockWeights[block] ?? index.conceptWeight;

/**
 * The likeliest topics of a question, best first; topics that share nothing with it are left out. The score is the
 * cosine by block, weighed and added up, with the corrections.
 */
export function suggest(
  index: ReadyIndex,
  question: string,
  count: number,
  { isTyping = false, byMeaning }: SuggestOptions = {},
): Suggestions {
  const scores = scoresOf(index, featuresIn(index, question, isTyping));
  for (let number = 0; byMeaning && number < scores.length; number++) {
    const alike = byMeaning.scores.get(index.keys[number] as string) ?? 0;
    scores[number] = (scores[number] as number) + byMeaning.weight * alike;
  }
  const ranked = best(index, scores, Math.max(count, 2));
  return { ranked: ranked.slice(0, count), confidence: confidenceOf(ranked) };
}

/** Rounded, so that the order in which examples came cannot tell in the last bit; equals come by their keys. */
function best({ keys }: ReadyIndex, scores: Float64Array, count: number): Suggestion[] {
  const found: Suggestion[] = [];
  for (let number = 0; number < scores.length; number++) {
    const score = Math.round((scores[number] as number) * 1e6) / 1e6;
    if (score <= 0) continue;
    const last = found[count - 1];
    if (last && score < last.score) continue;
    found.push({ topic: keys[number] as string, score });
    found.sort((one, other) => other.score - one.score || (one.topic < other.topic ? -1 : 1));
    if (found.length > count) found.pop();
  }
  return found;
}

/** Every topic's score, by its number. */
export function scoresOf(index: ReadyIndex, features: Features): Float64Array {
  const scores = new Float64Array(index.keys.length);
  features.forEach((counts, block) => {
    for (const [number, score] of scoresInBlock(index, counts, block).entries()) {
      scores[number] = (scores[number] as number) + score * weightOf(index, block);
    }
  });
  return scores;
}

/** The cosine between a question's features and each topic's in one block, with the corrections. */
export function scoresInBlock(
  index: ReadyIndex,
  counts: ReadonlyMap<number, number>,
  block: number,
): Float64Array {
  const alike = new Float64Array(index.keys.length);
  const corrected = new Float64Array(index.keys.length);
  const lengths = lengthsOf(index);
  let squares = 0;
  for (const [feature, count] of counts) {
    const posting = index.postings.get(feature);
    const rare = rarity(index.topicCount, posting?.known ?? 0);
    const value = count * rare;
    squares += value * value;
    if (!posting) continue;
    const { topics, sums, corrections } = posting;
    for (let i = 0; i < topics.length; i++) {
      const number = topics[i] as number;
      alike[number] = (alike[number] as number) + value * rare * grown(sums[i] as number);
      corrected[number] = (corrected[number] as number) + value * (corrections[i] as number);
    }
  }
  const length = Math.sqrt(squares) || 1;
  for (let number = 0; number < alike.length; number++) {
    const own = (alike[number] as number) / (lengths[number * blockCount + block] as number);
    alike[number] = (own + (corrected[number] as number) / correctionUnit) / length;
  }
  return alike;
}
