import { ConditionalCheckFailedException, DeleteItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import type { Instant } from "../../shared/clock/instant.ts";
import type { OrganisationId, PersonId } from "../../shared/id.ts";
import { keys } from "./keys.ts";
import { sha256 } from "./markers.ts";
import { get, marshalled, type Table } from "./table.ts";

/** What a token said of somebody, of which issuer, and where they belong. */
export type Identity = {
  issuer: string;
  person: PersonId;
  memberships: { organisation: OrganisationId; roles: string[]; desks: string[] }[];
};

export type Session = {
  identity: Identity;
  startedAt: Instant;
  seenAt: Instant;
  /** Until then the identity is as the issuer said it. */
  believedUntil: Instant;
  /** Sealed with the session's id, which nobody but the browser keeps: a copy of the table is of no use to a thief. */
  refreshToken?: string | undefined;
  /** Somebody is asking the issuer; others wait. */
  refreshingUntil?: Instant | undefined;
  /** The issuer no longer knew it. */
  endedAt?: Instant | undefined;
  /** Counts the writes, so that none is lost under another. */
  version: number;
};

const keyOf = (sessionId: string) => keys.session(sha256(sessionId));

export const loadSession = (table: Table, sessionId: string) => get<Session>(table, keyOf(sessionId));

/**
 * Writes a session over the version before it, the first one over none.
 * @param until when the table may forget it
 * @returns whether it was written: somebody else may have been first, or it was ended meanwhile
 */
export async function saveSession(
  table: Table,
  sessionId: string,
  session: Session,
  until: Instant,
): Promise<boolean> {
  const isFirst = session.version === 1;
  const Item = marshalled({
    ...keyOf(sessionId),
    expiresAt: Math.ceil(Date.parse(until) / 1000),
    data: session,
  });
  try {
    await table.client.send(
      new PutItemCommand({
        TableName: table.name,
        Item,
        ConditionExpression: isFirst ? "attribute_not_exists(pk)" : "#data.#version = :before",
        ...(!isFirst && {
          ExpressionAttributeNames: { "#data": "data", "#version": "version" },
          ExpressionAttributeValues: marshalled({ ":before": session.version - 1 }),
        }),
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

export async function endSession(table: Table, sessionId: string): Promise<void> {
  await table.client.send(
    new DeleteItemCommand({ TableName: table.name, Key: marshalled(keyOf(sessionId)) }),
  );
}
