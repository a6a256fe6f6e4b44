import type { OrganisationId, TicketId } from "../../shared/id.ts";
import { frontDesk } from "../../shared/organisation/lookup.ts";
import { isRefusal, type Refusal, refused } from "../../shared/refusal.ts";
import type { Content } from "../../shared/ticket/content.ts";
import type { Decision } from "../../shared/ticket/deed.ts";
import type { Reference } from "../../shared/ticket/reference.ts";
import type { Ticket } from "../../shared/ticket/ticket.ts";
import type { Table, Write } from "../store/table.ts";
import { loadHistory, ticketWrites } from "../store/tickets.ts";
import { recordTimed } from "./change.ts";
import type { Request } from "./request.ts";
import { settle } from "./settle.ts";

/** A ticket about to be opened: what happens first, given the reference it gets, and its texts. */
export type Opening = {
  ticketId: TicketId;
  decide: (reference: Reference) => Decision;
  contents: readonly Content[];
};

/** A ticket that exists and that the same moment is about. */
export type Continuing = {
  ticketId: TicketId;
  decide: (ticket: Ticket) => Decision;
  contents: (ticket: Ticket) => readonly Content[];
};

/**
 * Opens tickets and goes on with others, in one transaction with whatever belongs to the same moment. A reference
 * that is taken is drawn anew; where somebody else changed a ticket first, all is decided anew.
 * @throws CallKnown when a call of the telephone exchange was taken in before
 */
export async function openTickets(
  {
    table,
    organisation,
    at,
    mint,
    member,
  }: Pick<Request, "table" | "organisation" | "at" | "mint" | "member">,
  openings: readonly Opening[],
  alongside: () => Write[],
  marker: (tickets: readonly Ticket[]) => Write[] = () => [],
  continued: readonly Continuing[] = [],
): Promise<Ticket[] | Refusal> {
  const front = frontDesk(organisation).key;
  return settle<Ticket[]>(table, async () => {
    const before = await loadAll(table, member.organisation, continued);
    if (isRefusal(before)) return before;
    const decided = [
      ...openings.map((opening) => ({
        ...opening,
        before: { ticket: undefined, events: [] },
        decision: opening.decide(mint.reference()),
      })),
      ...continued.map((one, i) => {
        const history = before[i] as History;
        const { ticket } = history;
        return { ...one, before: history, decision: one.decide(ticket), contents: one.contents(ticket) };
      }),
    ];
    const tickets: Ticket[] = [];
    const writes: Write[] = [];
    for (const { ticketId, before: history, decision, contents } of decided) {
      if (isRefusal(decision)) return decision;
      const recorded = recordTimed(organisation, history, decision, { ticketId, at, by: member.person });
      tickets.push(recorded.after);
      writes.push(...ticketWrites(table, recorded, contents, front));
    }
    return { writes: [...writes, ...alongside(), ...marker(tickets)], outcome: tickets };
  });
}

type History = NonNullable<Awaited<ReturnType<typeof loadHistory>>>;

async function loadAll(
  table: Table,
  organisation: OrganisationId,
  continued: readonly Continuing[],
): Promise<History[] | Refusal> {
  const known = await Promise.all(
    continued.map(({ ticketId }) => loadHistory(table, organisation, ticketId)),
  );
  return known.every((history) => history !== undefined) ? known : refused("ticket-unknown");
}
