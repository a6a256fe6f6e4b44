import type { Move } from "../../shared/desk/live.ts";
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
/** What belongs to a topic: its record, its answers, what its matcher learnt, how it stands. */
export const topicPartition = (org: OrganisationId, key: string) => `${org}#topic#${key}`;
/** What somebody saw and opened of answers, in the last days. */
export const usesPartition = (org: OrganisationId, person: PersonId) => `${org}#uses#${person}`;
/** Answers that were published and withdrawn, by when. */
export const changesPartition = (org: OrganisationId) => `${org}#changes`;
export const changesReadPartition = (org: OrganisationId, person: PersonId) =>
  `${org}#changes-read#${person}`;
/** What pages suggest answers with while somebody types. */
export const pageIndexPartition = (org: OrganisationId) => `${org}#topics-index`;
/** The organisation's own concepts, and words that nobody knows yet. */
export const glossaryPartition = (org: OrganisationId) => `${org}#glossary`;
/** Who is at a ticket, for half a minute. */
export const presencePartition = (org: OrganisationId, ticket: TicketId) => `${org}#presence#${ticket}`;
/** Which digests are planned, by when they are due. */
export const digestsPartition = (org: OrganisationId) => `${org}#digests`;

export const keys = {
  /**
   * Who is signed in, by the hash of what their browser keeps. It is of no organisation, since one may work for
   * several; no organisation's key begins so.
   */
  session: (hash: string): Key => ({ pk: `#session#${hash}`, sk: "session" }),
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
  topic: (org: OrganisationId, key: string): Key => ({ pk: topicPartition(org, key), sk: "topic" }),
  revision: (org: OrganisationId, key: string, n: number): Key => ({
    pk: topicPartition(org, key),
    sk: `revision#${numbered(n)}`,
  }),
  act: (org: OrganisationId, key: string, n: number): Key => ({
    pk: topicPartition(org, key),
    sk: `act#${numbered(n)}`,
  }),
  learnt: (org: OrganisationId, key: string): Key => ({ pk: topicPartition(org, key), sk: "learnt" }),
  example: (org: OrganisationId, key: string, ticket: TicketId): Key => ({
    pk: topicPartition(org, key),
    sk: `example#${ticket}`,
  }),
  standing: (org: OrganisationId, key: string): Key => ({ pk: topicPartition(org, key), sk: "standing" }),
  use: (org: OrganisationId, person: PersonId, day: string, topic: string, revision: number): Key => ({
    pk: usesPartition(org, person),
    sk: `${day}#${topic}#${numbered(revision)}`,
  }),
  change: (org: OrganisationId, at: string, topic: string, revision: number): Key => ({
    pk: changesPartition(org),
    sk: `${at}#${topic}#${numbered(revision)}`,
  }),
  changeRead: (org: OrganisationId, person: PersonId, change: string): Key => ({
    pk: changesReadPartition(org, person),
    sk: change,
  }),
  pageIndex: (org: OrganisationId): Key => ({ pk: pageIndexPartition(org), sk: "index" }),
  pageIndexPart: (org: OrganisationId, page: string, n: number): Key => ({
    pk: pageIndexPartition(org),
    sk: `${page}#${numbered(n, 4)}`,
  }),
  preferences: (org: OrganisationId, id: PersonId): Key => ({
    pk: personPartition(org, id),
    sk: "preferences",
  }),
  concept: (org: OrganisationId, key: string): Key => ({ pk: glossaryPartition(org), sk: `concept#${key}` }),
  word: (org: OrganisationId, word: string): Key => ({ pk: glossaryPartition(org), sk: `word#${word}` }),
  merges: (org: OrganisationId, week: string): Key => ({ pk: `${org}#merges`, sk: week }),
  presence: (org: OrganisationId, ticket: TicketId, person: PersonId): Key => ({
    pk: presencePartition(org, ticket),
    sk: person,
  }),
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

/** gsi4: topics by when something of them changed, for warm functions to catch up with; and by how much they are asked. */
export const topicsChanged = (org: OrganisationId) => `${org}#topics`;
export const topicsAsked = (org: OrganisationId, state: string) => `${org}#demand#${state}`;
export const changedPlace = (org: OrganisationId, at: string, key: string, what: "record" | "learnt") => ({
  gsi4pk: topicsChanged(org),
  gsi4sk: `${at}#${key}#${what}`,
});

/**
 * gsi4, too: what changed on any desk's list, by when. It stands on the last event of a change, which is written once,
 * so that a change costs one entry and no question moves through the index.
 */
export const listMoves = (org: OrganisationId) => `${org}#list-moves`;
export const movePlace = (org: OrganisationId, move: Move | undefined) =>
  move && { gsi4pk: listMoves(org), gsi4sk: positionOf(move) };
const positionOf = ({ at, ticketId, n, was, is, confidentialityWas }: Move) =>
  [at, ticketId, n, was, is, confidentialityWas].join("#");
export function moveAt(position: string): Move {
  const [at, ticketId, n, was, is, confidentialityWas] = position.split("#");
  return {
    ...{ at, ticketId, n: Number(n) },
    ...(was && { was }),
    ...(is && { is }),
    ...(confidentialityWas && { confidentialityWas }),
  } as Move;
}
