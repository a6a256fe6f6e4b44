import { fold } from "../text.ts";
import type { RoutingRule } from "./rule.ts";

/** The names of the rules that have a word with which some word of the text begins, spelling folded. */
export function wordRulesIn(rules: readonly RoutingRule[], text: string): string[] {
  const isIn = wordsIn(text);
  return rules.filter(({ when }) => when.words?.some(isIn)).map(({ name }) => name);
}

/** Whether a word begins some word of the text. */
export function wordsIn(text: string): (word: string) => boolean {
  const inText = spaced(text);
  return (word) => inText.includes(spaced(word));
}

/** A space before each word and none after the last, so that a text is searched from the start of its words. */
const spaced = (text: string) => ` ${(fold(text).match(/[\p{L}\p{N}]+/gu) ?? []).join(" ")}`;
