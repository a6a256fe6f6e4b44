import type {
  ContactId,
  ContentId,
  ImportId,
  JobId,
  OrganisationId,
  PersonId,
  TicketId,
} from "../../shared/id.ts";
import type { Ticket } from "../../shared/ticket/ticket.ts";
import { isDone, listedAt, needsDesk, nextDue } from "../../shared/ticket/ticket.ts";

/** The only place that knows how things are found. Every partition begins with its organisation. */

export type Key = { pk: string; sk: string };

const numbered = (n: number, width = 8) => String(n).padStart(width, "0");

export const ticketPartition = (org: OrganisationId, id: TicketId) => `${org}#ticket#${id}`;
const personPartition = (org: OrganisationId, id: PersonId) => `${org}#person#${id}`;
export const namePartition = (org: OrganisationId, term: string) =>
  `${org}#name#${term.slice(0, 2).toWellFormed()}`;
export const reportsPartition = (org: OrganisationId, manager: PersonId) => `${org}#reports#${manager}`;
export const importPartition = (org: OrganisationId, id: ImportId) => `${org}#import#${id}`;
export const jobPartition = (org: OrganisationId, id: JobId) => `${org}#job#${id}`;
/** What one receiver gets in the digest of one instant. */
export const digestPartition = (org: OrganisationId, to: PersonId, dueAt: string) =>
  `${org}#digest#${to}#${dueAt}`;
/** What is counted of the days of a month. */
export const figuresPartition = (org: OrganisationId, month: string) => `${org}#figures#${month}`;
/** What is open, by the day on which it was asked. */
export const backlogPartition = (org: OrganisationId) => `${org}#backlog`;
/** Which digests are planned, by when they are due. */
export const digestsPartition = (org: OrganisationId) => `${org}#digests`;

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
  /** What was counted for a ticket: it stands between the events and the image, so that one query brings all three. */
  contribution: (org: OrganisationId, id: TicketId): Key => ({ pk: ticketPartition(org, id), sk: "figures" }),
  notice: (org: OrganisationId, id: TicketId, event: number, kind: string, to: PersonId): Key => ({
    pk: ticketPartition(org, id),
    sk: `notice#${numbered(event)}#${kind}#${to}`,
  }),
  /** How many mails of a kind that comes in floods somebody got in a clock hour. */
  mailed: (org: OrganisationId, to: PersonId, hour: string): Key => ({
    pk: `${org}#mailed#${to}`,
    sk: `hour#${hour}`,
  }),
  plannedDigest: (org: OrganisationId, to: PersonId, dueAt: string): Key => ({
    pk: digestsPartition(org),
    sk: `${dueAt}#${to}`,
  }),
  digest: (org: OrganisationId, to: PersonId, dueAt: string): Key => ({
    pk: digestPartition(org, to, dueAt),
    sk: "digest",
  }),
  digestEntry: (
    org: OrganisationId,
    to: PersonId,
    dueAt: string,
    { ticketId, event }: { ticketId: TicketId; event: number },
  ): Key => ({ pk: digestPartition(org, to, dueAt), sk: `entry#${ticketId}#${numbered(event)}` }),
  /** How far the schedule of timers has come. */
  timersRun: (org: OrganisationId): Key => ({ pk: `${org}#timers`, sk: "run" }),
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
  job: (org: OrganisationId, id: JobId): Key => ({ pk: jobPartition(org, id), sk: "job" }),
  /** A step that is to be taken; the stream lets its insertion through. */
  jobStep: (org: OrganisationId, id: JobId, step: number): Key => ({
    pk: jobPartition(org, id),
    sk: `step#${numbered(step)}`,
  }),
  /** What a step leaves for later ones. */
  jobPart: (org: OrganisationId, id: JobId, name: string): Key => ({
    pk: jobPartition(org, id),
    sk: `part#${name}`,
  }),
  jobCandidate: (org: OrganisationId, id: JobId): Key => ({ pk: jobPartition(org, id), sk: "candidate" }),
  /** The job of a kind that was started last. */
  latestJob: (org: OrganisationId, kind: string): Key => ({ pk: `${org}#jobs`, sk: kind }),
} as const;

/** gsi1, the work list: what a desk has open, by when it is due, and what it has done, by when it was done. */
export const workList = (org: OrganisationId, desk: string, part: "open" | "done") =>
  `${org}#desk#${desk}#${part}`;

export function workListPlace(ticket: Ticket, frontDesk: string): { gsi1pk: string; gsi1sk: string } {
  // What is done and still asks something of the desk stays where the desk looks.
  const isOff = isDone(ticket) && !needsDesk(ticket);
  const part = isOff ? "done" : "open";
  const since = isOff ? ticket.resolution.at : openSince(ticket);
  return {
    gsi1pk: workList(ticket.organisation, listedAt(ticket, frontDesk), part),
    gsi1sk: `${since}#${ticket.ticketId}`,
  };
}

/** What has named readers stands ahead, by when it was asked: a deadline would tell the others what it is about. */
const openSince = (ticket: Ticket) =>
  ticket.confidentiality === "restricted"
    ? ticket.askedAt
    : (nextDue(ticket) ?? `${behindAll}${ticket.askedAt}`);

/** Before an instant: work without a deadline stands behind all that has one. */
const behindAll = "9999-";

/** gsi3, the timers: what next wants looking at, by when, over some partitions so that none is hot. */
export const timerShards = 8;
export const timers = (org: OrganisationId, shard: number) => `${org}#timer#${shard}`;

/** The end of an id is random, so tickets spread evenly. */
const shardOf = (id: TicketId) => Number.parseInt(id.slice(-1), 36) % timerShards;

export const timerPlace = (org: OrganisationId, id: TicketId, at: string | undefined) =>
  at ? { gsi3pk: timers(org, shardOf(id)), gsi3sk: `${at}#${id}` } : {};

/** The ticket at a position of an index: behind the instant by which it is sorted. */
export const ticketIn = (position: string) => position.slice(position.indexOf("#") + 1) as TicketId;

/** gsi2, the person: their tickets by time; everyone in the people file; and whoever works at the helpdesk. */
export const ticketsOf = (org: OrganisationId, person: PersonId) => `${org}#tickets-of#${person}`;
export const everyone = (org: OrganisationId) => `${org}#people`;
export const everyAgent = (org: OrganisationId) => `${org}#agents`;
