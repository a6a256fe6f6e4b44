import { setTimeout as pause } from "node:timers/promises";
import type { Channel } from "../../../shared/channel/channel.ts";
import type { HistoryLine, TicketDetail } from "../../../shared/contract/view.ts";
import type { ContactId, TicketId } from "../../../shared/id.ts";
import { specialists } from "./bulk.ts";
import type { PhoneLog } from "./phone-log.ts";
import { type Asked, forEach, type Stage } from "./stage.ts";

/** What the helpdesk itself says of the day: counts of things, each read back over its API. */
export type Totals = {
  asked: number;
  contacts: number;
  phoneLogRows: number;
  /** Questions by the channel on which they came. */
  byChannel: Record<Channel, number>;
  /** Contacts by channel: a call about an existing question counts here and not above. */
  contactsByChannel: Record<Channel, number>;
  /** Questions by the desk where they started. */
  routed: Record<string, number>;
  answered: number;
  handedOver: number;
  returned: number;
  reopened: number;
  lost: number;
};

export type Found = Map<TicketId, TicketDetail>;

/** A front-office agent reads nearly all. What has named readers is seen by its desk alone. */
const readers = ["loket-femke", "vertrouwen-ugur", ...specialists.map(({ agent }) => agent)];
const atOnce = 8;

/** Every question in full, by whichever agent may read it. */
export async function readAll(stage: Stage, progress: (done: number) => void): Promise<Found> {
  const found: Found = new Map();
  let done = 0;
  await forEach([...stage.asked.keys()], atOnce, async (ticketId) => {
    const ticket = await readOne(stage, ticketId);
    if (ticket) found.set(ticketId, ticket);
    progress(++done);
  });
  return found;
}

async function readOne(stage: Stage, ticketId: TicketId): Promise<TicketDetail | undefined> {
  for (let attempt = 0; ; attempt++) {
    const ticket = await readByAny(stage, ticketId);
    // Where nobody could wait for the queues, the routing may still be on its way.
    if (ticket?.state !== "received" || attempt === 20) return ticket;
    await pause(500);
  }
}

async function readByAny(stage: Stage, ticketId: TicketId): Promise<TicketDetail | undefined> {
  for (const reader of readers) {
    const answer = await stage.as(reader)("GET /v1/tickets/{ticketId}", { params: { ticketId } });
    if (answer.ok) return answer.body;
  }
  return undefined;
}

/** Looks every question up by its reference: its asker in their own list, an agent for all others. */
export async function countLost(stage: Stage, found: Found): Promise<number> {
  const own = [...stage.asked.values()].filter(({ by }) => by !== undefined);
  const others = [...stage.asked.values()].filter(({ by }) => by === undefined);
  let lost = 0;
  for (const [asker, questions] of Map.groupBy(own, ({ by }) => by as string)) {
    lost += (await missingFrom(stage, asker, questions)).length;
  }
  await forEach(others, atOnce, async ({ ticketId, reference }) => {
    const told = reference ?? found.get(ticketId)?.reference;
    if (!told || !(await isFoundByAgent(stage, ticketId, told))) lost += 1;
  });
  return lost;
}

async function missingFrom(stage: Stage, asker: string, questions: readonly Asked[]): Promise<Asked[]> {
  const left = new Map(questions.map((question) => [question.reference, question]));
  let cursor: string | undefined;
  do {
    const page = await stage.must(asker, "GET /v1/me/tickets", {
      query: { limit: 100, ...(cursor && { cursor }) },
    });
    for (const { reference, ticketId } of page.items) {
      if (left.get(reference)?.ticketId === ticketId) left.delete(reference);
    }
    cursor = page.next;
  } while (cursor && left.size > 0);
  return [...left.values()];
}

async function isFoundByAgent(stage: Stage, ticketId: TicketId, reference: string): Promise<boolean> {
  for (const reader of readers) {
    const { items } = await stage.must(reader, "GET /v1/tickets", {
      query: { reference: reference as never },
    });
    if (items.some((ticket) => ticket.ticketId === ticketId && ticket.reference === reference)) return true;
  }
  return false;
}

export async function countAll(stage: Stage, found: Found, log: PhoneLog | undefined): Promise<Totals> {
  const tickets = [...found.values()];
  const histories = tickets.map((ticket) => (ticket.view === "desk" ? ticket.history : []));
  const times = (type: HistoryLine["type"]) => histories.flat().filter((line) => line.type === type).length;
  const isAnswer = ({ type, outcome = "" }: HistoryLine) =>
    type === "resolved" && ["answered", "done"].includes(outcome);
  const contactsByChannel = await contactsOf(stage, found, log);
  return {
    asked: stage.asked.size,
    contacts: Object.values(contactsByChannel).reduce((sum, count) => sum + count, 0),
    phoneLogRows: log?.rows.length ?? 0,
    byChannel: countedBy(tickets, ["click", "call", "face"], (ticket) => channelOf(stage, ticket)),
    contactsByChannel,
    routed: countedBy(tickets, [], deskOf),
    answered: histories.filter((history) => history.some(isAnswer)).length,
    handedOver: times("handed-over"),
    returned: times("returned"),
    reopened: times("reopened"),
    lost: await countLost(stage, found),
  };
}

/** A stub tells of no channel, so for that one the day's own script is believed. */
const channelOf = (stage: Stage, ticket: TicketDetail): Channel =>
  "channel" in ticket ? ticket.channel : (stage.asked.get(ticket.ticketId)?.channel ?? "click");

/** The desk where it started, before anybody handed it over; a stub only tells where it is now. */
function deskOf(ticket: TicketDetail): string {
  if (ticket.view === "stub") return ticket.inTransitTo ?? ticket.desk;
  return (ticket.view === "desk" && ticket.routing?.to) || ticket.desk;
}

function countedBy<K extends string>(
  tickets: readonly TicketDetail[],
  always: readonly K[],
  keyOf: (ticket: TicketDetail) => K,
): Record<K, number> {
  const counts = Object.fromEntries(always.map((key) => [key, 0])) as Record<K, number>;
  for (const key of tickets.map(keyOf)) counts[key] = (counts[key] ?? 0) + 1;
  return counts;
}

/**
 * Every contact once: from the tickets' histories, from the telephone log, and what agents logged. The click behind a
 * question that shows as a stub is one contact that nobody can see.
 */
async function contactsOf(
  stage: Stage,
  found: Found,
  log: PhoneLog | undefined,
): Promise<Record<Channel, number>> {
  const channels = new Map<ContactId, Channel>();
  const counts = { click: 0, call: 0, face: 0 };
  for (const ticket of found.values()) {
    if (ticket.view !== "desk") {
      if (channelOf(stage, ticket) === "click") counts.click += 1;
      continue;
    }
    for (const { type, contactId } of ticket.history) {
      if (contactId && type === "asked") channels.set(contactId, ticket.channel);
    }
  }
  for (const { contactId } of log?.rows ?? []) if (contactId) channels.set(contactId, "call");
  const others = [...stage.contacts].filter(([contactId]) => !channels.has(contactId));
  await forEach(others, atOnce, async ([contactId, channel]) => {
    const shown = await stage.as("loket-femke")("GET /v1/contacts/{contactId}", { params: { contactId } });
    // One about a restricted question is hidden even from the agent who logged it.
    channels.set(contactId, shown.ok ? shown.body.channel : channel);
  });
  for (const channel of channels.values()) counts[channel] += 1;
  return counts;
}
