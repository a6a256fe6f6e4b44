import { type Clock, clocksOf } from "../../shared/clock/clock.ts";
import { explain } from "../../shared/clock/explain.ts";
import type { Instant } from "../../shared/clock/instant.ts";
import { isCritical } from "../../shared/clock/timer.ts";
import { circlesFor, type Hearer, ownerOf } from "../../shared/notice/circle.ts";
import {
  type ClockEvent,
  type ClockTold,
  isOvertaken,
  mayBeTold,
  openClock,
  opensFor,
  toldOf,
} from "../../shared/notice/clock.ts";
import { digestDueAt } from "../../shared/notice/digest.ts";
import { compose } from "../../shared/notice/mail.ts";
import { mailAddressOf, type Person } from "../../shared/person/person.ts";
import type { Ticket } from "../../shared/ticket/ticket.ts";
import { policiesOf } from "../runtime/organisations.ts";
import { listAgents, loadAgents } from "../store/agents.ts";
import { allot } from "../store/notices.ts";
import { loadPeople } from "../store/people.ts";
import { loadHistory } from "../store/tickets.ts";
import { type Helpdesk, inTurn, mailOnce } from "./mailing.ts";

type Reached = Hearer & { card: Person; address: string };

/** One clock of one ticket, and when those who hear of it are at work. */
type Telling = Helpdesk & {
  ticket: Ticket;
  event: ClockEvent;
  told: ClockTold;
  opens: (from: Instant) => Instant;
};

/** Tells those at the helpdesk whom a clock concerns: apart, or with other clocks in a digest. */
export async function tellAgents(helpdesk: Helpdesk, ticket: Ticket, event: ClockEvent): Promise<void> {
  const mark = openClock(event, ticket);
  if (!mark || isOvertaken(event, mark)) return;
  const [opens, hearers] = await Promise.all([
    hoursOf(helpdesk, ticket, event),
    firstReached(helpdesk, ticket, event),
  ]);
  const told = {
    ...toldOf(event, mark, ticket, helpdesk.organisation),
    ...(await explainedFor(helpdesk, ticket, event)),
  };
  const telling: Telling = { ...helpdesk, ticket, event, told, opens };
  await inTurn(hearers, (hearer) => tellOne(telling, hearer));
}

async function tellOne(telling: Telling, hearer: Reached): Promise<void> {
  const { person, mayOpen, because, card, address } = hearer;
  const { organisation, table, at, ticket, event, told, opens } = telling;
  const { ticketId, reference, organisation: id } = ticket;
  const notice = { kind: event.type, to: person, told, mayOpen, because };
  const key = { organisation: id, ticketId, event: event.n, notice };
  const isAtWork = opens(at) === at;
  const most = isAtWork ? organisation.serviceLevelRules.digestAbove : 0;
  const isHidden = !mayBeTold(mayOpen, ticket);
  const { kind } = notice;
  const entry = { ...told, kind, because, ticketId, reference, mayOpen, ...(isHidden && { isHidden }) };
  const digest = { dueAt: digestDueAt(at, opens), entry };
  if ((await allot(table, { ...key, of: event }, at, most, digest)) !== "mail") return;
  const { language } = card;
  await mailOnce(telling, key, address, async (publicUrl) =>
    compose({ notice, ticket, language, organisation, publicUrl }),
  );
}

/** Whoever has the ticket in hand is asked for alone: a flood of timers need not read the whole helpdesk each time. */
async function firstReached(helpdesk: Helpdesk, ticket: Ticket, event: ClockEvent): Promise<Reached[]> {
  const { organisation, table } = helpdesk;
  const owner = ownerOf(event, ticket);
  const near = owner ? await loadAgents(table, ticket.organisation, [owner]) : [];
  const [closest = []] = circlesFor(
    event,
    ticket,
    near.filter((agent) => agent !== undefined),
    organisation,
  );
  const reached = await reachedOf(helpdesk, ticket, closest);
  if (reached.length > 0) return reached;
  for (const circle of circlesFor(
    event,
    ticket,
    await listAgents(table, ticket.organisation),
    organisation,
  )) {
    const others = await reachedOf(helpdesk, ticket, circle);
    if (others.length > 0) return others;
  }
  return [];
}

/** Those who still work here and read mail. */
async function reachedOf(
  { table, at }: Helpdesk,
  { organisation }: Ticket,
  circle: readonly Hearer[],
): Promise<Reached[]> {
  const cards = await loadPeople(
    table,
    organisation,
    circle.map(({ person }) => person),
  );
  return circle.flatMap((hearer) => {
    const card = cards.find(({ personId }) => personId === hearer.person);
    const address = card && mailAddressOf(card);
    const isGone = card?.until !== undefined && card.until < at.slice(0, 10);
    return address && !isGone ? [{ ...hearer, card, address }] : [];
  });
}

/** When its receivers are at work; at any hour for what the organisation finds that pressing. */
async function hoursOf(
  helpdesk: Helpdesk,
  ticket: Ticket,
  event: ClockEvent,
): Promise<(from: Instant) => Instant> {
  const { organisation, at } = helpdesk;
  const opens = (from: Instant) => opensFor(event, ticket, organisation, from);
  if (opens(at) === at) return opens;
  const clock = await clockOf(helpdesk, ticket, event);
  return clock && isCritical(clock) ? (from) => from : opens;
}

/** A service manager reads no tickets, so the mail itself says why it came. */
async function explainedFor(
  helpdesk: Helpdesk,
  ticket: Ticket,
  event: ClockEvent,
): Promise<Pick<ClockTold, "explanation">> {
  const isForManager = event.type === "escalated" && event.to === "service-manager";
  if (!isForManager || ticket.confidentiality !== "open") return {};
  const clock = await clockOf(helpdesk, ticket, event);
  const { address } = helpdesk.organisation.organisation;
  return clock
    ? { explanation: explain(clock, { audience: "manager", address, now: Date.parse(helpdesk.at) }) }
    : {};
}

async function clockOf(
  { table }: Helpdesk,
  { organisation, ticketId }: Ticket,
  event: ClockEvent,
): Promise<Clock | undefined> {
  const { events = [] } = (await loadHistory(table, organisation, ticketId)) ?? {};
  const clocks = clocksOf(events, policiesOf(organisation));
  return clocks.find(({ kind, n }) => kind === event.clock && n === event.startedBy);
}
