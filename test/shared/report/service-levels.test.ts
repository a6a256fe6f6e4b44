import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Channel } from "../../../shared/channel/channel.ts";
import { ServiceLevelReport } from "../../../shared/contract/view.ts";
import type { PersonId } from "../../../shared/id.ts";
import type { Cells } from "../../../shared/report/cell.ts";
import { contributionOf } from "../../../shared/report/contribution.ts";
import { csv } from "../../../shared/report/csv.ts";
import { sumOf } from "../../../shared/report/difference.ts";
import { gather, nothingGathered, type Question } from "../../../shared/report/gather.ts";
import { serviceLevels } from "../../../shared/report/service-levels.ts";
import { smallDesks } from "../../../shared/report/small-desks.ts";
import { columnsOf, linesOf } from "../../../shared/report/table.ts";
import { organisation } from "../../given.ts";
import { asked, historyOf, type Story } from "../clock/given.ts";

/** As many stories, each of another asker. */
const stories = (count: number, tell: (given: { asker: PersonId }) => Story): Cells =>
  sumOf(
    Array.from({ length: count }, (_, i) => {
      const { events } = tell({ asker: `vrager-${i}` as PersonId });
      return contributionOf(historyOf(events), organisation).cells;
    }),
  );

const december = { from: "2026-12-01", to: "2026-12-31", by: [], today: "2026-12-31" } as const;

function reportOf(cells: readonly Cells[], given: Partial<Question> = {}) {
  const question: Question = { ...december, ...given };
  const small = smallDesks(organisation, []);
  const gathered = nothingGathered();
  for (const [cell, fields] of cells.flatMap((part) => Object.entries(part))) {
    gather(gathered, cell, fields, question, small);
  }
  return ServiceLevelReport.parse(serviceLevels(gathered, question, small, organisation));
}

const answered =
  (channel: Channel, topic = "ikb", when = "2026-12-01 10:00") =>
  (given: { asker: PersonId }) =>
    asked(when, { topic, channel, ...given })
      .claimed(when)
      .resolved(`${when.slice(0, 10)} 11:00`);
const atDesk =
  (desk: string, topic = "ikb") =>
  (given: { asker: PersonId }) =>
    asked("2026-12-01 10:00", { topic, ...given })
      .handedOver(desk, "2026-12-01 10:10")
      .resolved("2026-12-01 10:40");

describe("a report", () => {
  test("tells channels apart whatever it was asked for, and never scores them together", () => {
    const { rows } = reportOf([stories(8, answered("click")), stories(12, answered("call"))]);
    expect(rows.map(({ channel, figures }) => [channel, figures?.resolution.met])).toEqual([
      ["click", 8],
      ["call", 12],
    ]);
  });

  test("goes by desk, topic and week, in order", () => {
    const cells = [
      stories(8, answered("click")),
      stories(8, answered("click", "verlof_saldo", "2026-12-08 10:00")),
    ];
    const { rows } = reportOf(cells, { by: ["desk", "topic", "week"] });
    expect(rows.map(({ desk, topic, week }) => [desk, topic, week])).toEqual([
      ["frontoffice", "ikb", "2026-W49"],
      ["frontoffice", "verlof_saldo", "2026-W50"],
    ]);
  });

  test("counts the first and the last day, and none beside them", () => {
    const cells = ["2026-11-30", "2026-12-01", "2026-12-31", "2027-01-01"].map((day) =>
      stories(8, answered("click", "ikb", `${day} 10:00`)),
    );
    expect(reportOf(cells).rows[0]?.figures?.asked).toBe(16);
  });

  test("answers for one desk, topic or channel alone", () => {
    const cells = [stories(8, answered("click")), stories(9, atDesk("payroll", "verlof_saldo"))];
    const resolved = (given: Partial<Question>) =>
      reportOf(cells, given).rows.map(({ figures }) => figures?.resolved);
    expect(resolved({ desk: "payroll" })).toEqual([9]);
    expect(resolved({ topic: "ikb" })).toEqual([8]);
    expect(resolved({ channel: "call" })).toEqual([]);
  });

  test("puts the asker's time beside the team's, with percentiles as near as it says", () => {
    const waited = (given: { asker: PersonId }) =>
      asked("2026-12-01 10:00", { topic: "ikb", ...given })
        .claimed("2026-12-01 10:00")
        .waits("asker", "2026-12-01 10:30")
        .resumed("2026-12-02 10:30")
        .resolved("2026-12-02 11:00");
    const report = reportOf([stories(8, waited)]);
    const { figures } = report.rows[0] ?? {};
    const within = (value: number | null | undefined, seconds: number) =>
      expect(Math.abs((value ?? 0) - seconds)).toBeLessThanOrEqual(seconds * report.relativeError);
    within(figures?.resolution.workingSeconds.p50, 3600);
    within(figures?.askerSeconds.p50, 25 * 3600);
    expect(figures?.pauses).toMatchObject({ cycles: 8, paused: 8, share: 1, runningSeconds: 8 * 3600 });
    expect(figures?.pauses.pausedSeconds).toBeGreaterThan(0);
  });

  test("does not count as in time what was reopened", () => {
    const reopened = (given: { asker: PersonId }) => answered("click")(given).reopened("2026-12-02 10:00");
    const [row] = reportOf([stories(6, answered("click")), stories(6, reopened)]).rows;
    expect(row?.figures?.resolution).toMatchObject({ met: 6, reopened: 6, missed: 0, share: 0.5 });
    expect(row?.figures?.firstContact).toEqual({ count: 6, share: 1 });
  });

  test("says nothing of what there was nothing to judge", () => {
    const [row] = reportOf([stories(8, answered("click"))]).rows;
    expect(row?.figures?.promises.share).toBeNull();
    expect(row?.figures?.ola).toEqual({ met: 0, missed: 0, share: null });
  });

  test("tells what is open by its age, whatever period was asked for", () => {
    const open = (when: string) => stories(40, (given) => asked(when, { topic: "ikb", ...given }));
    const { backlog } = reportOf([
      open("2026-12-31 09:00"),
      open("2026-12-20 09:00"),
      open("2026-11-03 09:00"),
    ]);
    expect(backlog).toEqual([
      { desk: "frontoffice", open: { day: 40, week: 0, twoWeeks: 40, month: 0, older: 40 } },
    ]);
  });

  test("tells when it is asked, by day of the week and hour, and about what", () => {
    const { hours, topics } = reportOf([stories(40, answered("call"))]);
    expect(hours).toEqual([{ weekday: 2, hour: 10, asked: { click: 0, call: 40, face: 0 } }]);
    expect(topics).toEqual([{ topic: "ikb", asked: { click: 0, call: 40, face: 0 } }]);
  });
});

