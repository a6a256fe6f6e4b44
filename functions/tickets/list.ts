import type { AnswerOf, QueryOf } from "../../shared/contract/operations.ts";
import { claimerOf, forAsker, forDesk, stub } from "../../shared/contract/show.ts";
import type { TicketRow } from "../../shared/contract/view.ts";
import type { TicketId } from "../../shared/id.ts";
import { deskOf, frontDesk } from "../../shared/organisation/lookup.ts";
import { mayList, mayRead, type Reading } from "../../shared/person/access.ts";
import { worksAt } from "../../shared/person/member.ts";
import { isRefusal, type Refusal, refused, refusedAt } from "../../shared/refusal.ts";
import type { Content } from "../../shared/ticket/content.ts";
import { isDone, listedAt, needsDesk, type Ticket } from "../../shared/ticket/ticket.ts";
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
        forAsker(ticket, {
          organisation,
          asker: undefined,
          question: questionOf(ticket, questions),
          now: request.at,
        }),
      ),
      ...(page.next && { next: cursorOf(page.next) }),
    },
  };
}

export const questionOf = (ticket: Ticket, questions: readonly Content[]) =>
  questions.find(({ contentId }) => contentId === ticket.questionId);

type ListRequest = Request<"GET /v1/tickets">;
type Filters = QueryOf<"GET /v1/tickets">;

export async function listTickets(request: ListRequest): Promise<Given<"GET /v1/tickets"> | Refusal> {
  const { member, organisation, table, query } = request;
  const position = positionIn(query.cursor);
  if (isRefusal(position)) return position;
  const { reference, person } = query;
  if (query.desk && !deskOf(organisation, query.desk)) return deskUnknown();
  if (reference) {
    const ticketId = await ticketByReference(table, member.organisation, reference);
    const found = await readable(request, ticketId ? [ticketId] : []);
    return { body: { items: await rowsOf(request, found.filter(wantedBy(request, query))) } };
  }
  const walk = person ? walkPerson(request, person) : walkDesk(request);
  if (isRefusal(walk)) return walk;
  return { body: await pageOf(request, walk, position.after) };
}

const deskUnknown = () => refusedAt("query.desk", "unknown", "the key of a desk of this organisation");

/** Where a list comes from, what of it is shown, and after how many places of its index a page ends at the latest. */
type Walk = {
  listing: (page: { limit: number; after: string | undefined }) => ReturnType<typeof listDesk>;
  isWanted: (found: Found) => boolean;
  mostScanned: number;
};

function walkPerson(request: ListRequest, person: NonNullable<Filters["person"]>): Walk {
  const { member, table, query } = request;
  return {
    listing: (page) => listPerson(table, member.organisation, person, page),
    isWanted: wantedBy(request, query),
    mostScanned: Number.POSITIVE_INFINITY,
  };
}

function walkDesk(request: ListRequest): Walk | Refusal {
  const { member, organisation, table, query } = request;
  const own = organisation.desks.find((candidate) => worksAt(member, candidate));
  const desk = query.desk ? deskOf(organisation, query.desk) : own;
  if (!desk) return deskUnknown();
  if (!mayList(member, desk)) return refused("not-at-your-desk");
  const { state = "open" } = query;
  const part = state === "done" || state === "resolved" || state === "closed" ? "done" : "open";
  return {
    listing: (page) => listDesk(table, member.organisation, desk.key, part, page),
    isWanted: wantedBy(request, { ...query, desk: desk.key, state }),
    mostScanned: 2_000,
  };
}

/**
 * A page and, where there is more for this caller, the position of its last row. What the caller may not read shows
 * nowhere in it: not as a gap, not as a `next` behind which nothing comes, not as the position in `next`. A long search
 * through what they did not ask for ends early, at something that they may read.
 */
