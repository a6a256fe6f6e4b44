import { wordRulesIn } from "../../shared/desk/word-rules.ts";
import type { ContactId, PersonId, TicketId } from "../../shared/id.ts";
import { decide, sideOfCaller } from "../../shared/ticket/decide.ts";
import { contentOf } from "../runtime/content.ts";
import type { Continuing } from "../runtime/open.ts";
import type { Request } from "../runtime/request.ts";

export type SaidAbout = {
  ticketId: TicketId;
  contactId: ContactId;
  caller: PersonId | undefined;
  text?: string | undefined;
  callBack?: "reached" | "not-reached" | undefined;
};

/** A call or visit about a ticket that exists: the asker's own word is a reply, anybody else's a note to the desk. */
export function continuing(
  request: Pick<Request, "member" | "organisation" | "at" | "mint">,
  { ticketId, contactId, caller, text, callBack }: SaidAbout,
): Continuing {
  const { member, organisation, at, mint } = request;
  const contentId = text ? mint.content() : undefined;
  const wordRules = text ? wordRulesIn(organisation.routing, text) : [];
  return {
    ticketId,
    contents: (ticket) => {
      if (!contentId || !text) return [];
      const from = sideOfCaller(ticket, caller);
      return [contentOf(request, ticketId, from === "asker" ? "reply" : "note", from, contentId, text)];
    },
    decide: (ticket) =>
      decide(
        ticket,
        { do: "contact", contactId, contentId, caller, callBack, wordRules },
        { by: member, at, organisation },
      ),
  };
}
