import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { bundleOptions } from "../../infra/bundle.ts";
import { functionsIn } from "./bundles.ts";

const pairs = 21;

/**
 * The CPU time to load a bundle in a fresh process: the ticket function beside one that only makes the DynamoDB and
 * SQS clients, in turns, so that a noisy moment hits both.
 */
export function coldStart(
  assembly: string,
  folder: string,
): {
  ratio: number;
  ticketsMs: number;
  bareMs: number;
  emptyMs: number;
} {
  const tickets = functionsIn(assembly).find(({ name }) => name.startsWith("Tickets"))?.folder;
  if (!tickets) throw new Error("the template has a ticket function");
  const bare = bareBundle(folder);
  const empty = join(folder, "empty.cjs");
  writeFileSync(empty, "");
  const times = { tickets: [] as number[], bare: [] as number[], empty: [] as number[] };
  for (let pair = 0; pair < pairs; pair++) {
    times.tickets.push(loadMs(join(tickets, "index.js")));
    times.bare.push(loadMs(bare));
    times.empty.push(loadMs(empty));
  }
  const ratios = times.tickets.map((ms, i) => ms / (times.bare[i] as number));
  return {
    ratio: median(ratios),
    ticketsMs: median(times.tickets),
    bareMs: median(times.bare),
    emptyMs: median(times.empty),
  };
}

function bareBundle(folder: string): string {
  const outfile = join(folder, "bare.cjs");
  buildSync({
    stdin: {
      contents: `import { DynamoDBClient, GetItemCommand, QueryCommand, PutItemCommand, UpdateItemCommand, BatchGetItemCommand, TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import { SQSClient, SendMessageBatchCommand } from "@aws-sdk/client-sqs";
export const used = [new DynamoDBClient({}), new SQSClient({}), GetItemCommand, QueryCommand, PutItemCommand, UpdateItemCommand, BatchGetItemCommand, TransactWriteItemsCommand, SendMessageBatchCommand];`,
      resolveDir: join(import.meta.dirname, "../.."),
    },
    outfile,
    ...bundleOptions,
  });
  return outfile;
}

function loadMs(file: string): number {
  const script = `const before = process.cpuUsage(); require(${JSON.stringify(file)}); const { user, system } = process.cpuUsage(before); process.stdout.write(String((user + system) / 1000));`;
  const said = execFileSync(process.execPath, ["-e", script], {
    env: {
      ...process.env,
      AWS_REGION: "eu-west-1",
      AWS_ACCESS_KEY_ID: "bench",
      AWS_SECRET_ACCESS_KEY: "bench",
    },
  });
  return Number(said.toString());
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] as number;
}
