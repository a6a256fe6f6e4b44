import { useMemo } from "preact/hooks";
import { type Call, callWith, sendWithin } from "../call.ts";
import { useHere } from "../session-gate.tsx";

/**
 * For what goes on while somebody types: a session that has ended interrupts nobody until they do something
 * themselves.
 */
export function useQuietCall(): Call {
  const { membership } = useHere();
  return useMemo(
    () =>
      callWith({
        send: sendWithin(15_000),
        organisation: membership.organisation,
        isOnline: () => navigator.onLine,
        wait: (milliseconds) => new Promise((resume) => setTimeout(resume, milliseconds)),
        chance: Math.random,
        signInAgain: async () => false,
      }),
    [membership.organisation],
  );
}
