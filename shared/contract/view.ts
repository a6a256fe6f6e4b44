import * as z from "zod/mini";
import { Channel, SpokenChannel } from "../channel/channel.ts";
import { Instant } from "../clock/instant.ts";
import { ClockKind, ClockOutcome } from "../clock/mark.ts";
import { Audience, StartsAt } from "../faq/audience.ts";
import { AnswerAudience, AnswerText } from "../faq/record.ts";
import { TopicField } from "../faq/topic.ts";
import { ContactId, ContentId, ImportId, Key, PersonId, TicketId } from "../id.ts";
import { later } from "../schema.ts";
import { Language, LocalText } from "../text.ts";
import { Confidentiality } from "../ticket/confidentiality.ts";
import {
  About,
  CallBackReason,
  eventTypes,
  KnownTopic,
  Side,
  TicketKind,
  Urgency,
  UsedAnswer,
  Waiting,
} from "../ticket/event.ts";
import { Reference } from "../ticket/reference.ts";
import { resolution, Stay, TicketState } from "../ticket/ticket.ts";

// A schema is built where it is first used: building them all would slow the start of every function.

const personCard = () =>
  z.strictObject({
    personId: PersonId,
    name: z.string(),
    kind: z.enum(["employee", "provisional", "outsider"]),
    unit: z.optional(z.string()),
    email: z.optional(z.string()),
    phone: z.optional(z.string()),
    language: Language,
    /** The last day of employment, where it is known. */
    until: z.optional(z.string()),
  });
export const PersonCard = later(personCard);
export type PersonCard = z.infer<typeof PersonCard>;

/** Who somebody manages: what it takes to choose one of them. */
export const Team = later(() =>
  z.strictObject({
    isLineManager: z.boolean(),
    items: z.array(z.strictObject({ personId: PersonId, name: z.string(), unit: z.optional(z.string()) })),
    next: z.optional(z.string()),
  }),
);

const signpostView = () => z.strictObject({ key: Key, name: LocalText, text: LocalText });
export const SignpostView = later(signpostView);
export type SignpostView = z.infer<typeof SignpostView>;

const ticketHead = () =>
  z.strictObject({
    ticketId: TicketId,
    reference: Reference,
    version: z.int(),
    state: TicketState,
    desk: Key,
    urgency: Urgency,
    askedAt: Instant,
    changedAt: Instant,
  });

/** What a desk that may take a restricted ticket up sees of it: that it waits. */
const stubTicket = () =>
  z.extend(ticketHead(), {
    view: z.literal("stub"),
    inTransitTo: z.optional(Key),
    confidentiality: Confidentiality,
  });
export const StubTicket = later(stubTicket);

/** How the desks share the work out among themselves (the OLA) is no deadline of the asker's. */
export const askedClocks = ["firstResponse", "nextResponse", "resolution", "statutory", "promise"] as const;

/** A deadline as it stood at the ticket's last event; `n` is the number of the event that it began with. */
const clockView = () =>
  z.strictObject({
    kind: z.enum(askedClocks),
    n: z.int(),
    startedAt: Instant,
    dueAt: z.optional(Instant),
    pausedSince: z.optional(Instant),
    leftSeconds: z.optional(z.int()),
    targetSeconds: z.optional(z.int()),
    endedAt: z.optional(Instant),
    outcome: z.optional(ClockOutcome),
  });

export type AskerClock = z.infer<ReturnType<typeof clockView>>;

const deskClockView = () =>
  z.extend(clockView(), { kind: ClockKind, desk: z.optional(Key), owner: z.optional(PersonId) });
export type DeskClock = z.infer<ReturnType<typeof deskClockView>>;

/** Broken: not kept by its moment; `keptAt` says whether it was done after all. */
const promiseView = () =>
  z.strictObject({
    /** The number of the event that made it: what it is called by. */
    promise: z.int(),
    madeAt: Instant,
    dueAt: Instant,
    state: z.enum(["standing", "kept", "broken", "withdrawn"]),
    keptAt: z.optional(Instant),
    /** Whether it was kept, says the asker. */
    confirmed: z.optional(z.boolean()),
    contentId: ContentId,
  });
export type PromiseView = z.infer<ReturnType<typeof promiseView>>;

const deskPromiseView = () => z.extend(promiseView(), { owner: PersonId });

const explained = () => ({ explanation: LocalText });

