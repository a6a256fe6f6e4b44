import * as z from "zod/mini";
import { Channel } from "../channel/channel.ts";
import { Audience } from "../faq/audience.ts";
import { Key } from "../id.ts";
import { positiveInt, someOf, someText } from "../schema.ts";
import { LocalText } from "../text.ts";
import { TicketKind, Urgency } from "../ticket/event.ts";

const WorkingHours = z.number().check(z.positive());

/** The clocks of a ticket: three for the asker, and `ola` for the team that has it. */
export const ClockName = z.enum(["firstResponse", "nextResponse", "resolution", "ola"]);
export type ClockName = z.infer<typeof ClockName>;

const Term = z
  .strictObject({
    months: z.optional(positiveInt()),
    weeks: z.optional(positiveInt()),
    days: z.optional(positiveInt()),
  })
  .check(
    z.refine((term) => Object.values(term).filter((count) => count !== undefined).length === 1, {
      error: "a term is in months, in weeks or in days",
      params: { code: "one-unit-of-time" },
    }),
  );

/** A term that the law sets in calendar time, beside the targets in working hours. */
export const Statutory = z
  .strictObject({
    ...Term.shape,
    extendable: z.optional(Term),
    rule: someText(),
    endOnClosedDay: z.enum(["next-working-day", "same-day"]),
  })
  .check(
    z.refine(
      ({ months, weeks, days }) => [months, weeks, days].filter((count) => count !== undefined).length === 1,
      {
        error: "a term is in months, in weeks or in days",
        params: { code: "one-unit-of-time" },
      },
    ),
  );
export type Statutory = z.infer<typeof Statutory>;

/** Targets in working hours of the team's calendar; a level without targets runs no clock. */
export const ServiceLevel = z.strictObject({
  name: LocalText,
  use: someText(),
  firstResponse: z.optional(WorkingHours),
  nextResponse: z.optional(WorkingHours),
  resolution: z.optional(WorkingHours),
  ola: z.optional(WorkingHours),
  statutory: z.optional(Statutory),
});
export type ServiceLevel = z.infer<typeof ServiceLevel>;

/** A target for what all the conditions hold of; the rule with the most conditions wins. */
const TargetRule = z.strictObject({
  name: Key,
  reason: LocalText,
  when: z.strictObject({
    topic: z.optional(Key),
    desk: z.optional(Key),
    kind: z.optional(TicketKind),
    urgency: z.optional(Urgency),
    channel: z.optional(Channel),
    audience: z.optional(Audience),
  }),
  serviceLevel: z.optional(Key),
  firstResponse: z.optional(WorkingHours),
  nextResponse: z.optional(WorkingHours),
  resolution: z.optional(WorkingHours),
  ola: z.optional(WorkingHours),
});

/** What moves a target, and who hears of it when one is near or missed. */
export const ServiceLevelRules = z.strictObject({
  order: someOf(z.enum(["topic", "desk"])),
  targets: z.optional(z.array(TargetRule)),
  urgency: z.record(
    Key,
    z.strictObject({
      firstResponse: z.optional(WorkingHours),
      resolution: z.optional(WorkingHours),
      needsReason: z.optional(z.boolean()),
      setBy: z.optional(z.array(Key)),
    }),
  ),
  /** The part of the target that has run when a warning is due. */
  warnAt: z.number().check(z.gt(0), z.lt(1)),
  escalate: z.array(z.strictObject({ to: Key, afterWorkingHours: z.number().check(z.nonnegative()) })),
  digestAbove: positiveInt(),
  criticalOutsideHours: z.array(Key),
  firstResponseIs: someText(),
});
export type ServiceLevelRules = z.infer<typeof ServiceLevelRules>;
