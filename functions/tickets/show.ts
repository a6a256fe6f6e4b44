import { clocksOf } from "../../shared/clock/clock.ts";
import { forAskerInFull, forDeskInFull, stub } from "../../shared/contract/show.ts";
import type { PersonId } from "../../shared/id.ts";
import { frontDesk } from "../../shared/organisation/lookup.ts";
import { mayRead } from "../../shared/person/access.ts";
import { worksAt } from "../../shared/person/member.ts";
import { displayName } from "../../shared/person/person.ts";
import { isRefusal, type Refusal, refused } from "../../shared/refusal.ts";
import { cursorOf, positionIn } from "../runtime/cursor.ts";
import { policiesOf } from "../runtime/organisations.ts";
import type { Given, Request } from "../runtime/request.ts";
import { loadPeople, loadPerson } from "../store/people.ts";
import { listReads, loadThread, loadTicket, saveRead } from "../store/tickets.ts";

export async function showTicket({
  member,
  organisation,
  table,
  at,
  params,
}: Request<"GET /v1/tickets/{ticketId}">): Promise<Given<"GET /v1/tickets/{ticketId}"> | Refusal> {
  const ticket = await loadTicket(table, member.organisation, params.ticketId);
  const reading = ticket ? mayRead(member, ticket, organisation) : "nothing";
  if (!ticket || reading === "nothing") return refused("ticket-unknown");
  const { version } = ticket;
  if (reading === "stub") return { body: stub(ticket, organisation), version };
  const promisedBy = reading === "as-desk" ? (ticket.promises ?? []).map(({ owner }) => owner) : [];
  const [{ contents, events }, asker, owners] = await Promise.all([
    loadThread(table, member.organisation, params.ticketId),
    loadPerson(table, member.organisation, ticket.asker),
    loadPeople(table, member.organisation, promisedBy),
  ]);
  const clocks = clocksOf(events, policiesOf(member.organisation));
  const question = contents.find(({ contentId }) => contentId === ticket.questionId);
  const parts = { organisation, asker, question, contents, events, clocks, owners, now: at };
  if (reading === "as-asker") return { body: forAskerInFull(ticket, parts), version };
  if (organisation.confidentiality[ticket.confidentiality].readLog) {
    const desk = organisation.desks.find((candidate) => worksAt(member, candidate));
    const read = { at, person: member.person, desk: desk?.key ?? frontDesk(organisation).key };
    await saveRead(table, member.organisation, ticket.ticketId, read);
  }
  return { body: forDeskInFull(ticket, parts), version };
}

export async function showReads(
  request: Request<"GET /v1/tickets/{ticketId}/reads">,
): Promise<Given<"GET /v1/tickets/{ticketId}/reads"> | Refusal> {
  const { member, organisation, table, params, query } = request;
  const ticket = await loadTicket(table, member.organisation, params.ticketId);
  if (!ticket || mayRead(member, ticket, organisation) !== "as-asker") return refused("ticket-unknown");
  const position = positionIn(query.cursor);
  if (isRefusal(position)) return position;
  const page = await listReads(table, member.organisation, ticket.ticketId, {
    limit: query.limit,
    ...position,
  });
  const readers = await loadPeople(
    table,
    member.organisation,
    page.items.map(({ person }) => person),
  );
  const nameOf = (id: PersonId) => {
    const reader = readers.find(({ personId }) => personId === id);
    return reader ? displayName(reader) : id;
  };
  return {
    body: {
      items: page.items.map(({ at, desk, person }) => ({ at, desk, by: nameOf(person) })),
      ...(page.next && { next: cursorOf(page.next) }),
    },
  };
}
