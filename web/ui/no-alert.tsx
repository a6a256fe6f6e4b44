import { useEffect, useState } from "preact/hooks";
import type { LocalText } from "../../shared/text.ts";
import type { No } from "../call.ts";
import { useSpeech, useTexts } from "../speech.tsx";
import { common } from "../texts/common.ts";
import { Alert } from "./alert.tsx";
import { Button } from "./button.tsx";

/** Why it did not work, and the way to try again where that may help. */
export function NoAlert({ no, onRetry }: { no: No; onRetry?: () => void }) {
  const t = useTexts(common);
  const words = useNoText(no);
  const isWarning = no.is === "offline" || no.is === "slow";
  return (
    <Alert
      tone={isWarning ? "warning" : "error"}
      title={no.is === "offline" ? t.offlineTitle : t.failedTitle}
    >
      <p>{words}</p>
      {onRetry && no.is !== "refused" && (
        <Button isSmall onClick={onRetry}>
          {t.tryAgain}
        </Button>
      )}
    </Alert>
  );
}

/** The sentence for a no. Those of the refusals come when the first one is needed. */
export function useNoText(no: No): string {
  const t = useTexts(common);
  const { language } = useSpeech();
  const [refusals, setRefusals] = useState<Record<string, LocalText>>();
  const isRefused = no.is === "refused";
  useEffect(() => {
    if (!isRefused) return;
    let isHere = true;
    import("../../shared/refusal.ts").then(
      (loaded) => isHere && setRefusals(loaded.refusals),
      () => isHere && setRefusals({}),
    );
    return () => {
      isHere = false;
    };
  }, [isRefused]);
  switch (no.is) {
    case "refused":
      return refusals?.[no.reason]?.[language] ?? (refusals ? no.title : "");
    case "signed-out":
      return t.sessionEndedText;
    case "offline":
      return t.offlineText;
    case "slow":
      return t.slowText;
    case "broken":
      return t.brokenText;
  }
}
