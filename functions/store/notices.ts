import { ConditionalCheckFailedException, PutItemCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import type { Instant } from "../../shared/clock/instant.ts";
import type { DigestDue } from "../../shared/contract/message.ts";
import type { OrganisationId, TicketId } from "../../shared/id.ts";
import type { DigestEntry } from "../../shared/notice/digest.ts";
import type { Notice } from "../../shared/notice/notice.ts";
import { digestPartition, digestsPartition, type Key, keys } from "./keys.ts";
import {
  backOff,
  commit,
  get,
  marshalled,
  put,
  query,
  type Stored,
  type Table,
  type Write,
} from "./table.ts";

/** Of one event, one kind of mail to one receiver. */
export type NoticeKey = { organisation: OrganisationId; ticketId: TicketId; event: number; notice: Notice };
/** What is mailed once: a notice, or the digest that stands for many. */
export type Mailing = NoticeKey | DigestDue;
type Sending = { state: "allowed" | "in-digest" | "leased" | "sent" | "undeliverable"; at: Instant };

const keyOf = (mailing: Mailing): Key => {
  if ("digestFor" in mailing) return keys.digest(mailing.organisation, mailing.digestFor, mailing.dueAt);
  const { organisation, ticketId, event, notice } = mailing;
  return keys.notice(organisation, ticketId, event, notice.kind, notice.to);
};

/** Longer than a queue and its dead letters keep a message, so that a replay finds what was sent. */
const keptSeconds = 60 * 86_400;
/** Longer than one attempt may take: the function's own timeout. */
const leaseMs = 60_000;

const expiry = (at: Instant) => Math.ceil(Date.parse(at) / 1000) + keptSeconds;

/**
 * Takes the sending of one mail upon itself. Lease, send, mark: a crash in between may send twice, never not at all.
 * `busy` while somebody else holds the lease.
 */
export async function lease(
  table: Table,
  mailing: Mailing,
  at: Instant,
): Promise<"leased" | "done" | "busy"> {
  const now = Date.parse(at);
  try {
    await table.client.send(
      new PutItemCommand({
        TableName: table.name,
        Item: marshalled({
          ...keyOf(mailing),
          leasedUntil: now + leaseMs,
          expiresAt: expiry(at),
          data: { state: "leased", at } satisfies Sending,
        }),
        ConditionExpression: "attribute_not_exists(pk) OR leasedUntil < :now",
        ExpressionAttributeValues: marshalled({ ":now": now }),
      }),
    );
    return "leased";
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    const held = await get<Sending>(table, keyOf(mailing));
    return held && held.state !== "leased" ? "done" : "busy";
  }
}

/** Marks a mail as sent, or as one that no mail server takes. */
export async function settle(
  table: Table,
  mailing: Mailing,
  state: "sent" | "undeliverable",
  at: Instant,
): Promise<void> {
  await table.client.send(
    new UpdateItemCommand({
      TableName: table.name,
      Key: marshalled(keyOf(mailing)),
      UpdateExpression: "SET #data = :data REMOVE leasedUntil",
      ExpressionAttributeNames: { "#data": "data" },
      ExpressionAttributeValues: marshalled({ ":data": { state, at } satisfies Sending }),
    }),
  );
}

/** Gives the lease back after a failure that may pass, so that the next attempt need not wait for it to end. */
export async function giveBack(table: Table, mailing: Mailing): Promise<void> {
  await table.client.send(
    new UpdateItemCommand({
      TableName: table.name,
      Key: marshalled(keyOf(mailing)),
      UpdateExpression: "SET leasedUntil = :now",
      ExpressionAttributeValues: marshalled({ ":now": 0 }),
    }),
  );
}

/**
 * Whether a notice is mailed apart or waits for its receiver's digest: settled once for each notice, so that no
 * message that comes again is counted twice, and for good.
 * @param most how many mails a receiver gets apart in a clock hour; none where all has to wait
 * @param digest when the digest would go, and what it would say; nothing is added to a digest once it is due
 */
export async function allot(
  table: Table,
  key: NoticeKey,
  at: Instant,
  most: number,
  digest: { dueAt: Instant; entry: DigestEntry },
): Promise<"mail" | "digest"> {
  for (let attempt = 0; ; attempt++) {
    const held = await get<Sending>(table, keyOf(key));
    if (held) return held.state === "in-digest" ? "digest" : "mail";
    const isFull = most === 0 || (await mailedIn(table, key, at)) >= most;
    const saved = isFull
      ? await saveEntry(table, key, at, digest)
      : await commit(table, [putSending(table, key, at, "allowed"), countOne(table, key, at, most)]);
    if (saved === "saved") return isFull ? "digest" : "mail";
    if (saved !== "enough") await backOff(attempt);
  }
}

const putSending = (table: Table, key: NoticeKey, at: Instant, state: "allowed" | "in-digest"): Write =>
  put(
    table,
    {
      ...keyOf(key),
      ...(state === "allowed" && { leasedUntil: 0 }),
      expiresAt: expiry(at),
      data: { state, at } satisfies Sending,
    },
    "conflict",
  );

/** A digest without entries is never mailed, and an entry without a digest would never be: so the plan comes first. */
async function saveEntry(
  table: Table,
  key: NoticeKey,
  at: Instant,
  { dueAt, entry }: { dueAt: Instant; entry: DigestEntry },
) {
  const { organisation, notice } = key;
  const planned: DigestDue = { organisation, digestFor: notice.to, dueAt };
  const expiresAt = expiry(at);
  await table.client.send(
    new PutItemCommand({
      TableName: table.name,
      Item: marshalled({
        ...keys.plannedDigest(organisation, notice.to, dueAt),
        expiresAt,
        data: planned,
      }),
    }),
  );
  const place = keys.digestEntry(organisation, notice.to, dueAt, key);
  return commit(table, [
    putSending(table, key, at, "in-digest"),
    put(table, { ...place, expiresAt, data: entry }, "conflict"),
  ]);
}

/** The hour of the clock in UTC: zones differ from it by whole hours, or by a part that nobody minds here. */
const hourOf = (at: Instant) => at.slice(0, "2026-12-01T09".length);

async function mailedIn(table: Table, { organisation, notice }: NoticeKey, at: Instant): Promise<number> {
  return (await get<number>(table, keys.mailed(organisation, notice.to, hourOf(at)))) ?? 0;
}

const countOne = (table: Table, { organisation, notice }: NoticeKey, at: Instant, most: number): Write => ({
  clash: "enough",
  item: {
    Update: {
      TableName: table.name,
      Key: marshalled(keys.mailed(organisation, notice.to, hourOf(at))),
      UpdateExpression: "ADD #data :one SET expiresAt = if_not_exists(expiresAt, :then)",
      ConditionExpression: "attribute_not_exists(#data) OR #data < :most",
      ExpressionAttributeNames: { "#data": "data" },
      ExpressionAttributeValues: marshalled({ ":one": 1, ":most": most, ":then": expiry(at) }),
    },
  },
});

/** The digests that are due after one instant and not after another. */
export async function digestsDue(
  table: Table,
  organisation: OrganisationId,
  [after, until]: [Instant, Instant],
): Promise<DigestDue[]> {
  if (after > until) return [];
  const { items } = await query(table, {
    pk: digestsPartition(organisation),
    between: [after, `${until}#\uffff`],
  });
  return (items as Stored<DigestDue>[]).map(({ data }) => data);
}

/** What goes into a digest, by ticket. */
export async function digestEntries(
  table: Table,
  { organisation, digestFor, dueAt }: DigestDue,
): Promise<DigestEntry[]> {
  const { items } = await query(table, {
    pk: digestPartition(organisation, digestFor, dueAt),
    begins: "entry#",
  });
  return (items as Stored<DigestEntry>[]).map(({ data }) => data);
}
