import { beforeEach, expect, test, vi } from "vitest";

type Session = typeof import("../../web/session.ts");

let session: Session;
let local: Map<string, string>;
let own: Map<string, string>;
let went: string[];
let news: unknown[];
let answers: (Response | Error)[];

const storeOf = (kept: Map<string, string>) => ({
  getItem: (name: string) => kept.get(name) ?? null,
  setItem: (name: string, value: string) => void kept.set(name, value),
  removeItem: (name: string) => void kept.delete(name),
  key: (n: number) => [...kept.keys()][n] ?? null,
  get length() {
    return kept.size;
  },
});
const place = { search: "", assign: (to: string) => void went.push(to) };
const answer = (status: number, body: object = {}) => new Response(JSON.stringify(body), { status });

beforeEach(async () => {
  [local, own, went, news, answers] = [new Map(), new Map(), [], [], []];
  place.search = "";
  vi.stubGlobal("localStorage", storeOf(local));
  vi.stubGlobal("sessionStorage", storeOf(own));
  vi.stubGlobal("location", place);
  vi.stubGlobal("fetch", async () => {
    const next = answers.shift();
    if (!next || next instanceof Error) throw next ?? new Error("nothing was to be asked");
    return next;
  });
  vi.stubGlobal(
    "BroadcastChannel",
    class {
      postMessage = (said: unknown) => void news.push(said);
      close = () => {};
    },
  );
  vi.resetModules();
  session = await import("../../web/session.ts");
});

test("who is here is known, known to be nobody, or not known", async () => {
  answers = [answer(200, { person: "anna" }), answer(401), answer(503), new TypeError("no network")];
  expect(await session.whoAmI()).toEqual({ person: "anna" });
  expect(await session.whoAmI()).toBe("signed-out");
  expect(await session.whoAmI()).toBe("unreachable");
  expect(await session.whoAmI()).toBe("unreachable");
});

test("the way to sign in brings back to the whole address", () => {
  expect(session.signInPath("/vragen?a=b&c=d#e")).toBe("/session/login?return=%2Fvragen%3Fa%3Db%26c%3Dd%23e");
});

test("nobody is sent to sign in twice within a minute, after signing out or after a sign-in that failed", async () => {
  expect(session.maySignInUnasked(1_000_000)).toBe(true);
  expect(session.maySignInUnasked(1_059_999)).toBe(false);
  expect(session.maySignInUnasked(1_060_000)).toBe(true);
  place.search = "?sign-in=refused";
  expect(session.maySignInUnasked(2_000_000)).toBe(false);
  place.search = "";
  answers = [answer(200, { next: "https://id.example/uit" })];
  await session.signOut();
  expect(session.maySignInUnasked(3_000_000)).toBe(false);
  session.forgetSignedOut();
  expect(session.maySignInUnasked(3_000_000)).toBe(true);
});

test("signing out sends what still has to go, drops every draft, tells the other windows and goes on", async () => {
  local.set("personeelsloket.draft.anna.question", "{}").set("personeelsloket.language", "en");
  const sent: string[] = [];
  session.beforeSignOut(async () => sent.push(`with ${local.size} kept`) > 0);
  answers = [answer(200, { next: "https://id.example/uit" })];
  expect(await session.signOut()).toBeUndefined();
  expect(sent).toEqual(["with 2 kept"]);
  expect([...local.keys()]).toEqual(["personeelsloket.language"]);
  expect(news).toEqual(["signed-out"]);
  expect(went).toEqual(["https://id.example/uit"]);
});

test("signing out that the helpdesk did not hear of is said, and loses nothing", async () => {
  local.set("personeelsloket.draft.anna.question", "{}");
  for (const failure of [new TypeError("no network"), answer(503), answer(403)]) {
    answers = [failure];
    expect(await session.signOut()).toBe("notSignedOut");
    expect(local.size).toBe(1);
  }
  expect([news, went, session.maySignInUnasked(1_000_000)]).toEqual([[], [], true]);
  // Signed out already is signed out.
  answers = [answer(401)];
  await session.signOut();
  expect([news, went, local.size]).toEqual([["signed-out"], ["/"], 0]);
});

test("nobody is signed out while something that had to go out did not", async () => {
  local.set("personeelsloket.draft.anna.question", "{}");
  let outcome: () => Promise<boolean> = async () => false;
  session.beforeSignOut(() => outcome());
  expect(await session.signOut()).toBe("notSent");
  outcome = () => Promise.reject(new Error("a last deed that fails"));
  expect(await session.signOut()).toBe("notSent");
  expect([news, went, local.size]).toEqual([[], [], 1]);
});

test("an ended session is mended once for all calls that meet it, and anew for the next", async () => {
  const told: boolean[] = [];
  const stop = session.onSessionEnded((isWaiting) => void told.push(isWaiting));
  const both = [session.signInAgain(), session.signInAgain()];
  expect(told).toEqual([true]);
  session.sessionMended(true);
  expect(await Promise.all(both)).toEqual([true, true]);
  const next = session.signInAgain();
  session.sessionMended(false);
  expect(await next).toBe(false);
  expect(told).toEqual([true, false, true, false]);
  stop();
  session.signInAgain();
  expect(told).toHaveLength(4);
});
