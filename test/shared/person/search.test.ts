import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Person } from "../../../shared/person/person.ts";
import { matches, searchOf, searchTerms } from "../../../shared/person/search.ts";

const anna = Person.parse({
  personId: "P-1001",
  personnelNumbers: ["00200123", "0012345678"],
  givenName: "Anne-Marie Zoë",
  knownAs: "Annie",
  prefix: "van der",
  familyName: "Berg-O’Voorbeeld",
  birthName: "Verzonnen",
  workPhone: "+31 (0)6 00 00 00 12",
});
const isFound = (q: string) => matches(searchTerms(anna), searchOf(q));

describe("a person is found by", () => {
  test.each([
    "anne-marie",
    "annemarie",
    "marie",
    "zoe",
    "ZOË",
    "annie",
    "van der berg",
    "Berg, A. van der",
    "berg-o'voorbeeld",
    "o’voorbeeld",
    "ovoorbeeld",
    "voorbeeld",
    "verzonnen",
    "p-1001",
    "P-10",
    "00200123",
    "0012345678",
    "ver ann",
    "0600000012",
    "06 - 0000 0012",
    "+31 6 00000012",
    "0031600000012",
    "berg +31600000012",
  ])("%s", (q) => {
    expect(isFound(q)).toBe(true);
  });

  test.each(["erg", "annie jansen", "1001x", "0600000013", "", "a", "a b", " - "])("not by %j", (q) => {
    expect(isFound(q)).toBe(false);
  });

  test("each of their terms, and by the beginning of it", () => {
    for (const term of searchTerms(anna).filter((one) => /^\p{L}+$/u.test(one))) {
      expect(isFound(term)).toBe(true);
      expect(isFound(term.slice(0, 2))).toBe(true);
    }
  });

  test("every personnel number in full, whatever its form", () => {
    const numbers = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,14}[A-Za-z0-9]$/);
    fc.assert(
      fc.property(numbers, (number) => {
        const person = { ...anna, personnelNumbers: [number] };
        expect(matches(searchTerms(person), searchOf(number))).toBe(true);
      }),
    );
  });
});

test("terms are folded and stand there once", () => {
  const terms = searchTerms(anna);
  expect(new Set(terms).size).toBe(terms.length);
  expect(terms).toEqual(expect.arrayContaining(["zoe", "van", "der", "600000012", "p-1001", "00200123"]));
});

describe("what a query looks up", () => {
  test.each([
    ["van der Berg", "berg"],
    ["de Wit 200123", "200123"],
    ["voorbeeld 200", "200"],
    ["onder Wit", "wit"],
    ["jan verzonnen", "verzonnen"],
    ["van der", "van"],
    ["'t Hart", "hart"],
    ["06 0000 0012", "600000012"],
    ["a", ""],
    ["", ""],
  ])("of %j is %j", (q, leading) => {
    expect(searchOf(q).leading).toBe(leading);
  });

  test("is a term of everyone that the query finds", () => {
    fc.assert(
      fc.property(fc.subarray(searchTerms(anna), { minLength: 1 }), (words) => {
        const query = searchOf(words.join(" "));
        fc.pre(matches(searchTerms(anna), query));
        expect(searchTerms(anna).some((term) => term.startsWith(query.leading))).toBe(true);
      }),
    );
  });
});
