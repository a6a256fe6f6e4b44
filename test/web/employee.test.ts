import { expect, test } from "vitest";
import { bodyOf, faultsOf } from "../../web/employee/draft.ts";
import { statusOf } from "../../web/employee/status.ts";
import { caresOf, isLongEnough } from "../../web/suggest/typed.ts";
import { embedTexts } from "../../web/texts/embed.ts";
import { askTexts } from "../../web/texts/employee.ts";
import { questionTexts } from "../../web/texts/questions.ts";
import { type Catalogue, textsIn } from "../../web/texts/texts.ts";

const tuesday = Date.parse("2026-11-24T09:00:00Z");
const t = textsIn(questionTexts, { language: "nl", address: "je" });

type Ticket = Parameters<typeof statusOf>[0];
const aTicket = (given: Partial<Ticket> = {}): Ticket => ({
  state: "queued",
  changedAt: "2026-11-24T08:00:00.000Z" as Ticket["changedAt"],
  clocks: [],
  deskName: { nl: "Verlof en werktijden", en: "Leave and working hours" },
  ...given,
});
const aClock = (kind: Ticket["clocks"][number]["kind"], given: object) =>
  ({ kind, n: 1, startedAt: "2026-11-24T08:00:00.000Z", ...given }) as Ticket["clocks"][number];
const sentence = (given: Partial<Ticket>) => statusOf(aTicket(given), t, tuesday, "nl");

test("the status says by when the asker hears something: the first deadline that runs, no promise, none that stands still", () => {
  const clocks = [
    aClock("promise", { dueAt: "2026-11-24T10:00:00.000Z" }),
    aClock("firstResponse", { dueAt: "2026-11-24T11:00:00.000Z", endedAt: "2026-11-24T08:30:00.000Z" }),
    aClock("nextResponse", { dueAt: "2026-11-24T12:00:00.000Z", pausedSince: "2026-11-24T08:30:00.000Z" }),
    aClock("resolution", { dueAt: "2026-11-26T15:30:00.000Z" }),
    aClock("statutory", { dueAt: "2026-12-20T15:30:00.000Z" }),
  ];
  expect(sentence({ clocks })).toContain("uiterlijk donderdag 26 november om\u00a016:30");
  expect(sentence({ clocks: [] })).not.toContain("uiterlijk");
});

test("the status owns up to what is late, and says what it waits for", () => {
  const clocks = [aClock("firstResponse", { dueAt: "2026-11-24T08:59:59.000Z" })];
  expect(sentence({ clocks })).toContain("Dat is niet gelukt");
  expect(sentence({ state: "waiting", waiting: "asker" })).toContain("wacht op jouw antwoord");
  expect(
    sentence({
      state: "resolved",
      resolution: { at: "2026-11-24T08:00:00.000Z", outcome: "withdrawn" } as Ticket["resolution"] & object,
    }),
  ).toContain("Je trok deze vraag in op dinsdag 24 november");
});

test("a draft says all at once what it lacks", () => {
  expect(faultsOf({ text: " \n" }, false)).toEqual([{ at: "text", fault: "empty" }]);
  expect(faultsOf({ text: "x".repeat(20_000) }, false)).toEqual([]);
  expect(faultsOf({ text: "x".repeat(20_001), about: "over" }, false)).toEqual([
    { at: "text", fault: "tooLong" },
    { at: "person", fault: "personMissing" },
  ]);
  expect(faultsOf({ text: "Hoe?", about: "self" }, true)).toEqual([]);
});

test("only what was chosen is sent", () => {
  expect(bodyOf({ text: "Hoe?", topic: "", about: "self", person: "p" }, "nl")).toEqual({
    text: "Hoe?",
    language: "nl",
  });
  expect(bodyOf({ text: "Hoe?", about: "namens", person: " p1 " }, "en")).toMatchObject({
    about: { person: "p1", relation: "namens" },
  });
});

test("a citizen service number and an illness are warned of; being ill is not", () => {
  expect(caresOf("mijn nummer 111.222.333 dus")).toEqual(["bsn"]);
  expect(caresOf("mijn nummer 111.222.334 dus")).toEqual([]);
  expect(caresOf("Ik heb een Burn-out")).toEqual(["health"]);
  expect(caresOf("Hoe meld ik me ziek, en mag ik naar de operatiekamer kijken?")).toEqual([]);
});

test("from twelve characters on there is something to look for", () => {
  expect(isLongEnough("  elf tekens  ")).toBe(false);
  expect(isLongEnough("twaalf teken")).toBe(true);
});

const said = (texts: unknown): string[] =>
  typeof texts === "string"
    ? [texts]
    : typeof texts === "function"
      ? [String((texts as (of: unknown) => unknown)(2))]
      : Object.values(texts as object).flatMap(said);

test.each([
  ["ask", askTexts],
  ["my questions", questionTexts],
  ["embedded", embedTexts],
] as [string, Catalogue<unknown>][])(
  "%s: je and u are never mixed, and nothing is empty",
  (_name, catalogue) => {
    const je = said(textsIn(catalogue, { language: "nl", address: "je" }));
    const u = said(textsIn(catalogue, { language: "nl", address: "u" }));
    expect(u.filter((text) => /\b(je|jij|jou|jouw)\b/i.test(text))).toEqual([]);
    expect(je.filter((text) => /\b(u|uw)\b/i.test(text))).toEqual([]);
    const en = said(textsIn(catalogue, { language: "en", address: "je" }));
    expect(en.length).toBe(je.length);
    expect([...je, ...en].filter((text) => text.trim() === "")).toEqual([]);
  },
);
