import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { type Instant, instantOf } from "../../shared/clock/instant.ts";
import type { Issuer } from "../../shared/contract/environment.ts";
import { endSession, loadSession, type Session, saveSession } from "../store/sessions.ts";
import type { Table } from "../store/table.ts";
import { IssuerAway, revoke, tokensFor } from "./issuer.ts";
import { now } from "./now.ts";
import { type Believed, readAccessToken } from "./token.ts";

export const sessionCookie = "__Host-session";

export const idleMinutes = 30;
const longestMs = 10 * 3_600_000;
/** Written down at most so often, so that a page that asks every ten seconds does not write every time. */
const seenEveryMs = 60_000;
/** Longer than an issuer is given to answer. */
const lockMs = 8_000;
const longestWaitMs = 10_000;

const later = (at: Instant, ms: number) => instantOf(Date.parse(at) + ms);
const idleEnd = ({ seenAt }: Session) => later(seenAt, idleMinutes * 60_000);

/** Whatever is done, by then somebody signs in again. */
export const endOf = ({ startedAt }: Pick<Session, "startedAt">) => later(startedAt, longestMs);

const isAlive = (session: Session, at: Instant) =>
  session.endedAt === undefined && at < idleEnd(session) && at < endOf(session);

const save = (table: Table, sessionId: string, session: Session) => {
  const [until] = [idleEnd(session), endOf(session)].sort();
  return saveSession(table, sessionId, session, until as Instant);
};

/** @returns what the browser keeps: 256 random bits, of which the table knows only the hash */
export async function openSession(
  table: Table,
  { identity, until }: Believed,
  refreshToken: string | undefined,
): Promise<string> {
  const sessionId = randomBytes(32).toString("base64url");
  const at = now();
  await save(table, sessionId, {
    identity,
    startedAt: at,
    seenAt: at,
    believedUntil: until,
    refreshToken: refreshToken && sealed(refreshToken, sessionId),
    version: 1,
  });
  return sessionId;
}

/**
 * The session, with what its issuer says of the person by now; nothing when it has ended, or the issuer ended it.
 * @param isByItself the page asks of itself, which says nothing of somebody being there
 */
export async function aliveSession(
  table: Table,
  sessionId: string,
  issuers: readonly Issuer[],
  isByItself: boolean,
): Promise<Session | undefined> {
  const session = await loadSession(table, sessionId);
  const at = now();
  const issuer = issuers.find((one) => one.issuer === session?.identity.issuer);
  if (!session || !issuer || !isAlive(session, at)) return undefined;
  const current = session.believedUntil <= at ? await refreshed(table, sessionId, session, issuer) : session;
  if (current && !isByItself && later(current.seenAt, seenEveryMs) <= at) {
    // Where another request was first, that one has noted it.
    await save(table, sessionId, { ...current, seenAt: at, version: current.version + 1 });
  }
  return current;
}

/** One request asks the issuer, since a refresh token may be used once; the others wait for what it brings. */
async function refreshed(
  table: Table,
  sessionId: string,
  stale: Session,
  issuer: Issuer,
): Promise<Session | undefined> {
  const giveUpAt = performance.now() + longestWaitMs;
  let session: Session | undefined = stale;
  while (session && isAlive(session, now()) && session.believedUntil <= now()) {
    const isFree = session.refreshingUntil === undefined || session.refreshingUntil <= now();
    if (isFree) {
      const version = session.version + 1;
      const locked: Session = { ...session, refreshingUntil: later(now(), lockMs), version };
      if (await save(table, sessionId, locked)) return renewed(table, sessionId, locked, issuer);
    } else {
      if (performance.now() > giveUpAt) throw new IssuerAway("another request still waits for the issuer");
      await pause(50);
    }
    session = await loadSession(table, sessionId);
  }
  return session && isAlive(session, now()) ? session : undefined;
}

async function renewed(
  table: Table,
  sessionId: string,
  locked: Session,
  issuer: Issuer,
): Promise<Session | undefined> {
  const unlocked: Session = { ...locked, refreshingUntil: undefined, version: locked.version + 1 };
  let next: Session | undefined;
  try {
    next = await askedAnew(unlocked, sessionId, issuer);
  } catch (error) {
    await save(table, sessionId, unlocked);
    throw error;
  }
  if (!next) {
    await save(table, sessionId, { ...unlocked, refreshToken: undefined, endedAt: now() });
    return undefined;
  }
  // Signed out meanwhile, it is not brought back.
  return (await save(table, sessionId, next)) ? next : undefined;
}

async function askedAnew(session: Session, sessionId: string, issuer: Issuer): Promise<Session | undefined> {
  const refreshToken = session.refreshToken && unsealed(session.refreshToken, sessionId);
  if (!refreshToken) return undefined;
  const tokens = await tokensFor(issuer.issuer, {
    grant_type: "refresh_token",
    client_id: issuer.clientId,
    refresh_token: refreshToken,
  });
  const believed = tokens && (await readAccessToken(tokens.access_token, [issuer]));
  if (!tokens || !believed || believed.identity.person !== session.identity.person) return undefined;
  return {
    ...session,
    identity: believed.identity,
    believedUntil: believed.until,
    refreshToken: sealed(tokens.refresh_token ?? refreshToken, sessionId),
  };
}

/** Ends it here at once, and at the issuer as far as that can be done. */
export async function closeSession(
  table: Table,
  sessionId: string,
  issuers: readonly Issuer[],
): Promise<void> {
  const session = await loadSession(table, sessionId);
  await endSession(table, sessionId);
  const issuer = issuers.find((one) => one.issuer === session?.identity.issuer);
  const refreshToken = session?.refreshToken && unsealed(session.refreshToken, sessionId);
  if (issuer && refreshToken) await revoke(issuer.issuer, issuer.clientId, refreshToken);
}

const keyFrom = (sessionId: string) => Buffer.from(hkdfSync("sha256", sessionId, "", "refresh token", 32));

function sealed(text: string, sessionId: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", keyFrom(sessionId), nonce);
  const hidden = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), hidden]).toString("base64url");
}

function unsealed(text: string, sessionId: string): string {
  const bytes = Buffer.from(text, "base64url");
  const decipher = createDecipheriv("aes-256-gcm", keyFrom(sessionId), bytes.subarray(0, 12));
  decipher.setAuthTag(bytes.subarray(12, 28));
  return decipher.update(bytes.subarray(28), undefined, "utf8") + decipher.final("utf8");
}
