import type { Instant } from "../../shared/clock/instant.ts";
import { type Timed, timed } from "../../shared/clock/timed.ts";
import type { PersonId, TicketId } from "../../shared/id.ts";
import { frontDesk } from "../../shared/organisation/lookup.ts";
import type { Organisation } from "../../shared/organisation/organisation.ts";
import { isRefusal, type Refusal, refused } from "../../shared/refusal.ts";
import type { Content } from "../../shared/ticket/content.ts";
import type { Decision } from "../../shared/ticket/deed.ts";
import type { Happening, TicketEvent } from "../../shared/ticket/event.ts";
import { record } from "../../shared/ticket/record.ts";
import type { Ticket } from "../../shared/ticket/ticket.ts";
import type { Table, Write } from "../store/table.ts";
import { loadHistory, ticketWrites } from "../store/tickets.ts";
import { policiesOf } from "./organisations.ts";
import { settle } from "./settle.ts";

/**
 * Load, decide, save; where somebody else was first, load and decide anew.
 * @param also writes that belong to the same transaction, given the ticket as it will be
 */
export async function changeTicket(
  {
    table,
    organisation,
    ticketId,
    at,
    by,
  }: {
    table: Table;
    organisation: Organisation;
    ticketId: TicketId;
    at: Instant;
    by: PersonId | "system";
  },
  decide: (ticket: Ticket, events: readonly TicketEvent[]) => Decision,
  contents: (ticket: Ticket) => readonly Content[] = () => [],
  also: (after: Ticket) => Write[] = () => [],
): Promise<Ticket | Refusal> {
  return settle(table, async () => {
    const history = await loadHistory(table, organisation.organisation.key, ticketId);
    if (!history) return refused("ticket-unknown");
    const { ticket, events } = history;
    const happenings = decide(ticket, events);
    if (isRefusal(happenings)) return happenings;
    if (happenings.length === 0) return { writes: also(ticket), outcome: ticket };
    const recorded = recordTimed(organisation, history, happenings, { ticketId, at, by });
    const change = ticketWrites(table, recorded, contents(ticket), frontDesk(organisation).key);
    return { writes: [...change, ...also(recorded.after)], outcome: recorded.after };
  });
}

/** Signs what was decided, and sets the clocks by it. */
export function recordTimed(
  organisation: Organisation,
  { ticket, events }: { ticket: Ticket | undefined; events: readonly TicketEvent[] },
  happenings: readonly Happening[],
  signed: { ticketId: TicketId; at: Instant; by: PersonId | "system" },
): Timed {
  const { key } = organisation.organisation;
  const recorded = record(ticket, happenings, {
    ...signed,
    organisation: key,
    configuration: organisation.version,
  });
  return timed(recorded, events, policiesOf(key), organisation);
}
