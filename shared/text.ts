import * as z from "zod/mini";
import { later, someText } from "./schema.ts";

export const Language = /* @__PURE__ */ z.enum(["nl", "en"]);
export type Language = z.infer<typeof Language>;

/** A text in both languages of the screen. Dutch comes first, English is complete. */
export const LocalText = /* @__PURE__ */ later(() => z.strictObject({ nl: someText(), en: someText() }));
export type LocalText = z.infer<typeof LocalText>;

/** Lower case without diacritics, so that "Zoë" is found by "zoe" and "één" equals "een". */
export function fold(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll("ß", "ss")
    .replaceAll("ø", "o")
    .replaceAll("ł", "l")
    .replaceAll("æ", "ae");
}
