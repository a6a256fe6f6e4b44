import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { loadRevisions, revisionWrite } from "../../functions/store/answers.ts";
import { changeWrite } from "../../functions/store/topics.ts";
import type { Instant } from "../../shared/clock/instant.ts";
import { instantOf } from "../../shared/clock/instant.ts";
import type { Revision } from "../../shared/faq/record.ts";
import type { AnswerChange } from "../../shared/faq/trail.ts";
import type { TicketId } from "../../shared/id.ts";
import type { Member } from "../../shared/person/member.ts";
import {
  aMember,
  anderhout,
  anna,
  bram,
  femke,
  gijs,
  after as later,
  omar,
  tuesday,
  vechterhout,
} from "../given.ts";
import { type InProcess, inProcess, itemsIn } from "../in-process.ts";
import { aRecord, aRevision, published, stored, storeTopic } from "./topics-given.ts";

let api: InProcess;
const editor = aMember("redactie-eva", { roles: ["employee", "editor"] });
const on = (day: string, time = "12:00:00.000"): Instant => instantOf(Date.parse(`${day}T${time}Z`));
const isNow = (at: Instant) => vi.useFakeTimers({ toFake: ["Date"], now: Date.parse(at) });

const aChange = (given: Partial<AnswerChange> = {}): AnswerChange => ({
  at: on("2026-11-20"),
  topic: "ikb",
  revision: 1,
  audience: "employee",
  what: "published",
  ...given,
});
const tell = (...changes: AnswerChange[]) =>
  stored(api.table, ...changes.map((change) => changeWrite(api.table, vechterhout, change)));

beforeAll(async () => {
  isNow(tuesday);
  api = await inProcess();
  await tell(
    aChange({ at: on("2026-05-31"), revision: 1 }),
    aChange({ at: on("2026-06-02"), revision: 2, what: "replaced", replaces: 1 }),
    aChange({ at: on("2026-11-20"), topic: "vog", audience: "internal" }),
    aChange({ at: on("2026-11-21"), topic: "verdwenen" }),
    aChange({ at: on("2026-11-22"), topic: "vog", what: "withdrawn", because: "wrong" }),
    aChange({ at: on("2026-11-23"), topic: "salarisstrook", what: "review-due", owner: "payroll" }),
  );
});
beforeEach(() => {
  isNow(tuesday);
});
afterEach(() => vi.useRealTimers());
afterAll(() => api.stop());

const changes = async (member: Member, query = "") =>
  (await api.raw("GET", `/v1/changes${query}`, { member })).body;
const read = (member: Member, ids: string[], headers: Record<string, string> = {}) =>
  api.raw("POST", "/v1/changes/read", { member, body: JSON.stringify({ changes: ids }), headers });
type Item = { change: string; topic: string; what: string; revision: number; isRead: boolean };

describe("what changed of answers", () => {
  test("is listed newest first, of the last six months, for whoever answers or writes", async () => {
    for (const member of [femke, omar, editor]) {
      const { items } = await changes(member);
      expect(items.filter(({ what }: Item) => what !== "review-due")).toMatchObject([
        { topic: "vog", what: "withdrawn", because: "wrong", name: { nl: expect.any(String) } },
        { topic: "verdwenen", name: { nl: "verdwenen", en: "verdwenen" } },
        { topic: "vog", what: "published", audience: "internal", isRead: false },
        { topic: "ikb", what: "replaced", revision: 2, replaces: 1 },
      ]);
    }
    const employee = await api.raw("GET", "/v1/changes", { member: anna });
    expect(employee).toMatchObject({ status: 403, body: { code: "not-your-role" } });
  });

  test("tells that a review is due to the desk that keeps the answer right and to editors", async () => {
    const due = async (member: Member) =>
      (await changes(member)).items.some(({ what }: Item) => what === "review-due");
    expect([await due(femke), await due(omar), await due(editor)]).toEqual([false, true, true]);
    expect((await changes(femke)).unread).toBe(4);
    expect((await changes(omar)).unread).toBe(5);
    expect(JSON.stringify(await changes(omar))).not.toContain("owner");
  });

  test("comes in pages, and how much is unread is told of all", async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await changes(editor, `?limit=2${cursor ? `&cursor=${cursor}` : ""}`);
      expect(page.unread).toBe(5);
      expect(page.items.length).toBeLessThanOrEqual(2);
      seen.push(...page.items.map(({ change }: Item) => change));
      cursor = page.next;
    } while (cursor);
    expect(seen).toEqual((await changes(editor)).items.map(({ change }: Item) => change));
    expect(new Set(seen).size).toBe(5);
  });

  test("belongs to one organisation", async () => {
    const neighbour = aMember("buur", { roles: ["employee", "editor"], organisation: anderhout });
    expect(await changes(neighbour)).toEqual({ items: [], unread: 0 });
  });
});

