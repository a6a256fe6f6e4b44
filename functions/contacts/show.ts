import { cardOf } from "../../shared/contract/show.ts";
import { isReadable } from "../../shared/person/access.ts";
import { type Refusal, refused } from "../../shared/refusal.ts";
import type { Given, Request } from "../runtime/request.ts";
import { loadContact } from "../store/contacts.ts";
import { loadPerson } from "../store/people.ts";
import { loadTickets } from "../store/tickets.ts";

type Route = "GET /v1/contacts/{contactId}";

/** A contact shows the person only to whom may read a ticket of it, or where it was about none. */
export async function showContact({
  member,
  organisation,
  table,
  params,
}: Request<Route>): Promise<Given<Route> | Refusal> {
  const contact = await loadContact(table, member.organisation, params.contactId);
  if (!contact) return refused("contact-unknown");
  const tickets = await loadTickets(table, member.organisation, contact.tickets);
  const readable = tickets.filter((ticket) => isReadable(member, ticket, organisation));
  if (readable.length === 0 && contact.tickets.length > 0) return refused("contact-unknown");
  const person = contact.person && (await loadPerson(table, member.organisation, contact.person));
  const { identityCheck, person: _, tickets: __, ...shown } = contact;
  return {
    body: {
      ...shown,
      tickets: readable.map(({ ticketId }) => ticketId),
      ...(person && { person: cardOf(person) }),
    },
  };
}
