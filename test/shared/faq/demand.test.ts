import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dayDemandIn } from "../../../shared/faq/day-demand.ts";
import { demandOf, demandOn, sortable } from "../../../shared/faq/demand.ts";
import { type Cells, demandCell } from "../../../shared/report/cell.ts";
import { chance, dayAfter } from "./asking.ts";

const halfLives = fc.integer({ min: 7, max: 60 });
const today = "2026-12-01";
const tenYears = 3652;
const start = dayAfter(today, -tenYears);

type Asked = { day: string; people: number };

/** Ten years of a topic that is asked now and then, in a busy and a quiet time. */
function tenYearsOf(seed: number): Asked[] {
  const next = chance(seed);
  const [often, busyFrom] = [next() ** 3, Math.floor(next() * tenYears)];
  return Array.from({ length: tenYears }, (_, i) => i)
    .filter((i) => next() < (i > busyFrom ? often : often / 10))
    .map((i) => ({ day: dayAfter(start, i), people: 1 + Math.floor(next() * 4) }));
}

const bits = 256n;
const one = 1n << bits;

/** 2^(k/H) for k from 0 to H, to some seventy digits. */
function powers(halfLife: number): bigint[] {
  let ln2 = 0n;
  for (let n = 1n; n <= bits; n++) ln2 += one / (n << n);
  return Array.from({ length: halfLife }, (_, k) => {
    const x = (ln2 * BigInt(k)) / BigInt(halfLife);
    let [sum, term] = [0n, one];
    for (let n = 1n; term > 0n; n++) {
      sum += term;
      term = (term * x) / one / n;
    }
    return sum;
  });
}

/** Everybody, at twice the weight of whoever asked a half-life before, without rounding that matters. */
function exactly(days: readonly Asked[], halfLife: number): bigint {
  const power = powers(halfLife);
  return days.reduce((sum, { day, people }) => {
    const at = Math.round((Date.parse(day) - Date.parse(start)) / 86_400_000);
    return sum + ((BigInt(people) * (power[at % halfLife] ?? 0n)) << BigInt(Math.floor(at / halfLife)));
  }, 0n);
}

describe("demand", () => {
  test("keeps the order of exactly decayed sums over ten years, and its text does", () => {
    fc.assert(
      fc.property(halfLives, fc.integer({ min: 1, max: 1e6 }), (halfLife, seed) => {
        const topics = Array.from({ length: 10 }, (_, i) => tenYearsOf(seed + i)).map((days) => ({
          text: sortable(demandOf(days, halfLife)),
          exact: exactly(days, halfLife),
        }));
        for (const a of topics) {
          for (const b of topics) {
            if ((a.exact - b.exact) * 10n ** 8n > a.exact) expect(a.text > b.text).toBe(true);
          }
        }
      }),
      { numRuns: 12 },
    );
  });

  test("is half after a half-life, and one for each who asked today", () => {
    fc.assert(
      fc.property(halfLives, fc.integer({ min: 1, max: 500 }), (halfLife, people) => {
        const demand = demandOf([{ day: today, people }], halfLife);
        expect(demandOn(today, demand, halfLife)).toBeCloseTo(people, 6);
        expect(demandOn(dayAfter(today, halfLife), demand, halfLife)).toBeCloseTo(people / 2, 6);
        expect(demandOn(dayAfter(today, 3 * halfLife), demand, halfLife)).toBeCloseTo(people / 8, 6);
      }),
    );
  });

  test("adds what is left of each day", () => {
    const days = [
      { day: today, people: 2 },
      { day: dayAfter(today, -30), people: 4 },
      { day: dayAfter(today, -60), people: 4 },
    ];
    expect(demandOn(today, demandOf(days, 30), 30)).toBeCloseTo(5, 9);
  });

  test("does not depend on the order in which days are read, to the last bit", () => {
    fc.assert(
      fc.property(
        halfLives,
        fc.array(fc.record({ at: fc.nat(3000), people: fc.integer({ min: 0, max: 50 }) }), { minLength: 1 }),
        (halfLife, asked) => {
          const days = asked.map(({ at, people }) => ({ day: dayAfter(start, at), people }));
          expect(demandOf(days.toReversed(), halfLife)).toBe(demandOf(days, halfLife));
        },
      ),
    );
  });

  test("counts somebody who asks about two merged topics on one day once", () => {
    const cells: Cells = {
      [demandCell("a", today)]: { "~1": 1, "~2": 1 },
      [demandCell("b", today)]: { "~2": 1, "~3": 3 },
    };
    const days = dayDemandIn("a", cells).map(({ day, persons }) => ({ day, people: persons.size }));
    expect(demandOn(today, demandOf(days, 30), 30)).toBeCloseTo(3, 9);
  });

  test("of nobody is none", () => {
    expect(demandOf([], 30)).toBeNull();
    expect(demandOf([{ day: today, people: 0 }], 30)).toBeNull();
    expect(demandOn(today, null, 30)).toBe(0);
  });
});

describe("the text of demand", () => {
  test("has one width, from the first day to far beyond ten years", () => {
    const texts = ["2020-01-01", "2026-12-01", "2040-06-01", "2120-01-01"].map((day) =>
      sortable(demandOf([{ day, people: 1 }], 7)),
    );
    expect([...texts, sortable(null)].map((text) => text.length)).toEqual([15, 15, 15, 15, 15]);
    expect(texts.toSorted()).toEqual(texts);
  });

  test("sorts no demand below the least there can be", () => {
    expect(sortable(null) < sortable(0)).toBe(true);
    expect(sortable(-3)).toBe(sortable(0));
  });

  test("has the order of numbers", () => {
    const numbers = fc.double({ min: 0, max: 9000, noNaN: true });
    fc.assert(
      fc.property(numbers, numbers, (low, high) => {
        if (high - low > 1e-8) expect(sortable(low) < sortable(high)).toBe(true);
      }),
    );
  });
});
