import { blockCount, blockOf } from "./features.ts";
import type { Glossary } from "./glossary.ts";
import {
  correctionUnit,
  emptyIndex,
  exampleWeight,
  featuresIn,
  grown,
  type Index,
  learn,
  type Posting,
  putTopic,
  type ReadyIndex,
  rarity,
  stateOf,
  type TopicState,
} from "./matcher.ts";
import { type Example, refine } from "./matcher-refinement.ts";

/** A question that taught a topic, masked; `asker` only tells people apart. */
export type AskedExample = { text: string; asker: string; weight: number };

/** A topic as a page may know it: by its names and the examples of the configuration, and by what people asked. */
export type PageTopic = { key: string; seeds: readonly string[]; asked: readonly AskedExample[] };

/** What fewer people wrote could lead back to them. */
const fewestAskers = 3;

/**
 * The index of a page: what a matcher makes of names and questions, without any feature of a topic that fewer than
 * three people brought and no name or configured example of that topic has. What it learns from mistakes it learns
 * without those, too.
 */
export function pageIndexOf(topics: readonly PageTopic[], glossary: Glossary | undefined): Index {
  const index = emptyIndex(glossary);
  const examples = topics.flatMap(examplesOf);
  for (const { topic, text, weight } of examples) learn(index, topic, text, weight);
  const tellable = new Map(topics.map((topic) => [topic.key, tellableFeatures(topic, index)]));
  leaveOut(index, tellable);
  refine(index, examples);
  leaveOut(index, tellable);
  return index;
}

function leaveOut(index: Index, tellable: ReadonlyMap<string, ReadonlySet<number>>): void {
  for (const [key, features] of tellable) {
    const state = stateOf(index, key);
    if (state) putTopic(index, key, only(state, features));
  }
}

const examplesOf = ({ key, seeds, asked }: PageTopic): Example[] => [
  ...seeds.map((text) => ({ topic: key, text, weight: exampleWeight.confirmed })),
  ...asked.map(({ text, weight }) => ({ topic: key, text, weight })),
];

function tellableFeatures({ seeds, asked }: PageTopic, index: ReadyIndex): Set<number> {
  const askers = new Map<number, Set<string>>();
  for (const { text, asker } of asked) {
    for (const feature of featuresOfText(index, text)) {
      askers.set(feature, (askers.get(feature) ?? new Set<string>()).add(asker));
    }
  }
  const shared = [...askers].filter(([, { size }]) => size >= fewestAskers).map(([feature]) => feature);
  return new Set([...seeds.flatMap((text) => featuresOfText(index, text)), ...shared]);
}

const featuresOfText = (index: ReadyIndex, text: string): number[] =>
  featuresIn(index, text).flatMap((counts) => [...counts.keys()]);

function only({ sums, corrections }: TopicState, features: ReadonlySet<number>): TopicState {
  const kept = (amounts: ReadonlyMap<number, number>) =>
    new Map([...amounts].filter(([feature]) => features.has(feature)));
  return { sums: kept(sums), corrections: kept(corrections) };
}

/**
 * A page's index with the topics that it has to have now: those that it lacks come with their names and configured
 * examples, so that a new answer is found before the index is made anew; those that have no answer any more go.
 */
export function withTopics(index: ReadyIndex, wanted: readonly Omit<PageTopic, "asked">[]): ReadyIndex {
  const isWanted = new Set(wanted.map(({ key }) => key));
  const kept = index.keys.map((key, number) => ({ key, number })).filter(({ key }) => isWanted.has(key));
  const has = new Set(kept.map(({ key }) => key));
  const fresh = freshIndex(
    wanted.filter(({ key }) => !has.has(key)),
    index.glossary,
  );
  const keys = [...kept.map(({ key }) => key), ...fresh.keys];
  const joined: ReadyIndex = {
    glossary: index.glossary,
    keys,
    postings: keptPostings(index, new Map(kept.map(({ number }, place) => [number, place]))),
    conceptWeight: index.conceptWeight,
    lengths: new Float64Array(keys.length * blockCount).fill(1),
    topicCount: index.topicCount - (index.keys.length - kept.length) + fresh.topicCount,
  };
  addTopics(joined, fresh, kept.length);
  return joined;
}

function freshIndex(topics: readonly Omit<PageTopic, "asked">[], glossary: Glossary | undefined): Index {
  const fresh = emptyIndex(glossary);
  for (const { key, seeds } of topics) for (const text of seeds) learn(fresh, key, text);
  return fresh;
}

/** @param places where each topic that is kept stands from now on, by where it stood: both ascend together */
function keptPostings({ postings }: ReadyIndex, places: ReadonlyMap<number, number>): Map<number, Posting> {
  const kept = new Map<number, Posting>();
  for (const [feature, { topics, corrections, known }] of postings) {
    const rows = topics.flatMap((number, i) => {
      const place = places.get(number);
      return place === undefined ? [] : [{ place, correction: corrections[i] as number }];
    });
    if (rows.length === 0) continue;
    kept.set(feature, {
      topics: rows.map(({ place }) => place),
      sums: rows.map(() => 0),
      corrections: rows.map(({ correction }) => correction),
      known: known - (topics.length - rows.length),
    });
  }
  return kept;
}

/** As in an index that was packed: what a topic has of a feature stands ready, divided by its length. */
function addTopics(joined: ReadyIndex, fresh: Index, from: number): void {
  const postings = joined.postings as Map<number, Posting>;
  for (const feature of fresh.postings.keys()) {
    const posting = postings.get(feature) ?? { topics: [], sums: [], corrections: [], known: 0 };
    posting.known += fresh.postings.get(feature)?.known ?? 0;
    postings.set(feature, posting);
  }
  fresh.states.forEach(({ sums }, number) => {
    for (const [feature, value] of valuesOf(sums, joined)) {
      const posting = postings.get(feature) as Posting;
      posting.topics.push(from + number);
      posting.sums.push(0);
      posting.corrections.push(value * correctionUnit);
    }
  });
}

function valuesOf(
  sums: ReadonlyMap<number, number>,
  { postings, topicCount }: ReadyIndex,
): [number, number][] {
  const squares = new Float64Array(blockCount);
  const values = [...sums].map(([feature, sum]): [number, number] => {
    const value = grown(sum) * rarity(topicCount, postings.get(feature)?.known ?? 0);
    const block = blockOf(feature);
    squares[block] = (squares[block] as number) + value * value;
    return [feature, value];
  });
  return values.map(([feature, value]) => [feature, value / Math.sqrt(squares[blockOf(feature)] as number)]);
}
