import type { Instant } from "../clock/instant.ts";
import { localDay } from "../clock/zone.ts";
import type { ContactId, ContentId, PersonId } from "../id.ts";
import { deskOf, frontDesk } from "../organisation/lookup.ts";
import { isAsking, isOwn, mayRead, mayTakeUp, worksAtDesk } from "../person/access.ts";
import { type Agent, hasRole, isAgent, worksAt } from "../person/member.ts";
import { isRefusal, refused, refusedAt } from "../refusal.ts";
import { unknownReason } from "./ask.ts";
import { type Confidentiality, highest, isAtLeast } from "./confidentiality.ts";
import {
  atDesk,
  currentDesk,
  type Decision,
  type Deed,
  isCoordinator,
  notHandledBy,
  raisedByDesk,
} from "./deed.ts";
import type { Cause, Happening, HappeningOf, Outcome, Urgency, UsedAnswer, Waiting } from "./event.ts";
import { confirmPromise, keepPromise, promise, withdrawPromise } from "./promise.ts";
import { raise } from "./raise.ts";
import { notRatedBy } from "./rating.ts";
import { isDone, isInTransit, isOpen, type OpenTicket, type Ticket, type TicketIn } from "./ticket.ts";
import { setTopic, type TopicSaid, topicSaid } from "./topic.ts";

/** Everything a person can do to a ticket that exists. Texts are stored apart; a command holds their ids. */
export type Command =
  | { do: "claim" }
  | { do: "release" }
  | { do: "assign"; to: Agent | undefined }
  | {
      do: "reply";
      contentId: ContentId;
      wordRules: string[];
      answer?: UsedAnswer | undefined;
      /** Its asker would rather be called. */
      callBack?: true | undefined;
    }
  | { do: "note"; contentId: ContentId }
  | { do: "transfer"; to: string; reason: string; noteId?: ContentId | undefined }
  | { do: "return"; reason: string; noteId?: ContentId | undefined }
  | { do: "wait"; waiting: Waiting; noteId?: ContentId | undefined }
  | { do: "resume" }
  | ({ do: "resolve" } & Resolve)
  | { do: "acknowledge" }
  | { do: "reopen"; reason: string; contentId?: ContentId | undefined }
  | { do: "rate"; score: number; contentId?: ContentId | undefined }
  | { do: "set-topic"; topic: TopicSaid }
  | { do: "set-confidentiality"; to: Confidentiality; noteId: ContentId }
  | { do: "name-readers"; add: (Agent | undefined)[]; remove: PersonId[] }
  | { do: "redact"; contentId: ContentId; reason: string }
  | {
      do: "contact";
      contactId: ContactId;
      contentId?: ContentId | undefined;
      wordRules: string[];
      caller?: PersonId | undefined;
      callBack?: "reached" | "not-reached" | undefined;
    }
  | { do: "promise"; dueAt: Instant; owner: Agent | undefined; contentId: ContentId }
  | { do: "keep-promise"; promise: number; contentId?: ContentId | undefined }
  | { do: "withdraw-promise"; promise: number; noteId: ContentId }
  | { do: "confirm-promise"; promise: number; kept: boolean }
  | { do: "set-urgency"; to: Urgency; noteId: ContentId };

