import {
  type DynamoDBClient,
  PutItemCommand,
  QueryCommand,
  type QueryCommandInput,
  TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";
import type { AwsClientStub } from "aws-sdk-client-mock";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { changeTicket } from "../../functions/runtime/change.ts";
import { marshalled } from "../../functions/store/table.ts";
import { loadThread, loadTicket } from "../../functions/store/tickets.ts";
import { clocksOf, marksOf } from "../../shared/clock/clock.ts";
import { instantOf } from "../../shared/clock/instant.ts";
import type { Route } from "../../shared/contract/operations.ts";
import type { TicketId } from "../../shared/id.ts";
import type { Member } from "../../shared/person/member.ts";
import { replay } from "../../shared/ticket/evolve.ts";
import type { Ticket } from "../../shared/ticket/ticket.ts";
import { aMember, anderhout, anna, bram, femke, gijs, organisation, vechterhout } from "../given.ts";
import { type InProcess, inProcess, itemsIn } from "../in-process.ts";
import { aTableThatFails, cancelled } from "./faults.ts";

let api: InProcess;
beforeAll(async () => {
  api = await inProcess();
  // Agents are written down when they first call; that is no part of what follows.
  for (const agent of [femke, gijs]) await api.as(agent)("GET /v1/tickets");
});
afterAll(() => api.stop());

const send = (member: Member, path: string, body: unknown, headers: Record<string, string> = {}) =>
  api.raw("POST", path, { member, body: JSON.stringify(body), headers });
const keyed = (key: string) => ({ "idempotency-key": key });
const at = (ticketId: string, deed: string) => `/v1/tickets/${ticketId}/${deed}`;
const countOf = async (start: string) =>
  (await itemsIn(api.table)).filter(({ pk }) => pk.startsWith(start)).length;
const claim = (by: Member, ticketId: TicketId) =>
  api.as(by)("POST /v1/tickets/{ticketId}/claim", { params: { ticketId } });
async function aClaimedTicket(): Promise<TicketId> {
  const ticketId = await api.asks(anna, { text: "Hoe zit het?" });
  expect((await claim(femke, ticketId)).ok).toBe(true);
  return ticketId;
}
const versionOf = async (ticketId: TicketId) => (await loadTicket(api.table, vechterhout, ticketId))?.version;

describe("a request that is sent again with its key", () => {
  const deeds: [Route, Member, unknown][] = [
    ["POST /v1/tickets", anna, { text: "Hoe zit het?" }],
    [
      "POST /v1/contacts",
      femke,
      {
        channel: "face",
        person: { is: "provisional", name: "Jan" },
        questions: [{ text: "Een" }, { text: "Twee", answer: { text: "Zo" } }],
      },
    ],
    ["POST /v1/tickets/{ticketId}/claim", femke, {}],
    ["POST /v1/tickets/{ticketId}/replies", femke, { text: "Zo zit het" }],
    ["POST /v1/tickets/{ticketId}/replies", anna, { text: "Dank" }],
    ["POST /v1/tickets/{ticketId}/notes", femke, { text: "Bellen" }],
    ["POST /v1/tickets/{ticketId}/topic", femke, { topic: "verlof_saldo" }],
    ["POST /v1/tickets/{ticketId}/wait", femke, { for: "asker", text: "Welke maand?" }],
    ["POST /v1/tickets/{ticketId}/resume", femke, {}],
    ["POST /v1/tickets/{ticketId}/resolve", femke, { outcome: "answered", text: "Zo" }],
    ["POST /v1/tickets/{ticketId}/rating", anna, { score: 5 }],
    ["POST /v1/tickets/{ticketId}/reopen", anna, { reason: "not-done" }],
    ["POST /v1/tickets/{ticketId}/claim", gijs, {}],
    ["POST /v1/tickets/{ticketId}/release", gijs, {}],
  ];

  test("gets the same answer byte for byte and has one effect, one deed of a ticket's life after another", async () => {
    const ticketId = await api.asks(anna, { text: "Hoe zit het?" });
    for (const [i, [route, member, body]] of deeds.entries()) {
      const path = (route.split(" ")[1] as string).replace("{ticketId}", ticketId);
      const first = await send(member, path, body, keyed(`deed-${i}`));
      expect([route, first.status]).toEqual([route, expect.toSatisfy((status: number) => status < 300)]);
      const stored = await itemsIn(api.table);
      const again = await send(member, path, body, keyed(`deed-${i}`));
      expect([route, again.status, again.text]).toEqual([route, first.status, first.text]);
      if (first.headers.get("etag")) expect(again.headers.get("etag")).toBe(first.headers.get("etag"));
      expect(await itemsIn(api.table)).toEqual(stored);
    }
  });

  test("but another body is refused, and so has no effect", async () => {
    const ticketId = await aClaimedTicket();
    await send(femke, at(ticketId, "replies"), { text: "Een" }, keyed("other-body"));
    const stored = await itemsIn(api.table);
    const other = await send(femke, at(ticketId, "replies"), { text: "Twee" }, keyed("other-body"));
    expect(other).toMatchObject({ status: 409, body: { code: "key-reused" } });
    expect(await itemsIn(api.table)).toEqual(stored);
  });

  test("is another request from another caller, in another organisation, at another address", async () => {
    const [one, two] = [await aClaimedTicket(), await aClaimedTicket()];
    const body = { text: "Hetzelfde" };
    const answers = [
      await send(femke, at(one, "replies"), body, keyed("scope")),
      await send(femke, at(two, "replies"), body, keyed("scope")),
      await send(femke, at(one, "notes"), body, keyed("scope")),
      await send(anna, at(one, "replies"), body, keyed("scope")),
      await send(anna, "/v1/tickets", body, keyed("scope")),
      await send(bram, "/v1/tickets", body, keyed("scope")),
      await send({ ...anna, organisation: anderhout }, "/v1/tickets", body, keyed("scope")),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 201, 201, 201]);
    expect(new Set(answers.map(({ text }) => text)).size).toBe(7);
  });

  test("is known before its version and before the rules of the desk are looked at", async () => {
    const ticketId = await aClaimedTicket();
    const headers = { ...keyed("before-rules"), "if-match": `"${await versionOf(ticketId)}"` };
    const resolve = () => send(femke, at(ticketId, "resolve"), { outcome: "answered", text: "Zo" }, headers);
    const first = await resolve();
    expect(first.status).toBe(200);
    await send(anna, at(ticketId, "replies"), { text: "Dank" });
    // By now the version is old and the ticket resolved.
    expect(await resolve()).toMatchObject({ status: 200, text: first.text });
    const without = await send(
      femke,
      at(ticketId, "resolve"),
      { outcome: "answered" },
      { "if-match": '"1"' },
    );
    expect(without).toMatchObject({ status: 412 });
  });

  test("does nothing later, either, where at first there was nothing to do", async () => {
    const ticketId = await aClaimedTicket();
    const topic = (key: string, headers = {}) => send(femke, at(ticketId, "topic"), { topic: key }, headers);
    await topic("verlof_saldo");
    const first = await topic("verlof_saldo", keyed("no-change"));
    expect(first.status).toBe(200);
    await topic("verlof_vervalt");
    expect(await topic("verlof_saldo", keyed("no-change"))).toMatchObject({ status: 200, text: first.text });
    expect((await loadTicket(api.table, vechterhout, ticketId))?.topic?.key).toBe("verlof_vervalt");
    expect(await topic("ikb", keyed("no-change"))).toMatchObject({
      status: 409,
      body: { code: "key-reused" },
    });
  });

  test("makes one ticket where ten copies arrive at the same time", async () => {
    const before = await countOf("vechterhout#reference#");
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => send(anna, "/v1/tickets", { text: "Tien keer" }, keyed("ten"))),
    );
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(answers[0]?.status).toBe(201);
    expect(await countOf("vechterhout#reference#")).toBe(before + 1);
  });

  test("is a new request after forty-eight hours, even where the old marker was not swept yet", async () => {
    const body = { text: "Nog eens" };
    const first = await send(anna, "/v1/tickets", body, keyed("old"));
    const marker = (await itemsIn(api.table)).find(
      ({ pk, data }) => pk.includes("#marker#") && JSON.stringify(data).includes(first.body.ticketId),
    );
    if (!marker) throw new Error("a marker is stored");
    const kept = (marker.expiresAt as number) * 1000 - Date.now();
    expect(kept / 3_600_000).toBeCloseTo(48, 1);
    const past = Date.now() - 1_000;
    const outdated = {
      ...marker,
      expiresAt: Math.floor(past / 1000),
      data: { ...(marker.data as object), until: new Date(past).toISOString() },
    };
    await api.table.client.send(
      new PutItemCommand({ TableName: api.table.name, Item: marshalled(outdated) }),
    );
    const again = await send(anna, "/v1/tickets", body, keyed("old"));
    expect(again.status).toBe(201);
    expect(again.body.ticketId).not.toBe(first.body.ticketId);
    expect((await send(anna, "/v1/tickets", body, keyed("old"))).text).toBe(again.text);
  });

  test("may be mended and sent with its key again, since what was refused left no trace", async () => {
    const ticketId = await aClaimedTicket();
    expect((await send(gijs, at(ticketId, "replies"), { text: "x" }, keyed("refused"))).status).toBe(409);
    await api.as(femke)("POST /v1/tickets/{ticketId}/release", { params: { ticketId } });
    expect((await send(gijs, at(ticketId, "replies"), { text: "y" }, keyed("refused"))).status).toBe(200);
  });
});

