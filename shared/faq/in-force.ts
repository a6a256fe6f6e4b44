import type { Revision } from "./record.ts";

/** Whether a published revision is the answer on a day: both of its days included. */
export const isInForce = (
  { state, validFrom, validUntil }: Pick<Revision, "state" | "validFrom" | "validUntil">,
  today: string,
): boolean =>
  state === "published" && validFrom <= today && (validUntil === undefined || today <= validUntil);
