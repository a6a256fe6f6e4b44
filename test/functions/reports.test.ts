import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { writeCells } from "../../functions/store/figures.ts";
import type { PersonId } from "../../shared/id.ts";
import type { Cells } from "../../shared/report/cell.ts";
import { contributionOf } from "../../shared/report/contribution.ts";
import { sumOf } from "../../shared/report/difference.ts";
import { aMember, anderhout, manager, organisation, vechterhout } from "../given.ts";
import { type InProcess, inProcess } from "../in-process.ts";
import { asked, historyOf } from "../shared/clock/given.ts";

let api: InProcess;
const council = aMember("or-odette", { roles: ["employee", "works-council"] });
const december = "from=2026-11-30&to=2027-01-03";

/** Questions of eight askers about a topic on a day, answered at the front office. */
const answered = (topic: string, day: string, askers = 8): Cells =>
  sumOf(
    Array.from({ length: askers }, (_, i) => {
      const { events } = asked(`${day} 10:00`, { topic, asker: `vrager-${i}` as PersonId })
        .claimed(`${day} 10:00`)
        .resolved(`${day} 11:00`);
      return contributionOf(historyOf(events), organisation).cells;
    }),
  );

beforeAll(async () => {
  api = await inProcess();
  const days = ["2026-11-29", "2026-11-30", "2026-12-08", "2027-01-03", "2027-01-04"];
  await writeCells(
    api.table,
    vechterhout,
    sumOf([
      ...days.map((day) => answered("ikb", day)),
      answered("verlof_saldo", "2026-12-02", 3),
      answered("jaaropgave", "2026-06-02", 3),
    ]),
  );
});
afterAll(() => api.stop());

const get = (query: string, member = manager) =>
  api.raw("GET", `/v1/reports/service-levels?${query}`, { member });

/** A table as a program reads it: names to texts. */
function linesOf(text: string): Record<string, string>[] {
  const [names = [], ...lines] = text
    .trimEnd()
    .split("\r\n")
    .map((line) => line.split(","));
  return lines.map((cells) => Object.fromEntries(names.map((name, i) => [name, cells[i] ?? ""])));
}

describe("the report", () => {
  test("is of the days that were asked for, those of both ends with it, and of one organisation", async () => {
    const answer = await api.as(manager)("GET /v1/reports/service-levels", {
      query: { from: "2026-11-30", to: "2027-01-03" },
    });
    if (!answer.ok) throw new Error("a service manager reads it");
    expect(answer.body.by).toEqual(["desk", "channel"]);
    expect(answer.body.rows.map(({ desk, channel, figures }) => [desk, channel, figures?.asked])).toEqual([
      ["frontoffice", "click", 27],
    ]);
    const neighbour = await get(
      december,
      aMember("buur", { roles: ["service-manager"], organisation: anderhout }),
    );
    expect(neighbour.body.rows).toEqual([]);
  });

  test("goes over months and years, by week", async () => {
    const { body } = await get("from=2026-11-23&to=2027-01-10&by=week&topic=ikb");
    expect(
      body.rows.map(({ week, figures }: { week: string; figures: { asked: number } | null }) => [
        week,
        figures?.asked,
      ]),
    ).toEqual([
      ["2026-W48", 8],
      ["2026-W49", undefined],
      ["2026-W50", 8],
      ["2026-W53", 8],
      ["2027-W01", 8],
    ]);
  });

  test("hides what is about too few", async () => {
    const { body } = await get(`${december}&by=topic`);
    expect(body.rows.map(({ topic, hidden }: { topic: string; hidden: boolean }) => [topic, hidden])).toEqual(
      [
        ["ikb", true],
        ["verlof_saldo", true],
      ],
    );
    expect((await get("from=2026-06-01&to=2026-06-07")).body.rows).toMatchObject([
      { hidden: true, figures: null },
    ]);
  });

  test("says in CSV what it says in JSON", async () => {
    for (const by of ["desk", "desk,week", "topic", "desk,channel,topic,week"]) {
      const { body } = await get(`${december}&by=${by}`);
      const table = await get(`${december}&by=${by}&format=csv`);
      expect(table.headers.get("content-type")).toContain("text/csv");
      expect(table.headers.get("content-disposition")).toContain(
        "service-levels-rows-2026-11-30-2027-01-03.csv",
      );
      const lines = linesOf(table.text);
      expect(lines).toHaveLength(body.rows.length);
      for (const [i, row] of body.rows.entries()) {
        expect(lines[i]).toMatchObject({
          ...(row.desk && { desk: row.desk }),
          channel: row.channel,
          hidden: String(row.hidden),
          asked: String(row.figures?.asked ?? ""),
          "resolution.share": String(row.figures?.resolution.share ?? ""),
          "resolution.workingSeconds.p50": String(row.figures?.resolution.workingSeconds.p50 ?? ""),
        });
      }
    }
  });

  test.each(["backlog", "topics", "hours"])("has its %s as a table of their own", async (part) => {
    const { body } = await get(december);
    const table = await get(`${december}&format=csv&part=${part}`);
    expect(linesOf(table.text)).toHaveLength(body[part].length);
  });

  test("comes in parts where it is long, and the parts together are all of it", async () => {
    const topics = Array.from({ length: 1_100 }, (_, i) => `topic-${String(i).padStart(4, "0")}`);
    const askers = Object.fromEntries(Array.from({ length: 5 }, (_, i) => [`click.~${i}`, 1]));
    const cells = topics.map((topic) => [`2025-12-01#frontoffice#${topic}`, { "click.asked": 5, ...askers }]);
    await writeCells(api.table, vechterhout, Object.fromEntries(cells));
    const query = { from: "2025-12-01", to: "2025-12-07", by: "topic" };
    const read = (cursor?: string) =>
      api.as(manager)("GET /v1/reports/service-levels", { query: { ...query, cursor } });
    const first = await read();
    if (!first.ok || !first.body.next) throw new Error("there is a next part");
    const second = await read(first.body.next);
    if (!second.ok) throw new Error("there is a second part");
    expect([...first.body.rows, ...second.body.rows].map(({ topic }) => topic)).toEqual(topics);
    expect(second.body.next).toBeUndefined();
    const table = await get("from=2025-12-01&to=2025-12-07&by=topic&format=csv");
    expect(linesOf(table.text).map(({ topic }) => topic)).toEqual(topics);
    expect(table.headers.get("link")).toBeNull();
  });
});

