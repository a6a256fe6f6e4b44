import { describe, expect, test } from "vitest";
import { Calendar } from "../../../shared/clock/calendar.ts";

const dayOff = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] };
const aCalendar = (changes: object = {}) => ({
  zone: "Europe/Amsterdam",
  weekly: { ...dayOff, mon: [{ from: "08:30", to: "17:00" }] },
  closed: [],
  special: [],
  ...changes,
});
const onMonday = (...blocks: [from: string, to: string][]) =>
  aCalendar({ weekly: { ...dayOff, mon: blocks.map(([from, to]) => ({ from, to })) } });
const special = (date: string, ...blocks: object[]) => ({ date, name: { nl: "Dag", en: "Day" }, blocks });

const codes = (data: unknown) =>
  (Calendar.safeParse(data).error?.issues ?? []).map((issue) =>
    issue.code === "custom" ? issue.params?.code : issue.code,
  );

describe("a calendar", () => {
  test("takes blocks that touch, in any order, until midnight", () => {
    expect(codes(onMonday(["13:00", "24:00"], ["00:00", "13:00"]))).toEqual([]);
  });

  test("takes closed days with and without a name, and special days without work", () => {
    const named = { date: "2026-12-25", name: { nl: "Kerst", en: "Christmas" } };
    expect(codes(aCalendar({ closed: ["2028-02-29", named], special: [special("2026-12-24")] }))).toEqual([]);
  });

  test("refuses blocks that overlap or end before they start", () => {
    expect(codes(onMonday(["12:59", "17:00"], ["08:30", "13:00"]))).toEqual(["overlapping-blocks"]);
    expect(codes(onMonday(["09:00", "09:00"]))).toEqual(["block-ends-before-start"]);
    expect(codes(onMonday(["24:00", "24:00"]))).toContain("invalid_format");
    expect(codes(onMonday(["8:30", "17:00"]))).toContain("invalid_format");
    expect(codes(onMonday(["08:30", "24:01"]))).toContain("invalid_format");
  });

  test("refuses overlapping blocks on a special day", () => {
    const blocks = [
      { from: "08:00", to: "12:00" },
      { from: "11:00", to: "13:00" },
    ];
    expect(codes(aCalendar({ special: [special("2026-12-24", ...blocks)] }))).toEqual(["overlapping-blocks"]);
  });

  test("refuses a week without any working time", () => {
    expect(codes(aCalendar({ weekly: dayOff }))).toEqual(["no-working-time"]);
  });

  test("refuses a week that leaves out a day", () => {
    const { sun: _, ...sixDays } = aCalendar().weekly;
    expect(codes(aCalendar({ weekly: sixDays }))).toEqual(["invalid_type"]);
  });

  test.each(["2026-02-29", "2026-13-01", "2026-1-1", "25-12-2026"])("refuses %s as a day", (date) => {
    expect(codes(aCalendar({ closed: [date] }))).toHaveLength(1);
    expect(codes(aCalendar({ special: [special(date)] }))).toHaveLength(1);
  });

  test("refuses a day that is closed twice, or closed and special", () => {
    expect(codes(aCalendar({ closed: ["2026-12-25", "2026-12-25"] }))).toEqual(["day-twice"]);
    expect(codes(aCalendar({ closed: ["2026-12-24"], special: [special("2026-12-24")] }))).toEqual([
      "day-twice",
    ]);
  });

  test.each(["Europe/Amsterdamm", "", "+01:00"])("refuses %j as a zone", (zone) => {
    expect(codes(aCalendar({ zone }))).toEqual(["unknown-zone"]);
  });

  test("refuses a key it does not know", () => {
    expect(codes(aCalendar({ holidays: [] }))).toEqual(["unrecognized_keys"]);
  });
});
