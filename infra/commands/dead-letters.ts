import {
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
  type SQSClient,
} from "@aws-sdk/client-sqs";
import * as z from "zod";
import { CannotRun } from "./arguments.ts";

/** A queue of the helpdesk, and the one where its messages lie that failed too often. */
export type WatchedQueue = { name: string; queueUrl: string; deadLetterQueueUrl: string };

const Output = z.record(z.string(), z.object({ queueUrl: z.url(), deadLetterQueueUrl: z.url() }));

/** The queues out of the stack's output `DeadLetterQueues`. */
export function watchedQueues(outputs: Readonly<Record<string, string>>): WatchedQueue[] {
  const text = outputs.DeadLetterQueues;
  if (!text) throw new CannotRun("The stack has no output DeadLetterQueues: is this the helpdesk's stack?");
  return Object.entries(Output.parse(JSON.parse(text))).map(([name, urls]) => ({ name, ...urls }));
}

export async function messagesOn(sqs: SQSClient, queueUrl: string): Promise<number> {
  const { Attributes = {} } = await sqs.send(
    new GetQueueAttributesCommand({
      QueueUrl: queueUrl,
      AttributeNames: ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"],
    }),
  );
  return Object.values(Attributes).reduce((sum, count) => sum + Number(count), 0);
}

export async function deadLettersOn(sqs: SQSClient, queues: readonly WatchedQueue[]): Promise<number> {
  const counts = await Promise.all(
    queues.map(({ deadLetterQueueUrl }) => messagesOn(sqs, deadLetterQueueUrl)),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}

/** Longer than one message takes, and short enough that what a killed run held comes back soon. */
const heldSeconds = 60;
const emptyLooks = 3;

/**
 * Moves dead letters back to their queue: receive, send, delete. Killed half-way, a message is in one queue or in
 * both, never in none; whoever reads it bears that it comes twice.
 * @param most how many at the most, so that what fails again is not moved round and round
 */
export async function moveBack(
  sqs: SQSClient,
  { queueUrl, deadLetterQueueUrl }: WatchedQueue,
  most: number,
  onMoved: (moved: number) => void = () => {},
): Promise<number> {
  let moved = 0;
  let empty = 0;
  // A short look at a large queue may see nothing although something is there.
  while (moved < most && empty < emptyLooks) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: deadLetterQueueUrl,
        MaxNumberOfMessages: Math.min(10, most - moved),
        VisibilityTimeout: heldSeconds,
        WaitTimeSeconds: 1,
        MessageAttributeNames: ["All"],
      }),
    );
    empty = Messages.length === 0 ? empty + 1 : 0;
    for (const message of Messages) {
      await moveOne(sqs, message, queueUrl, deadLetterQueueUrl);
      moved += 1;
      onMoved(moved);
    }
  }
  return moved;
}

async function moveOne(sqs: SQSClient, message: Message, to: string, from: string): Promise<void> {
  const { Body, MessageAttributes, ReceiptHandle } = message;
  await sqs.send(new SendMessageCommand({ QueueUrl: to, MessageBody: Body, MessageAttributes }));
  await sqs.send(new DeleteMessageCommand({ QueueUrl: from, ReceiptHandle }));
}
