import type * as z from "zod/mini";
import { type Clock, marksOf } from "../clock/clock.ts";
import { explain } from "../clock/explain.ts";
import type { Instant } from "../clock/instant.ts";
import type { ClockMark } from "../clock/mark.ts";
import { reasonOf } from "../desk/reason.ts";
import type { PersonId } from "../id.ts";
import { deskOf, frontDesk, topicOf } from "../organisation/lookup.ts";
import type { Organisation } from "../organisation/organisation.ts";
import { displayName, mailAddressOf, type Person } from "../person/person.ts";
import type { Content } from "../ticket/content.ts";
import type { TicketEvent } from "../ticket/event.ts";
import { notRatedBy } from "../ticket/rating.ts";
import { isDone, isInTransit, listedAt, nextDue, type PromiseMade, type Ticket } from "../ticket/ticket.ts";
import {
  type AskerClock,
  AskerDetail,
  AskerTicket,
  askedClocks,
  type Changed,
  type DeskClock,
  type DeskDetail,
  type DeskTicket,
  type HistoryLine,
  type PersonCard,
  type PromiseView,
  type SignpostView,
  type StubTicket,
  type SuggestedTopic,
} from "./view.ts";

type View<S extends z.ZodMiniType> = z.output<S>;

export type TicketParts = {
  organisation: Organisation;
  asker: Person | undefined;
  /** Whoever has it in hand, where somebody has. */
  claimer?: Person | undefined;
  question: Content | undefined;
  /** When it is shown: a promise is broken from its moment on, whoever noticed. */
  now: Instant;
};

/** What a ticket is shown in full with: its texts, and its clocks made of all its events. */
export type DetailParts = TicketParts & { contents: readonly Content[]; clocks: readonly Clock[] };

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

export const claimerOf = (ticket: Ticket): PersonId[] => ("claimedBy" in ticket ? [ticket.claimedBy] : []);

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
export function forAsker(
  ticket: Ticket,
  { organisation, question, now }: TicketParts,
): View<typeof AskerTicket> {
  return AskerTicket.parse({
    view: "asker",
    ...headOf(ticket, organisation),
    deskName: nameOfDesk(ticket, organisation),
    kind: ticket.kind,
    channel: ticket.channel,
    topic: ticket.topic?.key,
    excerpt: excerptOf(question),
    waiting: ticket.state === "waiting" ? ticket.waiting.for : undefined,
    resolution: isDone(ticket) ? { at: ticket.resolution.at, outcome: ticket.resolution.outcome } : undefined,
    rating: ticket.rating,
    follows: ticket.follows,
    callBack: ticket.callBack && callBackFor(ticket, ticket.callBack),
    clocks: (ticket.clocks ?? []).filter(isForAsker).map(askerClockOf),
    promises: (ticket.promises ?? []).map((promise) => promiseOf(promise, now)),
  });
}

/** A call that reaches them is a response, so it is due when one is: the first, or else that to what they said last. */
function callBackFor({ clocks = [] }: Ticket, { since, attempts }: NonNullable<Ticket["callBack"]>) {
  const due = clocks.find(
    ({ kind, endedAt, pausedSince }) =>
      (kind === "firstResponse" || kind === "nextResponse") && !endedAt && !pausedSince,
  );
  return { since, attempts, ...(due?.dueAt && { dueAt: due.dueAt }) };
}

/** A team that no configuration has any more is the helpdesk's all the same. */
function nameOfDesk(ticket: Ticket, organisation: Organisation) {
  const front = frontDesk(organisation);
  return (deskOf(organisation, listedAt(ticket, front.key)) ?? front).name;
}

const isForAsker = <C extends { kind: string }>(clock: C): clock is C & { kind: AskerClock["kind"] } =>
  askedClocks.some((kind) => kind === clock.kind);

const askerClockOf = (mark: ClockMark & { kind: AskerClock["kind"] }): AskerClock => {
  const { policy, desk, owner, ...clock } = mark;
  return clock;
};

const deskClockOf = ({ policy, ...clock }: ClockMark): DeskClock => clock;

function promiseOf(
  { n, madeAt, dueAt, keptAt, withdrawnAt, confirmed, contentId }: PromiseMade,
  now: Instant,
): PromiseView {
  // To the second, as the clock has it.
  const isLate = Date.parse(keptAt ?? now) >= Date.parse(dueAt) + 1000;
  const state =
    withdrawnAt && withdrawnAt <= dueAt ? "withdrawn" : isLate ? "broken" : keptAt ? "kept" : "standing";
  return {
    promise: n,
    ...{ madeAt, dueAt, state, contentId },
    ...(keptAt && { keptAt }),
    ...(confirmed !== undefined && { confirmed }),
  };
}

