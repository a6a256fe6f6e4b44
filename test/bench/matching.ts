import { readFileSync } from "node:fs";
import lunr from "lunr";
import MiniSearch from "minisearch";
import { type Accuracy, evaluate, trained } from "../../infra/commands/faq/evaluation.ts";
import { nameIn, noTopic, type QuestionRow, rounded } from "../../infra/commands/faq/question-rows.ts";
import { hrConcepts } from "../../shared/faq/glossary/concepts.ts";
import { conceptsFrom, glossaryOf } from "../../shared/faq/glossary.ts";
import { pack, pageFeatures, unpack } from "../../shared/faq/index-pack.ts";
import { suggest } from "../../shared/faq/matcher.ts";
import { pageIndexOf } from "../../shared/faq/page-index.ts";

/** Ranks the topics for a question, best first. */
type Ranker = (question: string) => string[];
type Figures = Pick<Accuracy, "acc1" | "acc3">;
type Part = { train: QuestionRow[]; test: QuestionRow[]; known: ReadonlySet<string> };

const folds = 5;
const seeds = [101, 102];
const glossary = glossaryOf(conceptsFrom(hrConcepts));

const ours: Record<string, (train: readonly QuestionRow[]) => ReturnType<typeof trained>> = {
  "ours, with glossary": (train) => trained(train, { glossary, withNames: true }),
  "ours, without glossary": (train) => trained(train, { glossary: undefined, withNames: true }),
  "ours, without glossary or names": (train) => trained(train, { glossary: undefined, withNames: false }),
};
/** The index of a page, packed and unpacked: with every example in the configuration, and with four of each topic. */
const pages: Record<string, (train: readonly QuestionRow[]) => Ranker> = {
  "ours, in a page": (train) => pageSearch(train, Number.POSITIVE_INFINITY),
  "ours, in a page, four examples configured and the rest asked": (train) => pageSearch(train, 4),
};
const theirs: Record<string, (train: readonly QuestionRow[]) => Ranker> = {
  MiniSearch: miniSearch,
  lunr: lunrSearch,
  BM25: bm25Search,
};

/**
 * How often the right topic is first, and among the first three, beside search libraries that get the same questions
 * and names: one document for each topic, which is better for them than one for each question. Cross-validated in
 * five parts, twice, with seeds that nothing was tuned on.
 * @param files of rows as `faq:evaluate` takes them
 */
export async function matchingBeside(
  files: Record<string, string>,
): Promise<Record<string, Record<string, Figures>>> {
  const figures: Record<string, Record<string, Figures>> = {};
  for (const [name, file] of Object.entries(files)) {
    const rows = readFileSync(file, "utf8")
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line));
    figures[name] = figuresFor(rows);
  }
  return figures;
}

function figuresFor(rows: readonly QuestionRow[]): Record<string, Figures> {
  const parts = seeds.flatMap((seed) => partsOf(rows, seed));
  const meanOver = (figuresOf: (part: Part) => Figures): Figures => {
    const each = parts.map(figuresOf);
    return { acc1: mean(each.map(({ acc1 }) => acc1)), acc3: mean(each.map(({ acc3 }) => acc3)) };
  };
  return Object.fromEntries([
    ...Object.entries(ours).map(([name, learn]) => [
      name,
      meanOver(({ train, test, known }) => evaluate(learn(train), known, test).all),
    ]),
    ...Object.entries({ ...pages, ...theirs }).map(([name, learn]) => [
      name,
      meanOver(({ train, test, known }) =>
        accuracyOf(
          learn(train),
          test.filter(({ topic }) => known.has(topic)),
        ),
      ),
    ]),
  ]);
}

const mean = (numbers: readonly number[]) =>
  rounded(numbers.reduce((sum, number) => sum + number, 0) / numbers.length);

/** Each topic's rows dealt out over the parts, in an order that the seed gives. */
function partsOf(rows: readonly QuestionRow[], seed: number): Part[] {
  const dealt = rows
    .filter(({ topic }) => topic !== noTopic)
    .map((row, i) => ({ row, place: Math.imul(i + 1, 2_654_435_761 + seed * 40_503) >>> 0 }))
    .sort((one, other) =>
      one.row.topic < other.row.topic ? -1 : one.row.topic > other.row.topic ? 1 : one.place - other.place,
    )
    .map(({ row }) => row);
  return Array.from({ length: folds }, (_, fold) => {
    const train = dealt.filter((_row, i) => i % folds !== fold);
    const test = dealt.filter((_row, i) => i % folds === fold);
    return { train, test, known: new Set(train.map(({ topic }) => topic)) };
  });
}

