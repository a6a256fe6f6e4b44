import type { AnswerOf, RoutesOf } from "../../shared/contract/operations.ts";
import { changedOf } from "../../shared/contract/show.ts";
import { wordRulesIn } from "../../shared/desk/word-rules.ts";
import type { ContentId, TicketId } from "../../shared/id.ts";
import { mayRead } from "../../shared/person/access.ts";
import { isRefusal, type Refusal, refused, refusedAt } from "../../shared/refusal.ts";
import type { Content } from "../../shared/ticket/content.ts";
import { type Command, decide } from "../../shared/ticket/decide.ts";
import type { TicketEvent, Waiting } from "../../shared/ticket/event.ts";
import type { Ticket } from "../../shared/ticket/ticket.ts";
import type { TopicSaid } from "../../shared/ticket/topic.ts";
import { changeTicket } from "../runtime/change.ts";
import { contentOf } from "../runtime/content.ts";
import type { Given, Request } from "../runtime/request.ts";
import { loadAgent, loadAgents } from "../store/agents.ts";
import { loadContent, loadTicket, redactWrite } from "../store/tickets.ts";
import { notUsed, topicSaidIn } from "../topics/said.ts";

type ChangeRoute = Extract<RoutesOf<"tickets">, `POST /v1/tickets/{ticketId}/${string}`>;

type Besides = {
  redacted?: ContentId;
  /** What else is wrong: told only to who may make the change, since it tells of more than the ticket. */
  no?: Refusal | undefined;
};

/** Load, decide, save: every change of a ticket goes this way. */
export async function change<R extends ChangeRoute>(
  request: Request<R>,
  command: Command,
  contents: (ticket: Ticket) => readonly Content[] = () => [],
  { redacted, no }: Besides = {},
): Promise<Given<R> | Refusal> {
  const { member, organisation, table, at, ifMatch } = request;
  const { ticketId } = request.params as { ticketId: TicketId };
  const deed = { by: member, at, organisation };
  const after = await changeTicket(
    { table, organisation, ticketId, at, by: member.person },
    (ticket, events) => {
      if (mayRead(member, ticket, organisation) === "nothing") return refused("ticket-unknown");
      if (ifMatch !== undefined && isStale(ifMatch, ticket, events)) return refused("stale");
      const decided = decide(ticket, command, deed);
      return isRefusal(decided) ? decided : (no ?? decided);
    },
    contents,
    (changed) => [
      ...request.marker(changedOf(changed) as AnswerOf<R>),
      ...(redacted ? [redactWrite(table, member.organisation, ticketId, redacted)] : []),
    ],
  );
  if (isRefusal(after)) return after;
  return { body: changedOf(after) as AnswerOf<R>, version: after.version };
}

/** What only time brought about takes nothing from what somebody saw: whoever is typing near a deadline goes on. */
const isStale = (seen: number, { version }: Ticket, events: readonly TicketEvent[]) =>
  seen > version || events.some(({ n, type }) => n > seen && !ofClocks.has(type));
const ofClocks: ReadonlySet<TicketEvent["type"]> = new Set([
  "warned",
  "breached",
  "escalated",
  "clocks-rebound",
]);

/** A change with a text that its asker sees; the text is optional where the contract says so. */
export async function withText<R extends ChangeRoute>(
  request: Request<R>,
  kind: Content["kind"],
  text: string | undefined,
  command: (contentId: ContentId | undefined) => Command,
  besides?: Pick<Besides, "no">,
): Promise<Given<R> | Refusal> {
  if (text === undefined) return change(request, command(undefined), undefined, besides);
  const { ticketId } = request.params as { ticketId: TicketId };
  const contentId = request.mint.content();
  const written = (ticket: Ticket) => {
    const side = kind === "note" ? "desk" : sideOf(request, ticket);
    return [contentOf(request, ticketId, kind, side, contentId, text)];
  };
  return change(request, command(contentId), written, besides);
}

export const withNote = <R extends ChangeRoute>(
  request: Request<R>,
  text: string | undefined,
  command: (noteId: ContentId | undefined) => Command,
) => withText(request, "note", text, command);

/** On whose side someone writes: an agent who asked something writes as the asker. */
const sideOf = ({ member, organisation }: Request, ticket: Ticket): Content["from"] =>
  mayRead(member, ticket, organisation) === "as-asker" ? "asker" : "desk";

export async function reply(request: Request<"POST /v1/tickets/{ticketId}/replies">) {
  const { table, organisation, body } = request;
  const no = body.answer && (await notUsed(table, organisation, body.answer, "answer"));
  const command = (contentId: ContentId | undefined) => ({
    do: "reply" as const,
    contentId: contentId as ContentId,
    wordRules: wordRulesIn(organisation.routing, body.text),
    answer: body.answer,
    callBack: body.callBack,
  });
  return withText(request, "reply", body.text, command, { no });
}

/** The end of a question, with what it was about and which answer it got, in one call. */
export async function resolve(request: Request<"POST /v1/tickets/{ticketId}/resolve">) {
  const { table, organisation, body } = request;
  const no = body.answer && (await notUsed(table, organisation, body.answer, "answer"));
  const topic = await topicSaidIn(table, organisation, body);
  const { outcome, cause, answer } = body;
  const command = (contentId: ContentId | undefined) => ({
    ...{ do: "resolve" as const, outcome, cause, contentId, topic, answer },
  });
  return withText(request, "reply", body.text, command, { no });
}

export async function setTopic(request: Request<"POST /v1/tickets/{ticketId}/topic">) {
  const topic = await topicSaidIn(request.table, request.organisation, request.body);
  return change(request, { do: "set-topic", topic: topic as TopicSaid });
}

export function note(request: Request<"POST /v1/tickets/{ticketId}/notes">) {
  return withNote(request, request.body.text, (contentId) => ({
    do: "note",
    contentId: contentId as ContentId,
  }));
}

export function wait(request: Request<"POST /v1/tickets/{ticketId}/wait">) {
  const { body } = request;
  if (body.for === "asker") {
    return withText(request, "reply", body.text, (contentId) => ({
      do: "wait",
      waiting: { for: "asker", contentId: contentId as ContentId },
    }));
  }
  const { note: text, ...waiting } = body;
  return withNote(request, text, (noteId) => ({ do: "wait", waiting: waiting as Waiting, noteId }));
}

export async function assign(request: Request<"POST /v1/tickets/{ticketId}/assign">) {
  const { table, member, body } = request;
  return change(request, { do: "assign", to: await loadAgent(table, member.organisation, body.to) });
}

export async function nameReaders(request: Request<"POST /v1/tickets/{ticketId}/readers">) {
  const { table, member, body } = request;
  const add = await loadAgents(table, member.organisation, body.add);
  return change(request, { do: "name-readers", add, remove: body.remove });
}

export async function redact(request: Request<"POST /v1/tickets/{ticketId}/redactions">) {
  const { table, member, params, body } = request;
  const [ticket, content] = await Promise.all([
    loadTicket(table, member.organisation, params.ticketId),
    loadContent(table, member.organisation, params.ticketId, body.contentId),
  ]);
  if (!ticket || mayRead(member, ticket, request.organisation) === "nothing")
    return refused("ticket-unknown");
  if (!content) return refusedAt("contentId", "unknown", "the id of a text of this question");
  return change(request, { do: "redact", ...body }, undefined, { redacted: body.contentId });
}
