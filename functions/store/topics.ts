import type { Instant } from "../../shared/clock/instant.ts";
import type { Revision, TopicRecord, TopicState } from "../../shared/faq/record.ts";
import type { AnswerChange, TopicAct } from "../../shared/faq/trail.ts";
import type { OrganisationId, TicketId } from "../../shared/id.ts";
import type { StoredStanding } from "./demand.ts";
import { changedPlace, keys, topicPartition, topicsAsked, topicsChanged } from "./keys.ts";
import {
  get,
  getMany,
  marshalled,
  type Page,
  put,
  query,
  type Stored,
  type Table,
  type Write,
} from "./table.ts";

/** What a topic's matcher learnt, packed as bytes, and when. */
export type Learnt = { key: string; at: Instant; state: Uint8Array };

export const loadRecord = (table: Table, organisation: OrganisationId, key: string) =>
  get<TopicRecord>(table, keys.topic(organisation, key));

export const loadRecords = (table: Table, organisation: OrganisationId, topics: readonly string[]) =>
  getMany<TopicRecord>(
    table,
    topics.map((key) => keys.topic(organisation, key)),
  );

/** Holds only while nobody else changed it since. */
export function recordWrite(table: Table, before: TopicRecord | undefined, after: TopicRecord): Write {
  const { organisation, key, version, changedAt } = after;
  const item = {
    ...keys.topic(organisation, key),
    ...changedPlace(organisation, changedAt, key, "record"),
    version,
    data: after,
  };
  if (!before) return put(table, item, "conflict");
  return put(table, item, "conflict", "version = :before", { ":before": before.version });
}

/**
 * Makes the record of a topic that was found where there is none, and leaves one that there is as it stands: several
 * questions find the same topic before anybody has looked again.
 */
export function foundWrite(table: Table, record: TopicRecord): Write {
  const { organisation, key, version, changedAt } = record;
  const { gsi4pk, gsi4sk } = changedPlace(organisation, changedAt, key, "record");
  const first = (name: string) => `${name} = if_not_exists(${name}, :${name.replace("#", "")})`;
  return {
    clash: "conflict",
    item: {
      Update: {
        TableName: table.name,
        Key: marshalled(keys.topic(organisation, key)),
        UpdateExpression: `SET ${["gsi4pk", "gsi4sk", "version", "#data"].map(first).join(", ")}`,
        ExpressionAttributeNames: { "#data": "data" },
        ExpressionAttributeValues: marshalled({
          ":gsi4pk": gsi4pk,
          ":gsi4sk": gsi4sk,
          ":version": version,
          ":data": record,
        }),
      },
    },
  };
}

export const loadLearnt = (table: Table, organisation: OrganisationId, topics: readonly string[]) =>
  getMany<Learnt>(
    table,
    topics.map((key) => keys.learnt(organisation, key)),
  );

/** Holds only while nobody else taught the topic since. */
export function learntWrite(
  table: Table,
  organisation: OrganisationId,
  before: Learnt | undefined,
  after: Learnt,
): Write {
  const { key, at } = after;
  const item = {
    ...keys.learnt(organisation, key),
    ...changedPlace(organisation, at, key, "learnt"),
    at,
    data: after,
  };
  if (!before) return put(table, item, "conflict");
  return put(table, item, "conflict", "#at = :before", { ":before": before.at }, { "#at": "at" });
}

export type TopicChange = { at: Instant; key: string; what: "record" | "learnt" };

/** What changed of topics from an instant on, oldest first; all there is without one. */
export async function topicsChangedSince(
  table: Table,
  organisation: OrganisationId,
  since: Instant | undefined,
): Promise<TopicChange[]> {
  const { items }: Page<Record<string, unknown>> = await query(table, {
    index: "gsi4",
    pk: topicsChanged(organisation),
    after: since,
  });
  return items.map((item) => {
    const [at, key, what] = String(item.gsi4sk).split("#");
    return { at, key, what } as TopicChange;
  });
}

/** The record of every topic that has one. */
export async function loadAllRecords(table: Table, organisation: OrganisationId): Promise<TopicRecord[]> {
  const changes = await topicsChangedSince(table, organisation, undefined);
  const topics = changes.filter(({ what }) => what === "record").map(({ key }) => key);
  return loadRecords(table, organisation, topics);
}

/** Every revision of a topic that was not thrown away long ago, newest first. */
export async function listRevisions(
  table: Table,
  organisation: OrganisationId,
  topic: string,
): Promise<Revision[]> {
  const { items } = await query(table, {
    pk: topicPartition(organisation, topic),
    begins: "revision#",
    newestFirst: true,
    limit: mostRevisions,
  });
  return (items as Stored<Revision>[]).map(({ data }) => data);
}

const mostRevisions = 50;

export const actWrite = (table: Table, organisation: OrganisationId, topic: string, act: TopicAct): Write =>
  put(table, { ...keys.act(organisation, topic, act.n), data: act }, "conflict");

/** A topic's trail, newest first. */
export async function listActs(
  table: Table,
  organisation: OrganisationId,
  topic: string,
  limit: number,
): Promise<TopicAct[]> {
  const { items } = await query(table, {
    pk: topicPartition(organisation, topic),
    begins: "act#",
    newestFirst: true,
    limit,
  });
  return (items as Stored<TopicAct>[]).map(({ data }) => data);
}

const changesKeptDays = 400;

export const changeWrite = (table: Table, organisation: OrganisationId, change: AnswerChange): Write =>
  put(
    table,
    {
      ...keys.change(organisation, change.at, change.topic, change.revision),
      expiresAt: Math.ceil(Date.parse(change.at) / 1000) + changesKeptDays * 86_400,
      data: change,
    },
    "conflict",
    "attribute_exists(pk) OR attribute_not_exists(pk)",
  );

/** Which of these tickets a topic was learnt from. */
export async function examplesAmong(
  table: Table,
  organisation: OrganisationId,
  topic: string,
  tickets: readonly TicketId[],
): Promise<TicketId[]> {
  const found = await Promise.all(
    tickets.map(async (ticket) => {
      const example = await get<unknown>(table, keys.example(organisation, topic, ticket));
      return example === undefined ? [] : [ticket];
    }),
  );
  return found.flat();
}

/** The topics in a state by how much they are asked, most first. */
export async function listAsked(
  table: Table,
  organisation: OrganisationId,
  state: TopicState,
  { limit, after }: { limit: number; after?: string | undefined },
): Promise<Page<{ key: string; position: string }>> {
  const { items, next } = await query(table, {
    index: "gsi4",
    pk: topicsAsked(organisation, state),
    newestFirst: true,
    limit,
    after,
  });
  const placed = items.map((item) => {
    const position = String(item.gsi4sk);
    return { position, key: position.slice(position.lastIndexOf("#") + 1) };
  });
  return { items: placed, next };
}

export const loadStandings = (table: Table, organisation: OrganisationId, topics: readonly string[]) =>
  getMany<StoredStanding>(
    table,
    topics.map((key) => keys.standing(organisation, key)),
  );