export function forDesk(
  ticket: Ticket,
  { organisation, asker, claimer, question, now }: TicketParts,
): View<typeof DeskTicket> {
  const { kind, channel, language, topic, confidentiality, about, takenBy, returns } = ticket;
  const { needlessHandOver, firstReplyAt, reopenings, rating, follows, callBack, routing } = ticket;
  const dueAt = nextDue(ticket);
  return {
    view: "desk",
    ...headOf(ticket, organisation),
    ...transitOf(ticket),
    ...{ kind, channel, language, topic, confidentiality, about, takenBy, returns },
    ...{ needlessHandOver, firstReplyAt, reopenings, rating, follows },
    excerpt: excerptOf(question),
    asker: asker ? cardOf(asker) : unknownPerson(ticket.asker),
    ...("claimedBy" in ticket && { claimedBy: ticket.claimedBy }),
    ...(claimer && { claimedByName: displayName(claimer) }),
    ...("stay" in ticket && { stay: ticket.stay }),
    ...(ticket.state === "waiting" && { waiting: ticket.waiting }),
    ...(isDone(ticket) && { resolution: ticket.resolution }),
    ...(routing && { routing: { ...routing, reason: reasonOf(routing.rule, organisation) } }),
    ...(ticket.askerWroteAt && { askerWroteAt: ticket.askerWroteAt }),
    ...(callBack && { callBack: withoutEvent(callBack) }),
    ...(dueAt && { dueAt }),
    clocks: (ticket.clocks ?? []).map(deskClockOf),
    promises: (ticket.promises ?? []).map((promise) => ({
      ...promiseOf(promise, now),
      owner: promise.owner,
    })),
  };
}

const withoutEvent = ({ event, ...callBack }: NonNullable<Ticket["callBack"]>) => callBack;

export function forAskerInFull(
  ticket: Ticket,
  parts: DetailParts & {
    /** Who asked, or for whom it was asked. */
    reader: PersonId;
  },
): View<typeof AskerDetail> {
  const { address } = parts.organisation.organisation;
  const now = Date.parse(parts.now);
  return AskerDetail.parse({
    ...forAsker(ticket, parts),
    // What somebody thought of it is theirs.
    rating: parts.reader === ticket.asker ? ticket.rating : undefined,
    clocks: current(parts.clocks)
      .filter(({ mark }) => isForAsker(mark))
      .map(({ clock, mark }) => ({
        ...askerClockOf(mark as Parameters<typeof askerClockOf>[0]),
        explanation: explain(clock, { audience: "asker", address, now, plannedOn: plannedOn(ticket) }),
      })),
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
    answer: ticket.answer,
    mayRate: notRatedBy(parts.reader, ticket, parts.organisation) === undefined,
  });
}

/** Everyone whom a ticket shown in full names by an id. */
export function peopleIn(
  ticket: Ticket,
  { contents, events }: { contents: readonly Content[]; events: readonly TicketEvent[] },
): PersonId[] {
  const lines = events.map(lineOf);
  const named = [
    ...claimerOf(ticket),
    ...ticket.readers,
    ...(ticket.promises ?? []).map(({ owner }) => owner),
    ...[ticket.asker, ticket.about?.person, ticket.takenBy],
    ...contents.map(({ by }) => by),
    ...lines.flatMap(({ by, person, owner }) => [by, person, owner]),
  ];
  return [...new Set(named)].filter((id): id is PersonId => id !== undefined && id !== "system");
}

/** The day that the work is planned for, while it waits for it. */
const plannedOn = (ticket: Ticket) =>
  ticket.state === "waiting" && ticket.waiting.for === "planned" ? ticket.waiting.on : undefined;

export function forDeskInFull(
  ticket: Ticket,
  parts: DetailParts & {
    events: readonly TicketEvent[];
    /** Everyone whom it names. */
    people: readonly Person[];
    suggestions?: SuggestedTopic[] | undefined;
  },
): View<typeof DeskDetail> {
  const { address } = parts.organisation.organisation;
  const now = Date.parse(parts.now);
  const nameOf = (owner: PersonId | undefined) => {
    const person = parts.people.find(({ personId }) => personId === owner);
    return person && displayName(person);
  };
  return {
    ...forDesk(ticket, parts),
    clocks: current(parts.clocks).map(({ clock, mark }) => ({
      ...deskClockOf(mark),
      explanation: explain(clock, {
        ...{ audience: "agent", address, now },
        owner: nameOf(clock.owner),
        plannedOn: plannedOn(ticket),
      }),
    })),
    readers: ticket.readers,
    names: Object.fromEntries(parts.people.map((person) => [person.personId, displayName(person)])),
    thread: parts.contents.map(({ ticketId, ...written }) => written),
    history: parts.events.map(lineOf),
    signposts: signpostsFor(ticket, parts.organisation),
    ...(ticket.topicDenied && { topicDenied: true }),
    ...(ticket.answer && { answer: ticket.answer }),
    ...(parts.suggestions && { suggestions: parts.suggestions }),
  };
}

/** The clocks that are stored beside a ticket, each with its mark: of each kind the last, every open promise. */
function current(clocks: readonly Clock[]): { clock: Clock; mark: ClockMark }[] {
  return marksOf(clocks).flatMap((mark) => {
    const clock = clocks.find(({ kind, n }) => kind === mark.kind && n === mark.n);
    return clock ? [{ clock, mark }] : [];
  });
}

const shownDetails = [
  ...(["stay", "to", "reason", "rule", "person", "outcome", "contactId"] as const),
  ...(["clock", "startedBy", "tier", "promise", "dueAt", "owner", "kept"] as const),
] as const;

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
