import { QueryCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadThread, loadTicket } from "../../functions/store/tickets.ts";
import { learntWrite } from "../../functions/store/topics.ts";
import type { SentBodyOf } from "../../shared/contract/operations.ts";
import { packTopic } from "../../shared/faq/index-pack.ts";
import { emptyIndex, learn, stateOf } from "../../shared/faq/matcher.ts";
import type { TicketId } from "../../shared/id.ts";
import type { Member } from "../../shared/person/member.ts";
import type { TicketEvent } from "../../shared/ticket/event.ts";
import type { Ticket } from "../../shared/ticket/ticket.ts";
import { anna, bram, femke, gijs, lotte, tuesday, vechterhout } from "../given.ts";
import { type InProcess, inProcess } from "../in-process.ts";
import { aTableThatFails } from "./faults.ts";
import { aRecord, aRevision, published, stored, storeTopic } from "./topics-given.ts";

let api: InProcess;
const name = { nl: "Fiets leasen", en: "Leasing a bicycle" };
const leasing = "new-fietsleasen";

beforeAll(async () => {
  api = await inProcess();
  const { table } = api;
  const index = emptyIndex();
  learn(index, leasing, "Kan ik een fiets leasen via het loket?");
  const state = packTopic(stateOf(index, leasing) as NonNullable<ReturnType<typeof stateOf>>);
  await Promise.all([
    storeTopic(
      table,
      aRecord("verlof_saldo", {
        publications: [published(2, "employee"), published(3, "internal")],
        latestRevision: 5,
        drafts: [4],
      }),
      aRevision("verlof_saldo", 1, { state: "withdrawn", endedAt: tuesday }),
      aRevision("verlof_saldo", 2),
      aRevision("verlof_saldo", 3, { audience: "internal" }),
      aRevision("verlof_saldo", 4, { state: "draft", publishedBy: undefined, publishedAt: undefined }),
    ),
    storeTopic(
      table,
      aRecord("ikb", {
        publications: [published(1, "employee"), published(2, "line-manager"), published(3, "internal")],
      }),
      aRevision("ikb", 1, { validFrom: "2999-01-01" }),
      aRevision("ikb", 2, { audience: "line-manager", validUntil: "2020-01-01" }),
      // Withdrawn a moment ago: the record that a function knows still tells otherwise.
      aRevision("ikb", 3, { audience: "internal", state: "withdrawn" }),
    ),
    storeTopic(table, aRecord(leasing, { origin: "found", name, under: "fietsregeling" })),
    storeTopic(table, aRecord("new-nameless", { origin: "found" })),
    stored(table, learntWrite(table, vechterhout, undefined, { key: leasing, at: tuesday, state })),
  ]);
});
afterAll(() => api.stop());

const post = (by: Member, ticketId: TicketId, deed: string, body: unknown, headers = {}) =>
  api.raw("POST", `/v1/tickets/${ticketId}/${deed}`, { member: by, body: JSON.stringify(body), headers });
const detail = async (by: Member, ticketId: TicketId) => {
  const { status, body } = await api.raw("GET", `/v1/tickets/${ticketId}`, { member: by });
  expect(status).toBe(200);
  return body;
};
const ticketOf = (ticketId: TicketId) => loadTicket(api.table, vechterhout, ticketId) as Promise<Ticket>;
const eventsOf = async (ticketId: TicketId): Promise<TicketEvent[]> =>
  (await loadThread(api.table, vechterhout, ticketId)).events;
/** A question of Anna's that the front office has in hand. */
async function inHand(
  text = "Hoeveel uren heb ik nog over?",
  given: Partial<SentBodyOf<"POST /v1/tickets">> = {},
) {
  const ticketId = await api.asks(anna, { text, ...given });
  expect((await post(femke, ticketId, "claim", {})).status).toBe(200);
  return ticketId;
}
const suggested = async (by: Member, ticketId: TicketId) =>
  (await detail(by, ticketId)).suggestions.map(({ topic }: { topic: string }) => topic);

test("a ticket is shown without suggestions while topics cannot be read, and with them once they can", async () => {
  const ticketId = await inHand();
  const failing = aTableThatFails();
  failing.on(QueryCommand, { IndexName: "gsi4" }).rejects(new Error("away"));
  const without = await detail(femke, ticketId);
  failing.restore();
  expect(without).toMatchObject({ view: "desk", ticketId });
  expect(without).not.toHaveProperty("suggestions");
  expect((await detail(femke, ticketId)).suggestions).toHaveLength(3);
});

