import { needs } from "../../shared/contract/environment.ts";
import { compose } from "../../shared/notice/mail.ts";
import { type Notice, needsCallBack, noticesFor } from "../../shared/notice/notice.ts";
import { mailAddressOf } from "../../shared/person/person.ts";
import type { TicketEvent } from "../../shared/ticket/event.ts";
import type { Ticket } from "../../shared/ticket/ticket.ts";
import { callBackWanted } from "../../shared/ticket/unattended.ts";
import { sendMail } from "../outbox/mail.ts";
import { changeTicket } from "../runtime/change.ts";
import { type Consumed, consume } from "../runtime/consume.ts";
import { environment } from "../runtime/environment.ts";
import { goneAway } from "../runtime/gone.ts";
import { log } from "../runtime/log.ts";
import { giveBack, lease, type NoticeKey, settle } from "../store/notices.ts";
import { loadPerson } from "../store/people.ts";
import { loadContent, loadEvent, loadTicket } from "../store/tickets.ts";

/** Whoever an event concerns hears of it: by mail, or by a call where no mail reaches them. */
export const handler = consume("notices", async (consumed) => {
  const { message, table } = consumed;
  const { organisation: id, ticketId, event: n } = message;
  const [ticket, event] = await Promise.all([
    loadTicket(table, id, ticketId),
    loadEvent(table, id, ticketId, n),
  ]);
  if (!ticket || !event) return goneAway("notices", ticketId);
  // One person's mail that fails keeps nobody else's back.
  const failures: unknown[] = [];
  for (const notice of noticesFor(event, ticket)) {
    await tell(consumed, ticket, event, notice).catch((error) => failures.push(error));
  }
  if (failures.length > 0) throw failures[0];
});

class Leased extends Error {
  override name = "Leased";
}

async function tell(
  { organisation, table, at, message }: Consumed<"notices">,
  ticket: Ticket,
  event: TicketEvent,
  notice: Notice,
): Promise<void> {
  const person = await loadPerson(table, message.organisation, notice.to);
  const address = person && mailAddressOf(person);
  const callInstead = async () => {
    if (!needsCallBack(notice.kind)) return;
    const change = { table, organisation, ticketId: ticket.ticketId, at, by: "system" as const };
    await changeTicket(change, (current) => callBackWanted(current, event.n));
  };
  if (!address) return callInstead();

  const key: NoticeKey = {
    organisation: message.organisation,
    ticketId: ticket.ticketId,
    event: event.n,
    notice,
  };
  const held = await lease(table, key, at);
  if (held === "done") return;
  if (held === "busy") throw new Leased();
  const { MAIL_SENDER, PUBLIC_URL } = environment(...needs.notices);
  const content =
    notice.contentId && (await loadContent(table, message.organisation, ticket.ticketId, notice.contentId));
  const mail = compose({
    kind: notice.kind,
    ticket,
    language: person?.language ?? ticket.language,
    organisation,
    publicUrl: PUBLIC_URL,
    isNamens: notice.to === ticket.about?.person,
    text: content && !content.isRedacted ? content.text : undefined,
  });
  const taken = await sendMail(MAIL_SENDER, address, mail).catch(async (error) => {
    await giveBack(table, key);
    throw error;
  });
  if (!taken) {
    log.warn("no mail server takes this address", { kind: notice.kind, ticketId: ticket.ticketId });
    await callInstead();
  }
  await settle(table, key, taken ? "sent" : "undeliverable", at);
}
