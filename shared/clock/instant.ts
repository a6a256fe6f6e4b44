import * as z from "zod/mini";

/** A moment, RFC 3339 in UTC with milliseconds, so that text order is time order. */
export const Instant = z.iso.datetime({ precision: 3 }).brand("Instant");
export type Instant = z.infer<typeof Instant>;

/** @param at epoch milliseconds */
export const instantOf = (at: number): Instant => new Date(at).toISOString() as Instant;

/** Any RFC 3339 instant with a zone, brought to the one form that is stored. */
export const AnyInstant = z.pipe(
  z.iso.datetime({ offset: true }).check(z.refine((text) => !Number.isNaN(Date.parse(text)))),
  z.transform((text: string) => instantOf(Date.parse(text))),
);

/** A day without a time, in the organisation's zone. */
export const Day = z.iso.date();
