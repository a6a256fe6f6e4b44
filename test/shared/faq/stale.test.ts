import { describe, expect, test } from "vitest";
import { noCounts, type RevisionCounts } from "../../../shared/faq/day-demand.ts";
import { demandOf } from "../../../shared/faq/demand.ts";
import type { Effect } from "../../../shared/faq/effect.ts";
import { isFixedReview, reviewOnAfter } from "../../../shared/faq/review.ts";
import { isFailing, type StaleFacts, staleReasons } from "../../../shared/faq/stale.ts";
import { shareOf } from "../../../shared/faq/wilson.ts";
import { aRecord, dayAfter, noon, published, rules } from "./asking.ts";

const today = "2026-12-01";
const asked = demandOf([{ day: today, people: 9 }], rules.halfLifeDays);
const answered = aRecord("vog", { publications: [published(2, "2026-06-01")], reviewOn: "2027-01-01" });
const anEffect = (given: Partial<RevisionCounts>): Effect => ({
  revision: 2,
  audience: "employee",
  from: "2026-06-01",
  ...noCounts(),
  ...given,
});

const reasonsOf = (given: Partial<StaleFacts>, on = today) =>
  staleReasons(
    { record: answered, revisions: [], effects: [], demand: asked, lastAsked: today, ...given },
    on,
    rules,
  );

describe("an answer has to be looked at", () => {
  test("from the day of its review on", () => {
    expect(reasonsOf({}, "2026-12-31")).toEqual([]);
    expect(reasonsOf({}, "2027-01-01")).toEqual(["review-due"]);
    expect(reasonsOf({ record: { ...answered, reviewOn: undefined } })).toEqual([]);
  });

  test("because rules change, where its review falls on such a day", () => {
    const record = { ...answered, key: "jaaropgave" };
    expect(reasonsOf({ record }, "2027-01-05")).toEqual(["rules-change"]);
    const under = { ...answered, key: "new-topic", under: "jaaropgave" };
    expect(reasonsOf({ record: under }, "2027-01-05")).toEqual(["rules-change"]);
  });

  test("when it does not help, which five openings can tell and four cannot", () => {
    const failing = (opened: number, again: number, no: Effect["no"]) =>
      reasonsOf({ effects: [anEffect({ opened, again, no })] });
    expect(failing(5, 2, { unclear: 2, wrong: 1 })).toEqual(["not-helping"]);
    expect(failing(4, 2, { unclear: 2 })).toEqual([]);
    expect(failing(5, 2, { unclear: 2 })).toEqual([]);
    expect(failing(100, 0, { unclear: 49 })).toEqual([]);
    expect(failing(100, 1, { unclear: 50 })).toEqual(["not-helping"]);
    expect(failing(3, 30, {})).toEqual([]);
  });

  test("but not for a revision that is no answer any more", () => {
    const effects = [{ ...anEffect({ opened: 9, again: 9 }), revision: 1 }];
    expect(reasonsOf({ effects })).toEqual([]);
  });

  test("from thirty days before it ends, and after it has ended", () => {
    const until = (validUntil: string) => reasonsOf({ revisions: [{ number: 2, validUntil }] });
    expect(until(dayAfter(today, 31))).toEqual([]);
    expect(until(dayAfter(today, 30))).toEqual(["validity-ending"]);
    expect(until(today)).toEqual(["validity-ending"]);
    expect(until(dayAfter(today, -1))).toEqual(["validity-ended"]);
    expect(reasonsOf({ revisions: [{ number: 1, validUntil: "2026-01-01" }] })).toEqual([]);
  });

  test("only where there is one", () => {
    const record = aRecord("vog", {
      publications: [published(2, "2026-06-01", "2026-07-01")],
      reviewOn: "2026-01-01",
    });
    const revisions = [{ number: 2, validUntil: "2026-01-01" }];
    expect(reasonsOf({ record, revisions })).toEqual([]);
  });
});

