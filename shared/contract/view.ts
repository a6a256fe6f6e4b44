import * as z from "zod";
import { Channel, SpokenChannel } from "../channel/channel.ts";
import { Instant } from "../clock/instant.ts";
import { Audience, StartsAt } from "../faq/audience.ts";
import { ContactId, ContentId, ImportId, Key, PersonId, TicketId } from "../id.ts";
import { Language, LocalText } from "../text.ts";
import { Confidentiality } from "../ticket/confidentiality.ts";
import { About, eventTypes, KnownTopic, Side, TicketKind, Urgency, Waiting } from "../ticket/event.ts";
import { Reference } from "../ticket/reference.ts";
import { Resolution, Stay, TicketState } from "../ticket/ticket.ts";

// A schema is built where it is first used: building them all would slow the start of every function.

const personCard = () =>
  z.strictObject({
    personId: PersonId,
    name: z.string(),
    kind: z.enum(["employee", "provisional", "outsider"]),
    unit: z.string().optional(),
    email: z.string().optional(),
    phone: z.string().optional(),
    language: Language,
    /** The last day of employment, where it is known. */
    until: z.string().optional(),
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
  ticketHead().extend({
    view: z.literal("stub"),
    inTransitTo: Key.optional(),
    confidentiality: Confidentiality,
  });
export const StubTicket = z.lazy(stubTicket);

/** What an asker may know. Whatever is not named here does not leave through it. */
const askerTicket = () =>
  ticketHead().extend({
    view: z.literal("asker"),
    kind: TicketKind,
    channel: Channel,
    topic: Key.optional(),
    excerpt: z.string(),
    waiting: z.enum(["asker", "planned", "partner", "approval"]).optional(),
    resolution: Resolution.pick({ at: true, outcome: true }).optional(),
    rating: z.int().optional(),
    follows: TicketId.optional(),
  });
export const AskerTicket = z.lazy(askerTicket);

const deskTicket = () =>
  ticketHead().extend({
    view: z.literal("desk"),
    kind: TicketKind,
    channel: Channel,
    language: Language,
    topic: KnownTopic.optional(),
    confidentiality: Confidentiality,
    excerpt: z.string(),
    asker: personCard(),
    about: About.optional(),
    takenBy: PersonId.optional(),
    claimedBy: PersonId.optional(),
    inTransitTo: Key.optional(),
    stay: Stay.optional(),
    waiting: Waiting.optional(),
    resolution: Resolution.optional(),
    routing: z.strictObject({ rule: z.string(), to: Key, reason: LocalText }).optional(),
    returns: z.int(),
    /** The front office could have answered it: a desk sent it back saying so. */
    needlessHandOver: z.boolean(),
    callBack: z.strictObject({ since: Instant, attempts: z.int() }).optional(),
    firstReplyAt: Instant.optional(),
    reopenings: z.int(),
    rating: z.int().optional(),
    follows: TicketId.optional(),
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

const askerEntry = () => written().extend({ kind: z.enum(["question", "reply"]) });
const deskEntry = () => written().extend({ kind: z.enum(["question", "reply", "note"]), by: PersonId });

/** One line of the red thread: what happened, by whom, and the codes that belong to it. */
const historyLine = () =>
  z.strictObject({
    n: z.int(),
    at: Instant,
    by: z.string(),
    type: z.enum(eventTypes()),
    stay: z.int().optional(),
    to: z.string().optional(),
    reason: z.string().optional(),
    rule: z.string().optional(),
    person: z.string().optional(),
    outcome: z.string().optional(),
    contactId: ContactId.optional(),
  });
export type HistoryLine = z.infer<ReturnType<typeof historyLine>>;

export const TicketRow = z.lazy(() =>
  z.discriminatedUnion("view", [askerTicket(), deskTicket(), stubTicket()]),
);
export type TicketRow = z.infer<typeof TicketRow>;
const askerDetail = () =>
  askerTicket().extend({
    thread: z.array(askerEntry()),
    signposts: z.array(signpostView()),
  });
export const AskerDetail = z.lazy(askerDetail);
const deskDetail = () =>
  deskTicket().extend({
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

export const pageOf = <T extends z.ZodType>(item: T) =>
  z.strictObject({ items: z.array(item), next: z.string().optional() });

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
      personId: PersonId.optional(),
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
    seconds: z.int().optional(),
    location: Key.optional(),
    kind: z.string(),
    result: z.string(),
    takenBy: PersonId.optional(),
    person: personCard().optional(),
    /** The tickets of this contact that the reader may see. */
    tickets: z.array(TicketId),
  }),
);

const rowResult = () =>
  z.strictObject({
    row: z.int(),
    result: z.enum(["accepted", "known", "refused"]),
    faults: z.array(z.strictObject({ column: z.string(), code: z.string(), message: z.string() })).optional(),
    contactId: ContactId.optional(),
    ticketId: TicketId.optional(),
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

export const ImportedPeople = z.lazy(() => importedRows().extend({ leavers: leavers().optional() }));

export const ImportView = z.lazy(() =>
  z.strictObject({
    importId: ImportId,
    kind: z.enum(["phone-log", "people"]),
    name: z.string().optional(),
    startedAt: Instant,
    totals: importTotals(),
    leavers: leavers().optional(),
    items: z.array(rowResult()),
    next: z.string().optional(),
  }),
);

export const TopicView = z.lazy(() =>
  z.strictObject({
    key: Key,
    name: LocalText,
    startsAt: StartsAt,
    audience: z.array(Audience),
    signpost: signpostView().optional(),
  }),
);

export const ReadView = z.lazy(() => z.strictObject({ at: Instant, desk: Key, by: z.string() }));
