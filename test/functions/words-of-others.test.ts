import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { changeTicket } from "../../functions/runtime/change.ts";
import { savePeople } from "../../functions/store/people.ts";
import { loadThread, loadTicket } from "../../functions/store/tickets.ts";
import { instantOf } from "../../shared/clock/instant.ts";
import type { SentBodyOf } from "../../shared/contract/operations.ts";
import type { ContactLogged, RowResult } from "../../shared/contract/view.ts";
import type { TicketId } from "../../shared/id.ts";
import type { Member } from "../../shared/person/member.ts";
import { Person } from "../../shared/person/person.ts";
import { routed } from "../../shared/ticket/unattended.ts";
import { anna, bram, exchange, femke, gijs, organisation, vechterhout } from "../given.ts";
import { type InProcess, inProcess } from "../in-process.ts";

/** Nobody's words, rights or numbers become somebody else's by way of a telephone. */

let api: InProcess;
beforeAll(async () => {
  api = await inProcess();
  const people = [
    { personId: anna.person, familyName: "Testers", personnelNumbers: ["1001"] },
    {
      personId: bram.person,
      familyName: "Voorbeeld",
      personnelNumbers: ["1002"],
      managerPersonId: anna.person,
    },
    { personId: gijs.person, familyName: "Balie", managerPersonId: anna.person },
  ];
  await savePeople(
    api.table,
    vechterhout,
    people.map((person) => ({ before: undefined, after: Person.parse(person) })),
  );
  for (const agent of [femke, gijs]) await api.as(agent)("GET /v1/tickets");
});
afterAll(() => api.stop());

const stored = async (ticketId: TicketId) => {
  const ticket = await loadTicket(api.table, vechterhout, ticketId);
  if (!ticket) throw new Error("the ticket is there");
  return ticket;
};
const thread = async (ticketId: TicketId) => (await loadThread(api.table, vechterhout, ticketId)).contents;
const known = (member: Member) => ({ is: "known" as const, personId: member.person });

let clock = Date.parse("2026-11-03T08:00:00Z");
async function call(row: object, by = exchange): Promise<RowResult> {
  clock += 60_000;
  const rows = [
    { startedAt: instantOf(clock), seconds: "60", takenBy: femke.person, outcome: "answered", ...row },
  ];
  const answer = await api.as(by)("POST /v1/phone-logs", { body: { rows } });
  if (!answer.ok) throw new Error(JSON.stringify(answer));
  return answer.body.rows[0] as RowResult;
}

async function logged(body: SentBodyOf<"POST /v1/contacts">, by = femke) {
  const answer = await api.as(by)("POST /v1/contacts", { body });
  if (!answer.ok || !answer.body.recorded) throw new Error(JSON.stringify(answer));
  return answer.body as Extract<ContactLogged, { recorded: true }>;
}

async function waitingForAnna(): Promise<TicketId> {
  const ticketId = await api.asks(anna, { text: "Hoe zit het?" });
  const params = { ticketId };
  await api.as(femke)("POST /v1/tickets/{ticketId}/claim", { params });
  await api.as(femke)("POST /v1/tickets/{ticketId}/wait", {
    params,
    body: { for: "asker", text: "Welke dag?" },
  });
  return ticketId;
}

