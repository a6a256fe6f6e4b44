import type { SignedOut } from "../../shared/contract/session.ts";
import { type Refusal, refused } from "../../shared/refusal.ts";
import { cookieNamed, forgetCookie } from "../runtime/cookie.ts";
import { isFromOurPages } from "../runtime/identity.ts";
import { metadataOf } from "../runtime/issuer.ts";
import type { Answer, Event } from "../runtime/serve.ts";
import { closeSession, sessionCookie } from "../runtime/session.ts";
import { place } from "./place.ts";

/** Ends the session, and says where the page goes to end it at the identity provider too. */
export async function signOut(event: Event): Promise<Answer | Refusal> {
  if (!isFromOurPages(event)) return refused("not-from-our-pages");
  const { table, issuers } = place();
  const sessionId = cookieNamed(event, sessionCookie);
  if (sessionId) await closeSession(table, sessionId, issuers);
  const body: SignedOut = { next: await goodbyeAt() };
  return { status: 200, body, cookies: [forgetCookie(sessionCookie)] };
}

/** By the name of the client, since a token as hint would stand in the address. */
async function goodbyeAt(): Promise<string> {
  const { issuer, publicUrl } = place();
  const metadata = await metadataOf(issuer.issuer).catch(() => undefined);
  if (!metadata?.end_session_endpoint) return `${publicUrl}/`;
  const address = new URL(metadata.end_session_endpoint);
  address.searchParams.set("client_id", issuer.clientId);
  address.searchParams.set("post_logout_redirect_uri", `${publicUrl}/`);
  return address.href;
}
