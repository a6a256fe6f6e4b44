import * as z from "zod/mini";
import { Key } from "../id.ts";
import { intFrom, positiveInt, someOf, someText } from "../schema.ts";
import { LocalText } from "../text.ts";
import { Confidentiality } from "../ticket/confidentiality.ts";
import { TicketKind } from "../ticket/event.ts";
import { Audience, StartsAt } from "./audience.ts";

/** Months of the year, 1 for January. */
export const Months = someOf(intFrom(1, 12));

/** Something that the desk needs to know, and that the asker can fill in beside the question. */
export const TopicField = z.strictObject({
  key: Key,
  label: LocalText,
  hint: z.optional(LocalText),
  kind: z.enum(["text", "day", "month", "choice"]),
  /** Of a choice. */
  options: z.optional(someOf(LocalText)),
  isRequired: z.optional(z.boolean()),
});
export type TopicField = z.infer<typeof TopicField>;

/** Each further field costs askers. */
const mostFields = 4;

/** What questions are about: who answers, how fast, and who may read along. */
export const Topic = z.strictObject({
  key: Key,
  name: LocalText,
  desk: Key,
  startsAt: StartsAt,
  kind: z._default(TicketKind, "question"),
  serviceLevel: Key,
  confidentiality: Confidentiality,
  audience: someOf(Audience),
  identityCheck: Key,
  retention: Key,
  /** How long an appointment about it takes. */
  slotMinutes: positiveInt(),
  examples: z.strictObject({ nl: z.array(someText()), en: z.array(someText()) }),
  /** What the form asks beside the question. What is filled in becomes part of its text. */
  fields: z.optional(z.array(TopicField).check(z.maxLength(mostFields))),
  /** Where a signpost topic points to. */
  signpost: z.optional(Key),
  /** The party outside the organisation that a question may wait for. */
  partner: z.optional(Key),
  /** Steps to take before a change is carried out. */
  needs: z.optional(z.array(Key)),
  neverByPhone: z.optional(z.boolean()),
  /** The months in which it is asked most. */
  season: z.optional(Months),
  mayBeRefused: z.optional(z.boolean()),
  /** Many askers at once may mean one cause, to be opened as a known situation. */
  mayBeSituation: z.optional(z.boolean()),
  /** The topic is never proposed for removal, however seldom it is asked. */
  keep: z.optional(z.literal("always")),
  /** Askers are asked to leave out what they should not tell. */
  warn: z.optional(z.literal("health")),
  /** What is not a question but an act elsewhere, said to the asker. */
  transaction: z.optional(someText()),
  answerIs: z.optional(z.literal("letter")),
  noRating: z.optional(z.boolean()),
  note: z.optional(someText()),
});
export type Topic = z.infer<typeof Topic>;
