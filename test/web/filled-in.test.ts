import { expect, test } from "vitest";
import type { TopicField } from "../../shared/faq/topic.ts";
import { missingIn, monthsAround, textWith } from "../../web/employee/filled-in.ts";

const aField = (given: Partial<TopicField>): TopicField => ({
  key: "dag",
  label: { nl: "Voor welke dag?", en: "For which day?" },
  kind: "day",
  ...given,
});

test.each([
  ["day", "2026-12-03", "Voor welke dag? 3 december 2026"],
  ["month", "2026-11", "Voor welke dag? november 2026"],
  ["text", " scherm 404 ", "Voor welke dag? scherm 404"],
  ["choice", "1", "Voor welke dag? Uitvaart"],
] as const)("what is filled in as a %s stands as a line below the question", (kind, value, line) => {
  const options = [
    { nl: "Huwelijk", en: "Wedding" },
    { nl: "Uitvaart", en: "Funeral" },
  ];
  const field = aField({ kind, ...(kind === "choice" && { options }) });
  expect(textWith("Mag ik vrij? ", [field], { dag: value }, "nl")).toBe(`Mag ik vrij?\n\n${line}`);
});

test("what is left empty, or belongs to another topic, adds nothing", () => {
  expect(textWith("Mag ik vrij?", [aField({})], { dag: " ", maand: "2026-11" }, "nl")).toBe("Mag ik vrij?");
});

test("only what must be filled in is missed", () => {
  const fields = [aField({ isRequired: true }), aField({ key: "vanaf" })];
  expect(missingIn(fields, { dag: "  " }).map(({ key }) => key)).toEqual(["dag"]);
  expect(missingIn(fields, { dag: "2026-12-03" })).toEqual([]);
});

test("the months to choose from go from two ahead to a year back", () => {
  const months = monthsAround(Date.parse("2026-01-31T23:30:00Z"));
  expect([months[0], months[2], months.at(-1)]).toEqual(["2026-03", "2026-01", "2024-12"]);
});
