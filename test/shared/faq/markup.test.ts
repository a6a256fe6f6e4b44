import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Block,
  type Inline,
  isSafeTarget,
  markupFaults,
  parseMarkup,
  plainOf,
  type Words,
} from "../../../shared/faq/markup.ts";

const words = (text: string): Words => ({ is: "text", text });
const paragraph = (...inside: Inline[]): Block => ({ is: "paragraph", inside });

describe("an answer", () => {
  test("has headings, paragraphs, lists, strong words and links", () => {
    const text = [
      "# Verlof kopen",
      "Je kunt **twee weken** kopen.",
      "Dat kan tot 1 december.",
      "",
      "- via [het portaal](/verlof)",
      "* of **[bel ons](tel:030-2345678)**",
      "  tussen 9 en 12 uur",
      "",
      "3. Vraag aan",
      "",
      "4) Wacht af",
    ].join("\r\n");
    expect(parseMarkup(text)).toEqual([
      { is: "heading", inside: [words("Verlof kopen")] },
      paragraph(
        words("Je kunt "),
        { is: "strong", inside: [words("twee weken")] },
        words(" kopen.\nDat kan tot 1 december."),
      ),
      {
        is: "bullets",
        items: [
          [words("via "), { is: "link", text: "het portaal", to: "/verlof" }],
          [
            words("of "),
            { is: "strong", inside: [{ is: "link", text: "bel ons", to: "tel:030-2345678" }] },
            words("\ntussen 9 en 12 uur"),
          ],
        ],
      },
      { is: "numbers", items: [[words("Vraag aan")], [words("Wacht af")]], from: 3 },
    ]);
  });

  test("says its words alone, with the targets of links where asked", () => {
    const blocks = parseMarkup(
      "# Kop\nMail [ons](mailto:hr@voorbeeld.nl?subject=Verlof) of [hr@voorbeeld.nl](mailto:hr@voorbeeld.nl).\n\n2. **een**\n3. twee\n\n- drie",
    );
    expect(plainOf(blocks)).toBe("Kop\n\nMail ons of hr@voorbeeld.nl.\n\n2. een\n3. twee\n\n- drie");
    expect(plainOf(blocks, { withTargets: true })).toContain(
      "Mail ons (hr@voorbeeld.nl) of hr@voorbeeld.nl.",
    );
  });

  test.each([
    "a ** b ** c",
    "**",
    "****",
    "** niet sterk**",
    "**niet sterk **",
    "#geen kop",
    "-geen lijst",
    "1.geen lijst",
    "[zonder doel]",
    "[](https://voorbeeld.nl)",
    "[a](javascript:alert(1))",
    "<b>vet</b><script>alert(1)</script>",
    "![x](data:text/html,x)",
    "[a] (/b)",
    "&lt;",
    "2026. was een jaar",
    "\\**a\\**x",
  ])("that has other signs shows them as text: %j", (text) => {
    const [block] = parseMarkup(text);
    const said = text.startsWith("\\") ? plainOf(parseMarkup(text)) : text;
    expect(plainOf(parseMarkup(text))).toBe(said);
    if (!text.startsWith("\\")) expect(block).toEqual(paragraph(words(text)));
  });

  test("keeps brackets within and around a link", () => {
    expect(parseMarkup("([a [b](https://voorbeeld.nl/x_(y)) c])")).toEqual([
      paragraph(words("([a "), { is: "link", text: "b", to: "https://voorbeeld.nl/x_(y)" }, words(" c])")),
    ]);
  });
});

const good = [
  "https://voorbeeld.nl",
  "HTTPS://www.voorbeeld.nl:8443/a?b=c#d",
  "mailto:hr@voorbeeld.nl",
  "mailto:hr@voorbeeld.nl?subject=Verlof%20kopen",
  "tel:+31302345678",
  "tel:030-2345678",
  "/",
  "/topics/ikb?x=1#y",
];
const bad = [
  "http://voorbeeld.nl",
  "javascript:alert(1)",
  "JaVaScRiPt:alert(1)",
  "data:text/html,x",
  "vbscript:x",
  "//voorbeeld.nl",
  "/\\voorbeeld.nl",
  "\\\\voorbeeld.nl",
  "https:voorbeeld.nl",
  "https:///voorbeeld.nl",
  "https://intranet.nl@boef.nl",
  "https://",
  "https://-a.nl",
  "https://voorbeeld.nl\\@boef.nl",
  "mailto:",
  "mailto:a@b.nl?cc=c@d.nl",
  "mailto:a@b.nl?subject=x&bcc=c@d.nl",
  "tel:",
  "tel:bel-ons",
  "voorbeeld.nl",
  "verlof",
  "#verlof",
  "",
  " https://voorbeeld.nl",
  "https://vo orbeeld.nl",
  "/a\tb",
  "/a\u202eb",
  "/a\u0000",
  "https://vооrbeeld.nl",
  'https://voorbeeld.nl/"onclick=',
  "ftp://voorbeeld.nl",
  "https://voorbeeld.nl/<b>",
];

