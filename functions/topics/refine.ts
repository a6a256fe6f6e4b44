import type { Instant } from "../../shared/clock/instant.ts";
import { isUnnamed } from "../../shared/faq/editing-care.ts";
import { wordsOf } from "../../shared/faq/features.ts";
import { unpackTopic } from "../../shared/faq/index-pack.ts";
import { emptyIndex, emptyState, learn, putTopic, stateOf } from "../../shared/faq/matcher.ts";
import { type Example, refine } from "../../shared/faq/matcher-refinement.ts";
import type { Organisation } from "../../shared/organisation/organisation.ts";
import { log, placeOf } from "../runtime/log.ts";
import type { Table } from "../store/table.ts";
import { loadLearnt } from "../store/topics.ts";
import type { KnownTopics } from "./known.ts";
import { knownQuestions, relearn, seedTexts } from "./learn.ts";

type Refining = { table: Table; organisation: Organisation; known: KnownTopics; at: Instant };

/** Enough to tell topics apart, in a few seconds. */
const mostOfTopic = 60;
const mostInAll = 4_000;
/** What it takes goes with the words: so many some five seconds of a whole processor. */
const mostWords = 60_000;
/** With what is read and written of each, some ten seconds; a step has thirty. */
const mostTopics = 1_500;
/** Topics that are read or written at the same time. */
const atOnce = 10;

/**
 * Topics that are taken for each other are told apart by the questions that show it, the newest of each; only what
 * changed is written.
 * @returns how many topics could not be read or written
 */
export async function refineTopics(refining: Refining, topics: readonly string[]): Promise<number> {
  const { table, organisation, known } = refining;
  const index = emptyIndex(known.index.glossary);
  const ofTopic = Math.max(1, Math.min(mostOfTopic, Math.floor(mostInAll / Math.max(1, topics.length))));
  const examples = new Map<string, Example[]>();
  let failed = 0;
  const look = async (topic: string) => {
    const [learnt] = await loadLearnt(table, organisation.organisation.key, [topic]);
    const seeds = seedTexts({ organisation, known, topic });
    if (learnt) putTopic(index, topic, unpackTopic(learnt.state));
    else for (const text of seeds) learn(index, topic, text);
    const questions = await knownQuestions(refining, topic, Math.max(1, ofTopic - seeds.length));
    examples.set(topic, [
      ...seeds.slice(0, ofTopic).map((text) => ({ topic, text, weight: 1 })),
      ...questions.map(({ text, example }) => ({ topic, text, weight: example.weight })),
    ]);
  };
  failed += await each(topics, look);
  const inOrder = topics.map((topic) => examples.get(topic) ?? []);
  refine(index, withinReach(inOrder), { isMeasured: false });
  failed += await each(topics, async (topic) => {
    const corrections = stateOf(index, topic)?.corrections ?? new Map<number, number>();
    await relearn({ ...refining, topic }, async (before) => {
      // What it learnt since it was read stays.
      const { sums } = before ? unpackTopic(before.state) : (stateOf(index, topic) ?? emptyState());
      return { sums, corrections };
    });
  });
  return failed;
}

/**
 * The topics that a night has time for: all that have a name, which is few, and the newest of those that were found and
 * have none, of which there are ever more. Found ones are keyed by when that was.
 */
export function withinTime(
  topics: readonly string[],
  records: KnownTopics["records"],
  most = mostTopics,
): string[] {
  const isNameless = (key: string) => {
    const record = records.get(key);
    return record !== undefined && isUnnamed(record);
  };
  const nameless = topics.filter(isNameless).toSorted();
  const room = Math.max(0, most - (topics.length - nameless.length));
  const left = new Set(nameless.slice(0, Math.max(0, nameless.length - room)));
  return topics.filter((key) => !left.has(key));
}

/** The first of every topic, then the second of every one, and so on, as far as there is time. */
function withinReach(ofTopics: readonly (readonly Example[])[]): Example[] {
  const taken: Example[] = [];
  let words = 0;
  const longest = Math.max(0, ...ofTopics.map(({ length }) => length));
  for (let rank = 0; rank < longest; rank++) {
    for (const example of ofTopics.flatMap((of) => of[rank] ?? [])) {
      words += wordsOf(example.text).length;
      if (words > mostWords) return taken;
      taken.push(example);
    }
  }
  return taken;
}

async function each(topics: readonly string[], work: (topic: string) => Promise<void>): Promise<number> {
  let failed = 0;
  for (let start = 0; start < topics.length; start += atOnce) {
    const ended = await Promise.allSettled(topics.slice(start, start + atOnce).map(work));
    for (const [i, end] of ended.entries()) {
      if (end.status === "fulfilled") continue;
      failed += 1;
      log.error("a topic is not told apart", { topic: topics[start + i], ...placeOf(end.reason) });
    }
  }
  return failed;
}
