import type { Instant } from "../../shared/clock/instant.ts";
import { type Mark, markAfter, markAt, newMoves, openListOf, touches } from "../../shared/desk/live.ts";
import type { TicketId } from "../../shared/id.ts";
import { frontDesk } from "../../shared/organisation/lookup.ts";
import type { Organisation } from "../../shared/organisation/organisation.ts";
import type { Ticket } from "../../shared/ticket/ticket.ts";
import { listMovesSince } from "../store/list-moves.ts";
import type { Table } from "../store/table.ts";
import { listDesk, loadTickets } from "../store/tickets.ts";

/** What a warm function keeps of one desk. */
type Kept = { tickets: Map<TicketId, Ticket>; mark: Mark; loadedAt: Instant };

/** Kept up with by what changes, so that to count a list is not to read it; and read anew now and then all the same. */
const readAnewMs = 30 * 60_000;
const mostMoves = 500;

const kept = new WeakMap<Table, Map<string, Kept>>();

/** A desk's open work as it is now, restricted and all: what of it somebody is told is for `mayRead` to say. */
export async function openList(
  table: Table,
  organisation: Organisation,
  desk: string,
  at: Instant,
): Promise<ReadonlyMap<TicketId, Ticket>> {
  const ofTable = kept.get(table) ?? new Map<string, Kept>();
  kept.set(table, ofTable);
  const name = `${organisation.organisation.key}#${desk}`;
  const has = ofTable.get(name);
  const list = (has && (await caughtUp(table, organisation, desk, has, at))) ?? (await read());
  ofTable.set(name, list);
  return list.tickets;

  async function read(): Promise<Kept> {
    const made: Kept = { tickets: new Map(), mark: markAt(at), loadedAt: at };
    let after: string | undefined;
    do {
      const page = await listDesk(table, organisation.organisation.key, desk, "open", { limit: 1000, after });
      const ids = page.items.map(({ ticketId }) => ticketId);
      take(made, organisation, desk, await loadTickets(table, organisation.organisation.key, ids));
      after = page.next;
    } while (after);
    return made;
  }
}

/** Nothing where too much happened since: then it is read anew. */
async function caughtUp(
  table: Table,
  organisation: Organisation,
  desk: string,
  has: Kept,
  at: Instant,
): Promise<Kept | undefined> {
  const { key } = organisation.organisation;
  if (Date.parse(at) - Date.parse(has.loadedAt) >= readAnewMs) return undefined;
  const { moves, isMore } = await listMovesSince(table, key, has.mark, mostMoves);
  if (isMore) return undefined;
  const { told } = newMoves(moves, has.mark, desk, mostMoves);
  const ids = [...new Set(told.map(({ ticketId }) => ticketId))];
  if (ids.length > 0) take(has, organisation, desk, await loadTickets(table, key, ids));
  const its = moves.filter((move) => touches(move, desk));
  has.mark = markAfter(has.mark, its, at);
  return has;
}

function take({ tickets }: Kept, organisation: Organisation, desk: string, found: readonly Ticket[]): void {
  const front = frontDesk(organisation).key;
  for (const ticket of found) {
    if ((tickets.get(ticket.ticketId)?.version ?? 0) > ticket.version) continue;
    if (openListOf(ticket, front) === desk) tickets.set(ticket.ticketId, ticket);
    else tickets.delete(ticket.ticketId);
  }
}
