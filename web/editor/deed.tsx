import { useQueryClient } from "@tanstack/preact-query";
import { useEffect, useRef, useState } from "preact/hooks";
import type { CallOf } from "../../shared/contract/call.ts";
import type { AnswerOf, Route } from "../../shared/contract/operations.ts";
import { useCall, useIntent } from "../asking.tsx";
import type { No } from "../call.ts";
import { Alert } from "../ui/alert.tsx";
import { NoAlert } from "../ui/no-alert.tsx";

export type Deed = {
  /** What is being done, by the name it was given. */
  busy: string | undefined;
  no: No | undefined;
  said: string | undefined;
  attempt: number;
  say: (text: string) => void;
  run: <R extends Route>(
    name: string,
    route: R,
    call: CallOf<R>,
    said?: string,
  ) => Promise<AnswerOf<R> | undefined>;
};

/** One deed at a time, sent once however often it is tried; what is on the page is then read anew. */
export function useDeed(): Deed {
  const call = useCall();
  const queries = useQueryClient();
  const intent = useIntent();
  const intended = useRef("");
  // What is drawn may be a moment behind a second press.
  const isDoing = useRef(false);
  const [busy, setBusy] = useState<string>();
  const [outcome, setOutcome] = useState<{ no?: No; said?: string; attempt: number }>({ attempt: 0 });
  const { attempt } = outcome;
  return {
    busy,
    no: outcome.no,
    said: outcome.said,
    attempt,
    say: (said) => setOutcome({ said, attempt: attempt + 1 }),
    run: async (name, route, sent, said) => {
      if (isDoing.current) return undefined;
      isDoing.current = true;
      // Another deed, or the same one with something else in it, is another intent.
      const now = JSON.stringify([route, sent]);
      if (intended.current !== now) intent.done();
      intended.current = now;
      setBusy(name);
      const answer = await call(route, { ...sent, key: intent.key });
      // The next deed goes with the version that the page then shows.
      if (answer.ok || answer.no.is === "refused") await queries.invalidateQueries();
      isDoing.current = false;
      setBusy(undefined);
      if (!answer.ok) {
        setOutcome({ no: answer.no, attempt: attempt + 1 });
        return undefined;
      }
      intent.done();
      setOutcome({ ...(said && { said }), attempt: attempt + 1 });
      return answer.body;
    },
  };
}

/** What came of it, where the focus goes. */
export function Outcome({ deed: { no, said, attempt } }: { deed: Deed }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (attempt === 0 || (!no && !said)) return;
    box.current?.focus({ preventScroll: true });
    box.current?.scrollIntoView({ block: "nearest" });
  }, [attempt]);
  if (!no && !said) return null;
  return (
    <div ref={box} tabIndex={-1} class="outcome">
      {no ? <NoAlert no={no} /> : <Alert tone="ok" title={said ?? ""} />}
    </div>
  );
}
