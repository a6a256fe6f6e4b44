import { useQuery } from "@tanstack/preact-query";
import { useMemo } from "preact/hooks";
import type { SignpostView } from "../../shared/contract/view.ts";
import { SaidNo } from "../reading.ts";
import { pointedBy } from "../suggest/pointed.ts";
import { useQuietCall } from "./quietly.ts";

const staleMs = 3_600_000;
const nobody: readonly SignpostView[] = [];

/** Whom the words point out of what somebody adds to a question, before they send it. It is looked up in the page. */
export function usePointed(typed: string): readonly SignpostView[] {
  const call = useQuietCall();
  const found = useQuery({
    queryKey: ["GET /v1/topics/index"],
    queryFn: async () => {
      const outcome = await call("GET /v1/topics/index");
      if (!outcome.ok) throw new SaidNo(outcome.no);
      return outcome.body.unchanged ? [] : outcome.body.pointers;
    },
    enabled: typed.trim() !== "",
    staleTime: staleMs,
  });
  return useMemo(() => (found.data ? pointedBy(found.data, typed) : nobody), [found.data, typed]);
}
