import { describe, expect, test } from "vitest";
import type { Instant } from "../../../shared/clock/instant.ts";
import { coverageOf, timeToAnswer } from "../../../shared/faq/coverage.ts";
import type { TopicDemand } from "../../../shared/faq/volume.ts";
import { aDay, aRecord, dayAfter, published, rules } from "./asking.ts";

const december = { from: "2026-12-01", to: "2026-12-31" };
const people = (count: number, name = "p") => Array.from({ length: count }, (_, i) => `~${name}${i}`);
const topic = (key: string, days: TopicDemand["days"], ...publications: ReturnType<typeof published>[]) => ({
  topic: key,
  days,
  record: aRecord(key, { publications }),
});

describe("the share of contacts that an answer covers", () => {
  test("is of all ways together, on the days on which the topic had an answer", () => {
    const days = [
      aDay("2026-12-09", people(8), { call: 1, face: 1 }),
      aDay("2026-12-10", people(6), { click: 4, self: 6 }),
    ];
    const { contacts, covered, share } = coverageOf(
      [topic("vog", days, published(1, "2026-12-10"))],
      december,
      rules,
    );
    expect([contacts, covered, share]).toEqual([20, 10, 0.5]);
  });

  test("counts the days of a publication with its first and its last", () => {
    const days = ["2026-12-04", "2026-12-05", "2026-12-07", "2026-12-08"].map((day) => aDay(day, people(5)));
    const vog = topic("vog", days, published(1, "2026-12-05", "2026-12-07"));
    expect(coverageOf([vog], december, rules).covered).toBe(10);
  });

  test("has no day after a topic was archived, since nobody is shown its answer from then on", () => {
    const days = ["2026-12-05", "2026-12-08"].map((day) => aDay(day, people(5)));
    const { record, ...vog } = topic("vog", days, published(1, "2026-12-01"));
    const archived = { ...record, archivedAt: "2026-12-06T12:00:00.000Z" as Instant };
    expect(coverageOf([{ ...vog, record: archived }], december, rules).covered).toBe(5);
  });

  test("is of the period, its first and last day with it", () => {
    const days = ["2026-11-30", "2026-12-01", "2026-12-31", "2027-01-01"].map((day) => aDay(day, people(5)));
    expect(coverageOf([topic("vog", days, published(1, "2026-01-01"))], december, rules)).toEqual({
      contacts: 10,
      covered: 10,
      share: 1,
    });
  });

  test("is not told of fewer than five people, nor where the others are so few", () => {
    const covered = (count: number) =>
      topic("vog", [aDay("2026-12-09", people(count, "a"))], published(1, "2026-12-01"));
    const others = (count: number) => ({ topic: "ikb", days: [aDay("2026-12-09", people(count, "b"))] });
    const of = (one: number, other: number) => coverageOf([covered(one), others(other)], december, rules);
    expect(of(5, 5)).toEqual({ contacts: 10, covered: 5, share: 0.5 });
    expect(of(4, 9)).toEqual({ contacts: 13, covered: null, share: null });
    expect(of(9, 4)).toEqual({ contacts: 13, covered: null, share: null });
    expect(of(2, 2)).toEqual({ contacts: null, covered: null, share: null });
    const oneOften = { topic: "ikb", days: [aDay("2026-12-09", ["~b"], { click: 30 })] };
    expect(coverageOf([covered(9), oneOften], december, rules).covered).toBeNull();
  });
});

describe("the days from a third question to an answer", () => {
  const asked = (third: string) => [
    aDay("2026-11-01", ["~anna", "~bram"]),
    aDay("2026-11-02", ["~anna"]),
    aDay(third, ["~carla", "~anna"]),
  ];
  const answeredAfter = (days: number, key = `t${days}`) =>
    topic(key, asked("2026-12-01"), published(1, dayAfter("2026-12-01", days)));

  test("are from the third different person on", () => {
    expect(timeToAnswer([answeredAfter(6)], december, rules)).toEqual({ topics: 1, medianDays: 6 });
    expect(timeToAnswer([answeredAfter(0)], december, rules)).toEqual({ topics: 1, medianDays: 0 });
  });

  test("are those of the topic in the middle", () => {
    const topics = [answeredAfter(20), answeredAfter(2), answeredAfter(7)];
    expect(timeToAnswer(topics, december, rules)).toEqual({ topics: 3, medianDays: 7 });
    expect(timeToAnswer([...topics, answeredAfter(10)], december, rules).medianDays).toBe(8.5);
  });

  test("leave out who had an answer before, has none yet, or was answered in another period", () => {
    const days = asked("2026-12-05");
    const topics = [
      topic("before", days, published(2, "2026-12-06"), published(1, "2026-12-04", "2026-12-06")),
      topic("none", days),
      { topic: "unknown", days },
      topic("later", days, published(1, "2027-01-01")),
      topic("two", days.slice(0, 2), published(1, "2026-12-06")),
    ];
    expect(timeToAnswer(topics, december, rules)).toEqual({ topics: 0, medianDays: null });
  });
});
