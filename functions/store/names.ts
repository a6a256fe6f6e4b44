import type { OrganisationId, PersonId } from "../../shared/id.ts";
import { searchTerms } from "../../shared/person/search.ts";
import { namePartition } from "./keys.ts";
import { query, type Table } from "./table.ts";

const atOnce = 20;
/** More words than this are taken for names without a look: it hides too much rather than too little. */
const mostLookedUp = 200;

/** Of some words, those that are part of a name, or a number, of somebody in the people file. */
export async function namesAmong(
  table: Table,
  organisation: OrganisationId,
  words: readonly string[],
): Promise<string[]> {
  const unique = [...new Set(words)];
  const found = unique.slice(mostLookedUp);
  for (let start = 0; start < Math.min(unique.length, mostLookedUp); start += atOnce) {
    const part = unique.slice(start, Math.min(start + atOnce, mostLookedUp));
    const isName = await Promise.all(part.map((word) => isKnown(table, organisation, word)));
    found.push(...part.filter((_, i) => isName[i]));
  }
  return found;
}

async function isKnown(table: Table, organisation: OrganisationId, word: string): Promise<boolean> {
  const terms = termsOf(word);
  const looked = await Promise.all(
    terms.map((term) =>
      query(table, { pk: namePartition(organisation, term), begins: `${term}#`, limit: 1 }),
    ),
  );
  return looked.some(({ items }) => items.length > 0);
}

/** The terms that a person of that name is found by. */
const termsOf = (familyName: string) =>
  searchTerms({
    personId: "?" as PersonId,
    personnelNumbers: [],
    familyName,
    kind: "employee",
    language: "nl",
    shielded: false,
  }).filter((term) => /\p{L}/u.test(term));
