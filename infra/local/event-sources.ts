import { setTimeout as pause } from "node:timers/promises";
import { checkPattern, matchesPattern, type Pattern } from "./event-filter.ts";
import type { Properties } from "./template.ts";

/** What an AWS::Lambda::EventSourceMapping says, with Lambda's defaults filled in. */
export type Mapping = {
  uuid: string;
  functionName: string;
  sourceArn: string;
  /** Logical id of the queue or table that it reads. */
  sourceLogicalId: string;
  batchSize: number;
  windowSeconds: number;
  filters: Pattern[];
  reportsItemFailures: boolean;
  isEnabled: boolean;
  maximumConcurrency: number | undefined;
  startingPosition: string;
  maximumRetryAttempts: number;
  maximumRecordAgeSeconds: number;
  bisects: boolean;
  parallelizationFactor: number;
  onFailureArn: string | undefined;
};

/** A consumer at work. */
export type EventSource = {
  mapping: Mapping;
  isEnabled(): boolean;
  setEnabled(enabled: boolean): void;
  /** Asks the source afresh; a disabled one counts as drained, since nothing will come of it. */
  isDrained(): Promise<boolean>;
  /** Looks at once instead of at the next turn. */
  wake(): void;
  /** Looks at once, and delivers what it has gathered without waiting for the end of its window. */
  flush(): void;
  /** Whether it has taken, or takes just now, what its source hides from others for a time only. */
  isHolding(): boolean;
  stop(): Promise<void>;
};

export function mappingOf(
  uuid: string,
  functionName: string,
  sourceLogicalId: string,
  properties: Properties,
): Mapping {
  const sourceArn = String(properties.EventSourceArn);
  const isQueue = sourceArn.startsWith("arn:aws:sqs:");
  const number = (name: string, otherwise: number) => Number(properties[name] ?? otherwise);
  const responseTypes = (properties.FunctionResponseTypes ?? []) as string[];
  const criteria = properties.FilterCriteria as { Filters?: { Pattern: string }[] } | undefined;
  const destination = properties.DestinationConfig as { OnFailure?: { Destination?: string } } | undefined;
  const scaling = properties.ScalingConfig as { MaximumConcurrency?: number } | undefined;
  return {
    uuid,
    functionName,
    sourceArn,
    sourceLogicalId,
    batchSize: number("BatchSize", isQueue ? 10 : 100),
    windowSeconds: number("MaximumBatchingWindowInSeconds", 0),
    filters: (criteria?.Filters ?? []).map(({ Pattern }) => checkPattern(JSON.parse(Pattern))),
    reportsItemFailures: responseTypes.includes("ReportBatchItemFailures"),
    isEnabled: properties.Enabled !== false && properties.Enabled !== "false",
    maximumConcurrency: scaling?.MaximumConcurrency && Number(scaling.MaximumConcurrency),
    startingPosition: String(properties.StartingPosition ?? "LATEST"),
    maximumRetryAttempts: number("MaximumRetryAttempts", -1),
    maximumRecordAgeSeconds: number("MaximumRecordAgeInSeconds", -1),
    bisects: properties.BisectBatchOnFunctionError === true,
    parallelizationFactor: number("ParallelizationFactor", 1),
    onFailureArn: destination?.OnFailure?.Destination,
  };
}

export function passes(filters: Pattern[], record: unknown): boolean {
  return filters.length === 0 || filters.some((pattern) => matchesPattern(pattern, record));
}

/**
 * Which items of a batch a function reports as failed. "all" is what Lambda makes of an answer that it cannot
 * read: no list, an identifier that is empty or not a text, or one that was not in the batch.
 */
export function itemFailures(payload: string, identifiers: string[]): string[] | "all" {
  const answer = JSON.parse(payload);
  if (answer === null || answer === "") return [];
  if (typeof answer !== "object") return "all";
  const failures = answer.batchItemFailures;
  if (failures === undefined || failures === null) return [];
  if (!Array.isArray(failures)) return "all";
  const failed = failures.map((failure) => failure?.itemIdentifier);
  return failed.every((identifier) => identifiers.includes(identifier)) ? failed : "all";
}

/** Batches of at most so many items, and within Lambda's 6 MB. */
export function batchesOf<Item>(items: Item[], size: number, mostBytes = 6_000_000): Item[][] {
  const batches: Item[][] = [];
  let bytes = 0;
  for (const item of items) {
    const itemBytes = Buffer.byteLength(JSON.stringify(item));
    const last = batches.at(-1);
    if (last && last.length < size && bytes + itemBytes <= mostBytes) {
      last.push(item);
      bytes += itemBytes;
    } else {
      batches.push([item]);
      bytes = itemBytes;
    }
  }
  return batches;
}

/** What a consumer is told from outside: on or off, look now, wait no longer for a window, stop. */
export function controlsOf(mapping: Mapping) {
  const pauses = new Set<ReturnType<typeof wakeable>>();
  let isEnabled = mapping.isEnabled;
  let isStopped = false;
  let flushedAt = Number.NEGATIVE_INFINITY;
  const wake = () => {
    for (const pausing of pauses) pausing.wake();
  };
  let onLook = () => {};
  let nextLook = new Promise<void>((resolve) => {
    onLook = resolve;
  });
  return {
    isEnabled: () => isEnabled,
    setEnabled: (enabled: boolean) => {
      isEnabled = enabled;
      wake();
    },
    isStopped: () => isStopped,
    wake,
    flush: () => {
      flushedAt = performance.now();
      wake();
    },
    /** Said by a reader after each look at its source. */
    looked: () => {
      onLook();
      nextLook = new Promise((resolve) => {
        onLook = resolve;
      });
    },
    nextLook: () => nextLook,
    /** Whether a window that began at this moment is to wait no longer. */
    isFlushedSince: (moment: number) => flushedAt >= moment,
    end: () => {
      isStopped = true;
      wake();
    },
    /** A sleep for one reader: each is woken by itself. */
    sleeper: () => {
      const pausing = wakeable();
      pauses.add(pausing);
      return { sleep: pausing.sleep, leave: () => pauses.delete(pausing) };
    },
  };
}

/** Long enough for a look at the source; what takes longer is asked again. */
const longestLookMillis = 1_000;

/** Whether the source says, within a second, that it was found empty after this question. */
export async function isFoundEmpty(
  controls: Controls,
  wasEmptySince: (askedAt: number) => boolean,
): Promise<boolean> {
  const askedAt = performance.now();
  const isOver = new AbortController();
  const over = pause(longestLookMillis, undefined, { signal: isOver.signal }).catch(() => {});
  try {
    while (performance.now() < askedAt + longestLookMillis) {
      const looked = controls.nextLook();
      controls.flush();
      await Promise.race([looked, over]);
      if (wasEmptySince(askedAt)) return true;
    }
    return false;
  } finally {
    isOver.abort();
  }
}

export type Controls = ReturnType<typeof controlsOf>;

/** A pause that `wake` cuts short. */
function wakeable() {
  let controller = new AbortController();
  return {
    wake: () => controller.abort(),
    sleep: async (milliseconds: number) => {
      await pause(milliseconds, undefined, { signal: controller.signal }).catch(() => {});
      if (controller.signal.aborted) controller = new AbortController();
    },
  };
}
