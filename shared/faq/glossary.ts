import { isFunctionWord, wordsOf } from "./features.ts";
import type { Concept } from "./glossary-concept.ts";

/** Concepts made ready to be found in texts. */
export type Glossary = {
  readonly concepts: readonly Concept[];
  /** By its words, and by their stems; what is written so is found first. */
  readonly phrases: ReadonlyMap<string, string>;
  readonly beginnings: ReadonlyMap<string, string>;
  readonly endings: ReadonlyMap<string, string>;
  readonly mostWords: number;
  /** Words and stems that may be meant by a mistyped one, by their first letters and by their last. */
  readonly alike: ReadonlyMap<string, readonly string[]>;
};

/** Shorter Dutch words stand in too many others by chance; where one does not, a star says so. */
const shortestPart = 6;
const shortestStarred = 4;
/** A shorter word is easily another one when a letter changes. */
const shortestMistyped = 6;
/** What remains of a longer word is a word too, or an ending. */
const shortestRest = 2;

export function glossaryOf(concepts: readonly Concept[]): Glossary {
  const exact = new Map<string, string>();
  const stemmed = new Map<string, string>();
  const beginnings = new Map<string, string>();
  const endings = new Map<string, string>();
  let mostWords = 1;
  const enter = (key: string, entry: string, isDutch: boolean) => {
    const words = wordsOf(entry);
    const [word = ""] = words;
    if (words.length === 0) return;
    mostWords = Math.max(mostWords, words.length);
    exact.set(words.join(" "), key);
    stemmed.set(words.map(stemOf).join(" "), key);
    if (words.length > 1) return;
    const isPart = isDutch && word.length >= shortestPart;
    if (isPart || entry.endsWith("*")) beginnings.set(word, key);
    if (isPart || entry.startsWith("*")) endings.set(stemOf(word), key);
  };
  for (const { key, nl, en } of concepts) {
    for (const entry of nl) enter(key, entry, true);
    for (const entry of en) enter(key, entry, false);
  }
  const phrases = new Map([...stemmed, ...exact]);
  return { concepts, phrases, beginnings, endings, mostWords, alike: byEnds([...phrases.keys()]) };
}

/** One typing error leaves the first letters or the last ones whole. */
function byEnds(stems: readonly string[]): Map<string, string[]> {
  const alike = new Map<string, string[]>();
  for (const stem of stems) {
    if (stem.length < shortestMistyped || stem.includes(" ")) continue;
    for (const end of endsOf(stem)) {
      const stems = alike.get(end);
      if (stems) stems.push(stem);
      else alike.set(end, [stem]);
    }
  }
  return alike;
}

const endsOf = (stem: string) => [`${stem.slice(0, 3)}-`, `-${stem.slice(-3)}`];

/** From rows of key, Dutch and English words, each divided by commas. */
export const conceptsFrom = (rows: readonly (readonly [string, string, string])[]): Concept[] =>
  rows.map(([key, nl, en]) => ({ key, nl: nl.split(", "), en: en.split(", ") }));

/**
 * The glossary with an organisation's own concepts: words for a known key are added to it, and a word that was another
 * concept's is the organisation's from then on.
 */
export function withOwn(glossary: Glossary, own: readonly Concept[]): Glossary {
  const concepts = new Map(glossary.concepts.map((concept) => [concept.key, concept]));
  for (const { key, nl, en } of own) {
    const known = concepts.get(key);
    concepts.delete(key);
    concepts.set(key, known ? { key, nl: [...known.nl, ...nl], en: [...known.en, ...en] } : { key, nl, en });
  }
  return glossaryOf([...concepts.values()]);
}

/**
 * The keys of the concepts that a text names, in reading order and as often as it names them. The longest phrase is
 * found first; the words in it count on their own as well, so that "vakantie opnemen" is about holidays too.
 */
export function conceptsIn(text: string, glossary: Glossary): string[] {
  return conceptsAmong(wordsOf(text), glossary);
}

/**
 * @param words from `wordsOf`
 * @param isTyping the last word may be unfinished, and names the concept that all words beginning so have
 */
