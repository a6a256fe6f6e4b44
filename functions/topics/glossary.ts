import { localDay } from "../../shared/clock/zone.ts";
import { figureOf } from "../../shared/faq/few-people.ts";
import { topicOf } from "../../shared/organisation/lookup.ts";
import { type Refusal, refused } from "../../shared/refusal.ts";
import { weekOf } from "../../shared/report/day.ts";
import type { Given, Request } from "../runtime/request.ts";
import { loadMerges, loadWords, saveAlone, wordWrite } from "../store/demand.ts";
import { loadConcepts, saveConcept } from "../store/glossary.ts";
import { loadRecords } from "../store/topics.ts";

/** What the organisation says its own way, and words that people use and no concept has. */
export async function showGlossary({
  member,
  organisation,
  table,
}: Request<"GET /v1/glossary">): Promise<Given<"GET /v1/glossary">> {
  const [concepts, words] = await Promise.all([
    loadConcepts(table, member.organisation),
    loadWords(table, member.organisation),
  ]);
  const least = organisation.figures.minimumGroup.askers;
  const offered = words
    .filter(({ dismissedAt }) => !dismissedAt)
    .toSorted((one, other) => other.people - one.people || (one.word < other.word ? -1 : 1))
    .map(({ word, topics, people }) => ({ word, topics, people: figureOf(people, people, least) }));
  return { body: { concepts, words: offered } };
}

export async function putConcept({
  member,
  table,
  params: { concept },
  body,
}: Request<"PUT /v1/glossary/concepts/{concept}">): Promise<Given<"PUT /v1/glossary/concepts/{concept}">> {
  await saveConcept(table, member.organisation, { key: concept, ...body });
  return { body: { concept } };
}

export async function dismissWord({
  member,
  table,
  at,
  params: { word },
}: Request<"POST /v1/glossary/words/{word}/dismiss">): Promise<
  Given<"POST /v1/glossary/words/{word}/dismiss"> | Refusal
> {
  const words = await loadWords(table, member.organisation);
  const offered = words.find((one) => one.word === word);
  if (!offered) return refused("word-unknown");
  await saveAlone(table, wordWrite(table, member.organisation, { ...offered, dismissedAt: at }));
  return { body: { word } };
}

/** What the night of this week's first day found alike, without what was merged since. */
export async function showMerges({
  member,
  organisation,
  table,
  at,
}: Request<"GET /v1/topics/merges">): Promise<Given<"GET /v1/topics/merges">> {
  const week = weekOf(localDay(Date.parse(at), organisation.organisation.zone));
  const merges = await loadMerges(table, member.organisation, week);
  const suggestions = merges?.suggestions ?? [];
  const keys = suggestions.flatMap(({ topic, into }) => [topic, into]);
  const records = await loadRecords(table, member.organisation, keys);
  const recordOf = (key: string) => records.find((record) => record.key === key);
  const nameOf = (key: string) => topicOf(organisation, key)?.name ?? recordOf(key)?.name;
  return {
    body: {
      week,
      suggestions: suggestions
        .filter(({ topic, into }) => ![topic, into].some((key) => recordOf(key)?.mergedInto))
        .map(({ topic, into, alike }) => {
          const [name, intoName] = [nameOf(topic), nameOf(into)];
          return { topic, ...(name && { name }), into, ...(intoName && { intoName }), alike };
        }),
    },
  };
}
