import "./overlays.css";
import { useEffect, useId, useMemo, useRef, useState } from "preact/hooks";
import { fold } from "../../shared/text.ts";
import { useTexts } from "../speech.tsx";
import { common } from "../texts/common.ts";
import { paletteAction, registry } from "./actions.tsx";
import { Dialog } from "./dialog.tsx";
import { KeyHint } from "./key-hint.tsx";
import type { Action } from "./keys.ts";
import { scored } from "./search.ts";

/** Finds any action of the page by its words, and does it. */
export function Palette({ onClose }: { onClose: () => void }) {
  const t = useTexts(common);
  const id = useId();
  // As they were when it opened: the palette is a dialog itself and would otherwise list what belongs to it.
  const [actions] = useState(() => registry.actions().filter(({ id }) => id !== paletteAction));
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const found = useMemo(() => scored(actions, fold(text), (action) => fold(action.text)), [actions, text]);
  const chosen = found[at];
  useEffect(() => {
    list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  });

  const run = (action: Action | undefined) => {
    if (!action) return;
    onClose();
    // After the dialog has given the focus back, so that the action may put it elsewhere; before the next key is heard.
    queueMicrotask(action.run);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) setAt((at + step + found.length) % Math.max(1, found.length));
    else if (event.key === "Enter") run(chosen);
    else return;
    event.preventDefault();
  };

  return (
    <Dialog title={t.actions} isOpen onClose={onClose}>
      <input
        class="control"
        role="combobox"
        aria-label={t.findAction}
        aria-expanded="true"
        aria-controls={id}
        aria-activedescendant={chosen && `${id}-${at}`}
        aria-autocomplete="list"
        autoComplete="off"
        placeholder={t.findAction}
        value={text}
        onKeyDown={onKeyDown}
        onInput={(event) => {
          setText(event.currentTarget.value);
          setAt(0);
        }}
      />
      <div class="palette-list" role="listbox" id={id} aria-label={t.actions} ref={list}>
        {found.map((action, i) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the field above
          // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field above
          <div
            key={action.id}
            id={`${id}-${i}`}
            role="option"
            aria-selected={i === at}
            class="palette-item"
            onClick={() => run(action)}
          >
            <span>{action.text}</span>
            {action.keys?.[0] && <KeyHint keys={action.keys[0]} />}
          </div>
        ))}
      </div>
      <p class="quiet small" role="status">
        {found.length === 0 && t.noneFound}
      </p>
    </Dialog>
  );
}