describe("a list of calls", () => {
  test("gives nobody rights whom it names as the one who took a call", async () => {
    const row = await call({
      caller: "1002",
      takenBy: anna.person,
      topic: "overlijden",
      note: "Een teamlid",
    });
    const ticket = await stored(row.ticketId as TicketId);
    expect(ticket).toMatchObject({ state: "received", confidentiality: "restricted", readers: [] });
    const seen = await api.as(anna)("GET /v1/tickets/{ticketId}", { params: { ticketId: ticket.ticketId } });
    expect(seen.status).toBe(404);
  });

  test("is signed by who hands it in, not by whom it names", async () => {
    const row = await call({ caller: "1001", note: "Hoeveel verlof?" }, gijs);
    const { events } = await loadThread(api.table, vechterhout, row.ticketId as TicketId);
    expect(new Set(events.map(({ by }) => by))).toEqual(new Set([gijs.person]));
    expect(await stored(row.ticketId as TicketId)).toMatchObject({
      takenBy: femke.person,
      state: "resolved",
    });
  });

  test("answers no question of the agent who hands it in", async () => {
    const row = await call({ caller: gijs.person, note: "Mijn eigen vraag" }, gijs);
    expect(row).toMatchObject({ result: "refused", faults: [{ code: "own-ticket" }] });
  });

  test("puts no words into the mouth of an asker who did not call", async () => {
    const ticketId = await waitingForAnna();
    const { reference } = await stored(ticketId);
    await call({ caller: "1002", reference, note: "Anna is eigenlijk ziek" });
    expect(await stored(ticketId)).toMatchObject({ state: "waiting" });
    expect((await thread(ticketId)).at(-1)).toMatchObject({ kind: "note", from: "desk" });
    const mine = await api.as(anna)("GET /v1/tickets/{ticketId}", { params: { ticketId } });
    expect(JSON.stringify(mine)).not.toContain("eigenlijk ziek");
  });

  test("tells an agent nothing of a restricted question by its reference", async () => {
    const ticketId = await api.asks(bram, { text: "Er is iemand overleden" });
    const { reference } = await stored(ticketId);
    const row = await call({ caller: "1001", reference, note: "Nieuws?" }, gijs);
    expect(row).toMatchObject({ result: "refused", faults: [{ code: "ticket-unknown" }] });
  });

  test("makes no person of a refused row", async () => {
    const number = "+31 6 9999 9999";
    await call({ caller: number, takenBy: "niemand", note: "Vraag" });
    const found = await api.as(femke)("GET /v1/people", { query: { q: number } });
    expect(found).toMatchObject({ body: { items: [] } });
    await call({ caller: number, note: "Vraag", outcome: "handed-over" });
    const again = await api.as(femke)("GET /v1/people", { query: { q: number } });
    expect(again).toMatchObject({ body: { items: [{ kind: "provisional", phone: number }] } });
  });

  test("knows two calls apart whose numbering began anew, and when a question was asked", async () => {
    const first = await call({ caller: "1001", callId: "77", note: "Eerste" });
    const second = await call({ caller: "1001", callId: "77", note: "Tweede" });
    expect([first.result, second.result]).toEqual(["accepted", "accepted"]);
    expect((await stored(second.ticketId as TicketId)).askedAt).toBe(instantOf(clock));
  });
});

describe("a call about a question that exists", () => {
  test("by somebody else is a note to the desk, and the asker is still waited for", async () => {
    const ticketId = await waitingForAnna();
    const body = { channel: "call" as const, existing: [{ ticketId, text: "Bilal zegt iets over Anna" }] };
    await logged({ ...body, person: known(bram) });
    await logged(body);
    expect(await stored(ticketId)).toMatchObject({ state: "waiting" });
    const kinds = (await thread(ticketId)).slice(-2).map(({ kind, from }) => [kind, from]);
    expect(kinds).toEqual([
      ["note", "desk"],
      ["note", "desk"],
    ]);
  });

  test("by the asker ends the wait", async () => {
    const ticketId = await waitingForAnna();
    await logged({ channel: "call", person: known(anna), existing: [{ ticketId, text: "Dinsdag" }] });
    expect(await stored(ticketId)).toMatchObject({ state: "in-progress" });
  });

  test("may come from the one namens whom a restricted question was asked, and tells its subject nothing", async () => {
    const namens = await api.asks(anna, {
      text: "Iemand wordt gepest",
      about: { person: bram.person, relation: "namens" },
    });
    await logged({ channel: "call", person: known(bram), existing: [{ ticketId: namens }] });
    const over = await api.asks(anna, {
      text: "Over Gijs",
      about: { person: gijs.person, relation: "over" },
    });
    const { reference } = await stored(over);
    const answer = await api.as(gijs)("POST /v1/contacts", {
      body: { channel: "call", person: known(anna), existing: [{ reference }] },
    });
    expect(answer).toMatchObject({ status: 404, problem: { code: "ticket-unknown" } });
  });
});

describe("an unknown caller", () => {
  test("is found by the number to call back, and never linked to whom the question is about", async () => {
    const { personId, tickets } = await logged({
      channel: "call",
      person: { is: "provisional", name: "Een leidinggevende", phone: "0612345678" },
      questions: [{ text: "Over mijn medewerker", about: { person: bram.person, relation: "over" } }],
    });
    const found = await api.as(femke)("GET /v1/people", { query: { q: "0612345678" } });
    expect(found).toMatchObject({ body: { items: [{ personId }] } });
    const link = await api.as(femke)("POST /v1/people/{personId}/link", {
      params: { personId: personId as string },
      body: { to: bram.person },
    });
    expect(link).toMatchObject({ status: 409, problem: { code: "about-this-person" } });
    expect(await stored(tickets[0]?.ticketId as TicketId)).toMatchObject({ asker: personId });
  });

  test("whose question is restricted is linked by a reader or a coordinator only", async () => {
    const { personId } = await logged({
      channel: "call",
      person: { is: "provisional", phone: "0611111111" },
      questions: [{ text: "Ik word gepest" }],
    });
    const link = await api.as(gijs)("POST /v1/people/{personId}/link", {
      params: { personId: personId as string },
      body: { to: bram.person },
    });
    expect(link).toMatchObject({ status: 403, problem: { code: "not-at-your-desk" } });
  });
});

