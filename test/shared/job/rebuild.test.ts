import { describe, expect, test } from "vitest";
import {
  comparedMonths,
  desksIn,
  differing,
  fieldsIn,
  lasting,
  monthOf,
} from "../../../shared/job/rebuild.ts";
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

test("the desks of counters are those of days and of what is open; hours are of no desk", () => {
  const cells = {
    [dayCell("2026-12-31", "payroll", "ikb")]: {},
    [hoursCell("2026-11-01")]: {},
    [backlogCell("2026-11-01", "leave")]: {},
  };
  expect([...desksIn(cells)]).toEqual(["payroll", "leave"]);
});

describe("a counter is wrong", () => {
  const stored = { a: { met: 4, asked: 9 }, b: { met: 2 } };
  const difference = { a: { met: 1 }, c: { met: 3 } };
  const first = differing({ stored, difference });

  test("when it differs the same way twice, and stood still in between, or is not there at all", () => {
    expect(lasting(first, { stored, difference }, {})).toEqual(difference);
    expect(fieldsIn(difference)).toBe(2);
  });

  test("not when it differs in another way the second time", () => {
    expect(lasting(first, { stored, difference: { a: { met: 2 }, b: { met: 1 } } }, {})).toEqual({});
  });

  test("not when it moved in between: something was counted after each walk", () => {
    const moved = { ...stored, a: { met: 5, asked: 9 } };
    expect(lasting(first, { stored: moved, difference }, {})).toEqual({ c: { met: 3 } });
  });

  test("not when a ticket changed that counts in it: the walks may have met that twice, or not at all", () => {
    expect(lasting(first, { stored, difference }, { a: { asked: 1 }, c: { met: 1 } })).toEqual({
      a: { met: 1 },
    });
  });
});

test("only counters that differ are kept for the second time", () => {
  expect(differing({ stored: { a: { met: 4, asked: 9 } }, difference: { a: { met: 1 } } }).stored).toEqual({
    a: { met: 4 },
  });
});
