import { type Contact, kindOf, resultOf } from "../../shared/contact/contact.ts";
import type { LogContact } from "../../shared/contract/input.ts";
import { signpostsFor } from "../../shared/contract/show.ts";
import type { ContactLogged, SignpostView } from "../../shared/contract/view.ts";
import { wordRulesIn } from "../../shared/desk/routing.ts";
import type { ContactId, TicketId } from "../../shared/id.ts";
import { deskOf, topicOf } from "../../shared/organisation/lookup.ts";
import type { Organisation } from "../../shared/organisation/organisation.ts";
import { isAsking, isOwn, mayRead } from "../../shared/person/access.ts";
import { Person } from "../../shared/person/person.ts";
import { type Fault, isRefusal, type Refusal, refused, refusedAt } from "../../shared/refusal.ts";
import { type AtOnce, ask } from "../../shared/ticket/ask.ts";
import type { Content } from "../../shared/ticket/content.ts";
import type { Ticket } from "../../shared/ticket/ticket.ts";
import { contentOf } from "../runtime/content.ts";
import { type Opening, openTickets } from "../runtime/open.ts";
import type { Given, Request } from "../runtime/request.ts";
import { contactWrite } from "../store/contacts.ts";
import { cardWrite, loadPeople, loadPerson, saveTerms } from "../store/people.ts";
import { loadTicket, ticketByReference } from "../store/tickets.ts";
import { continuing } from "./continue.ts";

type Route = "POST /v1/contacts";
type Logging = Request<Route>;
type Question = LogContact["questions"][number];
type Existing = LogContact["existing"][number];

/**
 * A call or a visit: new questions, answered at once or handed over, and news about questions that exist, all in
 * one transaction. What is about a signpost topic is left out of it.
 */
export async function logContact(request: Logging): Promise<Given<Route> | Refusal> {
  const { organisation, body, mint } = request;
  const faults = [...unknownWords(body, organisation), ...(await unknownPeople(request))];
  if (body.at && body.at > request.at)
    faults.push({ at: "body.at", code: "future", message: "a moment that has been" });
  if (faults.length > 0) return refused("invalid-input", faults);
  const questions = body.questions.filter((question) => !isSignpost(question, organisation));
  const signposts = shownSignposts(body.questions, organisation);
  if (questions.length < body.questions.length && questions.length + body.existing.length === 0) {
    return { body: { recorded: false, signposts } };
  }
  const who = await whoCalls(request, questions);
  if (isRefusal(who)) return who;
  const lookUp = (tickets: readonly Pick<Existing, "ticketId" | "reference">[]) =>
    Promise.all(tickets.map((ticket) => existingTicket(request, ticket, who)));
  const known = await lookUp(body.existing);
  const followed = await lookUp(questions.flatMap(({ follows }) => (follows ? { ticketId: follows } : [])));
  const unknown = [...known, ...followed].find(isRefusal);
  if (unknown) return unknown;
  if (new Set(known).size < known.length) {
    return refusedAt("body.existing", "twice", "every question once");
  }

  const contactId = mint.contact();
  const openings = questions.map((question) => opening(request, question, who, contactId));
  const continued = body.existing.map((existing, i) =>
    continuing(request, {
      ...existing,
      ticketId: known[i] as TicketId,
      contactId,
      caller: who.person,
    }),
  );
  const content = {
    questions: questions.map(({ answer }) => ({ isAnswered: answer !== undefined })),
    existing: body.existing,
  };
  const contact: Contact = {
    contactId,
    channel: body.channel,
    at: body.at ?? request.at,
    seconds: body.seconds,
    location: body.location,
    kind: kindOf(content),
    result: body.result ?? resultOf(content),
    person: who.person,
    takenBy: request.member.person,
    identityCheck: body.identityCheck,
    tickets: [...openings, ...continued].map(({ ticketId }) => ticketId),
  };
  const { table, member } = request;
  if (who.isNew) await saveTerms(table, member.organisation, who.card);
  const alongside = () => [
    contactWrite(table, member.organisation, contact),
    ...(who.isNew ? [cardWrite(table, member.organisation, who.card)] : []),
  ];
  const loggedOf = (tickets: readonly Ticket[]): ContactLogged => ({
    recorded: true,
    contactId,
    result: contact.result,
    ...(who.person && { personId: who.person }),
    tickets: tickets.map(({ ticketId, reference, state }, i) => ({
      ticketId,
      reference,
      state,
      isNew: i < openings.length,
    })),
    signposts,
  });
  const saved = await openTickets(
    request,
    openings,
    alongside,
    (all) => request.marker(loggedOf(all)),
    continued,
  );
  return isRefusal(saved) ? saved : { body: loggedOf(saved) };
}

