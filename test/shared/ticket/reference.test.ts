import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isReference, makeReference, Reference } from "../../../shared/ticket/reference.ts";

const references = fc
  .tuple(fc.integer({ min: 2000, max: 2199 }), fc.integer({ min: 0, max: 9_999_999 }))
  .map(([year, random]) => makeReference(year, random) as string);
const positions = fc.nat(9);

const replaced = (text: string, at: number, by: string) =>
  text.slice(0, at) + by + text.slice(at + by.length);

describe("a reference", () => {
  test("is the year, seven random digits and one check digit", () => {
    expect(makeReference(2026, 42)).toMatch(/^260000042\d$/);
    expect(makeReference(7, 9_999_999)).toMatch(/^079999999\d$/);
  });

  test("has the check digit of Damm's own example: 572 is followed by 4", () => {
    expect(makeReference(2000, 572)).toBe("0000005724");
  });

  test("that was made is a reference", () => {
    fc.assert(fc.property(references, (reference) => isReference(reference)));
  });

  test("with any single wrong digit is refused", () => {
    fc.assert(
      fc.property(references, positions, fc.integer({ min: 1, max: 9 }), (reference, at, shift) => {
        const wrong = (Number(reference[at]) + shift) % 10;
        expect(isReference(replaced(reference, at, String(wrong)))).toBe(false);
      }),
    );
  });

  test("with any two different neighbours swapped is refused", () => {
    fc.assert(
      fc.property(references, fc.nat(8), (reference, at) => {
        fc.pre(reference[at] !== reference[at + 1]);
        const swapped = `${reference[at + 1]}${reference[at]}`;
        expect(isReference(replaced(reference, at, swapped))).toBe(false);
      }),
    );
  });

  test("may be written in groups, with spaces, dots or dashes", () => {
    expect(Reference.parse(" 00 0000.57-24 ")).toBe("0000005724");
    expect(isReference("000 000 5724")).toBe(true);
  });

  test.each(["", "000000572", "00000057244", "000000572A", "0000005725"])("is not %j", (text) => {
    expect(isReference(text)).toBe(false);
  });

  test.each([
    [2026, -1],
    [2026, 10_000_000],
    [2026, 1.5],
    [-1, 5],
    [2026.5, 5],
  ])("cannot be made of the year %d and the number %d", (year, random) => {
    expect(() => makeReference(year, random)).toThrow(RangeError);
  });
});
