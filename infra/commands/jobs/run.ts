import { setTimeout as pause } from "node:timers/promises";
import type { Caller } from "../../../shared/contract/call.ts";
import type { SentBodyOf } from "../../../shared/contract/operations.ts";
import { type JobKind, jobRoles } from "../../../shared/job/job.ts";
import type { JobView } from "../../../shared/job/view.ts";
import type { Role } from "../../../shared/person/member.ts";
import { CannotRun, progressLine, tell } from "../arguments.ts";
import { findPlace, type Place, peopleAt, personCaller, placeHelp, systemCaller } from "../session.ts";

/** Options of every command that starts a job. */
export const jobOptions = {
  url: { type: "string" },
  issuer: { type: "string" },
  token: { type: "string" },
  organisation: { type: "string" },
  json: { type: "boolean" },
} as const;

export const jobHelp = `${placeHelp}
  --token TOKEN    the access token of someone whose role may do this, else PERSONEELSLOKET_TOKEN; without either
                   an invented person with that role signs in at the local identity provider
  --organisation KEY  which organisation, where the token knows several
  --json           one JSON object on standard output and nothing else
  --help           this text

It starts a job in the helpdesk and follows it; the job goes on when this command is stopped.`;

type Values = { url?: string; issuer?: string; token?: string; organisation?: string };

/** Someone who may start a job of a kind. */
export async function callerFor(kind: JobKind, values: Partial<Values>): Promise<Caller> {
  const { url, issuer, organisation, token = process.env.PERSONEELSLOKET_TOKEN } = values;
  const place = { ...findPlace({ url, issuer }), organisation };
  return token ? systemCaller(place, token) : personCaller(place, await personFor(kind, place));
}

async function personFor(kind: JobKind, { issuer, organisation }: Place): Promise<string> {
  const roles: readonly Role[] = jobRoles[kind];
  const people = await peopleAt(issuer);
  const found = people.find(({ memberships }) =>
    memberships.some(
      (member) =>
        (organisation === undefined || member.organisation === organisation) &&
        member.roles.some((role) => roles.some((wanted) => wanted === role)),
    ),
  );
  if (found) return found.id;
  throw new CannotRun(`Nobody at ${issuer} has the role ${roles.join(" or ")}: give a token with --token.`);
}

type ViewOf<K extends JobKind> = Extract<JobView, { kind: K }>;
type Ended<K extends JobKind> = NonNullable<ViewOf<K>["result"]>;

const firstWaitMillis = 200;
const longestWaitMillis = 2_000;
/** As long as the queue tries a step that fails, which is when another job of its kind may take its place. */
const longestStillMillis = 15 * 60_000;

/**
 * Starts a job and follows it to its end.
 * @throws CannotRun when it is not taken, or comes to no end
 */
export async function runJob<K extends JobKind>(
  call: Caller,
  order: Extract<SentBodyOf<"POST /v1/jobs">, { kind: K }>,
  {
    say,
    wait = pause,
  }: { say: (progress: ViewOf<K>["progress"]) => string; wait?: (millis: number) => Promise<unknown> },
): Promise<Ended<K>> {
  const started = await call("POST /v1/jobs", { body: order });
  if (!started.ok) {
    const { title, status, faults } = started.problem;
    for (const { at, message } of faults ?? []) tell(`${at}: ${message}`);
    throw new CannotRun(title ?? `The helpdesk answered with status ${status}.`);
  }
  let view = started.body as ViewOf<K>;
  const line = progressLine();
  const show = () => line.show((say as (progress: unknown) => string)(view.progress));
  try {
    let stillMillis = 0;
    for (
      let millis = firstWaitMillis;
      view.state === "running";
      millis = Math.min(2 * millis, longestWaitMillis)
    ) {
      show();
      await wait(millis);
      const before = view.movedAt;
      view = await look(call, view);
      stillMillis = view.movedAt === before ? stillMillis + millis : 0;
      if (stillMillis >= longestStillMillis) break;
    }
    show();
  } finally {
    line.done();
  }
  if (view.result) return view.result as Ended<K>;
  throw new CannotRun(
    `Job ${view.jobId} made no progress since ${view.movedAt}: "npm run replay" shows what failed for good.`,
  );
}

async function look<K extends JobKind>(call: Caller, { jobId }: ViewOf<K>): Promise<ViewOf<K>> {
  const answer = await call("GET /v1/jobs/{jobId}", { params: { jobId } });
  if (answer.ok) return answer.body as ViewOf<K>;
  throw new CannotRun(answer.problem.title ?? `The helpdesk answered with status ${answer.problem.status}.`);
}
