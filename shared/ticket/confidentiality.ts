import * as z from "zod/mini";

/** How closely a ticket is kept, from least to most: the order is the meaning. */
export const Confidentiality = z.enum(["open", "sensitive", "restricted", "not-recorded"]);
export type Confidentiality = z.infer<typeof Confidentiality>;

export function isAtLeast(confidentiality: Confidentiality, minimum: Confidentiality): boolean {
  return rank(confidentiality) >= rank(minimum);
}

export function highest(one: Confidentiality, other: Confidentiality): Confidentiality {
  return isAtLeast(one, other) ? one : other;
}

/** How closely a desk keeps whatever comes to it. */
export const keptAt = (desk: { namedReaders?: boolean | undefined } | undefined): Confidentiality =>
  desk?.namedReaders ? "restricted" : "open";

const rank = (confidentiality: Confidentiality) => Confidentiality.options.indexOf(confidentiality);
