import { useEffect, useMemo, useState } from "preact/hooks";
import type { PageIndex, Suggested, Suggester } from "../suggest/suggester.ts";
import { isLongEnough } from "../suggest/typed.ts";
import { useQuietCall } from "./quietly.ts";

/** Kept while the pages stand, by organisation: whoever asks a second question only hears whether it changed. */
const kept = new Map<string, { index: PageIndex; suggester: Suggester }>();

export type Suggesting =
  | { is: "nothing" }
  | { is: "searching" }
  | { is: "failed" }
  | { is: "found"; suggested: readonly Suggested[] };

/** What is typed pauses this long before it is looked at. */
const pauseMs = 200;

/** @param isWanted somebody is about to type: until then nothing is fetched */
export function useSuggesting(typed: string, isWanted: boolean, organisation: string): Suggesting {
  const suggester = useSuggester(isWanted, organisation);
  const paused = usePaused(typed);
  return useMemo((): Suggesting => {
    if (!isLongEnough(paused)) return { is: "nothing" };
    if (suggester === "failed") return { is: "failed" };
    return suggester ? { is: "found", suggested: suggester(paused) } : { is: "searching" };
  }, [paused, suggester]);
}

function usePaused(typed: string): string {
  const [paused, setPaused] = useState(typed);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(typed), pauseMs);
    return () => clearTimeout(timer);
  }, [typed]);
  return typed.trim() === "" ? "" : paused;
}

function useSuggester(isWanted: boolean, organisation: string): Suggester | "failed" | undefined {
  const call = useQuietCall();
  const [suggester, setSuggester] = useState<{ suggest: Suggester } | "failed">();
  useEffect(() => {
    if (!isWanted) return;
    let isHere = true;
    const before = kept.get(organisation);
    if (before) setSuggester({ suggest: before.suggester });
    const fetchNewest = async () => {
      const [outcome, { suggesterWithConcepts }] = await Promise.all([
        call("GET /v1/topics/index", { query: before ? { version: before.index.version } : {} }),
        import("../suggest/with-concepts.ts"),
      ]);
      if (!outcome.ok) throw new Error(outcome.no.is);
      if (outcome.body.unchanged) return;
      const made = { index: outcome.body, suggester: await suggesterWithConcepts(outcome.body) };
      kept.set(organisation, made);
      if (isHere) setSuggester({ suggest: made.suggester });
    };
    fetchNewest().catch(() => isHere && !before && setSuggester("failed"));
    return () => {
      isHere = false;
    };
  }, [isWanted, organisation, call]);
  return typeof suggester === "object" ? suggester.suggest : suggester;
}
