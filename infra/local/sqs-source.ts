import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from "@aws-sdk/client-sqs";
import {
  batchesOf,
  controlsOf,
  type EventSource,
  isFoundEmpty,
  itemFailures,
  type Mapping,
  passes,
} from "./event-sources.ts";
import type { Functions, HostLog } from "./functions.ts";
import { pseudoParameters } from "./template.ts";

/** Lambda starts with five readers per queue; here five batches at once are plenty. */
const usualConcurrency = 5;
const shortestPauseMillis = 20;
const longestPauseMillis = 500;
/** While a window is open nobody waits for what comes in. */
const gatheringPauseMillis = 250;

type Options = {
  mapping: Mapping;
  queueUrl: string;
  sqs: SQSClient;
  functions: Functions;
  onLog: (entry: HostLog) => void;
};

/**
 * Reads a queue for a function. It asks in short calls: the emulator would hand a message to a long poll whose
 * caller has gone, and disabling must stop delivery at once.
 */
export function startSqsSource({ mapping, queueUrl, sqs, functions, onLog }: Options): EventSource {
  const controls = controlsOf(mapping);
  const { isEnabled, isStopped, wake, flush } = controls;
  const { sleep } = controls.sleeper();
  const atMost = Math.min(
    mapping.maximumConcurrency ?? usualConcurrency,
    functions.concurrencyOf(mapping.functionName),
  );
  const inHand = new Set<Promise<void>>();
  let emptyAt = Number.NEGATIVE_INFINITY;
  let isGathering = false;
  const reading = read();

  async function read(): Promise<void> {
    let pauseMillis = shortestPauseMillis;
    while (!isStopped()) {
      if (!isEnabled()) {
        await sleep(longestPauseMillis);
        continue;
      }
      if (inHand.size >= atMost) {
        await Promise.race(inHand);
        continue;
      }
      isGathering = true;
      const messages = await gather().catch(complain);
      isGathering = false;
      if (messages.length === 0) {
        await sleep(pauseMillis);
        pauseMillis = Math.min(pauseMillis * 2, longestPauseMillis);
        continue;
      }
      pauseMillis = shortestPauseMillis;
      for (const batch of batchesOf(messages, mapping.batchSize)) track(deliver(batch));
    }
  }

  function complain({ message }: Error): Message[] {
    const text = `reading ${queueUrl}: ${message}`;
    if (!isStopped()) onLog({ source: mapping.functionName, level: "error", text });
    return [];
  }

  function track(delivery: Promise<void>): void {
    const watched = delivery
      .catch((error: Error) => onLog({ source: mapping.functionName, level: "error", text: error.message }))
      .finally(() => inHand.delete(watched));
    inHand.add(watched);
  }

  /** As many as a batch holds, or what the window brings; what the filter refuses is deleted, as on AWS. */
  async function gather(): Promise<Message[]> {
    const gathered: Message[] = [];
    const startedAt = performance.now();
    let until: number | undefined;
    while (isEnabled() && !isStopped()) {
      const lookedAt = performance.now();
      const isFlushed = controls.isFlushedSince(startedAt);
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({
          QueueUrl: queueUrl,
          MaxNumberOfMessages: Math.min(10, mapping.batchSize - gathered.length),
          MessageSystemAttributeNames: ["All"],
          MessageAttributeNames: ["All"],
        }),
      );
      const wanted = Messages.filter((message) => passes(mapping.filters, filterable(message)));
      await Promise.all(Messages.filter((message) => !wanted.includes(message)).map(remove));
      gathered.push(...wanted);
      if (!isEnabled()) break;
      if (Messages.length === 0 && gathered.length === 0) emptyAt = lookedAt;
      controls.looked();
      if (gathered.length === 0) return [];
      until ??= performance.now() + mapping.windowSeconds * 1000;
      if (gathered.length >= mapping.batchSize) return gathered;
      if (Messages.length === 0 || mapping.windowSeconds === 0) {
        if (isFlushed || performance.now() >= until) return gathered;
        await sleep(Math.min(gatheringPauseMillis, until - performance.now()));
      }
    }
    await Promise.all(gathered.map((message) => giveBack(message)));
    return [];
  }

  /** What succeeded is deleted; what failed comes back when its visibility timeout ends. */
  async function deliver(messages: Message[]): Promise<void> {
    const event = { Records: messages.map((message) => recordOf(message, mapping.sourceArn)) };
    const invocation = await functions
      .invoke(mapping.functionName, JSON.stringify(event))
      .catch((error: Error) => error);
    if (invocation instanceof Error) {
      // Throttled: not the message's fault, so it is back in the queue at once.
      await Promise.all(messages.map((message) => giveBack(message)));
      return;
    }
    if (invocation.error) return;
    const failed = mapping.reportsItemFailures
      ? itemFailures(
          invocation.payload,
          messages.map(({ MessageId }) => MessageId ?? ""),
        )
      : [];
    if (failed === "all") return;
    await Promise.all(messages.filter(({ MessageId }) => !failed.includes(MessageId ?? "")).map(remove));
  }

  function remove({ ReceiptHandle }: Message) {
    return sqs.send(new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle }));
  }

  function giveBack({ ReceiptHandle }: Message) {
    return sqs.send(
      new ChangeMessageVisibilityCommand({ QueueUrl: queueUrl, ReceiptHandle, VisibilityTimeout: 0 }),
    );
  }

  return {
    mapping,
    isEnabled,
    setEnabled: controls.setEnabled,
    isDrained: async () => {
      if (!isEnabled() || inHand.size > 0) return inHand.size === 0;
      // The emulator counts a message whose delay has ended only once somebody has looked.
      if (!(await isFoundEmpty(controls, (askedAt) => emptyAt >= askedAt))) return false;
      const { Attributes = {} } = await sqs.send(
        new GetQueueAttributesCommand({
          QueueUrl: queueUrl,
          AttributeNames: ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"],
        }),
      );
      return inHand.size === 0 && Object.values(Attributes).every((count) => count === "0");
    },
    wake,
    flush,
    isHolding: () => isGathering || inHand.size > 0,
    stop: async () => {
      controls.end();
      await reading;
      await Promise.all(inHand);
    },
  };
}

function recordOf(message: Message, sourceArn: string) {
  const attributes = Object.entries(message.MessageAttributes ?? {}).map(([name, attribute]) => [
    name,
    {
      dataType: attribute.DataType,
      ...(attribute.StringValue !== undefined && { stringValue: attribute.StringValue }),
      ...(attribute.BinaryValue && { binaryValue: Buffer.from(attribute.BinaryValue).toString("base64") }),
      stringListValues: [],
      binaryListValues: [],
    },
  ]);
  return {
    messageId: message.MessageId,
    receiptHandle: message.ReceiptHandle,
    body: message.Body,
    attributes: message.Attributes ?? {},
    messageAttributes: Object.fromEntries(attributes),
    md5OfBody: message.MD5OfBody,
    eventSource: "aws:sqs",
    eventSourceARN: sourceArn,
    awsRegion: pseudoParameters.region,
  };
}

/** A pattern on `body` looks inside the body when that is JSON. */
function filterable(message: Message) {
  const record = recordOf(message, "");
  try {
    return { ...record, body: JSON.parse(record.body ?? "") };
  } catch {
    return record;
  }
}
