import { describe, expect, test } from "vitest";
import { type NotAnsweredReason, noCounts } from "../../../shared/faq/day-demand.ts";
import { type Effect, effectShown, effectsOf } from "../../../shared/faq/effect.ts";
import { type TopicDemand, volumeChange, volumeShown, volumesOf } from "../../../shared/faq/volume.ts";
import { aDay, aRecord, askedDaily, dayAfter, noon, published, rules } from "./asking.ts";

const today = "2026-12-01";
const least = rules.leastPeople;

describe("what became of a revision", () => {
  const record = aRecord("vog", {
    publications: [published(3, "2026-11-01"), published(2, "2026-09-01", "2026-11-01")],
  });

  test("is the sum of all days", () => {
    const days = [
      aDay("2026-11-02", [], { revisions: { 3: { shown: 5, opened: 2, no: { unclear: 1 } } } }),
      aDay("2026-11-03", [], {
        revisions: {
          3: { shown: 1, opened: 1, answered: 1, used: 4, again: 1, no: { unclear: 1, wrong: 2 } },
        },
      }),
    ];
    expect(effectsOf(days, record, today, rules)[0]).toEqual({
      revision: 3,
      audience: "employee",
      from: "2026-11-01",
      used: 4,
      shown: 6,
      opened: 3,
      answered: 1,
      again: 1,
      no: { unclear: 2, wrong: 2 },
    });
    expect(days[0]?.revisions.get(3)?.no).toEqual({ unclear: 1 });
  });

  test("is told of what is published and of what lately was, never of a draft", () => {
    const days = [aDay("2026-11-02", [], { revisions: { 4: { used: 1 } } })];
    const told = (on: string) =>
      effectsOf(days, record, on, rules).map(({ revision, until }) => [revision, until]);
    expect(told("2026-12-27")).toEqual([
      [3, undefined],
      [2, "2026-11-01"],
    ]);
    expect(told("2026-12-28")).toEqual([[3, undefined]]);
  });

  test("begins at its first publication, and has no end once it is restored", () => {
    const restored = aRecord("vog", {
      publications: [
        published(3, "2026-11-20"),
        published(4, "2026-11-10", "2026-11-20"),
        published(3, "2026-11-01", "2026-11-10"),
      ],
    });
    expect(effectsOf([], restored, today, rules)).toMatchObject([
      { revision: 3, from: "2026-11-01" },
      { revision: 4, until: "2026-11-20" },
    ]);
    expect(effectsOf([], restored, today, rules)[0]).not.toHaveProperty("until");
  });

  test("is told of four at most, those of now before those that were", () => {
    const publications = [8, 7, 6, 5, 4, 3].map((revision) =>
      published(revision, "2026-11-01", "2026-11-20"),
    );
    const many = aRecord("vog", { publications: [...publications, published(1, "2026-01-01")] });
    expect(effectsOf([], many, today, rules).map(({ revision }) => revision)).toEqual([1, 8, 7, 6]);
  });

  test("stands on the local day of its publication", () => {
    const late = { ...published(1, "2026-11-01"), from: noon("2026-11-01").replace("11:30", "23:30") };
    const publications = [late as ReturnType<typeof published>];
    expect(effectsOf([], { publications }, today, rules)[0]?.from).toBe("2026-11-02");
  });
});

describe("an effect as it is shown", () => {
  const anEffect = (given: Partial<Effect>): Effect => ({
    revision: 1,
    audience: "employee",
    from: "2026-09-01",
    ...noCounts(),
    ...given,
  });

  test("has no figure about fewer than five", () => {
    const shown = effectShown(anEffect({ shown: 50, opened: 10, answered: 5, again: 4, used: 0 }), least);
    expect(shown).toMatchObject({ shown: 50, opened: 10, answered: 5, again: null, used: null });
    expect(shown.helped).toMatchObject({ share: 0.5 });
    expect(effectShown(anEffect({ opened: 10, answered: 4 }), least).helped).toBeNull();
  });

  test("tells the reasons in their order, and no number that the others give away", () => {
    const shown = (no: Partial<Record<NotAnsweredReason, number>>) =>
      effectShown(anEffect({ no }), least).reasons.map(({ reason, count }) => [reason, count]);
    expect(shown({ unclear: 5, wrong: 7 })).toEqual([
      ["wrong", 7],
      ["unclear", 5],
    ]);
    // With the sum known, the one number left out would be known as well.
    expect(shown({ unclear: 6, wrong: 2, outdated: 9 })).toEqual([
      ["outdated", 9],
      ["unclear", null],
      ["wrong", null],
    ]);
    expect(shown({ unclear: 3, wrong: 2, outdated: 9 })).toEqual([
      ["outdated", 9],
      ["unclear", null],
      ["wrong", null],
    ]);
    expect(effectShown(anEffect({ no: { unclear: 3, wrong: 2 } }), least).notAnswered).toBe(5);
  });
});

