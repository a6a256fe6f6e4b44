import { randomUUID } from "node:crypto";
import { PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { SendMessageCommand, type SQSClient } from "@aws-sdk/client-sqs";
import type { Mapping } from "./event-sources.ts";
import type { HostLog, Invocation } from "./functions.ts";
import { writtenInstant } from "./host-clock.ts";
import { functionArn } from "./resource-types.ts";
import type { StreamRecord } from "./stream-records.ts";

export type GivingUp = {
  mapping: Mapping;
  s3: S3Client;
  sqs: SQSClient;
  queueUrlOf(arn: string): string;
  onLog: (entry: HostLog) => void;
};

export type Reason = {
  shardId: string;
  condition: "RetryAttemptsExhausted" | "RecordAgeExceeded";
  invocations: number;
  last: Invocation | undefined;
};

/** S3 receives the whole invocation record, a queue the same without its payload. */
export async function giveUp(options: GivingUp, batch: StreamRecord[], reason: Reason): Promise<void> {
  const { mapping, onLog } = options;
  const text = `gave up on ${batch.length} stream record(s) from ${numberOf(batch[0])}: ${reason.condition}`;
  onLog({ source: mapping.functionName, level: "error", text });
  const destination = mapping.onFailureArn;
  if (!destination) return;
  const now = new Date();
  const record = invocationRecord(mapping, batch, reason, now);
  if (destination.startsWith("arn:aws:s3:::")) {
    const Bucket = destination.slice("arn:aws:s3:::".length);
    const Body = JSON.stringify({ ...record, payload: JSON.stringify({ Records: batch }) });
    const Key = `aws/lambda/${mapping.uuid}/${reason.shardId}/${placeInTime(now)}-${randomUUID()}`;
    await options.s3.send(new PutObjectCommand({ Bucket, Key, Body }));
  } else {
    const QueueUrl = options.queueUrlOf(destination);
    await options.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(record) }));
  }
}

function invocationRecord(mapping: Mapping, batch: StreamRecord[], reason: Reason, now: Date) {
  const { shardId, condition, invocations, last } = reason;
  return {
    requestContext: {
      requestId: last?.requestId ?? randomUUID(),
      functionArn: functionArn(mapping.functionName),
      condition,
      approximateInvokeCount: invocations,
    },
    ...(last && {
      responseContext: {
        statusCode: 200,
        executedVersion: "$LATEST",
        functionError: last.error ? "Unhandled" : null,
      },
    }),
    version: "1.0",
    timestamp: now.toISOString(),
    DDBStreamBatchInfo: {
      shardId,
      startSequenceNumber: numberOf(batch[0]),
      endSequenceNumber: numberOf(batch.at(-1)),
      approximateArrivalOfFirstRecord: arrivalOf(batch[0]),
      approximateArrivalOfLastRecord: arrivalOf(batch.at(-1)),
      batchSize: batch.length,
      streamArn: mapping.sourceArn,
    },
  };
}

/** `2026/12/01/2026-12-01T09.00.00`, as Lambda names the files of a bucket. */
function placeInTime(now: Date): string {
  const [day = "", time = ""] = now.toISOString().slice(0, 19).split("T");
  return `${day.replaceAll("-", "/")}/${day}T${time.replaceAll(":", ".")}`;
}

function numberOf(record: StreamRecord | undefined): string | undefined {
  return record?.dynamodb.SequenceNumber;
}

function arrivalOf(record: StreamRecord | undefined): string {
  return writtenInstant((record?.dynamodb.ApproximateCreationDateTime ?? 0) * 1000);
}
