import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import {
  type Choices,
  daysLacking,
  propose,
  publicHolidays,
} from "../../infra/commands/holidays/proposal.ts";
import type { Calendar } from "../../shared/clock/calendar.ts";
import { organisation } from "../given.ts";
import { aFile, run } from "./given.ts";

const usual: Choices = { liberationDay: "every-five-years", goodFriday: false };
const datesOf = (year: number, choices: Partial<Choices> = {}) =>
  publicHolidays(year, { ...usual, ...choices }).map(({ date }) => date.slice(5));
const namesOf = (year: number, choices: Partial<Choices> = {}) =>
  publicHolidays(year, { ...usual, ...choices }).map(({ name }) => name.nl);

describe("public holidays", () => {
  test.each([
    [2024, "01-01 04-01 04-27 05-09 05-20 12-25 12-26"],
    [2025, "01-01 04-21 04-26 05-05 05-29 06-09 12-25 12-26"],
    [2026, "01-01 04-06 04-27 05-14 05-25 12-25 12-26"],
    [2027, "01-01 03-29 04-27 05-06 05-17 12-25 12-26"],
    [2028, "01-01 04-17 04-27 05-25 06-05 12-25 12-26"],
    [2029, "01-01 04-02 04-27 05-10 05-21 12-25 12-26"],
    [2030, "01-01 04-22 04-27 05-05 05-30 06-10 12-25 12-26"],
  ])("of %i are these, counted by hand from Easter", (year, dates) => {
    expect(datesOf(year).join(" ")).toBe(dates);
  });

  test("have their own name on their own day, in both languages", () => {
    expect(publicHolidays(2030, { liberationDay: "every-year", goodFriday: true })).toEqual([
      { date: "2030-01-01", name: { nl: "Nieuwjaarsdag", en: "New Year's Day" } },
      { date: "2030-04-19", name: { nl: "Goede Vrijdag", en: "Good Friday" } },
      { date: "2030-04-22", name: { nl: "Tweede Paasdag", en: "Easter Monday" } },
      { date: "2030-04-27", name: { nl: "Koningsdag", en: "King's Day" } },
      { date: "2030-05-05", name: { nl: "Bevrijdingsdag", en: "Liberation Day" } },
      { date: "2030-05-30", name: { nl: "Hemelvaartsdag", en: "Ascension Day" } },
      { date: "2030-06-10", name: { nl: "Tweede Pinksterdag", en: "Whit Monday" } },
      { date: "2030-12-25", name: { nl: "Eerste Kerstdag", en: "Christmas Day" } },
      { date: "2030-12-26", name: { nl: "Tweede Kerstdag", en: "Boxing Day" } },
    ]);
  });

  test.each([
    [2025, "04-26"],
    [2026, "04-27"],
    [2031, "04-26"],
    [2036, "04-26"],
  ])("have King's Day of %i on %s: the Saturday before where the 27th is a Sunday", (year, date) => {
    expect(datesOf(year).filter((day) => /^04-2[67]$/.test(day))).toEqual([date]);
  });

  test.each<[Choices["liberationDay"], number[]]>([
    ["never", []],
    ["every-five-years", [2025, 2030]],
    ["every-year", [2024, 2025, 2026, 2027, 2028, 2029, 2030]],
  ])("have Liberation Day %s, as was agreed", (liberationDay, expected) => {
    const years = [2024, 2025, 2026, 2027, 2028, 2029, 2030];
    expect(years.filter((year) => datesOf(year, { liberationDay }).includes("05-05"))).toEqual(expected);
  });

  test.each([
    [2024, "03-29"],
    [2025, "04-18"],
    [2027, "03-26"],
  ])("have Good Friday of %i on %s, and only where that was agreed", (year, date) => {
    expect(namesOf(year)).not.toContain("Goede Vrijdag");
    expect(datesOf(year, { goodFriday: true })).toEqual([...datesOf(year), date].toSorted());
  });

  test("name a day once, also where two holidays meet", () => {
    expect(datesOf(2016, { liberationDay: "every-year" }).filter((day) => day === "05-05")).toHaveLength(1);
  });
});

