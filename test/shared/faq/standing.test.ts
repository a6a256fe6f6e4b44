import { describe, expect, test } from "vitest";
import { dayDemandIn, personField } from "../../../shared/faq/day-demand.ts";
import { demandOn, sortable } from "../../../shared/faq/demand.ts";
import { daysLookedAt, type StandingFacts, standingOf, standingShown } from "../../../shared/faq/standing.ts";
import { volumesOf } from "../../../shared/faq/volume.ts";
import { topicOf } from "../../../shared/organisation/lookup.ts";
import { type Cells, demandCell, usesCell } from "../../../shared/report/cell.ts";
import { organisation } from "../../given.ts";
import { aDay, aRecord, askedDaily, chance, dayAfter, published, rules } from "./asking.ts";

const today = "2026-12-01";
const facts = (given: Partial<StandingFacts> = {}): StandingFacts => ({
  key: "vog",
  days: [],
  revisions: [],
  rules,
  today,
  ...given,
});

describe("a standing", () => {
  test("of a topic that nobody asks about says so", () => {
    expect(standingOf(facts())).toEqual({
      topic: "vog",
      asOf: today,
      state: "open",
      demand: null,
      people7: 0,
      people28: 0,
      people28Before: 0,
      askers: 0,
      days: 0,
      trend: "steady",
      handlingMinutes: 10,
      effects: [],
    });
  });

  test("of a topic that rises without an answer says why it should get one", () => {
    const days = askedDaily(dayAfter(today, -2), [1, 2, 3]);
    const standing = standingOf(facts({ days, topic: topicOf(organisation, "eerder_stoppen") }));
    expect(standing).toMatchObject({
      state: "open",
      people7: 6,
      trend: "up",
      surge: { since: today },
      quietUntil: dayAfter(today, 14),
      candidate: "surge",
      handlingMinutes: 30,
    });
    expect(demandOn(today, standing.demand, rules.halfLifeDays)).toBeCloseTo(5.87, 1);
  });

  test("of a topic that is kept closely proposes nothing", () => {
    const days = askedDaily(dayAfter(today, -2), [5, 5, 5]);
    const topic = topicOf(organisation, "overlijden");
    expect(standingOf(facts({ key: "overlijden", days, topic }))).not.toHaveProperty("candidate");
  });

  test("of an answered topic says what has to be looked at, and what its answer did", () => {
    const days = [aDay(dayAfter(today, -9), ["~anna"], { revisions: { 1: { opened: 6, again: 6 } } })];
    const record = aRecord("vog", { publications: [published(1, "2026-10-01")], reviewOn: "2026-11-30" });
    const standing = standingOf(
      facts({ days, record, revisions: [{ number: 1, validUntil: "2026-12-05" }] }),
    );
    expect(standing.state).toBe("answered");
    expect(standing.stale).toEqual(["review-due", "not-helping", "validity-ending"]);
    expect(standing.effects).toMatchObject([{ revision: 1, opened: 6, again: 6 }]);
  });

  test("keeps what is known of the volume where other topics are not at hand", () => {
    const from = dayAfter(today, -30);
    const days = askedDaily(dayAfter(today, -70), [
      ...Array<number>(40).fill(2),
      ...Array<number>(30).fill(1),
    ]);
    const record = aRecord("vog", { publications: [published(1, from)] });
    const others = { topic: "ikb", days: askedDaily(dayAfter(today, -70), Array<number>(71).fill(3)) };
    const volumes = volumesOf([{ topic: "vog", days, record }, others], today, rules);
    const night = standingOf(facts({ days, record, volumes }));
    expect(night.effects[0]?.volume).toMatchObject({ before: 56, after: 28, expected: 56 });
    expect(night.countedSince).toBe(dayAfter(today, -70));
    const later = standingOf(facts({ days, record, before: night }));
    expect(later).toEqual(night);
    expect(standingOf(facts({ days, record })).effects[0]).not.toHaveProperty("volume");
  });

  test("raises no surge in the first days of a helpdesk", () => {
    const days = askedDaily(dayAfter(today, -2), [4, 4, 4]);
    const volumes = volumesOf([{ topic: "vog", days }], today, rules);
    expect(standingOf(facts({ days }))).toHaveProperty("surge");
    expect(standingOf(facts({ days, volumes }))).not.toHaveProperty("surge");
  });

  test("is shown without figures about fewer than five people", () => {
    const days = askedDaily(dayAfter(today, -40), [3, ...Array<number>(33).fill(0), 2, 2, 0, 0, 0, 0, 0]);
    const standing = standingOf(facts({ days }));
    expect(standing).toMatchObject({ people7: 4, people28: 4, people28Before: 3, askers: 7 });
    const shown = standingShown(standing, rules.leastPeople);
    expect(shown).toMatchObject({ people7: null, people28: null, people28Before: null, askers: 7, days: 3 });
    expect(shown).not.toHaveProperty("demand");
    expect(standingShown(standingOf(facts({ days: days.slice(1) })), rules.leastPeople).days).toBeNull();
  });

  test("looks at so many days that a surge and half a year of silence are in them", () => {
    expect(daysLookedAt(rules)).toBe(360);
    expect(daysLookedAt({ ...rules, halfLifeDays: 7 })).toBe(222);
    expect(daysLookedAt({ ...rules, halfLifeDays: 7, staleDays: 60 })).toBe(157);
    expect(daysLookedAt({ ...rules, halfLifeDays: 60 })).toBe(720);
  });
});