describe("what a ticket is probably about", () => {
  test("are the three likeliest topics, with the answers in force for everyone, the first with how sure it is", async () => {
    const { suggestions } = await detail(femke, await inHand());
    expect(suggestions).toHaveLength(3);
    const [first, second] = suggestions;
    expect(first).toMatchObject({
      topic: "verlof_saldo",
      name: { nl: "Verlofsaldo", en: "Leave balance" },
      confidence: expect.any(Number),
      answers: [
        {
          revision: 2,
          audience: "employee",
          texts: { nl: { written: "Antwoord **2**", spoken: "Antwoord 2" } },
        },
        { revision: 3, audience: "internal" },
      ],
    });
    expect(first.answers).toHaveLength(2);
    expect(second).not.toHaveProperty("confidence");
  });

  test("come without an answer that is not valid yet, no longer, or withdrawn a moment ago", async () => {
    const { suggestions } = await detail(
      femke,
      await inHand("Tot wanneer kan ik mijn keuzebudget inzetten?"),
    );
    expect(suggestions[0]).toMatchObject({ topic: "ikb", answers: [] });
  });

  test("may be a topic that was found in questions, under the one that it stands under", async () => {
    const { suggestions } = await detail(femke, await inHand("Fiets leasen via het loket?"));
    expect(suggestions[0]).toMatchObject({ topic: leasing, under: "fietsregeling", name, answers: [] });
  });

  test("may be a signpost, with where to go", async () => {
    const { suggestions } = await detail(femke, await inHand("Ik word buitengesloten in mijn team"));
    expect(suggestions[0]).toMatchObject({
      topic: "vertrouwenspersoon",
      signpost: { key: "confidential-adviser" },
    });
  });

  test("are for whoever reads it at a desk, restricted or not, and never for the asker", async () => {
    const ticketId = await api.asks(anna, { text: "Er is beslag gelegd op mijn loon", topic: "loonbeslag" });
    expect(await detail(anna, ticketId)).not.toHaveProperty("suggestions");
    const own = await inHand();
    expect(JSON.stringify(await detail(anna, own))).not.toMatch(/suggestions|Antwoord/);
    await post(femke, own, "confidentiality", { to: "restricted", reason: "gevoelig" });
    expect(await suggested(femke, own)).toContain("verlof_saldo");
  });

  test("says nothing of a text that was made unreadable", async () => {
    const ticketId = await inHand();
    const { questionId } = await ticketOf(ticketId);
    await post(femke, ticketId, "redactions", { contentId: questionId, reason: "bsn" });
    expect(await detail(femke, ticketId)).not.toHaveProperty("suggestions");
  });
});

