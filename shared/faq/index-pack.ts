import { blockCount, blockOf, blocks } from "./features.ts";
import type { Glossary } from "./glossary.ts";
import {
  correctionUnit,
  emptyState,
  grown,
  lengthsOf,
  type Posting,
  type ReadyIndex,
  rarity,
  type TopicState,
} from "./matcher.ts";

/** Raised with every change that older code cannot read, features that are made otherwise included. */
const format = 1;
const headFields = 5;
/** Of a topic with very many examples what it learnt most often is enough, and its state stays within eight kilobytes. */
const mostFeaturesOfState = 2000;
/** Some 150 KB compressed for up to 300 topics. */
const featuresOfPage = 54_000;
const fewestFeaturesOfTopic = 180;

/** How many features of each topic a page's pack holds; with few topics that is all of them. */
export const pageFeatures = (topicCount: number): number =>
  Math.max(fewestFeaturesOfTopic, Math.floor(featuresOfPage / Math.max(1, topicCount)));

/** A topic's state as bytes, two to eight kilobytes; the same state gives the same bytes. */
export function packTopic({ sums, corrections }: TopicState): Uint8Array {
  const amountOf = (feature: number) => (sums.get(feature) ?? 0) + Math.abs(corrections.get(feature) ?? 0);
  const features = [...new Set([...sums.keys(), ...corrections.keys()])]
    .sort((one, other) => amountOf(other) - amountOf(one) || one - other)
    .slice(0, mostFeaturesOfState)
    .sort(ascending);
  return bytesOf([
    format,
    features.length,
    ...steps(features),
    ...features.map((feature) => sums.get(feature) ?? 0),
    ...features.map((feature) => zigzag(corrections.get(feature) ?? 0)),
  ]);
}

/** @throws RangeError for bytes of another format */
export function unpackTopic(bytes: Uint8Array): TopicState {
  const numbers = numbersIn(bytes);
  const [, count = 0] = formatChecked(numbers);
  const features = summed(numbers.slice(2, 2 + count));
  const state = emptyState();
  features.forEach((feature, i) => {
    const sum = numbers[2 + count + i] as number;
    const correction = unzigzag(numbers[2 + 2 * count + i] as number);
    if (sum !== 0) state.sums.set(feature, sum);
    if (correction !== 0) state.corrections.set(feature, correction);
  });
  return state;
}

type PackOptions = {
  /** Tells a page or a warm function whether it has the newest. */
  version: number;
  /** The most telling features of each topic; all when left out. Concepts are always kept. See `pageFeatures`. */
  featuresPerTopic?: number;
};

/**
 * An index as bytes, to be compressed on the way: enough to rank with, and not to learn. What each topic has of each
 * feature is one byte, within a fifth of its value.
 */
export function pack(index: ReadyIndex, { version, featuresPerTopic }: PackOptions): Uint8Array {
  const values = mostTelling(valuesOf(index), featuresPerTopic);
  const features = [...values.keys()].sort(ascending);
  const rows = features.map((feature) => values.get(feature) as Value[]);
  const keys = new TextEncoder().encode(index.keys.join("\n"));
  const head = [format, version, Math.round(index.conceptWeight * 100), index.topicCount, keys.length];
  const leftOut = features.map(
    (feature, i) => (index.postings.get(feature) as Posting).known - (rows[i] as Value[]).length,
  );
  return bytesOf([
    ...head,
    ...keys,
    features.length,
    ...steps(features),
    ...leftOut.map(zigzag),
    ...rows.map((row) => row.length),
    ...rows.flatMap((row) => steps(row.map(({ number }) => number))),
    ...rows.flatMap((row) => row.map(({ level }) => zigzag(level))),
  ]);
}

/**
 * The index of a pack, and its version.
 * @throws RangeError for bytes of another format
 */
export function unpack(bytes: Uint8Array, glossary?: Glossary): { index: ReadyIndex; version: number } {
  const numbers = numbersIn(bytes);
  const [, version = 0, conceptWeight = 0, topicCount = 0, keyBytes = 0] = formatChecked(numbers);
  let read = headFields;
  const take = (count: number) => {
    read += count;
    return numbers.slice(read - count, read);
  };
  const keys = new TextDecoder().decode(Uint8Array.from(take(keyBytes))).split("\n");
  const [count = 0] = take(1);
  const features = summed(take(count));
  const leftOut = take(count).map(unzigzag);
  const sizes = take(count);
  const topics = sizes.map((size) => summed(take(size)));
  const corrections = sizes.map((size) => take(size).map((level) => valueAt(unzigzag(level))));
  const postings = new Map<number, Posting>();
  features.forEach((feature, i) => {
    postings.set(feature, {
      topics: topics[i] as number[],
      sums: new Array(sizes[i] as number).fill(0),
      corrections: corrections[i] as number[],
      known: (sizes[i] as number) + (leftOut[i] as number),
    });
  });
  const lengths = new Float64Array(keys.length * blockCount).fill(1);
  return {
    index: { glossary, keys, postings, conceptWeight: conceptWeight / 100, lengths, topicCount },
    version,
  };
}

