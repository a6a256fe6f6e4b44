import type { LogContact } from "../../shared/contract/input.ts";
import { signpostsFor } from "../../shared/contract/show.ts";
import type { SignpostView } from "../../shared/contract/view.ts";
import { wordRulesIn } from "../../shared/desk/word-rules.ts";
import type { TicketId } from "../../shared/id.ts";
import { deskOf, topicOf } from "../../shared/organisation/lookup.ts";
import type { Organisation } from "../../shared/organisation/organisation.ts";
import { isAsking, isOwn, isReadable } from "../../shared/person/access.ts";
import { Person } from "../../shared/person/person.ts";
import { type Fault, isRefusal, type Refusal, refused, refusedAt } from "../../shared/refusal.ts";
import type { TopicSaid } from "../../shared/ticket/topic.ts";
import type { Request } from "../runtime/request.ts";
import { loadPeople, loadPerson } from "../store/people.ts";
import { loadTicket, ticketByReference } from "../store/tickets.ts";
import { notUsed, topicSaidIn } from "../topics/said.ts";

export type Logging = Request<"POST /v1/contacts">;
/** As it was sent, with what its topic turned out to be. */
export type Question = LogContact["questions"][number] & { said: TopicSaid | undefined };
type Existing = LogContact["existing"][number];

/** A contact whose words are all known and whose people and tickets are all found. */
export type ReadContact = {
  who: Caller;
  /** What is about a signpost topic is left out. */
  questions: Question[];
  existing: (Existing & { ticketId: TicketId })[];
  signposts: SignpostView[];
};

/** What an agent sent, looked up; everything that is wrong with it at once. */
export async function readContact(request: Logging): Promise<ReadContact | Refusal> {
  const { organisation, body } = request;
  const [asked, people, answers] = await Promise.all([
    questionsIn(request),
    unknownPeople(request),
    unknownAnswers(request),
  ]);
  const faults = [...unknownWords(body, asked, organisation), ...people, ...answers, ...toCome(request)];
  if (faults.length > 0) return refused("invalid-input", faults);
  const questions = asked.filter((question) => !isSignpost(question, organisation));
  const who = await whoCalls(request, questions);
  if (isRefusal(who)) return who;
  const existing: ReadContact["existing"] = [];
  for (const one of body.existing) {
    const ticketId = await existingTicket(request, one, who);
    if (isRefusal(ticketId)) return ticketId;
    existing.push({ ...one, ticketId });
  }
  if (new Set(existing.map(({ ticketId }) => ticketId)).size < existing.length) {
    return refusedAt("body.existing", "twice", "every question once");
  }
  for (const { follows } of questions) {
    const followed = follows && (await existingTicket(request, { ticketId: follows }, who));
    if (isRefusal(followed)) return followed;
  }
  return { who, questions, existing, signposts: shownSignposts(asked, organisation) };
}

const questionsIn = ({ table, organisation, body }: Logging): Promise<Question[]> =>
  Promise.all(
    body.questions.map(async (question) => ({
      ...question,
      said: await topicSaidIn(table, organisation, question),
    })),
  );

const toCome = ({ body, at }: Logging): Fault[] =>
  body.at && body.at > at ? [{ at: "body.at", code: "future", message: "a moment that has been" }] : [];

/** The words of the configuration that a contact may use: every one that is not in it, at once. */
function unknownWords(body: LogContact, questions: readonly Question[], organisation: Organisation): Fault[] {
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
  questions.forEach(({ said, handOver }, i) => {
    const at = `questions[${i}]`;
    const isTopic = !said || said === "none" || topicOf(organisation, said.key) !== undefined;
    mustBe(isTopic, `${at}.topic`, "the key of a topic");
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

/** An answer that an agent says to have given. */
async function unknownAnswers({ table, organisation, body }: Logging): Promise<Fault[]> {
  const checked = body.questions.map(async ({ answer }, i) => {
    const at = `body.questions[${i}].answer.answer`;
    const no = answer?.answer && (await notUsed(table, organisation, answer.answer, at));
    return no?.faults ?? [];
  });
  return (await Promise.all(checked)).flat();
}

const topicIn = ({ said }: Question) => (said === "none" ? undefined : said);

const isSignpost = (question: Question, organisation: Organisation) =>
  topicOf(organisation, topicIn(question)?.key ?? "")?.startsAt === "signpost";

function shownSignposts(questions: readonly Question[], organisation: Organisation): SignpostView[] {
  const all = questions.flatMap((question) =>
    signpostsFor(
      { topic: topicIn(question), wordRules: wordRulesIn(organisation.routing, question.text) },
      organisation,
    ),
  );
  return [...new Map(all.map((signpost) => [signpost.key, signpost])).values()];
}

export type Caller =
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
  const isKnown = isCallersOwn || isReadable(member, ticket, organisation);
  return isKnown ? ticket.ticketId : refused("ticket-unknown");
}
