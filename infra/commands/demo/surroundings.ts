import { setTimeout as pause } from "node:timers/promises";
import { SQSClient } from "@aws-sdk/client-sqs";
import { clientSettings } from "../../local/emulators.ts";
import type { HostUrls } from "../../local/host.ts";
import { deadLettersOn, messagesOn, watchedQueues } from "../dead-letters.ts";

/** What can be seen around the API: nothing at all where the host is not one of this machine. */
export type Surroundings = {
  /** Resolves when the queues have brought everything where it belongs. */
  settle(): Promise<void>;
  mails(): Promise<number | null>;
  deadLetters(): Promise<number | null>;
};

export const nothingKnown: Surroundings = {
  settle: () => pause(3_000),
  mails: async () => null,
  deadLetters: async () => null,
};

/** Counts what comes on top of what lay there before. */
export async function surroundingsOf(
  { urls, outputs }: { urls: HostUrls; outputs: Record<string, string> },
  idle?: () => Promise<void>,
): Promise<Surroundings> {
  const sqs = new SQSClient(clientSettings(urls.sqs));
  const queues = watchedQueues(outputs);
  const mails = () => mailsAt(urls.mail);
  const deadLetters = () => deadLettersOn(sqs, queues);
  const [mailsBefore, deadBefore] = await Promise.all([mails(), deadLetters()]);
  const waiting = async () => {
    const counts = await Promise.all(queues.map(({ queueUrl }) => messagesOn(sqs, queueUrl)));
    return counts.reduce((sum, count) => sum + count, 0);
  };
  return {
    settle: idle ?? (() => untilQuiet(waiting)),
    mails: async () => (await mails()) - mailsBefore,
    deadLetters: async () => (await deadLetters()) - deadBefore,
  };
}

const longestWaitMillis = 180_000;
/** Longer than the stream takes to look again, so that what is between table and queue is not overlooked. */
const betweenLooksMillis = 700;

async function untilQuiet(waiting: () => Promise<number>): Promise<void> {
  const giveUpAt = performance.now() + longestWaitMillis;
  let quiet = 0;
  while (quiet < 3 && performance.now() < giveUpAt) {
    await pause(betweenLooksMillis);
    quiet = (await waiting()) === 0 ? quiet + 1 : 0;
  }
}

async function mailsAt(url: string): Promise<number> {
  const { emails } = (await (await fetch(`${url}/store`)).json()) as { emails: unknown[] };
  return emails.length;
}
