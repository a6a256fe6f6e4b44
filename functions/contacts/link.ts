import type { PersonId } from "../../shared/id.ts";
import { isRefusal, type Refusal, refused } from "../../shared/refusal.ts";
import { identified } from "../../shared/ticket/unattended.ts";
import { changeTicket } from "../runtime/change.ts";
import { Busy, type Given, type Request } from "../runtime/request.ts";
import { loadPerson, replacePersonWrite } from "../store/people.ts";
import { commit } from "../store/table.ts";
import { listPerson } from "../store/tickets.ts";

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
  const linked = { ...caller, linkedTo: person.personId as PersonId };
  const saved = await commit(table, [replacePersonWrite(table, member.organisation, linked)]);
  if (saved !== "saved") throw new Busy();
  const tickets = await ticketsOfAll(request, params.personId);
  for (const ticketId of tickets) {
    const changed = await changeTicket({ table, organisation, ticketId, at, by: member.person }, (ticket) =>
      identified(ticket, params.personId, person.personId as PersonId),
    );
    if (isRefusal(changed)) return changed;
  }
  return { body: { personId: person.personId as PersonId, tickets: tickets.length } };
}

/** Read to the end before the first change, since a ticket that changes hands leaves the list. */
async function ticketsOfAll({ table, member }: Request<Route>, person: PersonId) {
  const all: Awaited<ReturnType<typeof listPerson>>["items"] = [];
  let after: string | undefined;
  do {
    const page = await listPerson(table, member.organisation, person, { limit: 100, after });
    all.push(...page.items);
    after = page.next;
  } while (after);
  return all.map(({ ticketId }) => ticketId);
}
