import { SendMessageBatchCommand, type SendMessageBatchRequestEntry, SQSClient } from "@aws-sdk/client-sqs";
import type { Outgoing } from "../../shared/contract/message.ts";

const client = new SQSClient({});

export class NotSent extends Error {
  override name = "NotSent";
}

const batchSize = 10;
const callsAtOnce = 10;

type Batch = { QueueUrl: string; Entries: SendMessageBatchRequestEntry[] };

/**
 * Sends messages, ten to a call and some calls at a time.
 * @returns the positions of those that no queue took
 * @throws NotSent for a queue that was not deployed
 */
export async function sendAll(
  outgoing: readonly Outgoing[],
  queueUrls: Readonly<Record<string, string>>,
): Promise<number[]> {
  const batches = batchesOf(outgoing, queueUrls);
  const failed: number[] = [];
  for (let start = 0; start < batches.length; start += callsAtOnce) {
    const calls = batches
      .slice(start, start + callsAtOnce)
      .map((batch) => client.send(new SendMessageBatchCommand(batch)));
    for (const { Failed = [] } of await Promise.all(calls))
      failed.push(...Failed.map(({ Id }) => Number(Id)));
  }
  return failed;
}

/** @throws NotSent where a queue did not take all of them, for whoever has nobody to tell which */
export async function sendEvery(
  outgoing: readonly Outgoing[],
  queueUrls: Readonly<Record<string, string>>,
): Promise<void> {
  const failed = await sendAll(outgoing, queueUrls);
  if (failed.length > 0) throw new NotSent(`${failed.length} messages were not taken by their queue`);
}

function batchesOf(outgoing: readonly Outgoing[], queueUrls: Readonly<Record<string, string>>): Batch[] {
  const numbered = outgoing.map((message, position) => ({ ...message, position }));
  return [...Map.groupBy(numbered, ({ queue }) => queue)].flatMap(([queue, messages]) => {
    const QueueUrl = queueUrls[queue];
    if (!QueueUrl) throw new NotSent(`there is no queue ${queue}`);
    const entries = messages.map(({ message, position, delaySeconds }) => ({
      Id: String(position),
      MessageBody: JSON.stringify(message),
      ...(delaySeconds && { DelaySeconds: delaySeconds }),
    }));
    return chunks(entries, batchSize).map((Entries) => ({ QueueUrl, Entries }));
  });
}

const chunks = <T>(all: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(i * size, (i + 1) * size));
