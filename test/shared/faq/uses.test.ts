import fc from "fast-check";
import { expect, test } from "vitest";
import { dayDemandIn, NotAnsweredReason, personField } from "../../../shared/faq/day-demand.ts";
import { countsOf, type Said, type Use, UseKind, withSaid } from "../../../shared/faq/uses.ts";
import { usesCell } from "../../../shared/report/cell.ts";

const use: Use = { day: "2026-12-01", topic: "ikb", revision: 3 };
const who = personField("vechterhout", "medewerker-anna");
const counted = (...said: Said[]) => countsOf(said.reduce(withSaid, use), who);

test("each counts for itself, and giving up is nothing", () => {
  expect(counted()).toEqual({});
  expect(counted({ what: "shown" })).toEqual({ "shown.3": 1 });
  expect(counted({ what: "opened" })).toEqual({ "opened.3": 1 });
});

test("an answer that ended a question stands for a question, and was opened", () => {
  expect(counted({ what: "answered" })).toEqual({ "opened.3": 1, "answered.3": 1, self: 1, [who]: 1 });
});

test("an answer that was none was opened, and counts for its reason and for nobody's question", () => {
  expect(counted({ what: "not-answered", reason: "outdated" })).toEqual({
    "opened.3": 1,
    "no.3.outdated": 1,
  });
  expect(counted({ what: "not-answered" })).toMatchObject({ "no.3.other": 1 });
});

test("of several reasons the one that asks most of an editor counts", () => {
  const no = (...reasons: NotAnsweredReason[]) =>
    Object.keys(counted(...reasons.map((reason): Said => ({ what: "not-answered", reason }))))
      .filter((field) => field.startsWith("no."))
      .join();
  expect(no("other", "wrong", "unclear")).toBe("no.3.wrong");
  expect(no("unclear", "outdated", "not-my-situation")).toBe("no.3.outdated");
  expect(no("not-my-situation", "unclear")).toBe("no.3.not-my-situation");
  expect(no("unclear", "other")).toBe("no.3.unclear");
});

test("whatever is said, its order and how often it is said make no difference", () => {
  const said = fc.record({
    what: fc.constantFrom(...UseKind.options),
    reason: fc.option(fc.constantFrom(...NotAnsweredReason.options), { nil: undefined }),
  });
  fc.assert(
    fc.property(fc.array(said), fc.array(said), (some, others) => {
      const once = counted(...some, ...others);
      expect(counted(...others, ...some)).toEqual(once);
      expect(counted(...some, ...others, ...some, ...others.toReversed())).toEqual(once);
      for (const count of Object.values(once)) expect(count).toBe(1);
    }),
    { numRuns: 200 },
  );
});

test("is read back by whoever reads demand", () => {
  const cells = { [usesCell("ikb", "2026-12-01")]: counted({ what: "shown" }, { what: "answered" }) };
  const [day] = dayDemandIn("ikb", cells);
  expect(day).toMatchObject({ day: "2026-12-01", channels: { self: 1 }, persons: new Set([who]) });
  expect(day?.revisions.get(3)).toMatchObject({ shown: 1, opened: 1, answered: 1, used: 0 });
});
