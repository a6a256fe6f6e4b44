import type { ContentId, PersonId } from "../id.ts";
import { isOwn } from "../person/access.ts";
import type { TicketEvent } from "../ticket/event.ts";
import type { Ticket } from "../ticket/ticket.ts";

export type NoticeKind = "received" | "reply" | "question-to-you" | "resolved" | "asker-replied" | "reopened";

/** Whom to tell what. The text goes along only where the ticket's confidentiality lets text into mail. */
export type Notice = { kind: NoticeKind; to: PersonId; contentId?: ContentId | undefined };

/** Whether an event may have something to tell; `noticesFor` says what, with the ticket at hand. */
export const isNotified = (event: TicketEvent): boolean =>
  event.type === "asked" ||
  event.type === "replied" ||
  event.type === "contacted" ||
  event.type === "resolved" ||
  event.type === "reopened";

/** An asker without mail is telephoned for these; a mere confirmation is not worth a call. */
export const needsCallBack = (kind: NoticeKind): boolean =>
  kind === "reply" || kind === "question-to-you" || kind === "resolved";

/**
 * Whom an event concerns, given the ticket as it is now. Nobody is told of their own deed, but that a question has come
 * in: the confirmation holds the reference.
 */
export function noticesFor(event: TicketEvent, ticket: Ticket): Notice[] {
  return toTell(event, ticket).filter((notice) => notice.kind === "received" || notice.to !== event.by);
}

function toTell(event: TicketEvent, ticket: Ticket): Notice[] {
  switch (event.type) {
    case "asked":
      return event.answeredAtOnce ? [] : toAskers(ticket, "received");
    case "replied":
      if (event.from === "asker") return toHandler(ticket, "asker-replied");
      return toAskers(ticket, event.asks ? "question-to-you" : "reply", event.contentId);
    case "contacted":
      return event.contentId && event.from === "asker" ? toHandler(ticket, "asker-replied") : [];
    case "resolved":
      if (ticket.answeredAtOnce && ticket.reopenings === 0) return [];
      return event.from === "asker" ? [] : toAskers(ticket, "resolved", event.contentId);
    case "reopened":
      return event.from === "asker" ? toHandler(ticket, "reopened") : [];
    default:
      return [];
  }
}

/** The asker; and the one it was asked *namens*, who sees the ticket too. */
function toAskers(ticket: Ticket, kind: NoticeKind, contentId?: ContentId): Notice[] {
  const about = ticket.about?.relation === "namens" ? [ticket.about.person] : [];
  return [ticket.asker, ...about].map((to) => ({ kind, to, ...(contentId && { contentId }) }));
}

/** Who has it in hand, else who answered it; never about a ticket in which they have a part of their own. */
function toHandler(ticket: Ticket, kind: NoticeKind): Notice[] {
  const handler = "claimedBy" in ticket ? ticket.claimedBy : ticket.answeredBy;
  return handler && !isOwn(handler, ticket) ? [{ kind, to: handler }] : [];
}
