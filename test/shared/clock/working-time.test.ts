import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Calendar, compile, dateOf, dueAt, workingSeconds } from "../../../shared/clock/calendar.ts";
import { organisation } from "../../given.ts";

const at = (text: string) => Date.parse(text);
const iso = (instant: number) => new Date(instant).toISOString().replace(".000Z", "Z");
const hours = (count: number) => count * 3600;

const dayOff = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] };
const everyDay = (...blocks: [from: string, to: string][]) => {
  const day = blocks.map(([from, to]) => ({ from, to }));
  return { mon: day, tue: day, wed: day, thu: day, fri: day, sat: day, sun: day };
};
const aCalendar = (given: Partial<Calendar> = {}): Calendar => ({
  zone: "Europe/Amsterdam",
  weekly: dayOff,
  closed: [],
  special: [],
  ...given,
});

const backoffice = compile(organisation.calendars.backoffice as Calendar, 2026, 2028);

describe("a deadline in working time", () => {
  test.each([
    [
      "is at the end of a block, not at the start of the next",
      "2026-12-01T07:30:00Z",
      hours(4),
      "2026-12-01T11:30:00Z",
    ],
    ["does not count the lunch break", "2026-12-01T07:30:00Z", hours(4) + 1, "2026-12-01T12:00:01Z"],
    ["does not count the night", "2026-12-01T15:00:00Z", hours(2), "2026-12-02T08:30:00Z"],
    ["does not count the weekend", "2026-12-04T15:00:00Z", hours(2), "2026-12-07T08:30:00Z"],
    ["begins at opening for what comes in the night", "2026-12-01T22:00:00Z", 60, "2026-12-02T07:31:00Z"],
    [
      "goes by the short day before Christmas and over both holidays",
      "2026-12-24T10:30:00Z",
      hours(2),
      "2026-12-28T08:30:00Z",
    ],
    ["is the moment itself when nothing has to be done", "2026-12-05T10:00:00Z", 0, "2026-12-05T10:00:00Z"],
  ])("%s", (_what, from, seconds, due) => {
    expect(iso(dueAt(backoffice, at(from), seconds))).toBe(due);
    expect(workingSeconds(backoffice, at(from), at(due))).toBe(seconds);
  });

  test("floors to the second", () => {
    expect(dueAt(backoffice, at("2026-12-01T09:00:00.999Z"), 0)).toBe(at("2026-12-01T09:00:00Z"));
  });

  test.each([
    ["before the first year", () => dueAt(backoffice, at("2025-12-31T22:59:59Z"), 0)],
    ["after the last year", () => dueAt(backoffice, at("2028-12-29T15:00:00Z"), hours(8000))],
    ["at the very end of what is known", () => dueAt(backoffice, at("2028-12-29T16:00:00Z"), hours(1))],
    ["backwards", () => workingSeconds(backoffice, at("2026-12-02T09:00:00Z"), at("2026-12-01T09:00:00Z"))],
    ["for a part of a second", () => dueAt(backoffice, at("2026-12-01T09:00:00Z"), 0.5)],
    ["for less than nothing", () => dueAt(backoffice, at("2026-12-01T09:00:00Z"), -1)],
  ])("is never guessed %s", (_what, ask) => {
    expect(ask).toThrow(RangeError);
  });
});

describe("when the clock is changed", () => {
  const nights = compile(aCalendar({ weekly: everyDay(["01:00", "04:00"]) }), 2026, 2026);
  const always = compile(aCalendar({ weekly: everyDay(["00:00", "24:00"]) }), 2026, 2026);

  test("the hour that is skipped in spring is not worked", () => {
    expect(workingSeconds(nights, at("2026-03-28T23:00:00Z"), at("2026-03-29T22:00:00Z"))).toBe(hours(2));
    expect(workingSeconds(always, at("2026-03-28T23:00:00Z"), at("2026-03-29T22:00:00Z"))).toBe(hours(23));
  });

  test("the hour that comes twice in autumn is worked twice", () => {
    expect(workingSeconds(nights, at("2026-10-24T22:00:00Z"), at("2026-10-25T23:00:00Z"))).toBe(hours(4));
    expect(workingSeconds(always, at("2026-10-24T22:00:00Z"), at("2026-10-25T23:00:00Z"))).toBe(hours(25));
  });

  test("time that never stops is one stretch, laid out once", () => {
    expect(always.starts).toHaveLength(1);
  });

  test("a block of the day stands at the same time on the wall", () => {
    const days = compile(aCalendar({ weekly: everyDay(["09:00", "10:00"]) }), 2026, 2026);
    expect(iso(dueAt(days, at("2026-03-28T08:00:00Z"), hours(2)))).toBe("2026-03-29T08:00:00Z");
  });
});

