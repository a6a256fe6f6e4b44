import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  PutItemCommand,
  type PutItemCommandInput,
  TransactionConflictException,
} from "@aws-sdk/client-dynamodb";
import type { Instant } from "../../shared/clock/instant.ts";
import type { MergeSuggestion } from "../../shared/faq/cluster.ts";
import type { Standing } from "../../shared/faq/standing.ts";
import type { OrganisationId, TicketId } from "../../shared/id.ts";
import { glossaryPartition, type Key, keys, topicPartition, topicsAsked } from "./keys.ts";
import { type Clash, get, marshalled, put, query, type Stored, type Table, type Write } from "./table.ts";

/**
 * A question that a topic learnt. Its words stand with the ticket; `person` is the number in whose field of the
 * demand its asker counts, so that different people can be told apart and nobody is known.
 */
export type Example = {
  weight: number;
  person: string;
  kind: "confirmed" | "assigned" | "accepted" | "guessed";
};
export type StoredExample = Example & { ticketId: TicketId };

/** A question is an example no longer than its text is kept. */
const keptDays = 400;

export const exampleWrite = (
  table: Table,
  organisation: OrganisationId,
  topic: string,
  { ticketId, askedAt, example }: { ticketId: TicketId; askedAt: Instant; example: Example },
): Write => ({
  clash: "conflict",
  item: {
    Put: {
      TableName: table.name,
      Item: marshalled({
        ...keys.example(organisation, topic, ticketId),
        expiresAt: Math.ceil(Date.parse(askedAt) / 1000) + keptDays * 86_400,
        data: example,
      }),
    },
  },
});

export const noExampleWrite = (
  table: Table,
  organisation: OrganisationId,
  topic: string,
  ticketId: TicketId,
): Write => ({
  clash: "conflict",
  item: {
    Delete: { TableName: table.name, Key: marshalled(keys.example(organisation, topic, ticketId)) },
  },
});

/** The questions that a topic learnt, newest first: the id of a ticket begins with its time. */
export async function loadExamples(
  table: Table,
  organisation: OrganisationId,
  topic: string,
  limit: number,
): Promise<StoredExample[]> {
  const { items } = await query(table, {
    pk: topicPartition(organisation, topic),
    begins: "example#",
    newestFirst: true,
    limit,
  });
  return (items as Stored<Example>[]).map(({ sk, data }) => ({
    ...data,
    ticketId: sk.slice("example#".length) as TicketId,
  }));
}

/**
 * How a topic stands, as it is stored. `writes` keeps one that was made from older counts from taking the place of one
 * that was made from newer ones.
 */
export type StoredStanding = Standing & {
  writes: number;
  /** The topics merged into this one, of which the counts are in it. */
  takenIn: string[];
  /** What this topic was merged into. */
  into?: string | undefined;
};

export const loadStanding = (table: Table, organisation: OrganisationId, topic: string) =>
  get<StoredStanding>(table, keys.standing(organisation, topic));

export function standingWrite(
  table: Table,
  organisation: OrganisationId,
  topic: string,
  {
    before,
    after,
    sortable,
  }: { before: StoredStanding | undefined; after: StoredStanding; sortable: string },
): Write {
  const item = {
    ...keys.standing(organisation, topic),
    gsi4pk: topicsAsked(organisation, after.state),
    gsi4sk: `${sortable}#${topic}`,
    writes: after.writes,
    data: after,
  };
  return before
    ? put(table, item, "conflict", "writes = :before", { ":before": before.writes })
    : put(table, item, "conflict");
}

/** Topics that may belong together, as an editor goes through them in a week. */
export type WeekOfMerges = { week: string; madeAt: Instant; suggestions: MergeSuggestion[] };

const mergesKeptDays = 60;

export const mergesWrite = (table: Table, organisation: OrganisationId, merges: WeekOfMerges): Write =>
  putAnew(table, keys.merges(organisation, merges.week), {
    expiresAt: Math.ceil(Date.parse(merges.madeAt) / 1000) + mergesKeptDays * 86_400,
    data: merges,
  });

export const loadMerges = (table: Table, organisation: OrganisationId, week: string) =>
  get<WeekOfMerges>(table, keys.merges(organisation, week));

/** A word of confirmed questions that nobody knows yet; an editor may add it to a concept, or want it no more. */
export type UnknownWord = {
  word: string;
  /** The topics that it was used about, the most usual first. */
  topics: string[];
  /** How many different people used it. */
  people: number;
  seenAt: Instant;
  dismissedAt?: Instant | undefined;
};

export async function loadWords(table: Table, organisation: OrganisationId): Promise<UnknownWord[]> {
  const { items } = await query(table, { pk: glossaryPartition(organisation), begins: "word#" });
  return (items as Stored<UnknownWord>[]).map(({ data }) => data);
}

/** What an editor dismissed meanwhile stays so. */
export const wordWrite = (table: Table, organisation: OrganisationId, word: UnknownWord): Write =>
  put(
    table,
    { ...keys.word(organisation, word.word), data: word },
    "conflict",
    "attribute_not_exists(pk) OR attribute_not_exists(#data.dismissedAt)",
    undefined,
    { "#data": "data" },
  );

export async function forgetWord(table: Table, organisation: OrganisationId, word: string): Promise<void> {
  await table.client.send(
    new DeleteItemCommand({ TableName: table.name, Key: marshalled(keys.word(organisation, word)) }),
  );
}

const putAnew = (table: Table, key: Key, attributes: Record<string, unknown>): Write => ({
  clash: "conflict",
  item: { Put: { TableName: table.name, Item: marshalled({ ...key, ...attributes }) } },
});

/** One write that stands on its own, which costs half of what it does in a transaction. */
export async function saveAlone(table: Table, { item, clash }: Write): Promise<"saved" | Clash> {
  if (!item.Put) throw new Error("what is saved alone is put");
  try {
    await table.client.send(new PutItemCommand(item.Put as PutItemCommandInput));
    return "saved";
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return clash;
    if (error instanceof TransactionConflictException) return "conflict";
    throw error;
  }
}