describe("a proposal", () => {
  const newYear = { date: "2027-01-01", name: { nl: "Nieuwjaarsdag", en: "New Year's Day" } };
  const bridge = { date: "2027-05-07", name: { nl: "Brugdag", en: "Bridge day" } };
  const nextYear = { date: "2028-01-01", name: newYear.name };

  test.each([2026, 2027, 2028])("for %i finds nothing missing in the example, name by name", (year) => {
    const { proposed, missing, own } = propose(year, usual, organisation);
    expect(missing).toEqual([]);
    expect(own.map(({ name }) => name.en)).toEqual(["Day after Ascension (local closing day)"]);
    const known = organisation.closedDays.filter(({ date }) => date.startsWith(`${year}`));
    expect([...proposed, ...own].toSorted((one, other) => one.date.localeCompare(other.date))).toEqual(known);
  });

  test("says what is missing and what is the organisation's own, of that year alone", () => {
    const { missing, own } = propose(2027, usual, { closedDays: [nextYear, bridge, newYear] });
    expect(missing.map(({ date }) => date.slice(5))).toEqual(datesOf(2027).filter((day) => day !== "01-01"));
    expect(own).toEqual([bridge]);
  });

  test("counts a holiday that was not agreed, and is closed all the same, as the organisation's own", () => {
    const liberationDay = { date: "2027-05-05", name: { nl: "Bevrijdingsdag", en: "Liberation Day" } };
    expect(propose(2027, usual, { closedDays: [liberationDay] }).own).toEqual([liberationDay]);
  });

  test("warns of a calendar that would work on a closed day, unless it has hours of its own then", () => {
    const closed = (days: Calendar["closed"], special: Calendar["special"] = []) => ({
      ...(organisation.calendars.backoffice as Calendar),
      closed: days,
      special,
    });
    const calendars = {
      whole: closed(["2027-01-01", bridge]),
      lacking: closed(["2027-01-01"]),
      open: closed(["2027-01-01"], [{ ...bridge, blocks: [{ from: "09:00", to: "12:00" }] }]),
    };
    expect(daysLacking(2027, { closedDays: [newYear, bridge, nextYear], calendars })).toEqual([
      { calendar: "lacking", days: [bridge] },
    ]);
    expect(daysLacking(2027, organisation)).toEqual([]);
  });
});

