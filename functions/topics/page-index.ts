import { gzipSync } from "node:zlib";
import type { Instant } from "../../shared/clock/instant.ts";
import type { Glossary } from "../../shared/faq/glossary.ts";
import { pack, pageFeatures } from "../../shared/faq/index-pack.ts";
import { type AskedExample, type PageTopic, pageIndexOf } from "../../shared/faq/page-index.ts";
import type { Organisation } from "../../shared/organisation/organisation.ts";
import { type Page, type pages, savePageIndex } from "../store/page-index.ts";
import type { Table } from "../store/table.ts";
import { type KnownTopics, knownTopics } from "./known.ts";
import { knownQuestions } from "./learn.ts";
import { involvedIn, maskAll } from "./masked.ts";
import { answeredTopics, type PageEntry } from "./page-topics.ts";

/**
 * Makes the index that pages suggest answers with anew, from the topics that have an answer now, and stores it. For
 * the night: what is published after it is added where the index is asked for, with what needs no looking up.
 */
export async function buildPageIndex(
  table: Table,
  organisation: Organisation,
  at: Instant,
): Promise<{ topics: number; bytes: number }> {
  const known = await knownTopics(table, organisation, at);
  const entries = await answeredTopics({ table, organisation, known, at }, "line-manager");
  const topics = await withQuestions({ table, organisation, known, at }, entries);
  if (topics.length === 0) return { topics: 0, bytes: 0 };
  const packs = await packsFor({ table, organisation, known, at }, topics);
  await savePageIndex(table, organisation.organisation.key, at, packs);
  return { topics: topics.length, bytes: packs["line-manager"].length };
}

type Building = { table: Table; organisation: Organisation; known: KnownTopics; at: Instant };

/** What refining is worth its time for, over all topics together. */
const mostQuestions = 4_000;
const mostOfTopic = 60;
const fewestOfTopic = 10;
/** Topics that are read at the same time. */
const atOnce = 5;

async function withQuestions(building: Building, entries: readonly PageEntry[]): Promise<PageTopic[]> {
  const share = Math.floor(mostQuestions / Math.max(1, entries.length));
  const limit = Math.max(fewestOfTopic, Math.min(mostOfTopic, share));
  const topics: PageTopic[] = [];
  for (let start = 0; start < entries.length; start += atOnce) {
    const part = entries.slice(start, start + atOnce);
    topics.push(...(await Promise.all(part.map((entry) => withAsked(building, entry, limit)))));
  }
  return topics;
}

async function withAsked(
  building: Building,
  { key, seeds, takenIn }: PageEntry,
  limit: number,
): Promise<PageTopic> {
  const asked: AskedExample[] = [];
  for (const topic of [key, ...takenIn]) asked.push(...(await askedAbout(building, topic, limit)));
  return { key, seeds, asked };
}

/** What stands in for personal data is no word of the question. */
const standIn = /\[[^\]]*\]/g;

/** Only what was asked openly is looked at here, and without the names of anybody who is known. */
async function askedAbout(building: Building, topic: string, limit: number): Promise<AskedExample[]> {
  const { table, organisation } = building;
  const questions = await knownQuestions(building, topic, limit);
  const open = questions.filter(({ ticket }) => ticket.confidentiality === "open");
  const texts = open.map(({ ticket, text, example }) => ({
    ...{ text, language: ticket.language },
    ...{ asker: ticket.asker, weight: example.weight },
  }));
  const involved = open.flatMap(({ ticket }) => involvedIn(ticket));
  const masked = await maskAll(table, organisation.organisation.key, texts, involved);
  return masked.map(({ text, asker, weight }) => ({ text: text.replace(standIn, " "), asker, weight }));
}

/** For who manages nobody, an index of what they may find in it. */
async function packsFor(building: Building, topics: readonly PageTopic[]): Promise<Record<Page, Uint8Array>> {
  const { glossary } = building.known.index;
  const all = packed(topics, glossary);
  const own = new Set((await answeredTopics(building, "employee")).map(({ key }) => key));
  const isAll = topics.every(({ key }) => own.has(key));
  const employee = isAll
    ? all
    : packed(
        topics.filter(({ key }) => own.has(key)),
        glossary,
      );
  return { employee, "line-manager": all } satisfies Record<(typeof pages)[number], Uint8Array>;
}

function packed(topics: readonly PageTopic[], glossary: Glossary | undefined): Uint8Array {
  const index = pageIndexOf(topics, glossary);
  return gzipSync(pack(index, { version: 1, featuresPerTopic: pageFeatures(index.topicCount) }));
}
