import { BatchWriteItemCommand, GetItemCommand } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { openList } from "../../functions/desks/open-list.ts";
import { changeTicket } from "../../functions/runtime/change.ts";
import { keys, movePlace, workListPlace } from "../../functions/store/keys.ts";
import { savePeople } from "../../functions/store/people.ts";
import { marshalled } from "../../functions/store/table.ts";
import { type Instant, instantOf } from "../../shared/clock/instant.ts";
import type { AnswerOf } from "../../shared/contract/operations.ts";
import { moveOf } from "../../shared/desk/live.ts";
import type { TicketId } from "../../shared/id.ts";
import type { Member } from "../../shared/person/member.ts";
import { Person } from "../../shared/person/person.ts";
import type { Ticket } from "../../shared/ticket/ticket.ts";
import { arrived, routed } from "../../shared/ticket/unattended.ts";
import {
  anderhout,
  anna,
  aTicketAt,
  bram,
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
/** Each test has an hour of its own, so that none hears of what another did. */
let hour = 0;
let start: Instant;

const isNow = (seconds: number) =>
  vi.useFakeTimers({ toFake: ["Date"], now: Date.parse(later(start, seconds)) });
beforeAll(async () => {
  isNow(0);
  api = await inProcess();
  await savePeople(
    api.table,
    femke.organisation,
    [
      ["Front", femke],
      ["Gijsen", gijs],
      ["Omarsen", omar],
    ].map(([familyName, member]) => ({
      before: undefined,
      after: Person.parse({ personId: (member as Member).person, familyName }),
    })),
  );
});
beforeEach(() => {
  hour += 2;
  start = later(tuesday, hour * 3600);
  isNow(0);
});
afterEach(() => vi.useRealTimers());
afterAll(() => api.stop());
start = tuesday;

type Live = AnswerOf<"GET /v1/desks/{desk}/changes">;
type Query = { since?: string; ticket?: string; doing?: "looking" | "typing" };

async function follow(member: Member, desk: string, query: Query = {}): Promise<Live> {
  const answer = await api.as(member)("GET /v1/desks/{desk}/changes", { params: { desk }, query } as never);
  if (!answer.ok) throw new Error(`${answer.status} ${answer.problem.code}`);
  return answer.body;
}
const newsIn = ({ changes, left }: Live) => ({
  changes: changes.map(({ ticketId, how, version }) => [ticketId, how, version]),
  left,
});
const nothing = { changes: [], left: [] };

const change = (ticketId: TicketId, decide: Parameters<typeof changeTicket>[1], at = Date.now()) =>
  changeTicket({ table: api.table, organisation, ticketId, at: instantOf(at), by: "system" }, decide);
const route = (ticketId: TicketId) =>
  change(ticketId, (ticket) => routed(ticket, { worksAtDesk: false, is: ["employee"] }, organisation));
const deliver = (ticketId: TicketId, stay: number, at?: number) =>
  change(ticketId, (ticket) => arrived(ticket, stay), at);
const claim = (member: Member, ticketId: TicketId) =>
  api.as(member)("POST /v1/tickets/{ticketId}/claim", { params: { ticketId } });
const takesAndHandsOver = async (member: Member, ticketId: TicketId, to: string) => {
  await claim(member, ticketId);
  return handOver(member, ticketId, to);
};
const handOver = (member: Member, ticketId: TicketId, to: string) =>
  api.as(member)("POST /v1/tickets/{ticketId}/transfer", {
    params: { ticketId },
    body: { to, reason: "needs-specialist" },
  });

describe("what changed on a desk's list", () => {
  test("is told once: what came, what changed, and what left, to the desk that it left and the one it went to", async () => {
    let { next: front } = await follow(femke, "frontoffice");
    let { next: payroll } = await follow(omar, "payroll");
    const hears = async () => {
      const [atFront, atPayroll] = [
        await follow(femke, "frontoffice", { since: front }),
        await follow(omar, "payroll", { since: payroll }),
      ];
      [front, payroll] = [atFront.next, atPayroll.next];
      return [newsIn(atFront), newsIn(atPayroll)];
    };
    isNow(5);
    const ticketId = await api.asks(anna, { text: "Klopt mijn strook?" });
    expect(await hears()).toEqual([{ changes: [[ticketId, "came", 1]], left: [] }, nothing]);
    expect(await hears()).toEqual([nothing, nothing]);
    isNow(12);
    await claim(femke, ticketId);
    const [changed] = await hears();
    expect(changed).toMatchObject({ changes: [[ticketId, "changed", expect.any(Number)]], left: [] });
    isNow(22);
    await handOver(femke, ticketId, "payroll");
    // On its way it stands on the sender's list.
    expect(await hears()).toMatchObject([{ changes: [[ticketId, "changed", expect.any(Number)]] }, nothing]);
    isNow(24);
    await deliver(ticketId, 2);
    isNow(32);
    expect(await hears()).toEqual([
      { changes: [], left: [ticketId] },
      { changes: [[ticketId, "came", expect.any(Number)]], left: [] },
    ]);
    isNow(200);
    expect(await hears()).toEqual([nothing, nothing]);
  });

  test("says of each its version, state and when it is due", async () => {
    const { next } = await follow(femke, "frontoffice");
    const ticketId = await api.asks(anna, { text: "Hoe zit het?" });
    const { changes } = await follow(femke, "frontoffice", { since: next });
    const row = await api.as(femke)("GET /v1/tickets/{ticketId}", { params: { ticketId } });
    if (!row.ok || row.body.view !== "desk") throw new Error("a row");
    const { version, state, dueAt } = row.body;
    expect(dueAt).toBeDefined();
    expect(changes).toEqual([{ ticketId, how: "came", version, state, dueAt }]);
  });

  test("leaves the list when it is done, and comes back when it is reopened", async () => {
    const ticketId = await api.asks(anna, { text: "Hoe zit het?" });
    await route(ticketId);
    await claim(femke, ticketId);
    const params = { ticketId };
    isNow(100);
    let { next } = await follow(femke, "frontoffice");
    const body = { outcome: "answered", text: "Zo" } as const;
    await api.as(femke)("POST /v1/tickets/{ticketId}/resolve", { params, body });
    let heard = await follow(femke, "frontoffice", { since: next });
    expect(newsIn(heard)).toEqual({ changes: [], left: [ticketId] });
    next = heard.next;
    await api.as(anna)("POST /v1/tickets/{ticketId}/rating", { params, body: { score: 5 } });
    heard = await follow(femke, "frontoffice", { since: next });
    expect(newsIn(heard)).toEqual(nothing);
    await api.as(anna)("POST /v1/tickets/{ticketId}/reopen", { params, body: { reason: "not-done" } });
    heard = await follow(femke, "frontoffice", { since: heard.next });
    expect(newsIn(heard).changes).toEqual([[ticketId, "came", expect.any(Number)]]);
  });

  test("is not lost where it was dated before the last ask and stored after it, and told once all the same", async () => {
    const ticketId = await api.asks(anna, { text: "Komt laat" });
    await takesAndHandsOver(femke, ticketId, "payroll");
    isNow(60);
    let { next } = await follow(omar, "payroll");
    isNow(70);
    ({ next } = await follow(omar, "payroll", { since: next }));
    await deliver(ticketId, 2, Date.parse(later(start, 70 - 44)));
    const heard = await follow(omar, "payroll", { since: next });
    expect(newsIn(heard).changes).toEqual([[ticketId, "came", expect.any(Number)]]);
    expect(heard.counts.open).toBe((await follow(omar, "payroll")).counts.open);
    isNow(80);
    expect(newsIn(await follow(omar, "payroll", { since: heard.next }))).toEqual(nothing);
  });

  test("is not lost where the clock that dated it runs ahead", async () => {
    const { next } = await follow(omar, "payroll");
    const ticketId = await api.asks(anna, { text: "Van straks" });
    await takesAndHandsOver(femke, ticketId, "payroll");
    await deliver(ticketId, 2, Date.parse(later(start, 30)));
    const heard = await follow(omar, "payroll", { since: next });
    expect(newsIn(heard).changes).toHaveLength(1);
    isNow(20);
    expect(newsIn(await follow(omar, "payroll", { since: heard.next }))).toEqual(nothing);
  });

  test("can be asked since an instant, and is too long ago after an hour", async () => {
    const since = later(start, 3);
    isNow(5);
    const ticketId = await api.asks(anna, { text: "Sinds dan" });
    isNow(3000);
    const heard = await follow(femke, "frontoffice", { since });
    expect(newsIn(heard).changes).toEqual([[ticketId, "came", 1]]);
    expect(heard.isTooLongAgo).toBeUndefined();
    isNow(3604);
    const late = await follow(femke, "frontoffice", { since });
    expect(late).toMatchObject({ isTooLongAgo: true, changes: [], left: [] });
    expect((await follow(femke, "frontoffice", { since: late.next })).isTooLongAgo).toBeUndefined();
  });

  test("is no affair of another desk or organisation", async () => {
    expect(await api.as(omar)("GET /v1/desks/{desk}/changes", { params: { desk: "leave" } })).toMatchObject({
      status: 403,
      problem: { code: "not-at-your-desk" },
    });
    const confidential = api.as(femke)("GET /v1/desks/{desk}/changes", { params: { desk: "confidential" } });
    expect(await confidential).toMatchObject({ status: 403 });
    const { next } = await follow(femke, "frontoffice");
    await api.asks(anna, { text: "Van hier" });
    const elsewhere = await follow({ ...femke, organisation: anderhout }, "frontoffice", { since: next });
    expect(elsewhere).toMatchObject({ ...nothing, counts: { open: 0, unclaimed: 0, dueToday: 0 } });
    expect((await follow(femke, "leave")).counts).toBeDefined();
  });

  test.each([
    ["desk", "/v1/desks/constructor/changes", "path.desk"],
    ["mark", "/v1/desks/frontoffice/changes?since=gisteren", "query.since"],
    ["position", `/v1/desks/frontoffice/changes?since=${tuesday}~~9'`, "query.since"],
  ])("of a %s that nobody knows is refused", async (_, path, at) => {
    const answer = await api.raw("GET", path, { member: femke });
    expect(answer).toMatchObject({ status: 400, body: { faults: [{ at }] } });
  });
});

describe("many changes", () => {
  const there = { ...lotte, organisation: anderhout };

  async function stored(from: number, count: number, seconds: (i: number) => number, desk = "leave") {
    const items = Array.from({ length: count }, (_, i) => {
      const at = later(start, seconds(i));
      const ticketId = someId<TicketId>("ticket", from + i);
      const ticket = aTicketAt(desk, { organisation: anderhout, ticketId, version: 2, changedAt: at });
      const place = movePlace(anderhout, moveOf(undefined, ticket, at, "frontoffice"));
      return [
        { ...keys.image(anderhout, ticketId), ...workListPlace(ticket, "frontoffice"), data: ticket },
        { ...keys.event(anderhout, ticketId, 2), ...place, data: {} },
      ];
    }).flat();
    for (let i = 0; i < items.length; i += 24) {
      const puts = items.slice(i, i + 24).map((item) => ({ PutRequest: { Item: marshalled(item) } }));
      await api.table.client.send(new BatchWriteItemCommand({ RequestItems: { [api.table.name]: puts } }));
    }
  }

  async function catchUp(since: string): Promise<{ told: string[]; asks: number; next: string }> {
    const told: string[] = [];
    for (let asks = 1; ; asks++) {
      const heard = await follow(there, "leave", { since });
      told.push(...heard.changes.map(({ ticketId }) => ticketId));
      since = heard.next;
      expect(heard.changes.length).toBeLessThanOrEqual(100);
      if (!heard.isMore) return { told, asks, next: since };
      expect(asks).toBeLessThan(20);
    }
  }
  const ids = (from: number, count: number) =>
    Array.from({ length: count }, (_, i) => someId<TicketId>("ticket", from + i));

  test("come in pages, each once and in order, and between them come those of other desks", async () => {
    const { next } = await follow(there, "leave");
    await stored(1000, 130, (i) => i * 10);
    await stored(1200, 420, (i) => 1 + i * 3, "payroll");
    isNow(1500);
    const caught = await catchUp(next);
    expect(caught.told).toEqual(ids(1000, 130));
    expect(caught.asks).toBe(2);
    expect((await catchUp(caught.next)).told).toEqual([]);
    expect((await follow(there, "leave")).counts.open).toBe(130);
  });

  test("at one moment are all told, too, and what was stored late while they were", async () => {
    const { next } = await follow(there, "leave");
    await stored(2000, 150, () => 5);
    isNow(10);
    const first = await follow(there, "leave", { since: next });
    expect(first).toMatchObject({ isMore: true });
    await stored(2200, 1, () => 4);
    isNow(48);
    const caught = await catchUp(first.next);
    const again = await catchUp(caught.next);
    const told = [...first.changes.map(({ ticketId }) => ticketId), ...caught.told, ...again.told];
    expect(new Set(told)).toEqual(new Set([...ids(2000, 150), ...ids(2200, 1)]));
    isNow(120);
    const later = await catchUp(again.next);
    expect((await catchUp(later.next)).told).toEqual([]);
  });
});

describe("what is restricted", () => {
  /** Whoever restricts a question goes on reading it. */
  const restrict = (ticketId: TicketId) =>
    api.as(femke)("POST /v1/tickets/{ticketId}/confidentiality", {
      params: { ticketId },
      body: { to: "restricted", reason: "Gaat over ziekte" },
    });
  const atLeave = async () => {
    const ticketId = await api.asks(bram, { text: "Over verlof" });
    await takesAndHandsOver(femke, ticketId, "leave");
    await deliver(ticketId, 2);
    return ticketId;
  };

  test("goes from the screens of who may no longer read it, and stays as a stub without a deadline at its desk", async () => {
    const ticketId = await atLeave();
    isNow(600);
    const [front, leave] = [await follow(gijs, "leave"), await follow(lotte, "leave")];
    expect((await restrict(ticketId)).ok).toBe(true);
    const atFront = await follow(gijs, "leave", { since: front.next });
    expect(newsIn(atFront)).toEqual({ changes: [], left: [ticketId] });
    expect(atFront.counts.open).toBe(front.counts.open - 1);
    const atDesk = await follow(lotte, "leave", { since: leave.next });
    expect(atDesk.changes).toEqual([
      { ticketId, how: "changed", version: expect.any(Number), state: "queued" },
    ]);
    expect(atDesk.counts).toEqual({ ...leave.counts, dueToday: atDesk.counts.dueToday });
  });

  test("is never told of afterwards to who was never shown it: not as it changes, nor as it goes", async () => {
    const ticketId = await atLeave();
    await restrict(ticketId);
    isNow(600);
    const { next, counts } = await follow(gijs, "leave");
    expect((await claim(lotte, ticketId)).ok).toBe(true);
    const changed = await follow(gijs, "leave", { since: next, ticket: ticketId });
    expect(changed).toMatchObject({ ...nothing, counts });
    expect(changed.ticket).toBeUndefined();
    await handOver(lotte, ticketId, "payroll");
    await deliver(ticketId, 3);
    const gone = await follow(gijs, "leave", { since: changed.next });
    expect(newsIn(gone)).toEqual(nothing);
    // Whose desk it was, had seen it wait there.
    expect(newsIn(await follow(lotte, "leave", { since: next })).left).toEqual([ticketId]);
  });

  test("is never told to whom it is about", async () => {
    const at = instantOf(Date.now());
    const about = { about: { person: lotte.person, relation: "over" } } as Partial<Ticket>;
    const ticketId = someId<TicketId>("ticket", 3000);
    const ticket = aTicketAt("leave", { organisation: anderhout, ticketId, ...about });
    const there = { ...lotte, organisation: anderhout };
    const { next, counts } = await follow(there, "leave");
    const place = movePlace(anderhout, moveOf(undefined, ticket, at, "frontoffice"));
    for (const item of [
      { ...keys.image(anderhout, ticketId), ...workListPlace(ticket, "frontoffice"), data: ticket },
      { ...keys.event(anderhout, ticketId, 2), ...place, data: {} },
    ]) {
      const put = { PutRequest: { Item: marshalled(item) } };
      await api.table.client.send(new BatchWriteItemCommand({ RequestItems: { [api.table.name]: [put] } }));
    }
    const heard = await follow(there, "leave", { since: next, ticket: ticketId });
    expect(heard).toMatchObject({ ...nothing, counts });
    expect(heard.ticket).toBeUndefined();
    const colleague = { ...there, person: vera.person };
    expect((await follow(colleague, "leave", { since: next })).changes).toHaveLength(1);
  });
});

describe("how much stands on a list", () => {
  test("is counted as the list shows it, and kept up with as it changes", async () => {
    const before = (await follow(femke, "frontoffice")).counts;
    const ticketId = await api.asks(anna, { text: "Een erbij" });
    expect((await follow(femke, "frontoffice")).counts).toMatchObject({
      open: before.open + 1,
      unclaimed: before.unclaimed + 1,
    });
    await claim(femke, ticketId);
    expect((await follow(femke, "frontoffice")).counts).toMatchObject({
      open: before.open + 1,
      unclaimed: before.unclaimed,
    });
    await handOver(femke, ticketId, "payroll");
    await deliver(ticketId, 2);
    expect((await follow(femke, "frontoffice")).counts).toEqual(before);
    const rows = await api.as(femke)("GET /v1/tickets", { query: { limit: 100 } });
    if (!rows.ok) throw new Error("a list");
    expect(before.open).toBe(rows.body.items.length);
  });

  test("is the same to a function that kept it and to one that begins", async () => {
    await api.asks(anna, { text: "Nog een" });
    await follow(femke, "frontoffice");
    const at = instantOf(Date.now());
    const fresh = await openList({ ...api.table }, organisation, "frontoffice", at);
    expect((await follow(femke, "frontoffice")).counts.open).toBe(fresh.size);
  });
});

describe("who is at a question", () => {
  /** What is stored of somebody at a ticket. */
  const noted = async (ticketId: TicketId, { organisation: org, person }: Member) => {
    const Key = marshalled(keys.presence(org, ticketId, person));
    const { Item } = await api.table.client.send(new GetItemCommand({ TableName: api.table.name, Key }));
    return Item && (unmarshall(Item) as { expiresAt: number; data: { at: Instant; doing: string } });
  };

  test("is told to the others at it by name, never to oneself, and no longer after half a minute", async () => {
    const ticketId = await api.asks(anna, { text: "Wie kijkt er?" });
    const look = async (member: Member, doing?: Query["doing"]) =>
      (await follow(member, "frontoffice", { ticket: ticketId, ...(doing && { doing }) })).ticket;
    expect(await look(femke)).toEqual({ ticketId, version: 1, state: "received", others: [] });
    expect((await look(gijs, "typing"))?.others).toEqual([{ name: "Front", doing: "looking" }]);
    expect((await look(femke))?.others).toEqual([{ name: "Gijsen", doing: "typing" }]);
    isNow(34);
    expect((await look(femke))?.others).toHaveLength(1);
    isNow(35);
    expect((await look(femke))?.others).toEqual([]);
  });

  test("is written down every twenty seconds at the most, but at once for who begins to type", async () => {
    const ticketId = await api.asks(anna, { text: "Hoe vaak?" });
    const at = async (seconds: number, doing: "looking" | "typing") => {
      isNow(seconds);
      await follow(gijs, "frontoffice", { ticket: ticketId, doing });
      const item = await noted(ticketId, gijs);
      if (!item) throw new Error("it is noted");
      const notedAt = Date.parse(item.data.at);
      expect(item.expiresAt).toBe(notedAt / 1000 + 35);
      return [(notedAt - Date.parse(start)) / 1000, item.data.doing];
    };
    expect(await at(0, "looking")).toEqual([0, "looking"]);
    expect(await at(10, "looking")).toEqual([0, "looking"]);
    expect(await at(12, "typing")).toEqual([12, "typing"]);
    expect(await at(22, "looking")).toEqual([12, "typing"]);
    expect(await at(32, "looking")).toEqual([32, "looking"]);
  });

  test("is neither told nor noted for a question that the caller does not work on", async () => {
    const asked = await api.asks(gijs, { text: "Van een agent zelf" });
    expect((await follow(gijs, "frontoffice", { ticket: asked })).ticket).toBeUndefined();
    const elsewhere = await follow(omar, "payroll", { ticket: asked });
    expect(elsewhere.ticket).toBeUndefined();
    for (const member of [gijs, omar]) expect(await noted(asked, member)).toBeUndefined();
    expect((await follow(femke, "frontoffice", { ticket: someId("ticket", 9) })).ticket).toBeUndefined();
  });

  test("has no name where the people file knows none", async () => {
    const ticketId = await api.asks(anna, { text: "Wie is dat?" });
    const stranger = { ...gijs, person: "loket-nieuw" } as Member;
    await follow(stranger, "frontoffice", { ticket: ticketId });
    const { ticket } = await follow(femke, "frontoffice", { ticket: ticketId });
    expect(ticket?.others).toEqual([{ doing: "looking" }]);
  });
});

test("a list names who has a question in hand, and a question everyone in it: who saves too late sees both texts", async () => {
  const ticketId = await api.asks(anna, { text: "Wie schrijft er?" });
  const params = { ticketId };
  await claim(gijs, ticketId);
  const seen = await api.as(gijs)("GET /v1/tickets/{ticketId}", { params });
  if (!seen.ok || seen.body.view !== "desk") throw new Error("a detail");
  await api.as(femke)("POST /v1/tickets/{ticketId}/notes", { params, body: { text: "Ik belde al" } });
  const stale = await api.as(gijs)("POST /v1/tickets/{ticketId}/replies", {
    ...{ params, body: { text: "Mijn antwoord" } },
    version: seen.body.version,
  });
  expect(stale).toMatchObject({ status: 412, problem: { code: "stale" } });
  const now = await api.as(gijs)("GET /v1/tickets/{ticketId}", { params });
  if (!now.ok || now.body.view !== "desk") throw new Error("a detail");
  const known = new Set(seen.body.thread.map(({ contentId }) => contentId));
  const written = now.body.thread.filter(({ contentId }) => !known.has(contentId));
  expect(written).toMatchObject([{ by: femke.person, kind: "note", text: "Ik belde al" }]);
  expect(now.body.names).toEqual({ [femke.person]: "Front", [gijs.person]: "Gijsen" });
  const rows = await api.as(femke)("GET /v1/tickets", { query: { limit: 100 } });
  const row = rows.ok && rows.body.items.find((one) => one.ticketId === ticketId);
  expect(row).toMatchObject({ claimedBy: gijs.person, claimedByName: "Gijsen" });
  expect(now.body.claimedByName).toBe("Gijsen");
});
