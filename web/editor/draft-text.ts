import type { SentBodyOf } from "../../shared/contract/operations.ts";
import type { Revision, Source } from "../../shared/faq/record.ts";

/** A draft as it stands in the form: every field a text, so that what is half typed can be kept. */
export type TypedSource = { kind: Source["kind"]; text: string; url: string };
export type Typed = {
  nl: { written: string; spoken: string };
  en: { written: string; spoken: string };
  isEnglish: boolean;
  sources: TypedSource[];
  validFrom: string;
  validUntil: string;
};

const nothing = { written: "", spoken: "" };

export const typedOf = ({ texts, sources, validFrom, validUntil = "" }: Revision): Typed => ({
  nl: texts.nl,
  en: texts.en ?? nothing,
  isEnglish: texts.en !== undefined,
  sources: sources.map(({ kind, text, url = "" }) => ({ kind, text, url })),
  validFrom,
  validUntil,
});

export const writtenOf = ({
  nl,
  en,
  isEnglish,
  sources,
  validFrom,
  validUntil,
}: Typed): SentBodyOf<"PUT /v1/topics/{topic}/revisions/{revision}"> => ({
  texts: { nl, ...(isEnglish && { en }) },
  sources: sources.map(({ kind, text, url }) => ({
    kind,
    text: text.trim(),
    ...(url.trim() && { url: url.trim() }),
  })),
  validFrom,
  ...(validUntil && { validUntil }),
});

export const isSame = (one: Typed, other: Typed): boolean =>
  JSON.stringify(writtenOf(one)) === JSON.stringify(writtenOf(other));

type Parts = {
  dutch: string;
  english: string;
  readWritten: string;
  readSpoken: string;
  sources: string;
  sourceKinds: Record<Source["kind"], string>;
  validity: string;
};

/** All that is written in a draft as texts, each by the name of its part, always the same ones. */
export function partsOf(
  typed: Typed,
  t: Parts,
  dayText: (day: string) => string,
): { name: string; text: string }[] {
  const { nl, sources, validFrom, validUntil } = typed;
  const en = typed.isEnglish ? typed.en : nothing;
  const lines = sources.map(({ kind, text, url }) =>
    [`${t.sourceKinds[kind]}: ${text}`, url].join(" ").trim(),
  );
  return [
    { name: `${t.readWritten} (${t.dutch})`, text: nl.written },
    { name: `${t.readSpoken} (${t.dutch})`, text: nl.spoken },
    { name: `${t.readWritten} (${t.english})`, text: en.written },
    { name: `${t.readSpoken} (${t.english})`, text: en.spoken },
    { name: t.sources, text: lines.join("\n") },
    { name: t.validity, text: [validFrom, validUntil].filter(Boolean).map(dayText).join(" – ") },
  ];
}

type Words = Record<
  "sourceTextMissing" | "sourceUrlWrong" | "validFromMissing" | "validUntilBefore" | "tooLongText",
  string
>;

const mostWritten = 10_000;
const mostSpoken = 4_000;

/** What keeps a draft from being saved; that it is not finished does not. */
export function errorsIn(typed: Typed, t: Words): { id: string; text: string }[] {
  const { sources, validFrom, validUntil, isEnglish } = typed;
  const languages = isEnglish ? (["nl", "en"] as const) : (["nl"] as const);
  return [
    ...languages.flatMap((language) => [
      ...(typed[language].written.length > mostWritten
        ? [{ id: `written-${language}`, text: t.tooLongText }]
        : []),
      ...(typed[language].spoken.length > mostSpoken
        ? [{ id: `spoken-${language}`, text: t.tooLongText }]
        : []),
    ]),
    ...sources.flatMap(({ text, url }, i) => [
      ...(text.trim() === "" ? [{ id: `source-text-${i}`, text: t.sourceTextMissing }] : []),
      ...(url.trim() !== "" && !isHttps(url.trim())
        ? [{ id: `source-url-${i}`, text: t.sourceUrlWrong }]
        : []),
    ]),
    ...(validFrom === "" ? [{ id: "valid-from", text: t.validFromMissing }] : []),
    ...(validUntil !== "" && validUntil < validFrom ? [{ id: "valid-until", text: t.validUntilBefore }] : []),
  ];
}

const isHttps = (url: string) => /^https:\/\//.test(url) && URL.canParse(url);
