import * as z from "zod";
import { Key } from "../id.ts";
import { LocalText } from "../text.ts";

const WorkingHours = z.number().positive();

/** The clocks of a ticket: three for the asker, and `ola` for the team that has it. */
export const ClockName = z.enum(["firstResponse", "nextResponse", "resolution", "ola"]);
export type ClockName = z.infer<typeof ClockName>;

const Term = z
  .strictObject({
    months: z.int().positive().optional(),
    weeks: z.int().positive().optional(),
    days: z.int().positive().optional(),
  })
  .refine((term) => Object.values(term).filter((count) => count !== undefined).length === 1, {
    error: "a term is in months, in weeks or in days",
    params: { code: "one-unit-of-time" },
  });

/** A term that the law sets in calendar time, beside the targets in working hours. */
export const Statutory = z
  .strictObject({
    ...Term.shape,
    extendable: Term.optional(),
    rule: z.string().min(1),
    endOnClosedDay: z.enum(["next-working-day", "same-day"]),
  })
  .refine(
    ({ months, weeks, days }) => [months, weeks, days].filter((count) => count !== undefined).length === 1,
    {
      error: "a term is in months, in weeks or in days",
      params: { code: "one-unit-of-time" },
    },
  );
export type Statutory = z.infer<typeof Statutory>;

/** Targets in working hours of the team's calendar; a level without targets runs no clock. */
export const ServiceLevel = z.strictObject({
  name: LocalText,
  use: z.string().min(1),
  firstResponse: WorkingHours.optional(),
  nextResponse: WorkingHours.optional(),
  resolution: WorkingHours.optional(),
  ola: WorkingHours.optional(),
  statutory: Statutory.optional(),
});
export type ServiceLevel = z.infer<typeof ServiceLevel>;

/** What moves a target, and who hears of it when one is near or missed. */
export const ServiceLevelRules = z.strictObject({
  order: z.array(z.enum(["topic", "desk"])).min(1),
  urgency: z.record(
    Key,
    z.strictObject({
      firstResponse: WorkingHours.optional(),
      resolution: WorkingHours.optional(),
      needsReason: z.boolean().optional(),
      setBy: z.array(Key).optional(),
    }),
  ),
  /** The part of the target that has run when a warning is due. */
  warnAt: z.number().gt(0).lt(1),
  escalate: z.array(z.strictObject({ to: Key, afterWorkingHours: z.number().nonnegative() })),
  digestAbove: z.int().positive(),
  criticalOutsideHours: z.array(Key),
  firstResponseIs: z.string().min(1),
});
export type ServiceLevelRules = z.infer<typeof ServiceLevelRules>;
