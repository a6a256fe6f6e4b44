import type { AnswerOf } from "../../shared/contract/operations.ts";
import {
  colleague,
  countsFor,
  isTooLongAgo,
  isWorthNoting,
  type Mark,
  markAfter,
  markAt,
  markIn,
  markWithin,
  newMoves,
  newsFor,
  othersAt,
  textOf,
  touches,
} from "../../shared/desk/live.ts";
import type { TicketId } from "../../shared/id.ts";
import { deskOf, frontDesk } from "../../shared/organisation/lookup.ts";
import { mayList, mayRead } from "../../shared/person/access.ts";
import { displayName } from "../../shared/person/person.ts";
import { type Refusal, refused, refusedAt } from "../../shared/refusal.ts";
import type { Ticket } from "../../shared/ticket/ticket.ts";
import type { Given, Request } from "../runtime/request.ts";
import { listMovesSince, type StoredMove } from "../store/list-moves.ts";
import { loadPeople } from "../store/people.ts";
import { listPresent, notePresence } from "../store/presence.ts";
import { loadTicket, loadTickets } from "../store/tickets.ts";
import { openList } from "./open-list.ts";

type LiveRequest = Request<"GET /v1/desks/{desk}/changes">;
type Live = AnswerOf<"GET /v1/desks/{desk}/changes">;

/** Of the organisation's changes, those looked at in one answer; and of the desk's tickets, those told in it. */
const mostMoves = 500;
const mostTickets = 100;

/** What changed on a desk's list, how much stands on it, and who else is at the ticket that the page shows. */
export async function followDesk(
  request: LiveRequest,
): Promise<Given<"GET /v1/desks/{desk}/changes"> | Refusal> {
  const { member, organisation, table, at, params, query } = request;
  const desk = deskOf(organisation, params.desk);
  if (!desk) return refusedAt("path.desk", "unknown", "the key of a desk of this organisation");
  if (!mayList(member, desk)) return refused("not-at-your-desk");
  const since = query.since === undefined ? markAt(at) : markIn(query.since);
  if (!since) return refusedAt("query.since", "invalid", "the `next` of an earlier answer, or an instant");
  const isFirst = query.since === undefined;
  const isGone = isTooLongAgo(since, at);
  const mark = isGone ? markAt(at) : since;
  const [heard, tickets] = await Promise.all([
    isFirst || isGone ? nothing(mark) : movesSince(request, mark),
    openList(table, organisation, desk.key, at),
  ]);
  const caller = { member, organisation, frontDesk: frontDesk(organisation).key, desk: desk.key };
  const [told, shown] = await Promise.all([
    asTheyAre(request, heard.told, tickets),
    query.ticket && ticketShown(request, query.ticket, tickets),
  ]);
  return {
    body: {
      ...newsFor(caller, heard.told, told),
      counts: countsFor(caller, tickets.values(), at),
      ...(shown && { ticket: shown }),
      next: textOf(heard.next),
      ...(heard.isMore && { isMore: true }),
      ...(isGone && { isTooLongAgo: true }),
    },
  };
}

type Heard = { told: StoredMove[]; next: Mark; isMore?: boolean };

const nothing = (next: Mark): Heard => ({ told: [], next });

async function movesSince({ member, table, at, params }: LiveRequest, mark: Mark): Promise<Heard> {
  const { moves, isMore } = await listMovesSince(table, member.organisation, mark, mostMoves);
  const { told, rest } = newMoves(moves, mark, params.desk, mostTickets);
  if (!rest && !isMore) {
    const its = moves.filter((move) => touches(move, params.desk));
    return { told, next: markAfter(mark, its, at) };
  }
  const last = rest ? told.at(-1) : moves.at(-1);
  if (!last) throw new Error("there is more than something");
  return { told, isMore: true, next: markWithin(mark, last.position, at) };
}

/** Every ticket as it is by now; those that stand on the list need no reading. */
async function asTheyAre(
  { member, table }: LiveRequest,
  moves: readonly StoredMove[],
  known: ReadonlyMap<TicketId, Ticket>,
): Promise<ReadonlyMap<TicketId, Ticket>> {
  const isKnown = ({ ticketId, n }: StoredMove) => (known.get(ticketId)?.version ?? 0) >= n;
  const unknown = moves.filter((move) => !isKnown(move)).map(({ ticketId }) => ticketId);
  if (unknown.length === 0) return known;
  const loaded = await loadTickets(table, member.organisation, unknown);
  return new Map([...known, ...loaded.map((ticket) => [ticket.ticketId, ticket] as const)]);
}

/** The ticket on the page, for who works on it; looking at it is noted on the way. */
async function ticketShown(
  request: LiveRequest,
  ticketId: TicketId,
  known: ReadonlyMap<TicketId, Ticket>,
): Promise<Live["ticket"]> {
  const { member, organisation, table } = request;
  const ticket = known.get(ticketId) ?? (await loadTicket(table, member.organisation, ticketId));
  if (!ticket || mayRead(member, ticket, organisation) !== "as-desk") return undefined;
  const { version, state } = ticket;
  return { ticketId, version, state, others: await othersPresent(request, ticketId) };
}

async function othersPresent({ member, table, at, query }: LiveRequest, ticketId: TicketId) {
  const present = await listPresent(table, member.organisation, ticketId);
  const { person } = member;
  const own = present.find((one) => one.person === person);
  const others = othersAt(present, member, at);
  const [people] = await Promise.all([
    loadPeople(
      table,
      member.organisation,
      others.map((other) => other.person),
    ),
    isWorthNoting(own, query.doing, at) &&
      notePresence(table, member.organisation, ticketId, { person, doing: query.doing, at }),
  ]);
  return others.map((other) => {
    const known = people.find(({ personId }) => personId === other.person);
    return colleague(known && displayName(known), other);
  });
}