/** The rules of the desk: what a command brings about, or why not. Who may call at all stands in the contract. */
export function decide(ticket: Ticket, command: Command, deed: Deed): Decision {
  switch (command.do) {
    case "claim":
      return claim(ticket, deed);
    case "release":
      return release(ticket, deed);
    case "assign":
      return assign(ticket, command.to, deed);
    case "reply":
      return mayRead(deed.by, ticket, deed.organisation) === "as-asker"
        ? replyAsAsker(ticket, command, deed)
        : command.callBack
          ? refusedAt("callBack", "not-allowed", "nothing, for the question of another")
          : atDesk(ticket, deed, () => [replied(command)]);
    case "note":
      return note(ticket, command.contentId, deed);
    case "transfer":
      return atDesk(ticket, deed, (open) => transfer(open, command, deed));
    case "return":
      return atDesk(ticket, deed, (open) => sendBack(open, command, deed));
    case "wait":
      return atDesk(ticket, deed, (open) => wait(open, command, deed));
    case "resume":
      return resume(ticket, deed);
    case "resolve":
      return mayRead(deed.by, ticket, deed.organisation) === "as-asker"
        ? withdraw(ticket, command)
        : atDesk(ticket, deed, (open) => resolve(open, command, deed));
    case "acknowledge":
      return acknowledge(ticket, deed);
    case "reopen":
      return reopen(ticket, command, deed);
    case "rate":
      return rate(ticket, command, deed);
    case "set-topic":
      return setTopic(ticket, command.topic, deed);
    case "set-confidentiality":
      return setConfidentiality(ticket, command, deed);
    case "name-readers":
      return nameReaders(ticket, command, deed);
    case "redact":
      return redact(ticket, command, deed);
    case "contact":
      return contact(ticket, command, deed);
    case "promise":
      return promise(ticket, command, deed);
    case "keep-promise":
      return keepPromise(ticket, command, deed);
    case "withdraw-promise":
      return withdrawPromise(ticket, command, deed);
    case "confirm-promise":
      return confirmPromise(ticket, command, deed);
    case "set-urgency":
      return setUrgency(ticket, command, deed);
  }
}

/** In transit the sender takes it back, and the receiver need not wait for the queue. */
function claim(ticket: Ticket, { by, organisation }: Deed): Decision {
  if (isOwn(by.person, ticket)) return refused("own-ticket");
  if (ticket.state === "closed") return refused("ticket-closed");
  if (ticket.state === "resolved") return refused("ticket-resolved");
  const claimed: Happening = { type: "claimed", person: by.person };
  if (ticket.state === "received") return claimUnrouted(ticket, claimed, by, organisation);
  if (ticket.state !== "queued") return ticket.claimedBy === by.person ? [] : refused("claimed-by-another");
  const { number, desk } = ticket.stay;
  if (worksAtDesk(by, desk, organisation)) {
    return isInTransit(ticket) ? [{ type: "arrived", stay: number }, claimed] : [claimed];
  }
  const sender = senderOf(ticket, organisation);
  if (!isInTransit(ticket) || !sender || !worksAtDesk(by, sender, organisation)) {
    return refused("not-at-your-desk");
  }
  return [{ type: "recalled", stay: number + 1, to: sender }, claimed];
}

/** The front office routes by looking, should the routing stand still; what has named readers waits for its desk. */
function claimUnrouted(
  ticket: TicketIn<"received">,
  claimed: Happening,
  by: Deed["by"],
  organisation: Deed["organisation"],
): Decision {
  const front = frontDesk(organisation).key;
  if (!worksAtDesk(by, front, organisation)) return refused("not-at-your-desk");
  if (ticket.confidentiality === "restricted") return refused("in-transit");
  const { confidentiality } = ticket;
  return [
    { type: "routed", stay: 1, to: front, rule: "claimed-before-routing", confidentiality },
    { type: "arrived", stay: 1 },
    claimed,
  ];
}

function senderOf(ticket: TicketIn<"queued">, organisation: Deed["organisation"]): string | undefined {
  if (ticket.stay.from) return ticket.stay.from;
  return ticket.confidentiality === "restricted" ? undefined : frontDesk(organisation).key;
}

function release(ticket: Ticket, deed: Deed): Decision {
  if (ticket.state === "queued" && worksAtDesk(deed.by, ticket.stay.desk, deed.organisation)) return [];
  const no = notHandledBy(ticket, deed);
  if (no) return no;
  return ticket.state === "in-progress" ? [{ type: "released" }] : refused("not-in-progress");
}

