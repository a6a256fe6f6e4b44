import { expect, test } from "vitest";
import { differenceOf, steadied } from "../../web/desk/steady.ts";

const list = "frontoffice open";
const shown = { list, pages: 1, ids: ["a", "b"] };

test("what is new waits and what is gone stays, in the same order", () => {
  const now = { list, pages: 1, ids: ["c", "b", "d"] };
  expect(steadied(shown, now)).toBe(shown);
  expect(differenceOf(shown.ids, now.ids)).toEqual({ news: 2, gone: new Set(["a"]) });
});

test("a next page comes below", () => {
  expect(steadied(shown, { list, pages: 2, ids: ["c", "a", "b", "d"] }).ids).toEqual(["a", "b", "c", "d"]);
});

test("another list begins anew, and an empty one takes what comes", () => {
  const other = { list: "leave open", pages: 1, ids: ["x"] };
  expect(steadied(shown, other)).toEqual(other);
  expect(steadied({ ...shown, ids: [] }, { list, pages: 1, ids: ["a"] }).ids).toEqual(["a"]);
  expect(steadied(undefined, shown)).toEqual(shown);
});

test("while nothing is known, nothing is new and nothing is gone", () => {
  expect(differenceOf(["a"], undefined)).toEqual({ news: 0, gone: new Set() });
  expect(differenceOf([], ["a"])).toEqual({ news: 0, gone: new Set() });
});
