import { type Contact, kindOf } from "../../shared/contact/contact.ts";
import { callKey, type PhoneLogRow, phoneLogRowFrom, purposeOf } from "../../shared/contact/phone-log.ts";
import type { RowResult } from "../../shared/contract/view.ts";
import { wordRulesIn } from "../../shared/desk/word-rules.ts";
import type { PersonId } from "../../shared/id.ts";
import { isRefusal, type Refusal, refusals, refused } from "../../shared/refusal.ts";
import type { RowFault } from "../../shared/row.ts";
import { ask } from "../../shared/ticket/ask.ts";
import { continuing } from "../contacts/continue.ts";
import { contentOf } from "../runtime/content.ts";
import { type Continuing, type Opening, openTickets } from "../runtime/open.ts";
import type { Given, Request } from "../runtime/request.ts";
import { CallKnown } from "../runtime/settle.ts";
import { callWrite, contactWrite, findCall } from "../store/contacts.ts";
import { savePart, totalsOf } from "../store/imports.ts";
import { sha256 } from "../store/markers.ts";
import { cardWrite, saveTerms } from "../store/people.ts";
import { ticketByReference } from "../store/tickets.ts";
import { type Caller, type Taker, type WhoIsWho, whoIsWho } from "./callers.ts";
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

async function takeIn(request: Importing, row: PhoneLogRow, who: WhoIsWho): Promise<RowOutcome> {
  const { table, member } = request;
  const taker = who.takers.get(row.takenBy);
  if (!taker) {
    return fault("takenBy", "unknown", "an agent of the helpdesk: person id, personnel number or extension");
  }
  if (row.startedAt > request.at) return fault("startedAt", "future", "a moment that has been");
  const hash = sha256(callKey(row));
  const known = await findCall(table, member.organisation, hash);
  if (known) return { result: "known", contactId: known };
  const caller = row.caller ? who.callers.get(row.caller) : undefined;
  const tickets = await ticketsOf(request, row, caller, taker);
  return "result" in tickets ? tickets : save(request, { row, hash, caller, taker, ...tickets });
}

type Tickets = { contactId: Contact["contactId"]; openings: Opening[]; continued: Continuing[] };
type Found = Caller | "several" | undefined;

async function ticketsOf(
  request: Importing,
  row: PhoneLogRow,
  caller: Found,
  taker: Taker,
): Promise<Tickets | RowOutcome> {
  const contactId = request.mint.contact();
  const purpose = purposeOf(row);
  if (purpose === "none") return { contactId, openings: [], continued: [] };
  if (purpose === "about-existing") {
    const ticketId =
      row.reference && (await ticketByReference(request.table, request.member.organisation, row.reference));
    if (!ticketId) return fault("reference", "unknown", "the reference of a question of this organisation");
    const said = { ticketId, contactId, caller: personOf(caller), text: row.note };
    return { contactId, openings: [], continued: [continuing(request, said)] };
  }
  if (caller === "several") return fault("caller", "ambiguous", "a number that belongs to one person");
  if (!caller) {
    return fault("caller", "unknown", "a number of the people file, or a telephone number to call back");
  }
  return { contactId, openings: [opening(request, row, caller, taker, contactId)], continued: [] };
}

const personOf = (caller: Found): PersonId | undefined =>
  caller && caller !== "several" ? askerOf(caller) : undefined;

const askerOf = ({ person }: Caller) => (person.linkedTo ?? person.personId) as PersonId;

/** Signed by whoever hands the list in: who took the call is what the list says, not who says it. */
async function save(
  request: Importing,
  {
    row,
    hash,
    caller,
    taker,
    contactId,
    openings,
    continued,
  }: Tickets & { row: PhoneLogRow; hash: string; caller: Found; taker: Taker },
): Promise<RowOutcome> {
  const { table, member } = request;
  const person =
    caller !== "several" && caller?.isNew && openings.length === 0 ? undefined : personOf(caller);
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
    takenBy: taker.person,
    tickets: [...openings, ...continued].map(({ ticketId }) => ticketId),
    ...(person && { person }),
  };
  const newCard = caller && caller !== "several" && caller.isNew && person ? caller.person : undefined;
  if (newCard) await saveTerms(table, member.organisation, newCard);
  const alongside = () => [
    contactWrite(table, member.organisation, contact),
    callWrite(table, member.organisation, hash, contactId),
    ...(newCard ? [cardWrite(table, member.organisation, newCard)] : []),
  ];
  try {
    const saved = await openTickets(request, openings, alongside, undefined, continued);
    if (isRefusal(saved)) return fault("", saved.refused, refusals[saved.refused].en);
    const ticketId = contact.tickets[0];
    return { result: "accepted", contactId, ...(ticketId && { ticketId }) };
  } catch (error) {
    if (!(error instanceof CallKnown)) throw error;
    const first = await findCall(table, member.organisation, hash);
    return { result: "known", ...(first && { contactId: first }) };
  }
}

function opening(
  request: Importing,
  row: PhoneLogRow,
  caller: Caller,
  taker: Taker,
  contactId: Contact["contactId"],
): Opening {
  const { organisation, member, mint } = request;
  const ticketId = mint.ticket();
  const contentId = mint.content();
  const note = row.note ?? "";
  const asker = askerOf(caller);
  const isAnswered = row.outcome === "answered" && taker.mayAnswer;
  return {
    ticketId,
    contents: [contentOf(request, ticketId, "question", "asker", contentId, note)],
    decide: (reference) =>
      member.person === asker
        ? refused("own-ticket")
        : ask(
            {
              ticketId,
              reference,
              contactId,
              contentId,
              channel: "call",
              language: caller.person.language,
              asker,
              takenBy: taker.person,
              topic: row.topic ? { key: row.topic, knownBy: "agent-confirmed" } : undefined,
              wordRules: wordRulesIn(organisation.routing, note),
              saidAt: row.startedAt,
              atOnce: isAnswered ? { answered: { outcome: "answered" } } : undefined,
              callBack: row.outcome === "call-back-agreed",
            },
            organisation,
          ),
  };
}
