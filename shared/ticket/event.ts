import * as z from "zod/mini";
import { Channel } from "../channel/channel.ts";
import { Day, Instant } from "../clock/instant.ts";
import { ClockKind } from "../clock/mark.ts";
import { Audience } from "../faq/audience.ts";
import { ContactId, ContentId, Key, OrganisationId, PersonId, TicketId } from "../id.ts";
import { intFrom, later, positiveInt } from "../schema.ts";
import { Language } from "../text.ts";
import { Confidentiality } from "./confidentiality.ts";
import { Reference } from "./reference.ts";

export const TicketKind = z.enum(["question", "request", "complaint", "objection"]);
export type TicketKind = z.infer<typeof TicketKind>;

/** How a topic came to stand on a ticket. `agent-accepted`: a default was left as it stood, which says little. */
export const TopicKnownBy = z.enum(["asker-chose", "agent-confirmed", "agent-accepted", "guessed"]);
export type TopicKnownBy = z.infer<typeof TopicKnownBy>;
/** `part`: a topic that was found in questions, and stands under this one. */
export const KnownTopic = later(() =>
  z.strictObject({ key: Key, part: z.optional(Key), knownBy: TopicKnownBy }),
);
export type KnownTopic = z.infer<typeof KnownTopic>;

/** `namens`: the other sees the ticket. `over`: the other does not. */
export const Relation = z.enum(["namens", "over"]);
export const About = later(() => z.strictObject({ person: PersonId, relation: Relation }));
export type About = z.infer<typeof About>;

export const Urgency = z.enum(["normal", "today"]);
export type Urgency = z.infer<typeof Urgency>;

export const Outcome = z.enum([
  "answered",
  "done",
  "refused",
  "signposted",
  "withdrawn",
  "no-reply",
  "duplicate",
  "not-for-us",
]);
export type Outcome = z.infer<typeof Outcome>;

/** What became of the reason that people ask this: taken away, known but still there, or only answered. */
export const Cause = z.enum(["answered-only", "cause-removed", "cause-known"]);
export type Cause = z.infer<typeof Cause>;

/** What a ticket waits for. Each has its own effect on the clocks (organisation, `waiting`). */
export const Waiting = later(() =>
  z.discriminatedUnion("for", [
    z.strictObject({ for: z.literal("asker"), contentId: ContentId }),
    z.strictObject({ for: z.literal("planned"), on: Day }),
    z.strictObject({ for: z.literal("partner"), partner: Key }),
    z.strictObject({ for: z.literal("approval"), role: Key }),
  ]),
);
export type Waiting = z.infer<typeof Waiting>;

/** The published answer that somebody used: its topic, and the number of the revision. */
export const UsedAnswer = later(() => z.strictObject({ topic: Key, revision: positiveInt() }));
export type UsedAnswer = z.infer<typeof UsedAnswer>;

/** Why somebody must telephone the asker: no mail reaches them, it was agreed on the line, or they would rather be called. */
export const CallBackReason = z.enum(["no-mail", "agreed", "asked"]);
export type CallBackReason = z.infer<typeof CallBackReason>;

/** Who writes: the asker's side, or the helpdesk's. */
export const Side = z.enum(["asker", "desk"]);
export type Side = z.infer<typeof Side>;

/**
 * What can happen to a ticket. Events hold ids, codes and instants only; every typed text is a content item of its own,
 * so that text can be redacted, expired and erased while the ticket still replays.
 */
