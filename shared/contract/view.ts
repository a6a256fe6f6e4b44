import * as z from "zod";
import { Channel, SpokenChannel } from "../channel/channel.ts";
import { Instant } from "../clock/instant.ts";
import { Audience, StartsAt } from "../faq/topic.ts";
import { ContactId, ContentId, ImportId, Key, PersonId, TicketId } from "../id.ts";
import { Language, LocalText } from "../text.ts";
import { Confidentiality } from "../ticket/confidentiality.ts";
import {
  About,
  type EventType,
  eventTypes,
  KnownTopic,
  Side,
  TicketKind,
  Urgency,
  Waiting,
} from "../ticket/event.ts";
import { Reference } from "../ticket/reference.ts";
import { Resolution, Stay, TicketState } from "../ticket/ticket.ts";

export const PersonCard = z.strictObject({
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
export type PersonCard = z.infer<typeof PersonCard>;

export const SignpostView = z.strictObject({ key: Key, name: LocalText, text: LocalText });
export type SignpostView = z.infer<typeof SignpostView>;

const TicketHead = z.strictObject({
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
export const StubTicket = TicketHead.extend({
  view: z.literal("stub"),
  inTransitTo: Key.optional(),
  confidentiality: Confidentiality,
});

/** What an asker may know. Whatever is not named here does not leave through it. */
export const AskerTicket = TicketHead.extend({
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

export const DeskTicket = TicketHead.extend({
  view: z.literal("desk"),
  kind: TicketKind,
  channel: Channel,
  language: Language,
  topic: KnownTopic.optional(),
  confidentiality: Confidentiality,
  excerpt: z.string(),
  asker: PersonCard,
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

const Written = z.strictObject({
  contentId: ContentId,
  at: Instant,
  from: Side,
  text: z.string(),
  isRedacted: z.boolean(),
});

const AskerEntry = Written.extend({ kind: z.enum(["question", "reply"]) });
const DeskEntry = Written.extend({ kind: z.enum(["question", "reply", "note"]), by: PersonId });

/** One line of the red thread: what happened, by whom, and the codes that belong to it. */
const HistoryLine = z.strictObject({
  n: z.int(),
  at: Instant,
  by: z.string(),
  type: z.enum(eventTypes as [EventType, ...EventType[]]),
  stay: z.int().optional(),
  to: z.string().optional(),
  reason: z.string().optional(),
  rule: z.string().optional(),
  person: z.string().optional(),
  outcome: z.string().optional(),
  contactId: ContactId.optional(),
});
export type HistoryLine = z.infer<typeof HistoryLine>;

export const TicketRow = z.discriminatedUnion("view", [AskerTicket, DeskTicket, StubTicket]);
export type TicketRow = z.infer<typeof TicketRow>;
export const AskerDetail = AskerTicket.extend({
  thread: z.array(AskerEntry),
  signposts: z.array(SignpostView),
});
export const DeskDetail = DeskTicket.extend({
  thread: z.array(DeskEntry),
  history: z.array(HistoryLine),
  readers: z.array(PersonId),
  signposts: z.array(SignpostView),
});
export const TicketDetail = z.discriminatedUnion("view", [AskerDetail, DeskDetail, StubTicket]);
export type TicketDetail = z.infer<typeof TicketDetail>;

export const pageOf = <T extends z.ZodType>(item: T) =>
  z.strictObject({ items: z.array(item), next: z.string().optional() });

/** Where a change left the ticket. Small and without text, so that a repeated call gets the very same answer. */
export const Changed = z.strictObject({ ticketId: TicketId, version: z.int(), state: TicketState });
export type Changed = z.infer<typeof Changed>;

export const Asked = z.discriminatedUnion("recorded", [
  z.strictObject({
    recorded: z.literal(true),
    ticketId: TicketId,
    reference: Reference,
    version: z.int(),
    state: TicketState,
    signposts: z.array(SignpostView),
  }),
  z.strictObject({ recorded: z.literal(false), signposts: z.array(SignpostView) }),
]);
export type Asked = z.infer<typeof Asked>;

const ContactTicket = z.strictObject({
  ticketId: TicketId,
  reference: Reference,
  state: TicketState,
  isNew: z.boolean(),
});

export const ContactLogged = z.discriminatedUnion("recorded", [
  z.strictObject({
    recorded: z.literal(true),
    contactId: ContactId,
    result: z.string(),
    personId: PersonId.optional(),
    tickets: z.array(ContactTicket),
    signposts: z.array(SignpostView),
  }),
  z.strictObject({ recorded: z.literal(false), signposts: z.array(SignpostView) }),
]);
export type ContactLogged = z.infer<typeof ContactLogged>;

export const ContactView = z.strictObject({
  contactId: ContactId,
  channel: z.union([SpokenChannel, z.literal("click")]),
  at: Instant,
  seconds: z.int().optional(),
  location: Key.optional(),
  kind: z.string(),
  result: z.string(),
  takenBy: PersonId.optional(),
  person: PersonCard.optional(),
  /** The tickets of this contact that the reader may see. */
  tickets: z.array(TicketId),
});

export const RowResult = z.strictObject({
  row: z.int(),
  result: z.enum(["accepted", "known", "refused"]),
  faults: z.array(z.strictObject({ column: z.string(), code: z.string(), message: z.string() })).optional(),
  contactId: ContactId.optional(),
  ticketId: TicketId.optional(),
});
export type RowResult = z.infer<typeof RowResult>;

export const ImportTotals = z.strictObject({
  rows: z.int(),
  accepted: z.int(),
  known: z.int(),
  refused: z.int(),
});
export type ImportTotals = z.infer<typeof ImportTotals>;

export const ImportedRows = z.strictObject({
  importId: ImportId,
  totals: ImportTotals,
  rows: z.array(RowResult),
});

export const Leavers = z.strictObject({ left: z.int(), removed: z.int() });
export type Leavers = z.infer<typeof Leavers>;

export const ImportedPeople = ImportedRows.extend({ leavers: Leavers.optional() });

export const ImportView = z.strictObject({
  importId: ImportId,
  kind: z.enum(["phone-log", "people"]),
  name: z.string().optional(),
  startedAt: Instant,
  totals: ImportTotals,
  leavers: Leavers.optional(),
  items: z.array(RowResult),
  next: z.string().optional(),
});

export const TopicView = z.strictObject({
  key: Key,
  name: LocalText,
  startsAt: StartsAt,
  audience: z.array(Audience),
  signpost: SignpostView.optional(),
});

export const ReadView = z.strictObject({ at: Instant, desk: Key, by: z.string() });
