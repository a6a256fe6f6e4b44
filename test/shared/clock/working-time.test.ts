import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Calendar,
  type CompiledCalendar,
  compile,
  dateOf,
  dueAt,
  nextMidnight,
  opensAt,
  workingSeconds,
} from "../../../shared/clock/calendar.ts";
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
    ["beyond the last year", () => dueAt(backoffice, at("2029-06-01T10:00:00Z"), 0)],
    [
      "of work beyond it",
      () => workingSeconds(backoffice, at("2026-06-01T10:00:00Z"), at("2029-06-01T10:00:00Z")),
    ],
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
  function wallOf(zone: string): Intl.DateTimeFormat {
    const format =
      shown.get(zone) ??
      new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "short" });
    shown.set(zone, format);
    return format;
  }
  /** The slow way: ask the wall clock at every quarter of an hour. */
  function isWorked(given: Calendar, instant: number): boolean {
    const [day, minutes] = wallOf(given.zone).format(instant).split(" ") as [string, string];
    if (given.closed.some((closed) => dateOf(closed) === day)) return false;
    const special = given.special.find(({ date }) => date === day);
    if (special) return special.blocks.some(({ from, to }) => from <= minutes && minutes < to);
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

  describe("over thirty years before and after", () => {
    const none: Calendar["weekly"] = dayOff;
    const named = (date: string) => ({ date, name: { nl: "Dag", en: "Day" } });
    const short = [{ from: "10:00", to: "12:30" }];
    const split = everyDay(["00:15", "03:30"], ["08:30", "12:30"], ["13:00", "17:00"], ["22:00", "24:00"]);
    const kinds: Record<string, Calendar> = {
      "the back office's": organisation.calendars.backoffice as Calendar,
      "with a free afternoon": organisation.calendars.recruitment as Calendar,
      "day and night": aCalendar({ weekly: everyDay(["00:00", "24:00"]), closed: ["2026-12-25"] }),
      "day and night in New York": aCalendar({
        zone: "America/New_York",
        weekly: everyDay(["00:00", "24:00"]),
      }),
      "an hour a week": aCalendar({ weekly: { ...none, wed: [{ from: "09:00", to: "10:00" }] } }),
      "an hour a week, when the clock is changed": aCalendar({
        weekly: { ...none, sun: [{ from: "02:00", to: "03:00" }] },
      }),
      "split days": aCalendar({ weekly: split, special: [{ ...named("2026-12-24"), blocks: short }] }),
      "split days where half an hour is changed": aCalendar({ zone: "Australia/Lord_Howe", weekly: split }),
      "split days without summer time": aCalendar({ zone: "Asia/Kolkata", weekly: split }),
      "nights over the new year": aCalendar({
        zone: "Pacific/Auckland",
        weekly: everyDay(["20:00", "24:00"], ["00:00", "06:00"]),
        closed: [named("2027-01-01"), "2026-12-31"],
        special: [{ ...named("2027-01-02"), blocks: [] }],
      }),
    };
    const laidOut = new Map(Object.entries(kinds).map(([kind, given]) => [kind, compile(given, 1996, 2056)]));
    const some = fc.constantFrom(...Object.keys(kinds));
    const compiledAs = (kind: string) => laidOut.get(kind) as CompiledCalendar;
    const anyTime = fc.integer({ min: at("1996-01-03T00:00:00Z"), max: at("2054-12-30T00:00:00Z") });

    test("a deadline and the work before it agree, both ways", () => {
      fc.assert(
        fc.property(some, anyTime, fc.integer({ min: 1, max: 180_000 }), (kind, when, seconds) => {
          const compiled = compiledAs(kind);
          const from = Math.floor(when / 1000) * 1000;
          const due = dueAt(compiled, from, seconds);
          expect(workingSeconds(compiled, from, due)).toBe(seconds);
          expect(workingSeconds(compiled, from, due - 1000)).toBe(seconds - 1);
          expect(dueAt(compiled, from, workingSeconds(compiled, from, due + 7000))).toBeGreaterThanOrEqual(
            due,
          );
        }),
        { numRuns: 2_000, seed: 20270104 },
      );
    });

    test("work adds up over any moment between", () => {
      fc.assert(
        fc.property(some, anyTime, anyTime, anyTime, (kind, ...moments) => {
          const compiled = compiledAs(kind);
          const [a, b, c] = moments.toSorted((one, other) => one - other) as [number, number, number];
          expect(workingSeconds(compiled, a, b) + workingSeconds(compiled, b, c)).toBe(
            workingSeconds(compiled, a, c),
          );
        }),
        { numRuns: 1_000, seed: 20270103 },
      );
    });

    test("every quarter of an hour is worked as the clock on the wall says, and it opens at the first", () => {
      const anyNear = fc.oneof(
        { weight: 3, arbitrary: anyTime },
        fc.integer({ min: at("2026-12-22T00:00:00Z"), max: at("2027-01-04T00:00:00Z") }),
        fc.integer({ min: at("2026-10-23T00:00:00Z"), max: at("2026-10-27T00:00:00Z") }),
      );
      fc.assert(
        fc.property(some, anyNear, (kind, from) => {
          const [given, compiled] = [kinds[kind] as Calendar, compiledAs(kind)];
          const start = Math.floor(from / 900_000) * 900_000;
          const worked = isWorked(given, start);
          expect(workingSeconds(compiled, start, start + 900_000)).toBe(worked ? 900 : 0);
          const opens = opensAt(compiled, start);
          expect(opens === start).toBe(worked);
          expect(isWorked(given, opens)).toBe(true);
          expect(workingSeconds(compiled, start, opens)).toBe(0);
          const midnight = nextMidnight(compiled, from);
          expect(midnight).toBeGreaterThan(from);
          expect(midnight - from).toBeLessThanOrEqual(25 * 3_600_000);
          const dayOf = (instant: number) => wallOf(given.zone).format(instant).slice(0, 10);
          expect(dayOf(midnight - 1)).toBe(dayOf(from));
          expect(dayOf(midnight)).not.toBe(dayOf(from));
        }),
        { numRuns: 2_000, seed: 20270105 },
      );
    });
  });
});