describe("what is about too few", () => {
  test("is hidden with all its figures, and what would give it away with it", () => {
    const cells = [
      stories(2, answered("click", "ikb")),
      stories(9, answered("click", "verlof_saldo")),
      stories(12, answered("click", "jaaropgave")),
    ];
    const { rows, topics } = reportOf(cells, { by: ["topic"] });
    expect(rows.map(({ topic, hidden, figures }) => [topic, hidden, figures?.asked])).toEqual([
      ["ikb", true, undefined],
      ["jaaropgave", false, 12],
      ["verlof_saldo", true, undefined],
    ]);
    expect(topics.map(({ topic, asked: of }) => [topic, of.click])).toEqual([
      ["ikb", null],
      ["jaaropgave", 12],
      ["verlof_saldo", null],
    ]);
  });

  test("of a desk with few agents is shown with another's, also by topic, and however it is asked for", () => {
    const cells = [
      stories(9, atDesk("confidential", "nevenwerkzaamheden")),
      stories(9, atDesk("development", "opleiding")),
    ];
    const resolved = (given: Partial<Question>) =>
      reportOf(cells, given)
        .rows.filter(({ figures }) => figures?.resolved)
        .map(({ desk, topic, figures }) => [desk, topic, figures?.resolved]);
    expect(resolved({ by: ["desk"] })).toEqual([["~combined", undefined, 18]]);
    expect(resolved({ by: ["desk", "topic"] })).toEqual([["~combined", "~combined", 18]]);
    expect(resolved({ desk: "confidential", by: ["desk"] })).toEqual([["~combined", undefined, 18]]);
    expect(resolved({ topic: "nevenwerkzaamheden", by: ["desk"] })).toEqual([]);
    expect(resolved({ topic: "opleiding", by: ["topic"] })).toEqual([[undefined, "~combined", 18]]);
  });
});

