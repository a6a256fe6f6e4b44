import * as z from "zod/mini";
import { Instant } from "../clock/instant.ts";
import { JobId, OrganisationId, PersonId, TicketId } from "../id.ts";
import { isNotified } from "../notice/notice.ts";
import { frontDesk, queueOf } from "../organisation/lookup.ts";
import type { Organisation } from "../organisation/organisation.ts";
import { positiveInt } from "../schema.ts";
import type { TicketEvent } from "../ticket/event.ts";

const AboutTicket = z.strictObject({ organisation: OrganisationId, ticketId: TicketId });
const DigestDue = z.strictObject({ organisation: OrganisationId, digestFor: PersonId, dueAt: Instant });
export type DigestDue = z.output<typeof DigestDue>;

const JobStep = z.strictObject({ organisation: OrganisationId, jobId: JobId, step: positiveInt() });
/** A step of a job that is to be taken: stored as it is sent. */
export type JobStep = z.output<typeof JobStep>;

/** What travels on each queue: ids, never text. A desk's queue is named for the desk; all carry the same message. */
export const messages = {
  routing: AboutTicket,
  desk: z.extend(AboutTicket, { stay: positiveInt() }),
  /** An event that concerns somebody; or a digest that is due, of everything that one receiver was not mailed apart. */
  notices: z.union([z.extend(AboutTicket, { event: positiveInt() }), DigestDue]),
  /** Time has come for a ticket: what is due is asked of the ticket itself. */
  timers: AboutTicket,
  jobs: JobStep,
} as const;

export type MessageKind = keyof typeof messages;
export type MessageOf<K extends MessageKind> = z.output<(typeof messages)[K]>;

/** A message and the name of the queue that it goes to, which may keep it back for a while. */
export type Outgoing = { queue: string; message: MessageOf<MessageKind>; delaySeconds?: number };

export const stepMessage = (message: JobStep): Outgoing => ({ queue: "jobs", message });

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

/** SQS keeps a message back for fifteen minutes at most; timers are sent this far ahead, so that they fire to the second. */
export const sentAheadMs = 6 * 60_000;
const longestDelaySeconds = 900;

/** A ticket's timer on its way: it comes out of the queue when it is due, never before. */
export const timerMessage = (
  { organisation, ticketId }: z.output<typeof AboutTicket>,
  dueAt: Instant,
  now: Instant,
): Outgoing => ({
  queue: "timers",
  message: { organisation, ticketId },
  delaySeconds: Math.min(
    Math.max(0, Math.ceil((Date.parse(dueAt) - Date.parse(now)) / 1000)),
    longestDelaySeconds,
  ),
});

/** A timer that is due before the schedule would be sure to see it goes at once; a later one is the schedule's. */
export const timerIfNear = (
  ticket: z.output<typeof AboutTicket>,
  dueAt: Instant | undefined,
  now: Instant,
): Outgoing[] =>
  dueAt && Date.parse(dueAt) <= Date.parse(now) + sentAheadMs ? [timerMessage(ticket, dueAt, now)] : [];
