import {
  ConditionalCheckFailedException,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import type { Instant } from "../../shared/clock/instant.ts";
import type { OrganisationId, TicketId } from "../../shared/id.ts";
import type { Ticket } from "../../shared/ticket/ticket.ts";
import { keys, ticketIn, timerPlace, timerShards, timers } from "./keys.ts";
import { get, marshalled, query, type Table } from "./table.ts";

export type DueTimer = { ticketId: TicketId; dueAt: Instant };

/** The parts over which the timers are spread. */
export const shards: readonly number[] = Array.from({ length: timerShards }, (_, shard) => shard);

/** Before every instant. */
export const beginning = "0" as Instant;

const pageSize = 1000;

/**
 * The timers of one shard from one instant until another, page by page, in the order in which they are due: what is
 * read grows with what is due, not with what there is.
 */
export async function* timersBetween(
  table: Table,
  organisation: OrganisationId,
  shard: number,
  [from, until]: [Instant, Instant],
): AsyncGenerator<DueTimer[]> {
  // A run whose clock was behind has nothing to add.
  if (from > until) return;
  const to = `${until}#\uffff`;
  for (let start: string | undefined = from; start !== undefined; ) {
    const { items, next } = await timersPage(table, organisation, shard, [start, to], pageSize);
    if (items.length > 0) yield items;
    start = next && `${next}\u0000`;
  }
}

/** The first timers of a shard that were due before an instant. */
export const firstTimersBefore = async (
  table: Table,
  organisation: OrganisationId,
  shard: number,
  before: Instant,
  most: number,
): Promise<DueTimer[]> => (await timersPage(table, organisation, shard, [beginning, before], most)).items;

async function timersPage(
  table: Table,
  organisation: OrganisationId,
  shard: number,
  between: [string, string],
  limit: number,
): Promise<{ items: DueTimer[]; next?: string | undefined }> {
  const page = await query(table, { index: "gsi3", pk: timers(organisation, shard), between, limit });
  return { items: page.items.map(({ gsi3sk }) => timerIn(String(gsi3sk))), next: page.next };
}

function timerIn(position: string): DueTimer {
  return { dueAt: position.slice(0, position.indexOf("#")) as Instant, ticketId: ticketIn(position) };
}

/** When the last run was that sent all it had to; nothing before the first. */
export async function lastRun(table: Table, organisation: OrganisationId): Promise<Instant | undefined> {
  return (await get<{ at: Instant }>(table, keys.timersRun(organisation)))?.at;
}

/** A run that was overtaken by a later one leaves what that wrote. */
export async function noteRun(table: Table, organisation: OrganisationId, at: Instant): Promise<void> {
  const item = { ...keys.timersRun(organisation), ranAt: at, data: { at } };
  await passing(
    table.client.send(
      new PutItemCommand({
        TableName: table.name,
        Item: marshalled(item),
        ConditionExpression: "attribute_not_exists(pk) OR ranAt < :at",
        ExpressionAttributeValues: marshalled({ ":at": at }),
      }),
    ),
  );
}

/**
 * Puts a ticket's timer where it belongs, where the rules in force set it elsewhere than those that it was stored
 * under: what stays behind would be taken for overdue for ever.
 */
export async function keepTimer(
  table: Table,
  { organisation, ticketId, version }: Ticket,
  dueAt: Instant | undefined,
): Promise<void> {
  const key = keys.image(organisation, ticketId);
  const { gsi3pk, gsi3sk } = timerPlace(organisation, ticketId, dueAt);
  const { Item = {} } = await table.client.send(
    new GetItemCommand({
      TableName: table.name,
      Key: marshalled(key),
      ProjectionExpression: "gsi3sk",
      ConsistentRead: true,
    }),
  );
  if (unmarshall(Item).gsi3sk === gsi3sk) return;
  await passing(
    table.client.send(
      new UpdateItemCommand({
        TableName: table.name,
        Key: marshalled(key),
        UpdateExpression: gsi3sk ? "SET gsi3pk = :pk, gsi3sk = :sk" : "REMOVE gsi3pk, gsi3sk",
        // Whoever changed the ticket meanwhile set its timer as well.
        ConditionExpression: "version = :version",
        ExpressionAttributeValues: marshalled({
          ":version": version,
          ...(gsi3sk && { ":pk": gsi3pk, ":sk": gsi3sk }),
        }),
      }),
    ),
  );
}

/** A write that somebody else made needless. */
async function passing(write: Promise<unknown>): Promise<void> {
  await write.catch((error) => {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  });
}