async function pageOf(
  request: ListRequest,
  { listing, isWanted, mostScanned }: Walk,
  start: string | undefined,
): Promise<AnswerOf<"GET /v1/tickets">> {
  const { limit } = request.query;
  const wanted: Found[] = [];
  const answer = async (next?: string) => ({
    items: await rowsOf(request, wanted.slice(0, limit)),
    ...(next && { next: cursorOf(next) }),
  });
  let lastShown: string | undefined;
  let lastRead: string | undefined;
  let scanned = 0;
  let after = start;
  do {
    const page = await listing({ limit: Math.max(limit + 1, 50), after });
    const found = await readable(
      request,
      page.items.map(({ ticketId }) => ticketId),
    );
    for (const { ticketId, position } of page.items) {
      const here = found.find(({ ticket }) => ticket.ticketId === ticketId);
      if (!here) continue;
      lastRead = position;
      if (!isWanted(here)) continue;
      wanted.push(here);
      if (wanted.length > limit) return answer(lastShown);
      lastShown = position;
    }
    after = page.next;
    scanned += page.items.length;
  } while (after && !(scanned >= mostScanned && lastRead));
  return answer(after && lastRead);
}

type Found = { ticket: Ticket; reading: Exclude<Reading, "nothing"> };

async function readable(
  { member, organisation, table }: ListRequest,
  ids: readonly TicketId[],
): Promise<Found[]> {
  const tickets = await loadTickets(table, member.organisation, ids);
  return tickets.flatMap((ticket) => {
    const reading = mayRead(member, ticket, organisation);
    return reading === "nothing" ? [] : [{ ticket, reading }];
  });
}

const isIn = {
  open: (ticket) => !isDone(ticket) || needsDesk(ticket),
  done: (ticket) => isDone(ticket) && !needsDesk(ticket),
  "call-back": (ticket) => ticket.callBack !== undefined,
} as const satisfies Partial<Record<NonNullable<Filters["state"]>, (ticket: Ticket) => boolean>>;

/** Every filter that was given. One on what a row does not show finds nothing: to be found by it would tell it. */
function wantedBy({ organisation }: ListRequest, { desk, person, state, topic }: Filters) {
  const isInState = (ticket: Ticket) =>
    state === "open" || state === "done" || state === "call-back"
      ? isIn[state](ticket)
      : ticket.state === state;
  return ({ ticket, reading }: Found): boolean =>
    (state === undefined || isInState(ticket)) &&
    (desk === undefined || listedAt(ticket, frontDesk(organisation).key) === desk) &&
    (topic === undefined ||
      (isAbout(ticket, topic) && reading !== "stub" && !isLogged({ ticket, reading }, organisation))) &&
    (person === undefined ||
      ((ticket.asker === person || ticket.about?.person === person) && reading !== "stub"));
}

/** A topic that was found in questions is found by its own key, and under the one that it stands under. */
const isAbout = ({ topic }: Ticket, key: string) => topic?.key === key || topic?.part === key;

/** Whether this caller's reading is written down; to be shown a row of a list is no such reading. */
const isLogged = ({ ticket, reading }: Found, organisation: ListRequest["organisation"]): boolean =>
  reading === "as-desk" && organisation.confidentiality[ticket.confidentiality].readLog === true;

async function rowsOf(
  { member, organisation, table, at }: ListRequest,
  found: readonly Found[],
): Promise<TicketRow[]> {
  const read = found.filter(({ reading }) => reading !== "stub");
  const [questions, people] = await Promise.all([
    loadQuestions(
      table,
      read.filter((one) => !isLogged(one, organisation)).map(({ ticket }) => ticket),
    ),
    loadPeople(
      table,
      member.organisation,
      read.flatMap(({ ticket }) => [ticket.asker, ...claimerOf(ticket)]),
    ),
  ]);
  return found.map(({ ticket, reading }): TicketRow => {
    const parts = {
      organisation,
      asker: people.find(({ personId }) => personId === ticket.asker),
      claimer: people.find(({ personId }) => claimerOf(ticket).includes(personId)),
      question: questionOf(ticket, questions),
      now: at,
    };
    if (reading === "stub") return stub(ticket, organisation);
    if (reading === "as-asker") return forAsker(ticket, parts);
    const row = forDesk(ticket, parts);
    if (!isLogged({ ticket, reading }, organisation)) return row;
    // How long a target is tells what the question is about.
    const { topic, about, ...unlogged } = row;
    return { ...unlogged, clocks: [] };
  });
}
