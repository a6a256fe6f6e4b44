import { type Contact, kindOf } from "../../shared/contact/contact.ts";
import { callKey, type PhoneLogRow, phoneLogRowFrom, purposeOf } from "../../shared/contact/phone-log.ts";
import type { RowResult } from "../../shared/contract/view.ts";
import { wordRulesIn } from "../../shared/desk/routing.ts";
import type { PersonId, TicketId } from "../../shared/id.ts";
import { Person } from "../../shared/person/person.ts";
import { isRefusal, type Refusal, refusals } from "../../shared/refusal.ts";
import type { RowFault } from "../../shared/row.ts";
import { ask } from "../../shared/ticket/ask.ts";
import { decide } from "../../shared/ticket/decide.ts";
import { contentOf } from "../runtime/content.ts";
import { CallKnown, type Continuing, type Opening, openTickets } from "../runtime/open.ts";
import type { Given, Request } from "../runtime/request.ts";
import { loadAgent } from "../store/agents.ts";
import { callWrite, contactWrite, findCall } from "../store/contacts.ts";
import { savePart, totalsOf } from "../store/imports.ts";
import { sha256 } from "../store/markers.ts";
import { loadPerson, peopleByNumber, savePeople } from "../store/people.ts";
import { ticketByReference } from "../store/tickets.ts";
import { eachRow, importFor, showImport } from "./take.ts";

type Route = "POST /v1/phone-logs";
type Importing = Request<Route>;

const rowsAtOnce = 8;

export const showPhoneLog = (request: Request<"GET /v1/phone-logs/{importId}">) =>
  showImport<"GET /v1/phone-logs/{importId}">(request, "phone-log");

/** A part of a bell list: each call becomes a contact, is known already, or is refused with its reasons. */
export async function importPhoneLog(request: Importing): Promise<Given<Route> | Refusal> {
  const { table, member, body } = request;
  const started = await importFor(request, "phone-log");
  if (isRefusal(started)) return started;
  const read = readRows(request);
  const who = await whoIsWho(
    request,
    read.flatMap((one) => ("row" in one ? [one.row] : [])),
  );
  const rows = await eachRow(read, rowsAtOnce, async (one, i) => ({
    row: body.first + i,
    ...("faults" in one ? refusedRow(one.faults) : await takeIn(request, one.row, who)),
  }));
  await savePart(table, member.organisation, started, { first: body.first, rows });
  return { body: { importId: started.importId, totals: totalsOf(rows), rows } };
}

function readRows({ organisation, body }: Importing) {
  const context = {
    zone: organisation.organisation.zone,
    results: organisation.contact.results,
    topics: organisation.topics.filter(({ startsAt }) => startsAt !== "signpost").map(({ key }) => key),
  };
  return body.rows.map((row) => phoneLogRowFrom(row, context));
}

type RowOutcome = Omit<RowResult, "row">;
const refusedRow = (faults: RowFault[]): RowOutcome => ({ result: "refused", faults });
const fault = (column: string, code: string, message: string): RowOutcome =>
  refusedRow([{ column, code, message }]);

/** The people that the numbers in this part belong to, each looked up once. */
type WhoIsWho = {
  agents: Map<string, PersonId | undefined>;
  callers: Map<string, Person | "several" | undefined>;
};

async function whoIsWho(request: Importing, rows: readonly PhoneLogRow[]): Promise<WhoIsWho> {
  const agents: WhoIsWho["agents"] = new Map();
  const callers: WhoIsWho["callers"] = new Map();
  for (const number of new Set(rows.map(({ takenBy }) => takenBy)))
    agents.set(number, await agentBy(request, number));
  for (const number of new Set(rows.flatMap(({ caller }) => caller ?? []))) {
    callers.set(number, await callerBy(request, number));
  }
  // Somebody who rings twice in one list and is not in the people file is one provisional caller, not two.
  for (const row of rows) {
    if (!row.caller || purposeOf(row) !== "new-question" || callers.get(row.caller)) continue;
    const card = provisional(request, row.caller);
    if (!card) continue;
    await savePeople(request.table, request.member.organisation, [{ before: undefined, after: card }]);
    callers.set(row.caller, card);
  }
  return { agents, callers };
}

async function agentBy({ table, member }: Importing, number: string): Promise<PersonId | undefined> {
  const asId = number as PersonId;
  if (/^[A-Za-z0-9._-]{1,64}$/.test(number)) {
    const [agent, person] = await Promise.all([
      loadAgent(table, member.organisation, asId),
      loadPerson(table, member.organisation, asId),
    ]);
    if (agent || person) return asId;
  }
  const found = await peopleByNumber(table, member.organisation, number);
  return found.length === 1 ? (found[0]?.personId as PersonId) : undefined;
}

async function callerBy(
  { table, member }: Importing,
  number: string,
): Promise<Person | "several" | undefined> {
  if (/^[A-Za-z0-9._-]{1,64}$/.test(number)) {
    const person = await loadPerson(table, member.organisation, number as PersonId);
    if (person) return person;
  }
  const found = await peopleByNumber(table, member.organisation, number);
  // Two lists taken in at the same time may each have made a card of the same unknown caller: the first one holds.
  const [first, ...others] = found.filter(({ kind }) => kind === "employee");
  return others.length > 0 ? "several" : (first ?? found[0]);
}

