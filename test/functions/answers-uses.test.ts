import { TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { listCells } from "../../functions/store/figures.ts";
import { savePeople } from "../../functions/store/people.ts";
import { loadUses } from "../../functions/store/uses.ts";
import type { SentBodyOf } from "../../shared/contract/operations.ts";
import { dayDemandIn, personField } from "../../shared/faq/day-demand.ts";
import type { PersonId } from "../../shared/id.ts";
import type { Member } from "../../shared/person/member.ts";
import { Person } from "../../shared/person/person.ts";
import { usesCell } from "../../shared/report/cell.ts";
import { aMember, anderhout, anna, bram, femke, tuesday, vechterhout } from "../given.ts";
import { type InProcess, inProcess, itemsIn } from "../in-process.ts";
import { aTableThatFails, cancelled } from "./faults.ts";
import { aRecord, aRevision, published, storeTopic } from "./topics-given.ts";

type Said = SentBodyOf<"POST /v1/answers/uses">["uses"][number];

let api: InProcess;
const tess = aMember("teamleider-tess");
const day = "2026-12-01";

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.parse(tuesday) });
  api = await inProcess();
  const answered = (key: string, given = {}) =>
    storeTopic(
      api.table,
      aRecord(key, { publications: [published(1, "employee")], ...given }),
      aRevision(key, 1),
      aRevision(key, 2, { state: "replaced", endedAt: tuesday }),
      aRevision(key, 3, { state: "draft", publishedAt: undefined, publishedBy: undefined }),
      aRevision(key, 4, { audience: "internal" }),
      aRevision(key, 5, { audience: "line-manager" }),
    );
  await Promise.all([
    ...["ikb", "vog", "jubileum", "verlof_saldo", "opleiding", "loonbeslag", "zorgverlof"].map((key) =>
      answered(key),
    ),
    answered("new-hond", { origin: "found", name: { nl: "Hond", en: "Dog" }, under: "ikb" }),
    answered("new-beslag", { origin: "found", name: { nl: "Beslag", en: "Seizure" }, under: "loonbeslag" }),
    savePeople(api.table, vechterhout, [
      { before: undefined, after: Person.parse({ personId: tess.person, familyName: "Tip" }) },
      {
        before: undefined,
        after: Person.parse({ personId: anna.person, familyName: "Aal", managerPersonId: tess.person }),
      },
    ]),
  ]);
});
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.parse(tuesday) });
});
afterEach(() => vi.useRealTimers());
afterAll(() => api.stop());

const say = (member: Member, uses: Said[], headers: Record<string, string> = {}) =>
  api.raw("POST", "/v1/answers/uses", { member, body: JSON.stringify({ uses }), headers });
const counted = async (topic: string, on = day, org = vechterhout) =>
  (await listCells(api.table, org, { from: "2026-11", to: "2026-12" }))[usesCell(topic, on)] ?? {};
const numberOf = (member: Member) => personField(vechterhout, member.person);

test("what is said of an answer counts once for each person, and an answer that helped is a question", async () => {
  const opened: Said = { topic: "ikb", revision: 1, what: "opened" };
  const helped: Said = { topic: "ikb", revision: 1, what: "answered" };
  expect(await say(anna, [{ topic: "ikb", revision: 1, what: "shown" }, opened])).toMatchObject({
    status: 200,
    body: { taken: 2 },
  });
  expect(await counted("ikb")).toEqual({ "shown.1": 1, "opened.1": 1 });
  await say(bram, [helped]);
  await say(anna, [opened, helped]);
  await say(anna, [helped, helped]);
  expect(await counted("ikb")).toEqual({
    "shown.1": 1,
    "opened.1": 2,
    "answered.1": 2,
    self: 2,
    [numberOf(anna)]: 1,
    [numberOf(bram)]: 1,
  });
  const cells = await listCells(api.table, vechterhout, { from: "2026-12", to: "2026-12" });
  const [demand] = dayDemandIn("ikb", { [usesCell("ikb", day)]: cells[usesCell("ikb", day)] ?? {} });
  expect(demand?.persons.size).toBe(2);
});

test("of several reasons that one gives, the weightiest counts, in whatever order they come", async () => {
  const no = (topic: string, reason: "unclear" | "wrong"): Said => ({
    topic,
    revision: 1,
    what: "not-answered",
    reason,
  });
  await say(anna, [no("vog", "unclear")]);
  expect(await counted("vog")).toEqual({ "opened.1": 1, "no.1.unclear": 1 });
  await say(anna, [no("vog", "wrong")]);
  await say(anna, [no("vog", "unclear")]);
  expect(await counted("vog")).toEqual({ "opened.1": 1, "no.1.wrong": 1 });
});

