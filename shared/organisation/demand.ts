import * as z from "zod/mini";
import { Key } from "../id.ts";
import { intFrom, positiveInt, someOf } from "../schema.ts";
import { LocalText } from "../text.ts";
import type { Organisation } from "./organisation.ts";

/** A day of every year, as MM-DD: the 29th of February is none. */
const YearDay = () =>
  z.string().check(
    z.refine(isYearDay, {
      error: "a day that every year has, as MM-DD",
      params: { code: "day-of-year-invalid" },
    }),
  );

function isYearDay(text: string): boolean {
  const at = /^\d\d-\d\d$/.test(text) ? Date.parse(`2025-${text}`) : Number.NaN;
  return !Number.isNaN(at) && new Date(at).toISOString().slice(5, 10) === text;
}

/** Greater than nothing, less than all. */
const Share = () => z.number().check(z.gt(0), z.lt(1));

/** How demand is measured, and what it asks of editors. What is left out is as `demandRules` has it. */
export const DemandSettings = z.lazy(() =>
  z.strictObject({
    $comment: z.optional(z.string()),
    /** After so many days half of the demand is left: 14 above a hundred questions a day, 45 to 60 below five. */
    halfLifeDays: z.optional(intFrom(7, 90)),
    surge: z.optional(
      z.strictObject({
        least: z.optional(positiveInt()),
        timesBaseline: z.optional(z.number().check(z.gt(1))),
        /** How seldom chance alone may ask so much of a steady topic. */
        tail: z.optional(Share()),
        quietDays: z.optional(intFrom(0)),
      }),
    ),
    candidate: z.optional(
      z.strictObject({
        demand: z.optional(z.number().check(z.positive())),
        askers: z.optional(positiveInt()),
        days: z.optional(positiveInt()),
      }),
    ),
    reviewDays: z.optional(positiveInt()),
    /** Days on which rules change every year, so that answers about these topics are looked at again. */
    reviewEach: z.optional(z.array(z.strictObject({ on: YearDay(), name: LocalText, topics: someOf(Key) }))),
    staleDays: z.optional(positiveInt()),
    failedDeflection: z.optional(
      z.strictObject({
        /** The least share, with 95 % certainty, of openings that did not help. */
        wilson: z.optional(Share()),
        least: z.optional(positiveInt()),
      }),
    ),
  }),
);
export type DemandSettings = z.infer<typeof DemandSettings>;

/** The settings with nothing left out, and what else of an organisation demand depends on. */
export type DemandRules = {
  halfLifeDays: number;
  surge: { least: number; timesBaseline: number; tail: number; quietDays: number };
  candidate: { demand: number; askers: number; days: number };
  reviewDays: number;
  reviewEach: readonly { on: string; topics: readonly string[] }[];
  staleDays: number;
  failedDeflection: { wilson: number; least: number };
  zone: string;
  /** A figure about fewer people is not shown. */
  leastPeople: number;
};

export function demandRules({
  demand = {},
  organisation,
  figures,
}: Pick<Organisation, "demand" | "organisation" | "figures">): DemandRules {
  const { surge, candidate, failedDeflection } = demand;
  return {
    halfLifeDays: demand.halfLifeDays ?? 30,
    surge: {
      least: surge?.least ?? 4,
      timesBaseline: surge?.timesBaseline ?? 2.5,
      tail: surge?.tail ?? 1e-4,
      quietDays: surge?.quietDays ?? 14,
    },
    candidate: {
      demand: candidate?.demand ?? 5,
      askers: candidate?.askers ?? 3,
      days: candidate?.days ?? 2,
    },
    reviewDays: demand.reviewDays ?? 180,
    reviewEach: demand.reviewEach ?? [],
    staleDays: demand.staleDays ?? 180,
    failedDeflection: { wilson: failedDeflection?.wilson ?? 0.4, least: failedDeflection?.least ?? 5 },
    zone: organisation.zone,
    leastPeople: figures.minimumGroup.askers,
  };
}
