import { beforeEach, expect, test } from "vitest";
import { callWith, type Ways } from "../../web/call.ts";

type Sent = { url: string; method: string; headers: Record<string, string>; body?: string };
type Reply = { status: number; body?: object; etag?: string } | "no network" | "no end";

let sent: Sent[];
let waits: number[];
let signIns: number;

beforeEach(() => {
  sent = [];
  waits = [];
  signIns = 0;
});

/** A helpdesk that gives these replies, the last one for ever. */
const calling = (replies: Reply[], ways: Partial<Ways> = {}) =>
  callWith({
    send: async (url, init) => {
      sent.push({ url, ...init });
      const reply = replies[Math.min(sent.length, replies.length) - 1] as Reply;
      if (reply === "no network") throw new TypeError("Failed to fetch");
      if (reply === "no end") throw new DOMException("", "TimeoutError");
      return {
        status: reply.status,
        headers: { get: (name) => (name === "etag" ? (reply.etag ?? null) : null) },
        text: async () => JSON.stringify(reply.body ?? {}),
      };
    },
    isOnline: () => true,
    wait: async (milliseconds) => void waits.push(milliseconds),
    chance: () => 0.5,
    signInAgain: async () => {
      signIns++;
      return true;
    },
    ...ways,
  });

const fine = { status: 200, body: { items: [] } } as const;
const problem = (status: number, code: string) => ({ status, body: { status, code, title: "Nee" } });

test("an answer comes with the version of the ticket", async () => {
  const call = calling([{ status: 200, body: { items: [] }, etag: '"7"' }], { organisation: "vechterhout" });
  expect(await call("GET /v1/me/tickets", { query: { limit: 5 } })).toEqual({
    ok: true,
    body: { items: [] },
    version: 7,
  });
  expect(sent[0]).toMatchObject({ url: "/v1/me/tickets?limit=5", headers: { organisation: "vechterhout" } });
});

test("a refusal is a value with its reason and what is wrong, and is not asked again", async () => {
  const faults = [{ at: "text", code: "too_small", message: "" }];
  const call = calling([{ status: 400, body: { status: 400, code: "invalid-input", title: "Nee", faults } }]);
  expect(await call("POST /v1/tickets", { body: { text: "" }, key: "k" })).toEqual({
    ok: false,
    no: { is: "refused", reason: "invalid-input", title: "Nee", faults },
  });
  expect(sent).toHaveLength(1);
});

test("a read is tried again when the network or the helpdesk falters, each time after a longer wait", async () => {
  const call = calling(["no network", { status: 502 }, problem(503, "busy"), fine]);
  expect(await call("GET /v1/me/tickets")).toMatchObject({ ok: true });
  expect(waits).toEqual([400, 1200, 3000]);
});

test("it gives up after four times", async () => {
  expect(await calling([{ status: 500 }])("GET /v1/me/tickets")).toEqual({
    ok: false,
    no: { is: "broken", status: 500 },
  });
  expect(sent).toHaveLength(4);
});

test("a deed with a key is tried again under the same key", async () => {
  const call = calling(["no network", { status: 201, body: {} }]);
  expect(await call("POST /v1/tickets", { body: { text: "Hoe?" }, key: "intent-1" })).toMatchObject({
    ok: true,
  });
  expect(sent.map(({ headers }) => headers["idempotency-key"])).toEqual(["intent-1", "intent-1"]);
  expect(sent[1]?.body).toBe(sent[0]?.body);
});

test("a deed without a key is sent once, since nobody knows whether it arrived", async () => {
  const call = calling(["no network"]);
  expect(await call("POST /v1/tickets", { body: { text: "Hoe?" } })).toMatchObject({ ok: false });
  expect(sent).toHaveLength(1);
});

test("a change names the version that it was made on", async () => {
  const ticketId = "tkt_01JDX3M5Q2V8W6Y9ZABCDEFGHJ";
  const call = calling([problem(412, "stale")]);
  const outcome = await call("POST /v1/tickets/{ticketId}/claim", {
    params: { ticketId } as never,
    body: {},
    key: "k",
    version: 4,
  });
  expect(sent[0]?.headers["if-match"]).toBe('"4"');
  expect(outcome).toMatchObject({ no: { is: "refused", reason: "stale" } });
});

test.each([
  ["no network", true, "offline"],
  ["no end", true, "slow"],
  ["no end", false, "offline"],
] as const)("%s while online is %s: %s", async (reply, online, is) => {
  const call = calling([reply], { isOnline: () => online });
  expect(await call("GET /v1/me/tickets")).toEqual({ ok: false, no: { is } });
});

test("an ended session is mended and the call goes on, deeds without a key as well", async () => {
  const call = calling([problem(401, "token-refused"), { status: 201, body: { recorded: true } }]);
  expect(await call("POST /v1/tickets", { body: { text: "Hoe?" } })).toMatchObject({ ok: true });
  expect(signIns).toBe(1);
  expect(sent).toHaveLength(2);
});

test("whoever rather does not sign in gets the no", async () => {
  const call = calling([problem(401, "not-signed-in")], { signInAgain: async () => false });
  expect(await call("GET /v1/me/tickets")).toEqual({ ok: false, no: { is: "signed-out" } });
});

test("a second ended session in one call is an answer, not a circle", async () => {
  expect(await calling([problem(401, "not-signed-in")])("GET /v1/me/tickets")).toEqual({
    ok: false,
    no: { is: "signed-out" },
  });
  expect(signIns).toBe(1);
});

test.each([429, 500, 502, 503, 504])("what may be over in a second is tried again: %i", async (status) => {
  expect(await calling([{ status }, fine])("GET /v1/me/tickets")).toMatchObject({ ok: true });
});

test.each([400, 403, 404, 413, 431, 501])("what will not be over is not: %i", async (status) => {
  const call = calling([{ status }, fine]);
  expect(await call("GET /v1/me/tickets")).toEqual({ ok: false, no: { is: "broken", status } });
  expect(sent).toHaveLength(1);
});
