import { describe, expect, test } from "vitest";
import type { Instant } from "../../../shared/clock/instant.ts";
import { digestDueAt } from "../../../shared/notice/digest.ts";

const instant = (time: string) => `2026-12-01T${time}.000Z` as Instant;
const always = (from: Instant) => from;
/** At work from nine until five. */
const opens = (from: Instant): Instant => {
  if (from < instant("09:00:00")) return instant("09:00:00");
  return from < instant("17:00:00") ? from : ("2026-12-02T09:00:00.000Z" as Instant);
};

describe("a digest goes", () => {
  test.each([
    ["09:30:00", "09:46:00"],
    ["09:44:59", "09:46:00"],
    ["09:45:00", "10:01:00"],
  ])("a minute after the quarter in which it was begun, so that nothing is added any more: %s", (at, due) => {
    expect(digestDueAt(instant(at), always)).toBe(instant(due));
    expect(digestDueAt(instant(at), opens)).toBe(instant(due));
  });

  test("when its receiver is back at work, where they are not", () => {
    expect(digestDueAt(instant("03:12:00"), opens)).toBe(instant("09:01:00"));
    expect(digestDueAt(instant("16:50:00"), opens)).toBe("2026-12-02T09:01:00.000Z");
  });

  test("never within the minute that whoever adds to it may take", () => {
    for (let second = 0; second < 1800; second++) {
      const at = new Date(Date.parse(instant("08:45:00")) + second * 1000).toISOString() as Instant;
      expect(Date.parse(digestDueAt(at, opens)) - Date.parse(at)).toBeGreaterThan(60_000 - 1);
    }
  });
});
