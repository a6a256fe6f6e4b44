import type { ClockKind } from "../clock/mark.ts";

/** How the clocks are called in the name of a field, which is written very often. */
export const metricCodes = {
  firstResponse: "fr",
  nextResponse: "nr",
  resolution: "re",
  ola: "ola",
  statutory: "st",
} as const satisfies Partial<Record<ClockKind, string>>;