function assign(ticket: Ticket, to: Agent | undefined, deed: Deed): Decision {
  if (isOwn(deed.by.person, ticket)) return refused("own-ticket");
  if (isDone(ticket)) return refused(ticket.state === "closed" ? "ticket-closed" : "ticket-resolved");
  if (!isOpen(ticket) || isInTransit(ticket)) return refused("in-transit");
  const desk = deskOf(deed.organisation, ticket.stay.desk);
  if (!desk || !isCoordinator(deed, desk.key)) return refused("not-at-your-desk");
  if (!to || !worksAt(to, desk)) return refused("not-an-agent");
  if (isOwn(to.person, ticket)) return refused("own-ticket");
  const claimant = ticket.state === "queued" ? undefined : ticket.claimedBy;
  return claimant === to.person ? [] : [{ type: "assigned", person: to.person }];
}

type Reply = Extract<Command, { do: "reply" }>;

const replied = ({ contentId, answer }: Reply): Happening => ({
  type: "replied",
  contentId,
  from: "desk",
  ...(answer && { answer }),
});

const onlyAtDesk = (at: string) => refusedAt(at, "not-allowed", "nothing, for one's own question");

/** What the asker writes reaches the desk, ends a wait for it, and reopens nothing. */
function replyAsAsker(
  ticket: Ticket,
  { contentId, wordRules, answer, callBack }: Reply,
  deed: Deed,
): Decision {
  if (answer) return onlyAtDesk("answer");
  if (ticket.state === "closed") return refused("ticket-closed");
  if (callBack && ticket.callBack) return refused("call-back-standing");
  return [
    { type: "replied", contentId, from: "asker" },
    // About this very reply.
    ...(callBack
      ? [{ type: "call-back-wanted" as const, event: ticket.version + 1, because: "asked" as const }]
      : []),
    ...waitForAskerOver(ticket),
    ...raisedByWords(ticket, wordRules, deed),
  ];
}

const waitForAskerOver = (ticket: Ticket): Happening[] =>
  ticket.state === "waiting" && ticket.waiting.for === "asker" ? [{ type: "waiting-ended" }] : [];

/** Words may raise; who has the ticket in hand reads on. */
function raisedByWords(ticket: Ticket, wordRules: string[], { organisation }: Deed): Happening[] {
  const raised = organisation.routing
    .filter((rule) => wordRules.includes(rule.name))
    .reduce((so, rule) => highest(so, rule.raises ?? "open"), ticket.confidentiality);
  if (raised === ticket.confidentiality) return [];
  const [set, ...readers] = raise(ticket, raised, "words", []);
  // Routing that is still to come goes by these words, too.
  return [{ ...(set as HappeningOf<"confidentiality-set">), wordRules }, ...readers];
}

function note(ticket: Ticket, contentId: ContentId, { by, organisation }: Deed): Decision {
  if (isOwn(by.person, ticket)) return refused("own-ticket");
  if (mayRead(by, ticket, organisation) !== "as-desk") return refused("not-at-your-desk");
  if (ticket.state === "closed") return refused("ticket-closed");
  return [{ type: "noted", contentId }];
}

function transfer(
  ticket: OpenTicket,
  { to, reason, noteId }: { to: string; reason: string; noteId?: ContentId | undefined },
  deed: Deed,
): Decision {
  const { organisation } = deed;
  const desk = deskOf(organisation, to);
  if (!desk) return refusedAt("to", "unknown", "the key of a desk of this organisation");
  if (!organisation.handOver.reasons.includes(reason)) return unknownReason("reason");
  if (desk.key === ticket.stay.desk) return refused("same-desk");
  return moved(ticket, { type: "handed-over", to, reason, ...(noteId && { noteId }) }, deed);
}

