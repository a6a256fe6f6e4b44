import { hrConcepts } from "../../../shared/faq/glossary/concepts.ts";
import { conceptsFrom, glossaryOf } from "../../../shared/faq/glossary.ts";

export const hrGlossary = glossaryOf(conceptsFrom(hrConcepts));
