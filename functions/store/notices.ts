import { ConditionalCheckFailedException, PutItemCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import type { Instant } from "../../shared/clock/instant.ts";
import type { DigestDue } from "../../shared/contract/message.ts";
import type { OrganisationId, TicketId } from "../../shared/id.ts";
import { type ClockEvent, isOneMoment } from "../../shared/notice/clock.ts";
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
/** And what it tells of. */
type ClockNoticeKey = NoticeKey & { of: ClockEvent };
/** What is mailed once: a notice, or the digest that stands for many. */
export type Mailing = NoticeKey | DigestDue;
type Sending = {
  state: "allowed" | "in-digest" | "heard-already" | "leased" | "sent" | "undeliverable";
  at: Instant;
};
/** The last tier of a clock that somebody heard. */
type TierHeard = { event: number; at: Instant };

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
 * Whether a notice is mailed apart, waits for its receiver's digest, or says what its receiver heard at that moment as
 * another tier of the clock: settled once for each notice, so that no message that comes again is counted twice, and
 * for good.
 * @param most how many mails a receiver gets apart in a clock hour; none where all has to wait
 * @param digest when the digest would go, and what it would say; nothing is added to a digest once it is due
 */
export async function allot(
  table: Table,
  key: ClockNoticeKey,
  at: Instant,
  most: number,
  digest: { dueAt: Instant; entry: DigestEntry },
): Promise<Allotted> {
  for (let attempt = 0; ; attempt++) {
    const held = await get<Sending>(table, keyOf(key));
    if (held) return allotted[held.state] ?? "mail";
    const last = key.of.type === "escalated" ? await get<TierHeard>(table, tierKey(key)) : undefined;
    const tier = noteTier(table, key, at, last);
    const isFull = most === 0 || (await mailedIn(table, key, at)) >= most;
    const as = last && isOneMoment(last.at, key.of.at) ? "none" : isFull ? "digest" : "mail";
    const saved = await {
      none: () => commit(table, [putSending(table, key, at, "heard-already")]),
      digest: () => saveEntry(table, key, at, digest, tier),
      mail: () =>
        commit(table, [putSending(table, key, at, "allowed"), countOne(table, key, at, most), ...tier]),
    }[as]();
    if (saved === "saved") return as;
    if (saved !== "enough") await backOff(attempt);
  }
}

type Allotted = "mail" | "digest" | "none";
const allotted: Partial<Record<Sending["state"], Allotted>> = {
  "in-digest": "digest",
  "heard-already": "none",
};

const tierKey = ({ organisation, ticketId, of, notice }: ClockNoticeKey): Key =>
  keys.notice(organisation, ticketId, of.startedBy, `tier-of-${of.clock}`, notice.to);

/** With the notice itself, unless another tier was noted since: two that come together are settled one by one. */
function noteTier(table: Table, key: ClockNoticeKey, at: Instant, last: TierHeard | undefined): Write[] {
  if (key.of.type === "warned") return [];
  const data: TierHeard = { event: key.event, at: key.of.at };
  const item = { ...tierKey(key), tierEvent: key.event, expiresAt: expiry(at), data };
  return [
    last
      ? put(table, item, "conflict", "tierEvent = :seen", { ":seen": last.event })
      : put(table, item, "conflict"),
  ];
}

const putSending = (
  table: Table,
  key: NoticeKey,
  at: Instant,
  state: "allowed" | "in-digest" | "heard-already",
): Write =>
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
  tier: readonly Write[],
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
    ...tier,
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
