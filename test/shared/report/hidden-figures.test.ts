import fc from "fast-check";
import { expect, test } from "vitest";
import { type Askers, isFewerThan, nobody } from "../../../shared/report/askers.ts";
import { any, type Finest, hiddenFigures, spotKey } from "../../../shared/report/hidden-figures.ts";
import type { SmallDesks } from "../../../shared/report/small-desks.ts";

const least = 5;
const none: SmallDesks = { desks: new Set(), topics: new Set(), isHidden: false };

const someFigures = fc
  .uniqueArray(fc.tuple(fc.nat(3), fc.nat(3), fc.nat(2)), {
    minLength: 1,
    maxLength: 30,
    selector: (place) => place.join(),
  })
  .chain((places) =>
    fc.tuple(
      ...places.map(([desk, topic, week]) =>
        fc.uniqueArray(fc.nat(40), { minLength: 1, maxLength: 12 }).map(
          (who): Finest => ({
            desk: `desk-${desk}`,
            topic: `topic-${topic}`,
            askedTopic: `topic-${topic}`,
            week: `week-${week}`,
            channel: "click",
            askers: who.reduce((all, one) => all | (1n << BigInt(one)), nobody),
          }),
        ),
      ),
    ),
  );

type Named = Pick<Finest, "desk" | "topic" | "week">;
const directions = ["desk", "topic", "week"] as const;
const keyOf = (place: Named) => spotKey({ ...place, channel: "click" });

/** Every figure that can be asked for, with whom it is about. */
function everyFigure(finest: readonly Finest[]): Map<string, { place: Named; askers: Askers }> {
  const figures = new Map<string, { place: Named; askers: Askers }>();
  for (const figure of finest) {
    for (let over = 0; over < 8; over++) {
      const { desk, topic, week } = figure;
      const place = { desk, topic, week };
      for (const [i, direction] of directions.entries()) if (over & (1 << i)) place[direction] = any;
      const known = figures.get(keyOf(place)) ?? { place, askers: nobody };
      figures.set(keyOf(place), { place, askers: known.askers | figure.askers });
    }
  }
  return figures;
}

test("no figure about too few is shown, and all is where none is", () => {
  fc.assert(
    fc.property(someFigures, (finest) => {
      const hidden = hiddenFigures(finest, none, least);
      const small = [...everyFigure(finest)].filter(([, { askers }]) => isFewerThan(askers, least));
      for (const [key] of small) expect(hidden.has(key)).toBe(true);
      if (small.length === 0) expect(hidden.size).toBe(0);
    }),
    { numRuns: 200 },
  );
});

test("no sum over desks, topics or weeks tells what is hidden of it, nor do its parts tell a hidden sum", () => {
  fc.assert(
    fc.property(someFigures, (finest) => {
      const hidden = hiddenFigures(finest, none, least);
      const figures = everyFigure(finest);
      for (const [key, { place }] of figures) {
        for (const direction of directions.filter((one) => place[one] === any)) {
          const parts = [...figures].filter(([, { place: part }]) =>
            directions.every((one) => (one === direction ? part[one] !== any : part[one] === place[one])),
          );
          const unseen = parts.filter(([part]) => hidden.has(part));
          if (hidden.has(key)) {
            expect(unseen.length).toBeGreaterThan(0);
            continue;
          }
          if (unseen.length === 0) continue;
          expect(unseen.length).toBeGreaterThan(1);
          const together = unseen.reduce((all, [, { askers }]) => all | askers, nobody);
          expect(isFewerThan(together, least)).toBe(false);
        }
      }
    }),
    { numRuns: 200 },
  );
});
