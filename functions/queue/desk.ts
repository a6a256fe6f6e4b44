import { isRefusal } from "../../shared/refusal.ts";
import { arrived } from "../../shared/ticket/unattended.ts";
import { changeTicket } from "../runtime/change.ts";
import { consume } from "../runtime/consume.ts";
import { goneAway } from "../runtime/gone.ts";

/** A back office's queue delivers a ticket to its list, unless it was recalled or moved on meanwhile. */
export const handler = consume("desk", async ({ message, organisation, table, at }) => {
  const { ticketId, stay } = message;
  const change = { table, organisation, ticketId, at, by: "system" as const };
  const delivered = await changeTicket(change, (ticket) => arrived(ticket, stay));
  if (isRefusal(delivered)) goneAway("desk", ticketId);
});
