import { BatchWriteItemCommand, type WriteRequest } from "@aws-sdk/client-dynamodb";
import type { OrganisationId, PersonId } from "../../shared/id.ts";
import type { Person } from "../../shared/person/person.ts";
import { matches, searchOf, searchTerms } from "../../shared/person/search.ts";
import { everyone, type Key, keys, namePartition, reportsPartition } from "./keys.ts";
import {
  backOff,
  get,
  getMany,
  marshalled,
  type Page,
  put,
  query,
  type Stored,
  type Table,
  type Write,
} from "./table.ts";

type NameRow = { personId: PersonId; terms: string[]; shielded: boolean };

export const loadPerson = (table: Table, organisation: OrganisationId, person: PersonId) =>
  get<Person>(table, keys.person(organisation, person));

export const loadPeople = (table: Table, organisation: OrganisationId, people: readonly PersonId[]) =>
  getMany<Person>(
    table,
    people.map((person) => keys.person(organisation, person)),
  );

/** Whether anyone in the people file has them as manager. */
export async function isManager(
  table: Table,
  organisation: OrganisationId,
  person: PersonId,
): Promise<boolean> {
  const { items } = await query(table, { pk: reportsPartition(organisation, person), limit: 1 });
  return items.length > 0;
}

/** Whom the people file has under this manager, in the order of their ids. */
export async function teamOf(
  table: Table,
  organisation: OrganisationId,
  manager: PersonId,
  { limit, after }: { limit: number; after?: string | undefined },
): Promise<Page<Person>> {
  const { items, next } = await query(table, { pk: reportsPartition(organisation, manager), limit, after });
  const people = items.map(({ sk }) => sk as PersonId);
  return { items: await loadPeople(table, organisation, people), ...(next && { next }) };
}

const searchedAtOnce = 400;

/**
 * People whose every queried word is the start of a number or of some part of the name: two queries at most,
 * however many people there are. A page may be short where a common name was searched; `next` goes on.
 */
export async function searchPeople(
  table: Table,
  organisation: OrganisationId,
  q: string,
  { limit, after }: { limit: number; after?: string | undefined },
): Promise<Page<Person>> {
  const wanted = searchOf(q);
  if (!wanted.leading) return { items: [] };
  const found: PersonId[] = [];
  let next: string | undefined = after;
  for (let queries = 0; queries < 2 && found.length < limit; queries++) {
    const page = await query(table, {
      pk: namePartition(organisation, wanted.leading),
      begins: wanted.leading,
      limit: searchedAtOnce,
      after: next,
    });
    next = page.next;
    for (const row of page.items as Stored<NameRow>[]) {
      if (!fits(row, wanted)) continue;
      found.push(row.data.personId);
      if (found.length === limit) {
        next = row === page.items.at(-1) ? page.next : row.sk;
        break;
      }
    }
    if (!next) break;
  }
  return { items: await loadPeople(table, organisation, found), ...(next && { next }) };
}

/** One row a person counts: the first of their terms that fits. A shielded person is found by a whole number only. */
function fits({ sk, data }: Stored<NameRow>, wanted: ReturnType<typeof searchOf>): boolean {
  const term = sk.slice(0, sk.lastIndexOf("#"));
  const first = data.terms.filter((candidate) => candidate.startsWith(wanted.leading)).toSorted()[0];
  if (term !== first || !matches(data.terms, wanted)) return false;
  return !data.shielded || wanted.terms.every((word) => data.terms.includes(word));
}

/** People whose number, telephone or id is exactly this. */
export async function peopleByNumber(
  table: Table,
  organisation: OrganisationId,
  number: string,
): Promise<Person[]> {
  const term = searchOf(number).leading;
  if (!/\d/.test(term)) return [];
  const { items } = await query(table, {
    pk: namePartition(organisation, term),
    begins: `${term}#`,
    limit: 10,
  });
  return loadPeople(
    table,
    organisation,
    (items as Stored<NameRow>[]).map(({ data }) => data.personId),
  );
}

