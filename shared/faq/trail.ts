import * as z from "zod/mini";
import { Day, Instant } from "../clock/instant.ts";
import { Key, PersonId, TicketId } from "../id.ts";
import { later, positiveInt } from "../schema.ts";
import type { AnswerAudience } from "./record.ts";

/** What editors do to a topic and its answers, as its trail tells it. */
export const deeds = [
  ...(["opened", "named", "owner-set", "review-set", "found-still-right"] as const),
  ...(["muted", "unmuted", "archived", "unarchived"] as const),
  ...(["merged", "took-in", "unmerged", "gave-back", "split", "split-off"] as const),
  ...(["draft-started", "draft-saved", "offered", "sent-back", "published", "discarded"] as const),
  ...(["withdrawn", "withdrawal-confirmed", "restored", "restoration-confirmed"] as const),
] as const;

/** Why one person may withdraw an answer at once. */
export const withdrawalReasons = ["wrong", "outdated", "incomplete", "misunderstood", "other"] as const;
export type WithdrawalReason = (typeof withdrawalReasons)[number];

/** One line of a topic's trail: who did what, when, and to which revision. */
export const TopicAct = later(() =>
  z.strictObject({
    n: positiveInt(),
    at: Instant,
    by: PersonId,
    did: z.enum(deeds),
    revision: z.optional(positiveInt()),
    /** The other topic that it was about. */
    topic: z.optional(Key),
    desk: z.optional(Key),
    day: z.optional(Day),
    reason: z.optional(Key),
    remark: z.optional(z.string()),
    /** The questions that were split off. */
    tickets: z.optional(z.array(TicketId)),
  }),
);
export type TopicAct = z.infer<typeof TopicAct>;

/**
 * What whoever uses answers has to hear. `replaced`: this revision took the place of `replaces`. `review-due`: the
 * owner has to look whether this revision still holds.
 */
export type AnswerChange = {
  at: Instant;
  topic: string;
  revision: number;
  audience: AnswerAudience;
  what: "published" | "replaced" | "withdrawn" | "review-due";
  replaces?: number | undefined;
  /** The reason of a withdrawal. */
  because?: string | undefined;
  /** Of a review that is due: the desk that keeps the answer right. */
  owner?: string | undefined;
};
