import { isTypingIn, type Press } from "./keys.ts";

let typed: string | undefined;

/** From here on what is typed is kept for a field that is still to come: somebody who is called types at once. */
export function keepTyping(): void {
  typed ??= "";
  addEventListener("keydown", keep, true);
  addEventListener("pointerdown", takeTyped, true);
}

/** What was typed ahead, for the field that it was meant for; from then on the field has it. */
export function takeTyped(): string {
  removeEventListener("keydown", keep, true);
  removeEventListener("pointerdown", takeTyped, true);
  const taken = typed ?? "";
  typed = undefined;
  return taken;
}

function keep(event: KeyboardEvent): void {
  if (isTypingIn(document.activeElement as HTMLElement | null)) return;
  const next = typedWith(typed ?? "", event);
  if (next === undefined) takeTyped();
  if (next === undefined || next === typed) return;
  typed = next;
  // Without a field a letter would be a key of the page.
  event.preventDefault();
  event.stopPropagation();
}

/** @returns nothing where somebody no longer types: they go elsewhere */
export function typedWith(
  before: string,
  { key, ctrlKey, metaKey, altKey }: Pick<Press, "key" | "ctrlKey" | "metaKey" | "altKey">,
): string | undefined {
  if (key === "Escape" || key === "Tab") return undefined;
  // Ctrl and Alt together are AltGr, which makes letters.
  if (metaKey || ctrlKey !== altKey) return before;
  if (key === "Backspace") return [...before].slice(0, -1).join("");
  return [...key].length === 1 ? before + key : before;
}