test("nobody has to look at what is in the archive, or was merged into another", () => {
  const due = { ...answered, reviewOn: "2020-01-01" };
  const revisions = [{ number: 2, validUntil: "2020-01-01" }];
  expect(reasonsOf({ record: due, revisions })).toEqual(["review-due", "validity-ended"]);
  for (const away of [{ archivedAt: noon(today) }, { mergedInto: "other" }]) {
    expect(reasonsOf({ record: { ...due, ...away }, revisions })).toEqual([]);
  }
});

describe("a topic is proposed for the archive", () => {
  const seldom = { demand: null, lastAsked: undefined };
  const askedOn = (day: string, people: number) => ({
    demand: demandOf([{ day, people }], rules.halfLifeDays),
    lastAsked: day,
  });

  test("when hardly anybody asked for half a year", () => {
    expect(reasonsOf(seldom)).toEqual(["seldom-asked"]);
    expect(reasonsOf(askedOn(dayAfter(today, -180), 0.4))).toEqual(["seldom-asked"]);
    expect(reasonsOf(askedOn(dayAfter(today, -179), 0.4))).toEqual([]);
    // One person's demand is a half after a half-life: until that day it was more than hardly any.
    expect(reasonsOf(askedOn(dayAfter(today, -210), 1))).toEqual([]);
    expect(reasonsOf(askedOn(dayAfter(today, -211), 1))).toEqual(["seldom-asked"]);
  });

  test("never where it is kept always, nor where it is put away already", () => {
    expect(reasonsOf({ ...seldom, keep: "always" })).toEqual([]);
    for (const put of [{ mutedAt: noon(today) }, { archivedAt: noon(today) }, { mergedInto: "other" }]) {
      expect(reasonsOf({ ...seldom, record: { ...answered, ...put } })).not.toContain("archive");
      expect(reasonsOf({ ...seldom, record: aRecord("vog", put) })).toEqual([]);
    }
  });

  test("only when it has been there for that long", () => {
    const since = (day: string) => ({ ...seldom, record: { ...answered, madeAt: noon(day) } });
    expect(reasonsOf(since(dayAfter(today, -179)))).toEqual([]);
    expect(reasonsOf(since(dayAfter(today, -180)))).toEqual(["seldom-asked"]);
  });
});

describe("the next review", () => {
  test("is due after the usual days, or earlier on a day on which rules change", () => {
    expect(reviewOnAfter("2026-03-01", "vog", rules)).toBe("2026-08-28");
    expect(reviewOnAfter("2026-03-01", "jaaropgave", rules)).toBe("2026-08-28");
    expect(reviewOnAfter("2026-11-01", "jaaropgave", rules)).toBe("2027-01-01");
    expect(reviewOnAfter("2026-03-01", "verlof_vervalt", rules)).toBe("2026-07-01");
    expect(reviewOnAfter("2026-07-01", "verlof_vervalt", rules)).toBe("2026-12-28");
    expect(reviewOnAfter("2026-12-31", "ww_uitkering", rules)).toBe("2027-01-01");
  });

  test("tells whether it stands on such a day", () => {
    expect(isFixedReview("2027-01-01", "jaaropgave", rules)).toBe(true);
    expect(isFixedReview("2027-01-01", "vog", rules)).toBe(false);
    expect(isFixedReview("2027-01-02", "jaaropgave", rules)).toBe(false);
  });
});

describe("a share with its bounds", () => {
  test("is as in tables", () => {
    const share = shareOf(5, 10);
    expect(share?.share).toBe(0.5);
    expect(share?.low).toBeCloseTo(0.2366, 4);
    expect(share?.high).toBeCloseTo(0.7634, 4);
    expect(shareOf(0, 8)?.low).toBe(0);
    expect(shareOf(8, 8)?.high).toBe(1);
  });

  test("of nothing is none, and is never more than all", () => {
    expect(shareOf(3, 0)).toBeNull();
    expect(shareOf(9, 5)?.share).toBe(1);
    expect(isFailing(anEffect({ opened: 5, again: 9 }), rules)).toBe(true);
  });
});