describe("confirming a topic", () => {
  test("is done at closing, in the same call and before the end, once for each key", async () => {
    const ticketId = await inHand();
    const { version } = await ticketOf(ticketId);
    const body = {
      outcome: "answered",
      text: "Twaalf uur.",
      topic: "verlof_saldo",
      answer: { topic: "verlof_saldo", revision: 2 },
    };
    const key = { "idempotency-key": "closing-and-confirming" };
    const closed = await post(femke, ticketId, "resolve", body, key);
    expect(closed).toMatchObject({ status: 200, body: { state: "resolved", version: version + 2 } });
    expect((await post(femke, ticketId, "resolve", body, key)).text).toBe(closed.text);
    expect((await eventsOf(ticketId)).slice(version)).toMatchObject([
      { type: "topic-set", topic: { key: "verlof_saldo", knownBy: "agent-confirmed" }, by: femke.person },
      { type: "resolved", answer: { topic: "verlof_saldo", revision: 2 } },
    ]);
    const answer = { topic: "verlof_saldo", revision: 2 };
    expect(await detail(femke, ticketId)).toMatchObject({ answer, topic: { key: "verlof_saldo" } });
    expect(await detail(anna, ticketId)).toMatchObject({ answer, topic: "verlof_saldo" });
  });

  test("of a default that was left standing says so, and takes nothing from a colleague's word", async () => {
    const ticketId = await inHand();
    await post(femke, ticketId, "topic", { topic: "verlof_saldo", how: "accepted" });
    expect((await ticketOf(ticketId)).topic).toEqual({ key: "verlof_saldo", knownBy: "agent-accepted" });
    await post(gijs, ticketId, "topic", { topic: "verlof_saldo" });
    await post(femke, ticketId, "topic", { topic: "verlof_saldo", how: "accepted" });
    expect((await ticketOf(ticketId)).topic).toEqual({ key: "verlof_saldo", knownBy: "agent-confirmed" });
  });

  test("can end in none of those there are, until somebody finds one", async () => {
    const ticketId = await inHand("Iets heel anders", { topic: "verlof_saldo" });
    expect((await post(femke, ticketId, "topic", { topic: null })).status).toBe(200);
    const denied = await detail(femke, ticketId);
    expect(denied).toMatchObject({ topicDenied: true });
    expect(denied).not.toHaveProperty("topic");
    await post(femke, ticketId, "resolve", { outcome: "done", topic: "ikb", how: "accepted" });
    expect(await ticketOf(ticketId)).toMatchObject({ topic: { key: "ikb", knownBy: "agent-accepted" } });
    expect(await ticketOf(ticketId)).not.toHaveProperty("topicDenied");
  });

  test("takes a found topic with a name, which the list finds both ways, and none without", async () => {
    const ticketId = await inHand("Fiets leasen?");
    expect((await post(femke, ticketId, "topic", { topic: leasing })).status).toBe(200);
    const topic = { key: "fietsregeling", part: leasing, knownBy: "agent-confirmed" };
    expect((await detail(femke, ticketId)).topic).toEqual(topic);
    for (const key of ["fietsregeling", leasing]) {
      const { body } = await api.raw("GET", `/v1/tickets?topic=${key}`, { member: femke });
      expect(body.items.map((row: { ticketId: string }) => row.ticketId)).toContain(ticketId);
    }
    for (const unknown of ["new-nameless", "new-nothing"]) {
      for (const [deed, body] of [
        ["topic", {}],
        ["resolve", { outcome: "done" }],
      ] as const) {
        expect(await post(femke, ticketId, deed, { ...body, topic: unknown })).toMatchObject({
          status: 400,
          body: { faults: [{ at: "body.topic", code: "unknown" }] },
        });
      }
    }
  });

  test("that may not be recorded refuses the whole call: nothing is closed", async () => {
    const ticketId = await inHand();
    expect(
      await post(femke, ticketId, "resolve", { outcome: "done", topic: "vertrouwenspersoon" }),
    ).toMatchObject({
      status: 409,
      body: { code: "not-recorded" },
    });
    expect((await ticketOf(ticketId)).state).toBe("in-progress");
  });

  test("is not for who does not have the ticket, closing or not", async () => {
    const ticketId = await inHand();
    for (const topic of ["ikb", null]) {
      expect((await post(lotte, ticketId, "topic", { topic })).status).toBe(404);
      expect((await post(gijs, ticketId, "resolve", { outcome: "done", topic })).body.code).toBe(
        "claimed-by-another",
      );
    }
  });
});

describe("a question that is asked", () => {
  test("by click may be about a found topic with a name, and about none without", async () => {
    const ticketId = await api.asks(anna, { text: "Leasen?", topic: leasing });
    expect((await ticketOf(ticketId)).topic).toEqual({
      key: "fietsregeling",
      part: leasing,
      knownBy: "asker-chose",
    });
    const refused = await api.as(anna)("POST /v1/tickets", { body: { text: "Wat?", topic: "new-nameless" } });
    expect(refused).toMatchObject({ ok: false, problem: { code: "invalid-input" } });
  });

  test("by telephone may be about a found topic, a default left standing, or none; with the answer given", async () => {
    const answer = { topic: "verlof_saldo", revision: 2 };
    const { body } = await call([
      { text: "Leasen?", topic: leasing },
      { text: "Hoeveel?", topic: "verlof_saldo", how: "accepted", answer: { text: "Twaalf uur", answer } },
      { text: "Anders", topic: null },
      { text: "Nog niets van gezegd" },
    ]);
    const tickets = await Promise.all(
      body.tickets.map(({ ticketId }: { ticketId: TicketId }) => ticketOf(ticketId)),
    );
    expect(tickets).toMatchObject([
      { topic: { key: "fietsregeling", part: leasing, knownBy: "agent-confirmed" } },
      { topic: { key: "verlof_saldo", knownBy: "agent-accepted" }, answer, state: "resolved" },
      { topicDenied: true },
      { state: "received" },
    ]);
    expect(tickets[2]).not.toHaveProperty("topic");
    expect(tickets[3]).not.toHaveProperty("topicDenied");
  });

  test("by telephone hears of every topic and answer that is not there, at once", async () => {
    const answered = (revision: number) => ({ text: "Zo", answer: { topic: "verlof_saldo", revision } });
    const { status, body } = await call([
      { text: "Wat?", topic: "new-nameless" },
      { text: "Hoe?", answer: answered(4) },
      { text: "Goed", answer: answered(1) },
    ]);
    expect([status, body.faults.map(({ at }: { at: string }) => at)]).toEqual([
      400,
      ["body.questions[0].topic", "body.questions[1].answer.answer"],
    ]);
  });

  test("about a signpost is left out, whatever else is said", async () => {
    const { body } = await call([{ text: "Melden", topic: "vertrouwenspersoon", how: "accepted" }]);
    expect(body).toMatchObject({ recorded: false, signposts: [{ key: "confidential-adviser" }] });
  });
});

