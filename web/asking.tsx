import { type ComponentChildren, createContext } from "preact";
import { useContext, useMemo, useRef } from "preact/hooks";
import { type Call, callWith, sendWithin } from "./call.ts";
import { signInAgain } from "./session.ts";

const CallContext = createContext<Call | undefined>(undefined);

/** Every call below it names this organisation. */
export function CallProvider({
  organisation,
  children,
}: {
  organisation: string;
  children: ComponentChildren;
}) {
  const call = useMemo(
    () =>
      callWith({
        send: sendWithin(15_000),
        organisation,
        isOnline: () => navigator.onLine,
        wait: (milliseconds) => new Promise((resume) => setTimeout(resume, milliseconds)),
        chance: Math.random,
        signInAgain,
      }),
    [organisation],
  );
  return <CallContext.Provider value={call}>{children}</CallContext.Provider>;
}

/** For deeds: the outcome is a value, a no included. */
export function useCall(): Call {
  const call = useContext(CallContext);
  if (!call) throw new Error("useCall stands outside CallProvider");
  return call;
}

/**
 * The Idempotency-Key of one intent: the same however often it is tried, and another one once it has been done.
 * Give it the key of a draft to go on with an intent that began before a reload.
 */
export function useIntent(begun?: string): { key: string; done: () => void } {
  const key = useRef(begun ?? crypto.randomUUID());
  return useMemo(
    () => ({
      get key() {
        return key.current;
      },
      done: () => {
        key.current = crypto.randomUUID();
      },
    }),
    [],
  );
}
