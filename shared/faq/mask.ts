import type { Language } from "../text.ts";
import { addressesIn } from "./mask-address.ts";
import { birthDatesIn } from "./mask-birth-date.ts";
import { candidatesIn, namesIn } from "./mask-name.ts";
import { bsnsIn, ibansIn, mailIn, personnelNumbersIn, phonesIn } from "./mask-number.ts";
import { type Span, standIns } from "./mask-span.ts";

export const PersonalKinds = [
  "name",
  "bsn",
  "phone",
  "mail",
  "iban",
  "personnel-number",
  "birth-date",
  "address",
] as const;
export type PersonalKind = (typeof PersonalKinds)[number];

export type MaskOptions = {
  /** Names of people known to be involved, whole or in parts: "Anna van der Berg", or "Anna" and "Berg". */
  names: readonly string[];
  /** Of the placeholders; Dutch unless said. */
  language?: Language;
  /** What personnel numbers look like in this organisation, where no word tells; without flags. */
  personnelNumber?: RegExp;
};

/** `found` says which kinds were masked, so that a person can see what to look for. */
export type Masked = { text: string; found: PersonalKind[] };

const placeholders: Record<PersonalKind, Record<Language, string>> = {
  name: { nl: "[naam]", en: "[name]" },
  bsn: { nl: "[BSN]", en: "[citizen service number]" },
  phone: { nl: "[telefoonnummer]", en: "[telephone number]" },
  mail: { nl: "[e-mailadres]", en: "[email address]" },
  iban: { nl: "[IBAN]", en: "[bank account]" },
  "personnel-number": { nl: "[personeelsnummer]", en: "[personnel number]" },
  "birth-date": { nl: "[geboortedatum]", en: "[date of birth]" },
  address: { nl: "[adres]", en: "[address]" },
};

/**
 * Puts a placeholder for whatever tells who somebody is. It masks by rule, so it misses some: what it gives is for
 * editors who may see the question, never for everybody. Masking twice changes nothing more. Time goes up in
 * proportion to the text. The hard cases and the misses: test/shared/faq/hard-to-mask.ts.
 */
export function mask(text: string, { names, language = "nl", personnelNumber }: MaskOptions): Masked {
  const rules: [PersonalKind, (text: string) => Span[]][] = [
    ["mail", mailIn],
    ["iban", ibansIn],
    ["personnel-number", (rest) => personnelNumbersIn(rest, personnelNumber)],
    ["birth-date", birthDatesIn],
    ["phone", phonesIn],
    ["bsn", bsnsIn],
    ["address", addressesIn],
    ["name", (rest) => namesIn(rest, names)],
  ];
  let rest = withStandIns(text);
  const found = new Set<PersonalKind>();
  for (const [kind, spansIn] of rules) {
    const spans = spansIn(rest);
    if (spans.length > 0) found.add(kind);
    rest = replaced(rest, spans, standInOf(kind));
  }
  return { text: withPlaceholders(rest, language), found: PersonalKinds.filter((kind) => found.has(kind)) };
}

/** Words that may be part of a name, as written: to be looked up in the people file before masking. */
export const nameCandidates = (text: string): string[] => candidatesIn(withStandIns(text));

// While it works each placeholder is one sign that no rule takes for a letter or a digit.

const standInOf = (kind: PersonalKind) => standIns[PersonalKinds.indexOf(kind)] as string;

function withStandIns(text: string): string {
  const plain = text.replace(/[\uE000-\uE007]/g, "\uFFFD");
  return PersonalKinds.reduce(
    (rest, kind) =>
      Object.values(placeholders[kind]).reduce(
        (now, written) => now.replaceAll(written, standInOf(kind)),
        rest,
      ),
    plain,
  );
}

const withPlaceholders = (text: string, language: Language) =>
  text.replace(
    /[\uE000-\uE007]/g,
    (sign) => placeholders[PersonalKinds[standIns.indexOf(sign)] ?? "name"][language],
  );

/** @param spans in reading order, none within another */
function replaced(text: string, spans: readonly Span[], sign: string): string {
  const parts: string[] = [];
  let after = 0;
  for (const { from, to } of spans) {
    parts.push(text.slice(after, from), sign);
    after = to;
  }
  return parts.join("") + text.slice(after);
}
