import { useRef, useState } from "preact/hooks";
import type { Route } from "../../shared/contract/operations.ts";
import { useIntent } from "../asking.tsx";
import type { No, Outcome } from "../call.ts";
import { useHere } from "../session-gate.tsx";
import type { Shown } from "./question.tsx";

/** What is filled in for one deed: kept on this device until it is done. */
export function useKept<T>(name: string, empty: T) {
  const { drafts } = useHere();
  const [kept] = useState(() => drafts.read<T>(name));
  const intent = useIntent(kept?.key);
  const [value, setValue] = useState<T>(kept?.value ?? empty);
  return {
    value,
    wasKept: kept !== undefined,
    get key() {
      return intent.key;
    },
    set(changed: T) {
      setValue(changed);
      drafts.write(name, changed, { key: intent.key });
    },
    done() {
      intent.done();
      drafts.drop(name, value);
      setValue(empty);
    },
    /** What was sent before was done: from here on it is another deed. */
    renew() {
      intent.done();
      drafts.renew(name, intent.key);
    },
  };
}

/**
 * Does one thing at a time. Whatever came of it, the newest is shown; what was typed stays where a no is the answer.
 * That something changed meanwhile is said where it is seen, since the form itself may have moved.
 */
export function useDeed({ refetch, warn }: Pick<Shown, "refetch" | "warn">, renew: () => void = () => {}) {
  const [isBusy, setIsBusy] = useState(false);
  const [no, setNo] = useState<No>();
  const isDoing = useRef(false);
  const run = async <R extends Route>(deed: () => Promise<Outcome<R>>): Promise<boolean> => {
    if (isDoing.current) return false;
    isDoing.current = true;
    setIsBusy(true);
    setNo(undefined);
    const outcome = await deed();
    if (outcome.ok || outcome.no.is === "refused") await refetch();
    isDoing.current = false;
    setIsBusy(false);
    if (outcome.ok) return true;
    const reason = outcome.no.is === "refused" ? outcome.no.reason : undefined;
    if (reason === "key-reused") renew();
    if (reason === "stale" || reason === "key-reused") warn(reason);
    else setNo(outcome.no);
    return false;
  };
  return { run, isBusy, no };
}
