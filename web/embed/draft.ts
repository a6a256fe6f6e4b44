import type { Draft } from "../employee/draft.ts";

/** What was typed and not sent yet; `key` makes sending it again the same deed, also after a reload. */
export type EmbedDraft = Draft & { key: string };

type Store = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/**
 * A draft for as long as this window stands: a reload loses nothing, and the next person at this device finds nothing.
 * Where nothing can be kept it lives in the form alone.
 * @param name says whose it is; until that is known nothing is kept
 */
export function draftIn(store: () => Store, name: string | undefined, newKey: () => string) {
  return {
    read(): EmbedDraft {
      try {
        if (!name) return { text: "", key: newKey() };
        const found = JSON.parse(store().getItem(name) ?? "null");
        if (typeof found?.text === "string" && typeof found.key === "string") return found;
      } catch {
        // Not ours, or nothing that can be read.
      }
      return { text: "", key: newKey() };
    },
    keep(draft: EmbedDraft): void {
      if (!name) return;
      try {
        if (draft.text || draft.topic) store().setItem(name, JSON.stringify(draft));
        else store().removeItem(name);
      } catch {
        // The text lives in the field alone.
      }
    },
  };
}

/** What somebody typed before it was known who they are goes on from what they had, if anything. */
export const goneOn = (before: EmbedDraft, typed: EmbedDraft): EmbedDraft =>
  before.text || before.topic
    ? { ...before, ...typed, key: before.key, text: [before.text, typed.text].filter(Boolean).join("\n") }
    : typed;