/** *Terug*: to the desk that it came from, and from a first stay to the front office. */
function sendBack(
  ticket: OpenTicket,
  { reason, noteId }: { reason: string; noteId?: ContentId | undefined },
  deed: Deed,
): Decision {
  const { organisation } = deed;
  if (!organisation.handOver.returnReasons.includes(reason)) return unknownReason("reason");
  const front = frontDesk(organisation).key;
  const to = ticket.stay.from ?? (ticket.stay.desk === front ? undefined : front);
  if (!to) return refused("nowhere-to-return");
  return moved(ticket, { type: "returned", to, reason, ...(noteId && { noteId }) }, deed);
}

type Move =
  | { type: "handed-over"; to: string; reason: string; noteId?: ContentId }
  | { type: "returned"; to: string; reason: string; noteId?: ContentId };

/** After as many returns as the organisation allows, only a coordinator moves the ticket. */
function moved(ticket: OpenTicket, move: Move, deed: Deed): Decision {
  const { organisation } = deed;
  const mustDecide = ticket.returns >= organisation.handOver.decideAfterReturns;
  if (mustDecide && !isCoordinator(deed, ticket.stay.desk)) return refused("coordinator-decides");
  const stay = ticket.stay.number + 1;
  const isFront = move.to === frontDesk(organisation).key;
  const raised = raisedByDesk(ticket.confidentiality, deskOf(organisation, move.to));
  return [
    ...waitOver(ticket),
    ...raised,
    { ...move, stay },
    ...(isFront ? [{ type: "arrived" as const, stay }] : []),
  ];
}

const waitOver = (ticket: Ticket): Happening[] =>
  ticket.state === "waiting" ? [{ type: "waiting-ended" }] : [];

function wait(
  ticket: OpenTicket,
  { waiting, noteId }: { waiting: Waiting; noteId?: ContentId | undefined },
  { at, organisation }: Deed,
): Decision {
  if (waiting.for === "partner" && !Object.hasOwn(organisation.partners, waiting.partner)) {
    return refusedAt("partner", "unknown", "the key of a partner of this organisation");
  }
  if (waiting.for === "approval" && !Object.hasOwn(organisation.roles, waiting.role)) {
    return refusedAt("role", "unknown", "the key of a role of this organisation");
  }
  if (waiting.for === "planned" && waiting.on < localDay(Date.parse(at), organisation.organisation.zone)) {
    return refusedAt("on", "past", "today or a day to come");
  }
  const asks: Happening[] =
    waiting.for === "asker"
      ? [{ type: "replied", contentId: waiting.contentId, from: "desk", asks: true }]
      : [];
  return [...waitOver(ticket), ...asks, { type: "waiting-started", waiting, ...(noteId && { noteId }) }];
}

function resume(ticket: Ticket, deed: Deed): Decision {
  const no = notHandledBy(ticket, deed);
  if (no) return no;
  return ticket.state === "waiting" ? [{ type: "waiting-ended" }] : refused("not-waiting");
}

type Resolve = {
  outcome: Outcome;
  cause?: Cause | undefined;
  contentId?: ContentId | undefined;
  /** What it was about: said at the end, in the same breath. */
  topic?: TopicSaid | undefined;
  answer?: UsedAnswer | undefined;
};

function resolve(ticket: OpenTicket, command: Resolve, deed: Deed): Decision {
  const { outcome, cause, contentId, topic, answer } = command;
  if (outcome === "answered" && !contentId && !ticket.isAnswered) return refused("answer-missing");
  const said = topic ? topicSaid(ticket, topic, deed) : [];
  if (isRefusal(said)) return said;
  return [
    ...waitOver(ticket),
    ...said,
    {
      type: "resolved",
      outcome,
      from: "desk",
      ...(cause && { cause }),
      ...(contentId && { contentId }),
      ...(answer && { answer }),
    },
  ];
}

