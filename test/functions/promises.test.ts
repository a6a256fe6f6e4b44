import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { changeTicket } from "../../functions/runtime/change.ts";
import { savePeople } from "../../functions/store/people.ts";
import { loadThread } from "../../functions/store/tickets.ts";
import type { AnswerOf } from "../../shared/contract/operations.ts";
import type { TicketId } from "../../shared/id.ts";
import type { Member } from "../../shared/person/member.ts";
import { Person } from "../../shared/person/person.ts";
import {
  anna,
  bram,
  coen,
  femke,
  gijs,
  after as later,
  omar,
  organisation,
  tuesday,
  vechterhout,
  vera,
} from "../given.ts";
import { type InProcess, inProcess, itemsIn } from "../in-process.ts";

let api: InProcess;
beforeAll(async () => {
  api = await inProcess();
  const person = Person.parse({ personId: femke.person, givenName: "Femke", familyName: "Loket" });
  await savePeople(api.table, vechterhout, [{ before: undefined, after: person }]);
});
afterEach(() => vi.useRealTimers());
afterAll(() => api.stop());

/** The functions' clock stands here; nothing waits. */
const isNow = (at: string) => vi.useFakeTimers({ toFake: ["Date"], now: Date.parse(at) });
const thursday = "2026-12-03T12:00:00+01:00";

const post = (by: Member, ticketId: TicketId, deed: string, body: unknown = {}, headers = {}) =>
  api.raw("POST", `/v1/tickets/${ticketId}/${deed}`, { member: by, body: JSON.stringify(body), headers });
const done = async (...call: Parameters<typeof post>) => {
  const answer = await post(...call);
  expect([call[2], answer.status, answer.body.code]).toEqual([call[2], 200, undefined]);
  return answer;
};
const codeOf = async (...call: Parameters<typeof post>) => {
  const { status, body } = await post(...call);
  return [status, body.code];
};
const seen = async (by: Member, ticketId: TicketId) => {
  const answer = await api.as(by)("GET /v1/tickets/{ticketId}", { params: { ticketId } });
  if (!answer.ok) throw new Error(`${by.person} reads it`);
  return answer.body as Exclude<AnswerOf<"GET /v1/tickets/{ticketId}">, { view: "stub" }>;
};
const textsFor = async (by: Member, ticketId: TicketId) =>
  (await seen(by, ticketId)).thread.map(({ kind, from, text }) => [kind, from, text]);
const mine = async (ticketId: TicketId) => {
  const answer = await api.as(anna)("GET /v1/me/tickets");
  return answer.ok ? answer.body.items.find((row) => row.ticketId === ticketId) : undefined;
};
const rowAt = async (by: Member, ticketId: TicketId, query: Record<string, string> = {}) => {
  const answer = await api.as(by)("GET /v1/tickets", { query });
  const row = answer.ok ? answer.body.items.find((one) => one.ticketId === ticketId) : undefined;
  return row?.view === "desk" ? row : undefined;
};

async function promised(given: Record<string, unknown> = {}): Promise<{ ticketId: TicketId; n: number }> {
  isNow(tuesday);
  const ticketId = await api.asks(anna, { text: "Klopt mijn loon?" });
  await done(femke, ticketId, "claim");
  await done(femke, ticketId, "promises", { text: "Ik bel je", at: thursday, ...given });
  const { events } = await loadThread(api.table, vechterhout, ticketId);
  return { ticketId, n: events.findLast(({ type }) => type === "promised")?.n ?? 0 };
}