test("comes to the same under repeats, in any order, and with everything at once", async () => {
  const said: Said[] = [
    { topic: "jubileum", revision: 1, what: "shown" },
    { topic: "jubileum", revision: 1, what: "opened" },
    { topic: "jubileum", revision: 1, what: "answered" },
    { topic: "jubileum", revision: 1, what: "not-answered", reason: "outdated" },
    { topic: "jubileum", revision: 2, what: "opened" },
    { topic: "jubileum", revision: 2, what: "answered" },
    { topic: "opleiding", revision: 1, what: "answered" },
  ];
  const people = [anna, bram, aMember("medewerker-cor"), aMember("medewerker-dien")];
  const orders = [said, said.toReversed(), said.toSorted((one, other) => (one.what < other.what ? -1 : 1))];
  const batches = people.flatMap((member, i) =>
    [...orders, said].flatMap((order, j) =>
      (i + j) % 2 === 0 ? [{ member, uses: order }] : order.map((use) => ({ member, uses: [use] })),
    ),
  );
  const left = new Set(batches);
  // Whoever hears that it is busy tries again, as a page does.
  while (left.size > 0) {
    await Promise.all(
      [...left].map(async (batch) => {
        const { status } = await say(batch.member, batch.uses);
        expect([200, 503]).toContain(status);
        if (status === 200) left.delete(batch);
      }),
    );
  }
  const everyone = Object.fromEntries(people.map((member) => [numberOf(member), 1]));
  const twice = Object.fromEntries(people.map((member) => [numberOf(member), 2]));
  expect(await counted("jubileum")).toEqual({
    "shown.1": 4,
    "opened.1": 4,
    "answered.1": 4,
    "no.1.outdated": 4,
    "opened.2": 4,
    "answered.2": 4,
    self: 8,
    ...twice,
  });
  expect(await counted("opleiding")).toEqual({ "opened.1": 4, "answered.1": 4, self: 4, ...everyone });
});

test("another day is another time, by the organisation's own midnight", async () => {
  const use: Said[] = [{ topic: "verlof_saldo", revision: 1, what: "opened" }];
  vi.setSystemTime(Date.parse("2026-12-01T22:59:59Z"));
  await say(anna, use);
  vi.setSystemTime(Date.parse("2026-12-01T23:00:00Z"));
  await say(anna, use);
  expect(await counted("verlof_saldo", "2026-12-01")).toEqual({ "opened.1": 1 });
  expect(await counted("verlof_saldo", "2026-12-02")).toEqual({ "opened.1": 1 });
  const uses = await loadUses(api.table, vechterhout, anna.person, "2026-12-02");
  expect(uses.map(({ topic, day, opened }) => [topic, day, opened])).toEqual([
    ["verlof_saldo", "2026-12-02", true],
  ]);
  const all = await loadUses(api.table, vechterhout, anna.person, "2026-11-01");
  expect(all.filter(({ topic }) => topic === "verlof_saldo")).toHaveLength(2);
});

