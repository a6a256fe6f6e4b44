import type { SignpostView } from "../../shared/contract/view.ts";
import { hrConcepts } from "../../shared/faq/glossary/concepts.ts";
import { conceptsFrom } from "../../shared/faq/glossary.ts";
import { pointedBy } from "./pointed.ts";
import { type PageIndex, type Suggester, suggesterOf } from "./suggester.ts";

/** What is looked up in the page while somebody types. */
export type Looking = { suggest: Suggester; point: (typed: string) => SignpostView[] };

/** With the concepts that every helpdesk has: large, so it comes by itself once somebody begins to type. */
export const lookingWithConcepts = async (index: PageIndex): Promise<Looking> => ({
  suggest: await suggesterOf(index, merged(index)),
  point: (typed) => pointedBy(index.pointers, typed),
});

/** The organisation's words for a known concept are added to it. */
function merged({ concepts }: PageIndex) {
  const usual = conceptsFrom(hrConcepts).map((concept) => {
    const own = concepts.find(({ key }) => key === concept.key);
    return own ? { ...concept, nl: [...concept.nl, ...own.nl], en: [...concept.en, ...own.en] } : concept;
  });
  const isUsual = (key: string) => usual.some((concept) => concept.key === key);
  return [...usual, ...concepts.filter(({ key }) => !isUsual(key))];
}
