import { type Instant, instantOf } from "../../shared/clock/instant.ts";
import { isCounted } from "../../shared/faq/counted.ts";
import { packTopic, unpackTopic } from "../../shared/faq/index-pack.ts";
import {
  emptyIndex,
  emptyState,
  type Index,
  learn,
  putTopic,
  stateOf,
  type TopicState,
} from "../../shared/faq/matcher.ts";
import { seedsOf } from "../../shared/faq/seeds.ts";
import { topicOf } from "../../shared/organisation/lookup.ts";
import type { Organisation } from "../../shared/organisation/organisation.ts";
import type { Ticket } from "../../shared/ticket/ticket.ts";
import { log, placeOf } from "../runtime/log.ts";
import { loadExamples, type StoredExample, saveAlone } from "../store/demand.ts";
import { backOff, type Table } from "../store/table.ts";
import { loadQuestions, loadTickets } from "../store/tickets.ts";
import { type Learnt, learntWrite, loadLearnt } from "../store/topics.ts";
import { type KnownTopics, knownTopics } from "./known.ts";

/** A question for a topic to learn, or with a weight below nothing to unlearn. */
export type Lesson = { text: string; weight: number };
/** What becomes of a topic: it learns some questions, or all that it still may know anew. */
export type Lessons = ReadonlyMap<string, readonly Lesson[] | "anew">;

const tries = 4;
/** Of what was asked longer ago a topic knows enough. */
const mostExamples = 300;

/** What does not succeed in a few tries is left to the night, which makes every topic's knowledge anew. */
export async function teach(
  table: Table,
  organisation: Organisation,
  lessons: Lessons,
  at: Instant,
): Promise<void> {
  for (const [topic, ofTopic] of lessons) {
    try {
      const known = await knownTopics(table, organisation, at);
      if (ofTopic === "anew") await learnAnew({ table, organisation, known, topic, at });
      else await learnAlso({ table, organisation, known, topic, at }, ofTopic);
    } catch (error) {
      log.warn("a topic did not learn", { topic, ...placeOf(error) });
    }
  }
}

type Teaching = {
  table: Table;
  organisation: Organisation;
  known: KnownTopics;
  topic: string;
  at: Instant;
};

const learnAlso = (teaching: Teaching, lessons: readonly Lesson[]) =>
  relearn(teaching, async (before) => {
    const scratch = before ? holding(teaching, unpackTopic(before.state)) : seeded(teaching);
    for (const { text, weight } of lessons) learn(scratch, teaching.topic, text, weight);
    return stateOf(scratch, teaching.topic) ?? emptyState();
  });

/** A question that a topic may still learn from: its text is there, and nobody keeps it too closely. */
export type Known = { ticket: Ticket; text: string; example: StoredExample };

/**
 * From the configuration, its names and the newest questions that are still there: what was forgotten or taken back is
 * forgotten here too. What came of refining stays until that is done again.
 * @returns the questions
 */
export async function learnAnew(teaching: Teaching): Promise<Known[]> {
  const questions = await knownQuestions(teaching, teaching.topic, mostExamples);
  await relearn(teaching, async (before) => {
    const scratch = seeded(teaching);
    for (const { text, example } of questions) learn(scratch, teaching.topic, text, example.weight);
    const { sums } = stateOf(scratch, teaching.topic) ?? emptyState();
    return { sums, corrections: correctionsOf(before) };
  });
  return questions;
}

/** What cannot be read was packed by another version, and is made anew. */
function correctionsOf(before: Learnt | undefined): TopicState["corrections"] {
  try {
    return before ? unpackTopic(before.state).corrections : new Map();
  } catch {
    return new Map();
  }
}

export async function knownQuestions(
  { table, organisation }: Pick<Teaching, "table" | "organisation">,
  topic: string,
  limit: number,
): Promise<Known[]> {
  const { key } = organisation.organisation;
  const examples = await loadExamples(table, key, topic, limit);
  const tickets = await loadTickets(
    table,
    key,
    examples.map(({ ticketId }) => ticketId),
  );
  // A ticket may have become restricted a moment ago, and still be counted: its text is not looked at any more.
  const open = new Map(
    tickets.filter((ticket) => isCounted(ticket, organisation)).map((one) => [one.ticketId, one]),
  );
  const texts = new Map(
    (await loadQuestions(table, [...open.values()])).map(({ ticketId, text }) => [ticketId, text]),
  );
  return examples.flatMap((example) => {
    const [ticket, text] = [open.get(example.ticketId), texts.get(example.ticketId)];
    return ticket && text ? [{ ticket, text, example }] : [];
  });
}

/** Makes a topic's state from what it was, and stores it where it became another; this container knows it at once. */
export async function relearn(
  { table, organisation, known, topic, at }: Teaching,
  make: (before: Learnt | undefined) => Promise<TopicState>,
): Promise<void> {
  const { key } = organisation.organisation;
  for (let attempt = 0; attempt < tries; attempt++) {
    const [before] = await loadLearnt(table, key, [topic]);
    const state = packTopic(await make(before));
    if (before && Buffer.compare(before.state, state) === 0) return;
    const after = { key: topic, at: laterThan(before?.at, at), state };
    if ((await saveAlone(table, learntWrite(table, key, before, after))) === "saved") {
      putTopic(known.index, topic, unpackTopic(state));
      return;
    }
    await backOff(attempt);
  }
  log.info("a topic is taught by others all the time", { topic });
}

/** By its instant somebody sees that a topic was taught since, so no two are the same. */
const laterThan = (before: Instant | undefined, at: Instant): Instant =>
  before && before >= at ? instantOf(Date.parse(before) + 1) : at;

function holding({ known, topic }: Teaching, state: TopicState): Index {
  const scratch = emptyIndex(known.index.glossary);
  putTopic(scratch, topic, state);
  return scratch;
}

function seeded(teaching: Teaching): Index {
  const scratch = emptyIndex(teaching.known.index.glossary);
  for (const text of seedTexts(teaching)) learn(scratch, teaching.topic, text);
  return scratch;
}

/** What a topic knows before anybody asked about it. */
export function seedTexts({
  organisation,
  known,
  topic,
}: Pick<Teaching, "organisation" | "known" | "topic">) {
  const name = known.records.get(topic)?.name;
  const configured = topicOf(organisation, topic);
  if (configured) return seedsOf(configured);
  return name ? seedsOf({ name }) : [];
}
