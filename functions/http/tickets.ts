import type { ContentId } from "../../shared/id.ts";
import { serve } from "../runtime/serve.ts";
import { askByClick } from "../tickets/ask.ts";
import {
  assign,
  change,
  nameReaders,
  note,
  redact,
  reply,
  resolve,
  setTopic,
  wait,
  withNote,
  withText,
} from "../tickets/change.ts";
import { listMine, listTickets } from "../tickets/list.ts";
import { confirmPromise, keepPromise, makePromise, withdrawPromise } from "../tickets/promise.ts";
import { showReads, showTicket } from "../tickets/show.ts";

export const handler = serve<"tickets">({
  "POST /v1/tickets": askByClick,
  "GET /v1/tickets": listTickets,
  "GET /v1/me/tickets": listMine,
  "GET /v1/tickets/{ticketId}": showTicket,
  "GET /v1/tickets/{ticketId}/reads": showReads,
  "POST /v1/tickets/{ticketId}/claim": (request) => change(request, { do: "claim" }),
  "POST /v1/tickets/{ticketId}/release": (request) => change(request, { do: "release" }),
  "POST /v1/tickets/{ticketId}/assign": assign,
  "POST /v1/tickets/{ticketId}/replies": reply,
  "POST /v1/tickets/{ticketId}/notes": note,
  "POST /v1/tickets/{ticketId}/transfer": (request) =>
    withNote(request, request.body.note, (noteId) => ({
      do: "transfer",
      to: request.body.to,
      reason: request.body.reason,
      noteId,
    })),
  "POST /v1/tickets/{ticketId}/return": (request) =>
    withNote(request, request.body.note, (noteId) => ({ do: "return", reason: request.body.reason, noteId })),
  "POST /v1/tickets/{ticketId}/wait": wait,
  "POST /v1/tickets/{ticketId}/resume": (request) => change(request, { do: "resume" }),
  "POST /v1/tickets/{ticketId}/resolve": resolve,
  "POST /v1/tickets/{ticketId}/acknowledge": (request) => change(request, { do: "acknowledge" }),
  "POST /v1/tickets/{ticketId}/reopen": (request) =>
    withText(request, "reply", request.body.text, (contentId) => ({
      do: "reopen",
      reason: request.body.reason,
      contentId,
    })),
  "POST /v1/tickets/{ticketId}/rating": (request) =>
    withText(request, "reply", request.body.text, (contentId) => ({
      do: "rate",
      score: request.body.score,
      contentId,
    })),
  "POST /v1/tickets/{ticketId}/topic": setTopic,
  "POST /v1/tickets/{ticketId}/confidentiality": (request) =>
    withNote(request, request.body.reason, (noteId) => ({
      do: "set-confidentiality",
      to: request.body.to,
      noteId: noteId as ContentId,
    })),
  "POST /v1/tickets/{ticketId}/readers": nameReaders,
  "POST /v1/tickets/{ticketId}/redactions": redact,
  "POST /v1/tickets/{ticketId}/urgency": (request) =>
    withNote(request, request.body.reason, (noteId) => ({
      do: "set-urgency",
      to: request.body.to,
      noteId: noteId as ContentId,
    })),
  "POST /v1/tickets/{ticketId}/promises": makePromise,
  "POST /v1/tickets/{ticketId}/promises/{promise}/keep": keepPromise,
  "POST /v1/tickets/{ticketId}/promises/{promise}/withdraw": withdrawPromise,
  "POST /v1/tickets/{ticketId}/promises/{promise}/confirm": confirmPromise,
});
