import * as z from "zod/mini";
import { Channel } from "../channel/channel.ts";
import { Instant } from "../clock/instant.ts";
import { ClockMark } from "../clock/mark.ts";
import { ContentId, Key, OrganisationId, PersonId, TicketId } from "../id.ts";
import { intFrom, later, positiveInt } from "../schema.ts";
import { Language } from "../text.ts";
import { Confidentiality } from "./confidentiality.ts";
import {
  About,
  CallBackReason,
  Cause,
  KnownTopic,
  Outcome,
  Side,
  TicketKind,
  Urgency,
  UsedAnswer,
  Waiting,
} from "./event.ts";
import { Reference } from "./reference.ts";

/**
 * A ticket's time at one desk. A hand-over opens the next stay; until the desk's queue has delivered it (`arrivedAt`)
 * the ticket is in transit and stays on the list of the desk that sent it.
 */
export const Stay = later(() =>
  z.strictObject({
    number: positiveInt(),
    desk: Key,
    from: z.optional(Key),
    why: z.string(),
    since: Instant,
    arrivedAt: z.optional(Instant),
  }),
);
export type Stay = z.infer<typeof Stay>;

/** *Afspraak*: what somebody at the desk promised, by when, and what became of it. What it is about is a text apart. */
export const PromiseMade = later(() =>
  z.strictObject({
    /** The number of the event that made it. */
    n: positiveInt(),
    owner: PersonId,
    madeAt: Instant,
    dueAt: Instant,
    contentId: ContentId,
    keptAt: z.optional(Instant),
    brokenAt: z.optional(Instant),
    withdrawnAt: z.optional(Instant),
    /** Whether it was kept, says the asker. */
    confirmed: z.optional(z.boolean()),
  }),
);
export type PromiseMade = z.infer<typeof PromiseMade>;

export const isStanding = ({ keptAt, withdrawnAt }: PromiseMade) => !keptAt && !withdrawnAt;

/** Of each ticket so many are remembered that have ended, since a ticket has to stay small. */
export const endedPromisesKept = 5;

export const resolution = () =>
  z.strictObject({
    at: Instant,
    by: z.union([PersonId, z.literal("system")]),
    from: Side,
    outcome: Outcome,
    cause: z.optional(Cause),
  });

const common = () =>
  z.strictObject({
    organisation: OrganisationId,
    ticketId: TicketId,
    reference: Reference,
    version: positiveInt(),
    kind: TicketKind,
    channel: Channel,
    language: Language,
    asker: PersonId,
    about: z.optional(About),
    takenBy: z.optional(PersonId),
    topic: z.optional(KnownTopic),
    /** An agent saw that it is about no topic that there is. */
    topicDenied: z.optional(z.boolean()),
    /** The published answer that was given last. */
    answer: z.optional(UsedAnswer),
    confidentiality: Confidentiality,
    wordRules: z.array(z.string()),
    readers: z.array(PersonId),
    urgency: Urgency,
    /** Every desk that has it or had it. */
    desks: z.array(Key),
    routing: z.optional(z.strictObject({ rule: z.string(), to: Key })),
    returns: intFrom(0),
    needlessHandOver: z.boolean(),
    follows: z.optional(TicketId),
    /** The content item that holds the question as it was asked. */
    questionId: ContentId,
    askedAt: Instant,
    changedAt: Instant,
    /** The helpdesk's first reply of substance; a confirmation is none. */
    firstReplyAt: z.optional(Instant),
    /** An answer was given since it was asked or reopened; a question to the asker is none. */
    isAnswered: z.boolean(),
    answeredAtOnce: z.boolean(),
    rating: z.optional(intFrom(1, 5)),
    reopenings: intFrom(0),
    /** Somebody must telephone the asker: since when, about which event, and why. */
    callBack: z.optional(
      z.strictObject({
        since: Instant,
        event: positiveInt(),
        attempts: intFrom(0),
        because: z.optional(CallBackReason),
      }),
    ),
    /** The asker wrote after the answer, and nobody at the desk has read it yet. */
    askerWroteAt: z.optional(Instant),
    /** Who gave the last answer: who hears of what the asker makes of it. */
    answeredBy: z.optional(PersonId),
    /** The event about which the asker was last reached by telephone: a late message about it asks for no second call. */
    calledBackAbout: z.optional(positiveInt()),
    promises: z.optional(z.array(PromiseMade)),
    /** What its clocks came to at its last event; not evolved, but made anew from all events (`record`). */
    clocks: z.optional(z.array(ClockMark)),
  });

/**
 * received ─► queued ─► in-progress ─► resolved ─► closed
 *               ▲  ▲       │   ▲           │
 *               │  └───────┘   ▼           │
 *               │ released, waiting        │
 *               └────── handed over, reopened
 */
export const Ticket = later(() =>
  z.discriminatedUnion("state", [
    z.extend(common(), { state: z.literal("received") }),
    z.extend(common(), { state: z.literal("queued"), stay: Stay }),
    z.extend(common(), { state: z.literal("in-progress"), stay: Stay, claimedBy: PersonId }),
    z.extend(common(), { state: z.literal("waiting"), stay: Stay, claimedBy: PersonId, waiting: Waiting }),
    z.extend(common(), { state: z.literal("resolved"), stay: Stay, resolution: resolution() }),
    z.extend(common(), {
      state: z.literal("closed"),
      stay: Stay,
      resolution: resolution(),
      closedAt: Instant,
    }),
  ]),
);
export type Ticket = z.infer<typeof Ticket>;
export type TicketState = Ticket["state"];
export const TicketState = z.enum(["received", "queued", "in-progress", "waiting", "resolved", "closed"]);

export type TicketIn<S extends TicketState> = Extract<Ticket, { state: S }>;
/** A ticket that somebody still has to do something about, and that has a desk. */
export type OpenTicket = TicketIn<"queued" | "in-progress" | "waiting">;

export const isOpen = (ticket: Ticket): ticket is OpenTicket =>
  ticket.state === "queued" || ticket.state === "in-progress" || ticket.state === "waiting";

export const isDone = (ticket: Ticket): ticket is TicketIn<"resolved" | "closed"> =>
  ticket.state === "resolved" || ticket.state === "closed";

export const isInTransit = (ticket: Ticket): boolean =>
  ticket.state !== "received" && ticket.stay.arrivedAt === undefined;

/**
 * A ticket that is done, and still asks something of its desk: a call to make, a word of the asker to read, or a
 * promise to keep.
 */
export const needsDesk = (ticket: Ticket): boolean =>
  ticket.callBack !== undefined ||
  ticket.askerWroteAt !== undefined ||
  (ticket.promises ?? []).some(isStanding);

/** The first of its clocks to run out. */
export const nextDue = ({ clocks = [] }: Ticket): Instant | undefined =>
  clocks
    .filter(({ endedAt }) => !endedAt)
    .flatMap(({ dueAt }) => dueAt ?? [])
    .toSorted()[0];

/** The desk on whose list the ticket stands: the sender's until it has arrived; the front office before routing. */
export function listedAt(ticket: Ticket, frontDesk: string): string {
  if (ticket.state === "received") return frontDesk;
  return isInTransit(ticket) ? (ticket.stay.from ?? frontDesk) : ticket.stay.desk;
}