/** *Ik trek mijn vraag in*: the only way in which an asker ends a ticket. */
function withdraw(ticket: Ticket, { outcome, contentId, topic, answer }: Resolve): Decision {
  if (outcome !== "withdrawn")
    return refusedAt("outcome", "not-allowed", "withdrawn, for one's own question");
  if (ticket.state === "closed") return refused("ticket-closed");
  if (ticket.state === "resolved") return refused("ticket-resolved");
  if (ticket.state === "received") return refused("in-transit");
  if (topic || answer) return onlyAtDesk(topic ? "topic" : "answer");
  return [...waitOver(ticket), { type: "resolved", outcome, from: "asker", ...(contentId && { contentId }) }];
}

/** *Gezien*: what the asker wrote after the answer asks nothing more. */
function acknowledge(ticket: Ticket, { by, organisation }: Deed): Decision {
  if (isOwn(by.person, ticket)) return refused("own-ticket");
  if (mayRead(by, ticket, organisation) !== "as-desk") return refused("not-at-your-desk");
  return ticket.askerWroteAt ? [{ type: "acknowledged" }] : [];
}

function reopen(
  ticket: Ticket,
  { reason, contentId }: { reason: string; contentId?: ContentId | undefined },
  { by, organisation }: Deed,
): Decision {
  if (ticket.state === "closed") return refused("ticket-closed");
  if (ticket.state !== "resolved") return refused("not-resolved");
  const reading = mayRead(by, ticket, organisation);
  const ways = {
    asker: reading === "as-asker",
    "front-office": reading === "as-desk" && worksAtDesk(by, frontDesk(organisation).key, organisation),
    "desk-that-answered": reading === "as-desk" && worksAtDesk(by, ticket.stay.desk, organisation),
  };
  const mayReopen = organisation.ending.reopenBy.some((way) => ways[way as keyof typeof ways]);
  if (!mayReopen) return refused("not-at-your-desk");
  if (!organisation.ending.reopenReasons.includes(reason)) return unknownReason("reason");
  const from = reading === "as-asker" ? "asker" : "desk";
  return [{ type: "reopened", reason, from, ...(contentId && { contentId }) }];
}

function rate(
  ticket: Ticket,
  { score, contentId }: { score: number; contentId?: ContentId | undefined },
  { by, organisation }: Deed,
): Decision {
  const no = notRatedBy(by.person, ticket, organisation);
  return no ?? [{ type: "rated", score, ...(contentId && { contentId }) }];
}

/** Only a person may lower; raising is anyone's who reads it at the desk. */
function setConfidentiality(
  ticket: Ticket,
  { to, noteId }: { to: Confidentiality; noteId: ContentId },
  deed: Deed,
): Decision {
  const { by, organisation } = deed;
  if (isOwn(by.person, ticket)) return refused("own-ticket");
  if (mayRead(by, ticket, organisation) !== "as-desk") return refused("not-at-your-desk");
  if (ticket.state === "closed") return refused("ticket-closed");
  if (to === "not-recorded") return refused("not-recorded");
  if (to === ticket.confidentiality) return [];
  if (isAtLeast(to, ticket.confidentiality)) return raise(ticket, to, "person", [by.person], noteId);
  if (!worksAtDesk(by, currentDesk(ticket, organisation), organisation)) return refused("not-at-your-desk");
  return [{ type: "confidentiality-set", to, because: "person", noteId }];
}

/** Whom the organisation lets say so, where it names any; and only where the work is. */
function setUrgency(
  ticket: Ticket,
  { to, noteId }: { to: Urgency; noteId: ContentId },
  { by, organisation }: Deed,
): Decision {
  if (isOwn(by.person, ticket)) return refused("own-ticket");
  const isAtDesk = worksAtDesk(by, currentDesk(ticket, organisation), organisation);
  if (!isAtDesk || mayRead(by, ticket, organisation) !== "as-desk") return refused("not-at-your-desk");
  if (ticket.state === "closed") return refused("ticket-closed");
  if (ticket.state === "resolved") return refused("ticket-resolved");
  const setBy = organisation.serviceLevelRules.urgency[to]?.setBy;
  if (setBy && !by.roles.some((role) => setBy.includes(role))) return refused("not-your-role");
  return to === ticket.urgency ? [] : [{ type: "urgency-set", to, noteId }];
}

