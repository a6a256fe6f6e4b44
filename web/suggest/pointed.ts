import type { SignpostView } from "../../shared/contract/view.ts";
import { wordsIn } from "../../shared/desk/word-rules.ts";
import type { PageIndex } from "./suggester.ts";

/** Whom the words of a text point out, looked up in the page itself. Each of them once. */
export function pointedBy(pointers: PageIndex["pointers"], typed: string): SignpostView[] {
  const isIn = wordsIn(typed);
  const found = pointers.filter(({ words }) => words.some(isIn)).flatMap(({ signposts }) => signposts);
  return [...new Map(found.map((signpost) => [signpost.key, signpost])).values()];
}
