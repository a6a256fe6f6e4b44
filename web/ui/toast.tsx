import "./overlays.css";
import type { ComponentChildren } from "preact";
import { useTexts } from "../speech.tsx";
import { common } from "../texts/common.ts";
import { Button } from "./button.tsx";

/** What was just done, with the way back while there is one. It stands in the page's corner until it is closed. */
export function Toast({
  children,
  onUndo,
  undoKeys,
  onClose,
}: {
  children: ComponentChildren;
  onUndo?: () => void;
  undoKeys?: string;
  onClose?: () => void;
}) {
  const t = useTexts(common);
  return (
    <div class="toast">
      <span role="status">{children}</span>
      {onUndo && (
        <Button look="subtle" isSmall onClick={onUndo} keys={undoKeys}>
          {t.undo}
        </Button>
      )}
      {onClose && (
        <Button look="subtle" isSmall onClick={onClose}>
          {t.closeNotice}
        </Button>
      )}
    </div>
  );
}

/** There is news above the list. Rows never move under the hand: pressing it lets them in. */
export function NewsPill({ text, onShow, keys }: { text: string; onShow: () => void; keys?: string }) {
  return (
    <div class="pill" role="status">
      <Button look="primary" isSmall onClick={onShow} keys={keys}>
        {text}
      </Button>
    </div>
  );
}
