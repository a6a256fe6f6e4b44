import fc from "fast-check";
import { expect, test } from "vitest";
import { holdsBsn, isBsn } from "../../../shared/person/bsn.ts";

test.each(["123456782", "111222333", "1234.56.782", "123 456 782", " 123456782 "])(
  "%j passes the eleven-test",
  (text) => {
    expect(isBsn(text)).toBe(true);
  },
);

test.each(["123456789", "000000000", "12345678", "1234567820", "12345678a", ""])("%j is none", (text) => {
  expect(isBsn(text)).toBe(false);
});

test("one wrong digit makes it none", () => {
  fc.assert(
    fc.property(fc.nat(8), fc.integer({ min: 1, max: 9 }), (at, shift) => {
      const digits = [..."123456782"];
      digits[at] = String((Number(digits[at]) + shift) % 10);
      expect(isBsn(digits.join(""))).toBe(false);
    }),
  );
});

test("one is found within a text, but not within a longer number", () => {
  expect(holdsBsn("Jansen (123456782)")).toBe(true);
  expect(holdsBsn("nr 1234.56.782, afdeling 3")).toBe(true);
  expect(holdsBsn("order 9123456782")).toBe(false);
  expect(holdsBsn("Team 12")).toBe(false);
});
