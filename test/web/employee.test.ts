import { expect, test } from "vitest";
import type { SignpostView } from "../../shared/contract/view.ts";
import { bodyOf, type Draft, faultsOf, followedIn, withTopicsKnown } from "../../web/employee/draft.ts";
import { isForAsker, isToRate, statusOf } from "../../web/employee/status.ts";
import { pointedBy } from "../../web/suggest/pointed.ts";
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
    aClock("statutory", { dueAt: "2026-12-20T15:30:00.000Z" }),
    aClock("resolution", { dueAt: "2026-11-26T15:30:00.000Z" }),
  ];
  expect(sentence({ clocks })).toContain("uiterlijk donderdag 26 november om\u00a016.30\u00a0uur");
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

test("it is the asker's turn only where the desk waits for them", () => {
  expect(isForAsker({ state: "waiting", waiting: "asker" })).toBe(true);
  expect(isForAsker({ state: "waiting", waiting: "partner" })).toBe(false);
  expect(isForAsker({ state: "queued" })).toBe(false);
});

test("a rating is asked of who asked, and not of what they withdrew", () => {
  const ended = (outcome: string) =>
    ({ at: "2026-11-24T08:00:00.000Z", outcome }) as Ticket["resolution"] & object;
  expect(isToRate({ mayRate: true, resolution: ended("answered") })).toBe(true);
  expect(isToRate({ mayRate: false, resolution: ended("answered") })).toBe(false);
  expect(isToRate({ mayRate: true, resolution: ended("withdrawn") })).toBe(false);
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
  expect(bodyOf({ text: "Hoe?", kind: "complaint" }, "nl")).toMatchObject({ kind: "complaint" });
  expect(bodyOf({ text: "Hoe?", about: "namens", person: " p1 " }, "en")).toMatchObject({
    about: { person: "p1", relation: "namens" },
  });
});

test("what a topic asks goes along, also before the topics have come; one that is gone is left to the desk", () => {
  const asks = [{ key: "waarvoor", label: { nl: "Waarvoor?", en: "For what?" }, kind: "text" as const }];
  const draft: Draft = { text: "Hoe?", topic: "verklaring", asks, filled: { waarvoor: "Huur" } };
  const body = (topics: Parameters<typeof withTopicsKnown>[1]) =>
    bodyOf(withTopicsKnown(draft, topics).draft, "nl");
  const whole = { text: "Hoe?\n\nWaarvoor? Huur", language: "nl", topic: "verklaring" };
  for (const topics of [undefined, "failed", [{ key: "verklaring", fields: asks }]] as const) {
    expect(body(topics)).toEqual(whole);
  }
  expect(body([{ key: "verklaring" }])).toEqual({ ...whole, text: "Hoe?" });
  expect(body([{ key: "ander" }])).toEqual({ text: "Hoe?", language: "nl" });
  expect(withTopicsKnown(draft, [{ key: "verklaring", signpost: "x" }]).chosen?.signpost).toBe("x");
});

test("a question goes on from another where the address names one, and from nothing that is no question", () => {
  const ticketId = "tkt_01M830EHMQWA71QNCBSQ0VZ4F9";
  expect(followedIn(`?vervolg=${ticketId}`)).toEqual({ follows: ticketId });
  for (const search of [
    "",
    "?vervolg=",
    "?vervolg=x",
    `?vervolg=${ticketId}/../..`,
    `?vervolg=con_${ticketId}`,
  ]) {
    expect(followedIn(search)).toEqual({});
  }
  expect(bodyOf({ text: "Hoe?", follows: ticketId }, "nl")).toMatchObject({ follows: ticketId });
});

test("whoever is to be called reads so instead: until when, how often it was tried, and what went wrong", () => {
  const callBack = (given: object) =>
    ({ since: "2026-11-24T08:00:00.000Z", attempts: 0, ...given }) as NonNullable<Ticket["callBack"]>;
  const dueAt = "2026-11-24T11:00:00.000Z";
  const clocks = [aClock("resolution", { dueAt: "2026-11-24T10:00:00.000Z" })];
  expect(sentence({ clocks, callBack: callBack({ dueAt }) })).toMatch(
    /bezig\. We bellen je, uiterlijk .*\u00a012.00\u00a0uur\.$/,
  );
  expect(sentence({ callBack: callBack({ attempts: 2, dueAt }) })).toMatch(/2 keer geprobeerd/);
  expect(sentence({ callBack: callBack({ dueAt: "2026-11-24T08:59:59.999Z" }) })).toContain("hadden je");
  expect(sentence({ callBack: callBack({ attempts: 1 }) })).toMatch(/1 keer geprobeerd/);
  expect(sentence({ callBack: callBack({}) })).toMatch(/We bellen je nog\.$/);
  expect(sentence({ state: "resolved", callBack: callBack({}) })).toMatch(
    /gaf antwoord .* We bellen je nog\.$/,
  );
});

test("whom words point out is looked up in the page: at the start of a word, once each", () => {
  const adviser = { key: "a", name: { nl: "A", en: "A" }, text: { nl: "a", en: "a" } } as SignpostView;
  const social = { ...adviser, key: "b" } as SignpostView;
  const pointers = [
    { words: ["gepest", "self harm"], signposts: [adviser, social] },
    { words: ["bedreig"], signposts: [adviser] },
  ];
  expect(pointedBy(pointers, "Ik word GEPÉST en bedreigd").map(({ key }) => key)).toEqual(["a", "b"]);
  expect(pointedBy(pointers, "bedreigd")).toEqual([adviser]);
  expect(pointedBy(pointers, "self-harm")).toEqual([adviser, social]);
  expect(pointedBy(pointers, "ongepest")).toEqual([]);
});

test("a citizen service number and an illness are warned of; being ill is not", () => {
  expect(caresOf("mijn nummer 111.222.333 dus")).toEqual(["bsn"]);
  expect(caresOf("mijn nummer 111.222.334 dus")).toEqual([]);
  expect(caresOf("Ik heb een Burn-out")).toEqual(["health"]);
  expect(caresOf("Hoe meld ik me ziek, en mag ik naar de operatiekamer kijken?")).toEqual([]);
});

test("from twelve characters on there is something to look for", () => {
  expect(isLongEnough("  elf tekens.  ")).toBe(false);
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
