import { describe, expect, test } from "vitest";
import type { Policy } from "../../../shared/clock/policy.ts";
import type { Row } from "../../../shared/job/job.ts";
import { addTicket, type Cells, dayOf, rowsOf } from "../../../shared/job/what-if.ts";
import type { Organisation } from "../../../shared/organisation/organisation.ts";
import { organisation } from "../../given.ts";
import { asked, at, onlyOne, type Story, withLevel } from "../clock/given.ts";

const later = Date.parse(at("2026-12-31 12:00"));

const showing = (askers: number): Organisation => ({
  ...organisation,
  figures: { ...organisation.figures, minimumGroup: { askers, agents: 5 } },
});

function tried(stories: Story[], candidate: Policy, { minimum = 1, now = later } = {}) {
  const cells: Cells = {};
  const under = { policies: onlyOne, wouldBe: () => candidate, at: now };
  for (const [asker, { events }] of stories.entries()) addTicket(cells, { asker, events }, under);
  return { cells, ...rowsOf(cells, showing(minimum)) };
}
const row = (rows: Row[], metric: string) => rows.find((one) => one.metric === metric);

const nothing = { met: null, missed: null, metThen: null, missedThen: null };

/** Answered after six working hours, where eight are allowed. */
const answered = () =>
  asked("2026-12-01 10:00")
    .claimed("2026-12-01 10:10")
    .replied("2026-12-01 16:00")
    .resolved("2026-12-01 16:10");

describe("under another configuration", () => {
  test("that is the same nothing changes", () => {
    const { rows } = tried([answered(), answered().reopened("2026-12-02 10:00")], organisation);
    expect(rows.length).toBeGreaterThan(1);
    for (const { met, missed, metThen, missedThen } of rows)
      expect([metThen, missedThen]).toEqual([met, missed]);
  });

  test("with half the target, what took longer is missed", () => {
    const { rows } = tried([answered()], withLevel("standard", { firstResponse: 4 }));
    expect(row(rows, "firstResponse")).toEqual({
      desk: "frontoffice",
      metric: "firstResponse",
      met: 1,
      missed: 0,
      metThen: 0,
      missedThen: 1,
    });
    expect(row(rows, "resolution")).toMatchObject({ met: 1, metThen: 1 });
  });

  test("without a target no clock runs, so nothing is met or missed", () => {
    const { rows } = tried([answered()], withLevel("standard", { firstResponse: undefined }));
    expect(row(rows, "firstResponse")).toMatchObject({ met: 1, metThen: 0, missedThen: 0 });
  });
});

test("what still runs counts only once it is too late; what was withdrawn never does", () => {
  const early = { now: Date.parse(at("2026-12-01 12:00")) };
  expect(tried([asked("2026-12-01 10:00")], organisation, early).rows).toEqual([]);
  expect(row(tried([asked("2026-12-01 10:00")], organisation).rows, "firstResponse")).toMatchObject({
    missed: 1,
  });
  expect(tried([asked("2026-12-01 10:00").withdrawn("2026-12-01 10:05")], organisation).rows).toEqual([]);
});

test("a ticket that was reopened was not resolved in time", () => {
  const { rows } = tried(
    [answered().reopened("2026-12-02 10:00").resolved("2026-12-02 10:30")],
    organisation,
  );
  expect(row(rows, "resolution")).toMatchObject({ met: 1, missed: 1 });
});

test("fewer people than may be shown give a row without numbers", () => {
  const stories = Array.from({ length: 7 }, answered);
  expect(tried(stories.slice(0, 4), organisation, { minimum: 5 }).rows[0]).toEqual({
    desk: "frontoffice",
    metric: "firstResponse",
    ...nothing,
  });
  expect(tried(stories, organisation, { minimum: 5 }).rows[0]).toMatchObject({ met: 7, missed: 0 });
});

describe("what the reports hide is hidden here", () => {
  /** A line of a desk about so many askers. */
  const of = (desk: string, askers: number, metric: "ola" | "resolution" = "ola") => ({
    [`${desk}#${metric}`]: {
      ...{ desk, metric, met: 9, missed: 1, metThen: 8, missedThen: 2 },
      askers: Array.from({ length: askers }, (_, i) => i),
    },
  });
  const small = organisation.desks.find(({ agents = 0 }) => agents < 5)?.key ?? "";
  const rules = showing(5);
  const shown = (...cells: Cells[]) => rowsOf(Object.assign({}, ...cells), rules).rows;

  test("of a desk that is hidden alone another is hidden as well, of that kind of clock", () => {
    const rows = shown(of("payroll", 2), of("leave", 6), of("frontoffice", 9), of("leave", 6, "resolution"));
    expect(rows.filter(({ met }) => met === null).map(({ desk, metric }) => [desk, metric])).toEqual([
      ["leave", "ola"],
      ["payroll", "ola"],
    ]);
    expect(rows.find(({ metric }) => metric === "resolution")).toMatchObject({ desk: "leave", met: 9 });
  });

  test("desks with few agents are one, and say which they are", () => {
    const { rows, combined } = rowsOf({ ...of(small, 9), ...of("frontoffice", 9) }, rules);
    expect(rows.map(({ desk }) => desk)).toEqual(["~combined", "frontoffice"]);
    expect(combined).toContain(small);
    const both = rowsOf(Object.assign({}, ...combined.map((desk) => of(desk, 9))), rules).rows;
    expect(both).toEqual([
      expect.objectContaining({
        desk: "~combined",
        met: 9 * combined.length,
        missedThen: 2 * combined.length,
      }),
    ]);
  });

  test("and have no numbers where they are too few together, or the organisation hides them", () => {
    const hiding = { ...rules, figures: { ...rules.figures, deskBelowMinimum: "hidden" as const } };
    const { rows } = rowsOf({ ...of(small, 9), ...of("frontoffice", 9), ...of("leave", 9) }, hiding);
    expect(rows.find(({ desk }) => desk === "~combined")).toMatchObject(nothing);
    // Alone it could be had from the sum of all.
    expect(rows.filter(({ met }) => met === null)).toHaveLength(2);
  });
});

test("the day on which something was asked is that of the organisation's own clock", () => {
  expect(dayOf("2026-12-01T22:59:59.000Z", "Europe/Amsterdam")).toBe("2026-12-01");
  expect(dayOf("2026-12-01T23:00:00.000Z", "Europe/Amsterdam")).toBe("2026-12-02");
});
