import { clocksOf } from "../../shared/clock/clock.ts";
import { claimerOf, forAskerInFull, forDeskInFull, peopleIn, stub } from "../../shared/contract/show.ts";
import type { PersonId } from "../../shared/id.ts";
import { frontDesk } from "../../shared/organisation/lookup.ts";
import { mayRead } from "../../shared/person/access.ts";
import { type Member, worksAt } from "../../shared/person/member.ts";
import { displayName } from "../../shared/person/person.ts";
import { isRefusal, type Refusal, refused } from "../../shared/refusal.ts";
import type { UsedAnswer } from "../../shared/ticket/event.ts";
import type { Ticket } from "../../shared/ticket/ticket.ts";
import { cursorOf, positionIn } from "../runtime/cursor.ts";
import { policiesOf } from "../runtime/organisations.ts";
import type { Given, Request } from "../runtime/request.ts";
import { loadRevisions } from "../store/answers.ts";
import { loadPeople } from "../store/people.ts";
import type { Table } from "../store/table.ts";
import { listReads, loadThread, loadTicket, saveRead } from "../store/tickets.ts";
import { askerAudiences } from "../topics/audience.ts";
import { suggestedFor } from "./suggestions.ts";

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
  const { contents, events } = await loadThread(table, member.organisation, params.ticketId);
  const shown = reading === "as-desk" ? peopleIn(ticket, { contents, events }) : [ticket.asker];
  const people = await loadPeople(table, member.organisation, shown);
  const asker = people.find(({ personId }) => personId === ticket.asker);
  const claimer = people.find(({ personId }) => claimerOf(ticket).includes(personId));
  const clocks = clocksOf(events, policiesOf(member.organisation));
  const question = contents.find(({ contentId }) => contentId === ticket.questionId);
  const named = { asker, claimer, people };
  const parts = { organisation, ...named, question, contents, events, clocks, now: at };
  if (reading === "as-asker") {
    const answer = await answerForAsker(table, member, ticket);
    return { body: forAskerInFull({ ...ticket, answer }, { ...parts, reader: member.person }), version };
  }
  if (organisation.confidentiality[ticket.confidentiality].readLog) {
    const desk = organisation.desks.find((candidate) => worksAt(member, candidate));
    const read = { at, person: member.person, desk: desk?.key ?? frontDesk(organisation).key };
    await saveRead(table, member.organisation, ticket.ticketId, read);
  }
  const suggestions = await suggestedFor({ table, organisation, at }, ticket, question);
  return { body: forDeskInFull(ticket, { ...parts, suggestions }), version };
}

/** The answer that was given, for whom it was written: of one for colleagues an asker hears not even its number. */
async function answerForAsker(
  table: Table,
  member: Member,
  { answer }: Ticket,
): Promise<UsedAnswer | undefined> {
  if (!answer) return undefined;
  const [audiences, [revision]] = await Promise.all([
    askerAudiences(table, member),
    loadRevisions(table, member.organisation, [{ topic: answer.topic, number: answer.revision }]),
  ]);
  return revision && audiences.includes(revision.audience) ? answer : undefined;
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
