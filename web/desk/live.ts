import { useQueryClient } from "@tanstack/preact-query";
import { useEffect, useRef, useState } from "preact/hooks";
import type { DeskChanges } from "../../shared/contract/desk-rows.ts";
import type { TicketId } from "../../shared/id.ts";
import { useCall } from "../asking.tsx";
import { now } from "../browser.ts";
import { keepUp, typingMs } from "./keeping-up.ts";

let typedAt = 0;
/** Called where somebody types in a question, so that colleagues see it. */
export const noteTyping = (): void => {
  typedAt = now();
};

export type Live = {
  counts?: DeskChanges["counts"];
  ticket?: DeskChanges["ticket"];
  /** What is new does not come in now. */
  isBehind?: boolean;
};

/** What is new at a desk. The list is asked for again only when something on it changed. */
export function useLive(desk: string, ticketId: TicketId | undefined): Live {
  const call = useCall();
  const queries = useQueryClient();
  const [live, setLive] = useState<Live>({});
  const marks = useRef(new Map<string, string>());
  useEffect(() => {
    if (desk === "") return;
    const keeping = keepUp({
      desk,
      ticketId,
      marks: marks.current,
      ask: (query) => call("GET /v1/desks/{desk}/changes", { params: { desk }, query }),
      hear: ({ counts, ticket }, isListOld) => {
        setLive({ counts, ...(ticket && { ticket }) });
        if (isListOld) queries.invalidateQueries({ queryKey: ["GET /v1/tickets"] });
      },
      missed: () => setLive((known) => ({ ...known, isBehind: true })),
      doing: () => (now() - typedAt < typingMs ? "typing" : "looking"),
      isHidden: () => document.hidden,
      chance: Math.random,
      later: (deed, milliseconds) => {
        const timer = setTimeout(deed, milliseconds);
        return () => clearTimeout(timer);
      },
    });
    document.addEventListener("visibilitychange", keeping.lookNow);
    return () => {
      keeping.stop();
      document.removeEventListener("visibilitychange", keeping.lookNow);
    };
  }, [call, queries, desk, ticketId]);
  return live;
}
