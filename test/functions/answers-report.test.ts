import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { standingWrite } from "../../functions/store/demand.ts";
import { writeCells } from "../../functions/store/figures.ts";
import type { Instant } from "../../shared/clock/instant.ts";
import {
  answeredField,
  channelField,
  notAnsweredField,
  openedField,
  personField,
  selfField,
  shownField,
  usedField,
} from "../../shared/faq/day-demand.ts";
import { sortable } from "../../shared/faq/demand.ts";
import { type StandingFacts, standingOf } from "../../shared/faq/standing.ts";
import { demandRules } from "../../shared/organisation/demand.ts";
import { demandCell, type Fields, usesCell } from "../../shared/report/cell.ts";
import { aMember, anderhout, manager, organisation, vechterhout } from "../given.ts";
import { type InProcess, inProcess } from "../in-process.ts";
import { aRecord, published, stored, storeTopic } from "./topics-given.ts";

let api: InProcess;
const council = aMember("or-odette", { roles: ["employee", "works-council"] });
const editor = aMember("redactie-rik", { roles: ["employee", "editor"] });
// Long over, so that it is no matter when the test runs.
const december = "from=2025-12-01&to=2025-12-28";

/** So many people who asked by click, each once. */
const clicks = (count: number, name: string): Fields => ({
  ...Object.fromEntries(
    Array.from({ length: count }, (_, i) => [personField(vechterhout, `${name}-${i}`), 1]),
  ),
  [channelField("click")]: count,
});
const noon = (day: string) => `${day}T11:00:00.000Z` as Instant;

beforeAll(async () => {
  api = await inProcess();
  await writeCells(api.table, vechterhout, {
    // Three before the period, so that the third asked long before it.
    [demandCell("ikb", "2025-11-21")]: clicks(6, "vroeg"),
    [demandCell("ikb", "2025-12-03")]: clicks(8, "anna"),
    [demandCell("ikb", "2025-12-16")]: { ...clicks(10, "bram"), [usedField(2)]: 7 },
    [usesCell("ikb", "2025-12-16")]: {
      ...Object.fromEntries(Array.from({ length: 6 }, (_, i) => [personField(vechterhout, `zelf-${i}`), 1])),
      [selfField]: 6,
      [shownField(2)]: 20,
      [openedField(2)]: 12,
      [answeredField(2)]: 6,
      [notAnsweredField(2, "unclear")]: 6,
    },
    [demandCell("bijzonder_verlof", "2025-12-17")]: clicks(7, "carla"),
    [demandCell("new-fiets", "2025-12-23")]: clicks(3, "daan"),
    [demandCell("new-fiets", "2025-12-24")]: clicks(6, "emma"),
    [demandCell("ikb", "2026-01-05")]: clicks(9, "later"),
  });
  await writeCells(api.table, anderhout, { [demandCell("ikb", "2025-12-03")]: clicks(50, "buur") });
  await storeTopic(
    api.table,
    aRecord("ikb", { publications: [published(2, "employee", noon("2025-12-11"))], latestRevision: 2 }),
  );
  await storeTopic(api.table, aRecord("new-fiets", { origin: "found", mergedInto: "ikb" }));
  await storeTopic(
    api.table,
    aRecord("vakantiegeld", { publications: [published(1, "employee", noon("2025-01-11"))] }),
  );
  await storeStanding("vakantiegeld");
});
afterAll(() => api.stop());

/** How a topic stood after it had its answer for long. */
async function storeStanding(key: string): Promise<void> {
  const rules = demandRules(organisation);
  const facts: StandingFacts = { key, days: [], revisions: [], rules, today: "2025-12-21" };
  const standing = standingOf(facts);
  const volume = { before: 60, after: 15, peopleBefore: 40, peopleAfter: 12, expected: 60 };
  const effect = { revision: 1, audience: "employee", from: "2025-01-11", volume } as const;
  const counts = { used: 0, shown: 0, opened: 0, answered: 0, again: 0, no: {} };
  const after = { ...standing, effects: [{ ...effect, ...counts }], writes: 1, takenIn: [] };
  const place = { before: undefined, after, sortable: sortable(standing.demand) };
  await stored(api.table, standingWrite(api.table, vechterhout, key, place));
}

const get = (query: string, member = manager) => api.raw("GET", `/v1/reports/answers?${query}`, { member });

