import { describe, expect, test } from "vitest";
import type { Policy } from "../../../shared/clock/policy.ts";
import type { PersonId } from "../../../shared/id.ts";
import { addTicket, type Cells, dayOf, rowsOf } from "../../../shared/job/what-if.ts";
import { organisation } from "../../given.ts";
import { asked, at, onlyOne, type Story, withLevel } from "../clock/given.ts";

const later = Date.parse(at("2026-12-31 12:00"));

function tried(stories: Story[], candidate: Policy, { minimum = 1, now = later } = {}) {
  const cells: Cells = {};
  const under = { policies: onlyOne, wouldBe: () => candidate, at: now, minimumAskers: minimum };
  for (const [i, { events }] of stories.entries()) {
    addTicket(cells, { asker: `asker-${i}` as PersonId, events }, under);
  }
  return { cells, rows: rowsOf(cells, minimum) };
}
const row = (rows: ReturnType<typeof rowsOf>, metric: string) => rows.find((one) => one.metric === metric);

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

test("fewer people than may be shown give a row without numbers, and no more of them are kept", () => {
  const stories = Array.from({ length: 7 }, answered);
  expect(tried(stories.slice(0, 4), organisation, { minimum: 5 }).rows[0]).toEqual({
    desk: "frontoffice",
    metric: "firstResponse",
    met: null,
    missed: null,
    metThen: null,
    missedThen: null,
  });
  const { cells, rows } = tried(stories, organisation, { minimum: 5 });
  expect(rows[0]).toMatchObject({ met: 7, missed: 0 });
  for (const { askers } of Object.values(cells)) expect(askers).toHaveLength(5);
});

test("the day on which something was asked is that of the organisation's own clock", () => {
  expect(dayOf("2026-12-01T22:59:59.000Z", "Europe/Amsterdam")).toBe("2026-12-01");
  expect(dayOf("2026-12-01T23:00:00.000Z", "Europe/Amsterdam")).toBe("2026-12-02");
});
