import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { localInstant } from "../../../shared/contact/local-instant.ts";

const inAmsterdam = (text: string) => localInstant(text, "Europe/Amsterdam");

describe("a local time", () => {
  test.each([
    ["2026-12-01 09:30", "2026-12-01T08:30:00.000Z"],
    ["2026-07-01 09:30:15", "2026-07-01T07:30:15.000Z"],
    ["01-07-2026 00:15", "2026-06-30T22:15:00.000Z"],
    ["2026-03-29 01:59:59", "2026-03-29T00:59:59.000Z"],
    ["2026-03-29 03:00", "2026-03-29T01:00:00.000Z"],
    ["2026-10-25 01:59", "2026-10-24T23:59:00.000Z"],
    ["2026-10-25 03:00", "2026-10-25T02:00:00.000Z"],
  ])("%s in Amsterdam is %s", (text, instant) => {
    expect(inAmsterdam(text)).toEqual({ instant });
  });

  test.each(["2026-03-29 02:00", "29-03-2026 02:30", "2026-03-29 02:59:59"])(
    "%s was skipped when summer time began",
    (text) => {
      expect(inAmsterdam(text)).toEqual({ fault: "time-skipped" });
    },
  );

  test("that came twice when summer time ended is the first of the two", () => {
    expect(inAmsterdam("2026-10-25 02:00")).toEqual({ instant: "2026-10-25T00:00:00.000Z" });
    expect(inAmsterdam("2026-10-25 02:59:59")).toEqual({ instant: "2026-10-25T00:59:59.000Z" });
  });

  test.each([
    "2026-02-30 10:00",
    "2026-12-01 24:00",
    "2026-12-01 10:60",
    "2026-12-01",
    "1-12-2026 10:00",
    "",
    "nu",
  ])("is not %j", (text) => {
    expect(inAmsterdam(text)).toEqual({ fault: "not-a-time" });
  });

  test("is what a clock in that zone shows at its instant, wherever the zone", () => {
    const zones = fc.constantFrom(
      "Europe/Amsterdam",
      "America/St_Johns",
      "Australia/Lord_Howe",
      "Asia/Kolkata",
      "UTC",
    );
    const minutes = fc.integer({ min: Date.UTC(2000, 0, 1) / 60_000, max: Date.UTC(2060, 0, 1) / 60_000 });
    fc.assert(
      fc.property(zones, minutes, (zone, minute) => {
        const shown = new Date(minute * 60_000)
          .toLocaleString("sv-SE", { timeZone: zone })
          .slice(0, "2026-12-01 09:30".length);
        const result = localInstant(shown, zone);
        const instant = "instant" in result ? Date.parse(result.instant) : Number.NaN;
        // Never later than the minute itself: the hour that comes twice gives the first.
        expect(instant).toBeLessThanOrEqual(minute * 60_000);
        expect(new Date(instant).toLocaleString("sv-SE", { timeZone: zone })).toBe(`${shown}:00`);
      }),
    );
  });

  test("in a zone that does not exist is a mistake of the caller", () => {
    expect(() => localInstant("2026-12-01 09:30", "Europe/Nergens")).toThrow(RangeError);
  });
});