describe("who asks", () => {
  test("may be the service manager or the works council, and they read the same", async () => {
    const [managed, counselled] = [await get(december), await get(december, council)];
    expect(managed.status).toBe(200);
    expect(counselled.body).toEqual(managed.body);
  });

  test.each([
    "employee",
    "front-office",
    "coordinator",
    "administrator",
    "privacy-officer",
    "editor",
  ] as const)("is refused as %s", async (role) => {
    const answer = await get(december, aMember("proef", { roles: [role] }));
    expect([answer.status, answer.body.code]).toEqual([403, "not-your-role"]);
  });

  test.each([
    ["from=2026-12-07&to=2026-11-29", "query.to"],
    ["from=2026-01-05&to=2027-02-14", "query.to"],
    ["from=2026-12-01&to=2026-12-06", "query.from"],
    ["from=2026-11-29&to=2026-12-06", "query.from"],
    ["from=2026-11-30&to=2026-12-05", "query.to"],
    ["from=2026-11-30&to=2026-12-07", "query.to"],
    ["to=2026-12-01", "query.from"],
    ["from=gisteren&to=2026-12-01", "query.from"],
    [`${december}&by=agent`, "query.by[0]"],
    [`${december}&format=xml`, "query.format"],
    [`${december}&cursor=onzin`, "query.cursor"],
    [`${december}&wie=ik`, "query"],
  ])("hears what is wrong with %s", async (query, at) => {
    const answer = await get(query);
    expect(answer.status).toBe(400);
    expect(answer.body.faults.map((fault: { at: string }) => fault.at)).toContain(at);
  });

  test("may ask for 57 weeks and no more", async () => {
    expect((await get("from=2026-01-05&to=2027-02-07")).status).toBe(200);
  });

  test("may ask for whole weeks only, and hears why", async () => {
    const faultOf = async (query: string) => (await get(query)).body.faults[0];
    expect(await faultOf("from=2026-12-01&to=2026-12-06")).toEqual({
      at: "query.from",
      code: "not-monday",
      message: "a Monday: a report is of whole weeks",
    });
    expect(await faultOf("from=2026-11-30&to=2026-12-05")).toMatchObject({ code: "not-sunday" });
  });

  test("hears of a desk or topic that does not exist", async () => {
    const week = "from=2026-11-30&to=2026-12-06";
    for (const filter of ["desk", "topic"]) {
      const { status, body } = await get(`${week}&${filter}=bestaat-niet`);
      expect([status, body.faults[0]]).toMatchObject([400, { at: `query.${filter}`, code: "unknown" }]);
    }
    for (const filter of ["desk=payroll", "topic=ikb", "topic=none"]) {
      expect((await get(`${week}&${filter}`)).status).toBe(200);
    }
  });

  test("may ask for a week that is not over", async () => {
    const today = Date.now();
    const monday = today - ((new Date(today).getUTCDay() + 6) % 7) * 86_400_000;
    const day = (at: number) => new Date(at).toISOString().slice(0, 10);
    expect((await get(`from=${day(monday)}&to=${day(monday + 6 * 86_400_000)}`)).status).toBe(200);
  });
});
