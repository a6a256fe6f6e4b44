import { expect, test } from "vitest";
import { common } from "../../web/texts/common.ts";
import { texts, textsIn } from "../../web/texts/texts.ts";

const je = textsIn(common, { language: "nl", address: "je" });
const u = textsIn(common, { language: "nl", address: "u" });
const en = textsIn(common, { language: "en", address: "je" });

test("a text counts in its own language", () => {
  expect(je.errorsTitle(1)).toBe("Er is één ding dat niet klopt");
  expect(je.errorsTitle(1200)).toBe("Er zijn 1.200 dingen die niet kloppen");
  expect(en.errorsTitle(1)).toBe("One thing is not right");
  expect(en.errorsTitle(0)).toBe("0 things are not right");
});

const said = (all: typeof je) =>
  Object.values(all).map((text) =>
    typeof text === "function" ? (text as (of: never) => string)(2 as never) : text,
  );

test("an organisation that says u is nowhere called je, and the other way around", () => {
  expect(said(u).filter((text) => /\b(je|jij|jou|jouw)\b/i.test(text))).toEqual([]);
  expect(said(je).filter((text) => /\b(u|uw)\b/i.test(text))).toEqual([]);
});

test("every text is there in both languages", () => {
  expect(Object.keys(en).sort()).toEqual(Object.keys(je).sort());
  expect(said(en).filter((text) => text.trim() === "")).toEqual([]);
});

test("a text that one language lacks does not compile", () => {
  const made = texts({
    nl: () => ({ yes: "ja", no: "nee" }),
    // @ts-expect-error "no" is missing
    en: () => ({ yes: "yes" }),
  });
  expect(Object.keys(made)).toEqual(["nl", "en"]);
});
