import { useQueryClient } from "@tanstack/preact-query";
import { useEffect, useRef, useState } from "preact/hooks";
import type { DeskChanges } from "../../shared/contract/desk-rows.ts";
import type { TicketId } from "../../shared/id.ts";
import { useCall } from "../asking.tsx";
import { now } from "../browser.ts";

const seenMs = 10_000;
const hiddenMs = 60_000;
/** Somebody types for so long after a key: longer than from one time of asking to the next. */
const typingMs = 15_000;

let typedAt = 0;
/** Called where somebody types in a question, so that colleagues see it. */
export const noteTyping = (): void => {
  typedAt = now();
};

export type Live = {
  counts?: DeskChanges["counts"];
  ticket?: DeskChanges["ticket"];
};

/**
 * Keeps up with a desk: every ten seconds while the page is seen, every minute while it is not, never all pages at the
 * same moment. The list is asked for again only when something on it changed.
 */
export function useLive(desk: string, ticketId: TicketId | undefined): Live {
  const call = useCall();
  const queries = useQueryClient();
  const [live, setLive] = useState<Live>({});
  const since = useRef<{ desk: string; mark: string }>();
  useEffect(() => {
    if (desk === "") return;
    let isOver = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async () => {
      clearTimeout(timer);
      const mark = since.current?.desk === desk ? since.current.mark : undefined;
      const doing = now() - typedAt < typingMs ? "typing" : "looking";
      const outcome = await call("GET /v1/desks/{desk}/changes", {
        params: { desk },
        query: { ...(mark && { since: mark }), ...(ticketId && { ticket: ticketId, doing }) },
      });
      if (isOver) return;
      if (outcome.ok) hear(outcome.body, mark !== undefined);
      const pause = document.hidden ? hiddenMs : seenMs;
      timer = setTimeout(ask, outcome.ok && outcome.body.isMore ? 0 : pause * (0.85 + 0.3 * Math.random()));
    };
    const hear = ({ changes, left, counts, ticket, next, isTooLongAgo }: DeskChanges, isLater: boolean) => {
      since.current = { desk, mark: next };
      setLive({ counts, ...(ticket && { ticket }) });
      if (isLater && (changes.length > 0 || left.length > 0 || isTooLongAgo)) {
        queries.invalidateQueries({ queryKey: ["GET /v1/tickets"] });
      }
    };
    const onSeen = () => {
      if (!document.hidden) ask();
    };
    ask();
    document.addEventListener("visibilitychange", onSeen);
    return () => {
      isOver = true;
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", onSeen);
    };
  }, [call, queries, desk, ticketId]);
  return live;
}
