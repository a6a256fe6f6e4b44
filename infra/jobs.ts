import { Stack } from "aws-cdk-lib";
import { FilterPattern, type IFilterPattern } from "aws-cdk-lib/aws-logs";
import type { Construct } from "constructs";
import { type ConsumerProps, consume } from "./consumers.ts";
import { HelpdeskFunction } from "./functions.ts";
import { runAt } from "./schedules.ts";

/** Long work over all tickets and topics, a step at a time; every night clocks are verified and topics learn. */
export function makeJobs(scope: Construct, { code, values, table, queues, alarms }: ConsumerProps): void {
  const steps = new HelpdeskFunction(scope, "JobStepsFunction", {
    description: "Takes the next step of long work over all questions",
    trigger: "queue",
    needs: "jobs",
    values,
    code: code("queue/jobs"),
    // A whole processor: telling all topics apart is one step.
    memoryMegabytes: 1769,
  });
  table.allow(steps, {
    actions: ["GetItem", "BatchGetItem", "Query", "PutItem", "UpdateItem", "DeleteItem"],
    indexes: ["gsi1", "gsi3", "gsi4"],
  });
  consume(scope, queues.jobs, steps, 2);

  const nightly = new HelpdeskFunction(scope, "NightlyFunction", {
    description: "Has the clocks of all questions verified and topics learn, every night",
    trigger: "schedule",
    needs: "schedule",
    values,
    code: code("schedule/nightly"),
  });
  table.allow(nightly, { actions: ["GetItem", "PutItem"] });
  // At night in the Netherlands, when next to nothing changes.
  runAt(scope, "ClocksEveryNight", nightly, "cron(0 2 * * ? *)");

  const differs = FilterPattern.stringValue("$.message", "=", "stored differs from a replay");
  watchedIn(steps, differs);
  alarms.raise("ClocksAreNotVerified", {
    metric: watchedIn(nightly, FilterPattern.stringValue("$.level", "=", "ERROR")).metric({
      statistic: "Sum",
    }),
    threshold: 1,
    what: "Stored clocks differ from a replay of what happened, or the nightly verification could not begin.",
    impact: "deadlines, warnings and reports may be wrong for the questions that the log names by their ids",
  });
}

/** One metric out of both logs, paid only in a month in which it has a value. */
const watchedIn = (watched: HelpdeskFunction, filterPattern: IFilterPattern) =>
  watched.logGroup.addMetricFilter("NotVerified", {
    filterPattern,
    metricNamespace: Stack.of(watched).stackName,
    metricName: "ClocksNotVerified",
  });