test("is kept ten days, and is found only with the person", async () => {
  const stored = (await itemsIn(api.table)).filter(({ pk }) => pk.includes("#uses#"));
  expect(stored.length).toBeGreaterThan(0);
  for (const { sk, expiresAt, pk } of stored) {
    expect(expiresAt).toBe(Date.parse(sk.slice(0, 10)) / 1000 + 10 * 86_400);
    expect(pk).toMatch(/^vechterhout#uses#[a-z]+-[a-z]+$/);
  }
  expect(await loadUses(api.table, anderhout, anna.person, "2026-11-01")).toEqual([]);
  expect(await loadUses(api.table, vechterhout, "nobody" as PersonId, "2026-11-01")).toEqual([]);
});

describe("what is kept too closely to be counted", () => {
  test("is taken, and nothing is stored of it", async () => {
    const before = await itemsIn(api.table);
    for (const topic of ["loonbeslag", "new-beslag", "vertrouwenspersoon"]) {
      for (const what of ["shown", "opened", "answered"] as const) {
        expect(await say(anna, [{ topic, revision: 1, what }])).toMatchObject({
          status: 200,
          body: { taken: 1 },
        });
      }
      expect((await say(anna, [{ topic, revision: 1, what: "not-answered", reason: "wrong" }])).status).toBe(
        200,
      );
    }
    expect(await itemsIn(api.table)).toEqual(before);
  });

  test("does not keep the rest of what was said from being counted", async () => {
    const member = aMember("medewerker-eef");
    await say(member, [
      { topic: "loonbeslag", revision: 1, what: "opened" },
      { topic: "new-hond", revision: 1, what: "opened" },
      { topic: "zorgverlof", revision: 1, what: "opened" },
    ]);
    expect(await counted("new-hond")).toEqual({ "opened.1": 1 });
    expect(await counted("zorgverlof")).toEqual({ "opened.1": 1 });
    expect(await counted("loonbeslag")).toEqual({});
    const uses = await loadUses(api.table, vechterhout, member.person, day);
    expect(uses.map(({ topic }) => topic)).toEqual(["new-hond", "zorgverlof"]);
  });
});

describe("what never was an answer for the caller", () => {
  test.each([
    ["a draft", "ikb", 3],
    ["what is for the helpdesk", "ikb", 4],
    ["what is for who manages people", "ikb", 5],
    ["a revision that is not there", "ikb", 9],
    ["a topic that is not there", "nooit-van-gehoord", 1],
  ])("%s is refused, with all that was said beside it", async (_, topic, revision) => {
    const before = await itemsIn(api.table);
    const answer = await say(aMember("medewerker-fien"), [
      { topic: "ikb", revision: 1, what: "opened" },
      { topic, revision, what: "opened" },
    ]);
    expect(answer).toMatchObject({ status: 400, body: { code: "invalid-input" } });
    expect(answer.body.faults.map(({ at }: { at: string }) => at)).toEqual(["body.uses[1].revision"]);
    expect(await itemsIn(api.table)).toEqual(before);
  });

  test("is one for whom it was written for", async () => {
    expect((await say(tess, [{ topic: "ikb", revision: 5, what: "opened" }])).status).toBe(200);
    expect((await say(femke, [{ topic: "ikb", revision: 4, what: "opened" }])).status).toBe(200);
    expect(await counted("ikb")).toMatchObject({ "opened.4": 1, "opened.5": 1 });
  });

  test("is still one after it was replaced", async () => {
    expect((await say(bram, [{ topic: "ikb", revision: 2, what: "answered" }])).status).toBe(200);
  });
});

test("one to twenty are taken at once, each with a reason only where it was no answer", async () => {
  const use: Said = { topic: "vog", revision: 1, what: "shown" };
  expect((await say(anna, [])).status).toBe(400);
  expect(
    (
      await say(
        anna,
        Array.from({ length: 21 }, () => use),
      )
    ).status,
  ).toBe(400);
  expect(
    (
      await say(
        anna,
        Array.from({ length: 20 }, () => use),
      )
    ).status,
  ).toBe(200);
  expect((await say(anna, [{ ...use, reason: "wrong" } as Said])).status).toBe(400);
  expect((await say(anna, [{ ...use, what: "gave-up" } as unknown as Said])).status).toBe(400);
});

test("with a key, the same request gets the same answer and another one is refused", async () => {
  const member = aMember("medewerker-gijsje");
  const key = { "idempotency-key": "uses-1" };
  const first = await say(member, [{ topic: "vog", revision: 1, what: "opened" }], key);
  const stored = await itemsIn(api.table);
  expect((await say(member, [{ topic: "vog", revision: 1, what: "opened" }], key)).text).toBe(first.text);
  expect(await itemsIn(api.table)).toEqual(stored);
  const other = await say(member, [{ topic: "vog", revision: 1, what: "answered" }], key);
  expect(other).toMatchObject({ status: 409, body: { code: "key-reused" } });
  // Where there is nothing to store, the key is remembered all the same.
  const kept = { "idempotency-key": "uses-2" };
  await say(member, [{ topic: "loonbeslag", revision: 1, what: "opened" }], kept);
  expect(await say(member, [{ topic: "vog", revision: 1, what: "shown" }], kept)).toMatchObject({
    status: 409,
  });
});

test("while the table is busy nothing is counted by half, and in the end once", async () => {
  const member = aMember("medewerker-hans");
  const said: Said[] = [{ topic: "new-hond", revision: 1, what: "answered" }];
  const before = await counted("new-hond");
  const table = aTableThatFails();
  table.on(TransactWriteItemsCommand).rejects(cancelled("TransactionConflict"));
  expect(await say(member, said)).toMatchObject({ status: 503, body: { code: "busy" } });
  table.restore();
  expect(await counted("new-hond")).toEqual(before);
  await say(member, said);
  expect(await counted("new-hond")).toMatchObject({ self: 1, [numberOf(member)]: 1 });
});
