import { useEffect, useLayoutEffect, useMemo, useState } from "preact/hooks";
import { keep, kept } from "../browser.ts";
import { type Action, isTypingIn, keyRegistry } from "./keys.ts";

/** The registry of this page. Two actions of one scope under one key is a mistake of ours, so it is reported. */
export const registry = keyRegistry({
  onClash: (keys, ids) => reportError(new Error(`the key ${keys} stands for ${ids.join(" and ")}`)),
});

/** The action that opens the palette, which the palette itself need not offer. */
export const paletteAction = "palette";

const setting = "personeelsloket.single-keys";

export function chooseSingleKeys(isOn: boolean): void {
  keep(setting, isOn ? "on" : "off");
  registry.setSingleKeys(isOn);
}

/** Listens once, for the whole page. */
export function listenToKeys(): void {
  registry.setSingleKeys(kept(setting) !== "off");
  addEventListener("keydown", (event) => {
    const within = document.activeElement as HTMLElement | null;
    registry.press(event, {
      isTyping: isTypingIn(within),
      isInDialog: document.querySelector("dialog:modal") !== null,
    });
  });
}

/** What is open is put away as by Esc: what is begun everywhere begins above no dialog. */
export function closeDialogs(): void {
  for (const dialog of document.querySelectorAll("dialog:modal")) {
    dialog.dispatchEvent(new Event("cancel", { cancelable: true }));
  }
}

/** Registers actions for as long as the part that calls it is on the page. `run` may change without a new registration. */
export function useActions(actions: readonly Action[]): void {
  const latest = useMemo(() => ({ actions }), []);
  latest.actions = actions;
  const shown = actions.map(({ id, text, keys, scope }) => [id, text, scope, ...(keys ?? [])].join("\u0000"));
  // As soon as they are drawn: whoever is quick presses a key in the same moment.
  useLayoutEffect(
    () =>
      registry.register(
        latest.actions.map((action) => ({
          ...action,
          run: () => latest.actions.find(({ id }) => id === action.id)?.run(),
        })),
      ),
    [shown.join("\u0001")],
  );
}

/** What is registered now. */
export function useRegistered(): readonly Action[] {
  const [actions, setActions] = useState(registry.actions);
  useEffect(() => {
    const update = () => setActions(registry.actions());
    update();
    return registry.subscribe(update);
  }, []);
  return actions;
}

export function useSingleKeys(): boolean {
  useRegistered();
  return registry.usesSingleKeys();
}
