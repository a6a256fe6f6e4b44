import { decodeJwt, errors, type JWTPayload, type JWTVerifyOptions, jwtVerify } from "jose";
import * as z from "zod/mini";
import { type Instant, instantOf } from "../../shared/clock/instant.ts";
import type { Issuer } from "../../shared/contract/environment.ts";
import { Key, OrganisationId, PersonId } from "../../shared/id.ts";
import type { Identity } from "../store/sessions.ts";
import { IssuerAway, keysOf } from "./issuer.ts";

const algorithms = ["RS256", "PS256", "ES256", "EdDSA"];
const clockToleranceSeconds = 5;

/** Who a token says somebody is, and until when that may be believed. */
export type Believed = { identity: Identity; until: Instant };

/** An access token of an issuer that is believed. Nobody else reads a token. */
export async function readAccessToken(
  token: string,
  issuers: readonly Issuer[],
): Promise<Believed | undefined> {
  const issuer = issuers.find((candidate) => candidate.issuer === claimedIssuer(token));
  if (!issuer) return undefined;
  const payload = await verified(token, issuer, {
    ...(issuer.audienceClaim === "aud" && { audience: issuer.audience }),
  });
  if (!payload) return undefined;
  if (issuer.audienceClaim === "client_id" && payload.client_id !== issuer.audience) return undefined;
  const identity = identityIn(payload, issuer);
  return identity && { identity, until: instantOf(Number(payload.exp) * 1000) };
}

/** Whether an ID token was made for this very sign-in. What it says of the person is not read: the access token tells. */
export async function isOfThisSignIn(
  idToken: string | undefined,
  issuer: Issuer,
  nonce: string,
): Promise<boolean> {
  const payload = idToken && (await verified(idToken, issuer, { audience: issuer.clientId }));
  return payload ? payload.nonce === nonce : false;
}

async function verified(
  token: string,
  { issuer }: Issuer,
  options: JWTVerifyOptions,
): Promise<JWTPayload | undefined> {
  try {
    const { payload } = await jwtVerify(token, await keysOf(issuer), {
      issuer,
      algorithms,
      clockTolerance: clockToleranceSeconds,
      requiredClaims: ["exp"],
      ...options,
    });
    return payload;
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

function claimedIssuer(token: string): string | undefined {
  try {
    return decodeJwt(token).iss;
  } catch {
    return undefined;
  }
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

function identityIn(payload: JWTPayload, issuer: Issuer): Identity | undefined {
  const person = PersonId.safeParse(payload[issuer.personClaim]);
  const memberships = membershipsIn(payload, issuer);
  return person.success && memberships
    ? { issuer: issuer.issuer, person: person.data, memberships }
    : undefined;
}

function membershipsIn(
  payload: JWTPayload,
  { membershipsClaim, flatRoles }: Issuer,
): Identity["memberships"] | undefined {
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
