import { expect, test } from "vitest";
import { comparedMonths, fieldsIn, inBoth, monthOf } from "../../../shared/job/rebuild.ts";
import { backlogCell, dayCell, hoursCell } from "../../../shared/report/cell.ts";

test("a counter belongs to the month of its day; what is open belongs to none", () => {
  expect(monthOf(dayCell("2026-12-31", "payroll", "ikb"))).toBe("2026-12");
  expect(monthOf(hoursCell("2026-11-01"))).toBe("2026-11");
  expect(monthOf(backlogCell("2026-11-01", "payroll"))).toBe("backlog");
});

test("every month is compared from the first that was counted up to this one, also one without a ticket", () => {
  expect(comparedMonths(["2027-01", "2026-11", "backlog"], "2027-02")).toEqual([
    "2026-11",
    "2026-12",
    "2027-01",
    "2027-02",
    "backlog",
  ]);
  expect(comparedMonths([], "2026-12")).toEqual(["2026-12", "backlog"]);
});

test("what differs the same way twice is wrong; what a ticket did meanwhile is not", () => {
  const first = { a: { met: 1, missed: 2 }, b: { met: 1 } };
  const second = { a: { met: 1, missed: 3 }, c: { met: 1 } };
  expect(inBoth(first, second)).toEqual({ a: { met: 1 } });
  expect(fieldsIn(first)).toBe(3);
});
