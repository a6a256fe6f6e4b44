import { describe, expect, test } from "vitest";
import { wordsOf } from "../../../shared/faq/features.ts";
import { hrConcepts } from "../../../shared/faq/glossary/concepts.ts";
import { conceptsFrom, conceptsIn, stemOf, unknownWords, withOwn } from "../../../shared/faq/glossary.ts";
import { Concept } from "../../../shared/faq/glossary-concept.ts";
import { hrGlossary } from "./hr-glossary.ts";

const found = (text: string) => conceptsIn(text, hrGlossary);

describe("a text", () => {
  test.each([
    ["loonstrook", "pay slip"],
    ["mijn salarisspecificatie", "payslips"],
    ["IKB", "individual choice budget"],
    ["ouderschapsverlof", "parental leave"],
    ["vakantiedagen", "leave balance"],
    ["jaaropgaaf", "annual statement"],
    ["reiskosten", "travel allowance"],
    ["loonheffingskorting", "payroll tax credit"],
    ["ik ben weer beter", "back to work"],
    ["bijbaan", "side job"],
    ["opzegtermijn", "notice period"],
  ])("names the same concept in both languages: %s, %s", (dutch, english) => {
    const shared = found(dutch).filter((key) => found(english).includes(key));
    expect(shared).not.toEqual([]);
  });

  test("names the longest phrase first, and the words in it as well", () => {
    expect(found("loon te laag")).toEqual(["salary", "paid-too-little"]);
    expect(found("weer beter")).toEqual(["recovered"]);
  });

  test("names concepts whatever the case, the diacritics, the number and the signs between", () => {
    for (const text of ["LOONSTROOK", "loonstroken?", "(loonstrookje)", "loon-strook strook"]) {
      expect([text, found(text).includes("payslip")]).toEqual([text, true]);
    }
    expect(found("carrière")).toEqual(found("carriere"));
  });

  test("names the parts of a compound, and a short word as a part only where it says so", () => {
    expect(found("bedrijfsartsafspraak")).toEqual(["company-doctor", "appointment"]);
    expect(found("fietsenhok")).toEqual(["bicycle"]);
    expect(found("kindvriendelijk")).toEqual([]);
    expect(found("stapelbed")).toEqual([]);
  });

  test("names a concept with one letter wrong, and none with two or in a short word", () => {
    for (const text of ["jaaropgavve", "jaaropave", "jaaropgvae", "jaaropgafe"]) {
      expect([text, found(text)]).toEqual([text, ["annual-statement"]]);
    }
    expect(found("jiarxpgave")).toEqual([]);
    expect([found("griep"), found("griap")]).toEqual([["call-in-sick"], []]);
  });

  test("names nothing when it is about nothing of HR", () => {
    expect(found("de kat zit op de mat")).toEqual([]);
    expect(found("")).toEqual([]);
  });
});

describe("an organisation's own concepts", () => {
  const own = [
    { key: "payslip", nl: ["kwitantieblad"], en: [] },
    { key: "our-desk", nl: ["klaverblad", "saldo"], en: ["clover"] },
  ];
  const glossary = withOwn(hrGlossary, own);

  test("add words to a known concept and new concepts beside it", () => {
    expect(conceptsIn("kwitantieblad", glossary)).toEqual(["payslip"]);
    expect(conceptsIn("loonstrook", glossary)).toEqual(["payslip"]);
    expect(conceptsIn("the clover", glossary)).toEqual(["our-desk"]);
  });

  test("take a word for a known concept from any other", () => {
    const taken = withOwn(hrGlossary, [{ key: "address", nl: ["weekend"], en: [] }]);
    expect(conceptsIn("weekend", taken)).toEqual(["address"]);
  });

  test("take a word from another concept, and leave the glossary itself as it was", () => {
    expect(conceptsIn("saldo", glossary)).toEqual(["our-desk"]);
    expect(found("saldo")).toEqual(["leave-balance"]);
  });

  test("are refused without a letter in a word, with a strange key or with more than belongs there", () => {
    expect(Concept.safeParse(own[1]).success).toBe(true);
    for (const wrong of [{ nl: ["--"] }, { key: "Our desk" }, { fr: ["trèfle"] }]) {
      expect(Concept.safeParse({ ...own[1], ...wrong }).success).toBe(false);
    }
  });
});

test("unknown words are those that no concept and no topic knows, once each", () => {
  const isKnown = (word: string) => word === "kwartaal";
  expect(
    unknownWords(
      "Mijn loonstrook van kwartaal 3 en de zwieberbonus, ja de zwieberbonus!",
      isKnown,
      hrGlossary,
    ),
  ).toEqual(["zwieberbonus"]);
});

describe("the concepts that an organisation starts with", () => {
  const concepts = conceptsFrom(hrConcepts);

  test("are some three hundred, sorted by key, each a key that the configuration takes", () => {
    const keys = concepts.map(({ key }) => key);
    expect(keys.length).toBeGreaterThanOrEqual(300);
    expect(keys).toEqual([...new Set(keys)].sort());
    for (const concept of concepts)
      expect([concept.key, Concept.safeParse(concept).success]).toEqual([concept.key, true]);
  });

  test("have words in both languages, and each word in one concept only", () => {
    const places = new Map<string, string>();
    const twice: string[] = [];
    for (const { key, nl, en } of concepts) {
      expect([key, nl.length > 0 && en.length > 0]).toEqual([key, true]);
      for (const word of [...nl, ...en].map((entry) => wordsOf(entry).join(" "))) {
        if (word === "" || (places.has(word) && places.get(word) !== key)) twice.push(`${word}: ${key}`);
        places.set(word, key);
      }
    }
    expect(twice).toEqual([]);
  });

  test("are each found by their own words", () => {
    for (const { key, nl, en } of concepts) {
      for (const entry of [...nl, ...en])
        expect([entry, found(entry)]).toEqual([entry, expect.arrayContaining([key])]);
    }
  });
});

test.each([
  ["dagen", "dag"],
  ["loonstroken", "loonstrook"],
  ["brieven", "brief"],
  ["huizen", "huis"],
  ["regelingen", "regeling"],
  ["claims", "claim"],
  ["claimed", "claim"],
  ["formuliertje", "formuliertjes"],
])("%s and %s have one stem", (one, other) => {
  expect(stemOf(one)).toBe(stemOf(other));
});
