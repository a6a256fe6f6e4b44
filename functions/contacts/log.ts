import { type Contact, kindOf, resultOf } from "../../shared/contact/contact.ts";
import type { ContactLogged } from "../../shared/contract/view.ts";
import { wordRulesIn } from "../../shared/desk/word-rules.ts";
import type { ContactId, PersonId } from "../../shared/id.ts";
import { isRefusal, type Refusal } from "../../shared/refusal.ts";
import { type AtOnce, ask, type NewQuestion } from "../../shared/ticket/ask.ts";
import type { Content } from "../../shared/ticket/content.ts";
import type { Ticket } from "../../shared/ticket/ticket.ts";
import { topicAsSaid } from "../../shared/ticket/topic.ts";
import { contentOf } from "../runtime/content.ts";
import { type Opening, openTickets } from "../runtime/open.ts";
import type { Given } from "../runtime/request.ts";
import { contactWrite } from "../store/contacts.ts";
import { cardWrite, saveTerms } from "../store/people.ts";
import { continuing } from "./continue.ts";
import { type Caller, type Logging, type Question, type ReadContact, readContact } from "./read.ts";

type Route = "POST /v1/contacts";

/**
 * A call or a visit: new questions, answered at once or handed over, and news about questions that exist, all in
 * one transaction. What is about a signpost topic is left out of it.
 */
export async function logContact(request: Logging): Promise<Given<Route> | Refusal> {
  const read = await readContact(request);
  if (isRefusal(read)) return read;
  const { questions, existing, signposts } = read;
  const isSignpostOnly = request.body.questions.length > 0 && questions.length + existing.length === 0;
  return isSignpostOnly ? { body: { recorded: false, signposts } } : save(request, read);
}

async function save(request: Logging, read: ReadContact): Promise<Given<Route> | Refusal> {
  const { table, member, mint } = request;
  const { who, questions, existing, signposts } = read;
  const contactId = mint.contact();
  const caller = who.person;
  const openings = questions.map((question) => opening(request, question, who, contactId));
  const continued = existing.map((said) => continuing(request, { ...said, contactId, caller }));
  const tickets = [...openings, ...continued].map(({ ticketId }) => ticketId);
  const contact = contactOf(request, read, contactId, tickets);
  if (who.isNew) await saveTerms(table, member.organisation, who.card);
  const alongside = () => [
    contactWrite(table, member.organisation, contact),
    ...(who.isNew ? [cardWrite(table, member.organisation, who.card)] : []),
  ];
  const loggedOf = (after: readonly Ticket[]): ContactLogged => ({
    recorded: true,
    contactId,
    result: contact.result,
    ...(caller && { personId: caller }),
    tickets: after.map(({ ticketId, reference, state }, i) => ({
      ...{ ticketId, reference, state },
      isNew: i < openings.length,
    })),
    signposts,
  });
  const marker = (after: readonly Ticket[]) => request.marker(loggedOf(after));
  const saved = await openTickets(request, openings, alongside, marker, continued);
  return isRefusal(saved) ? saved : { body: loggedOf(saved) };
}

function contactOf(
  { body, at, member }: Logging,
  { who, questions, existing }: ReadContact,
  contactId: ContactId,
  tickets: Contact["tickets"],
): Contact {
  const content = {
    questions: questions.map(({ answer }) => ({ isAnswered: answer !== undefined })),
    existing,
  };
  return {
    contactId,
    channel: body.channel,
    at: body.at ?? at,
    seconds: body.seconds,
    location: body.location,
    kind: kindOf(content),
    result: body.result ?? resultOf(content),
    person: who.person,
    takenBy: member.person,
    identityCheck: body.identityCheck,
    tickets,
  };
}

function opening(request: Logging, question: Question, who: Caller, contactId: ContactId): Opening {
  const { organisation, member, mint, body } = request;
  const ticketId = mint.ticket();
  const contentId = mint.content();
  const contents: Content[] = [contentOf(request, ticketId, "question", "asker", contentId, question.text)];
  const said = (kind: "reply" | "note", text: string) => {
    const id = mint.content();
    contents.push(contentOf(request, ticketId, kind, "desk", id, text));
    return id;
  };
  const atOnce = thereupon(question, said);
  const wordRules = wordRulesIn(organisation.routing, question.text);
  return {
    ticketId,
    contents,
    decide: (reference) =>
      ask(
        {
          ticketId,
          reference,
          contactId,
          contentId,
          channel: body.channel,
          language: who.language,
          asker: who.person as PersonId,
          about: question.about,
          takenBy: member.person,
          kind: question.kind,
          ...topicOfNew(question),
          wordRules,
          urgency: question.urgency,
          follows: question.follows,
          saidAt: body.at,
          atOnce,
          callBack: body.result === "call-back-agreed" && !question.answer,
        },
        organisation,
      ),
  };
}

function topicOfNew({ said }: Question): Pick<NewQuestion, "topic" | "topicDenied"> {
  if (!said) return {};
  return said === "none" ? { topicDenied: true } : { topic: topicAsSaid(said) };
}

type Say = (kind: "reply" | "note", text: string) => Content["contentId"];

function thereupon({ answer, handOver }: Question, say: Say): AtOnce | undefined {
  if (answer) {
    const { text, ...given } = answer;
    return { answered: { contentId: say("reply", text), ...given } };
  }
  if (!handOver) return undefined;
  const { desk, reason, note } = handOver;
  return { handedOver: { to: desk, reason, noteId: note ? say("note", note) : undefined } };
}
