import { isRefusal } from "../../shared/refusal.ts";
import { startJob } from "../jobs/start.ts";
import { log } from "../runtime/log.ts";
import { mintAt } from "../runtime/request.ts";
import { scheduled } from "../runtime/schedule.ts";

/**
 * Every night open clocks are brought under a configuration that was published, all are held against a replay, and
 * topics learn anew from the questions that are still there.
 */
export const handler = scheduled("nightly", async ({ organisation, table, now }) => {
  const at = now();
  const { key } = organisation.organisation;
  for (const kind of ["recompute-clocks", "verify-clocks", "learn-topics"] as const) {
    const signed = { table, organisation: key, jobId: mintAt(at).job(), by: "system" as const, at };
    const job = await startJob(signed, { kind });
    // Somebody began the same just now: that will do.
    if (isRefusal(job)) log.warn("not started", { schedule: "nightly", kind, ...job });
  }
});
