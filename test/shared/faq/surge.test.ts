import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { poissonTail } from "../../../shared/faq/poisson.ts";
import { surgeDays, surgeOn } from "../../../shared/faq/surge.ts";
import { askedDaily, chance, dayAfter, poissonCount, rules } from "./asking.ts";

const today = "2026-12-01";
const start = dayAfter(today, -(surgeDays - 1));
/** Of all days looked at, of which these are the last. */
const lastly = (...perDay: number[]) => askedDaily(dayAfter(today, 1 - perDay.length), perDay);
const steady = (perDay: number, days: number) => Array.from({ length: days }, () => perDay);

describe("a surge", () => {
  test("of a topic that nobody asked about is four in a week, and three are none", () => {
    expect(surgeOn(today, lastly(1, 1, 0, 0, 1, 1, 0), rules)).toEqual({
      since: dayAfter(today, -1),
      quietUntil: dayAfter(today, 13),
    });
    expect(surgeOn(today, lastly(1, 1, 0, 0, 0, 1, 0), rules)).toEqual({});
    expect(surgeOn(today, lastly(1, 1, 1, 0, 0, 0, 0, 1), rules)).toEqual({});
  });

  test("is two and a half times what is usual, whatever chance says", () => {
    const usual = steady(40, surgeDays - 7);
    const week = (perDay: number) =>
      surgeOn(today, askedDaily(start, [...usual, ...steady(perDay, 7)]), rules);
    expect(week(99)).toEqual({});
    expect(week(100).since).toBe(dayAfter(today, -5));
  });

  test("is not what chance may bring, however many times as much it is", () => {
    const seldom = Array.from({ length: surgeDays - 7 }, (_, i) => (i % 20 === 19 ? 1 : 0));
    const week = (...perDay: number[]) => surgeOn(today, askedDaily(start, [...seldom, ...perDay]), rules);
    expect(week(1, 0, 1, 1, 0, 1, 0)).toEqual({});
    expect(week(2, 1, 1, 1, 1, 1, 1).since).toBeDefined();
  });

  test("is not what a quiet time before it makes of a steady topic", () => {
    // 25 in 60 days may well be 30 by chance: 12 in a week are not so many then.
    const usual = Array.from({ length: surgeDays - 7 }, (_, i) =>
      [0, 2, 5, 7, 10].includes(i % 12) ? 1 : 0,
    );
    const week = (...perDay: number[]) => surgeOn(today, askedDaily(start, [...usual, ...perDay]), rules);
    expect(week(2, 2, 2, 2, 2, 1, 1)).toEqual({});
    expect(week(2, 2, 3, 2, 2, 2, 2).since).toBeDefined();
  });

  test("is held against the 60 days before the week, and no others", () => {
    // Two a day for long, then nothing for the 60 days: what was before them is not usual any more.
    const quietFor = (quiet: number) => [
      ...steady(2, surgeDays - 7 - quiet),
      ...steady(0, quiet),
      ...[0, 2, 0, 2, 0, 0, 0],
    ];
    expect(surgeOn(today, askedDaily(start, quietFor(60)), rules).since).toBeDefined();
    expect(surgeOn(today, askedDaily(start, quietFor(50)), rules)).toEqual({});
  });

  test("of a busy topic is seen in two days, against the same days of other weeks", () => {
    const office = [10, 8, 7, 7, 6, 0, 0];
    const days = Array.from({ length: surgeDays }, (_, i) => office[i % 7] as number);
    expect(surgeOn(today, askedDaily(start, days), rules)).toEqual({});
    const tripled = days.map((count, i) => (i >= surgeDays - 2 ? count * 3 : count));
    const lastOffice = (surgeDays - 1) % 7;
    expect(lastOffice).toBe(2);
    expect(surgeOn(today, askedDaily(start, tripled), rules).since).toBe(today);
  });

  test("raises one alarm, goes on while it rises, and is quiet for fourteen days after", () => {
    const days = lastly(2, 2, 0, 0, 0, 0, 0, 0, ...steady(0, 20));
    const alarm = dayAfter(today, -26);
    expect(surgeOn(alarm, days, rules)).toEqual({ since: alarm, quietUntil: dayAfter(alarm, 14) });
    expect(surgeOn(dayAfter(alarm, 5), days, rules)).toEqual({
      since: alarm,
      quietUntil: dayAfter(alarm, 14),
    });
    expect(surgeOn(dayAfter(alarm, 6), days, rules)).toEqual({ quietUntil: dayAfter(alarm, 14) });
    expect(surgeOn(dayAfter(alarm, 14), days, rules)).toEqual({ quietUntil: dayAfter(alarm, 14) });
    expect(surgeOn(dayAfter(alarm, 15), days, rules)).toEqual({});
  });

  test("that goes on for longer than that is still the same one", () => {
    expect(surgeOn(today, lastly(...steady(10, 20)), rules)).toEqual({ since: dayAfter(today, -19) });
  });

  test("that comes back in the quiet days is the same one, and after them another", () => {
    const again = (gap: number) => askedDaily(dayAfter(today, -gap), [6, ...steady(0, gap - 1), 12]);
    expect(surgeOn(today, again(14), rules).since).toBe(dayAfter(today, -14));
    expect(surgeOn(today, again(15), rules).since).toBe(today);
  });

  test("is not told while there is too little to compare with", () => {
    const days = lastly(3, 3, 3);
    expect(surgeOn(today, days, rules, dayAfter(today, -19))).toEqual({});
    expect(surgeOn(today, days, rules, dayAfter(today, -20)).since).toBeDefined();
  });

  test("is told the same whatever was before the days that matter", () => {
    const counts = fc.array(fc.nat(6), { minLength: surgeDays, maxLength: surgeDays });
    const older = fc.array(fc.nat(30), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(counts, older, (lately, before) => {
        const days = askedDaily(start, lately);
        const more = [...askedDaily(dayAfter(start, -before.length), before), ...days];
        expect(surgeOn(today, more, rules)).toEqual(surgeOn(today, days, rules));
      }),
      { numRuns: 30 },
    );
  });
});

