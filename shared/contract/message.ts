import * as z from "zod/mini";
import { OrganisationId, TicketId } from "../id.ts";
import { isNotified } from "../notice/notice.ts";
import { frontDesk, queueOf } from "../organisation/lookup.ts";
import type { Organisation } from "../organisation/organisation.ts";
import { positiveInt } from "../schema.ts";
import type { TicketEvent } from "../ticket/event.ts";

const AboutTicket = z.strictObject({ organisation: OrganisationId, ticketId: TicketId });

/** What travels on each queue: ids, never text. A desk's queue is named for the desk; all carry the same message. */
export const messages = {
  routing: AboutTicket,
  desk: z.extend(AboutTicket, { stay: positiveInt() }),
  notices: z.extend(AboutTicket, { event: positiveInt() }),
} as const;

export type MessageKind = keyof typeof messages;
export type MessageOf<K extends MessageKind> = z.output<(typeof messages)[K]>;

/** A message and the name of the queue that it goes to. */
export type Outgoing = { queue: string; message: MessageOf<MessageKind> };

export const deskQueue = (name: string) => `desk-${name}`;

/**
 * The consequences of a stored event.
 * @param deskQueues names of the desks that have a queue of their own, and `shared`
 */
export function messagesFor(
  event: TicketEvent,
  organisation: Organisation,
  deskQueues: readonly string[],
): Outgoing[] {
  const { ticketId, organisation: organisationId } = event;
  const about = { organisation: organisationId, ticketId };
  const outgoing: Outgoing[] = [];
  if (event.type === "asked") outgoing.push({ queue: "routing", message: about });
  if (event.type === "routed" || event.type === "handed-over" || event.type === "returned") {
    if (event.to !== frontDesk(organisation).key) {
      const queue = deskQueue(queueOf(organisation, event.to, deskQueues));
      outgoing.push({ queue, message: { ...about, stay: event.stay } });
    }
  }
  if (isNotified(event)) outgoing.push({ queue: "notices", message: { ...about, event: event.n } });
  return outgoing;
}