describe("standings of a hundred topics", () => {
  const topics = 100;
  const next = chance(4);
  const answered = aRecord("x", {
    reviewOn: "2026-11-01",
    publications: [1, 2, 3, 4, 5, 6].map((n) => published(n, "2026-09-01", n > 1 ? "2026-11-30" : undefined)),
  });
  const reasons = ["unclear", "not-my-situation", "outdated", "wrong", "other"];
  const counts = (revision: number) =>
    Object.fromEntries([
      ...["used", "shown", "opened", "answered", "again"].map((what) => [`${what}.${revision}`, 12_345]),
      ...reasons.map((reason) => [`no.${revision}.${reason}`, 12_345]),
    ]);
  const cellsOf = (key: string): Cells =>
    Object.fromEntries(
      Array.from({ length: 360 }, (_, i) => dayAfter(today, -i)).flatMap((day) => {
        const people = Array.from({ length: 4 }, () => [
          personField("vechterhout", `p${Math.floor(next() * 900)}`),
          1,
        ]);
        return [
          [demandCell(key, day), { ...Object.fromEntries(people), click: 3, call: 1 }],
          [usesCell(key, day), counts(1 + Math.floor(next() * 6))],
        ];
      }),
    );

  test("are made at once, and each fits in two kilobytes", () => {
    const different = Array.from(
      { length: 20 },
      (_, i) => `${"a-topic-with-a-long-name".padEnd(48, "-")}${i}`,
    );
    const cells = different.map((key) => ({ key, cells: cellsOf(key) }));
    const all = Array.from({ length: topics }, (_, i) => cells[i % cells.length] as (typeof cells)[number]);
    const record = answered;
    const started = performance.now();
    const demands = all.map(({ key, cells }) => ({ topic: key, days: dayDemandIn(key, cells), record }));
    const volumes = volumesOf(demands, today, rules);
    const revisions = [{ number: 1, validUntil: today }];
    const standings = demands.map(({ topic, days }) =>
      standingOf(facts({ key: topic, days, record, volumes, revisions })),
    );
    const tookMs = performance.now() - started;
    const sizes = standings.map(
      (standing) => JSON.stringify(standing).length + sortable(standing.demand).length,
    );
    expect(Math.max(...sizes)).toBeLessThanOrEqual(2048);
    expect(standings[0]?.effects).toHaveLength(4);
    // It takes some 200 ms; the machine may be busy with something else.
    expect(tookMs).toBeLessThan(3000);
  });
});
