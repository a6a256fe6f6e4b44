import type { Instant } from "../../shared/clock/instant.ts";
import { nextTimerAt } from "../../shared/clock/timer.ts";
import { compose } from "../../shared/notice/mail.ts";
import { needsCallBack, type PlainNotice } from "../../shared/notice/notice.ts";
import { mailAddressOf } from "../../shared/person/person.ts";
import type { TicketEvent } from "../../shared/ticket/event.ts";
import type { Ticket } from "../../shared/ticket/ticket.ts";
import { callBackWanted } from "../../shared/ticket/unattended.ts";
import { changeTicket } from "../runtime/change.ts";
import { loadPerson } from "../store/people.ts";
import { loadContent, loadEvent, loadHistory } from "../store/tickets.ts";
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
  if (notice.kind === "promise-kept" && (await isToldInReply(helpdesk, ticket, event))) return;
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
      notice: { ...notice, dueAt: await momentOf(helpdesk, ticket, notice) },
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

/** Whoever reads what was done needs no second mail that it was: its reply stands before it in the same change. */
async function isToldInReply(
  { table }: Helpdesk,
  ticket: Ticket,
  { n, at, by }: TicketEvent,
): Promise<boolean> {
  const before = await loadEvent(table, ticket.organisation, ticket.ticketId, n - 1);
  return before?.type === "replied" && before.at === at && before.by === by;
}

/** Until when: a first response that is late already is announced no more, and a wait for the asker ends by the clocks. */
async function momentOf(
  { table, organisation, at }: Helpdesk,
  ticket: Ticket,
  { kind, dueAt }: PlainNotice,
): Promise<Instant | undefined> {
  if (kind === "received") return dueAt && dueAt > at ? dueAt : undefined;
  if (kind !== "reminder") return dueAt;
  const { events = [] } = (await loadHistory(table, ticket.organisation, ticket.ticketId)) ?? {};
  // Without its clocks a ticket that waits has one thing to come: its end.
  return nextTimerAt({ ticket, events, clocks: [] }, organisation);
}
