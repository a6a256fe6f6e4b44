import { fold } from "../text.ts";
import type { RoutingRule } from "./rule.ts";

/** The names of the rules that have a word with which some word of the text begins, spelling folded. */
export function wordRulesIn(rules: readonly RoutingRule[], text: string): string[] {
  const inText = spaced(text);
  return rules
    .filter((rule) => rule.when.words?.some((word) => inText.includes(spaced(word))))
    .map((rule) => rule.name);
}

/** A space before each word and none after the last, so that a text is searched from the start of its words. */
const spaced = (text: string) => ` ${(fold(text).match(/[\p{L}\p{N}]+/gu) ?? []).join(" ")}`;
