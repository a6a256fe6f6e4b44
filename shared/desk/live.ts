import { AnyInstant, type Instant, instantOf } from "../clock/instant.ts";
import { localDay, shownAt } from "../clock/zone.ts";
import type { ColleagueAt, ListChange, ListCounts } from "../contract/desk-rows.ts";
import type { PersonId, TicketId } from "../id.ts";
import type { Organisation } from "../organisation/organisation.ts";
import { isAsking, isOwn, mayRead, worksAtDesk } from "../person/access.ts";
import type { Member } from "../person/member.ts";
import type { Confidentiality } from "../ticket/confidentiality.ts";
import { isDone, isInTransit, listedAt, needsDesk, nextDue, type Ticket } from "../ticket/ticket.ts";
import type { Doing } from "./doing.ts";

/** What one change did to the lists of open work: `was` and `is` are the desks on whose list the ticket stood and stands. */
export type Move = {
  at: Instant;
  ticketId: TicketId;
  /** The ticket's version by it. */
  n: number;
  was?: string | undefined;
  is?: string | undefined;
  /** How confidential it was, where that changed: who read it until then still shows it. */
  confidentialityWas?: Confidentiality | undefined;
};

/** The desk on whose list of open work a ticket stands; done work that still asks something of its desk is there, too. */
export const openListOf = (ticket: Ticket, frontDesk: string): string | undefined =>
  isDone(ticket) && !needsDesk(ticket) ? undefined : listedAt(ticket, frontDesk);

/** Nothing for a ticket that stood on no list and stands on none. */
export function moveOf(
  before: Ticket | undefined,
  after: Ticket,
  at: Instant,
  frontDesk: string,
): Move | undefined {
  const was = before && openListOf(before, frontDesk);
  const is = openListOf(after, frontDesk);
  if (!was && !is) return undefined;
  const isOther = before && before.confidentiality !== after.confidentiality;
  return {
    ...{ at, ticketId: after.ticketId, n: after.version, was, is },
    ...(isOther && { confidentialityWas: before.confidentiality }),
  };
}

export const touches = ({ was, is }: Move, desk: string): boolean => was === desk || is === desk;

/**
 * How far somebody has kept up: everything dated before `from` has been told, and of what is dated later what stands in
 * `seen`. Whoever has much to catch up with goes on after a position first.
 */
export type Mark = { from: Instant; seen: readonly string[]; after?: string | undefined };

/**
 * A change is dated by when its request began, by the clock of the machine that it began on; it is stored at most half a
 * minute later, and some moments pass until the index tells of it. So the last moments are looked at again.
 */
export const overlapMs = 45_000;

/** Beyond it a list is loaded anew rather than caught up with. */
const longestAbsenceMs = 3_600_000;

const mostSeen = 60;

const before = (at: Instant, ms: number) => instantOf(Date.parse(at) - ms);

/** Keeps up from an instant on. */
export const markAt = (at: Instant): Mark => ({ from: before(at, overlapMs), seen: [] });

export const isTooLongAgo = ({ from, after }: Mark, now: Instant): boolean =>
  (after ?? from) < before(now, longestAbsenceMs + overlapMs);

/** Eight random characters of the id and the version: enough to know one change of a minute from another. */
const seenAs = ({ ticketId, n }: Move) => `${ticketId.slice(-8)}${n.toString(36)}`;

const isSeen = ({ seen }: Mark, move: Move) => seen.includes(seenAs(move));

/** The next mark once everything was told: what may still come late is looked for again, and not told twice. */
export function markAfter(mark: Mark, told: readonly Move[], now: Instant): Mark {
  const from = horizonOf(mark, now);
  const seen = told.filter(({ at }) => at >= from).map(seenAs);
  return { from, seen: [...new Set(seen)].slice(-mostSeen) };
}

/** The next mark where there is more: it goes on there, and only then looks again for what came late meanwhile. */
export const markWithin = (mark: Mark, position: string, now: Instant): Mark => ({
  from: horizonOf(mark, now),
  seen: mark.seen,
  after: position,
});

/** What is dated before it is stored by now; while somebody catches up, it is that of when they began. */
function horizonOf({ from, after }: Mark, now: Instant): Instant {
  const horizon = before(now, overlapMs);
  return after === undefined && horizon > from ? horizon : from;
}

export const textOf = ({ from, seen, after }: Mark): string => [from, seen.join("."), after ?? ""].join("~");