describe("the command", () => {
  const example = JSON.parse(readFileSync(new URL("../../infra/organisation.json", import.meta.url), "utf8"));
  const withoutClosing = (...dates: string[]) => {
    const { backoffice, ...calendars } = example.calendars;
    const closed = backoffice.closed.filter((date: string) => !dates.includes(date));
    return aFile(
      "org.json",
      JSON.stringify({ ...example, calendars: { ...calendars, backoffice: { ...backoffice, closed } } }),
    );
  };

  test("explains itself, and why Easter Sunday is not there", async () => {
    const help = await run("holidays", ["--help"]);
    expect(help).toMatchObject({ code: 0, err: "" });
    expect(help.out).toContain("npm run holidays -- YEAR");
    expect(help.out).toMatch(/Easter Sunday and Whit Sunday are left out: they\nalways fall on a Sunday/);
    expect(help.out).toMatch(/Exit code: 0 /);
  });

  test("shows the year in Dutch, what is known, what falls in the weekend and what is the organisation's own", async () => {
    const { code, out, err } = await run("holidays", ["2027"]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out.split("\n\n")).toEqual([
      "Feestdagen 2027: een voorstel, er is niets gewijzigd.",
      [
        "datum       weekdag    naam                staat er al  weekend",
        "2027-01-01  vrijdag    Nieuwjaarsdag       ja           nee",
        "2027-03-29  maandag    Tweede Paasdag      ja           nee",
        "2027-04-27  dinsdag    Koningsdag          ja           nee",
        "2027-05-06  donderdag  Hemelvaartsdag      ja           nee",
        "2027-05-17  maandag    Tweede Pinksterdag  ja           nee",
        "2027-12-25  zaterdag   Eerste Kerstdag     ja           ja",
        "2027-12-26  zondag     Tweede Kerstdag     ja           ja",
      ].join("\n"),
      expect.stringMatching(/^Eigen sluitingsdagen in 2027;.*\n {2}2027-05-07 {2}Dag na Hemelvaart/),
      "Er ontbreekt geen feestdag in closedDays.",
      expect.stringMatching(/^Eigen sluitingsdagen voegt de beheerder met de hand toe, .*\n$/),
    ]);
  });

  test("gives what is missing ready to paste", async () => {
    const { out } = await run("holidays", ["2029", "--good-friday", "--liberation-day", "every-year"]);
    const [, named = "", dates = ""] =
      /Voor closedDays:\n(.*?)\n\nVoor closed van elke kalender:\n(.*?)\n\n/s.exec(out) ?? [];
    const expected = publicHolidays(2029, { liberationDay: "every-year", goodFriday: true });
    expect(expected).toHaveLength(9);
    expect(JSON.parse(`[${named}]`)).toEqual(expected);
    expect(JSON.parse(`[${dates}]`)).toEqual(expected.map(({ date }) => date));
    expect(out).toMatch(/2029-05-05 {2}zaterdag {3}Bevrijdingsdag +nee +ja\n/);
  });

  test("gives one JSON object and nothing else on standard output; a calendar that lacks a day is named beside it", async () => {
    const file = withoutClosing("2027-05-06", "2027-05-07", "2028-04-27");
    const before = readFileSync(file, "utf8");
    const { code, out, err } = await run("holidays", ["2027", "--json", "--organisation", file]);
    expect(code).toBe(0);
    expect(Object.entries(JSON.parse(out))).toEqual([
      ["year", 2027],
      ["proposed", publicHolidays(2027, usual)],
      ["missing", []],
      ["own", [example.closedDays.find(({ date }: { date: string }) => date === "2027-05-07")]],
    ]);
    expect(err).toBe(
      "Let op: kalender backoffice mist 2027-05-06 (Hemelvaartsdag), 2027-05-07 (Dag na Hemelvaart (collectieve sluiting)).\n",
    );
    expect(readFileSync(file, "utf8")).toBe(before);
  });

  test.each<[string[], RegExp]>([
    [[], /^Name the year; --help says how\./],
    [["1899"], /^The year is one from 2014, .*, to 2099, not "1899"\./],
    [["2100"], /not "2100"/],
    [["20x7"], /not "20x7"/],
    [["2027.0"], /not "2027.0"/],
    [["2027", "2028"], /"2028" is one too many here/],
    [["2027", "--colour"], /^Unknown option '--colour'; --help lists the options\./],
    [["2027", "--liberation-day", "soon"], /^--liberation-day takes never, .* not "soon"\./],
    [["2027", "--organisation", "gone.json"], /^There is no file gone.json\./],
    [["2027", "--organisation", "/"], /^\/ cannot be read\./],
    [
      ["2027", "--organisation", aFile("o.json", "x")],
      /o.json is not an organisation file: it is not JSON\./,
    ],
    [["2027", "--organisation", aFile("o.json", "{}")], /o.json is not an organisation file: closedDays: /],
    [["2027", "--organisation", aFile("o.json", "[]")], /o.json is not an organisation file: /],
  ])("%j is one clear sentence on standard error, and exit code 2", async (args, sentence) => {
    const refused = await run("holidays", args);
    expect(refused).toMatchObject({ code: 2, out: "", err: expect.stringMatching(sentence) });
    expect(refused.err.trim().split("\n")).toHaveLength(1);
  });
});
