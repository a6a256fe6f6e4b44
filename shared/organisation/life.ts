import * as z from "zod";
import { Key } from "../id.ts";
import { LocalText } from "../text.ts";
import { Cause, Outcome } from "../ticket/event.ts";
import { ClockName } from "./service-level.ts";

/** For whom or what a ticket waits, and which clocks stand still meanwhile. */
const Wait = z.strictObject({
  name: LocalText,
  pauses: z.array(ClockName),
  requires: z.enum(["question-sent", "date", "partner", "person-or-role"]),
  remindAfterWorkingDays: z.int().positive().optional(),
  resolveAfterWorkingDays: z.int().positive().optional(),
});

export const Waiting = z.strictObject({ asker: Wait, planned: Wait, partner: Wait, approval: Wait });
export type Waiting = z.infer<typeof Waiting>;

/** How a ticket ends, and how it may begin again. */
export const Ending = z.strictObject({
  resolvedMeans: z.string().min(1),
  closeAfterWorkingDays: z.int().positive(),
  closedMeans: z.string().min(1),
  reopenBy: z.array(Key),
  reopenReasons: z.array(Key).min(1),
  thanksDoesNotReopen: z.boolean(),
  outcomes: z.array(Outcome).min(1),
  cause: z.array(Cause).min(1),
  /** The share of askers who are asked for a rating. */
  ratingSample: z.number().min(0).max(1),
  ratingAtMostEveryDays: z.int().positive(),
});
export type Ending = z.infer<typeof Ending>;

/** The vocabulary of a call or a visit, and how a caller's identity is checked. */
export const ContactRules = z.strictObject({
  kinds: z.array(Key).min(1),
  results: z.array(Key).min(1),
  identityChecks: z.record(Key, z.strictObject({ name: LocalText.optional() })),
  callBackAttempts: z.int().positive(),
});
export type ContactRules = z.infer<typeof ContactRules>;

/** Why a question moves between desks, and who decides when it keeps moving. */
export const HandOver = z.strictObject({
  reasons: z.array(Key).min(1),
  returnReasons: z.array(Key).min(1),
  decideAfterReturns: z.int().positive(),
  decidedBy: Key,
  /** The desk that the asker keeps dealing with. */
  askersFace: Key,
});
export type HandOver = z.infer<typeof HandOver>;
