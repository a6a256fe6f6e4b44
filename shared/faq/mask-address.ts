import { apart, type Span, spansOf } from "./mask-span.ts";

/** Where somebody lives: a street with a number, a Dutch postcode, or both with the place behind them. */
export function addressesIn(text: string): Span[] {
  const streets = [...spansOf(text, street), ...spansOf(text, home, 1)];
  const postcodes = spansOf(text, postcode).filter(({ from, to }) => isPostcode(text, from, to));
  return joined(text, apart([...streets, ...postcodes]));
}

const street =
  /(?<![\p{L}\p{N}])(?:\p{Lu}[\p{L}.'’-]{0,30} (?:(?:der?|den|het|ter|ten|\p{Lu}[\p{L}.'’-]{0,30}) ){0,2})?(?:\p{Lu}[\p{L}'’-]{0,30}(?:straat|laan|weg|plein|gracht|kade|dijk|singel|hof|pad|steeg|plantsoen|dreef|park)|\p{Lu}[\p{L}'’-]{1,30} (?:Street|Road|Avenue|Lane|straat|laan|weg)) \d{1,5}(?: ?[a-zA-Z](?!\p{L}))?(?:[ -]\d{1,3}(?![\d.:-]))?(?![\p{L}\p{N}])/dgu;
const home =
  /(?<!\p{L})(?:woon|woont|woonachtig|live|verhuisd naar|verhuis naar)(?: (?:aan|op|in|at|on))?(?: (?:de|het|the))? ((?:\p{Lu}[\p{L}'’-]{1,30} ){1,3}\d{1,4}[a-z]?)(?![\p{L}\p{N}])/dgu;
const postcode =
  /(?<![\p{L}\p{N}-])[1-9]\d{3} ?(?:[A-Z]{2}|(?<=\d)[a-z]{2})(?![\p{L}\p{N}])(?: \d{1,5}(?: ?[a-z](?!\p{L}))?(?![\p{L}\p{N}:.-]))?/dgu;

/** "In 2026 HR" is a year with a word behind it. */
function isPostcode(text: string, from: number, to: number): boolean {
  const [, digits = "", space = "", letters = ""] =
    /^(\d{4})( ?)(\p{L}{2})/u.exec(text.slice(from, to)) ?? [];
  if (/^S[ADS]$/i.test(letters)) return false;
  if (space === "") return letters === letters.toUpperCase();
  return (
    !wordsOfTwo.has(letters) &&
    !(
      /^(?:19|20)/.test(digits) &&
      /\p{L} $/u.test(text.slice(Math.max(0, from - 2), from)) &&
      years.test(text.slice(Math.max(0, from - 12), from))
    )
  );
}

const years = /(?:in|jaar|van|year|since|sinds|vanaf|from|of|cao) $/i;
const wordsOfTwo = new Set(
  "HR IT EU KM UW IK EN OR MT PO NU DE HB IS OP TE AL AM PM KG UR NL VS UK US ID FG SV CV".split(" "),
);

/** A street, its postcode and the place behind it are one address. */
function joined(text: string, spans: readonly Span[]): Span[] {
  const whole: Span[] = [];
  for (const span of spans) {
    const last = whole.at(-1);
    if (last && /^[ ,]{1,3}$|^,?\n$/.test(text.slice(last.to, span.from).slice(0, 4))) last.to = span.to;
    else whole.push({ ...span });
  }
  return whole.map(({ from, to }) => ({ from, to: to + placeBehind(text, from, to) }));
}

/** The place where it is: capitalised words straight behind a postcode. */
function placeBehind(text: string, from: number, to: number): number {
  if (!/\d{4} ?[A-Za-z]{2}$/.test(text.slice(from, to))) return 0;
  return (
    /^,? (?:Den |De |'s-)?\p{Lu}\p{Ll}[\p{L}-]{0,30}(?= ?(?:[.,;)\n]|$))/u.exec(text.slice(to, to + 50))?.[0]
      .length ?? 0
  );
}
