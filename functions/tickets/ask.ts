import type { AnswerOf } from "../../shared/contract/operations.ts";
import { signpostsFor } from "../../shared/contract/show.ts";
import { wordRulesIn } from "../../shared/desk/word-rules.ts";
import { topicOf } from "../../shared/organisation/lookup.ts";
import { isReadable } from "../../shared/person/access.ts";
import { isRefusal, type Refusal, refused } from "../../shared/refusal.ts";
import { ask } from "../../shared/ticket/ask.ts";
import type { Ticket } from "../../shared/ticket/ticket.ts";
import { contentOf } from "../runtime/content.ts";
import { openTickets } from "../runtime/open.ts";
import type { Given, Request } from "../runtime/request.ts";
import { contactWrite } from "../store/contacts.ts";
import { loadPerson } from "../store/people.ts";
import { loadTicket } from "../store/tickets.ts";
import { topicNamed } from "../topics/said.ts";

export async function askByClick(
  request: Request<"POST /v1/tickets">,
): Promise<Given<"POST /v1/tickets"> | Refusal> {
  const { member, organisation, table, at, mint, body } = request;
  const named = body.topic ? await topicNamed(table, organisation, body.topic) : undefined;
  const topic = named && topicOf(organisation, named.key);
  if (topic?.startsAt === "signpost") {
    const signposts = signpostsFor({ topic, wordRules: [] }, organisation);
    return { body: { recorded: false, signposts } };
  }
  const [asker, about, follows] = await Promise.all([
    loadPerson(table, member.organisation, member.person),
    body.about && loadPerson(table, member.organisation, body.about.person),
    body.follows && loadTicket(table, member.organisation, body.follows),
  ]);
  if (body.follows && !(follows && isReadable(member, follows, organisation))) {
    return refused("ticket-unknown");
  }
  const contactId = mint.contact();
  const wordRules = wordRulesIn(organisation.routing, body.text);
  const ticketId = mint.ticket();
  const contentId = mint.content();
  const opened = await openTickets(
    request,
    [
      {
        decide: (reference) =>
          ask(
            {
              ticketId,
              reference,
              contactId,
              contentId,
              channel: "click",
              language: body.language ?? asker?.language ?? "nl",
              asker: member.person,
              about: body.about,
              managesAbout: about?.managerPersonId === member.person,
              kind: body.kind,
              topic: named && { ...named, knownBy: "asker-chose" },
              wordRules,
              follows: body.follows,
            },
            organisation,
          ),
        contents: [contentOf(request, ticketId, "question", "asker", contentId, body.text)],
        ticketId,
      },
    ],
    () => [
      contactWrite(table, member.organisation, {
        contactId,
        channel: "click",
        at,
        kind: "new-question",
        result: "handed-over",
        person: member.person,
        tickets: [ticketId],
      }),
    ],
    ([ticket]) => request.marker(askedOf(ticket as Ticket, request)),
  );
  if (isRefusal(opened)) return opened;
  const [ticket] = opened;
  return { body: askedOf(ticket as Ticket, request), version: (ticket as Ticket).version };
}

function askedOf(ticket: Ticket, { organisation }: Request): AnswerOf<"POST /v1/tickets"> {
  const { ticketId, reference, version, state } = ticket;
  return {
    recorded: true,
    ticketId,
    reference,
    version,
    state,
    signposts: signpostsFor(ticket, organisation),
  };
}