describe("several at once", () => {
  test("a version that has passed is refused, the current one and * are taken", async () => {
    const ticketId = await aClaimedTicket();
    const version = Number(await versionOf(ticketId));
    const reply = (ifMatch: string) =>
      send(femke, at(ticketId, "replies"), { text: "x" }, { "if-match": ifMatch });
    expect(await reply(`"${version - 1}"`)).toMatchObject({ status: 412, body: { code: "stale" } });
    expect(await reply(`"${version + 1}"`)).toMatchObject({ status: 412 });
    const done = await reply(`W/"${version}"`);
    expect(done).toMatchObject({ status: 200, body: { version: version + 1 } });
    expect(done.headers.get("etag")).toBe(`"${version + 1}"`);
    expect((await reply("*")).status).toBe(200);
  });

  test("what only time brought about makes nobody's version old", async () => {
    const ticketId = await aClaimedTicket();
    const seen = Number(await versionOf(ticketId));
    const change = {
      table: api.table,
      organisation,
      ticketId,
      at: instantOf(Date.now()),
      by: "system" as const,
    };
    await changeTicket(change, () => [{ type: "warned", clock: "resolution", startedBy: 1 }]);
    const ifMatch = { "if-match": `"${seen}"` };
    const reply = (text: string) => send(femke, at(ticketId, "replies"), { text }, ifMatch);
    expect(await reply("Ik was al aan het schrijven")).toMatchObject({
      status: 200,
      body: { version: seen + 2 },
    });
    expect(await reply("En nog eens")).toMatchObject({ status: 412, body: { code: "stale" } });
  });

  test("of two who change the version that both saw, one is told that it is old", async () => {
    const ticketId = await aClaimedTicket();
    const ifMatch = { "if-match": `"${await versionOf(ticketId)}"` };
    const answers = await Promise.all(
      [anna, femke].map((by) => send(by, at(ticketId, "replies"), { text: "x" }, ifMatch)),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412]);
  });

  test("twenty replies all land, exactly once, with versions in a row", async () => {
    const ticketId = await aClaimedTicket();
    const from = Number(await versionOf(ticketId));
    const pending = new Set(Array.from({ length: 20 }, (_, i) => i));
    // Whoever hears "busy" tries again with the same key, as clients do.
    while (pending.size > 0) {
      await Promise.all(
        [...pending].map(async (i) => {
          const answer = await send(
            anna,
            at(ticketId, "replies"),
            { text: `reactie ${i}` },
            keyed(`reply-${i}`),
          );
          expect([200, 503]).toContain(answer.status);
          if (answer.status === 200) pending.delete(i);
        }),
      );
    }
    const { contents, events } = await loadThread(api.table, vechterhout, ticketId);
    const replies = contents.filter(({ kind }) => kind === "reply").map(({ text }) => text);
    expect(replies.toSorted()).toEqual(Array.from({ length: 20 }, (_, i) => `reactie ${i}`).toSorted());
    expect(events.map(({ n }) => n)).toEqual(Array.from({ length: from + 20 }, (_, i) => i + 1));
    const { clocks, ...evolved } = (await loadTicket(api.table, vechterhout, ticketId)) as Ticket;
    expect(replay(events)).toEqual(evolved);
    expect(clocks).toEqual(marksOf(clocksOf(events, () => organisation)));
  });

  test("of ten agents who claim, exactly one has it and the others hear so", async () => {
    const ticketId = await api.asks(anna, { text: "Wie eerst?" });
    const agents = Array.from({ length: 10 }, (_, i) => aMember(`loket-${i}`, { roles: ["front-office"] }));
    const answers = await Promise.all(agents.map((agent) => claim(agent, ticketId)));
    const winners = agents.filter((_, i) => answers[i]?.ok);
    expect(winners).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(9);
    expect(await loadTicket(api.table, vechterhout, ticketId)).toMatchObject({
      claimedBy: winners[0]?.person,
    });
  });
});

