import type { RowResult } from "../../shared/contract/view.ts";
import type { OrganisationId, PersonId } from "../../shared/id.ts";
import { type PeopleRow, personFrom } from "../../shared/person/people-file.ts";
import type { Person } from "../../shared/person/person.ts";
import { isRefusal, type Refusal, refused } from "../../shared/refusal.ts";
import type { Given, Request } from "../runtime/request.ts";
import { type Import, importTotals, listParts, saveImport, savePart, totalsOf } from "../store/imports.ts";
import { listEveryone, loadPeople, type PersonChange, savePeople } from "../store/people.ts";
import type { Table } from "../store/table.ts";
import { listPerson, loadTickets } from "../store/tickets.ts";
import { importFor, showImport } from "./take.ts";

type Route = "POST /v1/people/imports";

export const showPeopleImport = (request: Request<"GET /v1/people/imports/{importId}">) =>
  showImport<"GET /v1/people/imports/{importId}">(request, "people");

/** A part of the people file: every row taken in or refused with its reasons; with the last part, who has left. */
export async function importPeople(request: Request<Route>): Promise<Given<Route> | Refusal> {
  const { table, member, body } = request;
  const started = await importFor(request, "people");
  if (isRefusal(started)) return started;
  const { results, people, changes } = await readRows(request);
  await savePeople(table, member.organisation, changes);
  if (results.length > 0) {
    await savePart(table, member.organisation, started, { first: body.first, rows: results, people });
  }
  const leavers = body.complete ? await takeLeave(request, started) : undefined;
  if (isRefusal(leavers)) return leavers;
  return {
    body: {
      importId: started.importId,
      totals: totalsOf(results),
      rows: results,
      ...(leavers && { leavers }),
    },
  };
}

async function readRows({ table, member, body }: Request<Route>) {
  const read = body.rows.map((row) => personFrom(row as PeopleRow));
  const persons = read.flatMap((one) => ("person" in one ? [one.person] : []));
  const known = await loadPeople(table, member.organisation, persons.map(idOf));
  const before = new Map(known.map((person) => [person.personId, person]));
  const people = new Set<PersonId>();
  const changes: PersonChange[] = [];
  const results = read.map((one, i): RowResult => {
    const row = body.first + i;
    if ("faults" in one) return { row, result: "refused", faults: one.faults };
    const { person } = one;
    if (people.has(idOf(person))) return { row, result: "refused", faults: [twice] };
    people.add(idOf(person));
    const was = before.get(person.personId);
    if (was && isSame(was, person)) return { row, result: "known" };
    changes.push({ before: was, after: person });
    return { row, result: "accepted" };
  });
  return { results, people: [...people], changes };
}

const idOf = (person: Person) => person.personId as PersonId;
const twice = { column: "personId", code: "twice", message: "every person once in a part of the file" };
const isSame = (one: Person, other: Person) => canonical(one) === canonical(other);
const canonical = (person: Person) => JSON.stringify(person, Object.keys(person).toSorted());

const mostLeavers = 0.2;
const fewPeople = 20;

/**
 * Who is in none of the parts has left: kept with a last day, so that an open question still has its asker and a former
 * employee can ask for the annual statement; removed when nothing is open and the kept months are over.
 */
async function takeLeave(
  { table, member, organisation, at, body }: Request<Route>,
  started: Import,
): Promise<NonNullable<Import["leavers"]> | Refusal> {
  const everyone = await listEveryone(table, member.organisation);
  const present = await peopleIn(table, member.organisation, started);
  const { refused: refusedRows } = await importTotals(table, member.organisation, started.importId);
  const absent = everyone.filter((person) => !present.has(person));
  const stored = await loadPeople(table, member.organisation, absent);
  const today = at.slice(0, 10);
  const fresh = stored.filter(({ until }) => !until || until > today);
  const isSuspect = isCutOff({ leaving: fresh.length, staying: everyone.length - absent.length });
  if (isSuspect && !body.allowManyLeavers) return refused("too-many-leavers");
  // A refused row may be somebody who is still there: nobody leaves by a typing error.
  const leaving = refusedRows > 0 ? [] : fresh;
  const forgotten = stored.filter(
    ({ until }) => until && until < monthsBefore(today, organisation.people.leftRemainsAskerMonths),
  );
  const removable = await withoutOpenQuestions(table, member.organisation, forgotten);
  await savePeople(table, member.organisation, [
    ...leaving.map((person) => ({ before: person, after: { ...person, until: today } })),
    ...removable.map((person) => ({ before: person, after: undefined })),
  ]);
  const leavers = { left: leaving.length, removed: removable.length };
  await saveImport(table, member.organisation, { ...started, leavers });
  return leavers;
}

/** A file that lacks everyone, or a great part of those who worked here yesterday, was cut off on its way. */
function isCutOff({ leaving, staying }: { leaving: number; staying: number }): boolean {
  if (leaving > 0 && staying === 0) return true;
  return leaving > fewPeople && leaving > (leaving + staying) * mostLeavers;
}

async function peopleIn(
  table: Table,
  organisation: OrganisationId,
  { importId }: Import,
): Promise<Set<PersonId>> {
  const { items } = await listParts(table, organisation, importId, {});
  return new Set(items.flatMap(({ people }) => people ?? []));
}

async function withoutOpenQuestions(
  table: Table,
  organisation: OrganisationId,
  people: readonly Person[],
): Promise<Person[]> {
  const free: Person[] = [];
  for (const person of people) {
    if (!(await hasOpenQuestion(table, organisation, idOf(person)))) free.push(person);
  }
  return free;
}

async function hasOpenQuestion(
  table: Table,
  organisation: OrganisationId,
  person: PersonId,
): Promise<boolean> {
  let after: string | undefined;
  do {
    const page = await listPerson(table, organisation, person, { limit: 100, after });
    const ids = page.items.map(({ ticketId }) => ticketId);
    const tickets = await loadTickets(table, organisation, ids);
    if (tickets.some(({ state }) => state !== "resolved" && state !== "closed")) return true;
    after = page.next;
  } while (after);
  return false;
}

function monthsBefore(day: string, months: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() - months);
  return date.toISOString().slice(0, 10);
}
