import { createRemoteJWKSet, customFetch } from "jose";
import * as z from "zod/mini";

/** What a provider publishes of itself (OpenID Connect Discovery 1.0), as far as the helpdesk uses it. */
const Metadata = z.lazy(() =>
  z.object({
    jwks_uri: z.url(),
    authorization_endpoint: z.optional(z.url()),
    token_endpoint: z.optional(z.url()),
    end_session_endpoint: z.optional(z.url()),
    revocation_endpoint: z.optional(z.url()),
  }),
);
type Metadata = z.infer<typeof Metadata>;

export class IssuerAway extends Error {
  override name = "IssuerAway";
}

const known = new Map<string, Metadata>();
const keySets = new Map<string, ReturnType<typeof createRemoteJWKSet>>();

const longestWaitMs = 5000;

/** The one place that speaks to an identity provider: none may keep a request waiting. */
const ask: typeof fetch = (address, init) =>
  fetch(address, { ...init, signal: AbortSignal.timeout(longestWaitMs) });

/** Asked once per container. */
export async function metadataOf(issuer: string): Promise<Metadata> {
  const found = known.get(issuer);
  if (found) return found;
  const response = await ask(`${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`);
  if (!response.ok) throw new Error("the issuer does not give its metadata");
  const metadata = Metadata.parse(await response.json());
  known.set(issuer, metadata);
  return metadata;
}

export async function keysOf(issuer: string) {
  const found = keySets.get(issuer);
  if (found) return found;
  const { jwks_uri } = await metadataOf(issuer);
  const keys = createRemoteJWKSet(new URL(jwks_uri), { [customFetch]: (url, init) => ask(url, init) });
  keySets.set(issuer, keys);
  return keys;
}

/** @throws IssuerAway when the provider cannot be asked, or lacks what signing in on a page takes */
export async function endpointOf(
  issuer: string,
  which: "authorization_endpoint" | "token_endpoint",
): Promise<string> {
  const metadata = await metadataOf(issuer).catch((error) => {
    throw new IssuerAway("the issuer does not say where it can be reached", { cause: error });
  });
  const endpoint = metadata[which];
  if (!endpoint) throw new IssuerAway(`the issuer names no ${which}`);
  return endpoint;
}

/** A code or a token goes nowhere but to the address that the issuer named. */
const posting = (parameters: Record<string, string>): RequestInit => ({
  method: "POST",
  redirect: "error",
  body: new URLSearchParams(parameters),
});

const Tokens = z.lazy(() =>
  z.object({
    access_token: z.string(),
    id_token: z.optional(z.string()),
    refresh_token: z.optional(z.string()),
  }),
);
export type Tokens = z.infer<typeof Tokens>;

/**
 * Tokens for a code or a refresh token, in the name of a public client.
 * @returns nothing when the issuer refuses them
 * @throws IssuerAway when it gives no answer that counts
 */
export async function tokensFor(
  issuer: string,
  parameters: Record<string, string>,
): Promise<Tokens | undefined> {
  const address = await endpointOf(issuer, "token_endpoint");
  try {
    const response = await ask(address, posting(parameters));
    if (response.status === 400 || response.status === 401) return undefined;
    if (!response.ok) throw new Error("the issuer is out of order");
    return Tokens.parse(await response.json());
  } catch (error) {
    throw new IssuerAway("the issuer gives no tokens", { cause: error });
  }
}

/** Best effort: what is not revoked ends by itself, and nobody keeps it any more. */
export async function revoke(issuer: string, clientId: string, token: string): Promise<void> {
  try {
    const { revocation_endpoint } = await metadataOf(issuer);
    const parameters = { client_id: clientId, token, token_type_hint: "refresh_token" };
    if (revocation_endpoint) await ask(revocation_endpoint, posting(parameters));
  } catch {
    // The session is gone all the same.
  }
}
