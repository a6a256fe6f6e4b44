import type { Instant } from "../clock/instant.ts";
import type { ContentId, PersonId } from "../id.ts";
import { isOwn } from "../person/access.ts";
import type { TicketEvent, TicketEventOf } from "../ticket/event.ts";
import type { Ticket } from "../ticket/ticket.ts";
import type { Because } from "./circle.ts";
import { type ClockEvent, type ClockTold, isOfClock } from "./clock.ts";

type PlainKind =
  | "received"
  | "reply"
  | "question-to-you"
  | "reminder"
  | "resolved"
  | "no-reply"
  | "asker-replied"
  | "reopened"
  | "promised"
  | "promise-kept"
  | "promise-withdrawn"
  | "promise-denied";

/** Whom to tell what. The text goes along only where the ticket's confidentiality lets text into mail. */
export type PlainNotice = {
  kind: PlainKind;
  to: PersonId;
  contentId?: ContentId | undefined;
  /** Until when: of a promise, of the first response, or of the wait for the asker. */
  dueAt?: Instant | undefined;
};

/** To somebody at the helpdesk, who may or may not open the ticket. */
export type ClockNotice = {
  kind: ClockEvent["type"];
  to: PersonId;
  told: ClockTold;
  mayOpen: boolean;
  because: Because;
};

export type Notice = PlainNotice | ClockNotice;
export type NoticeKind = Notice["kind"];

/** Whether an event may have something to tell; `noticesFor` and `circlesFor` say what, with the ticket at hand. */
export const isNotified = (event: TicketEvent): boolean =>
  isOfClock(event) ||
  event.type === "asked" ||
  event.type === "replied" ||
  event.type === "contacted" ||
  event.type === "resolved" ||
  event.type === "reopened" ||
  event.type === "reminded" ||
  event.type === "promised" ||
  event.type === "promise-kept" ||
  event.type === "promise-withdrawn" ||
  (event.type === "promise-confirmed" && !event.kept);

/** An asker without mail is telephoned for these; a mere confirmation is not worth a call. */
export const needsCallBack = (kind: NoticeKind): boolean => telephoned.has(kind);

const telephoned: ReadonlySet<NoticeKind> = new Set([
  "reply",
  "question-to-you",
  "reminder",
  "resolved",
  "no-reply",
  "promised",
  "promise-withdrawn",
]);

/**
 * Whom an event concerns, given the ticket as it is now. Nobody is told of their own deed, but that a question has come
 * in: the confirmation holds the reference. Whom a clock concerns, `circlesFor` says.
 */
export function noticesFor(event: TicketEvent, ticket: Ticket): PlainNotice[] {
  return toTell(event, ticket).filter((notice) => notice.kind === "received" || notice.to !== event.by);
}

function toTell(event: TicketEvent, ticket: Ticket): PlainNotice[] {
  switch (event.type) {
    case "asked":
      return event.answeredAtOnce ? [] : toAskers(ticket, { kind: "received", ...firstDue(ticket) });
    case "replied":
      if (event.from === "asker") return toHandler(ticket, "asker-replied");
      return toAskers(ticket, {
        kind: event.asks ? "question-to-you" : "reply",
        contentId: event.contentId,
      });
    case "contacted":
      return event.contentId && event.from === "asker" ? toHandler(ticket, "asker-replied") : [];
    case "resolved":
      return ofResolution(event, ticket);
    case "reopened":
      return event.from === "asker" ? toHandler(ticket, "reopened") : [];
    case "reminded":
      return ofReminder(ticket);
    case "promised":
      return toAskers(ticket, { kind: "promised", contentId: event.contentId, dueAt: event.dueAt });
    case "promise-kept":
      return ofKept(event.promise, ticket);
    case "promise-withdrawn":
      return toAskers(ticket, { kind: "promise-withdrawn", contentId: event.noteId });
    case "promise-confirmed":
      return event.kept ? [] : toPromiser(ticket, event.promise);
    default:
      return [];
  }
}

/** How long a deadline is says what a question is about, so what is kept close gets none in its mail. */
function firstDue({ clocks = [], confidentiality }: Ticket): Pick<PlainNotice, "dueAt"> {
  const dueAt = clocks.find(({ kind, endedAt }) => kind === "firstResponse" && !endedAt)?.dueAt;
  return dueAt && confidentiality === "open" ? { dueAt } : {};
}

/** The asker is asked whether it was, unless they said so themselves. */
function ofKept(promise: number, ticket: Ticket): PlainNotice[] {
  const made = ticket.promises?.find(({ n }) => n === promise);
  const isToConfirm = made && made.confirmed === undefined && ticket.state !== "closed";
  return isToConfirm ? toAskers(ticket, { kind: "promise-kept" }) : [];
}

function ofResolution(event: TicketEventOf<"resolved">, ticket: Ticket): PlainNotice[] {
  if (ticket.answeredAtOnce && ticket.reopenings === 0) return [];
  if (event.from === "asker") return [];
  const isNoReply = event.by === "system" && event.outcome === "no-reply";
  return toAskers(ticket, { kind: isNoReply ? "no-reply" : "resolved", contentId: event.contentId });
}

/** With the question once more; whoever answered meanwhile is not reminded. */
function ofReminder(ticket: Ticket): PlainNotice[] {
  if (ticket.state !== "waiting" || ticket.waiting.for !== "asker") return [];
  return toAskers(ticket, { kind: "reminder", contentId: ticket.waiting.contentId });
}

/** The asker; and the one it was asked *namens*, who sees the ticket too. */
function toAskers(ticket: Ticket, { contentId, ...notice }: Omit<PlainNotice, "to">): PlainNotice[] {
  const about = ticket.about?.relation === "namens" ? [ticket.about.person] : [];
  return [ticket.asker, ...about].map((to) => ({ ...notice, to, ...(contentId && { contentId }) }));
}

/** Who has it in hand, else who answered it; never about a ticket in which they have a part of their own. */
function toHandler(ticket: Ticket, kind: PlainKind): PlainNotice[] {
  return toAgent(ticket, kind, "claimedBy" in ticket ? ticket.claimedBy : ticket.answeredBy);
}

const toPromiser = (ticket: Ticket, promise: number): PlainNotice[] =>
  toAgent(ticket, "promise-denied", ticket.promises?.find(({ n }) => n === promise)?.owner);

const toAgent = (ticket: Ticket, kind: PlainKind, agent: PersonId | undefined): PlainNotice[] =>
  agent && !isOwn(agent, ticket) ? [{ kind, to: agent }] : [];