describe("simulated topics", () => {
  const topics = 20;
  const weeks = { even: [1, 1, 1, 1, 1, 1, 1], office: [1.9, 1.5, 1.3, 1.2, 1.1, 0, 0] };
  const simulated = (perDay: number, week: readonly number[], days: number, seed: number) => {
    const next = chance(seed);
    return Array.from({ length: days }, (_, i) => poissonCount(perDay * (week[i % 7] ?? 0), next));
  };

  test("that are steady give at most one alarm in ten topics a year", () => {
    for (const week of Object.values(weeks)) {
      const alarms = new Set<string>();
      let simulations = 0;
      for (const perDay of [0.1, 0.5, 1, 5, 20]) {
        for (let topic = 0; topic < topics; topic++, simulations++) {
          const counts = simulated(perDay, week, surgeDays + 365, topic * 7919 + perDay * 1000);
          const days = askedDaily(start, counts);
          for (let i = surgeDays; i < surgeDays + 365; i += 13) {
            const { quietUntil } = surgeOn(dayAfter(start, i), days, rules);
            if (quietUntil) alarms.add(`${perDay} ${topic} ${quietUntil}`);
          }
        }
      }
      expect(alarms.size / simulations).toBeLessThan(0.1);
    }
  });

  test.each([
    ["tripling of five a day", 5, 3],
    ["tripling of twenty a day", 20, 3],
    ["tenfold rise of one a day", 1, 10],
  ])("show a %s within two days, and nearly always within four", (_what, perDay, times) => {
    const delays = Object.values(weeks).flatMap((week) =>
      Array.from({ length: topics }, (_, topic) => {
        const counts = simulated(perDay, week, surgeDays + 7, topic * 104_729 + perDay);
        const risen = simulated(perDay * times, week, surgeDays + 7, topic * 15_485_863 + perDay);
        const rising = Math.floor(surgeDays / 7) * 7;
        const days = askedDaily(
          start,
          counts.map((count, i) => (i >= rising ? (risen[i] ?? 0) : count)),
        );
        const found = [1, 2, 3, 4, 5, 6, 7].find((day) => {
          const { since } = surgeOn(dayAfter(start, rising + day - 1), days, rules);
          return since !== undefined && since >= dayAfter(start, rising);
        });
        return found ?? 99;
      }),
    );
    const sorted = delays.toSorted((one, other) => one - other);
    expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThanOrEqual(2);
    expect(sorted[Math.floor(sorted.length * 0.9)]).toBeLessThanOrEqual(4);
  });
});

describe("the tail of a Poisson distribution", () => {
  test("is as in tables", () => {
    expect(poissonTail(4, 0.2)).toBeCloseTo(5.684e-5, 8);
    expect(poissonTail(1, 1)).toBeCloseTo(1 - Math.exp(-1), 12);
    expect(poissonTail(10, 10)).toBeCloseTo(0.54207, 5);
    expect(poissonTail(20, 5)).toBeCloseTo(3.452e-7, 9);
  });

  test("falls as the count rises, for small and large counts, down to the smallest shares", () => {
    for (const expected of [0.01, 1, 50, 900, 5000]) {
      let last = 1;
      for (let count = 0; count <= expected * 1.2 + 60; count += Math.ceil(expected / 20)) {
        const tail = poissonTail(count, expected);
        expect(tail).toBeLessThanOrEqual(last);
        expect(tail).toBeGreaterThanOrEqual(0);
        last = tail;
      }
    }
    expect(poissonTail(60, 1)).toBeGreaterThan(0);
    expect(poissonTail(60, 1)).toBeLessThan(1e-80);
    expect(poissonTail(900, 1000)).toBeGreaterThan(0.999);
  });

  test("of nothing expected is nothing, and of no count all", () => {
    expect(poissonTail(3, 0)).toBe(0);
    expect(poissonTail(0, 0)).toBe(1);
    expect(poissonTail(0, 900)).toBe(1);
  });
});
