import type { Instant } from "../../shared/clock/instant.ts";
import type { JobStep } from "../../shared/contract/message.ts";
import type { JobId, OrganisationId, TicketId } from "../../shared/id.ts";
import { givenUp, type Job, type JobKind, type Stretch } from "../../shared/job/job.ts";
import type { Organisation } from "../../shared/organisation/organisation.ts";
import { jobPartition, type Key, keys, ticketIn, timers, workList } from "./keys.ts";
import {
  type Clash,
  commit,
  get,
  marshalled,
  type Page,
  put,
  query,
  type Stored,
  type Table,
  type Write,
} from "./table.ts";

const keptDays = 90;
/** What only the steps themselves read. */
const partsKeptDays = 2;

const expiring = (item: Key & Record<string, unknown>, at: Instant, days = keptDays) => ({
  ...item,
  expiresAt: Math.ceil(Date.parse(at) / 1000) + days * 86_400,
});

/** The last job of its kind, and the first step of it: a displaced one does nothing more. */
export function startWrites(table: Table, job: Job, known: Latest | undefined): Write[] {
  const { organisation, kind, jobId, startedAt } = job;
  const latest = { ...keys.latestJob(organisation, kind), jobId, data: { jobId } };
  return [
    known
      ? put(table, latest, "conflict", "jobId = :known", { ":known": known.jobId })
      : put(table, latest, "conflict"),
    ...(known?.job?.state === "running" ? givingUp(table, known.job, startedAt) : []),
    put(table, itemOf(job), "conflict"),
    putStep(table, job, 1, startedAt),
  ];
}

const givingUp = (table: Table, job: Job, at: Instant): Write[] => [
  putJob(table, givenUp(job), job.step),
  ...(job.kind === "what-if" ? [forgetCandidate(table, job, at)] : []),
];

/**
 * Once it runs no more no step can be saved: none has that version. One that is under way and never ends goes sooner,
 * with what it counted.
 */
function itemOf(job: Job) {
  const { organisation, jobId, state, step, startedAt, movedAt } = job;
  const item = { ...keys.job(organisation, jobId), version: state === "running" ? step : -1, data: job };
  return state === "running" ? expiring(item, movedAt, partsKeptDays) : expiring(item, startedAt);
}

const putJob = (table: Table, job: Job, before: number): Write =>
  put(table, itemOf(job), "conflict", "version = :before", { ":before": before });

/** Its insertion is what brings the next step about. */
function putStep(table: Table, { organisation, jobId }: Job, step: number, at: Instant): Write {
  const data: JobStep = { organisation, jobId, step };
  return put(table, expiring({ ...keys.jobStep(organisation, jobId, step), data }, at), "conflict");
}

export const loadJob = (table: Table, organisation: OrganisationId, jobId: JobId) =>
  get<Job>(table, keys.job(organisation, jobId));

/** The job that was started last: its name stays when the job itself was long ago. */
export type Latest = { jobId: JobId; job: Job | undefined };

export async function latestJob(
  table: Table,
  organisation: OrganisationId,
  kind: JobKind,
): Promise<Latest | undefined> {
  const latest = await get<{ jobId: JobId }>(table, keys.latestJob(organisation, kind));
  return latest && { jobId: latest.jobId, job: await loadJob(table, organisation, latest.jobId) };
}

/** A step's outcome with the next step, in one transaction; a conflict where another copy of its message was first. */
export const saveStep = (
  table: Table,
  before: Job,
  after: Job,
  also: readonly Write[],
): Promise<"saved" | Clash> =>
  commit(table, [
    putJob(table, after, before.step),
    ...(after.state === "running" ? [putStep(table, after, after.step + 1, after.movedAt)] : []),
    ...also,
  ]);

/** One page of what a job walks over: ids of tickets, with the position to go on after. */
export async function listStretch(
  table: Table,
  organisation: OrganisationId,
  stretch: Stretch,
  { limit, after, since }: { limit: number; after?: string | undefined; since?: Instant | undefined },
): Promise<Page<TicketId>> {
  const [index, pk] =
    "timers" in stretch
      ? (["gsi3", timers(organisation, stretch.timers)] as const)
      : (["gsi1", workList(organisation, stretch.desk, stretch.part)] as const);
  const from = after ?? since;
  const { items, next } = await query(table, { index, pk, limit, after: from });
  return { items: items.map((item) => ticketIn(String(item[`${index}sk`]))), next };
}

/** Kept as text, which is read faster than a map of the table and takes less room. */
export const candidateWrite = (
  table: Table,
  { organisation, jobId, startedAt }: Job,
  candidate: Organisation,
) =>
  put(
    table,
    expiring(
      { ...keys.jobCandidate(organisation, jobId), data: JSON.stringify(candidate) },
      startedAt,
      partsKeptDays,
    ),
    "conflict",
  );

export async function loadCandidate(
  table: Table,
  organisation: OrganisationId,
  jobId: JobId,
): Promise<Organisation | undefined> {
  const text = await get<string>(table, keys.jobCandidate(organisation, jobId));
  return text ? (JSON.parse(text) as Organisation) : undefined;
}

/** Empties it at once; the table takes the rest away. */
export const forgetCandidate = (table: Table, { organisation, jobId }: Job, at: Instant): Write => ({
  clash: "conflict",
  item: {
    Put: {
      TableName: table.name,
      Item: marshalled(expiring({ ...keys.jobCandidate(organisation, jobId), data: "" }, at, 0)),
    },
  },
});

/** Something that a step leaves for later ones, under a name of its own. */
export const partWrite = (
  table: Table,
  { organisation, jobId, startedAt }: Job,
  name: string,
  data: unknown,
) =>
  put(
    table,
    expiring({ ...keys.jobPart(organisation, jobId, name), data }, startedAt, partsKeptDays),
    "conflict",
  );

/** Everything that was left under names that begin so. */
export async function loadParts<T>(table: Table, { organisation, jobId }: Job, begins: string): Promise<T[]> {
  const { items } = await query(table, {
    pk: jobPartition(organisation, jobId),
    begins: keys.jobPart(organisation, jobId, begins).sk,
  });
  return (items as Stored<T>[]).map(({ data }) => data);
}
