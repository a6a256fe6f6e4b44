import { BatchProcessor, EventType, processPartialResponse } from "@aws-lambda-powertools/batch";
import middy from "@middy/core";
import type { SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import type { Instant } from "../../shared/clock/instant.ts";
import { needs } from "../../shared/contract/environment.ts";
import { type MessageKind, type MessageOf, messages } from "../../shared/contract/message.ts";
import type { Organisation } from "../../shared/organisation/organisation.ts";
import { openTable, type Table } from "../store/table.ts";
import { environment } from "./environment.ts";
import { log, placeOf } from "./log.ts";
import { now } from "./now.ts";
import { knownOrganisation } from "./organisations.ts";

export type Consumed<K extends MessageKind> = {
  message: MessageOf<K>;
  organisation: Organisation;
  table: Table;
  at: Instant;
};

let table: Table | undefined;

/** A queue's consumer: each message on its own, so that one which fails comes back alone. */
export function consume<K extends MessageKind>(kind: K, take: (consumed: Consumed<K>) => Promise<void>) {
  const processor = new BatchProcessor(EventType.SQS);
  const takeOne = async ({ body, messageId }: SQSRecord) => {
    try {
      const message = messages[kind].parse(JSON.parse(body)) as MessageOf<K>;
      table ??= openTable(environment(...needs[kind]).TABLE_NAME);
      const organisation = knownOrganisation(message.organisation);
      await take({ message, organisation, table, at: now() });
    } catch (error) {
      log.error("message not handled", { kind, messageId, ...placeOf(error) });
      throw error;
    }
  };
  return middy<SQSEvent, SQSBatchResponse>().handler((event, context) =>
    processPartialResponse(event, takeOne, processor, { context, throwOnFullBatchFailure: false }),
  );
}
