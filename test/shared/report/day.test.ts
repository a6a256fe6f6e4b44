import { expect, test } from "vitest";
import { dayAndHour, daysBetween, monthsBetween, weekdayOf, weekOf } from "../../../shared/report/day.ts";

test.each([
  ["2026-01-01", "2026-W01"],
  ["2025-12-28", "2025-W52"],
  ["2025-12-29", "2026-W01"],
  ["2026-12-31", "2026-W53"],
  ["2027-01-03", "2026-W53"],
  ["2027-01-04", "2027-W01"],
  ["2024-12-30", "2025-W01"],
])("%s is in %s", (day, week) => expect(weekOf(day)).toBe(week));

test("a week begins on Monday", () => {
  expect(["2026-11-30", "2026-12-06"].map(weekdayOf)).toEqual([1, 7]);
});

test("a day has its hours by the clock on the wall, in summer and in winter", () => {
  expect(dayAndHour(Date.parse("2026-06-30T22:30:00Z"), "Europe/Amsterdam")).toEqual({
    day: "2026-07-01",
    hour: "00",
  });
  expect(dayAndHour(Date.parse("2026-12-31T22:30:00Z"), "Europe/Amsterdam")).toEqual({
    day: "2026-12-31",
    hour: "23",
  });
});

test("months run over the end of a year, and days over a change of summer time", () => {
  expect(monthsBetween("2026-11-15", "2027-01-02")).toEqual(["2026-11", "2026-12", "2027-01"]);
  expect(monthsBetween("2026-11", "2026-11")).toEqual(["2026-11"]);
  expect(daysBetween("2026-03-01", "2026-04-01")).toBe(31);
});
