import { type Instant, instantOf } from "../clock/instant.ts";
import type { TicketId } from "../id.ts";
import type { Reference } from "../ticket/reference.ts";
import type { Because } from "./circle.ts";
import type { ClockEvent, ClockTold } from "./clock.ts";

/** What one line of a digest says, or a mail of its own. */
export type DigestEntry = ClockTold & {
  ticketId: TicketId;
  reference: Reference;
  mayOpen: boolean;
  isHidden?: boolean;
  /** Not in those that were stored before it was told. */
  kind?: ClockEvent["type"];
  because?: Because;
};

const quarterMs = 15 * 60_000;
/** Longer than whoever adds to a digest may take, so that nothing is added to one that was sent. */
const graceMs = 60_000;

/**
 * When the digest goes that takes in what came at an instant: after the quarter of an hour in which it came, or when
 * its receiver is back at work.
 * @param opens the first working instant of the receiver from an instant on
 */
export function digestDueAt(at: Instant, opens: (from: Instant) => Instant): Instant {
  const opening = opens(at);
  const quarterEnd = instantOf((Math.floor(Date.parse(at) / quarterMs) + 1) * quarterMs);
  return instantOf(Date.parse(opening === at ? opens(quarterEnd) : opening) + graceMs);
}
