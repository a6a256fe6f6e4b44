import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Problem } from "../../shared/contract/problem.ts";
import type { TicketId } from "../../shared/id.ts";
import { anna, femke, someId } from "../given.ts";
import { type InProcess, inProcess, itemsIn, type RawAnswer } from "../in-process.ts";

let api: InProcess;
let ticketId: TicketId;
let claimed: TicketId;

beforeAll(async () => {
  api = await inProcess();
  ticketId = await api.asks(anna, { text: "Hoe zit het?" });
  claimed = await api.asks(anna, { text: "En dit?" });
  // Agents are written down when they first call; that is no part of what follows.
  await api.as(femke)("POST /v1/tickets/{ticketId}/claim", { params: { ticketId: claimed } });
});
afterAll(() => api.stop());

/** Sends something wrong and looks whether anything at all was stored. */
async function refusedWithoutTrace(deed: () => Promise<RawAnswer>): Promise<RawAnswer> {
  const before = await itemsIn(api.table);
  const answer = await deed();
  expect(await itemsIn(api.table)).toEqual(before);
  expect(Problem.safeParse(answer.body).error).toBeUndefined();
  expect(answer.body.status).toBe(answer.status);
  expect(answer.body.type).toBe(`https://personeelsloket.example/problems/${answer.body.code}`);
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
  expect(answer.headers.get("api-version")).toMatch(/^\d+\.\d+\.\d+$/);
  expect(answer.headers.get("cache-control")).toBe("no-store");
  return answer;
}

const post = (body: string, headers: Record<string, string> = {}, path = "/v1/tickets", member = anna) =>
  refusedWithoutTrace(() => api.raw("POST", path, { member, body, headers }));
const get = (path: string, member = femke) => refusedWithoutTrace(() => api.raw("GET", path, { member }));
const faultsOf = ({ body }: RawAnswer) => body.faults.map(({ at }: { at: string }) => at).toSorted();

describe("a body that is no question", () => {
  test.each([
    ["cut off", '{"text": "Hoe zi'],
    ["not quoted", "{text: 1}"],
    ["with more behind it", '{"text":"a"} {}'],
    ["a script", "<script>"],
    ["a lone zero byte", "\u0000"],
  ])("%s is no JSON", async (_, body) => {
    expect(await post(body)).toMatchObject({ status: 400, body: { code: "malformed-json" } });
  });

  test.each([
    ["a list", "[]", ["body"]],
    ["nothing", "null", ["body"]],
    ["a number", "1", ["body"]],
    ["a text", '"Hoe zit het?"', ["body"]],
    ["empty", "", ["body.text"]],
    ["blank", '{"text":"  \\n "}', ["body.text"]],
    ["a text that is none", '{"text":{"$gt":""}}', ["body.text"]],
  ])("%s is refused at its place", async (_, body, at) => {
    const answer = await post(body);
    expect(answer).toMatchObject({ status: 400, body: { code: "invalid-input" } });
    expect(faultsOf(answer)).toEqual(at);
  });

  test("hears of every fault at once, in body, header and key, and never the value itself", async () => {
    const body = JSON.stringify({
      text: 7,
      kind: "klacht-geheim",
      topic: "Geheim Onderwerp",
      language: "fr",
      about: { person: "a b", relation: "vriend" },
      follows: "tkt_1",
      extra: "geheim",
    });
    const answer = await post(body, { "idempotency-key": "met spatie geheim" });
    expect(answer).toMatchObject({ status: 400, body: { code: "invalid-input" } });
    expect(faultsOf(answer)).toEqual([
      "body",
      "body.about.person",
      "body.about.relation",
      "body.follows",
      "body.kind",
      "body.language",
      "body.text",
      "body.topic",
      "header.idempotency-key",
    ]);
    expect(answer.text.toLowerCase()).not.toMatch(/klacht-geheim|geheim onderwerp|met spatie/);
  });

  test("hears of every fault in the path, the query and a version, too", async () => {
    const answer = await post("{}", { "if-match": "3" }, "/v1/tickets/tkt_x/replies");
    expect(faultsOf(answer)).toEqual(["body.text", "header.if-match", "path.ticketId"]);
    const list = await get(
      "/v1/tickets?limit=0&state=weg&desk=A%20B&reference=1234567890&person=%2F&vreemd=1",
    );
    expect(faultsOf(list)).toEqual([
      "query",
      "query.desk",
      "query.limit",
      "query.person",
      "query.reference",
      "query.state",
    ]);
  });

  test.each([
    ["a zero", "\u0000"],
    ["a bell", "\u0007"],
    ["an escape", "\u001b[31m"],
    ["a delete", "\u007f"],
    ["half a character", "\ud800"],
  ])("with %s in it is refused", async (_, sign) => {
    const answer = await post(JSON.stringify({ text: `Hoe ${sign} zit het?` }));
    expect(faultsOf(answer)).toEqual(["body.text"]);
    const note = await post(JSON.stringify({ text: sign }), {}, `/v1/tickets/${ticketId}/notes`, femke);
    expect(faultsOf(note)).toEqual(["body.text"]);
  });

  test("of a text that is a character too long is refused; one of exactly the length is taken", async () => {
    expect(faultsOf(await post(JSON.stringify({ text: "é".repeat(20_001) })))).toEqual(["body.text"]);
    const longest = await api.raw("POST", "/v1/tickets", {
      member: anna,
      body: JSON.stringify({ text: "é".repeat(20_000) }),
    });
    expect(longest.status).toBe(201);
  });

  test("of more than 256 KB is refused before it is read, counted in bytes", async () => {
    const big = JSON.stringify({ text: "x".repeat(300 * 1024) });
    expect(await post(big)).toMatchObject({ status: 413, body: { code: "body-too-large" } });
    expect(await post("é".repeat(140_000))).toMatchObject({ status: 413 });
    expect(await post("x".repeat(256 * 1024))).toMatchObject({
      status: 400,
      body: { code: "malformed-json" },
    });
  });

  test.each([
    "text/plain",
    "application/x-www-form-urlencoded",
    "application/jsonp",
    "application/json-patch+json",
    "",
  ])("sent as %j is refused", async (type) => {
    const answer = await post('{"text":"Hoe zit het?"}', { "content-type": type });
    expect(answer).toMatchObject({ status: 415, body: { code: "not-json" } });
  });

  test("that the gateway encoded is decoded first, and then is no JSON by its type", async () => {
    const answer = await post('{"text":"Hoe zit het?"}', { "content-type": "application/octet-stream" });
    expect(answer).toMatchObject({ status: 415, body: { code: "not-json" } });
    const big = await post("x".repeat(300 * 1024), { "content-type": "application/octet-stream" });
    expect(big).toMatchObject({ status: 413 });
  });

  test("is read as JSON whatever the spelling of its type", async () => {
    for (const type of ["application/json; charset=utf-8", "Application/JSON", "application/json ;x=y"]) {
      const answer = await api.raw("POST", "/v1/tickets", {
        member: anna,
        body: '{"text":"Hoe zit het?"}',
        headers: { "content-type": type },
      });
      expect(answer.status).toBe(201);
    }
  });
});

