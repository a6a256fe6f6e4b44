import { useEffect, useState } from "preact/hooks";
import type { AnswerOf } from "../../shared/contract/operations.ts";
import { useQuietCall } from "./quietly.ts";

export type Topic = AnswerOf<"GET /v1/topics">["items"][number];

/** What there is to ask about, the most asked first. Asking goes on without it. */
export function useTopics(): readonly Topic[] | "failed" | undefined {
  const call = useQuietCall();
  const [topics, setTopics] = useState<readonly Topic[] | "failed">();
  useEffect(() => {
    let isHere = true;
    call("GET /v1/topics").then((outcome) => isHere && setTopics(outcome.ok ? outcome.body.items : "failed"));
    return () => {
      isHere = false;
    };
  }, [call]);
  return topics;
}
