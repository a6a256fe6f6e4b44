import { fold } from "../text.ts";
import { isFunctionWord } from "./features.ts";
import type { Span } from "./mask-span.ts";
import {
  abbreviatedMonths,
  beforeMonths,
  beforePlaces,
  closings,
  deeds,
  givenNamesToo,
  isOrdinary,
  labels,
  months,
  particles,
  parties,
  places,
  relations,
  salutations,
  thanks,
  titles,
  wordsToo,
} from "./mask-word.ts";

/** Names of people known to be involved wherever they stand, and others where what stands around them tells. */
export function namesIn(text: string, names: readonly string[]): Span[] {
  const words = wordsIn(text, knownFrom(names));
  for (let at = 0; at < words.length; at++) markAfterCue(words, at);
  markElsewhere(words);
  for (let at = 0; at < words.length; at++) if (isMeant(words, at)) mark(words, at, at);
  for (let at = 0; at < words.length; at++) if (words[at]?.isName) markAround(words, at);
  return spansOfNames(words);
}

/** Words that may be part of a name: what looks like one, and what stands where names stand. */
export function candidatesIn(text: string): string[] {
  const words = wordsIn(text, new Map());
  for (let at = 0; at < words.length; at++) markAfterCue(words, at);
  const mayBe = words.filter(
    (word, at) =>
      word.isName || looksLikeName(word) || (isAfterIntroduction(words, at) && !isOrdinary(word.folded)),
  );
  const raw = new Map(
    mayBe
      .filter(({ written, folded }) => written.length > 1 && !particles.has(folded))
      .map((word) => [word.folded, word.written]),
  );
  return [...raw.values()];
}

/** `doubtful` names are words too. */
type Known = ReadonlyMap<string, "sure" | "doubtful">;

type Word = {
  /** As written and as looked up, both without the 's of a possessor. */
  written: string;
  folded: string;
  from: number;
  to: number;
  isPossessor: boolean;
  /** What stands between it and the word before. */
  gap: string;
  /** What follows it, up to the next word. */
  after: string;
  isCapital: boolean;
  isShouted: boolean;
  isInitial: boolean;
  startsSentence: boolean;
  isOfParty: boolean;
  known: "sure" | "doubtful" | undefined;
  isName: boolean;
};

function knownFrom(names: readonly string[]): Known {
  const known = new Map<string, "sure" | "doubtful">();
  for (const part of names.flatMap((name) => keyOf(name).split(/[\s,.]+/))) {
    for (const word of [part, part.replaceAll("'", ""), ...part.split("-")]) {
      if (word.length < 2 || (particles.has(word) && part === word)) continue;
      const isDoubtful = word.length < 3 || wordsToo.has(word) || isOrdinary(word);
      known.set(word, isDoubtful ? "doubtful" : "sure");
    }
  }
  return known;
}