describe("an address or a method that does not exist", () => {
  test.each([
    ["/", "GET"],
    ["/v1", "GET"],
    ["/v2/tickets", "GET"],
    ["/v1/tickets/", "GET"],
    ["/v1/tickets//replies", "POST"],
    ["/v1/Tickets", "GET"],
    ["/v1/wat", "DELETE"],
  ])("%s is nowhere", async (path, method) => {
    const answer = await refusedWithoutTrace(() => api.raw(method, path, { member: anna }));
    expect(answer).toMatchObject({ status: 404, body: { code: "route-unknown" } });
  });

  test.each([
    ["PUT", "/v1/tickets", "POST, GET"],
    ["DELETE", "/v1/tickets/tkt_x", "GET"],
    ["GET", "/v1/tickets/tkt_x/claim", "POST"],
    ["HEAD", "/v1/topics", "GET"],
    ["PATCH", "/v1/people/imports", "POST"],
  ])("%s %s is answered with what does exist", async (method, path, allow) => {
    const answer = await refusedWithoutTrace(() => api.raw(method, path, {}));
    expect(answer).toMatchObject({ status: 405, body: { code: "method-not-allowed" } });
    expect(answer.headers.get("allow")).toBe(allow);
  });
});

describe("a cursor that is not ours", () => {
  const forged = (position: string) => encodeURIComponent(Buffer.from(position).toString("base64url"));
  const lists = () => [
    ["/v1/tickets", femke] as const,
    ["/v1/tickets?state=done", femke] as const,
    [`/v1/tickets?person=${anna.person}`, femke] as const,
    ["/v1/me/tickets", anna] as const,
    ["/v1/people?q=van", femke] as const,
    [`/v1/tickets/${ticketId}/reads`, anna] as const,
  ];
  const with_ = (path: string, cursor: string) => `${path}${path.includes("?") ? "&" : "?"}cursor=${cursor}`;

  test("is refused where it is none", async () => {
    for (const [path, member] of lists()) {
      for (const cursor of [
        "",
        "%20",
        "a",
        "!!!",
        "YQ%3D%3D",
        "gICA",
        "x".repeat(401),
        forged("\u{10ffff}"),
      ]) {
        const answer = await get(with_(path, cursor), member);
        expect(answer).toMatchObject({ status: 400, body: { code: "invalid-input" } });
        expect(faultsOf(answer)).toEqual(["query.cursor"]);
      }
    }
  });

  test("shows nothing but the list itself where it is made up", async () => {
    for (const [path, member] of lists()) {
      const all = await api.raw("GET", path, { member });
      const shown = all.body.items.map((item: unknown) => JSON.stringify(item));
      for (const position of [
        "a",
        "~",
        "event#",
        "image",
        "\u0000",
        "zz",
        "9999",
        "read#",
        "😀",
        "#",
        "van#x",
      ]) {
        const answer = await api.raw("GET", with_(path, forged(position)), { member });
        expect([path, position, answer.status]).toEqual([path, position, 200]);
        for (const item of answer.body.items) expect(shown).toContain(JSON.stringify(item));
      }
    }
  });
});

