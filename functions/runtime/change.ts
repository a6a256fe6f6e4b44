import type { Instant } from "../../shared/clock/instant.ts";
import type { PersonId, TicketId } from "../../shared/id.ts";
import { frontDesk } from "../../shared/organisation/lookup.ts";
import type { Organisation } from "../../shared/organisation/organisation.ts";
import { isRefusal, type Refusal, refused } from "../../shared/refusal.ts";
import type { Content } from "../../shared/ticket/content.ts";
import type { Decision } from "../../shared/ticket/deed.ts";
import { record } from "../../shared/ticket/record.ts";
import type { Ticket } from "../../shared/ticket/ticket.ts";
import type { Table, Write } from "../store/table.ts";
import { loadTicket, ticketWrites } from "../store/tickets.ts";
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
  decide: (ticket: Ticket) => Decision,
  contents: (ticket: Ticket) => readonly Content[] = () => [],
  also: (after: Ticket) => Write[] = () => [],
): Promise<Ticket | Refusal> {
  return settle(table, async () => {
    const ticket = await loadTicket(table, organisation.organisation.key, ticketId);
    if (!ticket) return refused("ticket-unknown");
    const happenings = decide(ticket);
    if (isRefusal(happenings)) return happenings;
    const recorded = record(ticket, happenings, signed(organisation, ticketId, at, by));
    const front = frontDesk(organisation).key;
    const change = happenings.length > 0 ? ticketWrites(table, recorded, contents(ticket), front) : [];
    return { writes: [...change, ...also(recorded.after)], outcome: recorded.after };
  });
}

export const signed = (
  organisation: Organisation,
  ticketId: TicketId,
  at: Instant,
  by: PersonId | "system",
) => ({
  organisation: organisation.organisation.key,
  ticketId,
  at,
  by,
  configuration: organisation.version,
});
