import { blockCount, blockOf } from "./features.ts";
import {
  exampleWeight,
  forgetTopic,
  grown,
  type Index,
  learn,
  type ReadyIndex,
  scoresOf,
  stateOf,
  suggest,
  type TopicState,
  weightOf,
  write,
} from "./matcher.ts";

// Every question counts for a topic, also while nobody has said which. One that looks like a known topic is put there,
// another opens a provisional topic, which the first agent who confirms one like it gives its name. Whether a question
// is about something new cannot be told by machine: people confirm a part of them, and merge what belongs together.

/** Below this share of the highest possible score a question looks like no topic. */
const assignedAt = 0.25;
/** A confirmed question that looks so much like a provisional topic tells what that topic is about. */
const namedAt = 0.15;

export type Assigned = { topic: string; isNew: boolean; confidence: number };

/** So many of the likeliest are looked at for one that it may be. */
const nearby = 50;

/**
 * Puts a question that nobody confirmed in its likeliest topic, or in a new one, which learns it at a low weight.
 * @param newTopic the key for a provisional topic, should one be opened
 * @param mayBe which topics it may be put in; any, unless said otherwise
 */
export function assign(
  index: Index,
  question: string,
  newTopic: string,
  mayBe?: (topic: string) => boolean,
): Assigned {
  const { ranked, confidence } = suggest(index, question, mayBe ? nearby : 1);
  const first = mayBe ? ranked.find(({ topic }) => mayBe(topic)) : ranked[0];
  const isNew = !first || shareOf(index, first.score) < assignedAt;
  const topic = isNew ? newTopic : first.topic;
  learn(index, topic, question, exampleWeight.accepted);
  return { topic, isNew, confidence };
}

/**
 * A topic learns a question that a person confirmed.
 * @returns the provisional topic that the question looked like most: it is about the same, and can be merged
 */
export function confirm(
  index: Index,
  question: string,
  topic: string,
  isProvisional: (topic: string) => boolean,
): string | undefined {
  const [first] = suggest(index, question, 1).ranked;
  learn(index, topic, question, exampleWeight.confirmed);
  const isNamed = first && isProvisional(first.topic) && shareOf(index, first.score) >= namedAt;
  return isNamed ? first.topic : undefined;
}

const shareOf = (index: ReadyIndex, score: number): number => {
  let highest = 0;
  for (let block = 0; block < blockCount; block++) highest += weightOf(index, block);
  return score / highest;
};

/** All that one topic has learnt becomes another's; what came of refining is left to the next time. */
export function mergeTopics(index: Index, from: string, into: string): void {
  const moved = stateOf(index, from);
  const kept = stateOf(index, into);
  if (!moved || !kept || from === into) return;
  const number = index.numbers.get(into) as number;
  for (const [feature, sum] of moved.sums) {
    write(index, number, feature, (kept.sums.get(feature) ?? 0) + sum, kept.corrections.get(feature) ?? 0);
  }
  forgetTopic(index, from);
}

export type MergeSuggestion = { topic: string; into: string; alike: number };

/**
 * The provisional topics that look most like another topic, the best pairs first: a list to go through each week.
 * @param count how many pairs at most
 */
export function mergeSuggestions(
  index: Index,
  isProvisional: (topic: string) => boolean,
  count: number,
): MergeSuggestion[] {
  const pairs = index.keys
    .filter((topic) => isProvisional(topic) && (stateOf(index, topic)?.sums.size ?? 0) > 0)
    .map((topic) => nearestTo(index, topic))
    .filter((pair): pair is MergeSuggestion => pair !== undefined)
    .sort((one, other) => other.alike - one.alike || (one.topic < other.topic ? -1 : 1));
  const isTwin = ({ topic, into }: MergeSuggestion, i: number) =>
    pairs.findIndex((pair) => pair.topic === into && pair.into === topic) < i &&
    pairs.some((pair) => pair.topic === into && pair.into === topic);
  return pairs.filter((pair, i) => !isTwin(pair, i)).slice(0, count);
}

function nearestTo(index: Index, topic: string): MergeSuggestion | undefined {
  const scores = scoresOf(index, asQuestion(stateOf(index, topic) as TopicState));
  let best: MergeSuggestion | undefined;
  index.keys.forEach((into, number) => {
    const alike = shareOf(index, scores[number] as number);
    if (into !== topic && alike > (best?.alike ?? 0)) best = { topic, into, alike };
  });
  return best;
}

/** What a topic has learnt, as if it were one long question. */
function asQuestion({ sums }: TopicState): Map<number, number>[] {
  const features = Array.from({ length: blockCount }, () => new Map<number, number>());
  for (const [feature, sum] of sums) features[blockOf(feature)]?.set(feature, grown(sum));
  return features;
}
