import { clocksOf, marksOf } from "../clock/clock.ts";
import type { Policies } from "../clock/policy.ts";
import { nextTimerAt } from "../clock/timer.ts";
import type { TicketEvent } from "../ticket/event.ts";
import { replay } from "../ticket/evolve.ts";
import type { Ticket } from "../ticket/ticket.ts";

/** A ticket as it is stored: its image, all its events, and when it next wants looking at. */
export type StoredTicket = {
  ticket: Ticket;
  events: readonly TicketEvent[];
  timerAt?: string | undefined;
};

export type Difference = "events" | "configuration" | "image" | "clocks" | "timer";

/**
 * In what a stored ticket differs from a replay of its events.
 * @param versions the versions of the configuration that are deployed
 */
export function differencesIn(
  { ticket, events, timerAt }: StoredTicket,
  policies: Policies,
  versions: ReadonlySet<number>,
): Difference[] {
  const { clocks: marks, ...image } = ticket;
  const clocks = clocksOf(events, policies);
  const last = events.at(-1)?.configuration ?? 0;
  // The passing of time goes by the configuration in force: that of its last event, or a later one by which a timer
  // was set anew since.
  const timers = [last, ...[...versions].filter((version) => version > last)].map((version) =>
    nextTimerAt({ ticket, events, clocks }, policies(version)),
  );
  const isOfUnknown = namesUnknown(events, versions);
  // Nobody can judge the clocks of what closed under a configuration that is gone, and nothing depends on them.
  const isPast = isOfUnknown && ticket.state === "closed";
  const isWrong: Record<Difference, boolean> = {
    events: events.some(({ n }, i) => n !== i + 1),
    configuration: isOfUnknown && !isPast,
    image: !isSame(withoutClocks(replay(events)), image),
    clocks: !isPast && !isSame(marksOf(clocks), marks),
    timer: !timers.some((expected) => expected === timerAt),
  };
  return (Object.keys(isWrong) as Difference[]).filter((part) => isWrong[part]);
}

/** Whether something happened under a version of the configuration that is no longer deployed. */
export const namesUnknown = (events: readonly TicketEvent[], versions: ReadonlySet<number>) =>
  events.some(({ configuration }) => !versions.has(configuration));

function withoutClocks(ticket: Ticket | undefined) {
  if (!ticket) return undefined;
  const { clocks, ...image } = ticket;
  return image;
}

/** Equal as stored: the table keeps no order of fields, and nothing that is undefined. */
export const isSame = (one: unknown, other: unknown) => inOrder(one) === inOrder(other);

const inOrder = (value: unknown) =>
  JSON.stringify(value, (_, part) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
