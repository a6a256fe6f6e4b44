import type { Desk } from "../desk/desk.ts";
import { frontDesk } from "../organisation/lookup.ts";
import type { Organisation } from "../organisation/organisation.ts";
import type { Ticket } from "../ticket/ticket.ts";
import { isInTransit } from "../ticket/ticket.ts";
import { hasRole, type Member, worksAt } from "./member.ts";

/**
 * How much of a ticket someone reads.
 * - `as-asker`: the thread without internal notes.
 * - `as-desk`: everything.
 * - `stub`: that it is there and waits at the desk: no people, no text. Only for tickets with named readers.
 */
export type Reading = "nothing" | "stub" | "as-asker" | "as-desk";

/** The one rule of who may read a ticket: for detail, lists, counts, search, mail and export. */
export function mayRead(member: Member, ticket: Ticket, organisation: Organisation): Reading {
  if (member.organisation !== ticket.organisation) return "nothing";
  if (isAsking(member.person, ticket)) return "as-asker";
  if (isOwn(member.person, ticket)) return "nothing";
  const readers = organisation.confidentiality[ticket.confidentiality].readers;
  if (readers.some((reader) => reads[reader](member, ticket, organisation))) return "as-desk";
  return readers.includes("named") && mayTakeUp(member, ticket, organisation) ? "stub" : "nothing";
}

/** Whether someone sees more of a ticket than that it waits. */
export const isReadable = (member: Member, ticket: Ticket, organisation: Organisation): boolean =>
  ["as-asker", "as-desk"].includes(mayRead(member, ticket, organisation));

const reads = {
  "front-office": (member, _ticket, organisation) =>
    worksAtDesk(member, frontDesk(organisation).key, organisation),
  /** The desk that has it, also while it is on its way there, and those that had it. */
  "topic-desk": (member, ticket, organisation) =>
    organisation.desks.some((desk) => desksOf(ticket).includes(desk.key) && worksAt(member, desk)),
  named: (member, ticket) => ticket.readers.includes(member.person),
} as const satisfies Record<string, (member: Member, ticket: Ticket, organisation: Organisation) => boolean>;

const desksOf = (ticket: Ticket) =>
  ticket.state === "received" ? ticket.desks : [...ticket.desks, ticket.stay.desk];

/** Whether someone works at the desk on whose list the ticket stands, or at the one it is on its way to. */
export function mayTakeUp(member: Member, ticket: Ticket, organisation: Organisation): boolean {
  const front = frontDesk(organisation).key;
  if (ticket.state === "received") return worksAtDesk(member, front, organisation);
  const sender = isInTransit(ticket) ? (ticket.stay.from ?? front) : undefined;
  return [ticket.stay.desk, sender].some((desk) => desk && worksAtDesk(member, desk, organisation));
}

export function worksAtDesk(member: Member, deskKey: string, organisation: Organisation): boolean {
  const desk = organisation.desks.find(({ key }) => key === deskKey);
  return desk !== undefined && worksAt(member, desk);
}

/**
 * A desk's list is for whom works there, and for the front office, which stays the face of every question; but where
 * readers are named, even how much there is says something.
 */
export const mayList = (member: Member, desk: Desk): boolean =>
  worksAt(member, desk) || (hasRole(member, "front-office") && !desk.namedReaders);

/** The asker, and the one *namens* whom it was asked; a question *over* someone is not theirs. */
export const isAsking = (person: string, ticket: Ticket) =>
  person === ticket.asker || (person === ticket.about?.person && ticket.about.relation === "namens");

/** Nobody handles what they asked themselves or what is about them. */
export const isOwn = (person: string, ticket: Ticket) =>
  person === ticket.asker || person === ticket.about?.person;
