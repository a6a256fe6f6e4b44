import { useMemo, useRef } from "preact/hooks";
import type { SentBodyOf } from "../../shared/contract/operations.ts";
import { useQuietCall } from "./quietly.ts";

export type Use = SentBodyOf<"POST /v1/answers/uses">["uses"][number];

const most = 20;

/** Tells what was done with answers. Nobody waits for it, and a number that is missed is no reason to bother anyone. */
export function useUses(): { tell: (uses: readonly Use[]) => void; shown: (uses: readonly Use[]) => void } {
  const call = useQuietCall();
  const told = useRef(new Set<string>());
  return useMemo(() => {
    const tell = (uses: readonly Use[]) => {
      if (uses.length === 0) return;
      call("POST /v1/answers/uses", { body: { uses: uses.slice(0, most) }, key: crypto.randomUUID() });
    };
    return {
      tell,
      /** Each answer once for as long as the page stands. */
      shown: (uses) => {
        const fresh = uses.filter(({ topic, revision }) => !told.current.has(`${topic}#${revision}`));
        for (const { topic, revision } of fresh) told.current.add(`${topic}#${revision}`);
        tell(fresh);
      },
    };
  }, [call]);
}