/** A topic that a question is likely about, with the answers that there are now for whoever asks for it. */
const suggestedTopic = () =>
  z.strictObject({
    topic: Key,
    /** Of a topic that was found in questions: the configured one that it stands under. */
    under: z.optional(Key),
    name: LocalText,
    /** How likely the first is right, between 0 and 1. */
    confidence: z.optional(z.number()),
    /** Nothing is recorded about it: where to go instead. */
    signpost: z.optional(signpostView()),
    answers: z.array(
      z.strictObject({
        revision: z.int(),
        audience: AnswerAudience,
        texts: z.strictObject({ nl: AnswerText, en: z.optional(AnswerText) }),
      }),
    ),
  });
export const SuggestedTopic = later(suggestedTopic);
export type SuggestedTopic = z.infer<typeof SuggestedTopic>;

/** What an asker may know. Whatever is not named here does not leave through it. */
const askerTicket = () =>
  z.extend(ticketHead(), {
    view: z.literal("asker"),
    /** Of the team that has it. */
    deskName: LocalText,
    kind: TicketKind,
    channel: Channel,
    topic: z.optional(Key),
    excerpt: z.string(),
    waiting: z.optional(z.enum(["asker", "planned", "partner", "approval"])),
    resolution: z.optional(z.pick(resolution(), { at: true, outcome: true })),
    rating: z.optional(z.int()),
    follows: z.optional(TicketId),
    /** Somebody telephones them; until when, while an answer to what they said last is due. */
    callBack: z.optional(z.strictObject({ since: Instant, attempts: z.int(), dueAt: z.optional(Instant) })),
    clocks: z.array(clockView()),
    promises: z.array(promiseView()),
  });
export const AskerTicket = later(askerTicket);

const deskTicket = () =>
  z.extend(ticketHead(), {
    view: z.literal("desk"),
    kind: TicketKind,
    channel: Channel,
    language: Language,
    topic: z.optional(KnownTopic),
    confidentiality: Confidentiality,
    excerpt: z.string(),
    asker: personCard(),
    about: z.optional(About),
    takenBy: z.optional(PersonId),
    claimedBy: z.optional(PersonId),
    /** Missing where the people file does not know them. */
    claimedByName: z.optional(z.string()),
    inTransitTo: z.optional(Key),
    stay: z.optional(Stay),
    waiting: z.optional(Waiting),
    resolution: z.optional(resolution()),
    routing: z.optional(z.strictObject({ rule: z.string(), to: Key, reason: LocalText })),
    returns: z.int(),
    /** The front office could have answered it: a desk sent it back saying so. */
    needlessHandOver: z.boolean(),
    /** The asker wrote after the answer, and nobody has acknowledged it. */
    askerWroteAt: z.optional(Instant),
    callBack: z.optional(
      z.strictObject({ since: Instant, attempts: z.int(), because: z.optional(CallBackReason) }),
    ),
    firstReplyAt: z.optional(Instant),
    reopenings: z.int(),
    rating: z.optional(z.int()),
    follows: z.optional(TicketId),
    /** The first of its open clocks to run out. */
    dueAt: z.optional(Instant),
    clocks: z.array(deskClockView()),
    promises: z.array(deskPromiseView()),
  });
export const DeskTicket = later(deskTicket);

const written = () =>
  z.strictObject({
    contentId: ContentId,
    at: Instant,
    from: Side,
    text: z.string(),
    isRedacted: z.boolean(),
  });

const askerEntry = () => z.extend(written(), { kind: z.enum(["question", "reply", "promise"]) });
const deskEntry = () =>
  z.extend(written(), { kind: z.enum(["question", "reply", "note", "promise"]), by: PersonId });

/** One line of the red thread: what happened, by whom, and the codes that belong to it. */
const historyLine = () =>
  z.strictObject({
    n: z.int(),
    at: Instant,
    by: z.string(),
    type: z.enum(eventTypes()),
    stay: z.optional(z.int()),
    to: z.optional(z.string()),
    reason: z.optional(z.string()),
    rule: z.optional(z.string()),
    person: z.optional(z.string()),
    outcome: z.optional(z.string()),
    contactId: z.optional(ContactId),
    clock: z.optional(ClockKind),
    startedBy: z.optional(z.int()),
    tier: z.optional(z.int()),
    promise: z.optional(z.int()),
    dueAt: z.optional(Instant),
    owner: z.optional(z.string()),
    kept: z.optional(z.boolean()),
  });
export type HistoryLine = z.infer<ReturnType<typeof historyLine>>;

