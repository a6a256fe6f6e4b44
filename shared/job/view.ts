import * as z from "zod/mini";
import { Instant } from "../clock/instant.ts";
import { JobId, TicketId } from "../id.ts";
import type { Job } from "./job.ts";

const head = () => ({
  jobId: JobId,
  state: z.enum(["running", "done", "failed"]),
  startedAt: Instant,
  movedAt: Instant,
});

const row = () => {
  /** Nothing where too few people asked to show it. */
  const count = z.nullable(z.int());
  return z.strictObject({
    /** A key, or what stands for the desks that are too small to be shown alone. */
    desk: z.string(),
    metric: z.string(),
    met: count,
    missed: count,
    metThen: count,
    missedThen: count,
  });
};

/** How far a job is, and what came of it. It names tickets by their ids and nobody at all. */
export const JobView = z.lazy(() => {
  const counted = z.strictObject({ seen: z.int(), changed: z.int(), failed: z.int() });
  return z.discriminatedUnion("kind", [
    z.strictObject({
      ...head(),
      kind: z.literal("recompute-clocks"),
      progress: counted,
      result: z.optional(counted),
    }),
    z.strictObject({
      ...head(),
      kind: z.literal("verify-clocks"),
      progress: z.strictObject({ seen: z.int(), different: z.int() }),
      result: z.optional(
        z.strictObject({
          checked: z.int(),
          different: z.int(),
          unknownVersions: z.int(),
          tickets: z.array(TicketId),
        }),
      ),
    }),
    z.strictObject({
      ...head(),
      kind: z.literal("what-if"),
      progress: z.strictObject({ seen: z.int(), failed: z.int() }),
      result: z.optional(
        z.strictObject({
          from: z.string(),
          to: z.string(),
          failed: z.int(),
          minimumAskers: z.int(),
          combined: z.array(z.string()),
          rows: z.array(row()),
        }),
      ),
    }),
    z.strictObject({
      ...head(),
      kind: z.literal("rebuild-figures"),
      progress: z.strictObject({ seen: z.int(), counters: z.int(), different: z.int() }),
      result: z.optional(z.strictObject({ counters: z.int(), different: z.int() })),
    }),
    z.strictObject({
      ...head(),
      kind: z.literal("learn-topics"),
      progress: z.strictObject({ topics: z.int(), failed: z.int() }),
      result: z.optional(z.strictObject({ topics: z.int(), failed: z.int() })),
    }),
  ]);
});
export type JobView = z.infer<typeof JobView>;

export function viewOf(job: Job): JobView {
  const { jobId, state, startedAt, movedAt, kind, result } = job;
  const shown = {
    jobId,
    state,
    startedAt,
    movedAt,
    kind,
    progress: progressOf(job),
    ...(result && { result }),
  };
  return shown as JobView;
}

function progressOf({ kind, tally }: Job): JobView["progress"] {
  switch (kind) {
    case "recompute-clocks":
      return { seen: tally.seen, changed: tally.changed, failed: tally.failed };
    case "verify-clocks":
      return { seen: tally.seen, different: tally.different };
    case "what-if":
      // Looked at, not counted; by the fifty, since two periods a day apart would tell of that day.
      return { seen: Math.floor(tally.seen / 50) * 50, failed: tally.failed };
    case "rebuild-figures":
      return { seen: tally.seen, counters: tally.counters, different: tally.different };
    case "learn-topics":
      return { topics: tally.topics, failed: tally.failed };
  }
}
