import * as z from "zod";
import { Audience, StartsAt } from "../faq/audience.ts";
import { Key } from "../id.ts";
import { LocalText } from "../text.ts";
import { Confidentiality } from "../ticket/confidentiality.ts";
import { TopicKnownBy } from "../ticket/event.ts";

const When = z.strictObject({
  askerWorksAtDesk: z.boolean().optional(),
  confidentialityAtLeast: Confidentiality.optional(),
  confidentiality: Confidentiality.optional(),
  words: z
    .array(z.string().regex(/[\p{L}\p{N}]{2}/u, "a word of two letters or more"))
    .min(1)
    .optional(),
  topicStartsAt: StartsAt.optional(),
  topicKnownBy: z.array(TopicKnownBy).min(1).optional(),
  topicNotForAsker: z.boolean().optional(),
  askerIs: z.array(Audience).min(1).optional(),
});
export type When = z.infer<typeof When>;

/** One line of the organisation's routing: the conditions, the desk, and the reason that people get to see. */
export const RoutingRule = z.strictObject({
  name: Key,
  reason: LocalText,
  when: When,
  /** A desk's key, or "topic-desk" for the desk of the question's topic. */
  to: Key,
  raises: Confidentiality.optional(),
  /** Signposts to show to the asker. */
  shows: z.array(Key).optional(),
});
export type RoutingRule = z.infer<typeof RoutingRule>;