function accuracyOf(rank: Ranker, rows: readonly QuestionRow[]): Figures {
  const ranks = rows.map(({ text, topic }) => rank(text).indexOf(topic));
  const within = (most: number) => ranks.filter((place) => place >= 0 && place < most).length / rows.length;
  return { acc1: within(1), acc3: within(3) };
}

/** @param configured how many examples of each topic the configuration has; each of the others has an asker of its own */
function pageSearch(train: readonly QuestionRow[], configured: number): Ranker {
  const topics = [...Map.groupBy(train, ({ topic }) => topic)].map(([key, rows]) => ({
    key,
    seeds: [nameIn(key), ...rows.slice(0, configured).map(({ text }) => text)],
    asked: rows.slice(configured).map(({ id, text }) => ({ text, asker: id, weight: 1 })),
  }));
  const made = pageIndexOf(topics, glossary);
  const sent = pack(made, { version: 1, featuresPerTopic: pageFeatures(made.topicCount) });
  const { index } = unpack(sent, glossary);
  return (question) => suggest(index, question, index.keys.length).ranked.map(({ topic }) => topic);
}

type Document = { id: string; text: string };

function documentsOf(rows: readonly QuestionRow[]): Document[] {
  const texts = new Map<string, string[]>();
  for (const { topic, text } of rows) texts.set(topic, [...(texts.get(topic) ?? [nameIn(topic)]), text]);
  return [...texts].map(([id, all]) => ({ id, text: all.join(" ") }));
}

const wordsIn = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

function miniSearch(train: readonly QuestionRow[]): Ranker {
  const search = new MiniSearch<Document>({ fields: ["text"] });
  search.addAll(documentsOf(train));
  // With prefixes it does worse.
  return (question) =>
    search.search(question, { fuzzy: 0.2, combineWith: "OR" }).map(({ id }) => id as string);
}

function lunrSearch(train: readonly QuestionRow[]): Ranker {
  const documents = documentsOf(train);
  const index = lunr((builder) => {
    // Its stemmer and stop words are English, and make Dutch worse.
    builder.pipeline.reset();
    builder.searchPipeline.reset();
    builder.ref("id");
    builder.field("text");
    for (const document of documents) builder.add(document);
  });
  return (question) =>
    index
      .query((query) => {
        for (const word of wordsIn(question)) {
          query.term(word, { boost: 2 });
          if (word.length > 3) query.term(word, { editDistance: 1 });
        }
      })
      .map(({ ref }) => ref);
}

/** The formula itself (Robertson and Zaragoza 2009), with its usual constants. */
function bm25Search(train: readonly QuestionRow[]): Ranker {
  const [k1, b] = [1.2, 0.75];
  const documents = documentsOf(train).map(({ id, text }) => ({ id, words: wordsIn(text) }));
  const usualLength = documents.reduce((sum, { words }) => sum + words.length, 0) / documents.length;
  const counts = documents.map(({ words }) => Map.groupBy(words, (word) => word));
  const having = (word: string) => counts.filter((ofDocument) => ofDocument.has(word)).length;
  return (question) => {
    const terms = [...new Set(wordsIn(question))].map((word) => {
      const n = having(word);
      return { word, idf: Math.log(1 + (documents.length - n + 0.5) / (n + 0.5)) };
    });
    return documents
      .map(({ id, words }, i) => {
        const penalty = k1 * (1 - b + (b * words.length) / usualLength);
        const score = terms.reduce((sum, { word, idf }) => {
          const count = counts[i]?.get(word)?.length ?? 0;
          return sum + (idf * count * (k1 + 1)) / (count + penalty);
        }, 0);
        return { id, score };
      })
      .filter(({ score }) => score > 0)
      .sort((one, other) => other.score - one.score)
      .map(({ id }) => id);
  };
}
