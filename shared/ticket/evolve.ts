import type { Instant } from "../clock/instant.ts";
import type { TicketEvent, TicketEventOf } from "./event.ts";
import { endedPromisesKept, isStanding, type PromiseMade, type Stay, type Ticket } from "./ticket.ts";

/** The ticket after an event. Pure and total: replaying a ticket's events gives its stored image. */
export function evolve(ticket: Ticket | undefined, event: TicketEvent): Ticket {
  if (event.type === "asked") return asked(event);
  if (!ticket) throw new Error(`a ticket begins with "asked", not with "${event.type}"`);
  return { ...happened(ticket, event), version: event.n, changedAt: event.at };
}

export const replay = (events: readonly TicketEvent[]): Ticket | undefined =>
  events.reduce<Ticket | undefined>(evolve, undefined);

function asked(event: TicketEventOf<"asked">): Ticket {
  const { v, n, at, by, configuration, type, contentId, contactId, answeredAtOnce, saidAt, ...given } = event;
  return {
    ...given,
    state: "received",
    version: n,
    questionId: contentId,
    readers: [],
    desks: [],
    returns: 0,
    needlessHandOver: false,
    reopenings: 0,
    isAnswered: false,
    answeredAtOnce: answeredAtOnce ?? false,
    askedAt: saidAt ?? at,
    changedAt: at,
  };
}

function happened(ticket: Ticket, event: Exclude<TicketEvent, TicketEventOf<"asked">>): Ticket {
  switch (event.type) {
    case "routed":
      return {
        ...queuedAt(ticket, event, event.rule),
        confidentiality: event.confidentiality,
        routing: { rule: event.rule, to: event.to },
      };
    case "handed-over":
      return { ...queuedAt(ticket, event, event.reason), readers: [] };
    case "returned":
      return {
        ...queuedAt(ticket, event, event.reason),
        readers: [],
        // A desk that it did not belong to has no more to do with it.
        desks:
          event.reason === "wrong-desk"
            ? ticket.desks.filter((desk) => desk === event.to || desk !== stayOf(ticket).desk)
            : ticket.desks,
        returns: ticket.returns + 1,
        needlessHandOver: ticket.needlessHandOver || event.reason === "front-office-can-answer",
      };
    case "recalled": {
      // The desk that it was on its way to never had it, so it does not come from there.
      const { from, ...stay } = queuedAt(ticket, event, "recalled").stay;
      return { ...queuedAt(ticket, event, "recalled"), stay: { ...stay, arrivedAt: event.at } };
    }
    case "arrived": {
      if (ticket.state === "received") return ticket;
      return {
        ...ticket,
        desks: [...new Set([...ticket.desks, ticket.stay.desk])],
        stay: { ...ticket.stay, arrivedAt: event.at },
      };
    }
    case "claimed":
    case "assigned":
      return claimedBy(ticket, event.person);
    case "released":
      return { ...withoutState(ticket), state: "queued", stay: stayOf(ticket) };
    case "replied":
      if (event.from === "asker") return wroteAfterAnswer(ticket, event.at);
      return {
        ...ticket,
        firstReplyAt: ticket.firstReplyAt ?? event.at,
        isAnswered: ticket.isAnswered || !event.asks,
        ...usedIn(event),
      };
    case "waiting-started":
      if (!("claimedBy" in ticket)) return ticket;
      return { ...ticket, state: "waiting", waiting: event.waiting };
    case "waiting-ended":
      if (ticket.state !== "waiting") return ticket;
      return {
        ...withoutState(ticket),
        state: "in-progress",
        stay: ticket.stay,
        claimedBy: ticket.claimedBy,
      };
    case "resolved": {
      const { outcome, cause, from, at, by } = event;
      return {
        // About a question that its asker took back nobody telephones.
        ...withoutState(from === "asker" ? calledBack(ticket, true) : ticket),
        state: "resolved",
        stay: stayOf(ticket),
        resolution: { at, by, from, outcome, ...(cause && { cause }) },
        ...(from === "desk" && by !== "system" && { answeredBy: by }),
        ...usedIn(event),
        ...(event.contentId &&
          from === "desk" && { firstReplyAt: ticket.firstReplyAt ?? at, isAnswered: true }),
      };
    }
    case "reopened":
      return {
        ...withoutState(acknowledged(ticket)),
        state: "queued",
        stay: stayOf(ticket),
        isAnswered: false,
        reopenings: ticket.reopenings + 1,
      };
    case "closed":
      return ticket.state === "resolved" ? { ...ticket, state: "closed", closedAt: event.at } : ticket;
    case "rated":
      return { ...ticket, rating: event.score };
    case "topic-set": {
      const { topicDenied, ...rest } = ticket;
      return { ...rest, topic: event.topic } as Ticket;
    }
    case "topic-denied": {
      const { topic, ...rest } = ticket;
      return { ...rest, topicDenied: true } as Ticket;
    }
    case "confidentiality-set":
      return {
        ...ticket,
        confidentiality: event.to,
        wordRules: [...new Set([...ticket.wordRules, ...(event.wordRules ?? [])])],
      };
    case "readers-named":
      return { ...ticket, readers: event.readers };
    case "asker-identified":
      return { ...ticket, asker: event.asker };
    case "call-back-wanted":
      return { ...ticket, callBack: callBackOf(ticket, event) };
    case "called-back":
      return calledBack(ticket, event.reached);
    case "contacted":
      return event.contentId && event.from === "asker" ? wroteAfterAnswer(ticket, event.at) : ticket;
    case "acknowledged":
      return acknowledged(ticket);
    case "urgency-set":
      return { ...ticket, urgency: event.to };
    case "promised": {
      const { n, owner, at, dueAt, contentId } = event;
      const earlier = stillKnown(ticket.promises ?? []);
      return { ...ticket, promises: [...earlier, { n, owner, madeAt: at, dueAt, contentId }] };
    }
    case "promise-kept":
      return promised(ticket, event.promise, { keptAt: event.at });
    case "promise-withdrawn":
      return promised(ticket, event.promise, { withdrawnAt: event.at });
    case "promise-confirmed":
      return promised(ticket, event.promise, { confirmed: event.kept });
    case "breached":
      return event.clock === "promise" ? promised(ticket, event.startedBy, { brokenAt: event.at }) : ticket;
    case "noted":
    case "redacted":
    case "warned":
    case "escalated":
    case "reminded":
    case "clocks-rebound":
      return ticket;
  }
}

