import { describe, expect, test } from "vitest";
import { clocksOf, stateAt } from "../../../shared/clock/clock.ts";
import { termEnd } from "../../../shared/clock/term.ts";
import type { Statutory } from "../../../shared/organisation/service-level.ts";
import { organisation } from "../../given.ts";
import { asked, at, clockOf, dueOf, onlyOne, outcomeOf, shown } from "./given.ts";

const calendar = organisation.calendars.backoffice as never;
const term = (given: Partial<Statutory>): Statutory => ({
  rule: "a rule",
  endOnClosedDay: "next-working-day",
  ...given,
});
/** The last day that is in time; the term ends with it, at midnight. */
const lastDay = (received: string, given: Partial<Statutory>, where = calendar) => {
  const end = shown(termEnd(term(given), where, Date.parse(at(received)))) as string;
  expect(end).toMatch(/ 00:00$/);
  return shown(termEnd(term(given), where, Date.parse(at(received))) - 1000)?.slice(0, 10);
};

describe("a term of the law", () => {
  test.each<[string, Partial<Statutory>, string, string]>([
    // AVG art. 12 lid 3 (Regulation 1182/71): one month.
    ["2026-12-01 10:00", { months: 1 }, "2027-01-04", "the first of January is closed, and then a weekend"],
    ["2026-09-15 10:00", { months: 1 }, "2026-10-15", "the day of the same number"],
    ["2026-09-15 00:00", { months: 1 }, "2026-10-15", "the day of receipt does not count, not from midnight"],
    ["2026-09-15 23:59:59", { months: 1 }, "2026-10-15", "nor in its last second"],
    ["2027-01-31 10:00", { months: 1 }, "2027-03-01", "28 February is a Sunday"],
    ["2028-01-31 10:00", { months: 1 }, "2028-02-29", "the last day of a leap month"],
    ["2026-01-31 10:00", { months: 1 }, "2026-03-02", "28 February is a Saturday"],
    ["2025-01-31 10:00", { months: 1 }, "2025-02-28", "the last day of a shorter month"],
    ["2026-12-31 10:00", { months: 2 }, "2027-03-01", "over the year, 28 February a Sunday"],
    ["2027-10-31 10:00", { months: 4 }, "2028-02-29", "into a leap year"],
    // Awb art. 9:11: six weeks; a complaint received on Tuesday ends on a Tuesday.
    ["2026-10-06 09:00", { weeks: 6 }, "2026-11-17", "six weeks"],
    ["2026-11-13 09:00", { weeks: 6 }, "2026-12-28", "Christmas, Boxing Day and Sunday"],
    ["2026-04-03 09:00", { weeks: 6 }, "2026-05-18", "the closing day after Ascension, and a weekend"],
    ["2026-10-10 09:00", { weeks: 6 }, "2026-11-23", "it ends on a Saturday"],
    ["2026-10-11 09:00", { weeks: 6 }, "2026-11-23", "it ends on a Sunday"],
    ["2026-12-15 09:00", { days: 3 }, "2026-12-18", "days"],
    ["2026-03-26 09:00", { days: 4 }, "2026-03-30", "over the start of summer time"],
    ["2026-10-23 09:00", { days: 3 }, "2026-10-26", "over its end"],
  ])("received %s and of %o runs to %s: %s", (received, given, last) => {
    expect(lastDay(received, given)).toBe(last);
  });

  test("ends on the closed day itself where the rule says so", () => {
    expect(lastDay("2026-10-10 09:00", { weeks: 6, endOnClosedDay: "same-day" })).toBe("2026-11-21");
  });

  test("ends at midnight on a day that has 23 or 25 hours", () => {
    expect(lastDay("2026-03-22 09:00", { weeks: 1, endOnClosedDay: "same-day" })).toBe("2026-03-29");
    expect(lastDay("2026-10-18 09:00", { weeks: 1, endOnClosedDay: "same-day" })).toBe("2026-10-25");
  });

  test("is no longer for a desk that works fewer days", () => {
    const mondays = { ...organisation.calendars.backoffice, special: [] } as never as { weekly: object };
    const weekly = { ...mondays.weekly, tue: [], wed: [], thu: [], fri: [] };
    expect(lastDay("2026-10-06 09:00", { weeks: 6 }, { ...mondays, weekly } as never)).toBe("2026-11-17");
  });

  test("goes by the day that it is where the desk is", () => {
    const story = asked("2026-09-16 00:30", { topic: "avg_verzoek" });
    expect(dueOf(story, "statutory")).toBe("2026-10-17 00:00");
  });
});

describe("the law's clock", () => {
  const request = () => asked("2026-09-15 10:00", { topic: "avg_verzoek", to: "legal-position" });

  test("runs where the topic has a term, also when that is found out later", () => {
    expect(dueOf(request(), "statutory")).toBe("2026-10-16 00:00");
    const late = asked("2026-09-15 10:00").about("avg_verzoek", "2026-09-30 10:00");
    expect(dueOf(late, "statutory")).toBe("2026-10-16 00:00");
    expect(clocksOf(asked("2026-09-15 10:00").events, onlyOne).map(({ kind }) => kind)).not.toContain(
      "statutory",
    );
  });

  test("counts from when it was really received", () => {
    const story = asked("2026-09-18 10:00", { topic: "avg_verzoek", saidAt: "2026-09-15 10:00" });
    expect(dueOf(story, "statutory")).toBe("2026-10-16 00:00");
  });

  test("does not stand still for anyone", () => {
    const story = request().waits("asker", "2026-09-16 10:00");
    expect(dueOf(story, "statutory")).toBe("2026-10-16 00:00");
    expect(stateAt(clockOf(story, "statutory"), Date.parse(at("2026-10-16 00:00:01")))).toBe("breached");
  });

  test("is met on the last evening, and goes on when the question is reopened", () => {
    const story = request().resolved("2026-10-15 23:59");
    expect(outcomeOf(story, "statutory")).toBe("met");
    story.reopened("2026-10-16 09:00");
    expect(clockOf(story, "statutory")).not.toHaveProperty("outcome");
    expect(dueOf(story, "statutory")).toBe("2026-10-16 00:00");
    expect(clocksOf(story.events, onlyOne).filter(({ kind }) => kind === "statutory")).toHaveLength(1);
    expect(outcomeOf(story.resolved("2026-10-16 10:00"), "statutory")).toBe("missed");
  });

  test("that was void since the asker withdrew is judged again when it is asked on", () => {
    const story = request().withdrawn("2026-09-20 10:00").reopened("2026-09-21 09:00");
    expect(outcomeOf(story.resolved("2026-10-14 10:00"), "statutory")).toBe("met");
  });
});
