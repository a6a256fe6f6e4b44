import { ConditionalCheckFailedException, PutItemCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import type { Instant } from "../../shared/clock/instant.ts";
import type { OrganisationId, TicketId } from "../../shared/id.ts";
import type { Notice } from "../../shared/notice/notice.ts";
import { keys } from "./keys.ts";
import { get, marshalled, type Table } from "./table.ts";

export type NoticeKey = { organisation: OrganisationId; ticketId: TicketId; event: number; notice: Notice };
type Sending = { state: "leased" | "sent" | "undeliverable"; at: Instant };

const keyOf = ({ organisation, ticketId, event, notice }: NoticeKey) =>
  keys.notice(organisation, ticketId, event, notice.kind, notice.to);

/** Longer than a queue and its dead letters keep a message, so that a replay finds what was sent. */
const keptSeconds = 60 * 86_400;
/** Longer than one attempt may take: the function's own timeout. */
const leaseMs = 60_000;

/**
 * Takes the sending of one mail upon itself. Lease, send, mark: a crash in between may send twice, never not at all.
 * `busy` while somebody else holds the lease.
 */
export async function lease(table: Table, key: NoticeKey, at: Instant): Promise<"leased" | "done" | "busy"> {
  const now = Date.parse(at);
  try {
    await table.client.send(
      new PutItemCommand({
        TableName: table.name,
        Item: marshalled({
          ...keyOf(key),
          leasedUntil: now + leaseMs,
          expiresAt: Math.ceil(now / 1000) + keptSeconds,
          data: { state: "leased", at } satisfies Sending,
        }),
        ConditionExpression: "attribute_not_exists(pk) OR leasedUntil < :now",
        ExpressionAttributeValues: marshalled({ ":now": now }),
      }),
    );
    return "leased";
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    const held = await get<Sending>(table, keyOf(key));
    return held && held.state !== "leased" ? "done" : "busy";
  }
}

/** Marks a mail as sent, or as one that no mail server takes. */
export async function settle(
  table: Table,
  key: NoticeKey,
  state: "sent" | "undeliverable",
  at: Instant,
): Promise<void> {
  await table.client.send(
    new UpdateItemCommand({
      TableName: table.name,
      Key: marshalled(keyOf(key)),
      UpdateExpression: "SET #data = :data REMOVE leasedUntil",
      ExpressionAttributeNames: { "#data": "data" },
      ExpressionAttributeValues: marshalled({ ":data": { state, at } satisfies Sending }),
    }),
  );
}

/** Gives the lease back after a failure that may pass, so that the next attempt need not wait for it to end. */
export async function giveBack(table: Table, key: NoticeKey): Promise<void> {
  await table.client.send(
    new UpdateItemCommand({
      TableName: table.name,
      Key: marshalled(keyOf(key)),
      UpdateExpression: "SET leasedUntil = :now",
      ExpressionAttributeValues: marshalled({ ":now": 0 }),
    }),
  );
}