describe("a link", () => {
  test.each(good)("may lead to %j", (to) => {
    expect(isSafeTarget(to)).toBe(true);
    expect(parseMarkup(`[hier](${to})`)).toEqual([paragraph({ is: "link", text: "hier", to })]);
    expect(markupFaults(`[hier](${to})`)).toEqual([]);
  });

  test.each(bad)("may not lead to %j", (to) => {
    expect(isSafeTarget(to)).toBe(false);
    expect(JSON.stringify(parseMarkup(`[hier](${to})`))).not.toContain('"link"');
  });
});

describe("the faults of a text", () => {
  test("say what is wrong at which line", () => {
    const text = "goed\n[](https://voorbeeld.nl) en [x](http://y.nl)\n\n[x]()\nfout\u0000 en\u202e";
    expect(markupFaults(text).map(({ at, code }) => [at, code])).toEqual([
      ["line 2", "link-text-missing"],
      ["line 2", "link-target"],
      ["line 4", "link-target"],
      ["line 5", "control-character"],
      ["line 5", "direction-character"],
    ]);
  });

  test("name a link whose target has a space or no end", () => {
    expect(markupFaults("[x](https://a.nl b)").map(({ code }) => code)).toEqual(["link-target"]);
    expect(markupFaults("[x](https://a.nl").map(({ code }) => code)).toEqual(["link-target"]);
  });

  test("hold 10,000 characters, tabs and new lines good, and halves of characters not", () => {
    expect(markupFaults(`${"a\t\n".repeat(3333)}a`)).toEqual([]);
    expect(markupFaults("a".repeat(10_001)).map(({ at, code }) => [at, code])).toEqual([
      ["text", "too-long"],
    ]);
    expect(markupFaults("\ud83d").map(({ code }) => code)).toEqual(["control-character"]);
    expect(markupFaults("😀")).toEqual([]);
  });
});

const signs = fc.constantFrom(
  "*",
  "**",
  "[",
  "]",
  "(",
  ")",
  "](",
  "#",
  "# ",
  "- ",
  "1. ",
  "\n",
  "\n\n",
  " ",
  "\r",
  "\\",
  "<b>",
  "javascript:",
  "https://a.nl",
  "/a",
  "mailto:a@b.nl",
  "tel:123",
  "data:",
  "[a](https://b.nl)",
  "[a](javascript:x)",
  "woord",
  "\u202e",
  "\u0000",
  "é",
  "//b.nl",
);
const hostile = fc.oneof(
  fc.array(signs, { maxLength: 40 }).map((parts) => parts.join("")),
  fc.string({ unit: "binary" }),
);

const linksIn = (inside: readonly Inline[]): string[] =>
  inside.flatMap((part) =>
    part.is === "link" ? [part.to] : part.is === "strong" ? linksIn(part.inside) : [],
  );
const allInline = (blocks: readonly Block[]) =>
  blocks.flatMap((block) => ("items" in block ? block.items.flat() : block.inside));
const letters = (text: string) => text.replace(/[^\p{L}]/gu, "");

test("no text makes it throw, nest deeper than a link in strong words, or lead anywhere else", () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const inline = allInline(parseMarkup(text));
      for (const to of linksIn(inline)) {
        const { protocol, origin } = new URL(to, "https://loket.example");
        expect(["https:", "mailto:", "tel:"]).toContain(protocol);
        if (to.startsWith("/")) expect(origin).toBe("https://loket.example");
      }
      for (const part of inline)
        if (part.is === "strong")
          expect(part.inside.every(({ is }) => is === "text" || is === "link")).toBe(true);
      markupFaults(text);
    }),
    { numRuns: 2000, seed: 4 },
  );
});

test("every letter of a text comes out, in order, in words or in targets", () => {
  const said = (inside: readonly Inline[]): string =>
    inside
      .map((part) =>
        part.is === "strong" ? said(part.inside) : part.is === "link" ? part.text + part.to : part.text,
      )
      .join("");
  fc.assert(
    fc.property(hostile, (text) => {
      expect(letters(said(allInline(parseMarkup(text))))).toBe(letters(text));
    }),
    { numRuns: 2000, seed: 4 },
  );
});

test("a text without faults has every link that it writes", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...good, ...bad.slice(0, 12)), { maxLength: 6 }), (targets) => {
      const text = targets.map((to) => `zie [hier](${to})`).join("\n");
      const links = linksIn(allInline(parseMarkup(text)));
      expect(links).toEqual(targets.filter(isSafeTarget));
      expect(markupFaults(text).length).toBe(targets.length - links.length);
    }),
  );
});

test.each([
  "*",
  "**",
  "** ",
  "**a",
  "[",
  "[a](",
  "[a](/",
  "](",
  "(",
  "[a](/b)",
  "# ",
  "- ",
  "1. ",
  "\n",
  "- a\n",
  "[*](",
  "**[a](/b)",
  "[a](/()",
])("10,000 characters of %j take less than a quarter of a second", (part) => {
  const text = part.repeat(10_000 / part.length);
  const started = performance.now();
  plainOf(parseMarkup(text));
  markupFaults(text);
  expect(performance.now() - started).toBeLessThan(250);
});
