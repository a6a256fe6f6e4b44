import { useTexts } from "./speech.tsx";
import { common } from "./texts/common.ts";
import { useActions, useRegistered } from "./ui/actions.tsx";
import { Button } from "./ui/button.tsx";
import { Dialog } from "./ui/dialog.tsx";

/**
 * The session is over while there is work on the page: sign in beside it, then what was asked goes on by itself. Where a
 * look of the page's own found it out, just before somebody sends something, that waits for the sign-in, too.
 */
export function SessionEnded({ onSignIn, onCancel }: { onSignIn: () => void; onCancel: () => void }) {
  const t = useTexts(common);
  const sends = useRegistered().findLast(
    ({ scope, keys }) => scope === "page" && keys?.includes("ctrl+enter"),
  );
  useActions(sends ? [{ ...sends, keys: ["ctrl+enter"], scope: "dialog" }] : []);
  return (
    <Dialog
      title={t.sessionEnded}
      isOpen
      onClose={onCancel}
      closeText={t.cancel}
      actions={
        <Button look="primary" onClick={onSignIn}>
          {t.signInAgain}
        </Button>
      }
    >
      <p>{t.sessionEndedText}</p>
      <p class="quiet">{t.signInAgainHint}</p>
    </Dialog>
  );
}
