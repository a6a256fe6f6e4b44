import { expect, test } from "vitest";
import { Confidentiality, highest, isAtLeast } from "../../../shared/ticket/confidentiality.ts";

test("open is less than sensitive, sensitive less than restricted, restricted less than not-recorded", () => {
  const inOrder = ["open", "sensitive", "restricted", "not-recorded"] as const;
  inOrder.forEach((one, i) => {
    inOrder.forEach((other, j) => {
      expect(isAtLeast(one, other)).toBe(i >= j);
      expect(highest(one, other)).toBe(inOrder[Math.max(i, j)]);
    });
  });
  expect(Confidentiality.options).toHaveLength(inOrder.length);
});
