import { describe, expect, test } from "vitest";
import type { Instant } from "../../../shared/clock/instant.ts";
import type { JobId } from "../../../shared/id.ts";
import { givenUp, isAtWork, type Job } from "../../../shared/job/job.ts";
import { JobOrder } from "../../../shared/job/order.ts";
import { JobView, viewOf } from "../../../shared/job/view.ts";
import { administrator, after, someId, tuesday, vechterhout } from "../../given.ts";

const common = {
  organisation: vechterhout,
  jobId: someId<JobId>("job", 1),
  state: "running" as const,
  by: administrator.person,
  startedAt: tuesday,
  movedAt: tuesday,
  step: 2,
  walk: { left: [{ desk: "payroll", part: "open" as const }], after: "x" },
};
const cell = { desk: "payroll", metric: "ola" as const, met: 1, missed: 0, metThen: 1, missedThen: 0 };
const jobs: Job[] = [
  {
    ...common,
    kind: "recompute-clocks",
    tally: { seen: 3, changed: 2, failed: 0, pass: 1, changedInPass: 2 },
  },
  { ...common, kind: "verify-clocks", tally: { seen: 3, different: 0, unknownVersions: 0, tickets: [] } },
  {
    ...common,
    kind: "what-if",
    tally: {
      seen: 99,
      failed: 0,
      from: "2026-12-01",
      to: "2026-12-31",
      cells: { "payroll#ola": { ...cell, askers: [7] } },
    },
  },
  {
    ...common,
    kind: "rebuild-figures",
    tally: {
      phase: "walk",
      pass: 1,
      months: [],
      month: 0,
      desks: [],
      seen: 3,
      counters: 0,
      different: 0,
      write: false,
    },
  },
  { ...common, kind: "learn-topics", tally: { phase: "stand", after: "ikb", topics: 3, failed: 0 } },
];

test.each(jobs)("a job shows how far it is, and nobody's name: $kind", (job) => {
  const shown = viewOf(job);
  expect(JobView.parse(shown)).toEqual(shown);
  // Of what is tried out by the fifty: the difference of two periods would tell how many asked on a day.
  const { progress } = shown;
  expect("seen" in progress ? progress.seen : progress.topics).toBe(job.kind === "what-if" ? 50 : 3);
  expect(JSON.stringify(shown)).not.toMatch(/medewerker|beheer|walk|cells/);
});

describe("another of its kind", () => {
  const [job] = jobs as [Job];
  const at = (minutes: number): Instant => after(tuesday, minutes * 60);

  test("waits for one that is at work, and makes way for none that is done or stuck", () => {
    expect(isAtWork(job, at(14.9))).toBe(true);
    expect(isAtWork(job, at(15))).toBe(false);
    expect(isAtWork({ ...job, movedAt: at(10) }, at(24))).toBe(true);
    expect(isAtWork({ ...job, state: "done" }, tuesday)).toBe(false);
  });
});

test.each(jobs)("a job that is given up keeps nothing of what it counted of people: $kind", (job) => {
  const left = givenUp(job);
  expect(left.state).toBe("failed");
  expect(JSON.stringify(left)).not.toMatch(/askers|payroll#ola/);
});

test.each([
  [{ kind: "recompute-clocks" }, true],
  [{ kind: "rebuild-figures" }, true],
  [{ kind: "learn-topics" }, true],
  [{ kind: "rebuild-figures", write: true }, true],
  [{ kind: "what-if", candidate: {}, from: "2026-12-01", to: "2026-12-31" }, true],
  [{ kind: "what-if", candidate: {}, from: "2026-12-01" }, false],
  [{ kind: "what-if", candidate: {}, from: "1 december", to: "2026-12-31" }, false],
  [{ kind: "verify-clocks", write: true }, false],
  [{ kind: "erase-everything" }, false],
])("an order %j is taken: %s", (order, isTaken) => {
  expect(JobOrder.safeParse(order).success).toBe(isTaken);
});
