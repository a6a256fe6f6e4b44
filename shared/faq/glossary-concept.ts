import * as z from "zod/mini";
import { Key } from "../id.ts";
import { later } from "../schema.ts";

const word = () =>
  z.string().check(z.minLength(2), z.maxLength(80), z.regex(/\p{L}|\p{N}/u, "a word or a few"));

/**
 * A concept with its words in both languages. A word may be several words; a star at its end or start says that it may
 * begin or end a longer word. An organisation may know a word in one language only.
 */
export const Concept = later(() =>
  z.strictObject({
    key: Key,
    nl: z.array(word()).check(z.maxLength(200)),
    en: z.array(word()).check(z.maxLength(200)),
  }),
);
export type Concept = z.infer<typeof Concept>;
