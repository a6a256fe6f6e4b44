import { assign, confirm, mergeTopics } from "../../../shared/faq/cluster.ts";
import type { Glossary } from "../../../shared/faq/glossary.ts";
import { emptyIndex, exampleWeight, type Index } from "../../../shared/faq/matcher.ts";
import { type Example, refine } from "../../../shared/faq/matcher-refinement.ts";
import { noTopic, type QuestionRow, rounded } from "./question-rows.ts";

export type Figures = { nmi: number; b3F1: number; top20: number };
type Streaming = { confirmed: number; seed: number; glossary: Glossary | undefined };

const orders = 5;
const firstRefinement = 8;
/** Nothing has been measured yet: concepts count for little, and confirmations soon tell how much they should. */
const conceptWeightAtFirst = 0.3;

/** The mean figures of five shuffled orders. */
export function streamed(rows: readonly QuestionRow[], { confirmed, seed, glossary }: Streaming): Figures {
  const figures = Array.from({ length: orders }, (_, order) => {
    const chance = chanceFrom(seed * orders + order);
    const shuffled = rows
      .map((row) => ({ row, place: chance() }))
      .sort((one, other) => one.place - other.place)
      .map(({ row }) => row);
    return figuresOf(shuffled, topicsAfter(shuffled, confirmed, chance, glossary));
  });
  const mean = (figure: keyof Figures) =>
    rounded(figures.reduce((sum, each) => sum + each[figure], 0) / figures.length);
  return { nmi: mean("nmi"), b3F1: mean("b3F1"), top20: mean("top20") };
}

/**
 * The topic of each row after all have come by. A confirmed row has its own from then on, as an agent gives it at
 * closing; a provisional topic that it names carries that name with all that is in it.
 */
function topicsAfter(
  rows: readonly QuestionRow[],
  confirmed: number,
  chance: () => number,
  glossary: Glossary | undefined,
): string[] {
  const index = emptyIndex(glossary);
  index.conceptWeight = conceptWeightAtFirst;
  const examples: Example[] = [];
  const names = new Map<string, string>();
  const topics = rows.map(({ text, topic }, i) => {
    if (chance() >= confirmed) return assign(index, text, provisional(i)).topic;
    // A question about none is set aside, and nothing learns it.
    if (topic === noTopic) return provisional(i);
    const named = confirm(index, text, known(topic), isProvisional);
    if (named) {
      names.set(named, known(topic));
      mergeTopics(index, named, known(topic));
    }
    examples.push({ topic: known(topic), text, weight: exampleWeight.confirmed });
    refineAtTimes(index, examples);
    return known(topic);
  });
  return topics.map((topic) => names.get(topic) ?? topic);
}

const provisional = (i: number) => `provisional ${i}`;
const known = (topic: string) => `known ${topic}`;
const isProvisional = (topic: string) => topic.startsWith("provisional ");

/** As often as confirmations have grown by half, which stands for each night. */
function refineAtTimes(index: Index, examples: readonly Example[]): void {
  let at = firstRefinement;
  while (at < examples.length) at = Math.ceil(at * 1.5);
  if (at === examples.length) refine(index, examples);
}

/** A generator of Marsaglia's: the same seed, the same orders on every machine. */
function chanceFrom(seed: number): () => number {
  let state = (Math.imul(seed + 1, 0x9e3779b1) ^ 0x2545f491) | 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

/** How well the topics that rows were put in agree with their own; a row about none stands alone. */
export function figuresOf(rows: readonly QuestionRow[], found: readonly string[]): Figures {
  const count = rows.length;
  const own = rows.map(({ topic }, i) => (topic === noTopic ? `${noTopic}#${i}` : topic));
  const inOwn = counted(own);
  const inFound = counted(found);
  const inBoth = counted(own.map((topic, i) => JSON.stringify([topic, found[i]])));
  let shared = 0;
  let precision = 0;
  let recall = 0;
  for (const [pair, together] of inBoth) {
    const [topic, cluster] = JSON.parse(pair) as [string, string];
    const [ofTopic, ofCluster] = [inOwn.get(topic) as number, inFound.get(cluster) as number];
    shared += (together / count) * Math.log((count * together) / (ofTopic * ofCluster));
    precision += together ** 2 / ofCluster / count;
    recall += together ** 2 / ofTopic / count;
  }
  return {
    nmi: (2 * shared) / (entropy(inOwn, count) + entropy(inFound, count) || 1),
    b3F1: (2 * precision * recall) / (precision + recall),
    top20: topRecall(own, found, inOwn, inFound),
  };
}

/** Of the twenty topics asked most, how many are what most rows in one of the twenty largest clusters are about. */
function topRecall(own: readonly string[], found: readonly string[], inOwn: Counts, inFound: Counts): number {
  const top = most([...inOwn].filter(([topic]) => !topic.startsWith(`${noTopic}#`))).slice(0, 20);
  const clusters = most([...inFound]).slice(0, 20);
  const about = new Set(
    clusters.map(([cluster]) => most([...counted(own.filter((_, i) => found[i] === cluster))])[0]?.[0]),
  );
  return top.filter(([topic]) => about.has(topic)).length / (top.length || 1);
}

type Counts = ReadonlyMap<string, number>;

function counted(keys: readonly string[]): Counts {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

const most = (counts: [string, number][]) =>
  counts.sort(([one, high], [other, low]) => low - high || (one < other ? -1 : 1));

const entropy = (counts: Counts, all: number): number =>
  [...counts.values()].reduce((sum, count) => sum - (count / all) * Math.log(count / all), 0);
