import { isOfClock } from "../../shared/notice/clock.ts";
import { noticesFor } from "../../shared/notice/notice.ts";
import { tellAgents } from "../notices/agents.ts";
import { mailDigest } from "../notices/digest.ts";
import { inTurn } from "../notices/mailing.ts";
import { tell } from "../notices/tell.ts";
import { consume } from "../runtime/consume.ts";
import { goneAway } from "../runtime/gone.ts";
import { loadEvent, loadTicket } from "../store/tickets.ts";

/** Whoever an event concerns hears of it: by mail, or by a call where no mail reaches them. */
export const handler = consume("notices", async ({ message, ...helpdesk }) => {
  if ("digestFor" in message) return mailDigest(helpdesk, message);
  const { organisation: id, ticketId, event: n } = message;
  const [ticket, event] = await Promise.all([
    loadTicket(helpdesk.table, id, ticketId),
    loadEvent(helpdesk.table, id, ticketId, n),
  ]);
  if (!ticket || !event) return goneAway("notices", ticketId);
  if (isOfClock(event)) return tellAgents(helpdesk, ticket, event);
  await inTurn(noticesFor(event, ticket), (notice) => tell(helpdesk, ticket, event, notice));
});