describe("the report on answers", () => {
  test("tells what they cover, how long they took and what became of each", async () => {
    const { status, body } = await get(december);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      from: "2025-12-01",
      to: "2025-12-28",
      coverage: { contacts: 40, covered: 25, share: 0.625 },
      weeks: [
        { week: "2025-W49", contacts: 8, covered: null, share: null },
        { week: "2025-W51", contacts: 23, covered: 16 },
        { week: "2025-W52", contacts: 9, covered: null },
      ],
      waits: { answered: 1, medianDays: 20, waiting: null },
    });
    expect(body.answers).toMatchObject([
      {
        ...{ topic: "ikb", audience: "employee", revision: 2, from: "2025-12-11" },
        ...{ shown: 20, opened: 12, answered: 6, notAnswered: 6, again: null, used: 7 },
        reasons: { unclear: 6, outdated: null },
        helped: { share: 0.5 },
      },
      {
        ...{ topic: "vakantiegeld", revision: 1, from: "2025-01-11", shown: null },
        volume: { before: 60, after: 15, ratio: 0.25, isAtMost: false },
      },
    ]);
  });

  test("is of one organisation", async () => {
    const neighbour = aMember("buur", { roles: ["service-manager"], organisation: anderhout });
    const { body } = await get(december, neighbour);
    expect(body).toMatchObject({ coverage: { contacts: 50 }, answers: [] });
  });

  test("says in CSV what it says in JSON", async () => {
    const { body } = await get(december);
    for (const [part, lines] of [
      ["answers", body.answers],
      ["weeks", body.weeks],
      ["total", [body]],
    ]) {
      const { text, headers } = await get(`${december}&format=csv&part=${part}`);
      expect(headers.get("content-type")).toContain("text/csv");
      expect(headers.get("content-disposition")).toContain(`answers-${part}-2025-12-01-2025-12-28.csv`);
      const [names = [], ...rows] = text
        .trimEnd()
        .split("\r\n")
        .map((line) => line.split(","));
      const valueAt = (line: unknown, name: string) =>
        name.split(".").reduce((within: unknown, deeper) => Object(within)[deeper], line) ?? "";
      expect(rows).toEqual(lines.map((line: unknown) => names.map((name) => String(valueAt(line, name)))));
    }
  });

  test("goes on where its part before ended", async () => {
    const cursor = Buffer.from("1").toString("base64url");
    const { body } = await get(`${december}&cursor=${cursor}`);
    expect(body.answers.map(({ topic }: { topic: string }) => topic)).toEqual(["vakantiegeld"]);
    const { text } = await get(`${december}&format=csv&cursor=${cursor}`);
    expect(text.split("\r\n")).toHaveLength(2);
  });
});

describe("who asks for it", () => {
  test("may be the service manager, the works council or an editor, and they read the same", async () => {
    const { body } = await get(december);
    for (const member of [council, editor]) expect(await get(december, member)).toMatchObject({ body });
  });

  test.each([
    ["from=2026-12-07&to=2026-11-29", "query.to", "before-from"],
    ["from=2026-01-05&to=2027-02-14", "query.to", "too-long"],
    ["from=2026-12-01&to=2026-12-06", "query.from", "not-monday"],
    ["from=2026-11-30&to=2026-12-05", "query.to", "not-sunday"],
    [`${december}&cursor=onzin`, "query.cursor", "invalid"],
    [`${december}&cursor=${Buffer.from("-1").toString("base64url")}`, "query.cursor", "invalid"],
    [`${december}&cursor=${Buffer.from("0.5").toString("base64url")}`, "query.cursor", "invalid"],
  ])("hears what is wrong with %s", async (query, at, code) => {
    const { status, body } = await get(query);
    expect([status, body.faults[0]]).toMatchObject([400, { at, code }]);
  });

  test.each(["format=xml", "part=backlog", "wie=ik"])("hears that there is no %s", async (wrong) => {
    expect((await get(`${december}&${wrong}`)).status).toBe(400);
  });

  test("may ask for 57 weeks, and for weeks that are to come", async () => {
    expect((await get("from=2026-01-05&to=2027-02-07")).status).toBe(200);
    const { body } = await get("from=2099-01-05&to=2099-01-11");
    expect(body).toMatchObject({ coverage: { contacts: null }, weeks: [] });
  });
});
