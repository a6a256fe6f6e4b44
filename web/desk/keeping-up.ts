import type { DeskChanges } from "../../shared/contract/desk-rows.ts";
import type { TicketId } from "../../shared/id.ts";
import type { No, Outcome } from "../call.ts";

export const seenMs = 10_000;
export const hiddenMs = 60_000;
/** Somebody types for so long after a key: longer than from one time of asking to the next. */
export const typingMs = 15_000;

export type Doing = "typing" | "looking";
type Asked = { since?: string; ticket?: TicketId; doing?: Doing };

export type KeepingUp = {
  desk: string;
  ticketId: TicketId | undefined;
  /** Where the asking for this desk stands, also when another question is opened. */
  marks: Map<string, string>;
  ask: (query: Asked) => Promise<Outcome<"GET /v1/desks/{desk}/changes">>;
  hear: (changes: DeskChanges, isListOld: boolean) => void;
  /** It did not work, this time. */
  missed: (no: No) => void;
  doing: () => Doing;
  isHidden: () => boolean;
  /** Between 0 and 1: never all pages at the same moment. */
  chance: () => number;
  later: (deed: () => void, milliseconds: number) => () => void;
};

/**
 * Keeps up with a desk: every ten seconds while the page is seen, every minute while it is not. One question at a time
 * is on its way, however often the page comes into sight. Whoever does not want to sign in again is asked no more until
 * they look at the page anew.
 */
export function keepUp(ways: KeepingUp): { lookNow: () => void; stop: () => void } {
  const { desk, ticketId, marks } = ways;
  let isOver = false;
  let isAsking = false;
  let isLost = false;
  let cancel = () => {};
  const ask = async () => {
    if (isAsking || isOver) return;
    isAsking = true;
    cancel();
    const since = marks.get(desk);
    const outcome = await ways.ask({
      ...(since && { since }),
      ...(ticketId && { ticket: ticketId, doing: ways.doing() }),
    });
    isAsking = false;
    if (isOver) return;
    if (outcome.ok) hear(outcome.body, since !== undefined);
    else {
      ways.missed(outcome.no);
      // A mark that is refused would be refused for ever.
      if (outcome.no.is === "refused") isLost = marks.delete(desk) || isLost;
    }
    if (!outcome.ok && outcome.no.is === "signed-out") return;
    const pause = ways.isHidden() ? hiddenMs : seenMs;
    const isMore = outcome.ok && outcome.body.isMore;
    cancel = ways.later(ask, isMore ? 0 : pause * (0.85 + 0.3 * ways.chance()));
  };
  const hear = (news: DeskChanges, isLater: boolean) => {
    marks.set(desk, news.next);
    const { changes, left, isTooLongAgo } = news;
    const isChanged = changes.length > 0 || left.length > 0 || isTooLongAgo === true;
    ways.hear(news, isLost || (isLater && isChanged));
    isLost = false;
  };
  ask();
  return {
    lookNow: () => {
      if (!ways.isHidden()) ask();
    },
    stop: () => {
      isOver = true;
      cancel();
    },
  };
}
