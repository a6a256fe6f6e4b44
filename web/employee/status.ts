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

/** That somebody telephones, and until when: by the clock that the API says the call falls under. */
function callOf(
  { attempts, dueAt }: NonNullable<AskerTicket["callBack"]>,
  t: QuestionTexts,
  now: number,
  moment: (at: string) => string,
): string {
  const tried = attempts > 0 ? ` ${t.callTried(attempts)}` : "";
  if (!dueAt) return t.callStands + tried;
  return (Date.parse(dueAt) < now ? t.callLate(moment(dueAt)) : t.callUntil(moment(dueAt))) + tried;
}

/** One sentence or two: who has it, why it waits, and until when. */
export function statusOf(
  ticket: Pick<
    AskerTicket,
    "state" | "waiting" | "resolution" | "clocks" | "changedAt" | "deskName" | "callBack"
  >,
  t: QuestionTexts,
  now: number,
  language: Language,
): string {
  const moment = (at: string) => momentText(Date.parse(at), now, language);
  if (!isOpen(ticket)) {
    const { outcome, at } = ticket.resolution ?? { outcome: "answered" as const, at: ticket.changedAt };
    const ended = t.ended[outcome](moment(at));
    return ticket.callBack ? `${ended} ${callOf(ticket.callBack, t, now, moment)}` : ended;
  }
  const what =
    ticket.state === "waiting"
      ? t.waiting[ticket.waiting ?? "planned"]
      : ticket.state === "in-progress"
        ? t.inProgress(ticket.deskName[language])
        : t.received(ticket.deskName[language]);
  if (ticket.callBack) return `${what} ${callOf(ticket.callBack, t, now, moment)}`;
  const due = nextMoment(ticket);
  if (!due) return what;
  return `${what} ${Date.parse(due) < now ? t.late(moment(due)) : t.until(moment(due))}`;
}

export const isForAsker = ({ state, waiting }: Pick<AskerTicket, "state" | "waiting">) =>
  state === "waiting" && waiting === "asker";

/** Only who asked rates it, and nobody what they withdrew. */
export const isToRate = ({
  mayRate,
  resolution,
}: Pick<AskerTicket, "resolution"> & { mayRate: boolean }): boolean =>
  mayRate && resolution?.outcome !== "withdrawn";