const call = (questions: SentBodyOf<"POST /v1/contacts">["questions"]) =>
  api.raw("POST", "/v1/contacts", {
    member: femke,
    body: JSON.stringify({ channel: "call", person: { is: "provisional", name: "Beller" }, questions }),
  });

describe("the answer that was used", () => {
  test("is linked by a reply, and may have been withdrawn since", async () => {
    const ticketId = await inHand();
    const linked = (revision: number, topic = "verlof_saldo") =>
      post(femke, ticketId, "replies", { text: "Zie het antwoord.", answer: { topic, revision } });
    expect((await linked(2)).status).toBe(200);
    expect((await ticketOf(ticketId)).answer).toEqual({ topic: "verlof_saldo", revision: 2 });
    expect((await linked(1)).status).toBe(200);
    expect((await ticketOf(ticketId)).answer).toEqual({ topic: "verlof_saldo", revision: 1 });
  });

  test.each([
    ["a draft", "verlof_saldo", 4],
    ["a revision that is not there", "verlof_saldo", 9],
    ["a topic that is not there", "new-nothing", 1],
  ])("is never %s", async (_what, topic, revision) => {
    const ticketId = await inHand();
    const answer = { topic, revision };
    for (const [deed, body] of [
      ["replies", { text: "Zie", answer }],
      ["resolve", { outcome: "answered", text: "Zie", answer }],
    ] as const) {
      expect(await post(femke, ticketId, deed, body)).toMatchObject({
        status: 400,
        body: { faults: [{ at: "body.answer", code: "unknown" }] },
      });
    }
    expect(await ticketOf(ticketId)).not.toHaveProperty("answer");
  });

  test("is not the asker's to say", async () => {
    const ticketId = await inHand();
    const answer = { topic: "verlof_saldo", revision: 2 };
    expect(await post(anna, ticketId, "replies", { text: "Bedankt", answer })).toMatchObject({
      status: 400,
      body: { faults: [{ at: "body.answer", code: "not-allowed" }] },
    });
  });

  test("tells nobody who may not say it which revisions there are", async () => {
    const ticketId = await inHand();
    for (const [by, of] of [
      [anna, ticketId],
      [bram, ticketId],
      [femke, await api.asks(femke, { text: "Van mijzelf" })],
    ] as const) {
      for (const [deed, more] of [
        ["replies", { text: "Zie" }],
        ["resolve", { outcome: "answered", text: "Zie" }],
      ] as const) {
        const said = async (revision: number) => {
          const answer = { topic: "verlof_saldo", revision };
          const { status, body } = await post(by, of, deed, { ...more, answer });
          return { status, code: body.code, faults: body.faults };
        };
        expect(await said(4), `${by.person} ${deed}`).toEqual(await said(2));
      }
    }
  });

  test("is told to its asker where it was written for them, and no number of any other", async () => {
    const ticketId = await inHand();
    const answer = { topic: "verlof_saldo", revision: 3 };
    expect((await post(femke, ticketId, "replies", { text: "Zie", answer })).status).toBe(200);
    expect(await detail(anna, ticketId)).not.toHaveProperty("answer");
    expect((await detail(femke, ticketId)).answer).toEqual(answer);
    await post(femke, ticketId, "replies", { text: "Zie", answer: { ...answer, revision: 2 } });
    expect((await detail(anna, ticketId)).answer).toEqual({ ...answer, revision: 2 });
  });
});
