import type { AnswerOf } from "../../shared/contract/operations.ts";
import { forAsker, forDesk, stub } from "../../shared/contract/show.ts";
import type { TicketRow } from "../../shared/contract/view.ts";
import type { TicketId } from "../../shared/id.ts";
import { deskOf } from "../../shared/organisation/lookup.ts";
import { mayRead } from "../../shared/person/access.ts";
import { hasRole, worksAt } from "../../shared/person/member.ts";
import { isRefusal, type Refusal, refused, refusedAt } from "../../shared/refusal.ts";
import type { Content } from "../../shared/ticket/content.ts";
import type { Ticket, TicketState } from "../../shared/ticket/ticket.ts";
import { cursorOf, positionIn } from "../runtime/cursor.ts";
import type { Given, Request } from "../runtime/request.ts";
import { loadPeople } from "../store/people.ts";
import { listDesk, listPerson, loadQuestions, loadTickets, ticketByReference } from "../store/tickets.ts";

export async function listMine(
  request: Request<"GET /v1/me/tickets">,
): Promise<Given<"GET /v1/me/tickets"> | Refusal> {
  const { member, organisation, table, query } = request;
  const position = positionIn(query.cursor);
  if (isRefusal(position)) return position;
  const page = await listPerson(table, member.organisation, member.person, {
    limit: query.limit,
    ...position,
  });
  const tickets = await loadTickets(
    table,
    member.organisation,
    page.items.map(({ ticketId }) => ticketId),
  );
  const mine = tickets.filter((ticket) => mayRead(member, ticket, organisation) === "as-asker");
  const questions = await loadQuestions(table, mine);
  return {
    body: {
      items: mine.map((ticket) =>
        forAsker(ticket, { organisation, asker: undefined, question: questionOf(ticket, questions) }),
      ),
      ...(page.next && { next: cursorOf(page.next) }),
    },
  };
}

export const questionOf = (ticket: Ticket, questions: readonly Content[]) =>
  questions.find(({ contentId }) => contentId === ticket.questionId);

type ListRequest = Request<"GET /v1/tickets">;

export async function listTickets(request: ListRequest): Promise<Given<"GET /v1/tickets"> | Refusal> {
  const { member, table, query } = request;
  const position = positionIn(query.cursor);
  if (isRefusal(position)) return position;
  const { reference, person, limit } = query;
  if (reference) {
    const ticketId = await ticketByReference(table, member.organisation, reference);
    return { body: { items: await rowsOf(request, ticketId ? [ticketId] : [], () => true) } };
  }
  const listing = person
    ? (after?: string) => listPerson(table, member.organisation, person, { limit, after })
    : deskListing(request);
  if (isRefusal(listing)) return listing;
  return { body: await filled(request, listing, position.after) };
}

/** A desk's list is for whom works there, and for the front office, which stays the face of every question. */
function deskListing({ member, organisation, table, query }: ListRequest) {
  const own = organisation.desks.find((desk) => worksAt(member, desk));
  const desk = query.desk ? deskOf(organisation, query.desk) : own;
  if (!desk) return refusedAt("query.desk", "unknown", "the key of a desk of this organisation");
  if (!worksAt(member, desk) && !hasRole(member, "front-office")) return refused("not-at-your-desk");
  const part =
    query.state === "done" || query.state === "resolved" || query.state === "closed" ? "done" : "open";
  return (after?: string) =>
    listDesk(table, member.organisation, desk.key, part, { limit: query.limit, after });
}

const pagesLookedAt = 8;

/** What the caller may not see or did not ask for leaves gaps; a few pages more fill them. */
async function filled(
  request: ListRequest,
  listing: (after?: string) => ReturnType<typeof listDesk>,
  start: string | undefined,
): Promise<AnswerOf<"GET /v1/tickets">> {
  const { limit } = request.query;
  const items: TicketRow[] = [];
  let after = start;
  for (let pages = 0; pages < pagesLookedAt; pages++) {
    const page = await listing(after);
    const rows = await rowsOf(
      request,
      page.items.map(({ ticketId }) => ticketId),
      wantedBy(request),
    );
    for (const row of rows) {
      items.push(row);
      if (items.length < limit) continue;
      const place = page.items.find(({ ticketId }) => ticketId === row.ticketId);
      const isLast = place === page.items.at(-1) && !page.next;
      return { items, ...(place && !isLast && { next: cursorOf(place.position) }) };
    }
    if (!page.next) return { items };
    after = page.next;
  }
  return { items, ...(after && { next: cursorOf(after) }) };
}

const statesOf: Record<string, readonly TicketState[]> = {
  open: ["received", "queued", "in-progress", "waiting"],
  done: ["resolved", "closed"],
};

function wantedBy({ query: { person, state, topic } }: ListRequest) {
  return (ticket: Ticket) =>
    (topic === undefined || ticket.topic?.key === topic) &&
    (statesOf[state] ?? [state]).includes(ticket.state) &&
    (person === undefined || ticket.asker === person || ticket.about?.person === person);
}

async function rowsOf(
  { member, organisation, table }: ListRequest,
  ids: readonly TicketId[],
  isWanted: (ticket: Ticket) => boolean,
): Promise<TicketRow[]> {
  const tickets = (await loadTickets(table, member.organisation, ids)).filter(isWanted);
  const readings = tickets.map((ticket) => ({ ticket, reading: mayRead(member, ticket, organisation) }));
  const read = readings.filter(({ reading }) => reading === "as-desk" || reading === "as-asker");
  // The beginning of a logged question would be an unlogged read.
  const quoted = read.filter(
    ({ ticket, reading }) =>
      reading === "as-asker" || !organisation.confidentiality[ticket.confidentiality].readLog,
  );
  const [questions, askers] = await Promise.all([
    loadQuestions(
      table,
      quoted.map(({ ticket }) => ticket),
    ),
    loadPeople(
      table,
      member.organisation,
      read.map(({ ticket }) => ticket.asker),
    ),
  ]);
  return readings.flatMap(({ ticket, reading }): TicketRow[] => {
    const parts = {
      organisation,
      asker: askers.find(({ personId }) => personId === ticket.asker),
      question: questionOf(ticket, questions),
    };
    if (reading === "as-desk") return [forDesk(ticket, parts)];
    if (reading === "as-asker") return [forAsker(ticket, parts)];
    return reading === "stub" ? [stub(ticket, organisation)] : [];
  });
}