describe("the volume of a topic around a publication", () => {
  const from = dayAfter(today, -28);
  const daily = (before: number, after: number, start = dayAfter(from, -28)) =>
    askedDaily(start, [...Array<number>(28).fill(before), ...Array<number>(28).fill(after)]);
  const own: TopicDemand = {
    topic: "vog",
    days: daily(2, 1),
    record: aRecord("vog", { publications: [published(1, from)] }),
  };
  const others = (before: number, after: number, given: Partial<TopicDemand> = {}): TopicDemand => ({
    topic: "verlof",
    days: daily(before, after),
    ...given,
  });
  const changeOf = (topics: readonly TopicDemand[], on = today) => {
    const volumes = volumesOf(topics, on, rules);
    return volumes && topics[0] && volumeChange(topics[0], from, on, volumes);
  };

  test("is held against that of all other topics", () => {
    expect(changeOf([own, others(4, 8)])).toEqual({
      before: 56,
      after: 28,
      peopleBefore: 56,
      peopleAfter: 28,
      expected: 112,
    });
  });

  test("is about the people who asked, not about those whom the answer helped", () => {
    const people = ["~a", "~b", "~c", "~d", "~e", "~f"];
    const helped = {
      ...aDay(dayAfter(from, 1), people, { click: 1, self: 5 }),
      askers: new Set(["~a"]),
    };
    const change = changeOf([{ ...own, days: [...daily(2, 0), helped] }, others(4, 4)]);
    expect(change).toMatchObject({ after: 1, peopleAfter: 1 });
    expect(change && volumeShown(change, least)).toMatchObject({ after: null, isAtMost: true });
  });

  test("is told when four weeks have passed, and not before", () => {
    expect(changeOf([own, others(4, 8)], dayAfter(today, -1))).toBeUndefined();
  });

  test("is not told where the four weeks before are not all known", () => {
    const late = others(4, 4, { days: daily(4, 4).slice(1) });
    expect(changeOf([{ ...own, days: own.days.slice(1) }, late])).toBeUndefined();
    expect(changeOf([own, late])).toBeDefined();
  });

  test("leaves out topics that got an answer in the same eight weeks", () => {
    const publishedOn = (day: string) => ({
      topic: "ikb",
      days: daily(9, 1),
      record: { publications: [published(1, day)] },
    });
    const expected = (day: string) => changeOf([own, others(4, 4), publishedOn(day)])?.expected;
    expect(expected(dayAfter(from, -28))).toBe(56);
    expect(expected(dayAfter(from, 27))).toBe(56);
    expect(expected(dayAfter(from, -29))).toBeLessThan(30);
    expect(expected(dayAfter(from, 28))).toBeLessThan(30);
  });

  test("does not count a question that an answer ended", () => {
    const days = [...own.days, aDay(dayAfter(from, 3), ["~anna"], { click: 0, self: 1 })];
    expect(
      changeOf([{ ...own, days: days.toSorted((a, b) => (a.day < b.day ? -1 : 1)) }, others(4, 4)])?.after,
    ).toBe(27);
  });

  test("expects nothing where there were too few before, or too few others", () => {
    const few = (perDay: readonly number[]) => ({ ...own, days: askedDaily(dayAfter(from, -28), perDay) });
    const tenBefore = [...Array<number>(10).fill(1), ...Array<number>(18).fill(0), 5];
    expect(changeOf([few(tenBefore), others(4, 4)])?.expected).toBe(10);
    expect(changeOf([few([0, ...tenBefore.slice(1)]), others(4, 4)])?.expected).toBeNull();
    expect(changeOf([own, others(1, 4)])?.expected).toBeNull();
    expect(changeOf([own, others(4, 1)])?.expected).toBeNull();
  });

  test("is nothing while nobody asked anything", () => {
    expect(volumesOf([{ topic: "vog", days: [] }], today, rules)).toBeUndefined();
  });

  test("is shown as so many times what was expected, and at most so where few are left", () => {
    const change = { before: 56, after: 28, peopleBefore: 40, peopleAfter: 20, expected: 112 };
    expect(volumeShown(change, least)).toEqual({ before: 56, after: 28, ratio: 0.25, isAtMost: false });
    expect(volumeShown({ ...change, after: 1, peopleAfter: 1 }, least)).toEqual({
      before: 56,
      after: null,
      ratio: 4 / 112,
      isAtMost: true,
    });
    expect(volumeShown({ ...change, peopleBefore: 4 }, least)).toMatchObject({ before: null, ratio: null });
    expect(volumeShown({ ...change, expected: null }, least).ratio).toBeNull();
  });
});
