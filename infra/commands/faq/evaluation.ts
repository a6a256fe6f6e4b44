import { gzipSync } from "node:zlib";
import type { Glossary } from "../../../shared/faq/glossary.ts";
import { pack, pageFeatures } from "../../../shared/faq/index-pack.ts";
import { emptyIndex, exampleWeight, type Index, learn, suggest } from "../../../shared/faq/matcher.ts";
import { type Example, refine } from "../../../shared/faq/matcher-refinement.ts";
import { nameIn, noTopic, type QuestionRow, rounded } from "./question-rows.ts";

export type Accuracy = { acc1: number; acc3: number; acc5: number; mrr: number };
export type Evaluation = {
  all: Accuracy;
  byLang: Record<string, Accuracy>;
  /** How well confidence tells known topics from unknown; null where every row is known, or none. */
  auroc: number | null;
  p50Us: number;
  p99Us: number;
  /** The index as a page gets it, compressed. */
  indexBytes: number;
};

/** Of fewer questions the slowest of a hundred is chance. */
const leastTimed = 1000;

type Training = { glossary: Glossary | undefined; withNames: boolean };

/** An index that has learnt rows, and the names of their topics when asked; rows without a topic are left out. */
export function trained(rows: readonly QuestionRow[], { glossary, withNames }: Training): Index {
  const index = emptyIndex(glossary);
  const questions = rows.filter(({ topic }) => topic !== noTopic);
  const topics = withNames ? [...new Set(questions.map(({ topic }) => topic))] : [];
  const examples: Example[] = [
    ...topics.map((topic) => ({ topic, text: nameIn(topic), weight: exampleWeight.confirmed })),
    ...questions.map(({ topic, text }) => ({ topic, text, weight: exampleWeight.confirmed })),
  ];
  for (const { topic, text, weight } of examples) learn(index, topic, text, weight);
  refine(index, examples);
  return index;
}

/** Ranks the topics for each row, and says how well that went. */
export function evaluate(index: Index, known: ReadonlySet<string>, rows: readonly QuestionRow[]): Evaluation {
  const warmUp = rows.slice(0, 200);
  for (const { text } of warmUp) suggest(index, text, 5);
  const ranks = rows.map((row) => rankedRow(index, known, row));
  const micros = Array.from({ length: Math.ceil(leastTimed / rows.length) }, () => rows)
    .flat()
    .map(({ text }) => microsToSuggest(index, text))
    .sort((one, other) => one - other);
  const ranked = ranks.filter(({ isKnown }) => isKnown);
  const languages = [...new Set(ranked.map(({ lang }) => lang))].sort();
  return {
    all: accuracyOf(ranked),
    byLang: Object.fromEntries(
      languages.map((lang) => [lang, accuracyOf(ranked.filter((row) => row.lang === lang))]),
    ),
    auroc: aurocOf(ranks),
    p50Us: percentile(micros, 0.5),
    p99Us: percentile(micros, 0.99),
    indexBytes: pageBytes(index),
  };
}

/** `rank` counts from one; zero when the topic was not found at all. */
type RankedRow = { lang: string; isKnown: boolean; rank: number; confidence: number };

function rankedRow(index: Index, known: ReadonlySet<string>, { text, topic, lang }: QuestionRow): RankedRow {
  const { ranked, confidence } = suggest(index, text, index.keys.length);
  const rank = ranked.findIndex((suggestion) => suggestion.topic === topic) + 1;
  return { lang, isKnown: topic !== noTopic && known.has(topic), rank, confidence };
}

const pageBytes = (index: Index): number =>
  gzipSync(pack(index, { version: 1, featuresPerTopic: pageFeatures(index.topicCount) })).length;

function microsToSuggest(index: Index, text: string): number {
  const from = performance.now();
  suggest(index, text, 5);
  return (performance.now() - from) * 1000;
}

function accuracyOf(rows: readonly RankedRow[]): Accuracy {
  const share = (worth: (rank: number) => number) =>
    rounded(rows.reduce((sum, { rank }) => sum + (rank > 0 ? worth(rank) : 0), 0) / (rows.length || 1));
  const within = (most: number) => share((rank) => (rank <= most ? 1 : 0));
  return { acc1: within(1), acc3: within(3), acc5: within(5), mrr: share((rank) => 1 / rank) };
}

/** The chance that a known row has a higher confidence than an unknown one; equals count for half. */
function aurocOf(rows: readonly RankedRow[]): number | null {
  const known = rows.filter(({ isKnown }) => isKnown).length;
  const unknown = rows.length - known;
  if (known === 0 || unknown === 0) return null;
  const ordered = rows.toSorted((one, other) => one.confidence - other.confidence);
  let ranks = 0;
  for (let from = 0; from < ordered.length; ) {
    let to = from;
    while (to < ordered.length && ordered[to]?.confidence === ordered[from]?.confidence) to++;
    ranks += (ordered.slice(from, to).filter(({ isKnown }) => isKnown).length * (from + 1 + to)) / 2;
    from = to;
  }
  return rounded((ranks - (known * (known + 1)) / 2) / (known * unknown));
}

const percentile = (ascending: readonly number[], share: number): number =>
  Math.round(ascending[Math.min(ascending.length - 1, Math.floor(ascending.length * share))] ?? 0);