describe("what somebody has read", () => {
  test("is marked for them and for nobody else, once", async () => {
    const [first, second] = (await changes(femke)).items.map(({ change }: Item) => change);
    expect(await read(femke, [first, second])).toMatchObject({ status: 200, body: { read: 2 } });
    const marked = await changes(femke);
    expect(marked.items.map(({ isRead }: Item) => isRead)).toEqual([true, true, false, false]);
    expect(marked.unread).toBe(2);
    const stored = await itemsIn(api.table);
    expect(await read(femke, [first])).toMatchObject({ status: 200 });
    expect(await itemsIn(api.table)).toEqual(stored);
    expect((await changes(gijs)).unread).toBe(4);
    expect(JSON.stringify(await changes(editor))).not.toContain(femke.person);
  });

  test("is only what there is for them", async () => {
    const due = (await changes(editor)).items.find(({ what }: Item) => what === "review-due").change;
    const before = await itemsIn(api.table);
    const absent = "2026-11-20T12:00:00.000Z#ikb#00000099";
    expect(await read(femke, [due, absent])).toMatchObject({ status: 200, body: { read: 0 } });
    expect(await itemsIn(api.table)).toEqual(before);
    for (const ids of [[], ["x"], ["record#2026"], Array.from({ length: 51 }, () => absent)]) {
      expect((await read(femke, ids)).status).toBe(400);
    }
  });

  test("is marked once where two tell it at the same moment, and with its key answered as before", async () => {
    const [first] = (await changes(gijs)).items.map(({ change }: Item) => change);
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => read(gijs, [first], { "idempotency-key": "read-1" })),
    );
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    const marks = (await itemsIn(api.table)).filter(({ pk }) => pk.includes(`changes-read#${gijs.person}`));
    expect(marks.map(({ sk }) => sk)).toEqual([first]);
  });
});

describe("what people chose", () => {
  const choose = (member: Member, changeNotices: unknown) =>
    api.raw("PUT", "/v1/me/preferences", { member, body: JSON.stringify({ changeNotices }) });
  const chosen = async (member: Member) => (await api.raw("GET", "/v1/me/preferences", { member })).body;

  test("is off until they do, and then what they said last", async () => {
    expect(await chosen(bram)).toEqual({ changeNotices: false });
    expect(await choose(bram, true)).toMatchObject({ status: 200, body: { changeNotices: true } });
    expect(await chosen(bram)).toEqual({ changeNotices: true });
    await choose(bram, false);
    expect(await chosen(bram)).toEqual({ changeNotices: false });
    expect(await chosen({ ...bram, organisation: anderhout })).toEqual({ changeNotices: false });
    expect((await choose(bram, "ja")).status).toBe(400);
  });
});