describe("a promise", () => {
  test("is seen by the asker, kept by the desk and confirmed by the asker", async () => {
    const { ticketId, n } = await promised();
    const shown = await seen(anna, ticketId);
    expect(shown.promises).toMatchObject([
      { promise: n, state: "standing", dueAt: "2026-12-03T11:00:00.000Z" },
    ]);
    const text = shown.thread.find(({ contentId }) => contentId === shown.promises[0]?.contentId);
    expect(text).toMatchObject({ kind: "promise", from: "desk", text: "Ik bel je" });
    expect(await mine(ticketId)).toMatchObject({ promises: [{ promise: n, state: "standing" }] });
    expect(await codeOf(anna, ticketId, `promises/${n}/confirm`, { kept: true })).toEqual([
      409,
      "promise-not-due",
    ]);
    await done(femke, ticketId, `promises/${n}/keep`, { text: "Zoals besproken" });
    expect(await mine(ticketId)).toMatchObject({ promises: [{ state: "kept" }] });
    expect(await textsFor(anna, ticketId)).toContainEqual(["reply", "desk", "Zoals besproken"]);
    await done(anna, ticketId, `promises/${n}/confirm`, { kept: false });
    expect(await rowAt(femke, ticketId)).toMatchObject({
      promises: [{ state: "kept", confirmed: false, owner: femke.person }],
    });
    expect(await codeOf(anna, ticketId, `promises/${n}/confirm`, { kept: true })).toEqual([
      409,
      "promise-confirmed",
    ]);
  });

  test("is broken after its moment, whether or not a timer has told, and may be kept after all", async () => {
    const { ticketId, n } = await promised();
    isNow(later(tuesday, 3 * 86_400));
    expect(await mine(ticketId)).toMatchObject({ promises: [{ state: "broken" }] });
    await changeTicket(
      { table: api.table, organisation, ticketId, at: later(tuesday, 3 * 86_400), by: "system" },
      () => [{ type: "breached", clock: "promise", startedBy: n }],
    );
    const shown = await seen(femke, ticketId);
    expect(shown.promises).toMatchObject([{ state: "broken", owner: femke.person }]);
    expect(shown.view === "desk" && shown.history).toContainEqual(
      expect.objectContaining({ type: "breached", clock: "promise", startedBy: n }),
    );
    await done(gijs, ticketId, `promises/${n}/keep`);
    expect(await mine(ticketId)).toMatchObject({
      promises: [{ state: "broken", keptAt: expect.any(String) }],
    });
    await done(anna, ticketId, `promises/${n}/confirm`, { kept: true });
  });

  test("is withdrawn with a reason that the asker reads", async () => {
    const { ticketId, n } = await promised();
    expect(await codeOf(gijs, ticketId, `promises/${n}/withdraw`, { reason: "Nee" })).toEqual([
      403,
      "not-your-promise",
    ]);
    await done(coen, ticketId, `promises/${n}/withdraw`, { reason: "Femke is ziek" });
    const shown = await seen(anna, ticketId);
    expect(shown.promises).toMatchObject([{ state: "withdrawn" }]);
    expect(await textsFor(anna, ticketId)).toContainEqual(["reply", "desk", "Femke is ziek"]);
    expect(await codeOf(femke, ticketId, `promises/${n}/keep`)).toEqual([409, "promise-ended"]);
  });

  test("stands on after the answer, and keeps the question before its desk", async () => {
    const { ticketId, n } = await promised();
    await done(femke, ticketId, "resolve", { outcome: "answered", text: "Zo zit het" });
    expect(await rowAt(femke, ticketId)).toMatchObject({
      state: "resolved",
      dueAt: "2026-12-03T11:00:00.000Z",
    });
    await done(femke, ticketId, `promises/${n}/keep`);
    expect(await rowAt(femke, ticketId)).toBeUndefined();
    await done(gijs, ticketId, "promises", { text: "Ik kijk het na", at: thursday });
    expect(await rowAt(femke, ticketId)).toMatchObject({
      promises: [{ owner: femke.person }, { owner: gijs.person }],
    });
  });

  test("sent twice under one key is made once", async () => {
    isNow(tuesday);
    const ticketId = await api.asks(anna, { text: "Klopt mijn loon?" });
    await done(femke, ticketId, "claim");
    const body = { text: "Ik bel je", at: thursday };
    const first = await done(femke, ticketId, "promises", body, { "idempotency-key": "promise-1" });
    const stored = await itemsIn(api.table);
    const again = await done(femke, ticketId, "promises", body, { "idempotency-key": "promise-1" });
    expect(again.text).toBe(first.text);
    expect(await itemsIn(api.table)).toEqual(stored);
    const [made] = (await seen(femke, ticketId)).promises;
    const keep = () =>
      done(
        femke,
        ticketId,
        `promises/${made?.promise}/keep`,
        { text: "Gedaan" },
        { "idempotency-key": "keep-1" },
      );
    expect((await keep()).text).toBe((await keep()).text);
    expect((await seen(anna, ticketId)).thread.filter(({ text }) => text === "Gedaan")).toHaveLength(1);
  });

  test("is not the asker's to make, nor a colleague's of another desk", async () => {
    const { ticketId, n } = await promised();
    const body = { text: "Ik bel je", at: thursday };
    expect(await codeOf(anna, ticketId, "promises", body)).toEqual([403, "not-your-role"]);
    expect(await codeOf(omar, ticketId, "promises", body)).toEqual([404, "ticket-unknown"]);
    expect(await codeOf(vera, ticketId, `promises/${n}/keep`)).toEqual([404, "ticket-unknown"]);
    expect(await codeOf(gijs, ticketId, "promises", body)).toEqual([409, "claimed-by-another"]);
    expect(await codeOf(bram, ticketId, `promises/${n}/confirm`, { kept: true })).toEqual([
      404,
      "ticket-unknown",
    ]);
    expect(await codeOf(femke, ticketId, `promises/${n}/confirm`, { kept: true })).toEqual([
      403,
      "not-your-role",
    ]);
    const own = await api.asks(femke, { text: "Mijn eigen vraag" });
    expect(await codeOf(femke, own, "promises", body)).toEqual([403, "own-ticket"]);
  });

  test("may be laid with a colleague at the desk who is known there", async () => {
    await api.as(gijs)("GET /v1/tickets");
    const { ticketId } = await promised({ owner: gijs.person });
    expect((await seen(femke, ticketId)).promises).toMatchObject([{ owner: gijs.person }]);
    expect(await codeOf(femke, ticketId, "promises", { text: "x", at: thursday, owner: "niemand" })).toEqual([
      409,
      "not-an-agent",
    ]);
  });

  test("of another moment or another number than there is says where that stands", async () => {
    const { ticketId, n } = await promised();
    const past = await post(femke, ticketId, "promises", {
      text: "Ik bel je",
      at: "2026-11-30T12:00:00+01:00",
    });
    expect(past.body.faults).toMatchObject([{ at: "body.at", code: "past" }]);
    const local = await post(femke, ticketId, "promises", { text: "Ik bel je", at: "2026-12-03T12:00:00" });
    expect(local.body.faults).toMatchObject([{ at: "body.at" }]);
    expect(await codeOf(femke, ticketId, `promises/${n + 1}/keep`)).toEqual([404, "promise-unknown"]);
    const odd = await post(femke, ticketId, "promises/x/keep");
    expect(odd.body.faults).toMatchObject([{ at: "path.promise" }]);
  });
});

