import type { TicketEvent } from "../ticket/event.ts";
import type { Recorded } from "../ticket/record.ts";
import { clocksOf, marksOf } from "./clock.ts";
import type { Instant } from "./instant.ts";
import type { Policies, Policy } from "./policy.ts";
import { nextTimerAt } from "./timer.ts";

/** What was recorded, with the ticket's clocks, and when it next wants looking at. */
export type Timed = Recorded & { timerAt: Instant | undefined };

/**
 * Sets a ticket's clocks by all of its events, those before and those recorded now.
 * @param policy the configuration in force now
 */
export function timed(
  recorded: Recorded,
  earlier: readonly TicketEvent[],
  policies: Policies,
  policy: Policy,
): Timed {
  const events = [...earlier, ...recorded.events];
  const clocks = clocksOf(events, policies);
  const ticket = { ...recorded.after, clocks: marksOf(clocks) };
  return { ...recorded, after: ticket, timerAt: nextTimerAt({ ticket, events, clocks }, policy) };
}
