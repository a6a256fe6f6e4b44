import { afterEach, expect, test, vi } from "vitest";
import { embedCall } from "../../web/embed/asking.ts";
import { draftIn, goneOn } from "../../web/embed/draft.ts";
import { whoseToken } from "../../web/embed/whose.ts";

afterEach(() => vi.unstubAllGlobals());

type Sent = { url: string; headers: Record<string, string>; credentials: string; signal: AbortSignal };
let sent: Sent[] = [];

/** The form's calls to a helpdesk that answers so. */
function calling(
  answer: Response | Error,
  getToken: () => string | Promise<string> | undefined = () => "token",
) {
  sent = [];
  vi.stubGlobal("fetch", async (url: string, init: Omit<Sent, "url">) => {
    sent.push({ url, ...init });
    if (answer instanceof Error) throw answer;
    return answer;
  });
  return embedCall("https://loket.example", getToken, "vechterhout");
}
const problem = (status: number, code?: string) =>
  new Response(JSON.stringify({ status, ...(code && { code, title: "Dat mag niet." }) }), { status });

test("a call goes to the helpdesk with the page's token, without cookies, and has an end", async () => {
  const call = calling(new Response(JSON.stringify({ items: [] })));
  expect(await call("GET /v1/topics")).toEqual({ body: { items: [] } });
  expect(sent[0]).toMatchObject({
    url: "https://loket.example/v1/topics",
    credentials: "omit",
    headers: { authorization: "Bearer token", organisation: "vechterhout" },
  });
  expect(sent[0]?.signal).toBeInstanceOf(AbortSignal);
});

test.each([
  [new TypeError("no network"), { is: "offline" }],
  [problem(401, "not-signed-in"), { is: "signedOut" }],
  [problem(409, "key-reused"), { is: "cameIn" }],
  [problem(403, "not-a-member"), { is: "refused", title: "Dat mag niet." }],
  [problem(503, "busy"), { is: "failed" }],
  [problem(429), { is: "failed" }],
])("why there is no answer is told apart: %o is %o", async (answer, no) => {
  expect(await calling(answer)("GET /v1/topics")).toEqual({ no });
});

test("a page that cannot give a token has nobody signed in, which the helpdesk says", async () => {
  const refusing = () => Promise.reject(new Error("closed"));
  const throwing = () => {
    throw new Error("closed");
  };
  for (const getToken of [refusing, throwing, () => undefined]) {
    const call = calling(problem(401, "not-signed-in"), getToken);
    expect(await call("GET /v1/topics")).toEqual({ no: { is: "signedOut" } });
    expect(sent[0]?.headers.authorization).toBe("Bearer ");
  }
});

test("a draft outlives the form with its key, and goes when nothing is left of it", () => {
  const kept = new Map<string, string>();
  const store = {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  };
  let made = 0;
  const drafts = draftIn(
    () => store,
    "vraag",
    () => `key-${++made}`,
  );
  const { key } = drafts.read();
  drafts.keep({ text: "Hoe?", key });
  expect(drafts.read()).toEqual({ text: "Hoe?", key: "key-1" });
  drafts.keep({ text: "", topic: "ikb", key });
  expect(drafts.read()).toMatchObject({ topic: "ikb", key: "key-1" });
  drafts.keep({ text: "", key });
  expect(kept.size).toBe(0);
  for (const other of ["{", "null", '"text"', '{"text":"zonder"}', '{"key":"zonder"}']) {
    kept.set("vraag", other);
    expect(drafts.read()).toMatchObject({ text: "" });
  }
});

const tokenOf = (claims: object) =>
  `e30.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.signature`;

test("whose a token is stays the same over its renewals, is another for another, and never the name itself", () => {
  const anna = whoseToken(tokenOf({ sub: "medewerker-anna", exp: 1 }));
  expect(whoseToken(tokenOf({ exp: 2, name: "Änna>>>???", sub: "medewerker-anna" }))).toBe(anna);
  expect(anna).toMatch(/^[0-9a-z]{4,7}$/);
  expect(whoseToken(tokenOf({ sub: "medewerker-bilal" }))).not.toBe(anna);
  for (const token of ["", "opaque", "a.b.c", tokenOf({}), tokenOf({ sub: 7 })]) {
    expect(whoseToken(token)).toBeUndefined();
  }
});

test("nothing is kept of whom it is not known; what they typed by then goes on from what they had", () => {
  const kept = new Map<string, string>();
  const store = {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  };
  const drafts = draftIn(
    () => store,
    undefined,
    () => "key",
  );
  drafts.keep({ text: "Hoe?", key: "k" });
  expect([kept.size, drafts.read()]).toEqual([0, { text: "", key: "key" }]);
  const typed = { text: "Hoe?", key: "k" };
  expect(goneOn({ text: "", key: "before" }, typed)).toEqual(typed);
  expect(goneOn({ text: "Wat?", topic: "ikb", key: "before" }, typed)).toEqual({
    text: "Wat?\nHoe?",
    topic: "ikb",
    key: "before",
  });
});

test("a window that keeps nothing does not stop anyone", () => {
  const drafts = draftIn(
    () => {
      throw new Error("switched off");
    },
    "vraag",
    () => "key",
  );
  drafts.keep({ text: "Hoe?", key: "key" });
  expect(drafts.read()).toEqual({ text: "", key: "key" });
});
