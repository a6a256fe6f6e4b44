import type { Language } from "../../shared/text.ts";

/** How the pages address people in Dutch, as the organisation chose. */
export type Address = "je" | "u";
export type Speech = { language: Language; address: Address };

/** What a text may need besides its words. */
export type Words = {
  /** The form for "je" and the one for "u". */
  form: (je: string, u: string) => string;
  /** The form for one and the one for any other number; `#` becomes the number. */
  some: (count: number, one: string, other: string) => string;
};

/** Texts by their names, in both languages. What one language has, the other must have: its type says so. */
export type Catalogue<T> = { nl: (words: Words) => T; en: (words: Words) => T };

export const texts = <T>(catalogue: {
  nl: (words: Words) => T;
  en: (words: Words) => NoInfer<T>;
}): Catalogue<T> => catalogue;

export const textsIn = <T>(catalogue: Catalogue<T>, speech: Speech): T =>
  catalogue[speech.language](wordsOf(speech));

export function wordsOf({ language, address }: Speech): Words {
  const rules = new Intl.PluralRules(language);
  const numbers = new Intl.NumberFormat(language);
  return {
    form: (je, u) => (address === "u" ? u : je),
    some: (count, one, other) =>
      (rules.select(count) === "one" ? one : other).replaceAll("#", numbers.format(count)),
  };
}