export const TicketRow = later(() =>
  z.discriminatedUnion("view", [askerTicket(), deskTicket(), stubTicket()]),
);
export type TicketRow = z.infer<typeof TicketRow>;
const askerDetail = () =>
  z.extend(askerTicket(), {
    clocks: z.array(z.extend(clockView(), explained())),
    thread: z.array(askerEntry()),
    signposts: z.array(signpostView()),
    /** The published answer that was given last. */
    answer: z.optional(UsedAnswer),
    /** Whether it is this reader's to rate now: who asked may, not for whom it was asked. */
    mayRate: z.boolean(),
  });
export const AskerDetail = later(askerDetail);
const deskDetail = () =>
  z.extend(deskTicket(), {
    clocks: z.array(z.extend(deskClockView(), explained())),
    thread: z.array(deskEntry()),
    history: z.array(historyLine()),
    readers: z.array(PersonId),
    /** Who the ids in all of this are; one that the people file does not know is missing. */
    names: z.record(z.string(), z.string()),
    signposts: z.array(signpostView()),
    /** An agent saw that it is about no topic that there is. */
    topicDenied: z.optional(z.boolean()),
    /** The published answer that was given last. */
    answer: z.optional(UsedAnswer),
    /** The likeliest topics first; missing where they cannot be had now, or nobody can choose any more. */
    suggestions: z.optional(z.array(suggestedTopic())),
  });
export const DeskDetail = later(deskDetail);
export const TicketDetail = later(() =>
  z.discriminatedUnion("view", [askerDetail(), deskDetail(), stubTicket()]),
);
export type TicketDetail = z.infer<typeof TicketDetail>;

export const pageOf = <T extends z.ZodMiniType>(item: T) =>
  later(() => z.strictObject({ items: z.array(item), next: z.optional(z.string()) }));

/** Where a change left the ticket. Small and without text, so that a repeated call gets the very same answer. */
export const Changed = later(() =>
  z.strictObject({ ticketId: TicketId, version: z.int(), state: TicketState }),
);
export type Changed = z.infer<typeof Changed>;

export const Asked = later(() =>
  z.discriminatedUnion("recorded", [
    z.strictObject({
      recorded: z.literal(true),
      ticketId: TicketId,
      reference: Reference,
      version: z.int(),
      state: TicketState,
      signposts: z.array(signpostView()),
    }),
    z.strictObject({ recorded: z.literal(false), signposts: z.array(signpostView()) }),
  ]),
);
export type Asked = z.infer<typeof Asked>;

const contactTicket = () =>
  z.strictObject({
    ticketId: TicketId,
    reference: Reference,
    state: TicketState,
    isNew: z.boolean(),
  });

export const ContactLogged = later(() =>
  z.discriminatedUnion("recorded", [
    z.strictObject({
      recorded: z.literal(true),
      contactId: ContactId,
      result: z.string(),
      personId: z.optional(PersonId),
      tickets: z.array(contactTicket()),
      signposts: z.array(signpostView()),
    }),
    z.strictObject({ recorded: z.literal(false), signposts: z.array(signpostView()) }),
  ]),
);
export type ContactLogged = z.infer<typeof ContactLogged>;

export const ContactView = later(() =>
  z.strictObject({
    contactId: ContactId,
    channel: z.union([SpokenChannel, z.literal("click")]),
    at: Instant,
    seconds: z.optional(z.int()),
    location: z.optional(Key),
    kind: z.string(),
    result: z.string(),
    takenBy: z.optional(PersonId),
    person: z.optional(personCard()),
    /** The tickets of this contact that the reader may see. */
    tickets: z.array(TicketId),
  }),
);

const rowResult = () =>
  z.strictObject({
    row: z.int(),
    result: z.enum(["accepted", "known", "refused"]),
    faults: z.optional(
      z.array(z.strictObject({ column: z.string(), code: z.string(), message: z.string() })),
    ),
    contactId: z.optional(ContactId),
    ticketId: z.optional(TicketId),
  });
export const RowResult = later(rowResult);
export type RowResult = z.infer<typeof RowResult>;

const importTotals = () =>
  z.strictObject({
    rows: z.int(),
    accepted: z.int(),
    known: z.int(),
    refused: z.int(),
  });
export const ImportTotals = later(importTotals);
export type ImportTotals = z.infer<typeof ImportTotals>;

const importedRows = () =>
  z.strictObject({
    importId: ImportId,
    totals: importTotals(),
    rows: z.array(rowResult()),
  });
export const ImportedRows = later(importedRows);

const leavers = () => z.strictObject({ left: z.int(), removed: z.int() });
export const Leavers = later(leavers);
export type Leavers = z.infer<typeof Leavers>;

export const ImportedPeople = later(() => z.extend(importedRows(), { leavers: z.optional(leavers()) }));

