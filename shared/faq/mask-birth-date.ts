import { apart, type Span, spansOf } from "./mask-span.ts";

/** A date beside a word of birth. Any other date is when something happened, which a question needs. */
export const birthDatesIn = (text: string): Span[] =>
  apart([behindBirth, beforeBirth, iAmOf].flatMap((beside) => spansOf(text, beside, 1)));

const months =
  "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|" +
  "january|february|march|may|june|july|august|october|jan|feb|mrt|mar|apr|jun|jul|aug|sept|sep|okt|oct|nov|dec";
const year = "(?:(?:19|20)\\d\\d|['’]?\\d\\d)";
const dayInWords =
  "(?:een|eerste|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien|" +
  "(?:vijf|zes|zeven|acht|negen)tien|(?:\\p{L}{3,5}[eë]n)?twintig|(?:eenen)?dertig)";
const date = [
  `\\d{1,2}[ ]?[-/.][ ]?\\d{1,2}[ ]?[-/.][ ]?${year}`,
  "(?:19|20)\\d\\d[-/.]\\d{1,2}[-/.]\\d{1,2}",
  "(?:19|20)\\d\\d(?:0\\d|1[0-2])[0-3]\\d",
  "[0-3]\\d(?:0\\d|1[0-2])(?:19|20)\\d\\d",
  `\\d{1,2}(?:e|ste|de|st|nd|rd|th)?(?:[ -]| of )(?:${months})\\.?(?:,?[ -]${year})?`,
  `${dayInWords} (?:${months})(?: (?:19|20)\\d\\d)?`,
  `(?:${months})\\.? \\d{1,2}(?:st|nd|rd|th)?(?:,? (?:19|20)\\d\\d)?`,
].join("|");
const birth =
  "geboren|geboortedatum|geboorte|geb\\.? ?dat(?:um)?\\.?|geb\\.?|gebdat|verjaardag|jarig|dob|d\\.o\\.b\\.?|date of birth|birth ?date|birthday|born";
/** Words may stand between, as in "geboren te Utrecht op"; not a digit, the end of a sentence, or what was masked. */
const between = "[^\\d.!?\\n\\uE000-\\uE007]{0,40}?";

const behindBirth = new RegExp(
  `(?<!\\p{L})(?:${birth})(?!\\p{L})[.:]?${between}(?<![\\p{L}\\p{N}])(${date})(?![\\p{L}\\p{N}])`,
  "dgiu",
);
const beforeBirth = new RegExp(
  `(?<![\\p{L}\\p{N}])(${date})(?![\\p{L}\\p{N}])[ ,)]{0,2}(?:is (?:mijn|zijn|haar|de|my|his|her) )?(?:${birth})(?!\\p{L})`,
  "dgiu",
);
/** Whoever says so with a year of long ago does not mean an absence. */
const iAmOf = new RegExp(
  `(?<!\\p{L})ik ben van (\\d{1,2}(?: (?:${months}) |[-/.]\\d{1,2}[-/.])(?:19\\d\\d|200\\d))(?![\\p{L}\\p{N}])`,
  "dgiu",
);
