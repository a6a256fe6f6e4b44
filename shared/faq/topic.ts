import * as z from "zod";
import { Key } from "../id.ts";
import { LocalText } from "../text.ts";
import { Confidentiality } from "../ticket/confidentiality.ts";
import { TicketKind } from "../ticket/event.ts";
import { Audience, StartsAt } from "./audience.ts";

/** Months of the year, 1 for January. */
export const Months = z.array(z.int().min(1).max(12)).min(1);

/** What questions are about: who answers, how fast, and who may read along. */
export const Topic = z.strictObject({
  key: Key,
  name: LocalText,
  desk: Key,
  startsAt: StartsAt,
  kind: TicketKind.default("question"),
  serviceLevel: Key,
  confidentiality: Confidentiality,
  audience: z.array(Audience).min(1),
  identityCheck: Key,
  retention: Key,
  /** How long an appointment about it takes. */
  slotMinutes: z.int().positive(),
  examples: z.strictObject({ nl: z.array(z.string().min(1)), en: z.array(z.string().min(1)) }),
  /** Where a signpost topic points to. */
  signpost: Key.optional(),
  /** The party outside the organisation that a question may wait for. */
  partner: Key.optional(),
  /** Steps to take before a change is carried out. */
  needs: z.array(Key).optional(),
  neverByPhone: z.boolean().optional(),
  /** The months in which it is asked most. */
  season: Months.optional(),
  mayBeRefused: z.boolean().optional(),
  /** Many askers at once may mean one cause, to be opened as a known situation. */
  mayBeSituation: z.boolean().optional(),
  /** The topic is never proposed for removal, however seldom it is asked. */
  keep: z.literal("always").optional(),
  /** Askers are asked to leave out what they should not tell. */
  warn: z.literal("health").optional(),
  /** What is not a question but an act elsewhere, said to the asker. */
  transaction: z.string().min(1).optional(),
  answerIs: z.literal("letter").optional(),
  noRating: z.boolean().optional(),
  note: z.string().min(1).optional(),
});
export type Topic = z.infer<typeof Topic>;
