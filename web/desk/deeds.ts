import { shownAt } from "../../shared/clock/zone.ts";
import type { TicketDetail } from "../../shared/contract/view.ts";
import type { ContentId, PersonId, TicketId } from "../../shared/id.ts";
import type { Call, Outcome } from "../call.ts";

export type DeskDetail = Extract<TicketDetail, { view: "desk" }>;
export type StubDetail = Extract<TicketDetail, { view: "stub" }>;

/** Of a question that they may not read, only who coordinates the desk that has it now may say who reads it. */
export const mayNameReaders = (
  { confidentiality, desk, inTransitTo }: Pick<StubDetail, "confidentiality" | "desk" | "inTransitTo">,
  { roles, desks }: { roles: readonly string[]; desks: readonly string[] },
): boolean =>
  confidentiality === "restricted" && roles.includes("coordinator") && desks.includes(inTransitTo ?? desk);

/** What somebody is about to do with a question, beyond a press of a button. */
export type Mode =
  | "answer"
  | "reply"
  | "ask"
  | "note"
  | "transfer"
  | "return"
  | "wait"
  | "promise"
  | "keepPromise"
  | "withdrawPromise"
  | "assign"
  | "urgency"
  | "confidentiality"
  | "callBack"
  | "reopen"
  | "redact"
  | "readers"
  | "link";

/** As it is typed and kept: one text, whatever it turns out to be, and the choices that belong to it. */
export type Work = {
  mode: Mode;
  text: string;
  /** The version of the question that was before the agent. */
  seen?: number;
  topic?: string | null;
  isTopicChosen?: boolean;
  used?: { topic: string; revision: number };
  outcome?: string;
  cause?: string;
  to?: string;
  reason?: string;
  waitFor?: "planned" | "partner" | "approval";
  on?: string;
  at?: string;
  choice?: string;
  person?: PersonId;
  /** Who may no longer read it. */
  without?: readonly PersonId[];
  contentId?: ContentId;
  promise?: number;
  callBack?: "reached" | "not-reached";
};

/** Asks for the question as it is now; its version, where that came. */
export type Renew = () => Promise<number | undefined>;

export type Missing =
  | "text"
  | "to"
  | "reason"
  | "on"
  | "partner"
  | "role"
  | "day"
  | "person"
  | "callBack"
  | "choice";

/** Where an empty text means nothing was said. */
const needsText: readonly Mode[] = [
  "reply",
  "ask",
  "note",
  "promise",
  "withdrawPromise",
  "urgency",
  "confidentiality",
];

/** What it lacks before it can be sent. */
export function missingIn(work: Work, { firstReplyAt }: Pick<DeskDetail, "firstReplyAt">): Missing[] {
  const { mode, text, to, reason, waitFor, on, at, choice, person, without = [], callBack } = work;
  const isAnswer = mode === "answer" && (work.outcome ?? "answered") === "answered" && !firstReplyAt;
  const checks: [boolean, Missing][] = [
    [(needsText.includes(mode) || isAnswer) && text.trim() === "", "text"],
    [mode === "transfer" && !to, "to"],
    [["transfer", "return", "reopen", "redact"].includes(mode) && !reason, "reason"],
    [mode === "wait" && waitFor === undefined, "choice"],
    [mode === "wait" && waitFor === "planned" && !on, "on"],
    [mode === "wait" && waitFor === "partner" && !choice, "partner"],
    [mode === "wait" && waitFor === "approval" && !choice, "role"],
    [mode === "promise" && (!on || !at), "day"],
    [(mode === "assign" || mode === "link") && !person, "person"],
    [mode === "readers" && !person && without.length === 0, "person"],
    [(mode === "urgency" || mode === "confidentiality") && !choice, "choice"],
    [mode === "callBack" && !callBack, "callBack"],
  ];
  return checks.flatMap(([isMissing, what]) => (isMissing ? [what] : []));
}

type Sending = { ticket: DeskDetail; version: number; key: string; zone: string };
export type Done =
  | Outcome<"POST /v1/tickets/{ticketId}/replies">
  | Outcome<"POST /v1/contacts">
  | Outcome<"POST /v1/people/{personId}/link">;

