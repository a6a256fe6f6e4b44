import type { Instant } from "../../shared/clock/instant.ts";
import type { JobStep } from "../../shared/contract/message.ts";
import type { Job, JobKind, JobOf, Work } from "../../shared/job/job.ts";
import type { Organisation } from "../../shared/organisation/organisation.ts";
import { log } from "../runtime/log.ts";
import { Busy } from "../runtime/request.ts";
import { loadJob, saveStep } from "../store/jobs.ts";
import type { Table, Write } from "../store/table.ts";
import { learnTopics } from "./learn-topics.ts";
import { rebuildFigures } from "./rebuild-figures.ts";
import { recomputeClocks } from "./recompute-clocks.ts";
import { verifyClocks } from "./verify-clocks.ts";
import { ticketsInStep } from "./walk.ts";
import { whatIf } from "./what-if.ts";

/** What a step is taken with. */
export type Stepping<K extends JobKind> = {
  table: Table;
  organisation: Organisation;
  at: Instant;
  job: JobOf<K>;
  /** How many tickets or topics it takes. */
  pageSize: number;
};
/** How far it came; with a result there is nothing left to do. */
export type Stepped<K extends JobKind> = Pick<JobOf<K>, "walk" | "tally"> & {
  result?: Work[K]["result"];
  /** What is stored together with it. */
  also?: Write[];
};

const take: { [K in JobKind]: (stepping: Stepping<K>) => Promise<Stepped<K>> } = {
  "recompute-clocks": recomputeClocks,
  "verify-clocks": verifyClocks,
  "what-if": whatIf,
  "rebuild-figures": rebuildFigures,
  "learn-topics": learnTopics,
};

/**
 * Takes the step that a message asks for, unless it was taken: what a step does to a ticket may be done twice, and the
 * count of it is saved once.
 */
export async function takeStep({
  table,
  organisation,
  at,
  message,
  pageSize = ticketsInStep,
}: Omit<Stepping<JobKind>, "job" | "pageSize"> & { message: JobStep; pageSize?: number }): Promise<void> {
  const { jobId, step } = message;
  const job = await loadJob(table, message.organisation, jobId);
  if (!isWaitedFor(job, step)) {
    log.info("a step that is taken, or that nobody waits for", { jobId, step });
    return;
  }
  const { also = [], ...stepped } = await stepOf({ table, organisation, at, job, pageSize });
  const after = { ...job, ...stepped, step, movedAt: at, state: stepped.result ? "done" : "running" } as Job;
  const saved = await saveStep(table, job, after, also);
  log.info("a step of a job", { jobId, kind: job.kind, step, saved, state: after.state });
  // Not another copy of the message, but something else was at the same items: nobody but this message takes it again.
  if (saved !== "saved" && isWaitedFor(await loadJob(table, message.organisation, jobId), step))
    throw new Busy();
}

const isWaitedFor = (job: Job | undefined, step: number): job is Job =>
  job?.state === "running" && job.step === step - 1;

const stepOf = (stepping: Omit<Stepping<JobKind>, "job"> & { job: Job }) =>
  (take[stepping.job.kind] as (stepping: Stepping<JobKind>) => Promise<Stepped<JobKind>>)(stepping);
