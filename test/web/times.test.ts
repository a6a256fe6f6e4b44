import { describe, expect, test } from "vitest";
import { clockState } from "../../web/ui/clock-state.ts";
import { groupedDigits } from "../../web/ui/grouped-digits.ts";
import { dayText, lengthIn, momentText, relativeText, timeText } from "../../web/ui/times.ts";

const at = Date.parse;
const now = at("2026-11-24T13:05:00Z");
const minutes = 60_000;
const hours = 60 * minutes;

test("a moment is told in the time of Amsterdam, in summer and in winter", () => {
  expect(timeText(at("2026-11-24T13:05:00Z"), "nl")).toBe("14.05\u00a0uur");
  expect(timeText(at("2026-07-24T13:05:00Z"), "nl")).toBe("15.05\u00a0uur");
  expect(dayText(at("2026-11-24T23:30:00Z"), "nl")).toBe("25 november 2026");
});

test("a moment names its year only where it is another one", () => {
  expect(momentText(at("2026-11-25T08:00:00Z"), now, "nl")).toBe(
    "woensdag 25 november om\u00a09.00\u00a0uur",
  );
  expect(momentText(at("2027-01-04T08:00:00Z"), now, "nl")).toBe(
    "maandag 4 januari 2027 om\u00a09.00\u00a0uur",
  );
  expect(momentText(at("2026-11-25T08:00:00Z"), now, "en")).toBe("Wednesday 25 November at\u00a009:00");
});

test.each([
  [-20_000, "nu"],
  [-3 * minutes, "3 minuten geleden"],
  [2 * hours, "over 2 uur"],
  [-24 * hours, "gisteren"],
  [59.6 * minutes, "over 1 uur"],
  [-45 * 24 * hours, "vorige maand"],
])("%i milliseconds from now is %s", (difference, text) => {
  expect(relativeText(now + difference, now, "nl")).toBe(text);
});

test.each([
  [119 * minutes, { unit: "minutes", count: 119 }],
  [120 * minutes, { unit: "hours", count: 2 }],
  [48 * hours - 1, { unit: "hours", count: 47 }],
  [48 * hours, { unit: "days", count: 2 }],
])("%i milliseconds are %o, never more than has passed", (length, expected) => {
  expect(lengthIn(length)).toEqual(expected);
});

describe("a clock", () => {
  const running = { startedAt: "2026-11-24T03:05:00Z", dueAt: "2026-11-24T23:05:00Z" };

  test.each([
    [at("2026-11-24T13:05:00Z"), "running"],
    [at("2026-11-24T19:05:00Z") - 1, "running"],
    [at("2026-11-24T19:05:00Z"), "near"],
    [at("2026-11-24T23:05:00Z"), "near"],
    [at("2026-11-24T23:05:00Z") + 1, "late"],
  ])("at %i is %s", (time, is) => {
    expect(clockState(running, time).is).toBe(is);
  });

  test("is near in its last hour, however short it is", () => {
    const short = { startedAt: "2026-11-24T13:00:00Z", dueAt: "2026-11-24T14:05:00Z" };
    expect(clockState(short, now).is).toBe("near");
  });

  test("that stands still or has ended is neither", () => {
    expect(clockState({ ...running, pausedSince: running.startedAt }, now).is).toBe("paused");
    expect(clockState({ ...running, outcome: "missed" }, now).is).toBe("missed");
  });
});

test("a reference is shown as it is read out", () => {
  expect(groupedDigits("2601234567")).toBe("26\u00a00123\u00a04567");
});
