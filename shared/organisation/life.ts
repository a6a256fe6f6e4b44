import * as z from "zod/mini";
import { Key } from "../id.ts";
import { positiveInt, someOf, someText } from "../schema.ts";
import { LocalText } from "../text.ts";
import { Cause, Outcome } from "../ticket/event.ts";
import { ClockName } from "./service-level.ts";

/** For whom or what a ticket waits, and which clocks stand still meanwhile. */
const Wait = z.strictObject({
  name: LocalText,
  pauses: z.array(ClockName),
  requires: z.enum(["question-sent", "date", "partner", "person-or-role"]),
  remindAfterWorkingDays: z.optional(positiveInt()),
  resolveAfterWorkingDays: z.optional(positiveInt()),
});

export const Waiting = z.strictObject({ asker: Wait, planned: Wait, partner: Wait, approval: Wait });
export type Waiting = z.infer<typeof Waiting>;

/** How a ticket ends, and how it may begin again. */
export const Ending = z.strictObject({
  resolvedMeans: someText(),
  closeAfterWorkingDays: positiveInt(),
  closedMeans: someText(),
  reopenBy: z.array(Key),
  /** Whether a reopened question gets its full term again, or what was left of it. */
  reopened: z.optional(z.enum(["new-cycle", "continue"])),
  reopenReasons: someOf(Key),
  thanksDoesNotReopen: z.boolean(),
  outcomes: someOf(Outcome),
  cause: someOf(Cause),
  /** The share of askers who are asked for a rating. */
  ratingSample: z.number().check(z.gte(0), z.lte(1)),
  ratingAtMostEveryDays: positiveInt(),
});
export type Ending = z.infer<typeof Ending>;

/** The vocabulary of a call or a visit, and how a caller's identity is checked. */
export const ContactRules = z.strictObject({
  kinds: someOf(Key),
  results: someOf(Key),
  identityChecks: z.record(Key, z.strictObject({ name: z.optional(LocalText) })),
  callBackAttempts: positiveInt(),
});
export type ContactRules = z.infer<typeof ContactRules>;

/** Why a question moves between desks, and who decides when it keeps moving. */
export const HandOver = z.strictObject({
  reasons: someOf(Key),
  returnReasons: someOf(Key),
  decideAfterReturns: positiveInt(),
  decidedBy: Key,
  /** The desk that the asker keeps dealing with. */
  askersFace: Key,
});
export type HandOver = z.infer<typeof HandOver>;
