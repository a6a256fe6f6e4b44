import type * as z from "zod/mini";
import { reasonOf } from "../desk/reason.ts";
import type { PersonId } from "../id.ts";
import { frontDesk, topicOf } from "../organisation/lookup.ts";
import type { Organisation } from "../organisation/organisation.ts";
import { displayName, mailAddressOf, type Person } from "../person/person.ts";
import type { Content } from "../ticket/content.ts";
import type { TicketEvent } from "../ticket/event.ts";
import { isDone, isInTransit, listedAt, type Ticket } from "../ticket/ticket.ts";
import {
  AskerDetail,
  AskerTicket,
  type Changed,
  type DeskDetail,
  type DeskTicket,
  type HistoryLine,
  type PersonCard,
  type SignpostView,
  type StubTicket,
} from "./view.ts";

type View<S extends z.ZodMiniType> = z.output<S>;

export type TicketParts = {
  organisation: Organisation;
  asker: Person | undefined;
  question: Content | undefined;
};

export const changedOf = ({ ticketId, version, state }: Ticket): Changed => ({ ticketId, version, state });

const excerptLength = 140;

/** The beginning of a question, in one line. */
function excerptOf(question: Content | undefined): string {
  const line = (question?.text ?? "").replace(/\s+/g, " ").trim();
  return line.length <= excerptLength ? line : `${line.slice(0, excerptLength - 1)}…`;
}

function headOf(ticket: Ticket, organisation: Organisation) {
  const { ticketId, reference, version, state, urgency, askedAt, changedAt } = ticket;
  const desk = listedAt(ticket, frontDesk(organisation).key);
  return { ticketId, reference, version, state, desk, urgency, askedAt, changedAt };
}

const transitOf = (ticket: Ticket) =>
  ticket.state !== "received" && isInTransit(ticket) ? { inTransitTo: ticket.stay.desk } : {};

export function stub(ticket: Ticket, organisation: Organisation): View<typeof StubTicket> {
  return {
    view: "stub",
    ...headOf(ticket, organisation),
    ...transitOf(ticket),
    confidentiality: ticket.confidentiality,
  };
}

/** What leaves to an asker is parsed once more: what the schema does not name cannot get out. */
export function forAsker(ticket: Ticket, { organisation, question }: TicketParts): View<typeof AskerTicket> {
  return AskerTicket.parse({
    view: "asker",
    ...headOf(ticket, organisation),
    kind: ticket.kind,
    channel: ticket.channel,
    topic: ticket.topic?.key,
    excerpt: excerptOf(question),
    waiting: ticket.state === "waiting" ? ticket.waiting.for : undefined,
    resolution: isDone(ticket) ? { at: ticket.resolution.at, outcome: ticket.resolution.outcome } : undefined,
    rating: ticket.rating,
    follows: ticket.follows,
  });
}

export function forDesk(
  ticket: Ticket,
  { organisation, asker, question }: TicketParts,
): View<typeof DeskTicket> {
  const { kind, channel, language, topic, confidentiality, about, takenBy, returns } = ticket;
  const { needlessHandOver, firstReplyAt, reopenings, rating, follows, callBack, routing } = ticket;
  return {
    view: "desk",
    ...headOf(ticket, organisation),
    ...transitOf(ticket),
    ...{ kind, channel, language, topic, confidentiality, about, takenBy, returns },
    ...{ needlessHandOver, firstReplyAt, reopenings, rating, follows },
    excerpt: excerptOf(question),
    asker: asker ? cardOf(asker) : unknownPerson(ticket.asker),
    ...("claimedBy" in ticket && { claimedBy: ticket.claimedBy }),
    ...("stay" in ticket && { stay: ticket.stay }),
    ...(ticket.state === "waiting" && { waiting: ticket.waiting }),
    ...(isDone(ticket) && { resolution: ticket.resolution }),
    ...(routing && { routing: { ...routing, reason: reasonOf(routing.rule, organisation) } }),
    ...(ticket.askerWroteAt && { askerWroteAt: ticket.askerWroteAt }),
    ...(callBack && { callBack: { since: callBack.since, attempts: callBack.attempts } }),
  };
}

export function forAskerInFull(
  ticket: Ticket,
  parts: TicketParts & { contents: readonly Content[] },
): View<typeof AskerDetail> {
  return AskerDetail.parse({
    ...forAsker(ticket, parts),
    thread: parts.contents
      .filter(({ kind }) => kind !== "note")
      .map(({ contentId, at, from, kind, text, isRedacted }) => ({
        contentId,
        at,
        from,
        kind,
        text,
        isRedacted,
      })),
    signposts: signpostsFor(ticket, parts.organisation),
  });
}

export function forDeskInFull(
  ticket: Ticket,
  parts: TicketParts & { contents: readonly Content[]; events: readonly TicketEvent[] },
): View<typeof DeskDetail> {
  return {
    ...forDesk(ticket, parts),
    readers: ticket.readers,
    thread: parts.contents.map(({ ticketId, ...written }) => written),
    history: parts.events.map(lineOf),
    signposts: signpostsFor(ticket, parts.organisation),
  };
}

const shownDetails = ["stay", "to", "reason", "rule", "person", "outcome", "contactId"] as const;

function lineOf(event: TicketEvent): HistoryLine {
  const { n, at, by, type } = event;
  const details = event as unknown as Record<string, unknown>;
  const shown = shownDetails.filter((name) => details[name] !== undefined);
  return { n, at, by, type, ...Object.fromEntries(shown.map((name) => [name, details[name]])) };
}

export function cardOf(person: Person): PersonCard {
  const email = mailAddressOf(person);
  const phone = person.workPhone ?? person.replyTo?.phone;
  return {
    personId: person.personId as PersonId,
    name: displayName(person),
    kind: person.kind,
    language: person.language,
    ...(person.unit && { unit: person.unit }),
    ...(email && { email }),
    ...(phone && { phone }),
    ...(person.until && { until: person.until }),
  };
}

/** Someone who signed in but stands in no people file, or is no longer in it. */
const unknownPerson = (personId: PersonId): PersonCard => ({
  personId,
  name: personId,
  kind: "employee",
  language: "nl",
});

export function signpost(key: string, organisation: Organisation): SignpostView[] {
  const found = organisation.signposts[key];
  return found ? [{ key, ...found }] : [];
}

/** What a topic points to, and what the words in the question call for. */
export function signpostsFor(
  { topic, wordRules }: { topic?: { key: string } | undefined; wordRules: readonly string[] },
  organisation: Organisation,
): SignpostView[] {
  const known = topic && topicOf(organisation, topic.key);
  const shown = organisation.routing
    .filter(({ name }) => wordRules.includes(name))
    .flatMap(({ shows }) => shows ?? []);
  const keys = new Set([...(known?.signpost ? [known.signpost] : []), ...shown]);
  return [...keys].flatMap((key) => signpost(key, organisation));
}