describe("a table that is busy", () => {
  let table: AwsClientStub<DynamoDBClient>;
  afterEach(() => table.restore());

  /** What the table says before it does as asked again. */
  function busyTable() {
    table = aTableThatFails();
    return table.on(TransactWriteItemsCommand);
  }
  const writes = () => table.commandCalls(TransactWriteItemsCommand).length;

  test.each(["TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"])(
    "with %s: the change is decided anew and lands once",
    async (code) => {
      const ticketId = await aClaimedTicket();
      const from = Number(await versionOf(ticketId));
      busyTable().rejectsOnce(cancelled("None", code)).rejectsOnce(cancelled(code));
      const answer = await send(femke, at(ticketId, "replies"), { text: "Na even wachten" });
      expect(answer).toMatchObject({ status: 200, body: { version: from + 1 } });
      expect(writes()).toBe(3);
    },
  );

  test("decides anew on what the other made of it", async () => {
    const ticketId = await api.asks(anna, { text: "Wie?" });
    busyTable();
    // Between this agent's look and its write, a colleague claims.
    table.on(QueryCommand).callsFakeOnce(async (input: QueryCommandInput) => {
      table.restore();
      const found = await api.table.client.send(new QueryCommand(input));
      expect((await claim(gijs, ticketId)).ok).toBe(true);
      return found;
    });
    expect(await claim(femke, ticketId)).toMatchObject({
      status: 409,
      problem: { code: "claimed-by-another" },
    });
  });

  test("for good: the caller may try again, and nothing is stored", async () => {
    const ticketId = await aClaimedTicket();
    const stored = await itemsIn(api.table);
    busyTable().rejects(cancelled("TransactionConflict"));
    for (const path of ["/v1/tickets", at(ticketId, "replies")]) {
      const answer = await send(anna, path, { text: "Druk" }, keyed("busy"));
      expect(answer).toMatchObject({ status: 503, body: { code: "busy" } });
      expect(answer.headers.get("retry-after")).toBe("2");
    }
    expect(writes()).toBe(12);
    table.restore();
    expect(await itemsIn(api.table)).toEqual(stored);
    expect((await send(anna, "/v1/tickets", { text: "Druk" }, keyed("busy"))).status).toBe(201);
  });

  test.each([
    "ThrottlingException",
    "ProvisionedThroughputExceededException",
    "RequestLimitExceeded",
    "InternalServerError",
  ])("that says %s: the caller may try again", async (name) => {
    busyTable().rejects(Object.assign(new Error("slow down"), { name }));
    expect(await send(anna, "/v1/tickets", { text: "Druk" })).toMatchObject({
      status: 503,
      body: { code: "busy" },
    });
  });

  test("a reference that is taken is drawn anew", async () => {
    busyTable().rejectsOnce(cancelled("None", "None", "None", "ConditionalCheckFailed"));
    const answer = await send(anna, "/v1/tickets", { text: "Welk nummer?" });
    expect(answer.status).toBe(201);
    const references = table.commandCalls(TransactWriteItemsCommand).map(({ args: [{ input }] }) => {
      const puts = input.TransactItems?.map(({ Put }) => Put?.Item?.pk?.S ?? "") ?? [];
      return puts.find((pk) => pk.includes("#reference#"));
    });
    expect(references).toHaveLength(2);
    expect(references[0]).not.toBe(references[1]);
    expect(references[1]).toBe(`vechterhout#reference#${answer.body.reference}`);
  });

  test("a reading of a sensitive question that could not be written down shows nothing", async () => {
    const ticketId = await api.asks(anna, { text: "Over mijn verlof", topic: "zwangerschapsverlof" });
    busyTable();
    table.on(PutItemCommand).rejects(Object.assign(new Error("slow down"), { name: "ThrottlingException" }));
    const answer = await api.raw("GET", `/v1/tickets/${ticketId}`, { member: femke });
    expect(answer).toMatchObject({ status: 503 });
    expect(answer.text).not.toContain("verlof");
  });
});