test("a question about nobody, or from the future, is refused", async () => {
  const about = { person: "bestaat-niet", relation: "namens" as const };
  const answer = await api.as(femke)("POST /v1/contacts", {
    body: {
      channel: "call",
      at: "2099-01-01T00:00:00Z",
      person: known(anna),
      questions: [{ text: "Vraag", about, handOver: { desk: "nergens", reason: "zomaar" } }],
    },
  });
  expect(answer).toMatchObject({ status: 400 });
  const at = answer.ok ? [] : answer.problem.faults?.map((fault) => fault.at);
  expect(at).toEqual([
    "body.questions[0].handOver.desk",
    "body.questions[0].handOver.reason",
    "body.questions[0].about.person",
    "body.at",
  ]);
});

test("the largest contact that the contract allows fits in one transaction", async () => {
  const name =
    "Jan Willem van der Meulen-de Vries tot Oldenburg en Nieuwenhuizen van Zuylen op den Berg aan de IJssel";
  const question = {
    text: "Mijn collega wordt gepest",
    about: { person: bram.person, relation: "namens" as const },
    handOver: { desk: "confidential", reason: "confidential", note: "Graag bellen" },
  };
  const existing = await Promise.all(
    Array.from({ length: 5 }, async () => {
      const ticketId = await waitingForAnna();
      await changeTicket(
        { table: api.table, organisation, ticketId, at: instantOf(Date.now()), by: "system" },
        () => [{ type: "call-back-wanted", event: 1 }],
      );
      return { ticketId, text: "Hij werd bedreigd", callBack: "reached" as const };
    }),
  );
  const answer = await api.as(femke)("POST /v1/contacts", {
    key: "largest",
    body: {
      channel: "face",
      result: "call-back-agreed",
      person: { is: "provisional", name: name.slice(0, 100), phone: "0622222222" },
      questions: Array.from({ length: 5 }, () => question),
      existing,
    },
  });
  expect(answer).toMatchObject({ status: 201 });
});

describe("what still asks something of the desk", () => {
  const done = async (asker: Member) => {
    const ticketId = await api.asks(asker, { text: "Hoe zit het?" });
    await api.as(femke)("POST /v1/tickets/{ticketId}/claim", { params: { ticketId } });
    await api.as(femke)("POST /v1/tickets/{ticketId}/resolve", {
      params: { ticketId },
      body: { outcome: "answered", text: "Zo." },
    });
    return ticketId;
  };
  const isListed = async (ticketId: TicketId) => {
    const answer = await api.as(femke)("GET /v1/tickets", { query: { desk: "frontoffice", limit: 100 } });
    return answer.ok && answer.body.items.some((item) => item.ticketId === ticketId);
  };

  test("stands on its list after the answer: a call to make, until it was made", async () => {
    const ticketId = await done(bram);
    expect(await isListed(ticketId)).toBe(false);
    await changeTicket(
      { table: api.table, organisation, ticketId, at: instantOf(Date.now()), by: "system" },
      () => [{ type: "call-back-wanted", event: 4 }],
    );
    expect(await isListed(ticketId)).toBe(true);
    await logged({ channel: "call", person: known(bram), existing: [{ ticketId, callBack: "reached" }] });
    expect(await isListed(ticketId)).toBe(false);
  });

  test("stands on its list after the answer: a word of the asker, until somebody has read it", async () => {
    const ticketId = await done(anna);
    const params = { ticketId };
    await api.as(anna)("POST /v1/tickets/{ticketId}/replies", { params, body: { text: "Dit klopt niet" } });
    expect(await isListed(ticketId)).toBe(true);
    await api.as(femke)("POST /v1/tickets/{ticketId}/acknowledge", { params });
    expect(await isListed(ticketId)).toBe(false);
  });
});

test("what is asked about a colleague of the helpdesk goes to those who are no colleagues", () => {
  const asker = { worksAtDesk: true, is: ["employee" as const] };
  const ticket = { state: "received", confidentiality: "sensitive", wordRules: [] } as never;
  expect(routed(ticket, asker, organisation)).toMatchObject([{ to: "confidential", rule: "own-staff" }]);
});
