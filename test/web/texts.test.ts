import { expect, test } from "vitest";
import { common } from "../../web/texts/common.ts";
import { callTexts } from "../../web/texts/conversation.ts";
import { deskTexts } from "../../web/texts/desk.ts";
import { editorTexts } from "../../web/texts/editor.ts";
import { reportTexts } from "../../web/texts/reports.ts";
import { type Catalogue, texts, textsIn } from "../../web/texts/texts.ts";
import { ticketTexts } from "../../web/texts/ticket.ts";

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

test("nor on the desk, in any of its texts", () => {
  const words = (all: unknown): string[] =>
    typeof all === "string"
      ? [all]
      : typeof all === "function"
        ? [String(all(2, 2, 2))]
        : Object.values(all as object).flatMap(words);
  for (const catalogue of [deskTexts, ticketTexts, callTexts]) {
    const of = (address: "je" | "u") =>
      words(textsIn<object>(catalogue as never, { language: "nl", address }));
    expect(of("u").filter((text) => /\b(je|jij|jou|jouw)\b/i.test(text))).toEqual([]);
    expect(of("je").filter((text) => /\b(u|uw)\b/i.test(text))).toEqual([]);
  }
});

/** Every text, however deep it stands; of one that is made, what it makes of a 2. */
const allIn = (text: unknown): string[] => {
  if (typeof text === "string") return [text];
  if (typeof text === "function") return [String(text("2", "2", "2"))];
  return Object.values(text as object).flatMap(allIn);
};

test.each([
  ["reports", reportTexts as Catalogue<unknown>],
  ["editor", editorTexts as Catalogue<unknown>],
])("the %s texts are u or je throughout, and whole in both languages", (_, catalogue) => {
  const of = (language: "nl" | "en", address: "je" | "u") => allIn(textsIn(catalogue, { language, address }));
  expect(of("nl", "u").filter((text) => /\b(je|jij|jou|jouw|jullie)\b/i.test(text))).toEqual([]);
  expect(of("nl", "je").filter((text) => /\b(u|uw)\b/i.test(text))).toEqual([]);
  expect(of("en", "je")).toHaveLength(of("nl", "je").length);
  expect([...of("en", "je"), ...of("nl", "je")].filter((text) => text.trim() === "")).toEqual([]);
});

test("a text that one language lacks does not compile", () => {
  const made = texts({
    nl: () => ({ yes: "ja", no: "nee" }),
    // @ts-expect-error "no" is missing
    en: () => ({ yes: "yes" }),
  });
  expect(Object.keys(made)).toEqual(["nl", "en"]);
});
