import { opensAt, workingSeconds } from "../clock/calendar.ts";
import { type Instant, instantOf } from "../clock/instant.ts";
import type { ClockKind, ClockMark } from "../clock/mark.ts";
import { around, calendarOf } from "../clock/policy.ts";
import { frontDesk } from "../organisation/lookup.ts";
import type { Organisation } from "../organisation/organisation.ts";
import type { LocalText } from "../text.ts";
import { currentDesk } from "../ticket/deed.ts";
import type { TicketEvent, TicketEventOf } from "../ticket/event.ts";
import type { Ticket } from "../ticket/ticket.ts";

/** What time brought about and the helpdesk itself has to hear of. A breach tells nobody: its first tier does. */
export type ClockEvent = TicketEventOf<"warned" | "escalated">;

export const isOfClock = (event: TicketEvent): event is ClockEvent =>
  event.type === "warned" || event.type === "escalated";

/** What a mail says of a clock. */
export type ClockTold = {
  clock: ClockKind;
  dueAt: Instant;
  /** In working time of the desk; of what runs day and night in real time. */
  lateSeconds?: number;
  /** Of an escalation: from the second on, somebody else heard before. */
  tier?: number;
  /** The whole story in one sentence, for whoever cannot look at the ticket. */
  explanation?: LocalText;
};

/** What is kept close tells nothing to who may not open it: how long a deadline is says what a question is about. */
export const mayBeTold = (mayOpen: boolean, { confidentiality }: Pick<Ticket, "confidentiality">) =>
  mayOpen || confidentiality === "open";

type Open = ClockMark & { dueAt: Instant };

/** The clock that an event is about, while it runs: of one that has ended or stands still, there is nothing to tell. */
export function openClock({ clock, startedBy }: ClockEvent, { clocks = [] }: Ticket): Open | undefined {
  const mark = clocks.find(({ kind, n }) => kind === clock && n === startedBy);
  return mark?.dueAt && !mark.endedAt ? { ...mark, dueAt: mark.dueAt } : undefined;
}

/** A warning that came after the breach: who hears of that needs no warning. */
export const isOvertaken = (event: ClockEvent, { dueAt }: Pick<Open, "dueAt">) =>
  event.type === "warned" && event.at > dueAt;

export function toldOf(event: ClockEvent, mark: Open, ticket: Ticket, organisation: Organisation): ClockTold {
  const told = { clock: mark.kind, dueAt: mark.dueAt };
  if (event.type === "warned") return told;
  const { tier } = event;
  const [due, at] = [Date.parse(mark.dueAt), Date.parse(event.at)];
  if (at <= due) return { ...told, tier, lateSeconds: 0 };
  if (isInRealTime(mark.kind)) return { ...told, tier, lateSeconds: Math.floor((at - due) / 1000) };
  const hours = around(calendarOf(organisation, clockDesk(mark, ticket, organisation)), due, at);
  return { ...told, tier, lateSeconds: workingSeconds(hours, due, at) };
}

/** A promise and the law's term run on at night. */
export const isInRealTime = (clock: ClockKind) => clock === "promise" || clock === "statutory";

const momentMs = 15 * 60_000;
/** Two tiers that come together, or nearly, tell one person one thing. */
export const isOneMoment = (one: Instant, other: Instant) =>
  Math.abs(Date.parse(one) - Date.parse(other)) < momentMs;

/** The team that can still do something about it. */
export const clockDesk = (mark: ClockMark | undefined, ticket: Ticket, organisation: Organisation) =>
  mark?.desk ?? currentDesk(ticket, organisation);

/** When whoever hears of it is at work, from an instant on: that instant itself within working hours. */
export function opensFor(
  event: ClockEvent,
  ticket: Ticket,
  organisation: Organisation,
  at: Instant,
): Instant {
  const isForManager = event.type === "escalated" && event.to === "service-manager";
  const desk = isForManager
    ? frontDesk(organisation).key
    : clockDesk(openClock(event, ticket), ticket, organisation);
  const from = Date.parse(at);
  return instantOf(opensAt(around(calendarOf(organisation, desk), from, from), from));
}
