import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { BatchWriteItemCommand } from "@aws-sdk/client-dynamodb";
import { CreateQueueCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { Context } from "aws-lambda";
import { keys, timerPlace } from "../../functions/store/keys.ts";
import { marshalled, openTable } from "../../functions/store/table.ts";
import { clientSettings, startDynamoDb, startQueuesAndBuckets } from "../../infra/local/emulators.ts";
import { placeTable } from "../../infra/local/tables.ts";
import { readAssembly } from "../../infra/local/template.ts";
import { instantOf } from "../../shared/clock/instant.ts";
import type { TicketId } from "../../shared/id.ts";
import { someId, vechterhout } from "../given.ts";
import { countingProxy } from "./cost.ts";

const openTickets = [1_000, 10_000, 100_000];
const dueNow = 500;
const dayMs = 86_400_000;

export type TimerWork = { openTickets: number; readUnitsPerTimer: number; cpuMsPerTimer: number };

/**
 * What one run of the schedule takes for each timer that is due, with ever more tickets open. Tickets are stored as far
 * as the emulator bears; beyond, the units that it counts stay the same, since a range of the index is read and no more.
 */
export async function workPerTimer(assembly: string): Promise<TimerWork[]> {
  const [database, queues] = await Promise.all([startDynamoDb(), startQueuesAndBuckets()]);
  const units = { write: 0, read: 0 };
  const proxy = await countingProxy(database.url, units);
  try {
    const { handler, table } = await theSchedule(assembly, proxy.url, queues.url);
    const run = async () => {
      const before = { read: units.read, cpu: process.cpuUsage() };
      await handler({} as never, {} as Context);
      const { user, system } = process.cpuUsage(before.cpu);
      return {
        readUnitsPerTimer: (units.read - before.read) / dueNow,
        cpuMsPerTimer: (user + system) / 1000 / dueNow,
      };
    };
    const measured: TimerWork[] = [];
    let stored = 0;
    for (const open of openTickets) {
      await store(table, stored, open, (n) => Date.now() + (1 + (n % 300)) * dayMs);
      stored = open;
      // Once around, so that the code is warm and only the new timers are sent.
      if (measured.length === 0) await run();
      // After what the last run sent, and before what the next will read again since the index may be late.
      await pause(12_000);
      await store(
        table,
        1_000_000 + open,
        1_000_000 + open + dueNow,
        (n) => Date.now() + 342_000 + (n % 4_000),
      );
      measured.push({ openTickets: open, ...(await run()) });
    }
    return measured;
  } finally {
    await Promise.all([proxy.stop(), database.stop(), queues.stop()]);
  }
}

/** The function as it stands, with the table that the template describes and a queue of its own. */
async function theSchedule(assembly: string, dynamodbUrl: string, sqsUrl: string) {
  const credentials = clientSettings(dynamodbUrl).credentials as {
    accessKeyId: string;
    secretAccessKey: string;
  };
  const sqs = new SQSClient(clientSettings(sqsUrl));
  await sqs.send(new CreateQueueCommand({ QueueName: "timers" }));
  const address = `${sqsUrl}/000000000000/timers`;
  Object.assign(process.env, {
    AWS_REGION: "eu-west-1",
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_ENDPOINT_URL_DYNAMODB: dynamodbUrl,
    AWS_ENDPOINT_URL_SQS: sqsUrl,
    TABLE_NAME: "timers",
    QUEUE_URLS: JSON.stringify({ timers: address, notices: address }),
    LAMBDA_TASK_ROOT: join(assembly, ".bundles/schedule/timers"),
  });
  const { Resources } = readAssembly(assembly).template;
  const described = Object.values(Resources).find(({ Type }) => Type === "AWS::DynamoDB::Table");
  const { StreamSpecification, ...properties } = (described?.Properties ?? {}) as Record<string, unknown>;
  const table = openTable("timers");
  await placeTable(table.client, "timers", properties as never);
  const { handler } = await import("../../functions/schedule/timers.ts");
  return { handler, table };
}

type Table = ReturnType<typeof openTable>;

async function store(table: Table, from: number, to: number, dueAt: (n: number) => number): Promise<void> {
  const starts = Array.from({ length: Math.ceil((to - from) / 25) }, (_, i) => from + i * 25);
  const writer = async () => {
    for (let start = starts.pop(); start !== undefined; start = starts.pop()) {
      const numbers = Array.from({ length: Math.min(25, to - start) }, (_, i) => (start as number) + i);
      const puts = numbers.map((n) => {
        const ticketId = ticketIdOf(n);
        const place = timerPlace(vechterhout, ticketId, instantOf(dueAt(n)));
        return {
          PutRequest: { Item: marshalled({ ...keys.image(vechterhout, ticketId), ...place, data: {} }) },
        };
      });
      await table.client.send(new BatchWriteItemCommand({ RequestItems: { [table.name]: puts } }));
    }
  };
  await Promise.all(Array.from({ length: 8 }, writer));
}

/** Different in its last characters, by which timers are spread. */
const ticketIdOf = (n: number): TicketId =>
  `${someId<TicketId>("ticket", 0).slice(0, -8)}${n.toString().padStart(8, "0")}` as TicketId;