test("a version or a key that is none is refused at its header", async () => {
  const path = `/v1/tickets/${ticketId}/replies`;
  const body = '{"text":"Nog iets"}';
  for (const version of ["3", "abc", '"x"', '"-1"', '"1", "2"', '"12345678901"', "''"]) {
    expect(faultsOf(await post(body, { "if-match": version }, path))).toEqual(["header.if-match"]);
  }
  for (const key of ["", " ", "a b", "é", "x".repeat(201), "a\u0000"]) {
    expect(faultsOf(await post(body, { "idempotency-key": key }, path))).toEqual(["header.idempotency-key"]);
  }
});

test("what the configuration does not know is refused, every word of a contact at once", async () => {
  const body = JSON.stringify({
    channel: "call",
    identityCheck: "constructor",
    result: "opgehangen",
    location: "maan",
    questions: [
      { text: "a", topic: "onzin" },
      { text: "b", topic: "salarisstrook" },
      { text: "c", topic: "ook" },
    ],
  });
  expect(faultsOf(await post(body, {}, "/v1/contacts", femke))).toEqual([
    "body.identityCheck",
    "body.location",
    "body.questions[0].topic",
    "body.questions[2].topic",
    "body.result",
  ]);
  for (const waiting of [
    { for: "partner", partner: "constructor" },
    { for: "approval", role: "constructor" },
  ]) {
    const answer = await post(JSON.stringify(waiting), {}, `/v1/tickets/${claimed}/wait`, femke);
    expect(answer).toMatchObject({ status: 400, body: { code: "invalid-input" } });
    expect(faultsOf(answer)).toEqual([`body.${waiting.for === "partner" ? "partner" : "role"}`]);
  }
  const topic = await post(JSON.stringify({ text: "Hoe?", topic: "onzin" }));
  expect(topic).toMatchObject({ status: 400, body: { code: "invalid-input" } });
  expect(faultsOf(topic)).toEqual(["body.topic"]);
});

test("what a rule refuses is named by its place in the body, as what the form refuses is", async () => {
  const over = { text: "Hoe?", about: { person: anna.person, relation: "over" } };
  expect(faultsOf(await post(JSON.stringify(over)))).toEqual(["body.about.person"]);
  const unread = JSON.stringify({ contentId: someId("content", 999), reason: "bsn" });
  const redacted = await post(unread, {}, `/v1/tickets/${claimed}/redactions`, femke);
  expect(faultsOf(redacted)).toEqual(["body.contentId"]);
  const transfer = JSON.stringify({ to: "maan", reason: "needs-specialist" });
  expect(faultsOf(await post(transfer, {}, `/v1/tickets/${claimed}/transfer`, femke))).toEqual(["body.to"]);
});

test("an id of something that is not there, or of another kind, is not found", async () => {
  const absent = someId("ticket", 999);
  expect(await get(`/v1/tickets/${absent}`)).toMatchObject({ status: 404, body: { code: "ticket-unknown" } });
  expect(await get(`/v1/contacts/${someId("contact", 999)}`)).toMatchObject({ status: 404 });
  expect(await get(`/v1/phone-logs/${someId("import", 999)}`)).toMatchObject({ status: 404 });
  expect(await get(`/v1/tickets/${someId("contact", 1)}`)).toMatchObject({ status: 400 });
  for (const deed of ["claim", "replies", "redactions"]) {
    const body = {
      claim: {},
      replies: { text: "x" },
      redactions: { contentId: someId("content", 1), reason: "bsn" },
    };
    const answer = await post(
      JSON.stringify(body[deed as keyof typeof body]),
      {},
      `/v1/tickets/${absent}/${deed}`,
      femke,
    );
    expect(answer).toMatchObject({ status: 404, body: { code: "ticket-unknown" } });
  }
});
