import { BatchWriteItemCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { changeTicket } from "../../functions/runtime/change.ts";
import { keys, ticketsOf, workListPlace } from "../../functions/store/keys.ts";
import { savePeople } from "../../functions/store/people.ts";
import { marshalled } from "../../functions/store/table.ts";
import { instantOf } from "../../shared/clock/instant.ts";
import type { TicketRow } from "../../shared/contract/view.ts";
import type { PersonId, TicketId } from "../../shared/id.ts";
import type { Member } from "../../shared/person/member.ts";
import { Person } from "../../shared/person/person.ts";
import { makeReference } from "../../shared/ticket/reference.ts";
import type { Ticket } from "../../shared/ticket/ticket.ts";
import { arrived, routed } from "../../shared/ticket/unattended.ts";
import {
  aMember,
  anderhout,
  anna,
  aTicket,
  aTicketAt,
  bram,
  coen,
  femke,
  gijs,
  after as later,
  lotte,
  omar,
  organisation,
  someId,
  tuesday,
  vera,
} from "../given.ts";
import { type InProcess, inProcess } from "../in-process.ts";

let api: InProcess;
const clara = aMember("medewerker-clara");
const dirk = aMember("medewerker-dirk");
const emma = aMember("medewerker-emma");

/** Sixty questions of three askers about three topics, the n-th asked n-th. */
const asked: { ticketId: TicketId; asker: Member; topic: string | undefined }[] = [];
const topics = ["verlof_saldo", "ikb", undefined];

const system = (ticketId: TicketId) => ({
  table: api.table,
  organisation,
  ticketId,
  at: instantOf(Date.now()),
  by: "system" as const,
});
const route = (ticketId: TicketId) =>
  changeTicket(system(ticketId), (ticket) =>
    routed(ticket, { worksAtDesk: false, is: ["employee"] }, organisation),
  );
const deliver = (ticketId: TicketId, stay: number) =>
  changeTicket(system(ticketId), (ticket) => arrived(ticket, stay));

beforeAll(async () => {
  api = await inProcess();
  for (let i = 0; i < 60; i++) {
    const asker = [anna, bram, clara][i % 3] as Member;
    const topic = topics[Math.floor(i / 3) % 3];
    const text = `Vraag ${i} van ${asker.person}\nmet  een tweede regel ${"lang ".repeat(40)}`;
    asked.push({ ticketId: await api.asks(asker, { text, topic }), asker, topic });
  }
});
afterAll(() => api.stop());

async function allOf(
  member: Member,
  query: Record<string, string | number>,
): Promise<{ rows: TicketRow[]; pages: number }> {
  const rows: TicketRow[] = [];
  let cursor: string | undefined;
  let pages = 0;
  do {
    const page = await api.as(member)("GET /v1/tickets", { query: { ...query, cursor } as never });
    if (!page.ok) throw new Error(`${page.status} ${page.problem.code}`);
    rows.push(...page.body.items);
    cursor = page.body.next;
    pages += 1;
    expect(pages).toBeLessThan(80);
  } while (cursor);
  return { rows, pages };
}
const idsOf = (rows: readonly { ticketId: string }[]) => rows.map(({ ticketId }) => ticketId);

/** As the desk sees them: a known answer is due in four hours, anything else in eight; of equals the oldest first. */
const byDue = () => {
  const isDirect = ({ topic }: (typeof asked)[number]) => topic === "verlof_saldo";
  return [...asked.filter(isDirect), ...asked.filter((question) => !isDirect(question))];
};

describe("a desk's list", () => {
  test.each([1, 7, 20, 60, 100])(
    "shows every question once, what is due first on top, %i to a page",
    async (limit) => {
      const { rows, pages } = await allOf(femke, { limit });
      expect(idsOf(rows)).toEqual(idsOf(byDue()));
      expect(pages).toBe(Math.ceil(60 / limit));
    },
  );

  test("keeps whoever was seen and does not repeat them where questions come in between two pages", async () => {
    const first = await api.as(femke)("GET /v1/tickets", { query: { limit: 30 } });
    if (!first.ok) throw new Error("a page");
    const late = await api.asks(emma, { text: "Komt ertussen" });
    const rest = await api.as(femke)("GET /v1/tickets", { query: { limit: 100, cursor: first.body.next } });
    if (!rest.ok) throw new Error("a page");
    expect(idsOf([...first.body.items, ...rest.body.items])).toEqual([...idsOf(byDue()), late]);
    await route(late);
    await api.as(emma)("POST /v1/tickets/{ticketId}/resolve", {
      params: { ticketId: late },
      body: { outcome: "withdrawn" },
    });
  });

  test.each([1, 4, 25])("fills its pages over the gaps that a filter leaves, %i to a page", async (limit) => {
    const byTopic = await allOf(femke, { topic: "ikb", limit });
    expect(idsOf(byTopic.rows)).toEqual(idsOf(asked.filter(({ topic }) => topic === "ikb")));
    const byBoth = await allOf(femke, { topic: "ikb", person: bram.person, limit });
    expect(idsOf(byBoth.rows)).toEqual(
      idsOf(asked.filter(({ topic, asker }) => topic === "ikb" && asker === bram)).toReversed(),
    );
    expect((await allOf(femke, { state: "waiting", limit })).rows).toEqual([]);
    expect((await allOf(femke, { state: "received", limit })).rows).toHaveLength(60);
  });

  test("shows the questions of one person newest first", async () => {
    for (const limit of [1, 3, 50]) {
      const { rows } = await allOf(gijs, { person: clara.person, limit });
      expect(idsOf(rows)).toEqual(idsOf(asked.filter(({ asker }) => asker === clara)).toReversed());
    }
  });

  test("finds a question by its reference, however its digits are grouped, for whom may read it", async () => {
    const [first] = asked;
    const list = await api.raw("GET", "/v1/tickets?limit=1", { member: femke });
    const { reference } = list.body.items[0];
    for (const written of [
      reference,
      `${reference.slice(0, 4)} ${reference.slice(4)}`,
      reference.replace(/(..)/g, "$1-"),
    ]) {
      const found = await api.raw("GET", `/v1/tickets?reference=${encodeURIComponent(written)}`, {
        member: femke,
      });
      expect(idsOf(found.body.items)).toEqual([first?.ticketId]);
    }
    const elsewhere = { ...femke, organisation: anderhout };
    for (const member of [omar, elsewhere]) {
      const found = await api.raw("GET", `/v1/tickets?reference=${reference}`, { member });
      expect(found.body).toEqual({ items: [] });
    }
  });

  test("begins with one line of the question, cut at 140 characters", async () => {
    const { rows } = await allOf(femke, { limit: 100 });
    for (const row of rows) {
      if (row.view !== "desk") throw new Error("the front office reads ordinary questions");
      expect(row.excerpt).toMatch(/^Vraag \d+ van \S+ met een tweede regel .*…$/);
      expect(row.excerpt.length).toBeLessThanOrEqual(140);
    }
  });

  test("is not for another desk, and its cursor opens nothing at another", async () => {
    expect(await api.as(omar)("GET /v1/tickets", { query: { desk: "leave" } })).toMatchObject({
      status: 403,
      problem: { code: "not-at-your-desk" },
    });
    const first = await api.as(femke)("GET /v1/tickets", { query: { limit: 5 } });
    const cursor = first.ok ? first.body.next : undefined;
    for (const member of [omar, lotte, vera, { ...femke, organisation: anderhout }]) {
      expect(await api.as(member)("GET /v1/tickets", { query: { cursor } })).toMatchObject({
        body: { items: [] },
      });
    }
    const mine = await api.as(dirk)("GET /v1/me/tickets", { query: { cursor } });
    expect(mine).toMatchObject({ body: { items: [] } });
  });

  test("of a desk that nobody knows is refused", async () => {
    const answer = await api.as(femke)("GET /v1/tickets", { query: { desk: "constructor" } });
    expect(answer).toMatchObject({ status: 400, problem: { faults: [{ at: "query.desk" }] } });
    expect((await api.as({ ...omar, desks: [] })("GET /v1/tickets")).status).toBe(400);
  });
});

describe("a question on its way to another desk", () => {
  test("stays on the sender's list and is marked, until the other desk's queue delivered it", async () => {
    const ticketId = await api.asks(dirk, { text: "Klopt mijn strook?" });
    await api.as(femke)("POST /v1/tickets/{ticketId}/claim", { params: { ticketId } });
    const body = { to: "payroll", reason: "needs-specialist" };
    await api.as(femke)("POST /v1/tickets/{ticketId}/transfer", { params: { ticketId }, body });
    const isListed = async (member: Member, desk: string) => {
      const { rows } = await allOf(member, { desk, limit: 100 });
      return rows.find((row) => row.ticketId === ticketId);
    };
    expect(await isListed(femke, "frontoffice")).toMatchObject({
      inTransitTo: "payroll",
      desk: "frontoffice",
    });
    expect(await isListed(omar, "payroll")).toBeUndefined();
    await deliver(ticketId, 2);
    expect(await isListed(femke, "frontoffice")).toBeUndefined();
    const there = await isListed(omar, "payroll");
    expect(there).toMatchObject({ desk: "payroll", state: "queued" });
    expect(there).not.toHaveProperty("inTransitTo");
    // The front office stays the face of every question.
    expect(await isListed(femke, "payroll")).toMatchObject({ ticketId });
  });
});

describe("a restricted question", () => {
  let ticketId: TicketId;
  beforeAll(async () => {
    ticketId = await api.asks(dirk, { text: "Deurwaarder Kwaadaard", topic: "loonbeslag" });
  });

  test("is a stub at the desks that could take it up: neither person nor text, in list, detail and reference", async () => {
    const expectStub = async (member: Member) => {
      const list = await api.raw("GET", "/v1/tickets?limit=100", { member });
      const row = list.body.items.find((item: TicketRow) => item.ticketId === ticketId);
      expect(row).toMatchObject({ view: "stub", confidentiality: "restricted" });
      const detail = await api.raw("GET", `/v1/tickets/${ticketId}`, { member });
      const found = await api.raw("GET", `/v1/tickets?reference=${row.reference}`, { member });
      for (const text of [JSON.stringify(row), detail.text, found.text]) {
        expect(text).not.toMatch(/Kwaadaard|dirk|loonbeslag/i);
      }
      expect(detail.body.view).toBe("stub");
    };
    await expectStub(femke);
    await route(ticketId);
    await expectStub(femke);
    await deliver(ticketId, 1);
    await expectStub(vera);
  });

  test("is nothing at all to others, and read in full by who took it up", async () => {
    for (const member of [femke, omar, coen]) {
      expect((await api.raw("GET", `/v1/tickets/${ticketId}`, { member })).status).toBe(404);
    }
    expect(await api.as(femke)("GET /v1/tickets", { query: { desk: "confidential" } })).toMatchObject({
      status: 403,
      problem: { code: "not-at-your-desk" },
    });
    expect(idsOf((await allOf(vera, { desk: "confidential" })).rows)).toContain(ticketId);
    for (const query of [{ person: dirk.person }, { topic: "loonbeslag" }] as Record<string, string>[]) {
      expect(idsOf((await allOf(vera, query)).rows)).not.toContain(ticketId);
    }
    expect((await allOf(femke, { person: dirk.person })).rows.map((row) => row.ticketId)).not.toContain(
      ticketId,
    );
    await api.as(vera)("POST /v1/tickets/{ticketId}/claim", { params: { ticketId } });
    expect(await api.raw("GET", `/v1/tickets/${ticketId}`, { member: vera })).toMatchObject({
      body: { view: "desk", readers: [vera.person] },
    });
    const colleague = aMember("vertrouwelijk-vic", { roles: ["back-office"], desks: ["confidential"] });
    expect(await api.raw("GET", `/v1/tickets/${ticketId}`, { member: colleague })).toMatchObject({
      body: { view: "stub" },
    });
  });
});

describe("where reading is logged", () => {
  test("neither the beginning of the question nor its topic is on the desk's list, but on the asker's own", async () => {
    const ticketId = await api.asks(dirk, { text: "Over mijn zwangerschap", topic: "zwangerschapsverlof" });
    const list = await api.raw("GET", "/v1/tickets?limit=100", { member: femke });
    expect(list.body.items.find((row: TicketRow) => row.ticketId === ticketId)).toMatchObject({
      excerpt: "",
    });
    expect(list.text).not.toMatch(/zwangerschap/);
    expect(idsOf((await allOf(femke, { topic: "zwangerschapsverlof" })).rows)).not.toContain(ticketId);
    const found = await api.raw("GET", `/v1/tickets?person=${dirk.person}`, { member: femke });
    expect(idsOf(found.body.items)).toContain(ticketId);
    expect(found.text).not.toMatch(/zwangerschap/);
    const detail = await api.raw("GET", `/v1/tickets/${ticketId}`, { member: femke });
    expect(detail.body).toMatchObject({ topic: { key: "zwangerschapsverlof" } });
    const mine = await api.raw("GET", "/v1/me/tickets", { member: dirk });
    expect(mine.text).toContain("mijn zwangerschap");
  });

  test("the asker sees who read it, once for each time, in pages; the list and the asker leave no mark", async () => {
    const ticketId = await api.asks(dirk, { text: "Weer over verlof", topic: "zwangerschapsverlof" });
    await savePeople(api.table, femke.organisation, [
      { before: undefined, after: Person.parse({ personId: femke.person, familyName: "Frontman" }) },
    ]);
    await allOf(femke, { limit: 100 });
    await api.raw("GET", `/v1/tickets/${ticketId}`, { member: dirk });
    for (const member of [femke, gijs, femke]) await api.raw("GET", `/v1/tickets/${ticketId}`, { member });
    const read: { by: string; desk: string }[] = [];
    let cursor: string | undefined;
    do {
      const page = await api.as(dirk)("GET /v1/tickets/{ticketId}/reads", {
        params: { ticketId },
        query: { limit: 1, cursor },
      });
      if (!page.ok) throw new Error("a page");
      expect(page.body.items.length).toBeLessThanOrEqual(1);
      read.push(...page.body.items);
      cursor = page.body.next;
    } while (cursor);
    expect(read.map(({ by }) => by)).toEqual(["Frontman", gijs.person, "Frontman"]);
    expect(new Set(read.map(({ desk }) => desk))).toEqual(new Set(["frontoffice"]));
    for (const member of [femke, bram]) {
      expect((await api.raw("GET", `/v1/tickets/${ticketId}/reads`, { member })).status).toBe(404);
    }
  });
});

test("what is done stands newest first, by when it was done", async () => {
  const done: TicketId[] = [];
  const chosen = [5, 50, 20, 35, 0, 41].map((i) => asked[i]?.ticketId as TicketId);
  for (const ticketId of chosen) {
    await api.as(femke)("POST /v1/tickets/{ticketId}/claim", { params: { ticketId } });
    const body = { outcome: "answered", text: "Zo" } as const;
    await api.as(femke)("POST /v1/tickets/{ticketId}/resolve", { params: { ticketId }, body });
    done.unshift(ticketId);
  }
  for (const limit of [1, 2, 100]) {
    const { rows } = await allOf(femke, { state: "done", limit });
    expect(idsOf(rows).filter((id) => done.includes(id as TicketId))).toEqual(done);
  }
  expect(idsOf((await allOf(femke, { limit: 100 })).rows)).not.toEqual(expect.arrayContaining([done[0]]));
  expect((await allOf(femke, { state: "closed", limit: 2 })).rows).toEqual([]);
  const reopened = done[2] as TicketId;
  const asker = asked.find(({ ticketId }) => ticketId === reopened)?.asker as Member;
  await api.as(asker)("POST /v1/tickets/{ticketId}/reopen", {
    params: { ticketId: reopened },
    body: { reason: "not-done" },
  });
  expect(idsOf((await allOf(femke, { state: "done" })).rows)).not.toContain(reopened);
  expect(idsOf((await allOf(femke, { state: "queued" })).rows)).toContain(reopened);
});

test("one's own list holds what was asked by oneself and in one's name, never what was asked about one", async () => {
  const boss = aMember("manager-mia");
  await savePeople(api.table, boss.organisation, [
    {
      before: undefined,
      after: Person.parse({ personId: emma.person, familyName: "Smit", managerPersonId: boss.person }),
    },
  ]);
  const about = (relation: "namens" | "over") => ({ person: emma.person as PersonId, relation });
  const inHerName = await api.asks(boss, { text: "Namens Emma", about: about("namens") });
  const aboutHer = await api.asks(boss, { text: "Over Emma", about: about("over") });
  const mine = async (member: Member) => {
    const page = await api.as(member)("GET /v1/me/tickets", { query: { limit: 100 } });
    return page.ok ? idsOf(page.body.items) : [];
  };
  expect(await mine(emma)).toContain(inHerName);
  expect(await mine(emma)).not.toContain(aboutHer);
  expect(await mine(boss)).toEqual([aboutHer, inHerName]);
  const detail = (member: Member, id: TicketId) => api.raw("GET", `/v1/tickets/${id}`, { member });
  expect((await detail(emma, aboutHer)).status).toBe(404);
  expect((await detail(emma, inHerName)).body.view).toBe("asker");
  const refused = await api.as(bram)("POST /v1/tickets", { body: { text: "x", about: about("over") } });
  expect(refused).toMatchObject({ status: 403, problem: { code: "not-your-employee" } });
  const others = await allOf(femke, { person: emma.person });
  expect(idsOf(others.rows)).not.toContain(aboutHer);
});

test("an asker's list and detail show no internal note, and nobody's name of the desk", async () => {
  const ticketId = await api.asks(dirk, { text: "Wat staat erin?" });
  await api.as(femke)("POST /v1/tickets/{ticketId}/claim", { params: { ticketId } });
  await api.as(femke)("POST /v1/tickets/{ticketId}/notes", {
    params: { ticketId },
    body: { text: "Intern: lastig" },
  });
  await api.as(femke)("POST /v1/tickets/{ticketId}/replies", {
    params: { ticketId },
    body: { text: "Regel 1\r\nRegel 2" },
  });
  const shown = await api.raw("GET", `/v1/tickets/${ticketId}`, { member: dirk });
  const mine = await api.raw("GET", "/v1/me/tickets", { member: dirk });
  for (const text of [shown.text, mine.text]) expect(text).not.toMatch(/lastig|femke/);
  expect(shown.body.thread.map(({ text }: { text: string }) => text)).toEqual([
    "Wat staat erin?",
    "Regel 1\nRegel 2",
  ]);
  const desk = await api.raw("GET", `/v1/tickets/${ticketId}`, { member: femke });
  const [question] = desk.body.thread;
  const redact = { contentId: question.contentId, reason: "special-data" as const };
  await api.as(femke)("POST /v1/tickets/{ticketId}/redactions", { params: { ticketId }, body: redact });
  for (const member of [dirk, femke]) {
    const now = await api.raw("GET", `/v1/tickets/${ticketId}`, { member });
    expect(now.body.thread[0]).toMatchObject({ text: "", isRedacted: true });
    expect(now.body.excerpt).toBe("");
  }
});

/** In the neighbour's organisation, where nothing else is asked. */
describe("what the caller may not read or did not ask for", () => {
  const there = (member: Member): Member => ({ ...member, organisation: anderhout });
  const places = async (tickets: readonly Ticket[]) => {
    for (let start = 0; start < tickets.length; start += 25) {
      const puts = tickets.slice(start, start + 25).map((ticket) => ({
        PutRequest: {
          Item: marshalled({
            ...keys.image(anderhout, ticket.ticketId),
            ...workListPlace(ticket, "frontoffice"),
            gsi2pk: ticketsOf(anderhout, ticket.asker),
            gsi2sk: `${ticket.askedAt}#${ticket.ticketId}`,
            data: ticket,
          }),
        },
      }));
      await api.table.client.send(new BatchWriteItemCommand({ RequestItems: { [api.table.name]: puts } }));
    }
  };
  /** The n-th of this organisation, asked n seconds after the first. */
  const the = (n: number, given: Partial<Ticket> = {}, desk = "payroll"): Ticket =>
    aTicketAt(desk, {
      organisation: anderhout,
      ticketId: someId<TicketId>("ticket", n),
      reference: makeReference(2026, n),
      askedAt: later(tuesday, n),
      ...given,
    } as Partial<Ticket>);
  const hidden = (n: number, given: Partial<Ticket> = {}, desk = "payroll") =>
    the(n, { confidentiality: "restricted", readers: [vera.person], ...given }, desk);
  const hiddenFromOmar = { about: { person: omar.person, relation: "over" } } as const;
  const listed = async (member: Member, query: Record<string, string | number>) => {
    const page = await api.as(there(member))("GET /v1/tickets", { query: query as never });
    if (!page.ok) throw new Error(page.problem.code);
    return { ids: idsOf(page.body.items), next: page.body.next };
  };

  test.each([
    ["before", [7_001, 7_002, 7_003, 7_004, 7_005, 7_006, 7_007, 7_008, 7_009, 7_010], 7_000, "asker-a"],
    ["after", [7_100], 7_101, "asker-b"],
  ])("leaves no trace %s what they may read of a person", async (_, unreadable, shown, asker) => {
    const person = { asker: asker as PersonId };
    await places([the(shown, person), ...unreadable.map((n) => hidden(n, person, "confidential"))]);
    for (const limit of [1, 25]) {
      expect(await listed(femke, { person: asker, limit })).toEqual({ ids: [someId("ticket", shown)] });
    }
    expect(await listed(lotte, { person: asker, limit: 1 })).toEqual({ ids: [] });
  });

  test("leaves no trace on a desk's list, and a next only where something comes", async () => {
    await places([
      hidden(6_000, hiddenFromOmar, "leave"),
      the(6_001, {}, "leave"),
      hidden(6_002, { about: { person: lotte.person, relation: "over" } }, "leave"),
      the(6_003, { state: "in-progress", claimedBy: lotte.person } as Partial<Ticket>, "leave"),
      hidden(6_004, { about: { person: lotte.person, relation: "over" } }, "leave"),
    ]);
    expect(await listed(femke, { desk: "leave", limit: 1 })).toMatchObject({
      ids: [someId("ticket", 6_001)],
      next: expect.any(String),
    });
    expect(await listed(femke, { desk: "leave", limit: 2 })).toEqual({
      ids: [someId("ticket", 6_001), someId("ticket", 6_003)],
    });
    expect(await listed(femke, { desk: "leave", limit: 1, state: "queued" })).toEqual({
      ids: [someId("ticket", 6_001)],
    });
  });

  test("does not stop a list, however much of it there is, and is never where a page ends", async () => {
    const verlof = { topic: { key: "verlof_saldo", knownBy: "agent-confirmed" } } as const;
    const ikb = { topic: { key: "ikb", knownBy: "agent-confirmed" } } as const;
    const about = { asker: bram.person, ...hiddenFromOmar };
    const between = Array.from({ length: 2_060 }, (_, i) => the(1_001 + i, { ...about, ...ikb }));
    await places([the(1_000, verlof), ...between, the(4_000, ikb)]);
    const [first, last] = [someId("ticket", 1_000), someId("ticket", 4_000)];
    const position = (next: string | undefined) => Buffer.from(next ?? "", "base64url").toString();
    const one = await listed(omar, { limit: 1 });
    expect([one.ids, position(one.next)]).toEqual([[first], `9999-${later(tuesday, 1_000)}#${first}`]);
    const filtered = await listed(omar, { limit: 5, topic: "ikb" });
    expect([filtered.ids, position(filtered.next)]).toEqual([[], `9999-${later(tuesday, 1_000)}#${first}`]);
    expect(await listed(omar, { limit: 5, topic: "ikb", cursor: filtered.next as string })).toEqual({
      ids: [last],
    });
  });

  test("tells by no position of a list how long a hidden question may take", async () => {
    const due = {
      kind: "firstResponse",
      n: 1,
      policy: 1,
      startedAt: tuesday,
      dueAt: later(tuesday, 3_600),
    } as const;
    const hiddenOne = the(6_000, {
      ...{ confidentiality: "restricted", readers: [vera.person] },
      clocks: [due],
    });
    const other = the(6_001, { clocks: [due] });
    expect(workListPlace(hiddenOne, "frontoffice").gsi1sk).toBe(`${hiddenOne.askedAt}#${hiddenOne.ticketId}`);
    expect(workListPlace(other, "frontoffice").gsi1sk).toBe(`${due.dueAt}#${other.ticketId}`);
  });

  test("is left out by every filter, whatever the list is of", async () => {
    const asker = { asker: "asker-c" as PersonId };
    const ikb = { topic: { key: "ikb", knownBy: "agent-confirmed" } } as const;
    const done = aTicket({ ...the(5_000, { ...asker, ...ikb }), state: "resolved" } as Partial<Ticket>);
    const resolved = {
      ...done,
      resolution: { at: tuesday, by: femke.person, from: "desk", outcome: "answered" },
    } as Ticket;
    const queued = the(5_001, asker, "leave");
    await places([resolved, queued]);
    const { reference } = resolved;
    await api.table.client.send(
      new BatchWriteItemCommand({
        RequestItems: {
          [api.table.name]: [
            {
              PutRequest: {
                Item: marshalled({
                  ...keys.reference(anderhout, reference),
                  data: { ticketId: resolved.ticketId },
                }),
              },
            },
          ],
        },
      }),
    );
    const both = [queued.ticketId, resolved.ticketId];
    const person = asker.asker;
    const isFound = async (query: Record<string, string>) =>
      (await listed(femke, { reference, ...query })).ids.length === 1;
    const fitting: Record<string, string>[] = [
      {},
      { state: "resolved" },
      { state: "done" },
      { desk: "payroll" },
      { topic: "ikb" },
      { person },
    ];
    for (const fits of fitting) {
      expect([fits, await isFound(fits)]).toEqual([fits, true]);
    }
    const others: Record<string, string>[] = [
      { state: "open" },
      { state: "queued" },
      { state: "call-back" },
      { desk: "leave" },
      { topic: "verlof_saldo" },
      { person: anna.person },
    ];
    for (const fails of others) expect([fails, await isFound(fails)]).toEqual([fails, false]);
    expect((await listed(femke, { person })).ids).toEqual(both);
    expect((await listed(femke, { person, desk: "leave" })).ids).toEqual([queued.ticketId]);
    expect((await listed(femke, { person, state: "open" })).ids).toEqual([queued.ticketId]);
    expect((await listed(femke, { person, state: "done" })).ids).toEqual([resolved.ticketId]);
    const unknown = await api.raw("GET", `/v1/tickets?reference=${reference}&desk=niets`, {
      member: there(femke),
    });
    expect(unknown).toMatchObject({ status: 400, body: { faults: [{ at: "query.desk" }] } });
  });

  test("does not hide what is done and still needs the desk: it is open, and a call back can be asked for", async () => {
    const resolution = { at: tuesday, by: femke.person, from: "desk", outcome: "answered" } as const;
    const given = { state: "resolved", resolution } as Partial<Ticket>;
    const call = the(8_000, { ...given, callBack: { since: tuesday, event: 4, attempts: 0 } }, "frontoffice");
    const word = the(8_001, { ...given, askerWroteAt: tuesday }, "frontoffice");
    const done = the(8_002, given, "frontoffice");
    await places([call, word, done]);
    const at = async (state: string) => (await listed(gijs, { desk: "frontoffice", state })).ids;
    expect(await at("open")).toEqual([call.ticketId, word.ticketId]);
    expect(await at("call-back")).toEqual([call.ticketId]);
    expect(await at("done")).toEqual([done.ticketId]);
  });
});