export function conceptsAmong(words: readonly string[], glossary: Glossary, isTyping = false): string[] {
  const stems = words.map(stemOf);
  const found: string[] = [];
  for (let from = 0; from < words.length; ) {
    const [length, key] = longestPhrase(words, stems, from, glossary);
    if (key) found.push(key);
    const after = from + Math.max(length, 1);
    for (; from < after; from++) {
      const ofWord = conceptsOfWord(words[from] as string, stems[from] as string, glossary);
      const isUnfinished = isTyping && ofWord.length === 0 && from === words.length - 1;
      found.push(...(isUnfinished ? conceptsBeginning(words[from] as string, glossary) : ofWord));
    }
  }
  return found;
}

function conceptsBeginning(beginning: string, { phrases }: Glossary): string[] {
  if (beginning.length < shortestStarred) return [];
  const found = new Set<string>();
  for (const [phrase, key] of phrases) {
    if (phrase.startsWith(beginning)) found.add(key);
    if (found.size > 3) return [];
  }
  return [...found];
}

function longestPhrase(
  words: readonly string[],
  stems: readonly string[],
  from: number,
  { phrases, mostWords }: Glossary,
): [number, string | undefined] {
  for (let length = Math.min(mostWords, stems.length - from); length > 1; length--) {
    const [written, stem] = [words, stems].map((row) => row.slice(from, from + length).join(" "));
    const key = phrases.get(written as string) ?? phrases.get(stem as string);
    if (key) return [length, key];
  }
  return [0, undefined];
}

/** A word's own concept, or those of the parts that it begins and ends with: "ouderschapsverlofbrief". */
function conceptsOfWord(word: string, stem: string, glossary: Glossary): string[] {
  const { phrases, beginnings, endings } = glossary;
  const own = phrases.get(word) ?? phrases.get(stem);
  if (own) return [own];
  const found: string[] = [];
  let taken = 0;
  for (let length = word.length - shortestRest; length >= shortestStarred && taken === 0; length--) {
    const key = beginnings.get(word.slice(0, length));
    if (key) {
      found.push(key);
      taken = length;
    }
  }
  for (let from = Math.max(taken, shortestRest); stem.length - from >= shortestStarred; from++) {
    const key = endings.get(stem.slice(from));
    if (key) return [...found, key];
  }
  return found.length > 0 ? found : mistyped([word, stem], glossary);
}

/** The concept of a word that differs by one letter: left out, added, another, or two in each other's place. */
function mistyped(forms: readonly string[], { phrases, alike }: Glossary): string[] {
  for (const form of forms) {
    const near = endsOf(form).flatMap((end) => alike.get(end) ?? []);
    const meant = near.find((word) => isOneOff(form, word));
    if (meant) return [phrases.get(meant) as string];
  }
  return [];
}

function isOneOff(one: string, other: string): boolean {
  let from = 0;
  while (from < one.length && one[from] === other[from]) from++;
  const [rest, meant] = [one.slice(from), other.slice(from)];
  return (
    rest.slice(1) === meant ||
    rest === meant.slice(1) ||
    rest.slice(1) === meant.slice(1) ||
    (rest.slice(2) === meant.slice(2) && rest[0] === meant[1] && rest[1] === meant[0])
  );
}

/**
 * A word without its most usual endings, Dutch or English: "uren" and "uur", "loonstroken" and "loonstrook",
 * "brieven" and "brief" become the same. Only for looking words up in the glossary.
 */
export function stemOf(word: string): string {
  if (word.length < 4) return word;
  let stem = word;
  if (stem.length > 5) stem = stem.replace(/jes?$/, "");
  if (stem.length > 5) stem = stem.replace(/ed$/, "");
  if (stem.length > 4) stem = stem.replace(/(es|en|s|e)$/, "");
  return stem
    .replace(/([b-df-hj-np-tv-z])\1$/, "$1")
    .replace(/([aeou])\1(?=[^aeiou]$)/, "$1")
    .replace(/v$/, "f")
    .replace(/z$/, "s");
}

/**
 * The words of a confirmed question that nothing is known of: no concept, and no topic has learnt them. An editor may
 * add them to a concept.
 * @param isKnown whether a topic has learnt the word; see `knowsWord` of the matcher
 */
export function unknownWords(
  question: string,
  isKnown: (word: string) => boolean,
  glossary: Glossary,
): string[] {
  const isUnknown = (word: string) =>
    word.length > 3 &&
    !/\d/.test(word) &&
    !isFunctionWord(word) &&
    !isKnown(word) &&
    conceptsOfWord(word, stemOf(word), glossary).length === 0;
  return [...new Set(wordsOf(question))].filter(isUnknown);
}