const keyOf = (text: string) => fold(text).replace(/[‘’`´]/g, "'");

function wordsIn(text: string, known: Known): Word[] {
  const words: Word[] = [];
  let end = 0;
  for (const match of text.matchAll(/\p{L}[\p{L}\p{M}\p{N}]*(?:[-'’`´][\p{L}\p{N}][\p{L}\p{M}\p{N}]*)*/gu)) {
    const written = match[0].replace(/(?<=\p{L})['’`´]s$/u, "");
    const [from, to] = [match.index, match.index + written.length];
    const gap = text.slice(end, from);
    const last = words.at(-1);
    if (last) last.after = gap;
    const folded = keyOf(written);
    words.push({
      written,
      folded,
      from,
      to,
      isPossessor:
        written !== match[0] || /^['’`´](?!\p{L})/u.test(text.slice(match.index + match[0].length, to + 2)),
      gap,
      after: "",
      isCapital: /^\p{Lu}/u.test(written),
      isShouted: written.length > 1 && written === written.toUpperCase(),
      isInitial: written.length === 1 && /\p{Lu}/u.test(written) && text[to] === ".",
      startsSentence: !last || (sentenceEnd.test(gap) && !isAbbreviation(last, gap)),
      isOfParty: false,
      known: knownAs(folded, known),
      isName: false,
    });
    end = match.index + match[0].length;
  }
  const last = words.at(-1);
  if (last) last.after = text.slice(end);
  markParties(words);
  return words;
}

const sentenceEnd = /[.!?:;…•\n"“”„]|^\s*[-*]\s*$/;
const isAbbreviation = (word: Word, gap: string) =>
  /^\. ?$/.test(gap) && (word.isInitial || titles.has(word.folded));

/** A name also with the s of a possessor, and as a part of a double name. */
function knownAs(folded: string, known: Known): Word["known"] {
  const parts = folded.includes("-") ? folded.split("-").map((part) => known.get(part)) : [];
  const possessor = folded.length > 4 && folded.endsWith("s") ? known.get(folded.slice(0, -1)) : undefined;
  return (
    known.get(folded) ??
    known.get(folded.replaceAll("'", "")) ??
    (parts.every((part) => part) ? parts.find((part) => part) : parts.find((part) => part === "sure")) ??
    (possessor === "sure" ? possessor : undefined)
  );
}

function markParties(words: readonly Word[]): void {
  for (let at = 0; at < words.length; at++) {
    for (const phrase of parties) {
      if (!phrase.every((part, i) => words[at + i]?.folded === part)) continue;
      for (let i = 0; i < phrase.length; i++) (words[at + i] as Word).isOfParty = true;
    }
  }
}

/** "" beyond the ends. */
const wordAt = (words: readonly Word[], at: number) => words[at]?.folded ?? "";

function mark(words: readonly Word[], from: number, to: number): void {
  for (let at = from; at <= to; at++) (words[at] as Word).isName = true;
}

const isNext = (word: Word | undefined, before: Word | undefined): boolean =>
  word !== undefined &&
  (/^[ \u00a0]{1,2}$/.test(word.gap) || (!!before?.isInitial && /^\. {0,2}$/.test(word.gap)));

/** Capitalised, and neither a word of any question nor a party, product or abbreviation. */
function looksLikeName(word: Word | undefined, { mayShout = false } = {}): boolean {
  if (!word?.isCapital || word.isOfParty || word.written.length < 2 || isOrdinary(word.folded)) return false;
  if (word.isShouted) return mayShout && word.written.length > 3 && !word.written.includes("-");
  return !/^(?!IJ)\p{Lu}{2}|(?<!^(?:Mc|Mac|De|Di|La|Le|Van|O['’]))(?<=\p{Ll})\p{Lu}/u.test(word.written);
}

type Cue = {
  /** Titles are followed by names, also in small letters and names that are words. */
  isStrong?: boolean;
  /** What may stand between the cue and the name. */
  gap: RegExp;
};

const straightBehind = /^[ \u00a0]{1,2}$/;

function markAfterCue(words: readonly Word[], at: number): void {
  const word = words[at] as Word;
  if (word.isName) return;
  const before = wordAt(words, at - 1);
  const startsLine = at === 0 || word.gap.includes("\n");
  const take = (cue: Cue) => takeNames(words, at + 1, cue);
  if (titles.has(word.folded) && !word.isShouted) take({ isStrong: true, gap: /^\.?[ \u00a0]{0,2}$/ });
  else if (word.folded === "heer" && !word.startsSentence) take({ isStrong: true, gap: straightBehind });
  else if (relations.has(word.folded)) take({ gap: /^(?:,? | \()$/ });
  else if (isIntroduction(word.folded, before)) take({ gap: /^:? $/ });
  else if (word.folded === "is" && relations.has(before)) take({ gap: straightBehind });
  else if (closings.has(word.folded) || (word.folded === "best" && /^,\s*\n/.test(word.after))) {
    takeClosing(words, at);
  } else if (thanks.has(word.folded)) takeAtEndOfLine(words, at + 1);
  else if (salutations.has(word.folded) && (startsLine || salutations.has(before)))
    take({ gap: straightBehind });
  else if (labels.has(word.folded) && startsLine) take({ gap: /^ ?: ?$/ });
}

function isIntroduction(word: string, before: string): boolean {
  return introductions.has(word) || introductions.has(`${before} ${word}`);
}

const introductions = new Set([
  "ik ben",
  "naam is",
  "name is",
  "i am",
  "i'm",
  "this is",
  "spreekt met",
  "spreek met",
  "gesproken met",
  "spoke to",
  "spoke with",
  "speaking to",
  "speaking with",
  "ondergetekende",
]);

/** Names in small letters stand here too; the people file can tell. */
function isAfterIntroduction(words: readonly Word[], at: number): boolean {
  const [cue, before] = [wordAt(words, at - 1), wordAt(words, at - 2)];
  const isCue = isIntroduction(cue, before) || titles.has(cue) || relations.has(cue) || salutations.has(cue);
  return isCue && isNext(words[at], words[at - 1]);
}

/** One name, or two with "en" between them. Gives where they end. */
function takeNames(words: readonly Word[], at: number, cue: Cue): number {
  const first = words[at];
  if (!first || !cue.gap.test(first.gap)) return at;
  const end = takeName(words, at, cue);
  const isMore = end > at && /^(?:en|and)$/.test(wordAt(words, end)) && isNext(words[end], words[end - 1]);
  return isMore && isNext(words[end + 1], words[end]) ? Math.max(end, takeName(words, end + 1, cue)) : end;
}

/** Titles are stepped over; initials, particles and at most four words make the name. Gives where it ends. */
function takeName(words: readonly Word[], at: number, { isStrong = false }: Cue): number {
  let from = at;
  let isTitled = isStrong;
  while (words[from] && (titles.has(wordAt(words, from)) || wordAt(words, from) === "heer")) {
    isTitled = true;
    from++;
    if (words[from] && !/^\.?[ \u00a0]{0,2}$/.test(words[from]?.gap ?? "")) return at;
  }
  if (isTitled && words[from]?.folded === "de" && words[from + 1]?.folded === "heer") from += 2;
  let end = from;
  let count = 0;
  for (let next = from; next < words.length && count < 4; next++) {
    const word = words[next] as Word;
    if (next > from && !isNext(word, words[next - 1])) break;
    if (particles.has(word.folded) && isParticleBefore(words, next, isTitled)) continue;
    if (!word.isInitial && !isPartOfName(word, isTitled, count === 0)) break;
    if (!word.isInitial) count++;
    end = next + 1;
  }
  if (end > from) mark(words, from, end - 1);
  return end;
}

function isPartOfName(word: Word, isTitled: boolean, isFirst: boolean): boolean {
  if (word.isOfParty) return false;
  if (word.known) return word.isCapital || isTitled || word.known === "sure";
  if (isTitled && isFirst) return word.isCapital && word.written.length > 1 && !isFunctionWord(word.folded);
  return (
    looksLikeName(word, { mayShout: true }) &&
    !(isFirst && (months.has(word.folded) || places.has(word.folded)))
  );
}

/** Whether a name follows the particles that begin here. "In" and "op" begin a place sooner than a name. */
function isParticleBefore(words: readonly Word[], at: number, isTitled: boolean): boolean {
  let next = at + 1;
  while (next < at + 4 && isNext(words[next], undefined) && particles.has(wordAt(words, next))) next++;
  const word = words[next];
  if (!word || !/^(?:[ \u00a0]{1,2}| ?['’])$/.test(word.gap)) return false;
  if (/^(?:in|op|aan|te|uit)$/.test(wordAt(words, at)) && next === at + 1 && !isTitled) return false;
  return word.known ? word.isCapital || isTitled : looksLikeName(word) && !places.has(word.folded);
}

/** After a closing a name stands, also in small letters where it is the last of its line. */
function takeClosing(words: readonly Word[], at: number): void {
  let next = at + 1;
  while (
    /^(?:van|from|namens|en|en bedankt)$/.test(wordAt(words, next)) &&
    isNext(words[next], words[next - 1])
  )
    next++;
  const first = words[next];
  if (!first || !/^[ \u00a0]?[,!.;:-]*\s*$/.test(first.gap)) return;
  const end = takeNames(words, next, { gap: /(?:)/ });
  if (end > next) return;
  const line = lineFrom(words, next);
  const isNames =
    line.length <= 3 && line.every((word, i) => (i > 0 && particles.has(word.folded)) || isLowerName(word));
  if (line.length > 0 && isNames) mark(words, next, next + line.length - 1);
}

const isLowerName = (word: Word) =>
  word.written.length > 1 &&
  !word.isOfParty &&
  !isOrdinary(word.folded) &&
  !/\d/.test(word.written) &&
  !word.isShouted;

/** The words of a line from a place on; none when there are too many to be a name, or more stands behind them. */
function lineFrom(words: readonly Word[], at: number): Word[] {
  const line: Word[] = [];
  for (let next = at; next < words.length && line.length < 4; next++) {
    const word = words[next] as Word;
    if (next > at && !/^[ \u00a0.]{1,2}$/.test(word.gap)) return [];
    line.push(word);
    if (/^[\s.!,]*$/.test(word.after) && (word.after.includes("\n") || next === words.length - 1))
      return line;
  }
  return [];
}

/** "Thanks, Anna": only where nothing follows, since much begins with thanks. */
function takeAtEndOfLine(words: readonly Word[], at: number): void {
  const first = words[at];
  if (!first || !/^[ \u00a0]?[,!.;-]*\s*$/.test(first.gap)) return;
  const line = lineFrom(words, at);
  const isNames = line.every(
    (word, i) => word.isInitial || (i > 0 && particles.has(word.folded)) || looksLikeName(word),
  );
  if (line.length > 0 && isNames) mark(words, at, at + line.length - 1);
}

/** Who was named once is known in the rest of the text. */
function markElsewhere(words: readonly Word[]): void {
  const named = new Set(
    words
      .filter((word) => word.isName && looksLikeName(word) && !wordsToo.has(word.folded))
      .map(({ folded }) => folded),
  );
  for (const word of words) if (word.isCapital && named.has(word.folded)) word.isName = true;
}

function isMeant(words: readonly Word[], at: number): boolean {
  const word = words[at] as Word;
  if (!word.known || word.isOfParty || word.isName || isUsedAsMonth(words, at)) return false;
  if (word.known === "sure") return true;
  if (isBehindName(words, at)) return true;
  if (!word.isCapital || isUsedAsPlace(words, at)) return false;
  if (word.isShouted && (isShouting(words[at - 1]) || isShouting(words[at + 1]))) return false;
  const isDoing = givenNamesToo.has(word.folded) && deeds.has(wordAt(words, at + 1));
  return word.isPossessor || isBeforeName(words, at) || isDoing || !word.startsSentence;
}

const isShouting = (word: Word | undefined) => !!word?.isShouted;

/** "Piet de jong", "J. Vos", "Anna Roos". Without a particle it takes a capital: "Anna will come". */
function isBehindName(words: readonly Word[], at: number): boolean {
  let before = at - 1;
  while (before >= 0 && particles.has(wordAt(words, before)) && isNext(words[before + 1], words[before]))
    before--;
  const name = words[before];
  const hasParticle = before < at - 1;
  if (!name || !isNext(words[before + 1], name)) return false;
  return (name.isName || name.isInitial) && (hasParticle || (words[at] as Word).isCapital);
}

function isBeforeName(words: readonly Word[], at: number): boolean {
  let next = at + 1;
  while (
    next < at + 4 &&
    words[next] &&
    particles.has(wordAt(words, next)) &&
    isNext(words[next], words[next - 1])
  )
    next++;
  const name = words[next];
  return isNext(name, words[next - 1]) && name?.known !== undefined && name.isCapital;
}

function isUsedAsMonth(words: readonly Word[], at: number): boolean {
  const word = words[at] as Word;
  if (!months.has(word.folded) && !abbreviatedMonths.has(word.folded)) return false;
  const [before, beyond] = [words[at - 1], words[at - 2]];
  const isListed = /^(?:en|of|and|or|to|t|m)$/.test(before?.folded ?? "") && months.has(beyond?.folded ?? "");
  return (
    beforeMonths.has(before?.folded ?? "") ||
    months.has(before?.folded ?? "") ||
    isListed ||
    /\d[ -]?$/.test(word.gap) ||
    /^\.?[ -]?['’]?\d/.test(word.after) ||
    /^[/-]/.test(word.after)
  );
}

const isUsedAsPlace = (words: readonly Word[], at: number) =>
  beforePlaces.has(wordAt(words, at - 1)) && isNext(words[at], words[at - 1]);

/** What belongs to a name that was found: words behind it, initials, particles and a given name before it. */
function markAround(words: readonly Word[], at: number): void {
  markBehind(words, at);
  markBefore(words, at);
}

function markBehind(words: readonly Word[], at: number): void {
  let next = at + 1;
  if ((words[at] as Word).isPossessor) return;
  while (next < at + 4 && isNext(words[next], words[next - 1]) && particles.has(wordAt(words, next))) next++;
  const word = words[next];
  const isIt = isNext(word, words[next - 1]) || (next > at + 1 && word?.gap === " '");
  if (!word || !isIt || word.isName) return;
  if (
    word.isInitial ||
    (looksLikeName(word, { mayShout: isShouting(words[at]) }) && !isUsedAsPlace(words, next))
  ) {
    mark(words, at, next);
  }
}

function markBefore(words: readonly Word[], at: number): void {
  let from = at;
  const before = () => (isNext(words[from], words[from - 1]) ? words[from - 1] : undefined);
  while (from > at - 3 && particles.has(before()?.folded ?? "")) from--;
  const first = words[from] as Word;
  const isTwo = at - from > 1 && /^v[ao]n$/.test(first.folded);
  const isWritten = from < at && first.isCapital && !first.startsSentence;
  const giver = before();
  const isGiven =
    !!giver &&
    (giver.isInitial || giver.isName || (looksLikeName(giver) && !giver.startsSentence && from === at));
  if (isGiven) mark(words, from - 1, at);
  else if (isTwo || isWritten || (from < at && giver && titles.has(giver.folded))) mark(words, from, at);
  for (
    let next = from - 1;
    isGiven && words[next - 1]?.isInitial && isNext(words[next], words[next - 1]);
    next--
  ) {
    mark(words, next - 1, next);
  }
}

function spansOfNames(words: readonly Word[]): Span[] {
  const spans: Span[] = [];
  for (const [at, word] of words.entries()) {
    if (!word.isName) continue;
    const last = spans.at(-1);
    const before = words[at - 1];
    const goesOn = before?.isName && !before.isPossessor && (isNext(word, before) || word.gap === " '");
    if (last && goesOn) last.to = word.to;
    else spans.push({ from: word.from, to: word.to });
  }
  return spans;
}