describe("answers to somebody's own questions that changed", () => {
  const asker = aMember("medewerker-olga");
  const boss = aMember("medewerker-boss");
  /** By when the functions look again at which topics there are. */
  const soon = later(tuesday, 20);
  const own = async (member = asker) => (await api.raw("GET", "/v1/me/changes", { member })).body.items;
  const end = async (topic: string, number: number, given: Partial<Revision>) => {
    const [before] = await loadRevisions(api.table, vechterhout, [{ topic, number }]);
    if (!before) throw new Error("there is a revision");
    const after = { ...before, version: before.version + 1, ...given };
    await stored(api.table, revisionWrite(api.table, vechterhout, before, after));
  };

  /** A question, answered with a revision, on a day. */
  async function answered(at: Instant, topic: string, revision: number, by = asker): Promise<TicketId> {
    vi.setSystemTime(Date.parse(at));
    const ticketId = await api.asks(by, { text: "Hoe zit het?", topic });
    const post = async (deed: string, body: unknown) => {
      const answer = await api.raw("POST", `/v1/tickets/${ticketId}/${deed}`, {
        member: femke,
        body: JSON.stringify(body),
      });
      expect([deed, answer.status, answer.body.code]).toEqual([deed, 200, undefined]);
    };
    await post("claim", {});
    await post("resolve", { outcome: "answered", text: "Zo zit het.", answer: { topic, revision } });
    vi.setSystemTime(Date.parse(soon));
    return ticketId;
  }

  beforeAll(async () => {
    const all = { ended: on("2026-11-25") };
    const history = (topic: string, ...more: Revision[]) =>
      storeTopic(
        api.table,
        aRecord(topic, { publications: [published(2, "employee", all.ended)] }),
        aRevision(topic, 1, { publishedAt: on("2026-01-02") }),
        aRevision(topic, 2, { publishedAt: all.ended }),
        ...more,
      );
    await Promise.all([
      history(
        "verlof_saldo",
        aRevision("verlof_saldo", 3, { audience: "internal", publishedAt: on("2026-01-02") }),
      ),
      history("zorgverlof"),
      storeTopic(api.table, aRecord("jubileum"), aRevision("jubileum", 1, { publishedAt: on("2026-01-02") })),
      storeTopic(
        api.table,
        aRecord("opleiding", { publications: [published(1, "employee")] }),
        aRevision("opleiding", 1, { publishedAt: on("2026-01-02") }),
      ),
    ]);
  });

  test("are told of open topics, at most six months back, and only to who asked and chose so", async () => {
    await answered(on("2026-05-31"), "verlof_saldo", 1);
    const replaced = await answered(on("2026-06-03"), "verlof_saldo", 1);
    const withdrawn = await answered(on("2026-09-01"), "jubileum", 1);
    await answered(on("2026-09-01"), "opleiding", 1);
    await answered(on("2026-09-02"), "zorgverlof", 1);
    await answered(on("2026-09-03"), "verlof_saldo", 3);
    await answered(on("2026-09-04"), "verlof_saldo", 1, boss);
    await end("verlof_saldo", 1, { state: "replaced", endedAt: on("2026-11-25") });
    await end("zorgverlof", 1, { state: "replaced", endedAt: on("2026-11-25") });
    await end("verlof_saldo", 3, { state: "replaced", endedAt: on("2026-11-25") });
    await end("jubileum", 1, { state: "withdrawn", endedAt: on("2026-11-26") });

    expect(await own()).toEqual([]);
    await api.raw("PUT", "/v1/me/preferences", { member: asker, body: '{"changeNotices":true}' });
    const items = await own();
    expect(items).toMatchObject([
      { ticketId: withdrawn, topic: "jubileum", what: "withdrawn", at: on("2026-11-26"), revision: 1 },
      {
        ticketId: replaced,
        topic: "verlof_saldo",
        what: "replaced",
        at: on("2026-11-25"),
        revision: 1,
        newer: 2,
      },
    ]);
    expect(items).toHaveLength(2);
    expect(items[0].newer).toBeUndefined();
    expect(items[0].reference).toMatch(/\d/);
    expect(await own(boss)).toEqual([]);
  });

  test("are none where what was taken away came back", async () => {
    await end("jubileum", 1, { state: "published", endedAt: undefined });
    expect((await own()).map(({ topic }: { topic: string }) => topic)).toEqual(["verlof_saldo"]);
  });

  test("are none where the answer had ended before the question was asked", async () => {
    await end("verlof_saldo", 1, { endedAt: on("2026-06-01") });
    expect(await own()).toEqual([]);
  });

  test("are told no more once somebody chose so", async () => {
    await end("verlof_saldo", 1, { endedAt: on("2026-11-25") });
    expect(await own()).toHaveLength(1);
    await api.raw("PUT", "/v1/me/preferences", { member: asker, body: '{"changeNotices":false}' });
    expect(await own()).toEqual([]);
  });
});
