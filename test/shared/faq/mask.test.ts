import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mask, nameCandidates, PersonalKinds } from "../../../shared/faq/mask.ts";
import { type HardLine, hardToMask } from "./hard-to-mask.ts";

const placeholders: Record<string, string> = {
  name: "[naam]",
  bsn: "[BSN]",
  phone: "[telefoonnummer]",
  mail: "[e-mailadres]",
  iban: "[IBAN]",
  "personnel-number": "[personeelsnummer]",
  "birth-date": "[geboortedatum]",
  address: "[adres]",
};
const marked = /\{([a-z-]+):([^}]*)\}/g;
const asWritten = ({ text }: HardLine) => text.replace(marked, "$2");
const asItShouldBe = ({ text }: HardLine) =>
  text.replace(marked, (_, kind: string) => placeholders[kind] ?? "");
const masked = (line: HardLine) => mask(asWritten(line), { names: line.names ?? [] }).text;
const lines = Object.values(hardToMask).flat();

describe("the page of hard cases", () => {
  test("is long, and half of it must stay as it is", () => {
    expect(lines.length).toBeGreaterThan(240);
    expect(lines.filter(({ text }) => !text.includes("{")).length).toBeGreaterThan(90);
  });

  test.each(Object.entries(hardToMask))("%s", (_, some) => {
    for (const line of some) expect(masked(line)).toBe(line.gives ?? asItShouldBe(line));
  });

  test("says of each miss what comes out and why, and of nothing else", () => {
    for (const line of lines) {
      const isOff = line.gives !== undefined;
      expect([line.text, isOff, isOff && line.gives !== asItShouldBe(line)]).toEqual([
        line.text,
        isOff,
        isOff,
      ]);
      expect([line.text, !!line.why, !!(line.miss || line.harm)]).toEqual([line.text, isOff, isOff]);
    }
  });

  test("gives recall and precision per kind, exactly", () => {
    const rows = ["known name", "other name", ...PersonalKinds.filter((kind) => kind !== "name")].map(
      figuresOf,
    );
    console.table(rows);
    expect(rows.map(({ kind, recall, precision }) => [kind, recall, precision])).toEqual(figures);
  });
});

const figures = [
  ["known name", 0.978, 0.957],
  ["other name", 0.909, 1],
  ["bsn", 0.917, 1],
  ["phone", 0.964, 1],
  ["mail", 1, 1],
  ["iban", 1, 1],
  ["personnel-number", 0.9, 1],
  ["birth-date", 1, 1],
  ["address", 0.889, 1],
];

/** Of names those of people known to be involved apart from those that only their surroundings tell. */
function figuresOf(kind: string) {
  const some = lines.filter(({ names }) =>
    kind.endsWith("name") ? !names === (kind === "other name") : true,
  );
  const placeholder = placeholders[kind.replace(/^.* /, "")] as string;
  const count = (text: string) => text.split(placeholder).length - 1;
  let [meant, given, right] = [0, 0, 0];
  for (const line of some) {
    const [should, is] = [count(asItShouldBe(line)), count(masked(line))];
    meant += should;
    given += is;
    right += Math.min(should, is);
  }
  const share = (of: number) => Math.round((right / of) * 1000) / 1000;
  return { kind, meant, given, recall: share(meant), precision: share(given) };
}

test("the placeholders are in the language asked for, and what was found is told by kind", () => {
  const text = "My colleague Jansen (anna@example.org, born 3 March 1981) has BSN 123456782";
  expect(mask(text, { names: [], language: "en" })).toEqual({
    text: "My colleague [name] ([email address], born [date of birth]) has BSN [citizen service number]",
    found: ["name", "bsn", "mail", "birth-date"],
  });
  expect(mask("Hoeveel verlof heb ik?", { names: [] })).toEqual({
    text: "Hoeveel verlof heb ik?",
    found: [],
  });
});

test("personnel numbers of the organisation's own form are masked without a word beside them", () => {
  const options = { names: [], personnelNumber: /[A-Z]\d{6}/ };
  expect(mask("A012345 en B1234567", options).text).toBe("[personeelsnummer] en B1234567");
  expect(mask("niets", { names: [], personnelNumber: /x*/ }).text).toBe("niets");
});

