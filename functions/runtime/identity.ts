import { createRemoteJWKSet, decodeJwt, errors, type JWTPayload, jwtVerify } from "jose";
import * as z from "zod/mini";
import type { Issuer } from "../../shared/contract/environment.ts";
import { Key, OrganisationId, PersonId } from "../../shared/id.ts";
import { type Member, Role } from "../../shared/person/member.ts";
import { type Refusal, refused } from "../../shared/refusal.ts";

const algorithms = ["RS256", "PS256", "ES256", "EdDSA"];
const clockToleranceSeconds = 5;

/**
 * Who is calling, and for which organisation: from a Bearer token of an issuer that is believed.
 * One place for all of it; nobody else reads a token.
 */
export async function identify(
  headers: Record<string, string | undefined>,
  issuers: readonly Issuer[],
): Promise<Member | Refusal> {
  const bearer = /^Bearer +(\S+)$/i.exec(headers.authorization ?? "")?.[1];
  if (!bearer) return refused("not-signed-in");
  const claims = await verified(bearer, issuers);
  if (!claims) return refused("token-refused");
  return memberFrom(claims.payload, claims.issuer, headers.organisation);
}

async function verified(
  token: string,
  issuers: readonly Issuer[],
): Promise<{ payload: JWTPayload; issuer: Issuer } | undefined> {
  const issuer = issuers.find((candidate) => candidate.issuer === claimedIssuer(token));
  if (!issuer) return undefined;
  try {
    const { payload } = await jwtVerify(token, await keysOf(issuer.issuer), {
      issuer: issuer.issuer,
      algorithms,
      clockTolerance: clockToleranceSeconds,
      requiredClaims: ["exp"],
      ...(issuer.audienceClaim === "aud" && { audience: issuer.audience }),
    });
    if (issuer.audienceClaim === "client_id" && payload.client_id !== issuer.audience) return undefined;
    return { payload, issuer };
  } catch (error) {
    if (isOfToken(error)) return undefined;
    throw new IssuerAway("the issuer does not say which keys are its own", { cause: error });
  }
}

/** A token that is wrong is the caller's affair; an issuer out of reach or out of order is ours. */
const isOfToken = (error: unknown) => error instanceof errors.JOSEError && !ofIssuer.has(error.code);
const ofIssuer: ReadonlySet<string> = new Set([
  errors.JWKSTimeout.code,
  errors.JWKSInvalid.code,
  // What `jose` says when the keys are answered with another status than 200.
  errors.JOSEError.code,
]);

export class IssuerAway extends Error {
  override name = "IssuerAway";
}

function claimedIssuer(token: string): string | undefined {
  try {
    return decodeJwt(token).iss;
  } catch {
    return undefined;
  }
}

const keySets = new Map<string, ReturnType<typeof createRemoteJWKSet>>();
const Discovery = z.lazy(() => z.object({ jwks_uri: z.url() }));

/** Found once per container through the issuer's own metadata (OpenID Connect Discovery 1.0). */
async function keysOf(issuer: string) {
  const known = keySets.get(issuer);
  if (known) return known;
  const response = await fetch(`${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`, {
    signal: AbortSignal.timeout(5000),
  });
  if (!response.ok) throw new Error("the issuer does not give its metadata");
  const keys = createRemoteJWKSet(new URL(Discovery.parse(await response.json()).jwks_uri));
  keySets.set(issuer, keys);
  return keys;
}

const Memberships = z.lazy(() =>
  z.array(
    z.object({
      organisation: OrganisationId,
      roles: z._default(z.array(z.string()), []),
      desks: z._default(z.array(Key), []),
    }),
  ),
);
type Membership = z.infer<typeof Memberships>[number];

function memberFrom(payload: JWTPayload, issuer: Issuer, asked: string | undefined): Member | Refusal {
  const person = PersonId.safeParse(payload[issuer.personClaim]);
  const memberships = membershipsFrom(payload, issuer);
  if (!person.success || !memberships) return refused("token-refused");
  const membership = asked
    ? memberships.find(({ organisation }) => organisation === asked)
    : memberships.length === 1
      ? memberships[0]
      : undefined;
  if (!membership) return refused("not-a-member");
  const { organisation, desks } = membership;
  return { organisation, person: person.data, roles: rolesOf(membership), desks };
}

function membershipsFrom(
  payload: JWTPayload,
  { membershipsClaim, flatRoles }: Issuer,
): Membership[] | undefined {
  if (!flatRoles) return Memberships.safeParse(payload[membershipsClaim]).data;
  const roles = z.array(z.string()).safeParse(payload[flatRoles.claim] ?? []).data;
  if (!roles) return undefined;
  const split = roles.map((role) => role.split(":"));
  return [
    {
      organisation: flatRoles.organisation,
      roles: split.flatMap(([role]) => role ?? []),
      desks: split.flatMap(([, desk]) => (Key.safeParse(desk).success ? [desk as string] : [])),
    },
  ];
}

/** Roles that the helpdesk does not know mean nothing here. Everyone but a system may ask a question. */
function rolesOf({ roles }: Membership): Role[] {
  const known = roles.flatMap((role) => Role.safeParse(role).data ?? []);
  return known.includes("system") || known.includes("employee") ? known : ["employee", ...known];
}
