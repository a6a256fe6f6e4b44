import { fold } from "../text.ts";
import type { Person } from "./person.ts";

export type PersonQuery = {
  /** The folded words of two characters or more, every one of which must fit. */
  terms: string[];
  /** The word to look up in the index, the one that narrows most; "" when there is nothing to look up. */
  leading: string;
};

/** Every folded term a person is found by: names whole and in parts, numbers, the last nine digits of a telephone. */
export function searchTerms(person: Person): string[] {
  const names = [person.givenName, person.knownAs, person.familyName, person.birthName, person.prefix];
  const numbers = [person.personId, ...person.personnelNumbers].map(fold);
  const phones = [person.workPhone, person.replyTo?.phone].map((phone) => lastNine(bare(phone ?? "")));
  const terms = [
    ...names.flatMap((name) => wordsOf(name ?? "").flatMap(formsOf)),
    ...numbers.flatMap((number) => [number, lastNine(bare(number))]),
    ...phones,
  ];
  return [...new Set(terms)].filter((term) => term.length >= shortest);
}

/** A query as somebody types it: words in any order, the beginning of a name, a number, a telephone number. */
export function searchOf(q: string): PersonQuery {
  const digits = q.replace(/[\s()./+-]/g, "");
  const words = isLong(digits) ? [digits] : wordsOf(q);
  const terms = words.map(lastNine).filter((word) => word.length >= shortest);
  return { terms, leading: terms.toSorted(narrowestFirst)[0] ?? "" };
}

/** Whether every word of the query is the start of some term; a query without words finds nobody. */
export function matches(terms: readonly string[], query: Pick<PersonQuery, "terms">): boolean {
  return query.terms.length > 0 && query.terms.every((word) => terms.some((term) => term.startsWith(word)));
}

const shortest = 2;

function wordsOf(text: string): string[] {
  return fold(text)
    .replace(/[‘’`´]/g, "'")
    .split(/[\s,;]+/)
    .map((word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ""))
    .filter((word) => word !== "");
}

/** "anne-marie" is also found as "marie" and as "annemarie", "berg-o'hara" as "ohara". */
const formsOf = (word: string) =>
  [word, ...word.split("-")].flatMap((part) => [part, bare(part), ...part.split(/[^\p{L}\p{N}]+/u)]);

const bare = (word: string) => word.replace(/[^\p{L}\p{N}]/gu, "");

const isLong = (word: string) => /^\d{10,}$/.test(word);

/** A telephone number is written with and without 0, +31 or 0031: its last nine digits are the same in each. */
const lastNine = (word: string) => (isLong(word) ? word.slice(-9) : word);

/** Numbers first, then the longest; prefixes last, since half the people have one. */
function narrowestFirst(one: string, other: string): number {
  return breadth(one) - breadth(other) || other.length - one.length;
}

function breadth(word: string): number {
  if (/\d/.test(word)) return 0;
  return prefixes.has(word) ? 2 : 1;
}

const prefixes: ReadonlySet<string> = new Set(
  "aan bij da de del della den der des di do dos du el het in la las le les los onder op over te ten ter tot uit van vom von voor zu zum zur al ben ibn".split(
    " ",
  ),
);
