import type { PersonId, TicketId } from "../../shared/id.ts";
import { mayRead } from "../../shared/person/access.ts";
import { hasRole } from "../../shared/person/member.ts";
import type { Person } from "../../shared/person/person.ts";
import { isRefusal, type Refusal, refused } from "../../shared/refusal.ts";
import type { Ticket } from "../../shared/ticket/ticket.ts";
import { identified } from "../../shared/ticket/unattended.ts";
import { changeTicket } from "../runtime/change.ts";
import { Busy, type Given, type Request } from "../runtime/request.ts";
import { cardWrite, loadPerson } from "../store/people.ts";
import { commit } from "../store/table.ts";
import { listPerson, loadTickets } from "../store/tickets.ts";

type Route = "POST /v1/people/{personId}/link";

/**
 * An unknown caller turns out to be someone: the card points to them and every ticket of the caller becomes theirs.
 * Called again after a crash half-way it goes on where it was.
 */
export async function linkPerson(request: Request<Route>): Promise<Given<Route> | Refusal> {
  const { member, organisation, table, at, params, body } = request;
  const [caller, person] = await Promise.all([
    loadPerson(table, member.organisation, params.personId),
    loadPerson(table, member.organisation, body.to),
  ]);
  if (!caller || !person) return refused("person-unknown");
  const isLinkedElsewhere = caller.linkedTo !== undefined && caller.linkedTo !== person.personId;
  if (caller.kind !== "provisional" || isLinkedElsewhere || person.kind !== "employee") {
    return refused("not-provisional");
  }
  // An asker reads the whole thread, so nobody makes themselves the asker of what a caller told in confidence.
  if (person.personId === member.person) return refused("own-ticket");
  const tickets = await ticketsOfAll(request, params.personId);
  const no = notTheirs(request, tickets, person);
  if (no) return no;
  const linked = { ...caller, linkedTo: person.personId as PersonId };
  const saved = await commit(table, [cardWrite(table, member.organisation, linked)]);
  if (saved !== "saved") throw new Busy();
  for (const { ticketId } of tickets) {
    const changed = await changeTicket({ table, organisation, ticketId, at, by: member.person }, (ticket) =>
      identified(ticket, params.personId, person.personId as PersonId),
    );
    if (isRefusal(changed)) return changed;
  }
  return { body: { personId: person.personId as PersonId, tickets: tickets.length } };
}

/** Whoever becomes the asker reads all of it: not the one it is about, and not by the hand of who may not read it. */
function notTheirs(
  { member, organisation }: Request<Route>,
  tickets: readonly Ticket[],
  person: Person,
): Refusal | undefined {
  if (tickets.some(({ about }) => about?.person === person.personId)) return refused("about-this-person");
  const mayHandOut = tickets.every((ticket) => mayRead(member, ticket, organisation) === "as-desk");
  return mayHandOut || hasRole(member, "coordinator") ? undefined : refused("not-at-your-desk");
}

/** Read to the end before the first change, since a ticket that changes hands leaves the list. */
async function ticketsOfAll({ table, member }: Request<Route>, person: PersonId): Promise<Ticket[]> {
  const all: TicketId[] = [];
  let after: string | undefined;
  do {
    const page = await listPerson(table, member.organisation, person, { limit: 100, after });
    all.push(...page.items.map(({ ticketId }) => ticketId));
    after = page.next;
  } while (after);
  return loadTickets(table, member.organisation, all);
}
