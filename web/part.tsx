import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { useTexts } from "./speech.tsx";
import { common } from "./texts/common.ts";
import { Alert } from "./ui/alert.tsx";
import { Button } from "./ui/button.tsx";
import { Skeleton } from "./ui/waiting.tsx";

export type Part<P = Record<never, never>> = ComponentType<P> & { fetchAhead: () => void };

/** A part of the pages that comes over the network when it is first needed. */
export function part<P extends object = Record<never, never>>(
  load: () => Promise<ComponentType<P>>,
): Part<P> {
  let coming: Promise<ComponentType<P>> | undefined;
  let Loaded: ComponentType<P> | undefined;
  const fetchOnce = () => {
    coming ??= load().then(
      (component) => {
        Loaded = component;
        return component;
      },
      (error) => {
        coming = undefined;
        throw error;
      },
    );
    return coming;
  };
  const Shown = (props: P) => {
    const [attempt, setAttempt] = useState(0);
    const [state, setState] = useState<"coming" | "here" | "failed">(Loaded ? "here" : "coming");
    useEffect(() => {
      let isShown = true;
      // It may have come since this was drawn; then it is said at once.
      if (!Loaded) setState("coming");
      fetchOnce().then(
        () => isShown && setState("here"),
        () => isShown && setState("failed"),
      );
      return () => {
        isShown = false;
      };
    }, [attempt]);
    if (Loaded) return <Loaded {...props} />;
    return state === "failed" ? <PartFailed onRetry={() => setAttempt(attempt + 1)} /> : <Skeleton />;
  };
  return Object.assign(Shown, { fetchAhead: () => void fetchOnce().catch(() => undefined) });
}

function PartFailed({ onRetry }: { onRetry: () => void }) {
  const t = useTexts(common);
  return (
    <Alert tone="warning" title={t.failedTitle}>
      <p>{t.slowText}</p>
      <Button isSmall onClick={onRetry}>
        {t.tryAgain}
      </Button>
    </Alert>
  );
}