/** A ticket that more people read has no named readers any more; and an event has to stay small. */
const mostReaders = 10;

function nameReaders(
  ticket: Ticket,
  { add, remove }: { add: (Agent | undefined)[]; remove: PersonId[] },
  deed: Deed,
): Decision {
  const { by, organisation } = deed;
  if (ticket.confidentiality !== "restricted") return refused("not-restricted");
  if (isOwn(by.person, ticket)) return refused("own-ticket");
  const isReader = mayRead(by, ticket, organisation) === "as-desk";
  const coordinates =
    isCoordinator(deed, currentDesk(ticket, organisation)) && mayTakeUp(by, ticket, organisation);
  if (!isReader && !coordinates) return refused("not-at-your-desk");
  const added = add.filter((agent): agent is Agent => agent !== undefined && isAgent(agent));
  if (added.length < add.length) return refused("not-an-agent");
  if (added.some((agent) => isOwn(agent.person, ticket))) return refused("own-ticket");
  if ("claimedBy" in ticket && remove.includes(ticket.claimedBy)) {
    return refusedAt("remove", "claimant", "somebody else than who handles the question now");
  }
  const wanted = new Set([...ticket.readers, ...added.map((agent) => agent.person)]);
  for (const person of remove) wanted.delete(person);
  const readers = [...wanted];
  if (added.length > 0 && readers.length > mostReaders) {
    return refusedAt("add", "too-many", `readers by name, ${mostReaders} at most`);
  }
  const isSame = readers.length === ticket.readers.length && readers.every((p) => ticket.readers.includes(p));
  return isSame ? [] : [{ type: "readers-named", readers }];
}

function redact(
  ticket: Ticket,
  { contentId, reason }: { contentId: ContentId; reason: string },
  { by, organisation }: Deed,
): Decision {
  if (isOwn(by.person, ticket)) return refused("own-ticket");
  if (mayRead(by, ticket, organisation) !== "as-desk") return refused("not-at-your-desk");
  return [{ type: "redacted", contentId, reason }];
}

/**
 * A call or visit about a ticket that exists. Only what the asker says counts as the asker's reply; what anybody else
 * says is a note to the desk. A telephone exchange may add such a note to a ticket that nobody there can read.
 */
function contact(ticket: Ticket, command: Extract<Command, { do: "contact" }>, deed: Deed): Decision {
  const { contactId, contentId, caller, wordRules, callBack } = command;
  const { by, organisation } = deed;
  if (isAsking(by.person, ticket)) return refused("own-ticket");
  // Who is the subject of a question learns nothing of it, not even that it is there.
  if (isOwn(by.person, ticket)) return refused("ticket-unknown");
  const from = sideOfCaller(ticket, caller);
  const mayAdd = from === "asker" || hasRole(by, "system") || mayRead(by, ticket, organisation) === "as-desk";
  if (!mayAdd) return refused("ticket-unknown");
  if (ticket.state === "closed") return refused("ticket-closed");
  return [
    { type: "contacted", contactId, ...(contentId && { contentId, from }) },
    ...(callBack && ticket.callBack
      ? [{ type: "called-back" as const, contactId, reached: callBack === "reached" }]
      : []),
    ...(contentId && from === "asker" ? waitForAskerOver(ticket) : []),
    ...(contentId ? raisedByWords(ticket, wordRules, deed) : []),
  ];
}

/** Whose words a caller's are: the asker's, or somebody else's. */
export const sideOfCaller = (ticket: Ticket, caller: PersonId | undefined) =>
  caller !== undefined && isAsking(caller, ticket) ? "asker" : "desk";
