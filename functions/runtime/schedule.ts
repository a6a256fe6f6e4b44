import middy from "@middy/core";
import type { ScheduledEvent } from "aws-lambda";
import type { Instant } from "../../shared/clock/instant.ts";
import { needs } from "../../shared/contract/environment.ts";
import type { Organisation } from "../../shared/organisation/organisation.ts";
import { openTable, type Table } from "../store/table.ts";
import { environment } from "./environment.ts";
import { log, placeOf } from "./log.ts";
import { now } from "./now.ts";
import { organisationsInForce } from "./organisations.ts";

export type Run = {
  organisation: Organisation;
  table: Table;
  queueUrls: Readonly<Record<string, string>>;
  /** Now, and not what the event says: it may be handed over late, and delays count from when something is sent. */
  now: () => Instant;
};

let table: Table | undefined;

/** What is done by the clock, for each organisation on its own: one that fails keeps no other back. */
export function scheduled(name: string, run: (given: Run) => Promise<void>) {
  return middy<ScheduledEvent, void>().handler(async () => {
    const { TABLE_NAME, QUEUE_URLS } = environment(...needs.schedule);
    table ??= openTable(TABLE_NAME);
    const failures: unknown[] = [];
    for (const organisation of organisationsInForce()) {
      await run({ organisation, table, queueUrls: QUEUE_URLS, now }).catch((error) => {
        log.error("a run of the schedule failed", { schedule: name, ...placeOf(error) });
        failures.push(error);
      });
    }
    if (failures.length > 0) throw failures[0];
  });
}