function provisional({ mint }: Importing, number: string): Person | undefined {
  const card = Person.safeParse({
    personId: mint.person(),
    kind: "provisional",
    familyName: "onbekende beller",
    workPhone: number,
    replyTo: { phone: number },
  });
  return card.data;
}

async function takeIn(request: Importing, row: PhoneLogRow, who: WhoIsWho): Promise<RowOutcome> {
  const { table, member, mint } = request;
  const takenBy = who.agents.get(row.takenBy);
  if (!takenBy)
    return fault("takenBy", "unknown", "an agent of the helpdesk: person id, personnel number or extension");
  const hash = sha256(callKey(row));
  const known = await findCall(table, member.organisation, hash);
  if (known) return { result: "known", contactId: known };

  const caller = row.caller ? who.callers.get(row.caller) : undefined;
  const tickets = await ticketsOf(request, row, caller, takenBy);
  if ("result" in tickets) return tickets;
  const { openings, continued, contactId } = tickets;
  const contact: Contact = {
    contactId,
    channel: "call",
    at: row.startedAt,
    seconds: row.seconds,
    kind: kindOf({
      questions: openings.map(() => ({ isAnswered: false })),
      existing: continued.map(() => ({})),
    }),
    result: row.outcome,
    takenBy,
    tickets: [...openings, ...continued].map(({ ticketId }) => ticketId),
    ...(caller && caller !== "several" && { person: personOf(caller) }),
  };
  try {
    const saved = await openTickets(
      { ...request, mint, member: { ...member, person: takenBy } },
      openings,
      () => [
        contactWrite(table, member.organisation, contact),
        callWrite(table, member.organisation, hash, contactId),
      ],
      undefined,
      continued,
    );
    if (isRefusal(saved)) return fault("", saved.refused, refusals[saved.refused].en);
    const ticketId = contact.tickets[0];
    return { result: "accepted", contactId, ...(ticketId && { ticketId }) };
  } catch (error) {
    if (!(error instanceof CallKnown)) throw error;
    const first = await findCall(table, member.organisation, hash);
    return { result: "known", ...(first && { contactId: first }) };
  }
}

const personOf = (caller: Person) => (caller.linkedTo ?? caller.personId) as PersonId;

type Tickets = { contactId: Contact["contactId"]; openings: Opening[]; continued: Continuing[] };

async function ticketsOf(
  request: Importing,
  row: PhoneLogRow,
  caller: Person | "several" | undefined,
  takenBy: PersonId,
): Promise<Tickets | RowOutcome> {
  const contactId = request.mint.contact();
  const purpose = purposeOf(row);
  if (purpose === "none") return { contactId, openings: [], continued: [] };
  if (purpose === "about-existing") {
    const ticketId =
      row.reference && (await ticketByReference(request.table, request.member.organisation, row.reference));
    if (!ticketId) return fault("reference", "unknown", "the reference of a question of this organisation");
    return { contactId, openings: [], continued: [continuation(request, row, ticketId, takenBy, contactId)] };
  }
  if (caller === "several") return fault("caller", "ambiguous", "a number that belongs to one person");
  if (!caller)
    return fault("caller", "unknown", "a number of the people file, or a telephone number to call back");
  return {
    contactId,
    openings: [opening(request, row, personOf(caller), caller, takenBy, contactId)],
    continued: [],
  };
}

function opening(
  request: Importing,
  row: PhoneLogRow,
  asker: PersonId,
  { language }: Person,
  takenBy: PersonId,
  contactId: Contact["contactId"],
): Opening {
  const { organisation, mint } = request;
  const ticketId = mint.ticket();
  const contentId = mint.content();
  const note = row.note ?? "";
  return {
    ticketId,
    contents: [contentOf(asTakenBy(request, takenBy), ticketId, "question", "asker", contentId, note)],
    decide: (reference) =>
      ask(
        {
          ticketId,
          reference,
          contactId,
          contentId,
          channel: "call",
          language,
          asker,
          takenBy,
          topic: row.topic ? { key: row.topic, knownBy: "agent-confirmed" } : undefined,
          wordRules: wordRulesIn(organisation.routing, note),
          atOnce: row.outcome === "answered" ? { answered: { outcome: "answered" } } : undefined,
          callBack: row.outcome === "call-back-agreed",
        },
        organisation,
      ),
  };
}

/** The agent who took the call writes as an agent of the front office, where the telephone rings. */
const asTakenBy = (request: Importing, takenBy: PersonId) => ({
  at: request.at,
  member: { ...request.member, person: takenBy, roles: ["front-office" as const] },
});

function continuation(
  request: Importing,
  row: PhoneLogRow,
  ticketId: TicketId,
  takenBy: PersonId,
  contactId: Contact["contactId"],
): Continuing {
  const { organisation, mint } = request;
  const signed = asTakenBy(request, takenBy);
  const contentId = row.note ? mint.content() : undefined;
  return {
    ticketId,
    contents:
      contentId && row.note ? [contentOf(signed, ticketId, "reply", "asker", contentId, row.note)] : [],
    decide: (ticket) =>
      decide(
        ticket,
        {
          do: "contact",
          contactId,
          contentId,
          caller: ticket.asker,
          wordRules: row.note ? wordRulesIn(organisation.routing, row.note) : [],
        },
        { by: signed.member, at: signed.at, organisation },
      ),
  };
}
