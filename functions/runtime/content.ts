import type { ContentId, TicketId } from "../../shared/id.ts";
import type { Content } from "../../shared/ticket/content.ts";
import type { Side } from "../../shared/ticket/event.ts";
import type { Request } from "./request.ts";

/** A typed text, signed by who typed it. New lines are brought to one form. */
export function contentOf(
  { at, member }: Pick<Request, "at" | "member">,
  ticketId: TicketId,
  kind: Content["kind"],
  from: Side,
  contentId: ContentId,
  text: string,
): Content {
  return { contentId, ticketId, kind, from, by: member.person, at, text: oneForm(text), isRedacted: false };
}

const oneForm = (text: string) => text.replace(/\r\n?/g, "\n");
