import { Duration } from "aws-cdk-lib";
import { MathExpression, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import { CfnRule } from "aws-cdk-lib/aws-events";
import { ServicePrincipal } from "aws-cdk-lib/aws-iam";
import type { Construct } from "constructs";
import type { Alarms } from "./alarms.ts";
import type { ConsumerProps } from "./consumers.ts";
import { HelpdeskFunction } from "./functions.ts";

/** What is done by the clock, and not because somebody did something. */
export function makeSchedules(scope: Construct, { code, values, table, queues, alarms }: ConsumerProps) {
  const timers = new HelpdeskFunction(scope, "ScheduleFunction", {
    description: "Sends each question whose time has nearly come to the queue of timers",
    trigger: "schedule",
    needs: "schedule",
    values,
    code: code("schedule/timers"),
  });
  table.allow(timers, { actions: ["GetItem", "Query", "PutItem"], indexes: ["gsi3"] });
  queues.timers.grant(timers, "sqs:SendMessage");
  // The digests that are due.
  queues.notices.grant(timers, "sqs:SendMessage");
  runAt(scope, "TimersEveryMinute", timers, "rate(1 minute)");
  watch(timers, alarms);
}

/** @param expression as EventBridge writes it */
export function runAt(scope: Construct, id: string, target: HelpdeskFunction, expression: string): void {
  const rule = new CfnRule(scope, id, {
    scheduleExpression: expression,
    state: "ENABLED",
    targets: [{ id: "function", arn: target.functionArn }],
  });
  target.addPermission(`${id}Permission`, {
    principal: new ServicePrincipal("events.amazonaws.com"),
    sourceArn: rule.attrArn,
  });
}

/** One run that fails is caught up by the next; so what counts is that some run went well, and silence is a failure. */
function watch(timers: HelpdeskFunction, alarms: Alarms): void {
  alarms.raise("TimersStandStill", {
    metric: new MathExpression({
      expression: "IF(FILL(runs, 0) > FILL(errors, 0), 0, 1)",
      usingMetrics: { runs: timers.metricInvocations(), errors: timers.metricErrors() },
      label: "five minutes without a good run",
      period: Duration.minutes(5),
    }),
    threshold: 1,
    missing: TreatMissingData.BREACHING,
    what: "The schedule of timers did not run, or failed every time, for five minutes.",
    impact: "nobody is warned of deadlines and no digest goes out; the first good run catches up",
  });
}
