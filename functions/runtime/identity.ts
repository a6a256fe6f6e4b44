import type { Instant } from "../../shared/clock/instant.ts";
import type { Issuer } from "../../shared/contract/environment.ts";
import { type Member, Role } from "../../shared/person/member.ts";
import { isRefusal, type Refusal, refused } from "../../shared/refusal.ts";
import type { Identity } from "../store/sessions.ts";
import type { Table } from "../store/table.ts";
import { cookieNamed, type Sent } from "./cookie.ts";
import { aliveSession, endOf, sessionCookie } from "./session.ts";
import { readAccessToken } from "./token.ts";

/**
 * Who is calling, and for which organisation: from a Bearer token of an issuer that is believed, or from a session of
 * the pages. One place for all of it; nobody else decides who somebody is.
 */
export async function identify(
  sent: Sent,
  issuers: readonly Issuer[],
  table: Table,
  { isByItself = false }: { isByItself?: boolean | undefined } = {},
): Promise<Member | Refusal> {
  const caller = await whoCalls(sent, issuers, table, isByItself);
  return isRefusal(caller) ? caller : memberIn(caller.identity, sent.headers.organisation);
}

export type WhoCalls = {
  identity: Identity;
  /** Of a session: when somebody signs in again, whatever they do. */
  endsAt?: Instant;
};

/** Whoever calls, in all their organisations at once. */
export async function whoCalls(
  sent: Sent,
  issuers: readonly Issuer[],
  table: Table,
  isByItself = false,
): Promise<WhoCalls | Refusal> {
  const { authorization } = sent.headers;
  const sessionId = cookieNamed(sent, sessionCookie);
  // Which of the two was meant is not ours to guess.
  if (authorization !== undefined && sessionId !== undefined) return refused("two-credentials");
  return sessionId === undefined
    ? fromToken(authorization, issuers)
    : fromSession(sessionId, sent, issuers, table, isByItself);
}

async function fromToken(
  authorization: string | undefined,
  issuers: readonly Issuer[],
): Promise<WhoCalls | Refusal> {
  const bearer = /^Bearer +(\S+)$/i.exec(authorization ?? "")?.[1];
  if (!bearer) return refused("not-signed-in");
  const believed = await readAccessToken(bearer, issuers);
  return believed ? { identity: believed.identity } : refused("token-refused");
}

async function fromSession(
  sessionId: string,
  sent: Sent,
  issuers: readonly Issuer[],
  table: Table,
  isByItself: boolean,
): Promise<WhoCalls | Refusal> {
  if (isChange(sent) && !isFromOurPages(sent)) return refused("not-from-our-pages");
  const session = await aliveSession(table, sessionId, issuers, isByItself);
  return session ? { identity: session.identity, endsAt: endOf(session) } : refused("token-refused");
}

const isChange = ({ requestContext }: Sent) => !["GET", "HEAD"].includes(requestContext.http.method);

/** A browser brings the cookie along for any page; it alone says which one asked, and no page can say it otherwise. */
export const isFromOurPages = ({ headers }: Sent) => headers["sec-fetch-site"] === "same-origin";

function memberIn(identity: Identity, asked: string | undefined): Member | Refusal {
  const { person, memberships } = identity;
  const membership = asked
    ? memberships.find(({ organisation }) => organisation === asked)
    : memberships.length === 1
      ? memberships[0]
      : undefined;
  if (!membership) return refused("not-a-member");
  const { organisation, desks } = membership;
  return { organisation, person, roles: rolesIn(membership), desks };
}

/** Roles that the helpdesk does not know mean nothing here. Everyone but a system may ask a question. */
export function rolesIn({ roles }: Identity["memberships"][number]): Role[] {
  const known = roles.flatMap((role) => Role.safeParse(role).data ?? []);
  return known.includes("system") || known.includes("employee") ? known : ["employee", ...known];
}
