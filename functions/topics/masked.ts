import { type Masked, mask, nameCandidates } from "../../shared/faq/mask.ts";
import type { OrganisationId, PersonId } from "../../shared/id.ts";
import type { Person } from "../../shared/person/person.ts";
import type { Language } from "../../shared/text.ts";
import type { Ticket } from "../../shared/ticket/ticket.ts";
import { namesAmong } from "../store/names.ts";
import { loadPeople } from "../store/people.ts";
import type { Table } from "../store/table.ts";

export type Maskable = { text: string; language: Language };

/**
 * Texts without the personal data in them: the names of whoever is known to be involved and of anybody in the people
 * file, numbers, addresses. They are masked together, so that a name in one is gone from all.
 */
export async function maskAll<T extends Maskable>(
  table: Table,
  organisation: OrganisationId,
  texts: readonly T[],
  involved: readonly PersonId[],
): Promise<(Omit<T, "text" | "language"> & Masked)[]> {
  const candidates = texts.flatMap(({ text }) => nameCandidates(text));
  const [people, known] = await Promise.all([
    loadPeople(table, organisation, [...new Set(involved)]),
    namesAmong(table, organisation, candidates),
  ]);
  const names = [...new Set([...people.flatMap(namesOf), ...known])];
  return texts.map(({ text, language, ...rest }) => ({ ...rest, ...mask(text, { names, language }) }));
}

/** The ways somebody may be written about. */
function namesOf({ givenName, knownAs, prefix, familyName, birthName }: Person): string[] {
  const withPrefix = prefix && [prefix, familyName].join(" ");
  return [givenName, knownAs, familyName, birthName, withPrefix].flatMap((name) => name || []);
}

/** Everyone whom a ticket names: who asked, about whom, who took it down, who handles it. */
export const involvedIn = (ticket: Ticket): PersonId[] =>
  [
    ticket.asker,
    ticket.about?.person,
    ticket.takenBy,
    "claimedBy" in ticket ? ticket.claimedBy : undefined,
    "resolution" in ticket ? ticket.resolution.by : undefined,
    ...(ticket.promises ?? []).map(({ owner }) => owner),
  ].filter((person): person is PersonId => person !== undefined && person !== "system");
