import { shownKeys } from "./shown-keys.ts";

/** The keys of an action, beside its text. Whoever reads it aloud hears them from `aria-keyshortcuts`. */
export function KeyHint({ keys }: { keys: string }) {
  return (
    <span class="key-hint" aria-hidden="true">
      {shownKeys(keys).map((key) => (
        <kbd key={key}>{key}</kbd>
      ))}
    </span>
  );
}
