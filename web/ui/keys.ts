/** Something that a person can do here, by its button, its keys or the palette. */
export type Action = {
  id: string;
  /** As on its button. */
  text: string;
  /** As "j", "?", "F2", "ctrl+k", "ctrl+shift+enter", "escape". The first one is shown. Never Alt. */
  keys?: readonly string[];
  /** Everywhere: also while typing and in a dialog. Page: while no dialog is open. Dialog: within the open one. */
  scope: "everywhere" | "page" | "dialog";
  run: () => void;
  /** It may be pressed and held, as to go down a list. */
  isHeld?: boolean;
};

/** What it takes to know of a key press; a KeyboardEvent has it all. */
export type Press = {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
  repeat: boolean;
  isComposing: boolean;
  preventDefault(): void;
};

export type Surroundings = { isTyping: boolean; isInDialog: boolean };

export type KeyRegistry = ReturnType<typeof keyRegistry>;

/**
 * The one list of what can be done on a page. Buttons show its keys, the palette finds its actions and `?` lists them,
 * so none of the three can say something else.
 */
export function keyRegistry({ onClash }: { onClash: (keys: string, ids: [string, string]) => void }) {
  const registered = new Set<readonly Action[]>();
  const listeners = new Set<() => void>();
  let snapshot: readonly Action[] = [];
  let useSingleKeys = true;

  const changed = () => {
    snapshot = [...registered].flat();
    for (const tell of listeners) tell();
  };

  return {
    /** @returns the way to take them off again */
    register(actions: readonly Action[]): () => void {
      actions.forEach((action, i) => {
        for (const keys of action.keys ?? []) check(action, keys, [...snapshot, ...actions.slice(0, i)]);
      });
      registered.add(actions);
      changed();
      return () => {
        registered.delete(actions);
        changed();
      };
    },
    actions: (): readonly Action[] => snapshot,
    subscribe(tell: () => void): () => void {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    usesSingleKeys: () => useSingleKeys,
    setSingleKeys(isOn: boolean): void {
      useSingleKeys = isOn;
      changed();
    },
    /** @returns whether an action was run */
    press(press: Press, around: Surroundings): boolean {
      if (press.isComposing || press.altKey) return false;
      const keys = keysOf(press);
      if (isSingle(keys) && (around.isTyping || !useSingleKeys)) return false;
      const action = snapshot.findLast((one) => applies(one, around) && one.keys?.includes(keys));
      if (!action || (press.repeat && !action.isHeld)) return false;
      press.preventDefault();
      action.run();
      return true;
    },
  };

  function check(action: Action, keys: string, before: readonly Action[]): void {
    if (/\balt/i.test(keys)) throw new Error(`${action.id}: Alt makes letters on many keyboards`);
    if (keys !== canonical(keys)) throw new Error(`${action.id}: write ${keys} as ${canonical(keys)}`);
    const other = before.find((one) => one.scope === action.scope && one.keys?.includes(keys));
    if (other && other.id !== action.id) onClash(keys, [other.id, action.id]);
  }
}

const applies = ({ scope }: Action, { isInDialog }: Surroundings) =>
  scope === "everywhere" || (scope === "dialog") === isInDialog;

/** A key that also types: letters, digits and signs, without Ctrl. (WCAG 2.1.4) */
export const isSingle = (keys: string) => [...keys].length === 1 || /^shift\+.$/u.test(keys);

/** The keys of a press, written one way: Ctrl (or Cmd), then Shift, then the key. Signs need no Shift: they have it. */
export function keysOf({
  key,
  ctrlKey,
  metaKey,
  shiftKey,
}: Pick<Press, "key" | "ctrlKey" | "metaKey" | "shiftKey">) {
  const isSign = [...key].length === 1 && key.toLowerCase() === key.toUpperCase();
  const name = /^f\d+$/i.test(key) ? key.toUpperCase() : key.toLowerCase();
  return [...(ctrlKey || metaKey ? ["ctrl"] : []), ...(shiftKey && !isSign ? ["shift"] : []), name].join("+");
}

const canonical = (keys: string) => {
  const parts = keys === "+" ? ["+"] : keys.split("+");
  const key = parts.at(-1) ?? "";
  const has = (name: string) => parts.slice(0, -1).some((part) => part.toLowerCase() === name);
  return keysOf({ key, ctrlKey: has("ctrl"), metaKey: false, shiftKey: has("shift") });
};

/** Where a letter is a letter. */
export function isTypingIn(
  element: { tagName: string; type?: string; isContentEditable?: boolean } | null,
): boolean {
  if (!element) return false;
  if (element.isContentEditable) return true;
  const tag = element.tagName.toLowerCase();
  if (tag === "input")
    return !/^(checkbox|radio|button|submit|reset|file|range|color)$/.test(element.type ?? "text");
  return tag === "textarea" || tag === "select";
}
