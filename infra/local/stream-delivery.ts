import { createHash } from "node:crypto";
import { batchesOf, itemFailures } from "./event-sources.ts";
import type { Functions, Invocation } from "./functions.ts";
import { type GivingUp, giveUp } from "./stream-given-up.ts";
import type { StreamRecord } from "./stream-records.ts";

const firstRetryMillis = 50;
const longestRetryMillis = 5_000;

export type DeliveryOptions = GivingUp & { functions: Functions };

/** Hands the records of a shard to the function: false when the host stopped before all were handled or given up. */
export type Deliver = (records: StreamRecord[], shardId: string) => Promise<boolean>;

export function deliveryOf(options: DeliveryOptions, isStopped: () => boolean): Deliver {
  const { mapping, functions, onLog } = options;

  /**
   * Up to ParallelizationFactor batches at once, the changes of one item always in the same lane. Unlike on AWS,
   * reading goes on only when all lanes are done, so that one checkpoint per shard suffices.
   */
  async function inLanes(records: StreamRecord[], shardId: string): Promise<boolean> {
    const lanes = new Map<number, StreamRecord[]>();
    for (const record of records) {
      const lane = laneOf(record, mapping.parallelizationFactor);
      lanes.set(lane, [...(lanes.get(lane) ?? []), record]);
    }
    const done = await Promise.all(
      [...lanes.values()].map(async (lane) => {
        for (const batch of batchesOf(lane, mapping.batchSize)) {
          if (!(await process(batch, shardId, 0))) return false;
        }
        return true;
      }),
    );
    return done.every(Boolean);
  }

  /** True once every record was handled or given up; false when the host stopped meanwhile. */
  async function process(batch: StreamRecord[], shardId: string, failuresBefore: number): Promise<boolean> {
    let rest = batch;
    let failures = failuresBefore;
    let pauseMillis = firstRetryMillis;
    while (rest.length > 0) {
      if (isStopped()) return false;
      if (isTooOld(rest[0], mapping.maximumRecordAgeSeconds)) {
        const why = {
          shardId,
          condition: "RecordAgeExceeded",
          invocations: failures,
          last: undefined,
        } as const;
        await giveUp(options, rest.slice(0, 1), why).catch(complain);
        rest = rest.slice(1);
        continue;
      }
      const invocation = await functions
        .invoke(mapping.functionName, JSON.stringify({ Records: rest }))
        .catch(() => undefined);
      if (isStopped()) return false;
      // Throttled: tried again until it is let in, which costs no attempt.
      if (invocation) {
        const failedAt = firstFailure(invocation, rest);
        if (failedAt === undefined) return true;
        if (failedAt > 0) {
          // The lowest reported failure is the checkpoint: what stands before it is done.
          rest = rest.slice(failedAt);
          failures = failuresBefore;
          continue;
        }
        if (mapping.bisects && rest.length > 1) {
          // Splitting costs no attempt, as on AWS.
          const middle = Math.ceil(rest.length / 2);
          return (
            (await process(rest.slice(0, middle), shardId, failures)) &&
            (await process(rest.slice(middle), shardId, failures))
          );
        }
        failures += 1;
        if (mapping.maximumRetryAttempts >= 0 && failures > mapping.maximumRetryAttempts) {
          const last = { invocations: failures, last: invocation };
          await giveUp(options, rest, { shardId, condition: "RetryAttemptsExhausted", ...last }).catch(
            complain,
          );
          return true;
        }
      }
      await new Promise((resolve) => setTimeout(resolve, pauseMillis));
      pauseMillis = Math.min(pauseMillis * 2, longestRetryMillis);
    }
    return true;
  }

  /** Index of the first record that failed; nothing when all went well. */
  function firstFailure(invocation: Invocation, batch: StreamRecord[]): number | undefined {
    if (invocation.error) return 0;
    if (!mapping.reportsItemFailures) return undefined;
    const numbers = batch.map(({ dynamodb }) => dynamodb.SequenceNumber ?? "");
    const failed = itemFailures(invocation.payload, numbers);
    if (failed === "all") return 0;
    return failed.length === 0 ? undefined : Math.min(...failed.map((number) => numbers.indexOf(number)));
  }

  function complain(error: unknown): void {
    if (!isStopped()) onLog({ source: mapping.functionName, level: "error", text: `stream: ${error}` });
  }

  return inLanes;
}

function laneOf(record: StreamRecord, lanes: number): number {
  if (lanes === 1) return 0;
  const keys = JSON.stringify(Object.entries(record.dynamodb.Keys ?? {}).sort());
  return createHash("sha256").update(keys).digest().readUInt32BE() % lanes;
}

function isTooOld(record: StreamRecord | undefined, mostSeconds: number): boolean {
  if (!record || mostSeconds < 0) return false;
  return Date.now() / 1000 - record.dynamodb.ApproximateCreationDateTime > mostSeconds;
}
