import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import middy from "@middy/core";
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from "aws-lambda";
import type { Instant } from "../../shared/clock/instant.ts";
import { needs } from "../../shared/contract/environment.ts";
import {
  type JobStep,
  messagesFor,
  type Outgoing,
  stepMessage,
  timerIfNear,
} from "../../shared/contract/message.ts";
import type { TicketEvent } from "../../shared/ticket/event.ts";
import { sendAll } from "../outbox/queues.ts";
import { environment } from "../runtime/environment.ts";
import { log, placeOf } from "../runtime/log.ts";
import { now } from "../runtime/now.ts";
import { knownOrganisation } from "../runtime/organisations.ts";

/** A stored event becomes messages. Only what is stored has consequences, and whatever is stored has them. */
export const handler = middy<DynamoDBStreamEvent, DynamoDBBatchResponse>().handler(async ({ Records }) => {
  const { QUEUE_URLS } = environment(...needs.stream);
  const deskQueues = Object.keys(QUEUE_URLS).flatMap((name) => /^desk-(.+)$/.exec(name)?.[1] ?? []);
  const outgoing: (Outgoing & { record: DynamoDBRecord })[] = [];
  for (const record of Records) {
    try {
      const { stored, timerAt } = storedIn(record);
      const messages = "jobId" in stored ? [stepMessage(stored)] : afterEvent(stored, timerAt, deskQueues);
      outgoing.push(...messages.map((message) => ({ ...message, record })));
    } catch (error) {
      log.error("a record without consequences", placeOf(error));
      // Everything before it may go; a stream goes on from the first that failed.
      return failedFrom(record, await unsent(outgoing, QUEUE_URLS));
    }
  }
  return failedFrom(undefined, await unsent(outgoing, QUEUE_URLS));
});

function afterEvent(
  event: TicketEvent,
  timerAt: Instant | undefined,
  deskQueues: readonly string[],
): Outgoing[] {
  const { organisation, ticketId } = event;
  return [
    ...messagesFor(event, knownOrganisation(organisation), deskQueues),
    ...timerIfNear({ organisation, ticketId }, timerAt, now()),
  ];
}

/** The next step of a job, or an event; with the last of a change comes when its ticket next wants looking at. */
function storedIn({ dynamodb }: DynamoDBRecord): {
  stored: TicketEvent | JobStep;
  timerAt: Instant | undefined;
} {
  const image = dynamodb?.NewImage as Record<string, AttributeValue> | undefined;
  if (!image) throw new Error("a stream record holds the new image");
  const { data, timerAt } = unmarshall(image);
  return { stored: data as TicketEvent | JobStep, timerAt: timerAt as Instant | undefined };
}

type Sent = Outgoing & { record: DynamoDBRecord };

async function unsent(outgoing: readonly Sent[], urls: Record<string, string>): Promise<DynamoDBRecord[]> {
  const failed = await sendAll(outgoing, urls);
  if (failed.length > 0) log.warn("messages not taken by their queue", { count: failed.length });
  return failed.flatMap((position) => outgoing[position]?.record ?? []);
}

/** Records after the first failed one come again; whoever reads their messages bears that. */
function failedFrom(
  broken: DynamoDBRecord | undefined,
  unsentRecords: readonly DynamoDBRecord[],
): DynamoDBBatchResponse {
  const failed = [...unsentRecords, ...(broken ? [broken] : [])];
  const identifiers = failed.flatMap(({ dynamodb }) => dynamodb?.SequenceNumber ?? []);
  return { batchItemFailures: identifiers.map((itemIdentifier) => ({ itemIdentifier })) };
}
