import { DescribeTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  type GetRecordsCommandOutput,
  GetShardIteratorCommand,
} from "@aws-sdk/client-dynamodb-streams";
import {
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  ReceiveMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import type {
  Context,
  DynamoDBBatchResponse,
  DynamoDBRecord,
  DynamoDBStreamEvent,
  SQSBatchResponse,
  SQSEvent,
} from "aws-lambda";
import { vi } from "vitest";
import { marshalled, type Table } from "../../functions/store/table.ts";
import type { TicketId } from "../../shared/id.ts";
import { vechterhout } from "../given.ts";

const context = { awsRequestId: "test", getRemainingTimeInMillis: () => 10_000 } as unknown as Context;
const sqs = new SQSClient({});

export const queueNames = ["routing", "notices", "timers", "jobs", "desk-payroll", "desk-shared"] as const;
export type QueueName = (typeof queueNames)[number];
export type ConsumerName = "routing" | "desk" | "notices" | "timers" | "jobs";

/** Queues of their own, made known as the infrastructure does. */
export async function someQueues(): Promise<Record<QueueName, string>> {
  const made = await Promise.all(
    queueNames.map(async (name) => {
      const QueueName = `${name}-${process.pid}-${Date.now()}`;
      await sqs.send(new CreateQueueCommand({ QueueName, Attributes: { VisibilityTimeout: "60" } }));
      // The form of address that the client is not surprised by.
      return [name, `${process.env.AWS_ENDPOINT_URL_SQS}/000000000000/${QueueName}`] as const;
    }),
  );
  const urls = Object.fromEntries(made) as Record<QueueName, string>;
  process.env.QUEUE_URLS = JSON.stringify(urls);
  return urls;
}

/** Everything that waits on a queue, taken off it. */
export async function taken(url: string): Promise<string[]> {
  const bodies: string[] = [];
  for (;;) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl: url, MaxNumberOfMessages: 10, WaitTimeSeconds: 0 }),
    );
    if (Messages.length === 0) return bodies;
    bodies.push(...Messages.map(({ Body }) => Body ?? ""));
    const Entries = Messages.map(({ ReceiptHandle }, i) => ({ Id: String(i), ReceiptHandle }));
    await sqs.send(new DeleteMessageBatchCommand({ QueueUrl: url, Entries }));
  }
}

/** Reads a table's stream from where it was left, keeping what the mapping's filters let through. */
export async function aStream({ name }: Table): Promise<() => Promise<DynamoDBRecord[]>> {
  const client = new DynamoDBStreamsClient({ endpoint: process.env.AWS_ENDPOINT_URL_DYNAMODB });
  const { Table: described } = await new DynamoDBClient({}).send(
    new DescribeTableCommand({ TableName: name }),
  );
  const StreamArn = described?.LatestStreamArn;
  const { StreamDescription } = await client.send(new DescribeStreamCommand({ StreamArn }));
  const shard = { StreamArn, ShardId: StreamDescription?.Shards?.[0]?.ShardId };
  let last: string | undefined;
  // A fresh one each time: the emulator, busy with other tables, forgets what an older iterator stood for.
  const iteratorNow = async () => {
    const from = last
      ? ({ ShardIteratorType: "AFTER_SEQUENCE_NUMBER", SequenceNumber: last } as const)
      : ({ ShardIteratorType: "TRIM_HORIZON" } as const);
    return (await client.send(new GetShardIteratorCommand({ ...shard, ...from }))).ShardIterator;
  };
  return async () => {
    const records: DynamoDBRecord[] = [];
    let iterator = await iteratorNow();
    while (iterator) {
      const page: GetRecordsCommandOutput = await client.send(
        new GetRecordsCommand({ ShardIterator: iterator }),
      );
      iterator = page.Records?.length ? page.NextShardIterator : undefined;
      records.push(...((page.Records ?? []) as unknown as DynamoDBRecord[]));
    }
    last = records.at(-1)?.dynamodb?.SequenceNumber ?? last;
    return records.filter(
      ({ eventName, dynamodb }) =>
        eventName === "INSERT" && /^(event|step)#/.test(dynamodb?.Keys?.sk?.S ?? ""),
    );
  };
}

/** Runs the stream's function over records. @returns the sequence numbers that come again */
export async function consequencesOf(Records: DynamoDBRecord[]): Promise<string[]> {
  const { handler } = await import("../../functions/stream/consequences.ts");
  const event: DynamoDBStreamEvent = { Records };
  const { batchItemFailures } = (await handler(event, context)) as DynamoDBBatchResponse;
  return batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
}

const consumers = {
  routing: () => import("../../functions/queue/routing.ts"),
  desk: () => import("../../functions/queue/desk.ts"),
  notices: () => import("../../functions/queue/notices.ts"),
  timers: () => import("../../functions/queue/timers.ts"),
  jobs: () => import("../../functions/queue/jobs.ts"),
};

type Hand = (bodies: readonly unknown[]) => Promise<number[]>;

/** Consumers that run at the same time, each in a container of its own: one container does one batch at a time. */
export async function someContainers(consumer: ConsumerName, count: number): Promise<Hand[]> {
  const containers: Hand[] = [];
  for (let i = 0; i < count; i++) {
    vi.resetModules();
    containers.push(handedTo((await consumers[consumer]()).handler as SqsHandler));
  }
  return containers;
}

/** Hands messages to a consumer in one batch. @returns the positions of those that come back */
export const hand = async (consumer: ConsumerName, bodies: readonly unknown[]) =>
  handedTo((await consumers[consumer]()).handler as SqsHandler)(bodies);

type SqsHandler = (event: SQSEvent, context: Context) => Promise<SQSBatchResponse>;

const handedTo =
  (handler: SqsHandler): Hand =>
  async (bodies) => {
    const Records = bodies.map((body, i) => ({
      messageId: String(i),
      body: typeof body === "string" ? body : JSON.stringify(body),
      eventSource: "aws:sqs",
    }));
    const { batchItemFailures } = await handler({ Records } as unknown as SQSEvent, context);
    return batchItemFailures.map(({ itemIdentifier }) => Number(itemIdentifier));
  };

/** As the stream tells of an event of each ticket. */
export const eventsOf = (...of: TicketId[]): DynamoDBRecord[] =>
  of.map((ticketId, i) => ({
    dynamodb: {
      SequenceNumber: String(i + 1),
      NewImage: marshalled({ data: { organisation: vechterhout, ticketId } }) as never,
    },
  }));

/** A container of its own of the function that counts; it gives what is to come again. */
export async function aCountingContainer(): Promise<(...of: DynamoDBRecord[]) => Promise<string[]>> {
  vi.resetModules();
  const { handler } = await import("../../functions/stream/figures.ts");
  const consume = handler as unknown as (event: DynamoDBStreamEvent) => Promise<DynamoDBBatchResponse>;
  return async (...Records) => {
    const { batchItemFailures } = await consume({ Records });
    return batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
  };
}