/** The answer that was given last. */
const usedIn = ({ answer }: TicketEventOf<"replied" | "resolved">) => answer && { answer };

/** All that stand; of those that ended the last few, since the rest is in the events. */
function stillKnown(promises: readonly PromiseMade[]): PromiseMade[] {
  const ended = promises.filter((promise) => !isStanding(promise)).slice(-endedPromisesKept);
  return promises.filter((promise) => isStanding(promise) || ended.includes(promise));
}

function promised(ticket: Ticket, n: number, became: Partial<PromiseMade>): Ticket {
  const promises = ticket.promises?.map((promise) => (promise.n === n ? { ...promise, ...became } : promise));
  return promises ? { ...ticket, promises } : ticket;
}

type Common = Omit<Ticket, "state">;

/** What every ticket has, whatever its state. */
function withoutState(ticket: Ticket): Common {
  const { state, stay, claimedBy, waiting, resolution, closedAt, ...common } = ticket as Ticket & {
    stay?: unknown;
    claimedBy?: unknown;
    waiting?: unknown;
    resolution?: unknown;
    closedAt?: unknown;
  };
  return common;
}

function queuedAt(
  ticket: Ticket,
  { stay, to, at }: { stay: number; to: string; at: Instant },
  why: string,
): Common & { state: "queued"; stay: Stay } {
  const from = ticket.state === "received" ? undefined : ticket.stay.desk;
  return {
    ...withoutState(ticket),
    state: "queued",
    stay: { number: stay, desk: to, ...(from && { from }), why, since: at },
  };
}

/** A named reader is whoever takes a restricted ticket on. */
function claimedBy(ticket: Ticket, person: Ticket["asker"]): Ticket {
  const readers =
    ticket.confidentiality === "restricted" ? [...new Set([...ticket.readers, person])] : ticket.readers;
  if (ticket.state === "waiting") return { ...ticket, claimedBy: person, readers };
  return {
    ...withoutState(ticket),
    readers,
    state: "in-progress",
    stay: stayOf(ticket),
    claimedBy: person,
  };
}

/** After the answer nobody has the ticket in hand, so the asker's word would lie there unread. */
function wroteAfterAnswer(ticket: Ticket, at: Instant): Ticket {
  return ticket.state === "resolved" ? { ...ticket, askerWroteAt: ticket.askerWroteAt ?? at } : ticket;
}

function acknowledged(ticket: Ticket): Ticket {
  const { askerWroteAt, ...rest } = ticket;
  return rest as Ticket;
}

/** Who asked to be called has done so since then, whatever else there is to tell them by now. */
function callBackOf(
  { callBack }: Ticket,
  { at, event, because }: TicketEventOf<"call-back-wanted">,
): NonNullable<Ticket["callBack"]> {
  if (callBack?.because === "asked") return { ...callBack, event };
  return { since: at, event, attempts: 0, ...(because && { because }) };
}

function calledBack(ticket: Ticket, reached: boolean): Ticket {
  if (!ticket.callBack) return ticket;
  const { callBack, ...rest } = ticket;
  return reached
    ? { ...rest, calledBackAbout: callBack.event }
    : { ...ticket, callBack: { ...callBack, attempts: callBack.attempts + 1 } };
}

function stayOf(ticket: Ticket): Stay {
  if (ticket.state === "received") throw new Error("a ticket has no stay before it is routed");
  return ticket.stay;
}