describe("whoever asks for parts of a period", () => {
  const places = ["payroll", "personnel-administration", "confidential", "frontoffice"].flatMap((desk) =>
    ["ikb", "verlof_saldo", "jaaropgave", "opleiding"].map((topic) => ({ desk, topic })),
  );
  /** So many askers for each desk and topic, in one of two weeks. */
  const cellsFor = (counts: readonly number[]) =>
    counts.map((count, i) => {
      const { desk, topic } = places[i % places.length] ?? { desk: "", topic: "" };
      const day = i < places.length ? "2026-12-01" : "2026-12-08";
      const who = Array.from({ length: count }, (_, one) => [
        `click.~${((i * 7 + one) % 36).toString(36)}`,
        1,
      ]);
      return { [`${day}#${desk}#${topic}`]: { "click.asked": count, ...Object.fromEntries(who) } };
    });
  const someCells = fc
    .array(fc.integer({ min: 1, max: 14 }), { minLength: 2 * places.length, maxLength: 2 * places.length })
    .map(cellsFor);
  const bys = [[], ["desk"], ["topic"], ["week"], ["desk", "topic"], ["desk", "topic", "week"]] as const;
  const wanted = [
    {},
    { desk: "payroll" },
    { desk: "confidential" },
    { topic: "ikb" },
    { topic: "opleiding" },
    { desk: "frontoffice", topic: "verlof_saldo" },
  ];

  test("sees of each figure what everyone sees of it, however it is asked for", () => {
    fc.assert(
      fc.property(someCells, (cells) => {
        const said = new Map<string, number | null>();
        const check = (place: (string | undefined)[], asked: number | null) => {
          const key = place.join();
          if (said.has(key)) expect(asked, key).toBe(said.get(key));
          said.set(key, asked);
        };
        for (const by of bys) {
          for (const of of wanted) {
            const { rows, topics } = reportOf(cells, { by, ...of });
            for (const { desk = nameOf(of.desk), topic = nameOf(of.topic), week, figures } of rows) {
              check([desk, topic, week], figures?.asked ?? null);
            }
            // A topic that keeps its name, where it is shown alone, is a row as well.
            for (const { topic, asked: count } of topics) {
              const isShownAlone = topic !== "opleiding" && topic !== "~combined";
              if (isShownAlone) check([nameOf(of.desk), topic, undefined], count.click);
            }
          }
        }
      }),
      { numRuns: 20 },
    );
  });

  const nameOf = (key: string | undefined) =>
    key === "confidential" || key === "opleiding" ? "~combined" : key;

  test("gets no hidden figure by taking one desk's from that of all", () => {
    const cells = cellsFor([9, 10, 12, 11, 2, 9, 9, 9]);
    const asked = (given: Partial<Question>) =>
      reportOf(cells, given)
        .rows.filter(({ topic = given.topic }) => topic === "ikb")
        .map(({ figures }) => figures?.asked);
    expect(asked({ by: ["topic"] })).toEqual([11]);
    // The two of the other desk would be what is left.
    expect(asked({ by: ["topic"], desk: "payroll" })).toEqual([undefined]);
    expect(asked({ desk: "payroll", topic: "ikb" })).toEqual([undefined]);
  });

  test("sees no week about too few of what has enough in all weeks, nor the week that would tell it", () => {
    const days = { "2026-12-01": 9, "2026-12-08": 2, "2026-12-15": 12 };
    const cells = Object.entries(days).map(([day, count]) =>
      stories(count, answered("click", "ikb", `${day} 10:00`)),
    );
    const asked = (given: Partial<Question>) =>
      reportOf(cells, given).rows.map(({ week, figures }) => [week, figures?.asked]);
    expect(asked({})).toEqual([[undefined, 23]]);
    for (const given of [{}, { desk: "frontoffice" }, { topic: "ikb" }]) {
      expect(asked({ by: ["week"], ...given })).toEqual([
        ["2026-W49", undefined],
        ["2026-W50", undefined],
        ["2026-W51", 12],
      ]);
    }
  });

  test("sees of what is open at a desk what everyone sees of it", () => {
    const open = (desk: string, count: number, from: number) => ({
      [`backlog#2026-12-31#${desk}`]: {
        ".open": count,
        ...Object.fromEntries(
          Array.from({ length: count }, (_, i) => [`.~${((from + i) % 16).toString(16)}`, 1]),
        ),
      },
    });
    const cells = [open("payroll", 2, 0), open("personnel-administration", 6, 2), open("frontoffice", 9, 8)];
    const all = reportOf(cells).backlog;
    expect(all.map(({ open: { day } }) => day)).toContain(null);
    for (const line of all) expect(reportOf(cells, { desk: line.desk }).backlog).toEqual([line]);
  });
});

describe("a table", () => {
  const cells = [stories(8, answered("click")), stories(2, answered("call"))];

  test("has a column for every figure, and the same figures", () => {
    const report = reportOf(cells, { by: ["desk"] });
    const [names, first, second, end] = csv(columnsOf("rows", ["desk"]), linesOf(report, "rows")).split(
      "\r\n",
    );
    expect(names?.split(",").slice(0, 4)).toEqual(["desk", "channel", "hidden", "asked"]);
    expect(first?.split(",").slice(0, 4)).toEqual(["frontoffice", "click", "false", "8"]);
    expect(second).toMatch(/^frontoffice,call,true,+$/);
    expect(end).toBe("");
    const leaves = (value: unknown): number =>
      typeof value === "object" && value !== null
        ? Object.values(value).reduce((sum: number, one) => sum + leaves(one), 0)
        : 1;
    expect(names?.split(",")).toHaveLength(3 + leaves(report.rows[0]?.figures));
    expect(first?.split(",")).toHaveLength(names?.split(",").length ?? 0);
  });

  test.each(["backlog", "topics", "hours"] as const)("of %s has a line for each", (part) => {
    const report = reportOf(cells);
    const lines = csv(columnsOf(part, []), linesOf(report, part)).trimEnd().split("\r\n");
    expect(lines).toHaveLength(1 + report[part].length);
    expect(lines[0]).not.toContain("undefined");
  });

  test("quotes what has to be, and is no formula in a spreadsheet", () => {
    const line = { a: 'zeg "ja", of\r\nnee', b: "=1+1", c: "-2", d: 0.5, e: null, f: "@som" };
    expect(csv(Object.keys(line), [line], { header: false })).toBe(
      `"zeg ""ja"", of\r\nnee",'=1+1,'-2,0.5,,'@som\r\n`,
    );
  });
});
