import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { revisionDifference } from "../../../shared/faq/revision-difference.ts";

/** "[-removed-]" and "[+added+]" in the text that stayed. */
const shown = (before: string, after: string) =>
  revisionDifference(before, after)
    .map(({ is, text }) => (is === "same" ? text : is === "removed" ? `[-${text}-]` : `[+${text}+]`))
    .join("");

describe("the difference of two revisions", () => {
  test.each([
    ["Je krijgt 144 uur verlof.", "Je krijgt 150 uur verlof.", "Je krijgt [-144-][+150+] uur verlof."],
    ["Vraag het aan.", "Vraag het op tijd aan.", "Vraag het [+op tijd +]aan."],
    ["Vraag het op tijd aan.", "Vraag het aan.", "Vraag het [-op tijd -]aan."],
    ["gelijk", "gelijk", "gelijk"],
    ["", "nieuw", "[+nieuw+]"],
    ["oud", "", "[-oud-]"],
    ["drie dagen", "drie dagen extra", "drie dagen[+ extra+]"],
    ["één\n\ntwee\n\ndrie\n", "één\n\ndrie\n", "één\n\n[-twee\n\n-]drie\n"],
    ["één\n\ndrie\n", "één\n\ntwee\n\ndrie\n", "één\n\n[+twee\n\n+]drie\n"],
    ["a b", "a  b", "a [+ +]b"],
    ["Zoë's kind", "Zoë's zoon", "Zoë's [-kind-][+zoon+]"],
  ])("%j and %j", (before, after, difference) => {
    expect(shown(before, after)).toBe(difference);
  });

  test("stays within the paragraph that changed", () => {
    const [first, last] = ["Dit blijft zoals het was, woord voor woord.\n\n", "\n\nDit ook."];
    expect(shown(`${first}Het is 30 cent.${last}`, `${first}Het is 35 cent.${last}`)).toBe(
      `${first}Het is [-30-][+35+] cent.${last}`,
    );
  });

  test("keeps the lines of a list apart", () => {
    expect(shown("- uur 1\n- dag", "- uur 2\n- nacht")).toBe("- uur [-1-][+2+]\n- [-dag-][+nacht+]");
  });

  test("reads as phrases: one or two shared words between changes go with them, three stay", () => {
    expect(shown("vraag oude dingen aan het loket nu", "stel nieuwe dingen voor het team nu")).toBe(
      "[-vraag oude dingen aan het loket-][+stel nieuwe dingen voor het team+] nu",
    );
    expect(shown("van 5 dagen per week 4", "van 6 dagen per week 3")).toBe(
      "van [-5-][+6+] dagen per week [-4-][+3+]",
    );
  });
});

const phrases = fc
  .array(
    fc.constantFrom(
      "verlof",
      "uur",
      "de",
      "het",
      "drie",
      "é",
      " ",
      "  ",
      "\n",
      "\n\n",
      ".",
      ", ",
      "\t",
      "😀",
      "a-b",
      "144",
    ),
    {
      maxLength: 60,
    },
  )
  .map((parts) => parts.join(""));
const texts = fc.oneof(phrases, fc.string({ unit: "binary" }));
const without = (left: string, parts: ReturnType<typeof revisionDifference>) =>
  parts
    .filter(({ is }) => is !== left)
    .map(({ text }) => text)
    .join("");

test("same and removed are the first text, same and added the second, exactly", () => {
  fc.assert(
    fc.property(texts, texts, (before, after) => {
      const parts = revisionDifference(before, after);
      expect(without("added", parts)).toBe(before);
      expect(without("removed", parts)).toBe(after);
      expect(parts.every(({ text }) => text !== "")).toBe(true);
      expect(parts.some(({ is }, i) => is === parts[i + 1]?.is)).toBe(false);
    }),
    { numRuns: 2000, seed: 4 },
  );
});

test("nothing changed is one same part, and no shared word is one removed and one added", () => {
  fc.assert(
    fc.property(phrases, (text) => {
      expect(revisionDifference(text, text)).toEqual(text === "" ? [] : [{ is: "same", text }]);
    }),
  );
  expect(revisionDifference("een twee", "drie vier").map(({ is }) => is)).toEqual(["removed", "added"]);
});

const numbered = (word: string, count: number) =>
  Array.from({ length: count }, (_, i) => `${word}${i}`).join(" ");

test.each([
  ["nothing shared", numbered("a", 1500), numbered("b", 1500)],
  ["every second word changed", numbered("a", 1500), numbered("a", 1500).replace(/[13579] /g, "x ")],
  ["signs alone", "*".repeat(10_000), "*-".repeat(5000)],
  ["empty lines", "\n".repeat(10_000), "a\n".repeat(5000)],
  ["letters in reverse", "a b c d ".repeat(1250), "d c b a ".repeat(1250)],
])("10,000 characters take less than a second: %s", (_, before, after) => {
  const started = performance.now();
  const parts = revisionDifference(before, after);
  expect(performance.now() - started).toBeLessThan(1000);
  expect([without("added", parts), without("removed", parts)]).toEqual([before, after]);
});