const optional = (text: string) => (text.trim() ? { text: text.trim() } : {});
const withNote = (text: string) => (text.trim() ? { note: text.trim() } : {});

/** Sends a piece of work. The version is the one that was seen, so that nothing is written over unseen. */
export function send(call: Call, work: Work, { ticket, version, key, zone }: Sending): Promise<Done> {
  const params = { ticketId: ticket.ticketId as TicketId };
  const as = <B>(body: B) => ({ params, body, version, key }) as never;
  const text = work.text.trim();
  switch (work.mode) {
    case "answer":
      return call("POST /v1/tickets/{ticketId}/resolve", as(resolution(work)));
    case "reply":
      return call(
        "POST /v1/tickets/{ticketId}/replies",
        as({ text, ...(work.used && { answer: work.used }) }),
      );
    case "ask":
      return call("POST /v1/tickets/{ticketId}/wait", as({ for: "asker", text }));
    case "note":
      return call("POST /v1/tickets/{ticketId}/notes", as({ text }));
    case "transfer":
      return call(
        "POST /v1/tickets/{ticketId}/transfer",
        as({ to: work.to, reason: work.reason, ...withNote(text) }),
      );
    case "return":
      return call("POST /v1/tickets/{ticketId}/return", as({ reason: work.reason, ...withNote(text) }));
    case "wait":
      return call("POST /v1/tickets/{ticketId}/wait", as({ ...waiting(work), ...withNote(text) }));
    case "promise":
      return call(
        "POST /v1/tickets/{ticketId}/promises",
        as({ text, at: momentOf(work.on ?? "", work.at ?? "", zone) }),
      );
    case "keepPromise":
      return call("POST /v1/tickets/{ticketId}/promises/{promise}/keep", {
        ...(as(optional(text)) as object),
        params: { ...params, promise: work.promise },
      } as never);
    case "withdrawPromise":
      return call("POST /v1/tickets/{ticketId}/promises/{promise}/withdraw", {
        ...(as({ reason: text }) as object),
        params: { ...params, promise: work.promise },
      } as never);
    case "assign":
      return call("POST /v1/tickets/{ticketId}/assign", as({ to: work.person }));
    case "urgency":
      return call("POST /v1/tickets/{ticketId}/urgency", as({ to: work.choice, reason: text }));
    case "confidentiality":
      return call("POST /v1/tickets/{ticketId}/confidentiality", as({ to: work.choice, reason: text }));
    case "reopen":
      return call("POST /v1/tickets/{ticketId}/reopen", as({ reason: work.reason, ...optional(text) }));
    case "redact":
      return call(
        "POST /v1/tickets/{ticketId}/redactions",
        as({ contentId: work.contentId, reason: work.reason }),
      );
    case "readers":
      return call(
        "POST /v1/tickets/{ticketId}/readers",
        as({ add: work.person ? [work.person] : [], remove: work.without ?? [] }),
      );
    case "link":
      // Called again it goes on where it was, so it takes no key.
      return call("POST /v1/people/{personId}/link", {
        params: { personId: ticket.asker.personId },
        body: { to: work.person as PersonId },
      });
    case "callBack":
      return call("POST /v1/contacts", {
        key,
        body: {
          channel: "call",
          person: { is: "known", personId: ticket.asker.personId },
          existing: [{ ticketId: ticket.ticketId, callBack: work.callBack, ...optional(text) }],
        },
      } as never);
  }
}

function resolution({ outcome = "answered", cause, text, topic, isTopicChosen, used }: Work) {
  return {
    outcome,
    ...(cause && { cause }),
    ...optional(text),
    ...(topic !== undefined && { topic, how: isTopicChosen ? "confirmed" : "accepted" }),
    ...(used && text.trim() && { answer: used }),
  };
}

function waiting({ waitFor, on, choice }: Work) {
  if (waitFor === "planned") return { for: "planned", on };
  return waitFor === "partner" ? { for: "partner", partner: choice } : { for: "approval", role: choice };
}

/** The moment at which clocks of the organisation show this, wherever the browser is. */
export const momentOf = (day: string, time: string, zone: string): string =>
  new Date(shownAt(Date.parse(`${day}T${time}:00Z`), zone)).toISOString();
