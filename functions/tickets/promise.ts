import type { ContentId } from "../../shared/id.ts";
import type { Request } from "../runtime/request.ts";
import { loadAgent } from "../store/agents.ts";
import { change, withText } from "./change.ts";

export async function makePromise(request: Request<"POST /v1/tickets/{ticketId}/promises">) {
  const { table, member, body } = request;
  const owner = body.owner ? await loadAgent(table, member.organisation, body.owner) : member;
  return withText(request, "promise", body.text, (contentId) => ({
    do: "promise",
    dueAt: body.at,
    owner,
    contentId: contentId as ContentId,
  }));
}

export function keepPromise(request: Request<"POST /v1/tickets/{ticketId}/promises/{promise}/keep">) {
  const { params, body } = request;
  return withText(request, "reply", body.text, (contentId) => ({
    do: "keep-promise",
    promise: params.promise,
    contentId,
  }));
}

export function withdrawPromise(request: Request<"POST /v1/tickets/{ticketId}/promises/{promise}/withdraw">) {
  const { params, body } = request;
  return withText(request, "reply", body.reason, (noteId) => ({
    do: "withdraw-promise",
    promise: params.promise,
    noteId: noteId as ContentId,
  }));
}

export function confirmPromise(request: Request<"POST /v1/tickets/{ticketId}/promises/{promise}/confirm">) {
  const { params, body } = request;
  return change(request, { do: "confirm-promise", promise: params.promise, kept: body.kept });
}