describe("urgency", () => {
  test("is set with a reason for the desk, and shortens the deadline", async () => {
    isNow(tuesday);
    const ticketId = await api.asks(anna, { text: "Geen loon gekregen" });
    const before = await rowAt(femke, ticketId);
    await done(femke, ticketId, "urgency", { to: "today", reason: "Geen geld voor eten" });
    const row = await rowAt(femke, ticketId);
    expect(row?.urgency).toBe("today");
    expect([before?.dueAt, row?.dueAt]).toEqual(["2026-12-02T09:00:00.000Z", "2026-12-01T11:30:00.000Z"]);
    expect(await textsFor(femke, ticketId)).toContainEqual(["note", "desk", "Geen geld voor eten"]);
    expect(JSON.stringify(await seen(anna, ticketId))).not.toContain("Geen geld");
    const stored = await itemsIn(api.table);
    await done(gijs, ticketId, "urgency", { to: "today", reason: "Nog eens" });
    expect(await itemsIn(api.table)).toEqual(stored);
    expect(await codeOf(femke, ticketId, "urgency", { to: "today" })).toEqual([400, "invalid-input"]);
  });
});

describe("a deadline", () => {
  test("explains itself to the asker and to the agent, each in their words", async () => {
    const { ticketId } = await promised();
    await done(femke, ticketId, "transfer", { to: "payroll", reason: "needs-specialist" });
    const toAsker = await seen(anna, ticketId);
    expect(toAsker.clocks.map(({ kind }) => kind).toSorted()).toEqual([
      "firstResponse",
      "promise",
      "resolution",
    ]);
    for (const { explanation } of toAsker.clocks) {
      expect(explanation.nl).toMatch(/\.$/);
      expect(explanation.en).toMatch(/\.$/);
    }
    expect(JSON.stringify(toAsker)).not.toMatch(/femke|payroll|salarisadministratie|"ola"|loket-/i);
    const toDesk = await seen(femke, ticketId);
    const said = Object.fromEntries(toDesk.clocks.map(({ kind, explanation }) => [kind, explanation.nl]));
    expect(said.ola).toMatch(/^Werk van Salarisadministratie uiterlijk /);
    expect(said.promise).toMatch(
      /^Femke Loket beloofde op dinsdag 1 december om 10\.30 uur iets voor uiterlijk /,
    );
    expect(said.resolution).toContain("inrichting versie 1");
  });

  test("stands on the row of what is kept closely, but not how long it is: that would tell the topic", async () => {
    isNow(tuesday);
    const ticketId = await api.asks(anna, { text: "Overleden", topic: "loonbeslag" });
    await changeTicket({ table: api.table, organisation, ticketId, at: tuesday, by: "system" }, () => [
      { type: "readers-named", readers: [femke.person] },
    ]);
    const row = await rowAt(femke, ticketId);
    expect(row?.dueAt).toBeDefined();
    expect(row?.clocks).toEqual([]);
  });
});
