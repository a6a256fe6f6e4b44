import { jobRoles } from "../../shared/job/job.ts";
import type { OrderOf } from "../../shared/job/order.ts";
import { viewOf } from "../../shared/job/view.ts";
import { type Organisation, validate } from "../../shared/organisation/organisation.ts";
import { hasRole } from "../../shared/person/member.ts";
import { isRefusal, type Refusal, refused, refusedAt } from "../../shared/refusal.ts";
import { startJob } from "../jobs/start.ts";
import type { Given, Request } from "../runtime/request.ts";
import { serve } from "../runtime/serve.ts";
import { candidateWrite, loadJob } from "../store/jobs.ts";

export const handler = serve<"jobs">({
  "POST /v1/jobs": start,
  "GET /v1/jobs/{jobId}": show,
});

async function start({
  member,
  organisation,
  table,
  at,
  mint,
  body,
  marker,
}: Request<"POST /v1/jobs">): Promise<Given<"POST /v1/jobs"> | Refusal> {
  if (!hasRole(member, ...jobRoles[body.kind])) return refused("not-your-role");
  const candidate = body.kind === "what-if" ? candidateIn(body, organisation) : undefined;
  if (isRefusal(candidate)) return candidate;
  const signed = { table, organisation: member.organisation, jobId: mint.job(), by: member.person, at };
  const job = await startJob(signed, body, (begun) => [
    ...(candidate ? [candidateWrite(table, begun, candidate)] : []),
    ...marker(viewOf(begun)),
  ]);
  return isRefusal(job) ? job : { body: viewOf(job) };
}

/** A whole organisation file, as sound as one that is deployed. */
function candidateIn({ candidate, from, to }: OrderOf<"what-if">, { organisation }: Organisation) {
  if (from > to) return refusedAt("to", "before-from", "a day that is not before the first");
  const validated = validate(candidate);
  if ("faults" in validated) {
    const faults = validated.faults.map(({ at, ...fault }) => ({
      at: at ? `candidate.${at}` : "candidate",
      ...fault,
    }));
    return refused("invalid-input", faults);
  }
  if (validated.organisation.organisation.key !== organisation.key) {
    return refusedAt("candidate.organisation.key", "another-organisation", "the key of this organisation");
  }
  return validated.organisation;
}

async function show({
  member,
  table,
  params,
}: Request<"GET /v1/jobs/{jobId}">): Promise<Given<"GET /v1/jobs/{jobId}"> | Refusal> {
  const job = await loadJob(table, member.organisation, params.jobId);
  if (!job) return refused("job-unknown");
  return hasRole(member, ...jobRoles[job.kind]) ? { body: viewOf(job) } : refused("not-your-role");
}
