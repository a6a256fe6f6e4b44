import { SendMessageBatchCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { Outgoing } from "../../shared/contract/message.ts";

const client = new SQSClient({});

export class NotSent extends Error {
  override name = "NotSent";
}

const batchSize = 10;

/**
 * Sends messages, ten to a call.
 * @returns the positions of those that no queue took
 * @throws NotSent for a queue that was not deployed
 */
export async function sendAll(
  outgoing: readonly Outgoing[],
  queueUrls: Readonly<Record<string, string>>,
): Promise<number[]> {
  const failed: number[] = [];
  const numbered = outgoing.map((message, position) => ({ ...message, position }));
  const byQueue = Map.groupBy(numbered, ({ queue }) => queue);
  for (const [queue, messages] of byQueue) {
    const QueueUrl = queueUrls[queue];
    if (!QueueUrl) throw new NotSent(`there is no queue ${queue}`);
    for (let start = 0; start < messages.length; start += batchSize) {
      const Entries = messages
        .slice(start, start + batchSize)
        .map(({ message, position }) => ({ Id: String(position), MessageBody: JSON.stringify(message) }));
      const { Failed = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
      failed.push(...Failed.map(({ Id }) => Number(Id)));
    }
  }
  return failed;
}
