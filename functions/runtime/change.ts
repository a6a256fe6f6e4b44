import type { Instant } from "../../shared/clock/instant.ts";
import type { PersonId, TicketId } from "../../shared/id.ts";
import { frontDesk } from "../../shared/organisation/lookup.ts";
import type { Organisation } from "../../shared/organisation/organisation.ts";
import { isRefusal, type Refusal, refused } from "../../shared/refusal.ts";
import type { Content } from "../../shared/ticket/content.ts";
import type { Decision } from "../../shared/ticket/deed.ts";
import { record } from "../../shared/ticket/record.ts";
import type { Ticket } from "../../shared/ticket/ticket.ts";
import { backOff, commit, type Table, type Write } from "../store/table.ts";
import { loadTicket, ticketWrites } from "../store/tickets.ts";
import { Busy, KeyUsed } from "./request.ts";

const attempts = 6;

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
  contents: readonly Content[] = [],
  also: (after: Ticket) => Write[] = () => [],
): Promise<Ticket | Refusal> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const ticket = await loadTicket(table, organisation.organisation.key, ticketId);
    if (!ticket) return refused("ticket-unknown");
    const happenings = decide(ticket);
    if (isRefusal(happenings)) return happenings;
    const recorded = record(ticket, happenings, signed(organisation, ticketId, at, by));
    const writes = [
      ...(happenings.length > 0 ? ticketWrites(table, recorded, contents, frontDesk(organisation).key) : []),
      ...also(recorded.after),
    ];
    // Where all already is as asked, nothing but the marker of the request may be left to save.
    if (writes.length === 0) return ticket;
    const saved = await commit(table, writes);
    if (saved === "saved") return recorded.after;
    if (saved === "key-used") throw new KeyUsed();
    if (saved !== "conflict") throw new Error(`a change cannot clash over ${saved}`);
    await backOff(attempt);
  }
  throw new Busy();
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
