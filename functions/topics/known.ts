import { type Instant, instantOf } from "../../shared/clock/instant.ts";
import { conceptsFrom, type Glossary, glossaryOf, withOwn } from "../../shared/faq/glossary.ts";
import type { Concept } from "../../shared/faq/glossary-concept.ts";
import { unpackTopic } from "../../shared/faq/index-pack.ts";
import { emptyIndex, forgetTopic, type Index, learn, putTopic } from "../../shared/faq/matcher.ts";
import type { TopicRecord } from "../../shared/faq/record.ts";
import { seedsOf } from "../../shared/faq/seeds.ts";
import type { OrganisationId } from "../../shared/id.ts";
import { topicOf } from "../../shared/organisation/lookup.ts";
import type { Organisation } from "../../shared/organisation/organisation.ts";
import { log, placeOf } from "../runtime/log.ts";
import { loadConcepts } from "../store/glossary.ts";
import type { Table } from "../store/table.ts";
import {
  type Learnt,
  loadLearnt,
  loadRecords,
  type TopicChange,
  topicsChangedSince,
} from "../store/topics.ts";

/** What editors made of an organisation's topics, by their keys, and what ranks them for a question. */
export type KnownTopics = {
  readonly records: ReadonlyMap<string, TopicRecord>;
  /** With a glossary in which the organisation's own concepts stand. */
  readonly index: Index;
  /** The organisation's own concepts. */
  readonly own: readonly Concept[];
};

/** What a warm function keeps. */
type Kept = {
  records: Map<string, TopicRecord>;
  index: Index;
  own: readonly Concept[];
  /** Since when nobody looked, and when somebody last tried to. */
  lookedAt: Instant;
  triedAt: Instant;
};

const lookEveryMs = 15_000;
/** A change is dated by when its work began, which takes half a minute at most, and an index is a moment behind. */
const overlapMs = 45_000;

const kept = new WeakMap<Table, Map<OrganisationId, Kept>>();
const looking = new WeakMap<Table, Map<OrganisationId, Promise<Kept>>>();

/**
 * The topics that an organisation has: made when first asked for, and caught up with at most every fifteen seconds.
 * Once there is something, it is what is answered with, whatever goes wrong in catching up.
 * @throws when nothing could be read yet
 */
export async function knownTopics(
  table: Table,
  organisation: Organisation,
  at: Instant,
): Promise<KnownTopics> {
  const { key } = organisation.organisation;
  const has = ofTable(kept, table).get(key);
  if (has && Date.parse(at) - Date.parse(has.triedAt) < lookEveryMs) return has;
  const running = ofTable(looking, table);
  const look = running.get(key) ?? lookAgain(table, organisation, has, at).finally(() => running.delete(key));
  running.set(key, look);
  const now = await look;
  ofTable(kept, table).set(key, now);
  return now;
}

function ofTable<T>(all: WeakMap<Table, Map<OrganisationId, T>>, table: Table): Map<OrganisationId, T> {
  const found = all.get(table) ?? new Map<OrganisationId, T>();
  all.set(table, found);
  return found;
}

async function lookAgain(
  table: Table,
  organisation: Organisation,
  has: Kept | undefined,
  at: Instant,
): Promise<Kept> {
  if (!has) return firstLook(table, organisation, await loadConcepts(table, keyOf(organisation)), at);
  has.triedAt = at;
  try {
    return await caughtUp(table, organisation, has, at);
  } catch (error) {
    log.warn("the topics as they were known are gone on with", placeOf(error));
    return has;
  }
}

const keyOf = (organisation: Organisation) => organisation.organisation.key;

async function firstLook(
  table: Table,
  organisation: Organisation,
  own: readonly Concept[],
  at: Instant,
): Promise<Kept> {
  const changes = await topicsChangedSince(table, keyOf(organisation), undefined);
  const [changed, glossary] = await Promise.all([
    loadChanged(table, keyOf(organisation), changes),
    glossaryWith(own),
  ]);
  const made: Kept = { records: new Map(), index: emptyIndex(glossary), own, lookedAt: at, triedAt: at };
  const hasLearnt = new Set(changed.learnt.map(({ key }) => key));
  for (const { key } of organisation.topics) if (!hasLearnt.has(key)) putSeeds(made, organisation, key);
  takeIn(made, organisation, changed);
  return made;
}

async function caughtUp(table: Table, organisation: Organisation, has: Kept, at: Instant): Promise<Kept> {
  const since = instantOf(Date.parse(has.lookedAt) - overlapMs);
  const [changes, own] = await Promise.all([
    topicsChangedSince(table, keyOf(organisation), since),
    loadConcepts(table, keyOf(organisation)),
  ]);
  // What was learnt without a concept is learnt anew with it.
  if (JSON.stringify(own) !== JSON.stringify(has.own)) return firstLook(table, organisation, own, at);
  takeIn(has, organisation, await loadChanged(table, keyOf(organisation), changes));
  has.lookedAt = at;
  return has;
}

type Changed = { records: TopicRecord[]; learnt: Learnt[] };

async function loadChanged(
  table: Table,
  organisation: OrganisationId,
  changes: readonly TopicChange[],
): Promise<Changed> {
  const keysOf = (wanted: TopicChange["what"]) =>
    changes.filter(({ what }) => what === wanted).map(({ key }) => key);
  const [records, learnt] = await Promise.all([
    loadRecords(table, organisation, keysOf("record")),
    loadLearnt(table, organisation, keysOf("learnt")),
  ]);
  return { records, learnt };
}

/** All at once, so that nobody sees half of it. */
function takeIn(known: Kept, organisation: Organisation, { records, learnt }: Changed): void {
  for (const record of records) {
    known.records.set(record.key, record);
    const isNew = !known.index.numbers.has(record.key);
    if (isNew) putSeeds(known, organisation, record.key);
  }
  for (const one of learnt) {
    try {
      putTopic(known.index, one.key, unpackTopic(one.state));
    } catch (error) {
      log.warn("what a topic learnt cannot be read", { topic: one.key, ...placeOf(error) });
      putSeeds(known, organisation, one.key);
    }
  }
}

/** A topic that has learnt nothing yet begins with its own names and the examples of the configuration. */
function putSeeds({ index, records }: Kept, organisation: Organisation, key: string): void {
  const topic = topicOf(organisation, key);
  const name = records.get(key)?.name;
  forgetTopic(index, key);
  for (const text of topic ? seedsOf(topic) : name ? seedsOf({ name }) : []) learn(index, key, text);
}

let usual: Promise<Glossary> | undefined;

/** The concepts that every organisation starts with are a large text: read when somebody first asks for topics. */
function usualGlossary(): Promise<Glossary> {
  usual ??= import("../../shared/faq/glossary/concepts.ts").then(({ hrConcepts }) =>
    glossaryOf(conceptsFrom(hrConcepts)),
  );
  return usual;
}

async function glossaryWith(own: readonly Concept[]): Promise<Glossary> {
  const glossary = await usualGlossary();
  return own.length > 0 ? withOwn(glossary, own) : glossary;
}
