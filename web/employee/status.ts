import type { AnswerOf } from "../../shared/contract/operations.ts";
import type { Language } from "../../shared/text.ts";
import type { QuestionTexts } from "../texts/questions.ts";
import { momentText } from "../ui/times.ts";

export type AskerTicket = AnswerOf<"GET /v1/me/tickets">["items"][number];

const isOpen = ({ state }: Pick<AskerTicket, "state">) => state !== "resolved" && state !== "closed";

/** The first moment by which the asker hears something, of what is still running. Promises stand by themselves. */
export function nextMoment({ clocks }: Pick<AskerTicket, "clocks">): string | undefined {
  return clocks
    .filter(({ kind, endedAt, outcome }) => kind !== "promise" && !endedAt && !outcome)
    .flatMap(({ dueAt, pausedSince }) => (dueAt && !pausedSince ? [dueAt] : []))
    .sort()[0];
}

/** One sentence or two: who has it, why it waits, and until when. */
export function statusOf(
  ticket: Pick<AskerTicket, "state" | "waiting" | "resolution" | "clocks" | "changedAt" | "deskName">,
  t: QuestionTexts,
  now: number,
  language: Language,
): string {
  const moment = (at: string) => momentText(Date.parse(at), now, language);
  if (!isOpen(ticket)) {
    const { outcome, at } = ticket.resolution ?? { outcome: "answered" as const, at: ticket.changedAt };
    return t.ended[outcome](moment(at));
  }
  const what =
    ticket.state === "waiting"
      ? t.waiting[ticket.waiting ?? "planned"]
      : ticket.state === "in-progress"
        ? t.inProgress(ticket.deskName[language])
        : t.received(ticket.deskName[language]);
  const due = nextMoment(ticket);
  if (!due) return what;
  return `${what} ${Date.parse(due) < now ? t.late(moment(due)) : t.until(moment(due))}`;
}

export const isForAsker = ({ state, waiting }: Pick<AskerTicket, "state" | "waiting">) =>
  state === "waiting" && waiting === "asker";
