import "./overlays.css";
import { useState } from "preact/hooks";
import { useTexts } from "../speech.tsx";
import { common } from "../texts/common.ts";
import { chooseSingleKeys, registry, useSingleKeys } from "./actions.tsx";
import { Checkbox } from "./choice.tsx";
import { Dialog } from "./dialog.tsx";
import { KeyHint } from "./key-hint.tsx";
import type { Action } from "./keys.ts";
import { shownKeys } from "./shown-keys.ts";

/** Exactly the keys that are registered, and the switch for those of a single letter. */
export function KeyHelp({ onClose }: { onClose: () => void }) {
  const t = useTexts(common);
  const usesSingleKeys = useSingleKeys();
  const [actions] = useState(() => registry.actions().filter(({ keys }) => keys && keys.length > 0));
  const ofPage = actions.filter(({ scope }) => scope !== "everywhere");
  const everywhere = actions.filter(({ scope }) => scope === "everywhere");
  return (
    <Dialog title={t.keys} isOpen onClose={onClose} isWide>
      <div class="stack">
        {ofPage.length > 0 && <KeyList title={t.keysOnPage} actions={ofPage} />}
        <KeyList title={t.keysEverywhere} actions={everywhere} />
        <Checkbox
          id="single-keys"
          text={t.singleKeys}
          hint={t.singleKeysHint}
          isOn={usesSingleKeys}
          onChange={chooseSingleKeys}
        />
      </div>
    </Dialog>
  );
}

function KeyList({ title, actions }: { title: string; actions: readonly Action[] }) {
  const t = useTexts(common);
  return (
    <section>
      <h3>{title}</h3>
      <dl class="key-list">
        {actions.map(({ id, text, keys = [] }) => (
          <div key={id} data-action={id}>
            <dt>
              {keys.map((each, i) => (
                <span key={each}>
                  {i > 0 && <span class="quiet small"> {t.or} </span>}
                  <KeyHint keys={each} />
                  <span class="only-read-aloud">{shownKeys(each).join(" ")}</span>
                </span>
              ))}
            </dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
