import type { Instant } from "../../shared/clock/instant.ts";
import type { JobId, OrganisationId, PersonId } from "../../shared/id.ts";
import { isAtWork, type Job } from "../../shared/job/job.ts";
import type { JobOrder } from "../../shared/job/order.ts";
import { type Refusal, refused } from "../../shared/refusal.ts";
import { settle } from "../runtime/settle.ts";
import { latestJob, startWrites } from "../store/jobs.ts";
import type { Table, Write } from "../store/table.ts";
import { begin } from "./begin.ts";

type Started = {
  table: Table;
  organisation: OrganisationId;
  jobId: JobId;
  by: PersonId | "system";
  at: Instant;
};

/**
 * One job of a kind at a time; one that got stuck makes way.
 * @param also writes that belong to the same transaction
 */
export const startJob = (
  { table, organisation, jobId, by, at }: Started,
  order: JobOrder,
  also: (job: Job) => Write[] = () => [],
): Promise<Job | Refusal> =>
  settle(table, async () => {
    const known = await latestJob(table, organisation, order.kind);
    if (known?.job && isAtWork(known.job, at)) return refused("job-running");
    const signed = {
      organisation,
      jobId,
      by,
      startedAt: at,
      movedAt: at,
      step: 0,
      state: "running" as const,
    };
    const job: Job = { ...signed, ...begin(organisation, order) };
    return { writes: [...startWrites(table, job, known), ...also(job)], outcome: job };
  });
