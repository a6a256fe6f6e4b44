import { compose } from "../../shared/notice/mail.ts";
import { needsCallBack, type PlainNotice } from "../../shared/notice/notice.ts";
import { mailAddressOf } from "../../shared/person/person.ts";
import type { TicketEvent } from "../../shared/ticket/event.ts";
import type { Ticket } from "../../shared/ticket/ticket.ts";
import { callBackWanted } from "../../shared/ticket/unattended.ts";
import { changeTicket } from "../runtime/change.ts";
import { loadPerson } from "../store/people.ts";
import { loadContent } from "../store/tickets.ts";
import { type Helpdesk, mailOnce } from "./mailing.ts";

/** Tells one person of one event. */
export async function tell(
  helpdesk: Helpdesk,
  ticket: Ticket,
  event: TicketEvent,
  notice: PlainNotice,
): Promise<void> {
  const { organisation, table, at } = helpdesk;
  const { ticketId, organisation: id } = ticket;
  const person = await loadPerson(table, id, notice.to);
  const address = person && mailAddressOf(person);
  const callInstead = async () => {
    if (!needsCallBack(notice.kind)) return;
    const change = { table, organisation, ticketId, at, by: "system" as const };
    await changeTicket(change, (current) => callBackWanted(current, event.n));
  };
  if (!address) return callInstead();

  const written = async (publicUrl: string) => {
    const content = notice.contentId && (await loadContent(table, id, ticketId, notice.contentId));
    return compose({
      notice,
      ticket,
      language: person.language,
      organisation,
      publicUrl,
      isNamens: notice.to === ticket.about?.person,
      text: content && !content.isRedacted ? content.text : undefined,
    });
  };
  const key = { organisation: id, ticketId, event: event.n, notice };
  await mailOnce(helpdesk, key, address, written, callInstead);
}
