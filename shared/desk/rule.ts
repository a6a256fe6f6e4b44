import * as z from "zod/mini";
import { Audience, StartsAt } from "../faq/audience.ts";
import { Key } from "../id.ts";
import { someOf } from "../schema.ts";
import { LocalText } from "../text.ts";
import { Confidentiality } from "../ticket/confidentiality.ts";
import { TopicKnownBy } from "../ticket/event.ts";

const When = z.strictObject({
  askerWorksAtDesk: z.optional(z.boolean()),
  confidentialityAtLeast: z.optional(Confidentiality),
  confidentiality: z.optional(Confidentiality),
  words: z.optional(someOf(z.string().check(z.regex(/[\p{L}\p{N}]{2}/u, "a word of two letters or more")))),
  topicStartsAt: z.optional(StartsAt),
  topicKnownBy: z.optional(someOf(TopicKnownBy)),
  topicNotForAsker: z.optional(z.boolean()),
  askerIs: z.optional(someOf(Audience)),
});
export type When = z.infer<typeof When>;

/** One line of the organisation's routing: the conditions, the desk, and the reason that people get to see. */
export const RoutingRule = z.strictObject({
  name: Key,
  reason: LocalText,
  when: When,
  /** A desk's key, or "topic-desk" for the desk of the question's topic. */
  to: Key,
  raises: z.optional(Confidentiality),
  /** Signposts to show to the asker. */
  shows: z.optional(z.array(Key)),
});
export type RoutingRule = z.infer<typeof RoutingRule>;