describe("when a team opens", () => {
  test.each([
    ["is now, within working time", "2026-12-01T07:30:00.500Z", "2026-12-01T07:30:00.500Z"],
    ["is now, in the last second of a block", "2026-12-01T11:29:59.999Z", "2026-12-01T11:29:59.999Z"],
    ["is after lunch, from its first second on", "2026-12-01T11:30:00.000Z", "2026-12-01T12:00:00.000Z"],
    ["is on Monday, on Friday evening", "2026-12-04T16:00:00.000Z", "2026-12-07T07:30:00.000Z"],
    ["is after Christmas, at noon the day before it", "2026-12-24T11:30:00.000Z", "2026-12-28T07:30:00.000Z"],
  ])("%s", (_what, from, opens) => {
    expect(new Date(opensAt(backoffice, at(from))).toISOString()).toBe(opens);
  });

  test("is known on the first and the last day of what was compiled", () => {
    const year = compile(aCalendar({ weekly: everyDay(["09:00", "10:00"]) }), 2026, 2026);
    expect(workingSeconds(year, at("2026-01-01T00:00:00Z"), at("2026-01-01T20:00:00Z"))).toBe(hours(1));
    expect(workingSeconds(year, at("2026-12-31T00:00:00Z"), at("2026-12-31T20:00:00Z"))).toBe(hours(1));
  });

  test("goes by the day that the clock shows, where it goes back from midnight to the evening before", () => {
    const beirut = compile(
      aCalendar({ zone: "Asia/Beirut", weekly: everyDay(["09:00", "10:00"]) }),
      2026,
      2026,
    );
    for (const before of ["2026-10-24T20:00:00Z", "2026-10-24T21:00:00Z", "2026-10-24T21:59:59Z"]) {
      expect(iso(nextMidnight(beirut, at(before)))).toBe("2026-10-24T22:00:00Z");
    }
  });

  test("is never guessed", () => {
    expect(() => opensAt(backoffice, at("2028-12-29T16:00:00Z"))).toThrow(RangeError);
    expect(() => nextMidnight(backoffice, at("2040-01-01T00:00:00Z"))).toThrow(RangeError);
  });
});