function termsOf(person: Person): string[] {
  if (!person.shielded) return searchTerms(person);
  const { personId, personnelNumbers } = person;
  return searchTerms({
    personId,
    personnelNumbers,
    familyName: "",
    kind: person.kind,
    language: "nl",
    shielded: true,
  });
}

/** Everything that is stored of a person: the card, a row for each term they are found by, their place in the line. */
function itemsOf(organisation: OrganisationId, person: Person): (Key & Record<string, unknown>)[] {
  const terms = termsOf(person);
  const row: NameRow = { personId: person.personId, terms, shielded: person.shielded };
  return [
    ...terms.map((term) => ({ ...keys.name(organisation, term, person.personId), data: row })),
    ...(person.managerPersonId
      ? [{ ...keys.reports(organisation, person.managerPersonId, person.personId), data: {} }]
      : []),
    {
      ...keys.person(organisation, person.personId),
      // Unknown callers are no part of the people file, so its next version does not make them leavers.
      ...(person.kind === "employee" && { gsi2pk: everyone(organisation), gsi2sk: person.personId }),
      data: person,
    },
  ];
}

/** The card of a person who is made, or changed, in the same transaction as what it is about. */
export function cardWrite(table: Table, organisation: OrganisationId, person: Person): Write {
  const card = itemsOf(organisation, person).at(-1);
  if (!card) throw new Error("a person has a card");
  return put(table, card, "conflict", "attribute_exists(pk) OR attribute_not_exists(pk)");
}

/** What a person is found by, ahead of the card: a row without a card is found as nobody. */
export const saveTerms = (table: Table, organisation: OrganisationId, person: Person): Promise<void> =>
  writeAll(
    table,
    itemsOf(organisation, person)
      .slice(0, -1)
      .map((item) => ({ PutRequest: { Item: marshalled(item) } })),
  );

export type PersonChange = { before: Person | undefined; after: Person | undefined };

/**
 * Brings people in line with the file. The card goes last, so that a row which was cut off half-way
 * still counts as changed when the file is sent again.
 */
export async function savePeople(
  table: Table,
  organisation: OrganisationId,
  changes: readonly PersonChange[],
): Promise<void> {
  const rows: WriteRequest[] = [];
  const cards: WriteRequest[] = [];
  for (const { before, after } of changes) {
    const wanted = after ? itemsOf(organisation, after) : [];
    const kept = new Set(wanted.map(({ pk, sk }) => `${pk} ${sk}`));
    const gone = (before ? itemsOf(organisation, before) : []).filter(
      ({ pk, sk }) => !kept.has(`${pk} ${sk}`),
    );
    for (const { pk, sk } of gone) rows.push({ DeleteRequest: { Key: marshalled({ pk, sk }) } });
    for (const item of wanted) {
      (item.sk === "person" ? cards : rows).push({ PutRequest: { Item: marshalled(item) } });
    }
  }
  await writeAll(table, rows);
  await writeAll(table, cards);
}

async function writeAll(table: Table, requests: readonly WriteRequest[]): Promise<void> {
  for (let start = 0; start < requests.length; start += 100) {
    const batches = [0, 25, 50, 75].map((from) =>
      requests.slice(start + from, start + Math.min(from + 25, 100)),
    );
    await Promise.all(batches.filter((batch) => batch.length > 0).map((batch) => writeBatch(table, batch)));
  }
}

async function writeBatch(table: Table, batch: WriteRequest[]): Promise<void> {
  let left = batch;
  for (let attempt = 0; left.length > 0; attempt++) {
    if (attempt > 0) await backOff(attempt);
    const { UnprocessedItems } = await table.client.send(
      new BatchWriteItemCommand({ RequestItems: { [table.name]: left } }),
    );
    left = UnprocessedItems?.[table.name] ?? [];
  }
}

/** The ids of everyone in the people file. */
export async function listEveryone(table: Table, organisation: OrganisationId): Promise<PersonId[]> {
  const { items } = await query(table, { index: "gsi2", pk: everyone(organisation) });
  return items.map((item) => String(item.gsi2sk) as PersonId);
}
