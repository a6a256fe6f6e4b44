import { describe, expect, test } from "vitest";
import { caller, type Send } from "../../../shared/contract/call.ts";
import type { PersonId, TicketId } from "../../../shared/id.ts";
import { someId } from "../../given.ts";

type Sent = { url: string } & Parameters<Send>[1];

/** A helpdesk that always gives the same answer and remembers what it was sent. */
function answering(status: number, text: string, headers: Record<string, string> = {}) {
  const sent: Sent[] = [];
  const send: Send = async (url, init) => {
    sent.push({ url, ...init });
    return {
      status,
      headers: { get: (name) => headers[name.toLowerCase()] ?? null },
      text: async () => text,
    };
  };
  return { sent, send };
}

const api = "https://api.loket.example";
const ticketId = someId<TicketId>("ticket", 1);

describe("a call", () => {
  test("that reads has its parameters in the path and the query, and no body", async () => {
    const { sent, send } = answering(200, '{"items":[]}');
    const call = caller(api, { send });
    await call("GET /v1/tickets/{ticketId}/reads", { params: { ticketId }, query: { limit: 10 } });
    expect(sent).toEqual([
      {
        url: `${api}/v1/tickets/${ticketId}/reads?limit=10`,
        method: "GET",
        headers: { accept: "application/json" },
      },
    ]);
  });

  test("leaves out of the query what is not given", async () => {
    const { sent, send } = answering(200, '{"items":[]}');
    const call = caller(api, { send });
    await call("GET /v1/tickets", { query: { desk: "payroll", topic: undefined } });
    await call("GET /v1/tickets", { query: { desk: undefined } });
    await call("GET /v1/topics");
    expect(sent.map(({ url }) => url)).toEqual([
      `${api}/v1/tickets?desk=payroll`,
      `${api}/v1/tickets`,
      `${api}/v1/topics`,
    ]);
  });

  test("encodes what would change the address", async () => {
    const { sent, send } = answering(200, "{}");
    const call = caller(api, { send });
    await call("POST /v1/people/{personId}/link", {
      params: { personId: "a/b?c#d" as PersonId },
      body: { to: "medewerker-anna" as PersonId },
    });
    await call("GET /v1/people", { query: { q: "Zoë & co=1" } });
    expect(sent.map(({ url }) => url)).toEqual([
      `${api}/v1/people/a%2Fb%3Fc%23d/link`,
      `${api}/v1/people?q=Zo%C3%AB+%26+co%3D1`,
    ]);
  });

  test("that changes sends JSON, with the key, the version, the organisation and a token", async () => {
    const { sent, send } = answering(200, "{}");
    const call = caller(api, { send, token: () => "abc", organisation: "vechterhout" });
    await call("POST /v1/tickets/{ticketId}/notes", {
      params: { ticketId },
      body: { text: "Gebeld" },
      key: "k-1",
      version: 7,
    });
    expect(sent).toEqual([
      {
        url: `${api}/v1/tickets/${ticketId}/notes`,
        method: "POST",
        headers: {
          accept: "application/json",
          authorization: "Bearer abc",
          organisation: "vechterhout",
          "idempotency-key": "k-1",
          "if-match": '"7"',
          "content-type": "application/json",
        },
        body: '{"text":"Gebeld"}',
      },
    ]);
  });

  test("without a body sends an empty one, which the contract asks for", async () => {
    const { sent, send } = answering(200, "{}");
    await caller(api, { send })("POST /v1/tickets/{ticketId}/claim", { params: { ticketId } });
    expect(sent[0]).toMatchObject({ body: "{}", headers: { "content-type": "application/json" } });
  });

  test("asks for a token each time, since it may have been renewed", async () => {
    const { sent, send } = answering(200, "{}");
    let renewals = 0;
    const call = caller(api, { send, token: async () => `token-${++renewals}` });
    await call("GET /v1/topics");
    await call("GET /v1/topics");
    expect(sent.map(({ headers }) => headers.authorization)).toEqual(["Bearer token-1", "Bearer token-2"]);
  });
});

describe("an answer", () => {
  const answerTo = (status: number, text: string, headers?: Record<string, string>) =>
    caller(api, { send: answering(status, text, headers).send })("GET /v1/tickets/{ticketId}", {
      params: { ticketId },
    });

  test("is what was asked for, with its version", async () => {
    expect(await answerTo(200, '{"version":7}', { etag: '"7"' })).toEqual({
      ok: true,
      status: 200,
      body: { version: 7 },
      etag: '"7"',
    });
    expect(await answerTo(201, "{}")).toEqual({ ok: true, status: 201, body: {} });
  });

  test("may be no, with the reason", async () => {
    const problem = { type: "https://x.example", title: "x", status: 404, code: "ticket-unknown" };
    expect(await answerTo(404, JSON.stringify(problem))).toEqual({ ok: false, status: 404, problem });
  });

  test.each([
    ["a page", "<html><body>502 Bad Gateway</body></html>"],
    ["nothing", ""],
    ["a bare word", '"Forbidden"'],
    ["null", "null"],
    ["half of something", '{"message":'],
  ])("of the gateway that is %s is a no with its status alone", async (_what, text) => {
    expect(await answerTo(502, text)).toEqual({ ok: false, status: 502, problem: { status: 502 } });
  });

  test("of the gateway does not pass for another status than it has", async () => {
    expect(await answerTo(429, '{"message":"Too Many Requests","status":200}')).toMatchObject({
      ok: false,
      status: 429,
      problem: { status: 429 },
    });
  });
});