describe("whatever the calendar", () => {
  const zones = ["Europe/Amsterdam", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "UTC"];
  const time = fc.integer({ min: 0, max: 96 }).map((quarter) => quarter * 15);
  const clock = (minutes: number) =>
    `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
  const blocks = fc
    .uniqueArray(time, { minLength: 0, maxLength: 6 })
    .map((times) => times.toSorted((a, b) => a - b))
    .map((times) =>
      Array.from({ length: Math.floor(times.length / 2) }, (_, i) => ({
        from: clock(times[2 * i] as number),
        to: clock(times[2 * i + 1] as number),
      })),
    );
  const date = fc
    .integer({ min: 0, max: 364 })
    .map((n) => iso(at("2027-01-01T00:00:00Z") + n * 86_400_000).slice(0, 10));
  const calendar = fc.record({
    zone: fc.constantFrom(...zones),
    weekly: fc.record({
      mon: blocks,
      tue: blocks,
      wed: blocks,
      thu: blocks,
      fri: blocks,
      sat: blocks,
      sun: blocks,
    }),
    closed: fc.uniqueArray(date, { maxLength: 4 }),
    special: fc.constant([] as Calendar["special"]),
  });
  // Around both changes of the clock in each zone, and any other day.
  const moment = fc.oneof(
    fc.integer({ min: at("2027-03-10T00:00:00Z"), max: at("2027-04-10T00:00:00Z") }),
    fc.integer({ min: at("2027-10-01T00:00:00Z"), max: at("2027-11-10T00:00:00Z") }),
    fc.integer({ min: at("2027-01-02T00:00:00Z"), max: at("2027-12-20T00:00:00Z") }),
  );

  const shown = new Map<string, Intl.DateTimeFormat>();
  /** The slow way: ask the wall clock at every quarter of an hour. */
  function isWorked(given: Calendar, instant: number): boolean {
    const format =
      shown.get(given.zone) ??
      new Intl.DateTimeFormat("sv-SE", { timeZone: given.zone, dateStyle: "short", timeStyle: "short" });
    shown.set(given.zone, format);
    const [day, minutes] = format.format(instant).split(" ") as [string, string];
    if (given.closed.some((closed) => dateOf(closed) === day)) return false;
    const weekday = (["sun", "mon", "tue", "wed", "thu", "fri", "sat"] as const)[new Date(day).getUTCDay()];
    return given.weekly[weekday ?? "sun"].some(({ from, to }) => from <= minutes && minutes < to);
  }

  test("working time is when the clock on the wall stands within a block", () => {
    fc.assert(
      fc.property(calendar, moment, (given, from) => {
        const start = Math.floor(from / 900_000) * 900_000;
        const compiled = compile(given, 2027, 2027);
        let expected = 0;
        for (let quarter = 0; quarter < 4 * 72; quarter++) {
          if (isWorked(given, start + quarter * 900_000)) expected += 900;
        }
        expect(workingSeconds(compiled, start, start + 72 * 3_600_000)).toBe(expected);
      }),
      { numRuns: 120, seed: 20270101 },
    );
  });

  test("a deadline has exactly the work before it, and none of it is idle at the end", () => {
    fc.assert(
      fc.property(calendar, moment, fc.integer({ min: 1, max: 200_000 }), (given, from, seconds) => {
        const compiled = compile(given, 2026, 2028);
        if (compiled.starts.length === 0) return;
        const due = dueAt(compiled, from, seconds);
        expect(workingSeconds(compiled, from, due)).toBe(seconds);
        expect(workingSeconds(compiled, from, due - 1000)).toBe(seconds - 1);
      }),
      { numRuns: 150, seed: 20270102 },
    );
  });

  test("work adds up over any moment between", () => {
    const compiled = compile(organisation.calendars.recruitment as Calendar, 1996, 2056);
    const anyTime = fc.integer({ min: at("1996-01-02T00:00:00Z"), max: at("2056-12-30T00:00:00Z") });
    fc.assert(
      fc.property(anyTime, anyTime, anyTime, (...moments) => {
        const [a, b, c] = moments.toSorted((one, other) => one - other) as [number, number, number];
        expect(workingSeconds(compiled, a, b) + workingSeconds(compiled, b, c)).toBe(
          workingSeconds(compiled, a, c),
        );
      }),
      { numRuns: 500, seed: 20270103 },
    );
  });
});
