import { createHash, randomBytes } from "node:crypto";
import * as z from "zod/mini";
import type { Issuer } from "../../shared/contract/environment.ts";
import { type SignInFailure, signInFailures } from "../../shared/contract/session.ts";
import { cookieNamed, forgetCookie, setCookie } from "../runtime/cookie.ts";
import { endpointOf, IssuerAway, type Tokens, tokensFor } from "../runtime/issuer.ts";
import { log } from "../runtime/log.ts";
import type { Answer, Event } from "../runtime/serve.ts";
import { openSession, sessionCookie } from "../runtime/session.ts";
import { isOfThisSignIn, readAccessToken } from "../runtime/token.ts";
import { endSession } from "../store/sessions.ts";
import { localPath } from "./local-path.ts";
import { place } from "./place.ts";

const secondsToSignIn = 600;
const mostAtOnce = 5;

/** What one sign-in remembers until somebody is back: a cookie of its own, since an agent's tabs all sign in at once. */
const Begun = z.lazy(() => z.object({ nonce: z.string(), verifier: z.string(), returnTo: z.string() }));
type Begun = z.infer<typeof Begun>;

const begunPrefix = "__Host-login-";
const begunCookie = (state: string) => `${begunPrefix}${state}` as const;

/** Sends somebody to their identity provider: a code with PKCE, for a client that keeps no secret (RFC 7636). */
export async function toSignIn(event: Event): Promise<Answer> {
  const { issuer, publicUrl } = place();
  const random = (bytes: number) => randomBytes(bytes).toString("base64url");
  const [state, nonce, verifier] = [random(16), random(16), random(32)];
  const begun: Begun = { nonce, verifier, returnTo: localPath(event.queryStringParameters?.return) };
  try {
    const address = new URL(await endpointOf(issuer.issuer, "authorization_endpoint"));
    for (const [name, value] of Object.entries(asking(issuer, publicUrl, { state, ...begun })))
      address.searchParams.set(name, value);
    return redirect(address.href, [
      ...forgotten(event),
      setCookie(begunCookie(state), packed(begun), secondsToSignIn),
    ]);
  } catch (error) {
    if (error instanceof IssuerAway) return failed("unavailable", publicUrl);
    throw error;
  }
}

const callbackAt = (publicUrl: string) => `${publicUrl}/session/callback`;

const asking = (
  issuer: Issuer,
  publicUrl: string,
  sent: Pick<Begun, "nonce" | "verifier"> & { state: string },
) => ({
  client_id: issuer.clientId,
  response_type: "code",
  redirect_uri: callbackAt(publicUrl),
  scope: issuer.scope,
  state: sent.state,
  nonce: sent.nonce,
  code_challenge: createHash("sha256").update(sent.verifier).digest("base64url"),
  code_challenge_method: "S256",
});

/** Sign-ins that nobody finished would fill up the header in which all cookies go. */
function forgotten({ cookies = [] }: Event): string[] {
  const begun = cookies.flatMap((cookie) => /^(__Host-login-[\w-]+)=/.exec(cookie)?.[1] ?? []);
  return begun.length < mostAtOnce ? [] : begun.map((name) => forgetCookie(name as typeof begunPrefix));
}

/** Somebody is back with a code: it becomes a session, and they go on where they were. */
export async function signedIn(event: Event): Promise<Answer> {
  const { table, issuer, publicUrl } = place();
  const { state = "", code } = event.queryStringParameters ?? {};
  const begun = /^[\w-]{1,64}$/.test(state) ? unpacked(cookieNamed(event, begunCookie(state))) : undefined;
  if (!begun) return failed("expired", publicUrl);
  const done = forgetCookie(begunCookie(state));
  if (!code) return failed("refused", publicUrl, [done]);
  try {
    const tokens = await exchanged(issuer, publicUrl, code, begun);
    const believed =
      tokens &&
      (await isOfThisSignIn(tokens.id_token, issuer, begun.nonce)) &&
      (await readAccessToken(tokens.access_token, [issuer]));
    if (!tokens || !believed) return failed("refused", publicUrl, [done]);
    const sessionId = await openSession(table, believed, tokens.refresh_token);
    await endTheOneBefore(event);
    return redirect(publicUrl + localPath(begun.returnTo), [done, setCookie(sessionCookie, sessionId)]);
  } catch (error) {
    if (error instanceof IssuerAway) return failed("unavailable", publicUrl, [done]);
    throw error;
  }
}

const exchanged = (
  issuer: Issuer,
  publicUrl: string,
  code: string,
  { verifier }: Begun,
): Promise<Tokens | undefined> =>
  tokensFor(issuer.issuer, {
    grant_type: "authorization_code",
    client_id: issuer.clientId,
    code,
    code_verifier: verifier,
    redirect_uri: callbackAt(publicUrl),
  });

async function endTheOneBefore(event: Event): Promise<void> {
  const before = cookieNamed(event, sessionCookie);
  if (before) await endSession(place().table, before);
}

/** A person stands here, not a program: the start page tells what went wrong and offers to try again. */
function failed(why: SignInFailure, publicUrl: string, cookies: string[] = []): Answer {
  log.info("not signed in", { why });
  return redirect(`${publicUrl}/?sign-in=${signInFailures[why]}`, cookies);
}

const redirect = (location: string, cookies: string[]): Answer => ({
  status: 303,
  body: undefined,
  headers: { location },
  cookies,
});

const packed = (begun: Begun) => Buffer.from(JSON.stringify(begun)).toString("base64url");

function unpacked(text: string | undefined): Begun | undefined {
  try {
    return text
      ? Begun.safeParse(JSON.parse(Buffer.from(text, "base64url").toString("utf8"))).data
      : undefined;
  } catch {
    return undefined;
  }
}
