import { describe, expect, test } from "vitest";
import { scheduleOf } from "../../infra/local/schedule-expression.ts";

const nextRuns = (expression: string, after: string, count = 1) => {
  const { next } = scheduleOf(expression);
  const runs: (string | undefined)[] = [];
  for (let at: number | undefined = Date.parse(after); runs.length < count && at !== undefined; ) {
    at = next(at);
    runs.push(at === undefined ? undefined : new Date(at).toISOString().replace(":00.000Z", "Z"));
  }
  return runs;
};

describe("the next runs of a schedule", () => {
  test.each([
    ["rate(1 minute)", "2026-12-01T08:59:30Z", ["2026-12-01T09:00Z", "2026-12-01T09:01Z"]],
    ["rate(5 minutes)", "2026-12-01T09:00:00Z", ["2026-12-01T09:05Z", "2026-12-01T09:10Z"]],
    ["rate(2 hours)", "2026-12-01T23:10:59Z", ["2026-12-02T01:10Z", "2026-12-02T03:10Z"]],
    ["rate(1 day)", "2026-12-31T09:00:00Z", ["2027-01-01T09:00Z"]],

    ["cron(* * * * ? *)", "2026-12-01T08:59:59.999Z", ["2026-12-01T09:00Z", "2026-12-01T09:01Z"]],
    ["cron(0 6 * * ? *)", "2026-12-01T06:00:00Z", ["2026-12-02T06:00Z"]],
    ["cron(0 6 * * ? *)", "2026-12-01T05:59:59Z", ["2026-12-01T06:00Z"]],
    // 4 December 2026 is a Friday.
    ["cron(30 6 ? * MON-FRI *)", "2026-12-04T06:30:00Z", ["2026-12-07T06:30Z", "2026-12-08T06:30Z"]],
    ["cron(30 6 ? * 2-6 *)", "2026-12-04T06:30:00Z", ["2026-12-07T06:30Z"]],
    ["cron(0 12 ? * 1,sat *)", "2026-12-04T00:00:00Z", ["2026-12-05T12:00Z", "2026-12-06T12:00Z"]],
    ["cron(0/15 8-9 * * ? *)", "2026-12-01T08:40:00Z", ["2026-12-01T08:45Z", "2026-12-01T09:00Z"]],
    ["cron(0/15 8-9 * * ? *)", "2026-12-01T09:45:00Z", ["2026-12-02T08:00Z"]],
    ["cron(*/20,5 8 * * ? *)", "2026-12-01T08:00:00Z", ["2026-12-01T08:05Z", "2026-12-01T08:20Z"]],
    ["cron(0 0-12/6 * * ? *)", "2026-12-01T00:00:00Z", ["2026-12-01T06:00Z", "2026-12-01T12:00Z"]],
    ["cron(0 9 1 JAN,7 ? *)", "2026-12-01T00:00:00Z", ["2027-01-01T09:00Z", "2027-07-01T09:00Z"]],
    ["cron(0 9 29 2 ? *)", "2026-12-01T00:00:00Z", ["2028-02-29T09:00Z"]],
    ["cron(0 9 L * ? *)", "2027-02-01T00:00:00Z", ["2027-02-28T09:00Z", "2027-03-31T09:00Z"]],
    // 15 August 2026 is a Saturday, 1 November 2026 a Sunday, and 31 October 2026 a Saturday.
    ["cron(0 9 15W * ? *)", "2026-08-01T00:00:00Z", ["2026-08-14T09:00Z", "2026-09-15T09:00Z"]],
    ["cron(0 9 1W * ? *)", "2026-10-31T00:00:00Z", ["2026-11-02T09:00Z"]],
    ["cron(0 9 31W * ? *)", "2026-10-01T00:00:00Z", ["2026-10-30T09:00Z", "2026-12-31T09:00Z"]],
    ["cron(0 9 ? * 6L *)", "2026-12-01T00:00:00Z", ["2026-12-25T09:00Z", "2027-01-29T09:00Z"]],
    ["cron(0 9 ? * 3#2 *)", "2026-12-01T00:00:00Z", ["2026-12-08T09:00Z", "2027-01-12T09:00Z"]],
    ["cron(0 9 1 1 ? 2026-2027)", "2026-12-01T00:00:00Z", ["2027-01-01T09:00Z", undefined]],
  ])("%s after %s", (expression, after, expected) => {
    expect(nextRuns(expression, after, expected.length)).toEqual(expected);
  });
});

describe("what AWS would refuse, the host refuses too", () => {
  test.each([
    ["rate(1 minutes)", 'it writes "1 minute"'],
    ["rate(5 minute)", 'it writes "1 minute"'],
    ["rate(0 minutes)", "no number|not a number"],
    ["rate(90 seconds)", "not a number of minutes"],
    ["at(2026-12-01T09:00:00)", "neither rate(...) nor cron(...)"],
    ["cron(0 6 * * *)", "not the six fields"],
    ["cron(0 6 * * * *)", "needs a ?"],
    ["cron(0 6 ? * ? *)", "needs a ?"],
    ["cron(60 6 * * ? *)", '"60" where 0-59 may stand'],
    ["cron(0 6 0 * ? *)", '"0" where 1-31 may stand'],
    ["cron(0 6 ? * 0 *)", '"0" where 1-7 may stand'],
    ["cron(0 6 ? * MO *)", '"MO" where 1-7 may stand'],
    ["cron(0 20-6 * * ? *)", "ends before it begins"],
    ["cron(0/0 6 * * ? *)", "the step 0"],
    ["cron( 6 * * ? *)", "not the six fields"],
  ])("%s", (expression, reason) => {
    expect(() => scheduleOf(expression)).toThrow(
      new RegExp(reason.replace(/[?().]/g, (sign) => `\\${sign}`)),
    );
  });
});
