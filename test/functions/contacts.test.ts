import { TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { changeTicket } from "../../functions/runtime/change.ts";
import { loadContact } from "../../functions/store/contacts.ts";
import { loadPerson, savePeople } from "../../functions/store/people.ts";
import { loadThread, loadTicket } from "../../functions/store/tickets.ts";
import { instantOf } from "../../shared/clock/instant.ts";
import type { SentBodyOf } from "../../shared/contract/operations.ts";
import type { ContactLogged } from "../../shared/contract/view.ts";
import type { ContactId, PersonId, TicketId } from "../../shared/id.ts";
import type { Member } from "../../shared/person/member.ts";
import { Person } from "../../shared/person/person.ts";
import { routed } from "../../shared/ticket/unattended.ts";
import {
  aMember,
  anderhout,
  anna,
  bram,
  coen,
  femke,
  gijs,
  omar,
  organisation,
  someId,
  vechterhout,
} from "../given.ts";
import { type InProcess, inProcess, itemsIn } from "../in-process.ts";
import { aTableThatFails, cancelled, really } from "./faults.ts";

type Logged = Extract<ContactLogged, { recorded: true }>;
type Contact = Omit<SentBodyOf<"POST /v1/contacts">, "channel">;

let api: InProcess;
beforeAll(async () => {
  api = await inProcess();
  await savePeople(
    api.table,
    vechterhout,
    [anna, bram, femke].map(({ person }) => ({
      before: undefined,
      after: Person.parse({
        personId: person,
        familyName: "Jansen",
        language: person === bram.person ? "en" : "nl",
      }),
    })),
  );
  for (const agent of [femke, gijs, coen]) await api.as(agent)("GET /v1/tickets");
});
afterAll(() => api.stop());

const known = (member: Member) => ({ is: "known" as const, personId: member.person });
const log = (body: Contact, by = femke, key?: string) =>
  api.as(by)("POST /v1/contacts", { body: { channel: "call", ...body }, ...(key && { key }) });
async function logged(body: Contact, by = femke): Promise<Logged> {
  const answer = await log(body, by);
  if (!answer.ok || !answer.body.recorded) throw new Error(`not recorded: ${JSON.stringify(answer)}`);
  return answer.body;
}
async function refusedWithoutTrace(body: Contact, by = femke) {
  const before = await itemsIn(api.table);
  const answer = await log(body, by);
  expect(await itemsIn(api.table)).toEqual(before);
  if (answer.ok) throw new Error("a refusal");
  return answer.problem;
}
const ticketOf = (ticketId: TicketId) => loadTicket(api.table, vechterhout, ticketId);
const threadOf = (ticketId: TicketId) => loadThread(api.table, vechterhout, ticketId);
const detail = async (member: Member, ticketId: string) =>
  (await api.raw("GET", `/v1/tickets/${ticketId}`, { member })).body;
const contactOf = (contactId: string, member: Member = femke) =>
  api.raw("GET", `/v1/contacts/${contactId}`, { member });
const aRestrictedTicket = async (asker: Member) => {
  const ticketId = await api.asks(asker, { text: "Vertrouwelijk", topic: "loonbeslag" });
  await changeTicket(
    { table: api.table, organisation, ticketId, at: instantOf(Date.now()), by: "system" },
    (ticket) => routed(ticket, { worksAtDesk: false, is: ["employee"] }, organisation),
  );
  return ticketId;
};

describe("one call with several questions", () => {
  const questions = [
    {
      text: "Hoeveel verlof?",
      topic: "verlof_saldo",
      answer: { text: "Twaalf dagen", cause: "answered-only" as const },
    },
    {
      text: "Mijn strook klopt niet",
      topic: "salarisstrook",
      handOver: { reason: "needs-specialist", note: "Lang verhaal" },
    },
    { text: "Wat is het loket?" },
  ];

  test("becomes one contact with a ticket each: answered, handed over, left to the routing", async () => {
    const existing = await api.asks(anna, { text: "Eerder gevraagd" });
    const contact = await logged({
      person: known(anna),
      seconds: 240,
      identityCheck: "basic",
      questions,
      existing: [{ ticketId: existing, text: "Ik wacht nog" }],
    });
    expect(contact.tickets.map(({ state, isNew }) => [state, isNew])).toEqual([
      ["resolved", true],
      ["queued", true],
      ["received", true],
      ["received", false],
    ]);
    expect(contact.result).toBe("handed-over");
    const [answered, handedOver, left] = contact.tickets.map(({ ticketId }) => ticketId) as [
      TicketId,
      TicketId,
      TicketId,
    ];
    expect(await ticketOf(answered)).toMatchObject({
      answeredAtOnce: true,
      resolution: { by: femke.person, outcome: "answered" },
    });
    expect(await ticketOf(handedOver)).toMatchObject({
      stay: { desk: "payroll", from: "frontoffice" },
      asker: anna.person,
    });
    expect(await ticketOf(left)).toMatchObject({ channel: "call", takenBy: femke.person });
    const shown = await contactOf(contact.contactId);
    expect(shown.body).toMatchObject({
      kind: "new-question",
      seconds: 240,
      takenBy: femke.person,
      tickets: contact.tickets.map(({ ticketId }) => ticketId),
    });
    const mine = await api.as(anna)("GET /v1/me/tickets");
    expect(mine.ok && mine.body.items.map(({ ticketId }) => ticketId)).toEqual(
      expect.arrayContaining(contact.tickets.map(({ ticketId }) => ticketId)),
    );
  });

  test("is stored as a whole or not at all", async () => {
    const before = await itemsIn(api.table);
    const table = aTableThatFails();
    table.on(TransactWriteItemsCommand).rejects(cancelled("ValidationError"));
    await expect(log({ person: known(anna), questions })).rejects.toThrow();
    expect(table.commandCalls(TransactWriteItemsCommand)).toHaveLength(1);
    table.restore();
    expect(await itemsIn(api.table)).toEqual(before);
    const refused = await refusedWithoutTrace({
      person: known(anna),
      questions: [
        ...questions,
        { text: "Naar de maan", handOver: { desk: "maan", reason: "needs-specialist" } },
      ],
    });
    expect(refused).toMatchObject({ status: 400 });
  });

  test.each([
    [{ desk: "frontoffice", reason: "needs-specialist" }, 409],
    [{ reason: "needs-specialist" }, 400],
    [{ desk: "payroll", reason: "geen-zin" }, 400],
  ])("with a hand-over that cannot be (%j) is refused", async (handOver, status) => {
    const refused = await refusedWithoutTrace({
      person: known(anna),
      questions: [{ text: "Wat nu?", handOver }],
    });
    expect(refused.status).toBe(status);
  });

  test("at their largest still fit in one transaction", async () => {
    const texts = Array.from({ length: 5 }, (_, i) => i);
    const tickets = await Promise.all(texts.map(() => api.asks(anna, { text: "Nog open" })));
    for (const ticketId of tickets)
      await api.as(femke)("POST /v1/tickets/{ticketId}/claim", { params: { ticketId } });
    for (const ticketId of tickets) {
      await api.as(femke)("POST /v1/tickets/{ticketId}/wait", {
        params: { ticketId },
        body: { for: "asker", text: "?" },
      });
    }
    const contact = await logged({
      person: known(anna),
      questions: texts.map((i) => ({
        text: `Vraag ${i} ${"é".repeat(9_000)}`,
        about: { person: bram.person, relation: "namens" },
        answer: { text: "Antwoord".repeat(1_000) },
      })),
      existing: tickets.map((ticketId) => ({ ticketId, text: "Ik word gepest", callBack: "reached" })),
    });
    expect(contact.tickets).toHaveLength(10);
  });
});

describe("a question that exists", () => {
  test("is found by the reference that the caller reads out, and hears what was said as the asker's word", async () => {
    const ticketId = await api.asks(anna, { text: "Eerste vraag" });
    const reference = (await ticketOf(ticketId))?.reference as string;
    const contact = await logged({
      person: known(anna),
      existing: [{ reference: reference.replace(/(...)/g, "$1 ") as never, text: "Hoe staat het?" }],
    });
    expect(contact.tickets).toMatchObject([{ ticketId, isNew: false }]);
    expect(contact.result).toBe("answered");
    expect((await contactOf(contact.contactId)).body.kind).toBe("about-existing");
    const { contents, events } = await threadOf(ticketId);
    expect(contents.at(-1)).toMatchObject({
      kind: "reply",
      from: "asker",
      by: femke.person,
      text: "Hoe staat het?",
    });
    expect(events.at(-1)).toMatchObject({ type: "contacted", contactId: contact.contactId });
  });

  test("is named once, and as one of the two ways", async () => {
    const ticketId = await api.asks(anna, { text: "Een keer" });
    const reference = (await ticketOf(ticketId))?.reference as never;
    expect(
      await refusedWithoutTrace({ person: known(anna), existing: [{ ticketId }, { reference }] }),
    ).toMatchObject({
      faults: [{ at: "body.existing", code: "twice" }],
    });
    expect(await refusedWithoutTrace({ existing: [{ ticketId, reference }] })).toMatchObject({ status: 400 });
    expect(await refusedWithoutTrace({ existing: [{}] })).toMatchObject({ status: 400 });
  });

  test("of the caller is gone on with though it is restricted, and stays unread by who took the call", async () => {
    const ticketId = await aRestrictedTicket(anna);
    const contact = await logged({ person: known(anna), existing: [{ ticketId, text: "Nieuws van mij" }] });
    expect((await threadOf(ticketId)).contents.at(-1)?.text).toBe("Nieuws van mij");
    const shown = await detail(femke, ticketId);
    expect(shown.view).not.toBe("desk");
    expect(JSON.stringify(shown)).not.toMatch(/Vertrouwelijk|Nieuws|anna/);
    expect((await contactOf(contact.contactId, gijs)).status).toBe(404);
  });

  test("of somebody else that may not be read is as if it were not there", async () => {
    const ticketId = await aRestrictedTicket(anna);
    const reference = (await ticketOf(ticketId))?.reference as never;
    for (const body of [
      { person: known(bram), existing: [{ ticketId, text: "x" }] },
      { person: known(bram), existing: [{ reference }] },
      { existing: [{ ticketId }] },
      { person: { is: "provisional" as const, name: "Anna" }, existing: [{ reference, text: "x" }] },
      { person: known(anna), existing: [{ ticketId: someId<TicketId>("ticket", 77) }] },
      { person: known(anna), questions: [{ text: "x", follows: someId<TicketId>("ticket", 78) }] },
      { person: known(bram), questions: [{ text: "x", follows: ticketId }] },
    ]) {
      expect(await refusedWithoutTrace(body)).toMatchObject({ status: 404, code: "ticket-unknown" });
    }
    const elsewhere = await api.asks({ ...anna, organisation: anderhout }, { text: "Bij de buren" });
    expect(
      await refusedWithoutTrace({ person: known(anna), existing: [{ ticketId: elsewhere }] }),
    ).toMatchObject({ status: 404 });
  });

  test("may be followed by a new one", async () => {
    const follows = await api.asks(anna, { text: "Eerst dit" });
    const { tickets } = await logged({ person: known(anna), questions: [{ text: "Dan dat", follows }] });
    expect(await ticketOf(tickets[0]?.ticketId as TicketId)).toMatchObject({ follows });
  });
});

describe("about a signpost topic", () => {
  const signpost = { text: "Ik wil iets melden", topic: "vertrouwenspersoon" };

  test("nothing at all is recorded: no contact, no person, no marker", async () => {
    const before = await itemsIn(api.table);
    const answer = await log(
      { person: { is: "provisional", name: "Iemand" }, questions: [signpost] },
      femke,
      "signpost-key",
    );
    expect(answer).toMatchObject({
      status: 201,
      body: { recorded: false, signposts: [{ key: "confidential-adviser" }] },
    });
    const click = await api.as(anna)("POST /v1/tickets", { body: signpost, key: "signpost-key" });
    expect(click).toMatchObject({ status: 201, body: { recorded: false } });
    expect(await itemsIn(api.table)).toEqual(before);
  });

  test("nothing of it is recorded where the caller asks something else as well", async () => {
    const contact = await logged({ person: known(anna), questions: [signpost, { text: "En mijn verlof?" }] });
    expect(contact.tickets).toHaveLength(1);
    expect(contact.signposts.map(({ key }) => key)).toContain("confidential-adviser");
    const stored = JSON.stringify(await itemsIn(api.table));
    expect(stored).not.toContain("iets melden");
  });
});

describe("a caller", () => {
  test("who is not in the people file gets a card that says how to reach them", async () => {
    for (const is of ["provisional", "outsider"] as const) {
      const person = {
        is,
        name: "Jan de Vries",
        phone: "06-12345678",
        email: "jan@example.org",
        language: "en" as const,
      };
      const { personId, tickets } = await logged({ person, questions: [{ text: "Wie helpt mij?" }] });
      expect(await loadPerson(api.table, vechterhout, personId as PersonId)).toMatchObject({
        kind: is,
        familyName: "Jan de Vries",
        replyTo: { email: "jan@example.org", phone: "06-12345678" },
      });
      expect(await ticketOf(tickets[0]?.ticketId as TicketId)).toMatchObject({
        asker: personId,
        language: "en",
      });
      const found = await api.raw("GET", "/v1/people?q=vries", { member: femke });
      expect(found.text).toContain(personId);
    }
  });

  test("may stay unnamed where all was answered at once, and not where an answer is to come", async () => {
    const answered = await logged({ questions: [{ text: "Hoe laat?", answer: { text: "Tot vijf uur" } }] });
    expect(answered.tickets[0]?.state).toBe("resolved");
    for (const questions of [
      [{ text: "Bel me" }],
      [{ text: "Hoe laat?", answer: { text: "Vijf" } }, { text: "En morgen?" }],
      [{ text: "Door", topic: "ikb", handOver: { reason: "needs-specialist" } }],
    ]) {
      expect(await refusedWithoutTrace({ questions })).toMatchObject({ code: "asker-needed" });
    }
  });

  test("whom nobody knows by that id is refused", async () => {
    const person = { is: "known" as const, personId: "wie-dan" as PersonId };
    expect(await refusedWithoutTrace({ person, questions: [{ text: "x" }] })).toMatchObject({
      code: "person-unknown",
    });
  });

  test.each([
    ["name", { name: "Jan\u0007" }],
    ["name", { name: "n".repeat(150) }],
    ["name", { name: "Jan 123456782" }],
    ["phone", { phone: "bel maar" }],
    ["email", { email: "geen-adres" }],
  ])("is refused with a %s that cannot be: %j", async (field, given) => {
    const problem = await refusedWithoutTrace({
      person: { is: "provisional", ...given },
      questions: [{ text: "x" }],
    });
    expect(problem.faults?.map(({ at }) => at)).toEqual([`body.person.${field}`]);
    expect(JSON.stringify(problem)).not.toContain("123456782");
  });

  test("who is the agent, or whom the agent asks about, is helped by a colleague", async () => {
    for (const body of [
      { person: known(femke), questions: [{ text: "Mijn eigen vraag" }] },
      {
        person: known(anna),
        questions: [{ text: "x", about: { person: femke.person, relation: "over" as const } }],
      },
    ]) {
      expect(await refusedWithoutTrace(body)).toMatchObject({ status: 403, code: "own-ticket" });
    }
    const own = await api.asks(femke, { text: "Van mij" });
    expect(await refusedWithoutTrace({ person: known(femke), existing: [{ ticketId: own }] })).toMatchObject({
      code: "own-ticket",
    });
    expect((await log({ person: known(femke), questions: [{ text: "Van Femke" }] }, gijs)).ok).toBe(true);
  });
});

describe("how a contact went", () => {
  test.each([
    [{}, "information-given", "answered"],
    [{ result: "connected" }, "information-given", "connected"],
    [
      { person: known(anna), questions: [{ text: "x" }], result: "call-back-agreed" },
      "new-question",
      "call-back-agreed",
    ],
    [{ questions: [{ text: "x", answer: { text: "y" } }] }, "new-question", "answered"],
  ] as const)("%j is %s, %s", async (body, kind, result) => {
    const contact = await logged(body as unknown as Contact);
    expect(contact.result).toBe(result);
    expect((await contactOf(contact.contactId)).body).toMatchObject({ kind, result });
  });

  test("a promise to call back stands on the ticket until somebody was reached", async () => {
    const { tickets } = await logged({
      person: known(anna),
      questions: [{ text: "Bel me" }],
      result: "call-back-agreed",
    });
    const ticketId = tickets[0]?.ticketId as TicketId;
    expect(await ticketOf(ticketId)).toMatchObject({ callBack: { attempts: 0 } });
    const missed = await logged({ person: known(anna), existing: [{ ticketId, callBack: "not-reached" }] });
    expect(missed.result).toBe("not-reached");
    expect((await contactOf(missed.contactId)).body.kind).toBe("call-back");
    expect(await ticketOf(ticketId)).toMatchObject({ callBack: { attempts: 1 } });
    await logged({ person: known(anna), existing: [{ ticketId, callBack: "reached" }] });
    expect(await ticketOf(ticketId)).not.toHaveProperty("callBack");
  });
});

test("who would rather be called says so in a reply, is told so, and is called once", async () => {
  const ticketId = await api.asks(anna, { text: "Ik leg het liever uit" });
  const wish = (key: string, callBack: true | undefined = true) =>
    api.as(anna)("POST /v1/tickets/{ticketId}/replies", {
      params: { ticketId },
      body: { text: "Bel mij op 000 000 10 04", callBack },
      key,
    });
  const first = await wish("bel-mij");
  expect(first).toMatchObject({ ok: true });
  // Sent again after a lost answer it is the same wish; another one is refused, and nothing of it is kept.
  expect(await wish("bel-mij")).toEqual(first);
  expect(await wish("nog-eens")).toMatchObject({ status: 409, problem: { code: "call-back-standing" } });
  expect((await threadOf(ticketId)).contents).toHaveLength(2);
  const listed = await api.as(gijs)("GET /v1/tickets", {
    query: { desk: "frontoffice", state: "call-back" },
  });
  expect(listed).toMatchObject({
    ok: true,
    body: { items: expect.arrayContaining([expect.objectContaining({ ticketId })]) },
  });
  expect(await detail(gijs, ticketId)).toMatchObject({ callBack: { attempts: 0, because: "asked" } });
  const asker = await api.as(anna)("GET /v1/tickets/{ticketId}", { params: { ticketId } });
  if (!asker.ok || asker.body.view !== "asker") throw new Error("anna asked it");
  const response = asker.body.clocks.find(({ kind }) => kind === "firstResponse");
  expect(asker.body.callBack).toMatchObject({ attempts: 0, dueAt: response?.dueAt });
  await logged({ person: known(anna), existing: [{ ticketId, callBack: "reached" }] });
  expect(await ticketOf(ticketId)).not.toHaveProperty("callBack");
  expect(await wish("opnieuw")).toMatchObject({ ok: true });
});

describe("a contact is shown", () => {
  test("with its person to whom reads a question of it, and not to whom sees only that one waits", async () => {
    const restricted = await logged({
      person: known(anna),
      questions: [{ text: "Ik word gepest", handOver: { desk: "confidential", reason: "confidential" } }],
    });
    const [ticket] = restricted.tickets;
    expect((await detail(femke, ticket?.ticketId as string)).view).toBe("stub");
    for (const member of [femke, gijs])
      expect((await contactOf(restricted.contactId, member)).status).toBe(404);
    const mixed = await logged({
      person: known(anna),
      questions: [{ text: "Ik word gepest" }, { text: "En mijn verlof?" }],
    });
    const shown = await contactOf(mixed.contactId);
    expect(shown.body.tickets).toEqual([mixed.tickets[1]?.ticketId]);
    expect((await contactOf(mixed.contactId, { ...gijs, organisation: anderhout })).status).toBe(404);
    expect(shown.text).not.toContain("identityCheck");
  });

  test("and stored with how identity was checked", async () => {
    const { contactId } = await logged({ person: known(anna), identityCheck: "strong" });
    expect(await loadContact(api.table, vechterhout, contactId as ContactId)).toMatchObject({
      identityCheck: "strong",
    });
  });
});

describe("an unknown caller who turns out to be someone", () => {
  const link = (personId: string, to: Member, by: Member = femke) =>
    api.as(by)("POST /v1/people/{personId}/link", {
      params: { personId: personId as PersonId },
      body: { to: to.person },
    });
  const mine = async (member: Member) => {
    const page = await api.as(member)("GET /v1/me/tickets", { query: { limit: 100 } });
    return page.ok ? page.body.items.map(({ ticketId }) => ticketId) : [];
  };

  test("becomes the asker of all they asked: the tickets, the lists and the access move along", async () => {
    const first = await logged({
      person: { is: "provisional", name: "Bram?" },
      questions: [{ text: "Een" }, { text: "Twee" }],
    });
    const caller = first.personId as PersonId;
    const ids = first.tickets.map(({ ticketId }) => ticketId);
    expect((await detail(bram, ids[0] as string)).status).toBe(404);
    expect(await link(caller, bram)).toMatchObject({ ok: true, body: { personId: bram.person, tickets: 2 } });
    expect(await mine(bram)).toEqual(expect.arrayContaining(ids));
    expect((await detail(bram, ids[0] as string)).view).toBe("asker");
    const listed = await api.raw("GET", `/v1/tickets?person=${caller}`, { member: femke });
    expect(listed.body.items).toEqual([]);
    // Again is harmless, and whoever calls again by the old card is the same person.
    expect(await link(caller, bram)).toMatchObject({ ok: true, body: { tickets: 0 } });
    const later = await logged({ person: { is: "known", personId: caller }, questions: [{ text: "Drie" }] });
    expect(await ticketOf(later.tickets[0]?.ticketId as TicketId)).toMatchObject({ asker: bram.person });
    expect(await link(caller, anna)).toMatchObject({ problem: { code: "not-provisional" } });
  });

  test("goes on with what a crash left half-way", async () => {
    const questions = Array.from({ length: 4 }, (_, i) => ({ text: `Vraag ${i}` }));
    const { personId, tickets } = await logged({ person: { is: "provisional", name: "Half" }, questions });
    const table = aTableThatFails();
    let writes = 0;
    table.on(TransactWriteItemsCommand).callsFake((input, getClient) => {
      writes += 1;
      if (writes > 3) throw new Error("killed");
      return really(getClient(), new TransactWriteItemsCommand(input));
    });
    await expect(link(personId as string, anna)).rejects.toThrow();
    table.restore();
    const askers = await Promise.all(tickets.map(async ({ ticketId }) => (await ticketOf(ticketId))?.asker));
    expect(askers.filter((asker) => asker === anna.person)).toHaveLength(2);
    expect(await link(personId as string, anna)).toMatchObject({ ok: true, body: { tickets: 2 } });
    for (const { ticketId } of tickets)
      expect(await ticketOf(ticketId)).toMatchObject({ asker: anna.person });
  });

  test("is not linked on a table that is busy, and the caller hears so", async () => {
    const { personId } = await logged({
      person: { is: "provisional", name: "Druk" },
      questions: [{ text: "x" }],
    });
    const table = aTableThatFails();
    table.on(TransactWriteItemsCommand).rejectsOnce(cancelled("TransactionConflict"));
    expect(await link(personId as string, anna)).toMatchObject({ status: 503 });
    table.restore();
    expect(await link(personId as string, anna)).toMatchObject({ ok: true, body: { tickets: 1 } });
    expect(await loadPerson(api.table, vechterhout, personId as PersonId)).toMatchObject({
      linkedTo: anna.person,
    });
  });

  test("is never the agent who links, nor an outsider, an employee or somebody unknown", async () => {
    const { personId } = await logged({
      person: { is: "provisional", name: "Ik?" },
      questions: [{ text: "Ik word gepest" }],
    });
    const outsider = await logged({ person: { is: "outsider", name: "Tante" }, questions: [{ text: "x" }] });
    expect(await link(personId as string, femke)).toMatchObject({
      status: 403,
      problem: { code: "own-ticket" },
    });
    expect(await link(outsider.personId as string, anna)).toMatchObject({
      problem: { code: "not-provisional" },
    });
    expect(await link(bram.person, anna)).toMatchObject({ problem: { code: "not-provisional" } });
    expect(await link(personId as string, aMember("wie-dan"))).toMatchObject({
      problem: { code: "person-unknown" },
    });
    expect(await link("wie-dan", anna)).toMatchObject({ problem: { code: "person-unknown" } });
    expect(await link(personId as string, anna, omar)).toMatchObject({ problem: { code: "not-your-role" } });
    expect(await link(personId as string, anna, coen)).toMatchObject({ ok: true });
  });
});
