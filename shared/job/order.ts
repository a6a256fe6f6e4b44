import * as z from "zod/mini";
import { Day } from "../clock/instant.ts";

/** A whole organisation file, looked at where the job is started. */
const candidate = () => z.record(z.string(), z.unknown());

/** What a job is started with. */
export const JobOrder = z.lazy(() =>
  z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("recompute-clocks") }),
    z.strictObject({ kind: z.literal("verify-clocks") }),
    z.strictObject({
      kind: z.literal("what-if"),
      candidate: candidate(),
      /** Tickets asked from this day on, up to and with the last, in the organisation's zone. */
      from: Day,
      to: Day,
    }),
    z.strictObject({ kind: z.literal("rebuild-figures"), write: z._default(z.boolean(), false) }),
    z.strictObject({ kind: z.literal("learn-topics") }),
  ]),
);
export type JobOrder = z.output<typeof JobOrder>;
export type OrderOf<K extends JobOrder["kind"]> = Extract<JobOrder, { kind: K }>;
