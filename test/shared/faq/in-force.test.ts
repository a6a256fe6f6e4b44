import { expect, test } from "vitest";
import { isInForce } from "../../../shared/faq/in-force.ts";

test("a published revision is the answer on its first day and its last, and on no day around them", () => {
  const revision = { state: "published", validFrom: "2026-12-01", validUntil: "2026-12-31" } as const;
  const on = ["2026-11-30", "2026-12-01", "2026-12-31", "2027-01-01"].map((day) => isInForce(revision, day));
  expect(on).toEqual([false, true, true, false]);
  expect(isInForce({ state: "published", validFrom: "2026-12-01" }, "2030-01-01")).toBe(true);
  expect(isInForce({ ...revision, state: "withdrawn" }, "2026-12-15")).toBe(false);
  expect(isInForce({ ...revision, state: "draft" }, "2026-12-15")).toBe(false);
});
