import { isRefusal } from "../../shared/refusal.ts";
import { startJob } from "../jobs/start.ts";
import { log } from "../runtime/log.ts";
import { mintAt } from "../runtime/request.ts";
import { scheduled } from "../runtime/schedule.ts";

/** Every night all clocks are held against a replay of what happened. */
export const handler = scheduled("nightly", async ({ organisation, table, now }) => {
  const at = now();
  const { key } = organisation.organisation;
  const signed = { table, organisation: key, jobId: mintAt(at).job(), by: "system" as const, at };
  const job = await startJob(signed, { kind: "verify-clocks" });
  // Somebody began the same just now: that will do.
  if (isRefusal(job)) log.warn("not started", { schedule: "nightly", ...job });
});