test("signs that nobody types do not become placeholders", () => {
  expect(mask("a\ue000b \ue007", { names: [] })).toEqual({ text: "a\ufffdb \ufffd", found: [] });
});

test("who was named once is known in the rest of the text", () => {
  expect(mask("Mijn collega Karim is ziek. Wie vervangt Karim?", { names: [] }).text).toBe(
    "Mijn collega [naam] is ziek. Wie vervangt [naam]?",
  );
});

const fragments = fc.oneof(
  fc.constantFrom(...lines.flatMap((line) => asWritten(line).split(" "))),
  fc.constantFrom(
    ...Object.values(placeholders),
    "[name]",
    "mevrouw",
    "groet",
    "geboren",
    "van der",
    "\n",
    ".",
    ", ",
  ),
  fc.constantFrom(
    "A.",
    "Anna",
    "Vos",
    "06",
    "12345678",
    "123456782",
    "3 maart 1981",
    "@x.nl",
    "NL91",
    "1234 AB",
    "\uE000",
  ),
);
const texts = fc.array(fc.tuple(fragments, fc.constantFrom(" ", "", "\n", "-")), { maxLength: 25 });
const people = fc.constantFrom<readonly string[]>(
  [],
  ["Anna van der Berg", "Vos", "Will"],
  ["de Jong", "Mei", "Roos", "Jan"],
);

test("masking twice changes nothing more", () => {
  fc.assert(
    fc.property(texts, people, (parts, names) => {
      const { text } = mask(parts.flat().join(""), { names });
      expect(mask(text, { names })).toEqual({ text, found: [] });
    }),
    { numRuns: 1500, seed: 4 },
  );
});

test("a name that is no word is masked wherever it stands and however it is written", () => {
  const frame = fc.constantFrom(
    "%",
    "%?",
    "is % er",
    "Is % er",
    "(%)",
    "verlof: %",
    "%'s verlof",
    "1. %",
    "“%”",
  );
  const name = fc.constantFrom("Wietske", "wietske", "WIETSKE", "Wíetske");
  fc.assert(
    fc.property(frame, name, (around, written) => {
      const { text } = mask(around.replace("%", written), { names: ["Wietske Hoekstra"] });
      expect(text).toBe(around.replace("%", "[naam]"));
    }),
  );
});

test("candidates are the words that may be names, once each, and none of a question without names", () => {
  expect(
    nameCandidates("Mijn collega Karim en Noor de Wit vragen het. Karim's verlof, hoi, ik ben joyce"),
  ).toEqual(["Karim", "Noor", "Wit", "joyce"]);
  expect(nameCandidates("Wanneer betaalt ABP het pensioen volgens de CAO Gemeenten in Mei 2026?")).toEqual(
    [],
  );
  expect(nameCandidates("Anna Bert ".repeat(100))).toEqual(["Anna", "Bert"]);
  // A whole team may be pasted into a question.
  const team = Array.from({ length: 90 }, (_, i) => `Zwaard${"abcdefghi"[i % 9]}${"klmnopqrst"[i % 10]}`);
  expect(nameCandidates(`Het gaat om ${team.join(", ")}.`)).toEqual(team);
});

test.each([
  "a",
  "1",
  "1 ",
  "0",
  "a.",
  "A. ",
  "@a",
  "a@",
  "NL91 ",
  "NL91ABNA",
  "Van de ",
  "groet ",
  "groet\n",
  "geboren ",
  "geboren a ",
  "[",
  "[naam]",
  "06-",
  "De Heer ",
  "Anna ",
  "mevrouw Van ",
  "tel ",
  "tel 1",
  "1234 AB ",
  "+31 ",
  "Aa-",
  "'s",
  "personeelsnummer : ",
  "Dorpsstraat ",
  "van ",
  "3 maart 1981 ",
  "(",
  "mei mei ",
  "Beste Anna en ",
  "\n",
  "is ",
  "Aa, ",
])("20,000 characters of %j take less than a second", (part) => {
  const text = part.repeat(20_000 / part.length);
  const started = performance.now();
  const once = mask(text, { names: ["Anna van der Berg", "Vos"] }).text;
  nameCandidates(text);
  expect(performance.now() - started).toBeLessThan(1000);
  expect(mask(once, { names: ["Anna van der Berg", "Vos"] }).text).toBe(once);
});
