import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Askers, isFewerThan, nobody } from "../../../shared/report/askers.ts";
import { combined, shownAs, smallDesks } from "../../../shared/report/small-desks.ts";
import { hiddenLines, type Line } from "../../../shared/report/small-groups.ts";
import { organisation } from "../../given.ts";

const least = 5;
/** So many askers, from a first one on. */
const askers = (count: number, from = 0): Askers => ((1n << BigInt(count)) - 1n) << BigInt(from);
const line = (place: string[], count: number, from = 0): Line => ({ place, askers: askers(count, from) });

describe("a table of desks", () => {
  const hidden = (...counts: number[]) =>
    [
      ...hiddenLines(
        counts.map((count, i) => line([String(i)], count, i * 20)),
        least,
      ),
    ].sort();

  test.each([
    ["shows what is about enough askers", [5, 9, 12], []],
    ["hides what is about fewer, and the next smallest, since their sum is known", [4, 9, 12], [0, 1]],
    ["hides two that are enough together, and no more", [3, 4, 9], [0, 1]],
    ["hides a third where two are too few together", [2, 2, 9], [0, 1, 2]],
    ["hides all where only one is large enough", [2, 9], [0, 1]],
    ["hides one alone where the sum is too small to be shown anywhere", [4], [0]],
  ])("%s", (_what, counts, expected) => expect(hidden(...counts)).toEqual(expected));

  test("counts one asker of two desks once", () => {
    const same = [line(["a"], 4), line(["b"], 4), line(["c"], 12, 40)];
    expect([...hiddenLines(same, least)].sort()).toEqual([0, 1, 2]);
  });

  test("hides another beside what is hidden for its agents", () => {
    const lines = [{ ...line(["a"], 9), isHidden: true }, line(["b"], 7, 20), line(["c"], 8, 40)];
    expect([...hiddenLines(lines, least)].sort()).toEqual([0, 1]);
  });
});

test("a table of two directions hides along both", () => {
  const lines = ["payroll", "leave", "absence"].flatMap((desk, row) =>
    ["ikb", "verlof", "overig"].map((topic, column) =>
      line([desk, topic], row === 0 && column === 0 ? 3 : 8 + row + column, (row * 3 + column) * 20),
    ),
  );
  const hidden = [...hiddenLines(lines, least)].map((i) => lines[i]?.place.join(" ")).sort();
  expect(hidden).toEqual(["leave ikb", "leave verlof", "payroll ikb", "payroll verlof"]);
});

describe("whoever subtracts", () => {
  /** Lines with counts, where askers stand in several; one to three directions. */
  const someTable = fc.integer({ min: 1, max: 3 }).chain((directions) =>
    fc
      .uniqueArray(
        fc.tuple(...Array.from({ length: directions }, () => fc.constantFrom("a", "b", "c", "d"))),
        {
          minLength: 1,
          maxLength: 20,
          selector: (place) => place.join(),
        },
      )
      .chain((places) =>
        fc.tuple(
          ...places.map((place) =>
            fc.tuple(fc.uniqueArray(fc.nat(30), { minLength: 1, maxLength: 12 }), fc.boolean()).map(
              ([who, isHidden]): Line => ({
                place,
                askers: who.reduce((all, one) => all | (1n << BigInt(one)), nobody),
                isHidden: isHidden && who.length > 10,
              }),
            ),
          ),
        ),
      ),
  );

  /** The lines of every sum that is itself about enough askers: of any choice of directions. */
  function sumsOf(lines: readonly Line[]): number[][] {
    const directions = lines[0]?.place.length ?? 0;
    const sums: number[][] = [];
    for (let over = 1; over < 2 ** directions; over++) {
      const apart = Map.groupBy(lines.keys(), (i) =>
        lines[i]?.place.map((key, direction) => (over & (1 << direction) ? "*" : key)).join(),
      );
      sums.push(...apart.values());
    }
    return sums.filter((sum) => !isFewerThan(together(sum, lines), least));
  }
  const together = (positions: readonly number[], lines: readonly Line[]) =>
    positions.reduce((all, i) => all | (lines[i]?.askers ?? nobody), nobody);

  test("gets no hidden line, nor a few together that are too few, from any sum and the lines that are shown", () => {
    fc.assert(
      fc.property(someTable, (lines) => {
        const hidden = hiddenLines(lines, least);
        for (const sum of sumsOf(lines)) {
          const left = sum.filter((i) => hidden.has(i));
          if (left.length === 0 || left.length === sum.length) continue;
          expect(left.length).toBeGreaterThan(1);
          expect(isFewerThan(together(left, lines), least)).toBe(false);
        }
      }),
      { numRuns: 500 },
    );
  });

  test("sees no line that is about too few, and every table that has none", () => {
    fc.assert(
      fc.property(someTable, (lines) => {
        const hidden = hiddenLines(lines, least);
        const small = [...lines.keys()].filter((i) => isFewerThan(lines[i]?.askers ?? nobody, least));
        for (const i of small) expect(hidden.has(i)).toBe(true);
        if (small.length === 0 && !lines.some(({ isHidden }) => isHidden)) expect(hidden.size).toBe(0);
      }),
      { numRuns: 300 },
    );
  });
});

describe("a desk with too few agents", () => {
  test("is shown together with the next smallest, and so are its topics", () => {
    const small = smallDesks(organisation, []);
    expect([...small.desks]).toEqual(["confidential", "development"]);
    expect(small.isHidden).toBe(false);
    expect(shownAs({ desk: "confidential", topic: "ikb" }, small)).toEqual({
      desk: combined,
      topic: combined,
    });
    expect(shownAs({ desk: "frontoffice", topic: "opleiding" }, small)).toEqual({
      desk: "frontoffice",
      topic: combined,
    });
    expect(shownAs({ desk: "payroll", topic: "ikb" }, small)).toEqual({ desk: "payroll", topic: "ikb" });
  });

  test("is joined by a desk that no longer exists, of which nobody knows how many worked there", () => {
    const small = smallDesks(organisation, ["gone", "payroll"]);
    expect([...small.desks]).toEqual(["gone", "confidential", "development"]);
  });

  test("needs nobody where every desk is large enough", () => {
    const large = { ...organisation, desks: organisation.desks.map((desk) => ({ ...desk, agents: 5 })) };
    expect(smallDesks(large, []).desks.size).toBe(0);
  });

  test("is not shown where there are not enough agents in all, or where the organisation hides it", () => {
    const tiny = {
      ...organisation,
      desks: organisation.desks.slice(0, 2).map((desk) => ({ ...desk, agents: 2 })),
    };
    expect(smallDesks(tiny, [])).toMatchObject({ isHidden: true });
    const hiding = {
      ...organisation,
      figures: { ...organisation.figures, deskBelowMinimum: "hidden" as const },
    };
    const small = smallDesks(hiding, []);
    expect([[...small.desks], small.isHidden]).toEqual([["confidential"], true]);
  });
});