/** The words of the configuration that a contact may use: every one that is not in it, at once. */
function unknownWords(body: LogContact, organisation: Organisation): Fault[] {
  const { identityChecks, results } = organisation.contact;
  const faults: Fault[] = [];
  const mustBe = (isKnown: boolean, at: string, message: string) => {
    if (!isKnown) faults.push({ at: `body.${at}`, code: "unknown", message });
  };
  const { identityCheck, result, location } = body;
  mustBe(
    !identityCheck || Object.hasOwn(identityChecks, identityCheck),
    "identityCheck",
    "a check of the configuration",
  );
  mustBe(!result || results.includes(result), "result", "a result of the configuration");
  mustBe(
    !location || organisation.locations.some(({ key }) => key === location),
    "location",
    "a location of the configuration",
  );
  body.questions.forEach(({ topic, handOver }, i) => {
    const at = `questions[${i}]`;
    mustBe(!topic || topicOf(organisation, topic) !== undefined, `${at}.topic`, "the key of a topic");
    if (!handOver) return;
    const { desk, reason } = handOver;
    mustBe(!desk || deskOf(organisation, desk) !== undefined, `${at}.handOver.desk`, "the key of a desk");
    mustBe(
      organisation.handOver.reasons.includes(reason),
      `${at}.handOver.reason`,
      "a reason of the configuration",
    );
  });
  return faults;
}

/** Whom a question is about must be somebody: otherwise it belongs to nobody who could see it. */
async function unknownPeople({ table, member, body }: Logging): Promise<Fault[]> {
  const people = await loadPeople(
    table,
    member.organisation,
    body.questions.flatMap(({ about }) => about?.person ?? []),
  );
  const isKnown = (id: string) => people.some(({ personId }) => personId === id);
  return body.questions.flatMap(({ about }, i) =>
    about && !isKnown(about.person)
      ? [{ at: `body.questions[${i}].about.person`, code: "unknown", message: "somebody in the people file" }]
      : [],
  );
}

const isSignpost = ({ topic }: Question, organisation: Organisation) =>
  topic !== undefined && topicOf(organisation, topic)?.startsAt === "signpost";

function shownSignposts(questions: readonly Question[], organisation: Organisation): SignpostView[] {
  const all = questions.flatMap(({ topic, text }) =>
    signpostsFor(
      { topic: topic ? { key: topic } : undefined, wordRules: wordRulesIn(organisation.routing, text) },
      organisation,
    ),
  );
  return [...new Map(all.map((signpost) => [signpost.key, signpost])).values()];
}

type Caller =
  | { isNew: false; person?: Person["personId"]; language: Person["language"] }
  | { isNew: true; person: Person["personId"]; card: Person; language: Person["language"] };

/** Someone in the people file, or a card made for who is not: provisional until the desk knows who it was. */
async function whoCalls(
  { member, table, body, mint }: Logging,
  questions: readonly Question[],
): Promise<Caller | Refusal> {
  const who = body.person;
  if (who?.is === "known") {
    const person = await loadPerson(table, member.organisation, who.personId);
    if (!person) return refused("person-unknown");
    return { isNew: false, person: person.linkedTo ?? person.personId, language: person.language };
  }
  if (!who && questions.length === 0) return { isNew: false, language: "nl" };
  if (!who && questions.some(({ answer }) => !answer)) return refused("asker-needed");
  const personId = mint.person();
  const { name, email, phone, language } = who ?? {};
  const card = Person.safeParse({
    personId,
    kind: who?.is ?? "provisional",
    familyName: name ?? "onbekende beller",
    language: language ?? "nl",
    ...((email || phone) && { replyTo: { email, phone } }),
  });
  if (!card.success)
    return refused(
      "invalid-input",
      card.error.issues.map(({ path, code, message }) => ({
        at: `body.person.${path.at(-1) === "familyName" ? "name" : String(path.at(-1))}`,
        code,
        message,
      })),
    );
  return { isNew: true, person: personId, card: card.data, language: card.data.language };
}

/** By its id or the reference that the caller reads out. Who may not see it learns nothing of it. */
async function existingTicket(
  request: Logging,
  existing: Pick<Existing, "ticketId" | "reference">,
  who: Caller,
): Promise<TicketId | Refusal> {
  const { table, member, organisation } = request;
  const ticketId =
    existing.ticketId ??
    (existing.reference && (await ticketByReference(table, member.organisation, existing.reference)));
  const ticket = ticketId && (await loadTicket(table, member.organisation, ticketId));
  if (!ticket) return refused("ticket-unknown");
  if (isOwn(member.person, ticket) && !isAsking(member.person, ticket)) return refused("ticket-unknown");
  const isCallersOwn = who.person !== undefined && isAsking(who.person, ticket);
  const isReadable = ["as-desk", "as-asker"].includes(mayRead(member, ticket, organisation));
  return isCallersOwn || isReadable ? ticket.ticketId : refused("ticket-unknown");
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
          asker: who.person as Person["personId"],
          about: question.about,
          takenBy: member.person,
          kind: question.kind,
          topic: question.topic ? { key: question.topic, knownBy: "agent-confirmed" } : undefined,
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

type Say = (kind: "reply" | "note", text: string) => Content["contentId"];

function thereupon({ answer, handOver }: Question, say: Say): AtOnce | undefined {
  if (answer) {
    const { text, outcome, cause } = answer;
    return { answered: { contentId: say("reply", text), outcome, cause } };
  }
  if (!handOver) return undefined;
  const { desk, reason, note } = handOver;
  return { handedOver: { to: desk, reason, noteId: note ? say("note", note) : undefined } };
}
