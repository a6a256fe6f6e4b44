import { Duration } from "aws-cdk-lib";
import { EventSourceMapping, FilterCriteria, FilterRule, StartingPosition } from "aws-cdk-lib/aws-lambda";
import type { Bucket } from "aws-cdk-lib/aws-s3";
import type { Construct } from "constructs";
import { type Alarms, sumOf } from "./alarms.ts";
import { type FunctionProps, HelpdeskFunction } from "./functions.ts";
import { allowKeeping, allowReading, failedTries } from "./stream.ts";
import type { HelpdeskTable } from "./table.ts";

export type FiguresProps = Pick<FunctionProps, "code" | "values"> & {
  table: HelpdeskTable;
  failedRecords: Bucket;
  alarms: Alarms;
};

/**
 * Counts questions as they change. It reads the table's stream itself: a queue between them would be asked for messages
 * all month long, and a figure may come half a minute late, so that one write counts for many questions.
 */
export function makeFigures(
  scope: Construct,
  { table, failedRecords, alarms, ...props }: FiguresProps,
): void {
  const figures = new HelpdeskFunction(scope, "FiguresFunction", {
    ...props,
    description: "Counts questions for the figures and for the demand of their topics",
    trigger: "stream",
    needs: "figures",
    // It holds the matcher of every topic, and compares questions with it.
    memoryMegabytes: 1024,
  });
  table.allow(figures, {
    actions: ["GetItem", "BatchGetItem", "Query", "PutItem", "UpdateItem", "DeleteItem"],
    indexes: ["gsi4"],
  });
  allowReading(figures, table);
  allowKeeping(figures, failedRecords);
  const mapping = new EventSourceMapping(scope, "FiguresMapping", {
    target: figures,
    eventSourceArn: table.tableStreamArn,
    startingPosition: StartingPosition.TRIM_HORIZON,
    filters: [
      FilterCriteria.filter({
        eventName: FilterRule.isEqual("INSERT"),
        dynamodb: { Keys: { sk: { S: FilterRule.beginsWith("event#") } } },
      }),
    ],
    batchSize: 100,
    maxBatchingWindow: Duration.seconds(30),
    parallelizationFactor: 1,
    bisectBatchOnError: true,
    reportBatchItemFailures: true,
    retryAttempts: 5,
    maxRecordAge: Duration.hours(6),
    onFailure: { bind: () => ({ destination: failedRecords.bucketArn }) },
  });
  // Lambda looks at the role's rights when the mapping is made.
  mapping.node.addDependency(figures.role ?? figures);
  alarms.raise("FiguresFail", {
    metric: sumOf([figures.metricErrors(), failedTries(figures, "Figures")], "failures of the figures"),
    threshold: 1,
    what: "Changes of questions were not counted; after six tries they lie in the bucket of failed records.",
    impact: "reports are wrong until those questions change again, or the figures are rebuilt",
  });
}
