import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { idIn, type Json, synthesize } from "./given.ts";

const stack = synthesize();

test("the clocks are verified every night, in Dutch hours in which next to nothing changes", () => {
  const { ScheduleExpression, State, Targets } = stack.the("ClocksEveryNight").properties;
  expect([ScheduleExpression, State]).toEqual(["cron(0 2 * * ? *)", "ENABLED"]);
  expect(Targets.map(({ Arn }: Json) => idIn(Arn))).toEqual(["NightlyFunction"]);
});

test("an alarm goes off for a clock that differs, and for a night on which none could be verified", () => {
  const alarm = stack.the("AlarmClocksAreNotVerified").properties;
  const feeding = stack
    .of("AWS::Logs::MetricFilter")
    .filter(({ properties }) => properties.MetricTransformations[0].MetricName === alarm.MetricName);
  const patterns = feeding.map(({ properties }) => [idIn(properties.LogGroupName), properties.FilterPattern]);
  expect(Object.fromEntries(patterns)).toEqual({
    JobStepsFunctionLogs: '{ $.message = "stored differs from a replay" }',
    NightlyFunctionLogs: '{ $.level = "ERROR" }',
  });
  const saying = readFileSync(new URL("../../functions/jobs/verify-clocks.ts", import.meta.url), "utf8");
  expect(saying).toContain('log.error("stored differs from a replay"');
  expect(alarm).toMatchObject({ Threshold: 1, TreatMissingData: "notBreaching" });
});