type Value = { number: number; level: number; telling: number };

/** What each topic has of a feature, learnt and corrected together, as the scores would have it. */
function valuesOf(index: ReadyIndex): Map<number, Value[]> {
  const lengths = lengthsOf(index);
  const values = new Map<number, Value[]>();
  for (const [feature, { topics, sums, corrections, known }] of index.postings) {
    const rare = rarity(index.topicCount, known);
    const row = topics.map((number, i) => {
      const length = lengths[number * blockCount + blockOf(feature)] as number;
      const value = (rare * grown(sums[i] as number)) / length + (corrections[i] as number) / correctionUnit;
      return {
        number,
        level: levelOf(value * correctionUnit),
        telling: Math.abs(value) * rare * Math.sqrt(known),
      };
    });
    const telling = row.filter(({ level }) => level !== 0);
    if (telling.length > 0) values.set(feature, telling);
  }
  return values;
}

function mostTelling(
  values: Map<number, Value[]>,
  featuresPerTopic = Number.POSITIVE_INFINITY,
): Map<number, Value[]> {
  const ofTopics = new Map<number, number[]>();
  const isConcept = (feature: number) => blockOf(feature) === blocks.concepts;
  for (const [feature, row] of values) {
    for (const { number, telling } of isConcept(feature) ? [] : row) {
      const tellings = ofTopics.get(number) ?? [];
      tellings.push(telling);
      ofTopics.set(number, tellings);
    }
  }
  const least = new Map<number, number>();
  for (const [number, tellings] of ofTopics) {
    if (tellings.length <= featuresPerTopic) continue;
    least.set(number, tellings.sort((one, other) => other - one)[featuresPerTopic - 1] as number);
  }
  const kept = [...values].map(([feature, row]): [number, Value[]] => [
    feature,
    row.filter(({ number, telling }) => isConcept(feature) || telling >= (least.get(number) ?? 0)),
  ]);
  return new Map(kept.filter(([, row]) => row.length > 0));
}

/** Two steps to each doubling: small values and large ones are equally near. */
function levelOf(amount: number): number {
  const level = Math.round(2 * Math.log2(Math.abs(amount)));
  return level > 0 ? Math.sign(amount) * level : 0;
}

const valueAt = (level: number) => Math.sign(level) * 2 ** (Math.abs(level) / 2);

const ascending = (one: number, other: number) => one - other;
const zigzag = (number: number) => (number < 0 ? -2 * number - 1 : 2 * number);
const unzigzag = (number: number) => (number % 2 === 1 ? -(number + 1) / 2 : number / 2);

/** Ascending numbers by the steps between them, which are small. */
const steps = (numbers: readonly number[]) =>
  numbers.map((number, i) => number - (i > 0 ? (numbers[i - 1] as number) : 0));

function summed(steps: readonly number[]): number[] {
  let sum = 0;
  return steps.map((step) => {
    sum += step;
    return sum;
  });
}

/** Whole numbers, seven bits to a byte, the last of each number with its high bit off. */
function bytesOf(numbers: readonly number[]): Uint8Array {
  const bytes: number[] = [];
  for (const number of numbers) {
    let left = number;
    for (; left > 127; left = Math.floor(left / 128)) bytes.push((left % 128) + 128);
    bytes.push(left);
  }
  return Uint8Array.from(bytes);
}

function numbersIn(bytes: Uint8Array): number[] {
  const numbers: number[] = [];
  let number = 0;
  let place = 1;
  for (const byte of bytes) {
    number += (byte % 128) * place;
    place *= 128;
    if (byte > 127) continue;
    numbers.push(number);
    number = 0;
    place = 1;
  }
  return numbers;
}

function formatChecked(numbers: readonly number[]): readonly number[] {
  if (numbers[0] !== format) throw new RangeError(`a pack of format ${numbers[0]}, where ${format} is read`);
  return numbers;
}
