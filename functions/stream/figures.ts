import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import middy from "@middy/core";
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from "aws-lambda";
import type { TicketEvent } from "../../shared/ticket/event.ts";
import { countTickets, type TicketOf } from "../reports/count.ts";
import { log, placeOf } from "../runtime/log.ts";
import { now } from "../runtime/now.ts";

/** Stored events change what is counted for their tickets: each ticket once, however many events it has in the batch. */
export const handler = middy<DynamoDBStreamEvent, DynamoDBBatchResponse>().handler(async ({ Records }) => {
  const broken: DynamoDBRecord[] = [];
  const read = Records.flatMap((record) => {
    try {
      return { record, ticket: ticketIn(record) };
    } catch (error) {
      log.error("a record without a ticket", placeOf(error));
      broken.push(record);
      return [];
    }
  });
  const uncounted = await countTickets(
    read.map(({ ticket }) => ticket),
    now(),
  );
  const failed = read.filter(({ ticket }) => uncounted.has(ticket.ticketId)).map(({ record }) => record);
  const identifiers = [...broken, ...failed].flatMap(({ dynamodb }) => dynamodb?.SequenceNumber ?? []);
  return { batchItemFailures: identifiers.map((itemIdentifier) => ({ itemIdentifier })) };
});

function ticketIn({ dynamodb }: DynamoDBRecord): TicketOf {
  const image = dynamodb?.NewImage as Record<string, AttributeValue> | undefined;
  if (!image) throw new Error("a stream record holds the new image");
  const { organisation, ticketId } = unmarshall(image).data as TicketEvent;
  return { organisation, ticketId };
}
