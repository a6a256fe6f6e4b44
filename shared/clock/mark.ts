import * as z from "zod/mini";
import { Key, PersonId } from "../id.ts";
import { intFrom, later, positiveInt } from "../schema.ts";
import { Instant } from "./instant.ts";

/** The clocks of a ticket: three for the asker, one for each stay at a back office, the law's, and one for each promise. */
export const ClockKind = z.enum([
  "firstResponse",
  "nextResponse",
  "resolution",
  "ola",
  "statutory",
  "promise",
]);
export type ClockKind = z.infer<typeof ClockKind>;

/** How a clock ended: in time, too late, or without a judgement since what it measured was withdrawn. */
export const ClockOutcome = z.enum(["met", "missed", "void"]);
export type ClockOutcome = z.infer<typeof ClockOutcome>;

/**
 * What a clock came to at the ticket's last event, as it is stored beside the ticket: a projection of the events, for
 * lists and timers. Whoever needs more asks `clocksOf`.
 */
export const ClockMark = later(() =>
  z.strictObject({
    kind: ClockKind,
    /** The number of the event that it began with. */
    n: positiveInt(),
    /** The version of the configuration that it is bound to. */
    policy: positiveInt(),
    startedAt: Instant,
    /** The back office whose stay it measures. */
    desk: z.optional(Key),
    /** Who made the promise. */
    owner: z.optional(PersonId),
    targetSeconds: z.optional(intFrom(0)),
    dueAt: z.optional(Instant),
    pausedSince: z.optional(Instant),
    /** Working seconds left when it was paused. */
    leftSeconds: z.optional(intFrom(0)),
    endedAt: z.optional(Instant),
    outcome: z.optional(ClockOutcome),
  }),
);
export type ClockMark = z.infer<typeof ClockMark>;
