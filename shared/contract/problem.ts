import * as z from "zod/mini";
import { type RefusalReason, refusalReasons } from "../refusal.ts";

/** The version of the contract, on every answer (NL GOV API Design Rules, API-57). */
export const apiVersion = "1.0.0";

/** The one place where a refusal gets its HTTP status. */
export const statusOf = {
  "malformed-json": 400,
  "invalid-input": 400,
  "body-too-large": 413,
  "not-json": 415,
  "not-signed-in": 401,
  "token-refused": 401,
  "not-a-member": 403,
  "not-your-role": 403,
  "own-ticket": 403,
  "not-at-your-desk": 403,
  "not-your-employee": 403,
  "not-your-promise": 403,
  "route-unknown": 404,
  "ticket-unknown": 404,
  "contact-unknown": 404,
  "person-unknown": 404,
  "import-unknown": 404,
  "job-unknown": 404,
  "promise-unknown": 404,
  "method-not-allowed": 405,
  "key-reused": 409,
  "claimed-by-another": 409,
  "in-transit": 409,
  "ticket-closed": 409,
  "ticket-resolved": 409,
  "not-resolved": 409,
  "not-in-progress": 409,
  "not-waiting": 409,
  "coordinator-decides": 409,
  "same-desk": 409,
  "nowhere-to-return": 409,
  "answer-missing": 409,
  "already-rated": 409,
  "not-rated": 409,
  "not-recorded": 409,
  "not-restricted": 409,
  "not-an-agent": 409,
  "asker-needed": 409,
  "not-provisional": 409,
  "about-this-person": 409,
  "too-many-leavers": 409,
  "job-running": 409,
  "too-many-promises": 409,
  "promise-ended": 409,
  "promise-confirmed": 409,
  "promise-not-due": 409,
  stale: 412,
  busy: 503,
} as const satisfies Record<RefusalReason, number>;

/** RFC 9457. `code` is the reason's name: what a program decides by. */
export const Problem = z.lazy(() =>
  z.strictObject({
    type: z.url(),
    title: z.string(),
    status: z.int(),
    code: z.enum(refusalReasons as [RefusalReason, ...RefusalReason[]]),
    faults: z.optional(z.array(z.strictObject({ at: z.string(), code: z.string(), message: z.string() }))),
  }),
);
export type Problem = z.infer<typeof Problem>;