/** A mark as it was given out, or an instant; nothing where it is neither. */
export function markIn(text: string): Mark | undefined {
  const [first = "", seen, after, ...rest] = text.split("~");
  const from = AnyInstant.safeParse(first);
  if (!from.success || rest.length > 0) return undefined;
  if (seen === undefined) return markAt(from.data);
  const isOurs = /^[0-9A-Za-z.]*$/.test(seen) && (after === "" || /^\d{4}-[\w:.#-]*$/.test(after ?? "?"));
  if (!isOurs) return undefined;
  return {
    from: from.data,
    seen: seen === "" ? [] : seen.split("."),
    ...(after && { after }),
  };
}

/** What is new of a desk since a mark, at most so many tickets; `rest` says that there is more, from where it begins. */
export function newMoves<M extends Move>(
  moves: readonly M[],
  mark: Mark,
  desk: string,
  mostTickets: number,
): { told: M[]; rest?: M | undefined } {
  const told: M[] = [];
  const tickets = new Set<TicketId>();
  for (const move of moves) {
    if (!touches(move, desk) || isSeen(mark, move)) continue;
    if (tickets.size === mostTickets && !tickets.has(move.ticketId)) return { told, rest: move };
    tickets.add(move.ticketId);
    told.push(move);
  }
  return { told };
}

type Caller = { member: Member; organisation: Organisation; frontDesk: string; desk: string };

/** What a caller is told of the changes of a list, in the order in which they came. */
export function newsFor(
  caller: Caller,
  moves: readonly Move[],
  tickets: ReadonlyMap<TicketId, Ticket>,
): { changes: ListChange[]; left: TicketId[] } {
  const changes: ListChange[] = [];
  const left: TicketId[] = [];
  for (const [ticketId, its] of Map.groupBy(moves, (move) => move.ticketId)) {
    const ticket = tickets.get(ticketId);
    if (!ticket) continue;
    const row = changeFor(caller, ticket, its[0]?.was === caller.desk ? "changed" : "came");
    if (row) changes.push(row);
    else if (maySeeItGo(caller, ticket, its)) left.push(ticketId);
  }
  return { changes, left };
}

function changeFor(
  { member, organisation, frontDesk, desk }: Caller,
  ticket: Ticket,
  how: ListChange["how"],
): ListChange | undefined {
  if (openListOf(ticket, frontDesk) !== desk) return undefined;
  const reading = mayRead(member, ticket, organisation);
  if (reading === "nothing") return undefined;
  const { ticketId, version, state } = ticket;
  // A deadline would tell those who only see that it waits what it is about.
  const dueAt = reading === "as-desk" ? nextDue(ticket) : undefined;
  return { ticketId, how, version, state, ...(dueAt && { dueAt }) };
}

/**
 * Whoever was shown that a ticket stood on the list is told that it no longer does, and no more than that: what became
 * restricted has to go from the screens on which it stands. Who was never shown it hears nothing of it.
 */
function maySeeItGo({ member, organisation, desk }: Caller, ticket: Ticket, moves: readonly Move[]): boolean {
  if (isAsking(member.person, ticket)) return true;
  if (isOwn(member.person, ticket)) return false;
  const mayReadAs = (confidentiality: Confidentiality) =>
    mayRead(member, { ...ticket, confidentiality }, organisation) !== "nothing";
  return (
    worksAtDesk(member, desk, organisation) ||
    [ticket.confidentiality, ...moves.flatMap(({ confidentialityWas }) => confidentialityWas ?? [])].some(
      mayReadAs,
    )
  );
}

/** Of what stands on a list, as this caller sees it. */
export function countsFor(
  { member, organisation, frontDesk, desk }: Caller,
  tickets: Iterable<Ticket>,
  now: Instant,
): ListCounts {
  const endsAt = dayEnd(now, organisation.organisation.zone);
  const counts = { open: 0, unclaimed: 0, dueToday: 0 };
  for (const ticket of tickets) {
    if (openListOf(ticket, frontDesk) !== desk) continue;
    const reading = mayRead(member, ticket, organisation);
    if (reading === "nothing") continue;
    counts.open += 1;
    if (isForTheTaking(ticket)) counts.unclaimed += 1;
    const dueAt = reading === "as-desk" ? nextDue(ticket) : undefined;
    if (dueAt && dueAt < endsAt) counts.dueToday += 1;
  }
  return counts;
}

const isForTheTaking = (ticket: Ticket): boolean =>
  ticket.state === "received" || (ticket.state === "queued" && !isInTransit(ticket));

const dayMs = 86_400_000;

/** The instant at which the day ends where the organisation is. */
function dayEnd(now: Instant, zone: string): Instant {
  const today = Date.parse(localDay(Date.parse(now), zone));
  return instantOf(shownAt(today + dayMs, zone));
}

/** Somebody at a ticket, and since when that is known. */
export type Presence = { person: PersonId; doing: Doing; at: Instant };

/** A page asks every ten seconds, and one answer may be late. */
export const presentMs = 35_000;
const notedEveryMs = 20_000;

const isPresent = ({ at }: Presence, now: Instant) => Date.parse(now) - Date.parse(at) < presentMs;

/** Whether it is to be written down: seldom, but for who begins to type, which others are to know at once. */
export function isWorthNoting(known: Presence | undefined, doing: Doing, now: Instant): boolean {
  if (!known || !isPresent(known, now)) return true;
  if (doing === "typing" && known.doing === "looking") return true;
  return Date.parse(now) - Date.parse(known.at) >= notedEveryMs;
}

/** Who else is at a ticket now, whoever types first. */
export const othersAt = (present: readonly Presence[], member: Member, now: Instant): Presence[] =>
  present
    .filter((one) => one.person !== member.person && isPresent(one, now))
    .toSorted((one, other) => rank(one) - rank(other) || (one.person < other.person ? -1 : 1));

const rank = ({ doing }: Presence) => (doing === "typing" ? 0 : 1);

export const colleague = (name: string | undefined, { doing }: Presence): ColleagueAt => ({
  ...(name && { name }),
  doing,
});
