import { LambdaClient } from "@aws-sdk/client-lambda";
import { S3Client } from "@aws-sdk/client-s3";
import { SQSClient } from "@aws-sdk/client-sqs";
import { clientSettings } from "../local/emulators.ts";
import { readRunning } from "../local/running.ts";
import { CannotRun, progressLine, readArguments, runCommand, wholeNumber } from "./arguments.ts";
import { messagesOn, moveBack, type WatchedQueue, watchedQueues } from "./dead-letters.ts";
import { failedBatches, replayBatch } from "./failed-records.ts";
import { type Outputs, outputsFrom } from "./stack-outputs.ts";

const help = `Shows what failed for good, and sends it round again: messages in the dead-letter queues, and stored events
whose stream records failed. Nothing is changed unless --queue or --stream says so.

Usage: npm run replay -- [options]

  --queue NAME     move the dead letters of this queue back to it; "all" for every queue
  --max N          move N messages of a queue at the most (default: as many as lie there now)
  --stream         give the failed stream records to the stream function again
  --url URL        which host of this machine, by its API (default: the one that "npm start" started last)
  --outputs FILE   a stack on AWS, by its outputs, with the credentials and region of this shell:
                   aws cloudformation describe-stacks --stack-name NAME > FILE
  --stack NAME     which stack, where FILE describes several
  --help           this text

Without --outputs: a host of this machine. A message is deleted only after it was sent on, so a run
that is killed loses nothing. Exit code: 0 fine, 1 something could not be replayed, 2 it could not run.`;

await runCommand(async () => {
  const { values, wantsHelp } = readArguments({
    queue: { type: "string" },
    max: { type: "string" },
    stream: { type: "boolean" },
    url: { type: "string" },
    outputs: { type: "string" },
    stack: { type: "string" },
  });
  if (wantsHelp) {
    console.log(help);
    return 0;
  }
  if (values.stack && !values.outputs) {
    throw new CannotRun(
      `Write the outputs of ${values.stack} to a file with "aws cloudformation describe-stacks --stack-name ${values.stack}" and name it with --outputs.`,
    );
  }
  if (values.url && values.outputs) throw new CannotRun("Either --url or --outputs, not both.");
  const most = values.max === undefined ? undefined : wholeNumber("--max", values.max);
  const { outputs, clients } = values.outputs
    ? onAws(outputsFrom(values.outputs, values.stack))
    : onThisMachine(values.url);
  const queues = watchedQueues(outputs);
  if (!values.queue && !values.stream) return list(queues, outputs, clients);
  const replayed = [
    ...(values.queue ? [await replayQueues(chosen(queues, values.queue), clients, most)] : []),
    ...(values.stream ? [await replayStream(outputs, clients)] : []),
  ];
  return replayed.every(Boolean) ? 0 : 1;
});

type Clients = { sqs: SQSClient; s3: S3Client; lambda: LambdaClient };

function onAws(outputs: Outputs): { outputs: Outputs; clients: Clients } {
  return { outputs, clients: { sqs: new SQSClient(), s3: new S3Client(), lambda: new LambdaClient() } };
}

function onThisMachine(url: string | undefined): { outputs: Outputs; clients: Clients } {
  const { outputs, urls } = readRunning(url);
  return {
    outputs,
    clients: {
      sqs: new SQSClient(clientSettings(urls.sqs)),
      s3: new S3Client({ ...clientSettings(urls.s3), forcePathStyle: true }),
      lambda: new LambdaClient(clientSettings(urls.lambda)),
    },
  };
}

function streamOf({ FailedRecordsBucket, StreamFunctionName }: Outputs) {
  if (!FailedRecordsBucket || !StreamFunctionName) {
    throw new CannotRun("The stack has no outputs FailedRecordsBucket and StreamFunctionName.");
  }
  return { bucket: FailedRecordsBucket, functionName: StreamFunctionName };
}

async function list(
  queues: readonly WatchedQueue[],
  outputs: Outputs,
  { sqs, s3 }: Clients,
): Promise<number> {
  const { bucket } = streamOf(outputs);
  const [batches, ...counts] = await Promise.all([
    failedBatches(s3, bucket),
    ...queues.map(({ deadLetterQueueUrl }) => messagesOn(sqs, deadLetterQueueUrl)),
  ]);
  const width = Math.max(...queues.map(({ name }) => name.length), "stream".length);
  for (const [i, { name }] of queues.entries()) {
    console.log(`${name.padEnd(width)}  ${counts[i]} dead letter(s)`);
  }
  console.log(`${"stream".padEnd(width)}  ${batches.length} failed batch(es)`);
  const isClean = batches.length === 0 && counts.every((count) => count === 0);
  if (!isClean) console.log("\nSend them round again with --queue NAME, --queue all or --stream.");
  return 0;
}

function chosen(queues: readonly WatchedQueue[], wanted: string): WatchedQueue[] {
  const found = queues.filter(({ name }) => wanted === "all" || name === wanted);
  if (found.length > 0) return found;
  throw new CannotRun(
    `There is no queue ${wanted}; there are ${queues.map(({ name }) => name).join(", ")}, or all.`,
  );
}

async function replayQueues(
  queues: readonly WatchedQueue[],
  { sqs }: Clients,
  most: number | undefined,
): Promise<boolean> {
  let isWhole = true;
  const line = progressLine();
  for (const queue of queues) {
    const waiting = await messagesOn(sqs, queue.deadLetterQueueUrl);
    const wanted = Math.min(most ?? waiting, waiting);
    const moved = await moveBack(sqs, queue, wanted, (count) =>
      line.show(`${queue.name}: ${count} of ${wanted}`),
    );
    line.done();
    if (waiting > 0) console.log(`${queue.name}: ${moved} of ${waiting} dead letter(s) moved back`);
    if (moved < wanted) {
      isWhole = false;
      console.log(`${queue.name}: the others are held by another run for now; try again in a minute`);
    }
  }
  return isWhole;
}

async function replayStream(outputs: Outputs, clients: Clients): Promise<boolean> {
  const place = streamOf(outputs);
  const keys = await failedBatches(clients.s3, place.bucket);
  let isWhole = true;
  let records = 0;
  for (const key of keys) {
    const replayed = await replayBatch(clients, { ...place, key });
    if ("problem" in replayed) {
      isWhole = false;
      console.log(`${key}: ${replayed.problem}; it stays in the bucket`);
    } else {
      records += replayed.records;
    }
  }
  console.log(`stream: ${records} record(s) of ${keys.length} batch(es) replayed`);
  return isWhole;
}
