import { Duration, RemovalPolicy, Stack, Validations } from "aws-cdk-lib";
import { PolicyStatement } from "aws-cdk-lib/aws-iam";
import { EventSourceMapping, FilterCriteria, FilterRule, StartingPosition } from "aws-cdk-lib/aws-lambda";
import { FilterPattern } from "aws-cdk-lib/aws-logs";
import { BlockPublicAccess, Bucket, BucketEncryption } from "aws-cdk-lib/aws-s3";
import type { Construct } from "constructs";
import { type Alarms, sumOf } from "./alarms.ts";
import { type FunctionProps, HelpdeskFunction } from "./functions.ts";
import type { Queues } from "./queues.ts";
import type { HelpdeskTable } from "./table.ts";

const impact = "what happened to questions has no consequences: no routing, no hand-over, no mail";

export type StreamProps = Pick<FunctionProps, "code" | "values"> & {
  table: HelpdeskTable;
  queues: Queues;
  alarms: Alarms;
};

/** Stored events become messages. What cannot be turned into one is kept whole in a bucket, to be replayed. */
export function makeStream(scope: Construct, { table, queues, alarms, ...props }: StreamProps) {
  const consequences = new HelpdeskFunction(scope, "ConsequencesFunction", {
    ...props,
    description: "Turns stored events into messages",
    trigger: "stream",
    needs: "stream",
  });
  allowReading(consequences, table);
  for (const queue of Object.values(queues.all)) queue.grant(consequences, "sqs:SendMessage");

  const failedRecords = bucketForFailedRecords(scope);
  allowKeeping(consequences, failedRecords);
  const mapping = new EventSourceMapping(scope, "ConsequencesMapping", {
    target: consequences,
    eventSourceArn: table.tableStreamArn,
    startingPosition: StartingPosition.TRIM_HORIZON,
    filters: ["event#", "step#"].map((begins) =>
      FilterCriteria.filter({
        eventName: FilterRule.isEqual("INSERT"),
        dynamodb: { Keys: { sk: { S: FilterRule.beginsWith(begins) } } },
      }),
    ),
    batchSize: 100,
    parallelizationFactor: 2,
    bisectBatchOnError: true,
    reportBatchItemFailures: true,
    retryAttempts: 5,
    maxRecordAge: Duration.hours(6),
    // CDK's own destination lets the function read and delete in the bucket as well.
    onFailure: { bind: () => ({ destination: failedRecords.bucketArn }) },
  });
  // Lambda looks at the role's rights when the mapping is made.
  mapping.node.addDependency(consequences.role ?? consequences);
  watch(consequences, alarms);
  return { consequences, failedRecords };
}

export function allowReading(consequences: HelpdeskFunction, table: HelpdeskTable): void {
  table.grantStreamRead(consequences);
  Validations.of(consequences.role ?? consequences).acknowledge({
    id: "AwsSolutions-IAM5[Resource::*]",
    reason:
      "dynamodb:ListStreams, which Lambda asks for before it reads a stream, knows no narrower resource.",
  });
}

/** What Lambda asks for when the mapping is made, to keep a failed batch. */
export function allowKeeping(consequences: HelpdeskFunction, failedRecords: Bucket): void {
  consequences.addToRolePolicy(
    new PolicyStatement({ actions: ["s3:ListBucket"], resources: [failedRecords.bucketArn] }),
  );
  consequences.addToRolePolicy(
    new PolicyStatement({
      actions: ["s3:PutObject"],
      resources: [failedRecords.arnForObjects("*")],
    }),
  );
  Validations.of(consequences.role ?? consequences).acknowledge({
    id: "AwsSolutions-IAM5[Resource::<FailedRecords.Arn>/*]",
    reason: "Lambda names each failed batch itself, and the bucket holds nothing else.",
  });
}

function bucketForFailedRecords(scope: Construct): Bucket {
  const bucket = new Bucket(scope, "FailedRecords", {
    encryption: BucketEncryption.S3_MANAGED,
    enforceSSL: true,
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    versioned: true,
    lifecycleRules: [
      {
        expiration: Duration.days(60),
        noncurrentVersionExpiration: Duration.days(1),
        abortIncompleteMultipartUploadAfter: Duration.days(1),
      },
    ],
    removalPolicy: RemovalPolicy.RETAIN,
  });
  Validations.of(bucket).acknowledge({
    id: "AwsSolutions-S1",
    reason:
      "It holds ids of changes for sixty days and nothing is public; a second bucket of access logs would hold more than the first.",
  });
  return bucket;
}

function watch(consequences: HelpdeskFunction, alarms: Alarms): void {
  alarms.raise("StreamIsBehind", {
    metric: consequences.metric("IteratorAge", { statistic: "Maximum" }),
    threshold: Duration.minutes(5).toMilliseconds(),
    what: "Stored events wait longer than five minutes.",
    impact: `for now, ${impact}`,
  });
  alarms.raise("StreamFails", {
    metric: sumOf([consequences.metricErrors(), failedTries(consequences)], "failures of the stream"),
    threshold: 1,
    what: "Stored events were not turned into messages; after six tries they lie in the bucket of failed records.",
    impact: `if it goes on, and then until they are replayed, ${impact}`,
  });
}

/**
 * A batch that fails in part is no error of the function, so its log tells. The mapping's own count of events is six
 * paid metrics; this is one, and paid only in a month in which something failed.
 */
export function failedTries(reader: HelpdeskFunction, of = "Stream") {
  return reader.logGroup
    .addMetricFilter("FailedTries", {
      filterPattern: FilterPattern.any(
        FilterPattern.stringValue("$.level", "=", "ERROR"),
        FilterPattern.stringValue("$.level", "=", "WARN"),
      ),
      metricNamespace: Stack.of(reader).stackName,
      metricName: `FailedTriesOf${of}`,
    })
    .metric({ statistic: "Sum" });
}
