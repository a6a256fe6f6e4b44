import { useEffect, useMemo, useState } from "preact/hooks";
import type { SignpostView } from "../../shared/contract/view.ts";
import type { Suggested } from "../suggest/suggester.ts";
import { isLongEnough } from "../suggest/typed.ts";
import type { Looking } from "../suggest/with-concepts.ts";
import { useQuietCall } from "./quietly.ts";

/** Kept while the pages stand, by organisation: whoever asks a second question only hears whether it changed. */
const kept = new Map<string, Looking & { version: string }>();

export type Suggesting =
  | { is: "nothing" }
  | { is: "searching" }
  | { is: "failed" }
  | { is: "found"; suggested: readonly Suggested[] };

/** What is typed pauses this long before it is looked at. */
const pauseMs = 200;
/** After which it is tried again: somebody may be typing for a while. */
const againMs = 30_000;

const nobody: readonly SignpostView[] = [];

/** @param isWanted somebody is about to type: until then nothing is fetched */
export function useSuggesting(
  typed: string,
  isWanted: boolean,
  organisation: string,
): { suggesting: Suggesting; pointed: readonly SignpostView[] } {
  const known = useKnown(isWanted, organisation);
  const paused = usePaused(typed);
  return useMemo(() => {
    const pointed = typeof known === "object" ? known.point(paused) : nobody;
    if (!isLongEnough(paused)) return { suggesting: { is: "nothing" }, pointed };
    if (known === "failed") return { suggesting: { is: "failed" }, pointed };
    if (!known) return { suggesting: { is: "searching" }, pointed };
    return { suggesting: { is: "found", suggested: known.suggest(paused) }, pointed };
  }, [paused, known]);
}

function usePaused(typed: string): string {
  const [paused, setPaused] = useState(typed);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(typed), pauseMs);
    return () => clearTimeout(timer);
  }, [typed]);
  return typed.trim() === "" ? "" : paused;
}

function useKnown(isWanted: boolean, organisation: string): Looking | "failed" | undefined {
  const call = useQuietCall();
  const [known, setKnown] = useState<Looking | "failed">();
  const [tries, setTries] = useState(0);
  useEffect(() => {
    if (!isWanted) return;
    let isHere = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const before = kept.get(organisation);
    if (before) setKnown(before);
    const fetchNewest = async () => {
      const [outcome, { lookingWithConcepts }] = await Promise.all([
        call("GET /v1/topics/index", { query: before ? { version: before.version } : {} }),
        import("../suggest/with-concepts.ts"),
      ]);
      if (!outcome.ok) throw new Error(outcome.no.is);
      if (outcome.body.unchanged) return;
      const made = { version: outcome.body.version, ...(await lookingWithConcepts(outcome.body)) };
      kept.set(organisation, made);
      if (isHere) setKnown(made);
    };
    fetchNewest().catch(() => {
      if (!isHere) return;
      if (!before) setKnown("failed");
      timer = setTimeout(() => setTries(tries + 1), againMs);
    });
    return () => {
      isHere = false;
      clearTimeout(timer);
    };
  }, [isWanted, organisation, call, tries]);
  return known;
}
