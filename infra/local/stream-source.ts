import { createHash, randomUUID } from "node:crypto";
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DescribeTableCommand } from "@aws-sdk/client-dynamodb";
import {
  type _Record,
  DescribeStreamCommand,
  type DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type Shard,
} from "@aws-sdk/client-dynamodb-streams";
import { PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { SendMessageCommand, type SQSClient } from "@aws-sdk/client-sqs";
import {
  batchesOf,
  type EventSource,
  itemFailures,
  type Mapping,
  passes,
  wakeable,
} from "./event-sources.ts";
import type { Functions, HostLog, Invocation } from "./functions.ts";
import { functionArn } from "./resource-types.ts";
import { pseudoParameters } from "./template.ts";

/** AWS reads each shard four times a second. */
const pollMillis = 250;
const firstRetryMillis = 50;
const longestRetryMillis = 5_000;

/** Where reading goes on after a restart, per shard. */
export type Checkpoints = {
  get(shardId: string): string | undefined;
  set(shardId: string, sequenceNumber: string): void;
};

type Options = {
  mapping: Mapping;
  tableName: string;
  /** Everything in the stream of a table made just now is later than the mapping itself. */
  tableIsNew: boolean;
  checkpoints: Checkpoints;
  dynamodb: DynamoDBClient;
  streams: DynamoDBStreamsClient;
  s3: S3Client;
  sqs: SQSClient;
  queueUrlOf(arn: string): string;
  functions: Functions;
  onLog: (entry: HostLog) => void;
};

type StreamRecord = ReturnType<typeof recordOf>;
type Reader = { shardId: string; emptySince: number; isDone: boolean; finished: Promise<void> };

export async function startStreamSource(options: Options): Promise<EventSource> {
  const { mapping, functions, streams, checkpoints, onLog } = options;
  const { Table } = await options.dynamodb.send(new DescribeTableCommand({ TableName: options.tableName }));
  const streamArn = Table?.LatestStreamArn;
  const wakers = new Set<ReturnType<typeof wakeable>>();
  const readers = new Map<string, Reader>();
  let isEnabled = mapping.isEnabled;
  let isStopped = false;

  const wake = () => {
    for (const waker of wakers) waker.wake();
  };
  const isEarlyStart = options.tableIsNew || mapping.startingPosition !== "LATEST";
  for (const shard of await shardsOf(streams, streamArn)) {
    // Iterators are taken before the host says it is ready, so nothing written after that is missed.
    const position = checkpoints.get(shard.ShardId ?? "") ?? (isEarlyStart ? "TRIM_HORIZON" : "LATEST");
    if (!shard.ParentShardId || !readers.has(shard.ParentShardId)) await startReader(shard, position);
  }

  async function startReader(shard: Shard, position: string): Promise<void> {
    const shardId = shard.ShardId ?? "";
    if (readers.has(shardId)) return;
    const reader: Reader = { shardId, emptySince: -1, isDone: false, finished: Promise.resolve() };
    readers.set(shardId, reader);
    reader.finished = read(reader, position, await iteratorAt(shardId, position)).catch(complain);
  }

  function complain(error: unknown): void {
    if (!isStopped) onLog({ source: mapping.functionName, level: "error", text: `stream: ${error}` });
  }

  async function iteratorAt(shardId: string, position: string): Promise<string | undefined> {
    const isNumber = /^\d+$/.test(position);
    const { ShardIterator } = await streams.send(
      new GetShardIteratorCommand({
        StreamArn: streamArn,
        ShardId: shardId,
        ShardIteratorType: isNumber ? "AFTER_SEQUENCE_NUMBER" : (position as "LATEST"),
        SequenceNumber: isNumber ? position : undefined,
      }),
    );
    return ShardIterator;
  }

  async function read(reader: Reader, startPosition: string, first: string | undefined): Promise<void> {
    const waker = wakeable();
    wakers.add(waker);
    let iterator = first;
    let position = startPosition;
    let gathered: StreamRecord[] = [];
    let gatheredSince = 0;
    while (iterator && !isStopped) {
      if (!isEnabled) {
        await waker.sleep(pollMillis);
        continue;
      }
      const startedAt = performance.now();
      const page = await pageAt(iterator);
      if (!page) {
        await waker.sleep(pollMillis);
        iterator = await iteratorAt(reader.shardId, position).catch(() => iterator);
        continue;
      }
      const { Records = [], NextShardIterator } = page;
      iterator = NextShardIterator;
      position = Records.at(-1)?.dynamodb?.SequenceNumber ?? position;
      if (gathered.length === 0) gatheredSince = startedAt;
      const seen = Records.map((record) => recordOf(record, mapping.sourceArn));
      gathered.push(...seen.filter((record) => passes(mapping.filters, record)));
      const isWindowOver = performance.now() - gatheredSince >= mapping.windowSeconds * 1000 || !iterator;
      const isBatch = gathered.length >= mapping.batchSize || (gathered.length > 0 && isWindowOver);
      if (isBatch && isEnabled) {
        if (!(await processInLanes(gathered, reader.shardId))) break;
        gathered = [];
      }
      if (gathered.length === 0 && position !== startPosition) checkpoints.set(reader.shardId, position);
      if (Records.length > 0) continue;
      if (gathered.length === 0) reader.emptySince = startedAt;
      await waker.sleep(pollMillis);
    }
    wakers.delete(waker);
    reader.isDone = true;
    if (!isStopped) await startChildrenOf(reader.shardId);
  }

  /** Nothing when the stream could not be read just now, or the iterator was too old. */
  async function pageAt(iterator: string) {
    try {
      return await streams.send(new GetRecordsCommand({ ShardIterator: iterator, Limit: 1_000 }));
    } catch (error) {
      complain(error);
      return undefined;
    }
  }

  /** A closed shard hands over to its children; a parent is always finished first. */
  async function startChildrenOf(shardId: string): Promise<void> {
    for (const shard of await shardsOf(streams, streamArn)) {
      if (shard.ParentShardId === shardId) await startReader(shard, "TRIM_HORIZON");
    }
  }

  /**
   * Up to ParallelizationFactor batches at once, the changes of one item always in the same lane. Unlike on AWS,
   * reading goes on only when all lanes are done, so that one checkpoint per shard suffices.
   */
  async function processInLanes(records: StreamRecord[], shardId: string): Promise<boolean> {
    const lanes = new Map<number, StreamRecord[]>();
    for (const record of records) {
      const lane = laneOf(record, mapping.parallelizationFactor);
      lanes.set(lane, [...(lanes.get(lane) ?? []), record]);
    }
    const done = await Promise.all(
      [...lanes.values()].map(async (lane) => {
        for (const batch of batchesOf(lane, mapping.batchSize)) {
          if (!(await process(batch, shardId, 0))) return false;
        }
        return true;
      }),
    );
    return done.every(Boolean);
  }

  /** True once every record was handled or given up; false when the host stopped meanwhile. */
  async function process(batch: StreamRecord[], shardId: string, failuresBefore: number): Promise<boolean> {
    let rest = batch;
    let failures = failuresBefore;
    let pauseMillis = firstRetryMillis;
    while (rest.length > 0) {
      if (isStopped) return false;
      if (isTooOld(rest[0], mapping.maximumRecordAgeSeconds)) {
        await giveUp(rest.slice(0, 1), shardId, "RecordAgeExceeded", failures, undefined).catch(complain);
        rest = rest.slice(1);
        continue;
      }
      const invocation = await functions
        .invoke(mapping.functionName, JSON.stringify({ Records: rest }))
        .catch(() => undefined);
      if (isStopped) return false;
      // Throttled: tried again until it is let in, which costs no attempt.
      if (invocation) {
        const failedAt = firstFailure(invocation, rest);
        if (failedAt === undefined) return true;
        if (failedAt > 0) {
          // The lowest reported failure is the checkpoint: what stands before it is done.
          rest = rest.slice(failedAt);
          failures = failuresBefore;
          continue;
        }
        if (mapping.bisects && rest.length > 1) {
          // Splitting costs no attempt, as on AWS.
          const middle = Math.ceil(rest.length / 2);
          return (
            (await process(rest.slice(0, middle), shardId, failures)) &&
            (await process(rest.slice(middle), shardId, failures))
          );
        }
        failures += 1;
        if (mapping.maximumRetryAttempts >= 0 && failures > mapping.maximumRetryAttempts) {
          await giveUp(rest, shardId, "RetryAttemptsExhausted", failures, invocation).catch(complain);
          return true;
        }
      }
      await new Promise((resolve) => setTimeout(resolve, pauseMillis));
      pauseMillis = Math.min(pauseMillis * 2, longestRetryMillis);
    }
    return true;
  }

  /** Index of the first record that failed; nothing when all went well. */
  function firstFailure(invocation: Invocation, batch: StreamRecord[]): number | undefined {
    if (invocation.error) return 0;
    if (!mapping.reportsItemFailures) return undefined;
    const numbers = batch.map(({ dynamodb }) => dynamodb.SequenceNumber ?? "");
    const failed = itemFailures(invocation.payload, numbers);
    if (failed === "all") return 0;
    return failed.length === 0 ? undefined : Math.min(...failed.map((number) => numbers.indexOf(number)));
  }

  /** S3 receives the whole invocation record, a queue the same without its payload. */
  async function giveUp(
    batch: StreamRecord[],
    shardId: string,
    condition: "RetryAttemptsExhausted" | "RecordAgeExceeded",
    invocations: number,
    last: Invocation | undefined,
  ): Promise<void> {
    const numbers = batch.map(({ dynamodb }) => dynamodb.SequenceNumber);
    onLog({
      source: mapping.functionName,
      level: "error",
      text: `gave up on ${batch.length} stream record(s) from ${numbers[0]}: ${condition}`,
    });
    const destination = mapping.onFailureArn;
    if (!destination) return;
    const now = new Date();
    const arrival = (record: StreamRecord | undefined) =>
      new Date((record?.dynamodb.ApproximateCreationDateTime ?? 0) * 1000)
        .toISOString()
        .replace(".000Z", "Z");
    const metadata = {
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
        startSequenceNumber: numbers[0],
        endSequenceNumber: numbers.at(-1),
        approximateArrivalOfFirstRecord: arrival(batch[0]),
        approximateArrivalOfLastRecord: arrival(batch.at(-1)),
        batchSize: batch.length,
        streamArn: mapping.sourceArn,
      },
    };
    if (destination.startsWith("arn:aws:s3:::")) {
      const [day = "", time = ""] = now.toISOString().slice(0, 19).split("T");
      const key = `aws/lambda/${mapping.uuid}/${shardId}/${day.replaceAll("-", "/")}/${day}T${time.replaceAll(":", ".")}-${randomUUID()}`;
      const body = JSON.stringify({ ...metadata, payload: JSON.stringify({ Records: batch }) });
      await options.s3.send(
        new PutObjectCommand({ Bucket: destination.slice("arn:aws:s3:::".length), Key: key, Body: body }),
      );
    } else {
      const message = { QueueUrl: options.queueUrlOf(destination), MessageBody: JSON.stringify(metadata) };
      await options.sqs.send(new SendMessageCommand(message));
    }
  }

  return {
    mapping,
    isEnabled: () => isEnabled,
    setEnabled: (enabled) => {
      isEnabled = enabled;
      wake();
    },
    isDrained: async () => {
      if (!isEnabled) return true;
      const askedAt = performance.now();
      while (performance.now() < askedAt + 1_000) {
        wake();
        if ([...readers.values()].every(({ isDone, emptySince }) => isDone || emptySince >= askedAt))
          return true;
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      return false;
    },
    wake,
    stop: async () => {
      isStopped = true;
      wake();
      await Promise.all([...readers.values()].map(({ finished }) => finished));
    },
  };
}

async function shardsOf(streams: DynamoDBStreamsClient, streamArn: string | undefined): Promise<Shard[]> {
  const shards: Shard[] = [];
  let after: string | undefined;
  do {
    const { StreamDescription } = await streams.send(
      new DescribeStreamCommand({ StreamArn: streamArn, ExclusiveStartShardId: after }),
    );
    shards.push(...(StreamDescription?.Shards ?? []));
    after = StreamDescription?.LastEvaluatedShardId;
  } while (after);
  return shards;
}

/** The record as Lambda hands it over: seconds for the instant, base64 for bytes. */
function recordOf({ dynamodb, ...record }: _Record, sourceArn: string) {
  const images = JSON.parse(
    JSON.stringify(
      { Keys: dynamodb?.Keys, NewImage: dynamodb?.NewImage, OldImage: dynamodb?.OldImage },
      (_, value) => (value instanceof Uint8Array ? Buffer.from(value).toString("base64") : value),
    ),
  );
  return {
    eventID: record.eventID,
    eventName: record.eventName,
    eventVersion: "1.1",
    eventSource: "aws:dynamodb",
    awsRegion: pseudoParameters.region,
    dynamodb: {
      ApproximateCreationDateTime: Math.floor((dynamodb?.ApproximateCreationDateTime?.getTime() ?? 0) / 1000),
      ...images,
      SequenceNumber: dynamodb?.SequenceNumber,
      SizeBytes: dynamodb?.SizeBytes,
      StreamViewType: dynamodb?.StreamViewType,
    },
    eventSourceARN: sourceArn,
    ...(record.userIdentity && {
      userIdentity: { principalId: record.userIdentity.PrincipalId, type: record.userIdentity.Type },
    }),
  };
}

function laneOf(record: StreamRecord, lanes: number): number {
  if (lanes === 1) return 0;
  const keys = JSON.stringify(Object.entries(record.dynamodb.Keys ?? {}).sort());
  return createHash("sha256").update(keys).digest().readUInt32BE() % lanes;
}

function isTooOld(record: StreamRecord | undefined, mostSeconds: number): boolean {
  if (!record || mostSeconds < 0) return false;
  return Date.now() / 1000 - record.dynamodb.ApproximateCreationDateTime > mostSeconds;
}
