import type { Instant } from "../clock/instant.ts";
import type { OrganisationId, PersonId, TicketId } from "../id.ts";
import type { Happening, TicketEvent } from "./event.ts";
import { evolve } from "./evolve.ts";
import type { Ticket } from "./ticket.ts";

export type Recorded = { before: Ticket | undefined; after: Ticket; events: TicketEvent[] };

/** What was decided, numbered on from the ticket's last event and signed, with the ticket that comes of it. */
export function record(
  before: Ticket | undefined,
  happenings: readonly Happening[],
  signed: {
    organisation: OrganisationId;
    ticketId: TicketId;
    at: Instant;
    by: PersonId | "system";
    configuration: number;
  },
): Recorded {
  const from = before?.version ?? 0;
  const events = happenings.map(
    (happening, i) => ({ v: 1, n: from + i + 1, ...signed, ...happening }) as TicketEvent,
  );
  const after = events.reduce<Ticket | undefined>(evolve, before);
  if (!after) throw new Error("nothing happened to a ticket that does not exist");
  return { before, after, events };
}