const happenings = () =>
  ({
    asked: z.strictObject({
      ticketId: TicketId,
      reference: Reference,
      kind: TicketKind,
      channel: Channel,
      language: Language,
      asker: PersonId,
      about: z.optional(About),
      takenBy: z.optional(PersonId),
      topic: z.optional(KnownTopic),
      confidentiality: Confidentiality,
      wordRules: z.array(z.string()),
      urgency: Urgency,
      contentId: ContentId,
      contactId: ContactId,
      follows: z.optional(TicketId),
      answeredAtOnce: z.optional(z.boolean()),
      /** When it was really asked, where it was written down later: every clock starts there. */
      saidAt: z.optional(Instant),
    }),
    routed: z.strictObject({
      stay: positiveInt(),
      to: Key,
      rule: z.string(),
      confidentiality: Confidentiality,
      /** What the asker was when it was routed, since targets may differ by it. */
      askerIs: z.optional(z.array(Audience)),
    }),
    arrived: z.strictObject({ stay: positiveInt() }),
    claimed: z.strictObject({ person: PersonId }),
    released: z.strictObject({}),
    assigned: z.strictObject({ person: PersonId }),
    /** `asks`: the desk cannot go on without an answer from the asker. */
    replied: z.strictObject({
      contentId: ContentId,
      from: Side,
      asks: z.optional(z.literal(true)),
      answer: z.optional(UsedAnswer),
    }),
    noted: z.strictObject({ contentId: ContentId }),
    /** `from` says whose words the text holds: the asker's own, or what somebody else told the desk. */
    contacted: z.strictObject({
      contactId: ContactId,
      contentId: z.optional(ContentId),
      from: z.optional(Side),
    }),
    "handed-over": z.strictObject({
      stay: positiveInt(),
      to: Key,
      reason: z.string(),
      noteId: z.optional(ContentId),
    }),
    returned: z.strictObject({
      stay: positiveInt(),
      to: Key,
      reason: z.string(),
      noteId: z.optional(ContentId),
    }),
    recalled: z.strictObject({ stay: positiveInt(), to: Key }),
    "waiting-started": z.strictObject({ waiting: Waiting, noteId: z.optional(ContentId) }),
    "waiting-ended": z.strictObject({}),
    resolved: z.strictObject({
      outcome: Outcome,
      cause: z.optional(Cause),
      contentId: z.optional(ContentId),
      from: Side,
      answer: z.optional(UsedAnswer),
    }),
    /** Somebody at the desk read what the asker wrote after the answer: nothing more is needed. */
    acknowledged: z.strictObject({}),
    reopened: z.strictObject({ reason: z.string(), contentId: z.optional(ContentId), from: Side }),
    closed: z.strictObject({}),
    rated: z.strictObject({ score: intFrom(1, 5), contentId: z.optional(ContentId) }),
    "topic-set": z.strictObject({ topic: KnownTopic }),
    /** An agent saw that it is about no topic that there is. */
    "topic-denied": z.strictObject({}),
    "confidentiality-set": z.strictObject({
      to: Confidentiality,
      because: z.enum(["words", "topic", "desk", "person"]),
      wordRules: z.optional(z.array(z.string())),
      noteId: z.optional(ContentId),
    }),
    "readers-named": z.strictObject({ readers: z.array(PersonId) }),
    redacted: z.strictObject({ contentId: ContentId, reason: z.string() }),
    "asker-identified": z.strictObject({ asker: PersonId }),
    /** Why it takes a telephone call; of those before it was told apart, nobody knows. */
    "call-back-wanted": z.strictObject({ event: positiveInt(), because: z.optional(CallBackReason) }),
    "called-back": z.strictObject({ contactId: ContactId, reached: z.boolean() }),
    "urgency-set": z.strictObject({ to: Urgency, noteId: ContentId }),
    /** Which clock: its kind, and the number of the event that it began with. */
    warned: z.strictObject({ clock: ClockKind, startedBy: positiveInt() }),
    breached: z.strictObject({ clock: ClockKind, startedBy: positiveInt() }),
    escalated: z.strictObject({ clock: ClockKind, startedBy: positiveInt(), tier: positiveInt(), to: Key }),
    /** The asker was asked once more for what the ticket waits for. */
    reminded: z.strictObject({}),
    /** Open clocks go by this event's configuration from their start on. */
    "clocks-rebound": z.strictObject({}),
    /** A promise is known by the number of this event. */
    promised: z.strictObject({ dueAt: Instant, owner: PersonId, contentId: ContentId }),
    "promise-kept": z.strictObject({ promise: positiveInt() }),
    "promise-withdrawn": z.strictObject({ promise: positiveInt(), noteId: ContentId }),
    /** What the asker says of it. */
    "promise-confirmed": z.strictObject({ promise: positiveInt(), kept: z.boolean() }),
  }) as const;

export type EventType = keyof ReturnType<typeof happenings>;
export const eventTypes = () => Object.keys(happenings()) as [EventType, ...EventType[]];

/** What every stored event carries: its number within the ticket, when, by whom, under which configuration. */
const envelope = () =>
  z.strictObject({
    v: z.literal(1),
    organisation: OrganisationId,
    ticketId: TicketId,
    n: positiveInt(),
    at: Instant,
    by: z.union([PersonId, z.literal("system")]),
    configuration: positiveInt(),
  });

type Details<D> = string extends keyof D ? unknown : D;
type Happenings = { [T in EventType]: { type: T } & Details<z.infer<ReturnType<typeof happenings>[T]>> };
/** What a rule decides; the envelope is added where it is saved. */
export type Happening = Happenings[EventType];
export type HappeningOf<T extends EventType> = Happenings[T];

type Envelope = z.infer<ReturnType<typeof envelope>>;
export type TicketEvent = { [T in EventType]: Envelope & Happenings[T] }[EventType];
export type TicketEventOf<T extends EventType> = Extract<TicketEvent, { type: T }>;

/** The stored form: guards that every event ever written can still be read. Built where it is first used. */
export const TicketEvent: z.ZodMiniType<TicketEvent> = later(() => {
  const details = happenings();
  const members = eventTypes().map((type) =>
    z.strictObject({ type: z.literal(type), ...envelope().shape, ...details[type].shape }),
  );
  return z.union(members) as unknown as z.ZodMiniType<TicketEvent>;
});
