import * as z from "zod/mini";
import { Channel, SpokenChannel } from "../channel/channel.ts";
import { Instant } from "../clock/instant.ts";
import { Audience, StartsAt } from "../faq/audience.ts";
import { ContactId, ContentId, ImportId, Key, PersonId, TicketId } from "../id.ts";
import { Language, LocalText } from "../text.ts";
import { Confidentiality } from "../ticket/confidentiality.ts";
import { About, eventTypes, KnownTopic, Side, TicketKind, Urgency, Waiting } from "../ticket/event.ts";
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
export const PersonCard = z.lazy(personCard);
export type PersonCard = z.infer<typeof PersonCard>;

const signpostView = () => z.strictObject({ key: Key, name: LocalText, text: LocalText });
export const SignpostView = z.lazy(signpostView);
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
export const StubTicket = z.lazy(stubTicket);

/** What an asker may know. Whatever is not named here does not leave through it. */
const askerTicket = () =>
  z.extend(ticketHead(), {
    view: z.literal("asker"),
    kind: TicketKind,
    channel: Channel,
    topic: z.optional(Key),
    excerpt: z.string(),
    waiting: z.optional(z.enum(["asker", "planned", "partner", "approval"])),
    resolution: z.optional(z.pick(resolution(), { at: true, outcome: true })),
    rating: z.optional(z.int()),
    follows: z.optional(TicketId),
  });
export const AskerTicket = z.lazy(askerTicket);

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
    callBack: z.optional(z.strictObject({ since: Instant, attempts: z.int() })),
    firstReplyAt: z.optional(Instant),
    reopenings: z.int(),
    rating: z.optional(z.int()),
    follows: z.optional(TicketId),
  });
export const DeskTicket = z.lazy(deskTicket);

const written = () =>
  z.strictObject({
    contentId: ContentId,
    at: Instant,
    from: Side,
    text: z.string(),
    isRedacted: z.boolean(),
  });

const askerEntry = () => z.extend(written(), { kind: z.enum(["question", "reply"]) });
const deskEntry = () => z.extend(written(), { kind: z.enum(["question", "reply", "note"]), by: PersonId });

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
  });
export type HistoryLine = z.infer<ReturnType<typeof historyLine>>;

export const TicketRow = z.lazy(() =>
  z.discriminatedUnion("view", [askerTicket(), deskTicket(), stubTicket()]),
);
export type TicketRow = z.infer<typeof TicketRow>;
const askerDetail = () =>
  z.extend(askerTicket(), {
    thread: z.array(askerEntry()),
    signposts: z.array(signpostView()),
  });
export const AskerDetail = z.lazy(askerDetail);
const deskDetail = () =>
  z.extend(deskTicket(), {
    thread: z.array(deskEntry()),
    history: z.array(historyLine()),
    readers: z.array(PersonId),
    signposts: z.array(signpostView()),
  });
export const DeskDetail = z.lazy(deskDetail);
export const TicketDetail = z.lazy(() =>
  z.discriminatedUnion("view", [askerDetail(), deskDetail(), stubTicket()]),
);
export type TicketDetail = z.infer<typeof TicketDetail>;

export const pageOf = <T extends z.ZodMiniType>(item: T) =>
  z.lazy(() => z.strictObject({ items: z.array(item), next: z.optional(z.string()) }));

/** Where a change left the ticket. Small and without text, so that a repeated call gets the very same answer. */
export const Changed = z.lazy(() =>
  z.strictObject({ ticketId: TicketId, version: z.int(), state: TicketState }),
);
export type Changed = z.infer<typeof Changed>;

export const Asked = z.lazy(() =>
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

export const ContactLogged = z.lazy(() =>
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

export const ContactView = z.lazy(() =>
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
export const RowResult = z.lazy(rowResult);
export type RowResult = z.infer<typeof RowResult>;

const importTotals = () =>
  z.strictObject({
    rows: z.int(),
    accepted: z.int(),
    known: z.int(),
    refused: z.int(),
  });
export const ImportTotals = z.lazy(importTotals);
export type ImportTotals = z.infer<typeof ImportTotals>;

const importedRows = () =>
  z.strictObject({
    importId: ImportId,
    totals: importTotals(),
    rows: z.array(rowResult()),
  });
export const ImportedRows = z.lazy(importedRows);

const leavers = () => z.strictObject({ left: z.int(), removed: z.int() });
export const Leavers = z.lazy(leavers);
export type Leavers = z.infer<typeof Leavers>;

export const ImportedPeople = z.lazy(() => z.extend(importedRows(), { leavers: z.optional(leavers()) }));

export const ImportView = z.lazy(() =>
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

export const TopicView = z.lazy(() =>
  z.strictObject({
    key: Key,
    name: LocalText,
    startsAt: StartsAt,
    audience: z.array(Audience),
    signpost: z.optional(signpostView()),
  }),
);

export const ReadView = z.lazy(() => z.strictObject({ at: Instant, desk: Key, by: z.string() }));
