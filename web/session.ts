import type { SessionView, SignedOut } from "../shared/contract/session.ts";
import { dropDrafts } from "./keep.ts";

export type Membership = SessionView["memberships"][number];

/** Whoever is signed in, or why nobody is known to be. */
export type WhoAmI = SessionView | "signed-out" | "unreachable";

export async function whoAmI(): Promise<WhoAmI> {
  try {
    const response = await fetch("/session", {
      headers: { accept: "application/json" },
      signal: AbortSignal.timeout(15_000),
    });
    if (response.ok) return (await response.json()) as SessionView;
    return response.status === 401 ? "signed-out" : "unreachable";
  } catch {
    return "unreachable";
  }
}

export const signInPath = (back: string) => `/session/login?return=${encodeURIComponent(back)}`;

/** Where the small window of a second sign-in comes back to. */
export const signedInPath = "/ingelogd";

type News = "signed-in" | "signed-out";
const channel = () => new BroadcastChannel("personeelsloket.session");

/** Tells the other windows of this browser. */
export function tellOtherWindows(news: News): void {
  const said = channel();
  said.postMessage(news);
  said.close();
}

/** @returns the way to stop listening */
export function onNews(hear: (news: News) => void): () => void {
  const heard = channel();
  heard.onmessage = ({ data }) => hear(data as News);
  return () => heard.close();
}

const lastDeeds = new Set<() => Promise<boolean>>();

/** What still has to go out before somebody is signed out; it says whether all of it did. */
export const beforeSignOut = (deed: () => Promise<boolean>): void => void lastDeeds.add(deed);

/** Why somebody is signed in still: what had to go out did not, or the helpdesk did not hear of it. */
export type NotSignedOut = "notSent" | "notSignedOut";

/** Drafts go with the person, once they have gone. @returns why they have not: then everything is where it was */
export async function signOut(): Promise<NotSignedOut | undefined> {
  const sent = await Promise.all([...lastDeeds].map((deed) => deed().catch(() => false)));
  if (sent.includes(false)) return "notSent";
  const response = await fetch("/session/logout", {
    method: "POST",
    headers: { accept: "application/json" },
    signal: AbortSignal.timeout(15_000),
  }).catch(() => undefined);
  if (!response?.ok && response?.status !== 401) return "notSignedOut";
  dropDrafts(localStorage);
  sessionStorage.setItem(signedOutMark, "yes");
  tellOtherWindows("signed-out");
  const { next } = response.ok ? ((await response.json()) as SignedOut) : { next: "/" };
  location.assign(next);
  return undefined;
}

const signedOutMark = "personeelsloket.signed-out";

/**
 * Whether to go to the identity provider without asking. Not after signing out, not after a sign-in that failed, and
 * not twice within a minute: where cookies are refused, that would never end.
 */
export function maySignInUnasked(now: number): boolean {
  const lastAt = Number(sessionStorage.getItem("personeelsloket.sign-in-at") ?? 0);
  if (sessionStorage.getItem(signedOutMark) || new URLSearchParams(location.search).has("sign-in"))
    return false;
  if (now - lastAt < 60_000) return false;
  sessionStorage.setItem("personeelsloket.sign-in-at", String(now));
  return true;
}

export const forgetSignedOut = () => sessionStorage.removeItem(signedOutMark);

// An ended session is mended once for all calls that meet it: they wait for the same promise.

type Waiting = { promise: Promise<boolean>; settle: (isSignedIn: boolean) => void };
let waiting: Waiting | undefined;
let tellPage: (isWaiting: boolean) => void = () => {};

/** The page that shows the dialog for it says here how to be told. */
export function onSessionEnded(tell: (isWaiting: boolean) => void): () => void {
  tellPage = tell;
  return () => {
    tellPage = () => {};
  };
}

export function signInAgain(): Promise<boolean> {
  if (!waiting) {
    let settle: Waiting["settle"] = () => {};
    const promise = new Promise<boolean>((resolve) => {
      settle = resolve;
    });
    waiting = { promise, settle };
    tellPage(true);
  }
  return waiting.promise;
}

export const waitsForSignIn = (): boolean => waiting !== undefined;

export function sessionMended(isSignedIn: boolean): void {
  waiting?.settle(isSignedIn);
  waiting = undefined;
  tellPage(false);
}
