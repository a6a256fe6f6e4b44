import { isBsn } from "../person/bsn.ts";
import { apart, type Span, spansOf } from "./mask-span.ts";

export const mailIn = (text: string): Span[] =>
  apart([...spansOf(text, mailAddress), ...spansOf(text, spelledMail)]);

const mailAddress =
  /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}][\p{L}\p{N}._%+'-]{0,63}(?:@| @ ?|@ | ?[([](?:at|apenstaartje)[)\]] ?)(?:[\p{L}\p{N}-]{1,63}(?:\.| ?[([](?:punt|dot)[)\]] ?)){1,8}\p{L}{2,24}(?![\p{L}\p{N}])/dgiu;

/** As it is said on the telephone. */
const spelledMail =
  /(?<![\p{L}\p{N}])[\p{L}\p{N}]{1,40}(?: (?:punt|dot|streepje) [\p{L}\p{N}]{1,40}){0,3} (?:apen?staart(?:je)?|at) [\p{L}\p{N}-]{1,40}(?: (?:punt|dot) [\p{L}\p{N}-]{1,40}){0,2} (?:punt|dot) (?:nl|com|org|net|eu|be|de|uk|io|gov|edu|amsterdam|frl)(?![\p{L}\p{N}])/dgiu;

/** What passes the test of ISO 13616: two letters, two digits, and the length that its country has. */
export function ibansIn(text: string): Span[] {
  return apart(
    spansOf(text, ibanStart).flatMap(({ from }) => {
      const to = ibanEnd(text, from);
      return to === undefined ? [] : [{ from, to }];
    }),
  );
}

const ibanStart = /(?<![\p{L}\p{N}])[a-z]{2}[ ]?\d{2}/dgiu;
const ibanLengths: Record<string, number> = {
  NL: 18,
  BE: 16,
  DE: 22,
  FR: 27,
  GB: 22,
  ES: 24,
  IT: 27,
  PL: 28,
};
const [shortestIban, longestIban] = [15, 34];

function ibanEnd(text: string, from: number): number | undefined {
  const length = ibanLengths[text.slice(from, from + 2).toUpperCase()];
  let signs = "";
  for (let at = from; at < text.length && signs.length < longestIban; at++) {
    const sign = text[at] as string;
    if (/[a-z0-9]/i.test(sign)) signs += sign.toUpperCase();
    else if (!/[ .\u00a0-]/.test(sign) || /[ .\u00a0-]/.test(text[at - 1] as string)) return undefined;
    else continue;
    const isWhole = !/[\p{L}\p{N}]/u.test(text[at + 1] ?? "");
    const mayEnd = length === undefined ? signs.length >= shortestIban : signs.length === length;
    if (isWhole && mayEnd && remainderOf(signs) === 1) return at + 1;
  }
  return undefined;
}

const remainderOf = (signs: string) =>
  [...signs.slice(4), ...signs.slice(0, 4)].reduce(
    (rest, sign) => Number(`${rest}${Number.parseInt(sign, 36)}`) % 97,
    0,
  );

/** A number behind a word that says so, or of the form that the organisation's numbers have. */
export function personnelNumbersIn(text: string, form?: RegExp): Span[] {
  const ofForm = form
    ? spansOf(text, new RegExp(`(?<![\\p{L}\\p{N}])(?:${form.source})(?![\\p{L}\\p{N}])`, "dgu"))
    : [];
  return apart([
    ...spansOf(text, behindItsName, 1),
    ...spansOf(text, behindItsBearer, 1),
    ...ofForm.filter(({ from, to }) => to > from),
  ]);
}

const behindItsName = new RegExp(
  [
    "(?<![\\p{L}\\p{N}])(?:(?:personeels?|medewerkers?|werknemers?|dienst|pers|mdw|staff|employee|personnel|emp|payroll)",
    "[ .-]{0,2}(?:nummer|nrs?|number|no|id|num)|pnr|p\\.nr|personeelsnr)(?![\\p{L}\\p{N}])",
    "(?:[ :=#(.,]|(?:is|was|luidt|nummer|nr|van mij|van haar|van hem|of mine)(?!\\p{L})){0,8}",
    "([a-z]{0,4}[-.]?\\d[\\da-z./-]{1,14})(?<![./-])(?![\\p{L}\\p{N}])",
  ].join(""),
  "dgiu",
);

/** "Medewerker 104523": digits enough to be no count. */
const behindItsBearer =
  /(?<!\p{L})(?:medewerker|werknemer|employee|collega) ([a-z]?-?\d{4,10})(?![\p{L}\p{N}])/dgiu;

export function phonesIn(text: string): Span[] {
  const spans: Span[] = [];
  for (const run of digitRuns(text)) {
    for (let first = 0; first < run.length; first++) {
      const last = lastOfPhone(text, run, first);
      if (last === undefined) continue;
      spans.push(withSigns(text, { from: (run[first] as Span).from, to: (run[last] as Span).to }));
      first = last;
    }
  }
  return apart([...spans, ...spansOf(text, extension, 1)]);
}

const extension =
  /(?<!\p{L})(?:toestel|doorkiesnummer|tst\.?|ext\.?|extension)(?:[ :]|nr\.?|nummer|number){0,4}(\d{3,6})(?![\p{L}\p{N}])/dgiu;

/** A plus and an opening bracket before it belong to it. */
function withSigns(text: string, { from, to }: Span): Span {
  const [signs = ""] = /\+?\(?\+?$/.exec(text.slice(Math.max(0, from - 3), from)) ?? [];
  const isOpened = text.slice(from, to).includes(")") && !text.slice(from, to).includes("(");
  return { from: from - (signs.startsWith("(") && !isOpened ? signs.length - 1 : signs.length), to };
}

/** How many digits come after the code of a country, the fewest first; of others seven to twelve with the code. */
const nationalDigits: Record<string, readonly number[]> = {
  "31": [9],
  "32": [8, 9],
  "49": [9, 10, 11],
  "44": [10],
  "33": [9],
  "34": [9],
  "39": [9, 10],
  "48": [9],
  "90": [10],
  "212": [9],
  "40": [9],
  "351": [9],
  "30": [10],
  "1": [10],
  "597": [6, 7],
  "599": [7, 8],
  "297": [7],
};

function lastOfPhone(text: string, run: readonly Span[], first: number): number | undefined {
  const start = (run[first] as Span).from;
  const hasPlus = /\+ ?\(?$/.test(text.slice(Math.max(0, start - 3), start));
  const isCalled = called.test(text.slice(Math.max(0, start - 40), start));
  if (!hasPlus && /\p{L}-?$/u.test(text.slice(Math.max(0, start - 2), start))) return undefined;
  let best: number | undefined;
  const groups: string[] = [];
  for (let last = first; last < run.length; last++) {
    groups.push(text.slice((run[last] as Span).from, (run[last] as Span).to));
    const digits = groups.join("");
    if (digits.length > 16) break;
    const fits = fitOf(groups, digits, hasPlus);
    if (fits === "whole") return last;
    if (fits === "maybe") best = last;
    const isLoose = (hasPlus || isCalled) && digits.length >= 7 && digits.length <= 12;
    if (isLoose && !isDateLike(groups) && !isService(digits)) best = last;
  }
  return best;
}

const called =
  /(?<!\p{L})(?:tel|telefoon|telefoonnummer|telefoonnr|mobiel|mobiele nummer|mobile|phone|phone number|gsm|whatsapp|bellen op|bereikbaar op|bel me op|bel mij op|call me (?:on|at)|reach me (?:on|at))[ .:=(]{0,3}(?:is )?$/iu;

/** A number that is long enough and may go on is `maybe`. */
function fitOf(groups: readonly string[], digits: string, hasPlus: boolean): "whole" | "maybe" | undefined {
  const abroad = hasPlus ? digits : /^00[1-9]/.test(digits) ? digits.slice(2) : undefined;
  if (abroad !== undefined) return fitAbroad(abroad);
  if (/^316\d{8}$/.test(digits)) return "whole";
  const isDutch = /^0[1-9]\d{8}$/.test(digits) && beginsAsDutch(groups);
  // A mobile number with a digit too few is somebody's all the same.
  if (/^06\d{7}$/.test(digits) && beginsAsDutch(groups) && !isDateLike(groups)) return "maybe";
  return isDutch && !isDateLike(groups) ? "whole" : undefined;
}

function fitAbroad(digits: string): "whole" | "maybe" | undefined {
  const code = Object.keys(nationalDigits).find((one) => digits.startsWith(one)) ?? "";
  const lengths = nationalDigits[code] ?? [];
  const { length } = digits.slice(code.length).replace(/^0/, "");
  if (length === lengths.at(-1)) return "whole";
  return lengths.includes(length) ? "maybe" : undefined;
}

/** 06, an area code of three or four digits, more in one go, or all digits apart. */
const beginsAsDutch = ([first = "", ...rest]: readonly string[]) =>
  first.length >= 3 || first === "06" || (first === "0" && (rest[0]?.[0] === "6" || rest.length === 9));

const isDateLike = ([day = "", month = "", year = ""]: readonly string[]) =>
  day.length <= 2 && month.length <= 2 && /^(?:19|20)\d\d$/.test(year);

/** Numbers of organisations, which everybody may call. */
const isService = (digits: string) => /^0(?:800|90[069])/.test(digits);

export function bsnsIn(text: string): Span[] {
  const spans: Span[] = [];
  for (const run of digitRuns(text)) {
    for (let first = 0; first < run.length; first++) {
      const last = lastOfNine(text, run, first);
      if (last === undefined) continue;
      const span = { from: (run[first] as Span).from, to: (run[last] as Span).to };
      const digits = text.slice(span.from, span.to).replace(/\D/g, "");
      if (!isBsn(digits) || isAmount(text, span) || isReference(text, span)) continue;
      spans.push(span);
      first = last;
    }
  }
  return spans;
}

/** Nine digits in groups of two and more, or each apart; others are numbers that happen to stand in a row. */
function lastOfNine(text: string, run: readonly Span[], first: number): number | undefined {
  let digits = 0;
  let singles = 0;
  for (let last = first; last < run.length && digits < 9; last++) {
    const { from, to } = run[last] as Span;
    digits += to - from;
    if (to - from === 1) singles++;
    if (digits === 9) {
      const groups = text.slice((run[first] as Span).from, to).split(/\D+/);
      return (singles === 0 || singles === 9) && !isDateLike(groups) ? last : undefined;
    }
  }
  return undefined;
}

const isAmount = (text: string, { from, to }: Span) =>
  /(?:€|EUR|\$|£) ?$/i.test(text.slice(Math.max(0, from - 4), from)) ||
  /^(?:,\d| ?(?:euro|eur|€|%))/i.test(text.slice(to, to + 6));

/** Letters at a number make it a reference, save those that say what it is. */
function isReference(text: string, { from, to }: Span): boolean {
  const before = text.slice(Math.max(0, from - 8), from);
  return (
    (/\p{L}[-_/]?$/u.test(before) && !/(?:bsn|sofi|nr|nummer)-?$/i.test(before)) ||
    /^[-_]?\p{L}/u.test(text.slice(to, to + 2))
  );
}

/** Digits in a row, and rows with no more than a space, a dot, a dash, a slash or brackets between them. */
function digitRuns(text: string): Span[][] {
  const runs: Span[][] = [];
  for (const span of spansOf(text, /\d+/dg)) {
    const last = runs.at(-1)?.at(-1);
    if (last && betweenGroups.test(text.slice(last.to, span.from).slice(0, 5))) runs.at(-1)?.push(span);
    else runs.push([span]);
  }
  return runs;
}

const betweenGroups = /^[ \u00a0.()/–-]{1,4}$/;
