import type { ContactId, ContentId, ImportId, OrganisationId, PersonId, TicketId } from "../../shared/id.ts";
import type { Ticket } from "../../shared/ticket/ticket.ts";
import { isDone, listedAt, needsDesk } from "../../shared/ticket/ticket.ts";

/** The only place that knows how things are found. Every partition begins with its organisation. */

export type Key = { pk: string; sk: string };

const numbered = (n: number, width = 8) => String(n).padStart(width, "0");

export const ticketPartition = (org: OrganisationId, id: TicketId) => `${org}#ticket#${id}`;
const personPartition = (org: OrganisationId, id: PersonId) => `${org}#person#${id}`;
export const namePartition = (org: OrganisationId, term: string) =>
  `${org}#name#${term.slice(0, 2).toWellFormed()}`;
export const reportsPartition = (org: OrganisationId, manager: PersonId) => `${org}#reports#${manager}`;
export const importPartition = (org: OrganisationId, id: ImportId) => `${org}#import#${id}`;

export const keys = {
  image: (org: OrganisationId, id: TicketId): Key => ({ pk: ticketPartition(org, id), sk: "image" }),
  event: (org: OrganisationId, id: TicketId, n: number): Key => ({
    pk: ticketPartition(org, id),
    sk: `event#${numbered(n)}`,
  }),
  content: (org: OrganisationId, id: TicketId, content: ContentId): Key => ({
    pk: ticketPartition(org, id),
    sk: `content#${content}`,
  }),
  /** Lets the person whom a ticket is about find it among their own. */
  about: (org: OrganisationId, id: TicketId, person: PersonId): Key => ({
    pk: ticketPartition(org, id),
    sk: `about#${person}`,
  }),
  read: (org: OrganisationId, id: TicketId, at: string, person: PersonId): Key => ({
    pk: ticketPartition(org, id),
    sk: `read#${at}#${person}`,
  }),
  notice: (org: OrganisationId, id: TicketId, event: number, kind: string, to: PersonId): Key => ({
    pk: ticketPartition(org, id),
    sk: `notice#${numbered(event)}#${kind}#${to}`,
  }),
  reference: (org: OrganisationId, reference: string): Key => ({
    pk: `${org}#reference#${reference}`,
    sk: "reference",
  }),
  contact: (org: OrganisationId, id: ContactId): Key => ({ pk: `${org}#contact#${id}`, sk: "contact" }),
  /** One call of a telephone exchange, by the hash of what makes it that call. */
  call: (org: OrganisationId, hash: string): Key => ({ pk: `${org}#call#${hash}`, sk: "call" }),
  marker: (org: OrganisationId, hash: string): Key => ({ pk: `${org}#marker#${hash}`, sk: "marker" }),
  person: (org: OrganisationId, id: PersonId): Key => ({ pk: personPartition(org, id), sk: "person" }),
  agent: (org: OrganisationId, id: PersonId): Key => ({ pk: personPartition(org, id), sk: "agent" }),
  name: (org: OrganisationId, term: string, id: PersonId): Key => ({
    pk: namePartition(org, term),
    sk: `${term}#${id}`,
  }),
  reports: (org: OrganisationId, manager: PersonId, id: PersonId): Key => ({
    pk: reportsPartition(org, manager),
    sk: id,
  }),
  import: (org: OrganisationId, id: ImportId): Key => ({ pk: importPartition(org, id), sk: "import" }),
  importTotals: (org: OrganisationId, id: ImportId, first: number): Key => ({
    pk: importPartition(org, id),
    sk: `totals#${numbered(first)}`,
  }),
  importRows: (org: OrganisationId, id: ImportId, first: number): Key => ({
    pk: importPartition(org, id),
    sk: `rows#${numbered(first)}`,
  }),
} as const;

/** gsi1, the work list: what a desk has open, by when it is due, and what it has done, by when it was done. */
export const workList = (org: OrganisationId, desk: string, part: "open" | "done") =>
  `${org}#desk#${desk}#${part}`;

export function workListPlace(ticket: Ticket, frontDesk: string): { gsi1pk: string; gsi1sk: string } {
  // What is done and still asks something of the desk stays where the desk looks.
  const isOff = isDone(ticket) && !needsDesk(ticket);
  const part = isOff ? "done" : "open";
  const since = isOff ? ticket.resolution.at : (nextDue(ticket) ?? `${behindAll}${ticket.askedAt}`);
  return {
    gsi1pk: workList(ticket.organisation, listedAt(ticket, frontDesk), part),
    gsi1sk: `${since}#${ticket.ticketId}`,
  };
}

/** The first of its clocks to run out. */
function nextDue({ clocks = [] }: Ticket): string | undefined {
  const open = clocks.filter(({ endedAt }) => !endedAt);
  return open.flatMap(({ dueAt }) => dueAt ?? []).toSorted()[0];
}

/** Before an instant: work without a deadline stands behind all that has one. */
const behindAll = "9999-";

/** gsi3, the timers: what next wants looking at, by when, over some partitions so that none is hot. */
export const timerShards = 8;
export const timers = (org: OrganisationId, shard: number) => `${org}#timer#${shard}`;

/** The end of an id is random, so tickets spread evenly. */
const shardOf = (id: TicketId) => Number.parseInt(id.slice(-1), 36) % timerShards;

export const timerPlace = (org: OrganisationId, id: TicketId, at: string | undefined) =>
  at ? { gsi3pk: timers(org, shardOf(id)), gsi3sk: `${at}#${id}` } : {};

/** gsi2, the person: their tickets by time; and everyone in the people file. */
export const ticketsOf = (org: OrganisationId, person: PersonId) => `${org}#tickets-of#${person}`;
export const everyone = (org: OrganisationId) => `${org}#people`;
