import type { Instant } from "../../shared/clock/instant.ts";
import { emptyIndex, type Index, knowsWord, learn } from "../../shared/faq/matcher.ts";
import { type OfferedWord, offeredWords, type WordsOfTopic, wordsOfTopic } from "../../shared/faq/words.ts";
import type { OrganisationId } from "../../shared/id.ts";
import { topicOf } from "../../shared/organisation/lookup.ts";
import type { Organisation } from "../../shared/organisation/organisation.ts";
import { forgetWord, loadWords, saveAlone, wordWrite } from "../store/demand.ts";
import { namesAmong } from "../store/names.ts";
import type { Table } from "../store/table.ts";
import type { KnownTopics } from "./known.ts";
import { type Known, seedTexts } from "./learn.ts";

type Gathering = { organisation: Organisation; known: KnownTopics; topic: string };

/** Of what agents confirmed, and never of what is kept more closely than all the rest. */
export function gatherWords(gathering: Gathering, questions: readonly Known[]): WordsOfTopic {
  const { organisation, known, topic } = gathering;
  const configured = topicOf(organisation, known.records.get(topic)?.under ?? topic);
  const { glossary } = known.index;
  if (!glossary || (configured && configured.confidentiality !== "open")) return { topic, words: [] };
  const asked = questions
    .filter(({ ticket, example }) => ticket.confidentiality === "open" && example.kind === "confirmed")
    .map(({ text, example }) => ({ text, person: example.person }));
  const seeds = seedsIn(gathering);
  return wordsOfTopic(topic, asked, (word) => knowsWord(seeds, word), glossary);
}

const kept = new WeakMap<Organisation, Index>();

/** What topics know before anybody asked: what they learnt is what people wrote, also words that nobody knows. */
function seedsIn({ organisation, known }: Gathering): Index {
  const has = kept.get(organisation);
  if (has) return has;
  const index = emptyIndex();
  for (const { key } of organisation.topics) {
    for (const text of seedTexts({ organisation, known, topic: key })) learn(index, key, text);
  }
  kept.set(organisation, index);
  return index;
}

/** The words as they are found this night. What nobody uses any more is forgotten, unless an editor dismissed it. */
export async function offerWords(
  table: Table,
  organisation: Organisation,
  found: readonly WordsOfTopic[],
  at: Instant,
): Promise<void> {
  const { key } = organisation.organisation;
  const offered = new Map(
    (await withoutNames(table, key, offeredWords(found))).map((one) => [one.word, one]),
  );
  const stored = new Map((await loadWords(table, key)).map((one) => [one.word, one]));
  for (const { word, dismissedAt } of stored.values()) {
    if (!offered.has(word) && !dismissedAt) await forgetWord(table, key, word);
  }
  for (const one of offered.values()) {
    const before = stored.get(one.word);
    const isSame = before?.people === one.people && before.topics.join() === one.topics.join();
    if (!before?.dismissedAt && !isSame)
      await saveAlone(table, wordWrite(table, key, { ...one, seenAt: at }));
  }
}

/** A colleague's name may be on the lips of more than a few. */
async function withoutNames(
  table: Table,
  organisation: OrganisationId,
  offered: readonly OfferedWord[],
): Promise<OfferedWord[]> {
  const words = offered.map(({ word }) => word);
  const names = new Set(await namesAmong(table, organisation, words));
  return offered.filter(({ word }) => !names.has(word));
}