export const ImportView = later(() =>
  z.strictObject({
    importId: ImportId,
    kind: z.enum(["phone-log", "people"]),
    name: z.optional(z.string()),
    startedAt: Instant,
    totals: importTotals(),
    leavers: z.optional(leavers()),
    items: z.array(rowResult()),
    next: z.optional(z.string()),
  }),
);

export const TopicView = later(() =>
  z.strictObject({
    key: Key,
    name: LocalText,
    startsAt: StartsAt,
    audience: z.array(Audience),
    signpost: z.optional(signpostView()),
    /** What the form asks beside the question; what is filled in becomes part of its text. */
    fields: z.optional(z.array(TopicField)),
    /** The answer that there is now for whoever asks. */
    answer: z.optional(z.strictObject({ revision: z.int() })),
  }),
);

export const ReadView = later(() => z.strictObject({ at: Instant, desk: Key, by: z.string() }));

const count = () => z.int();
const orNothing = <T extends z.ZodMiniType>(schema: T) => z.nullable(schema);
/** Between 0 and 1; nothing where there was nothing to judge. */
const share = () => orNothing(z.number());
const metric = () => z.strictObject({ met: count(), missed: count(), share: share() });
const seconds = () => orNothing(z.number());
const percentiles = () => z.strictObject({ p50: seconds(), p90: seconds(), p99: seconds() });

const serviceLevelFigures = () =>
  z.strictObject({
    asked: count(),
    resolved: count(),
    handedOver: count(),
    returned: count(),
    /** Resolved by the front office without a hand-over, a question back or a reopening. */
    firstContact: z.strictObject({ count: count(), share: share() }),
    firstResponse: z.extend(metric(), { workingSeconds: percentiles() }),
    nextResponse: metric(),
    /** Resolved in time and reopened later is not met. The time of a reopened question is that of all its rounds. */
    resolution: z.extend(metric(), { reopened: count(), workingSeconds: percentiles() }),
    ola: metric(),
    statutory: metric(),
    /** What the asker went through: from the first question to the last answer, day and night, waiting included. */
    askerSeconds: z.strictObject({ p50: seconds(), p90: seconds() }),
    /** Of the rounds that were resolved: how many stood still at some time, and for how much working time. */
    pauses: z.strictObject({
      cycles: count(),
      paused: count(),
      share: share(),
      pausedSeconds: count(),
      runningSeconds: count(),
    }),
    promises: z.strictObject({
      kept: count(),
      broken: count(),
      withdrawn: count(),
      confirmed: count(),
      denied: count(),
      share: share(),
    }),
  });
export type ServiceLevelFigures = z.infer<ReturnType<typeof serviceLevelFigures>>;

const perChannel = () =>
  z.strictObject({ click: orNothing(count()), call: orNothing(count()), face: orNothing(count()) });

/**
 * What stands at `null` is about too few people to be shown, or could be told from what is shown. For rows and topics
 * that goes by the whole period by desk, topic, week and channel, whatever is asked of it.
 */
export const ServiceLevelReport = later(() =>
  z.strictObject({
    from: z.string(),
    to: z.string(),
    by: z.array(z.string()),
    /** How far a percentile can be from a value that was really there, as a part of it. */
    relativeError: z.number(),
    minimumGroup: z.strictObject({ askers: z.int(), agents: z.int() }),
    /** The desks and topics that `~combined` stands for, since a desk among them has too few agents. */
    combined: z.optional(z.strictObject({ desks: z.array(z.string()), topics: z.array(z.string()) })),
    rows: z.array(
      z.strictObject({
        desk: z.optional(z.string()),
        topic: z.optional(z.string()),
        week: z.optional(z.string()),
        channel: Channel,
        hidden: z.boolean(),
        figures: orNothing(serviceLevelFigures()),
      }),
    ),
    /** What is open now, by how long ago it was asked. */
    backlog: z.array(
      z.strictObject({
        desk: z.string(),
        open: z.strictObject({
          day: orNothing(count()),
          week: orNothing(count()),
          twoWeeks: orNothing(count()),
          month: orNothing(count()),
          older: orNothing(count()),
        }),
      }),
    ),
    /** How often each topic was asked about. */
    topics: z.array(z.strictObject({ topic: z.string(), asked: perChannel() })),
    /** When it is asked: weekday from 1, Monday, to 7, and the hour that it was. */
    hours: z.array(z.strictObject({ weekday: z.int(), hour: z.int(), asked: perChannel() })),
    next: z.optional(z.string()),
  }),
);
export type ServiceLevelReport = z.infer<typeof ServiceLevelReport>;
