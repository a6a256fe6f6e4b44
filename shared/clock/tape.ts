import type { PersonId } from "../id.ts";
import { deskOf, frontDesk } from "../organisation/lookup.ts";
import type { TicketEvent, TicketEventOf, Waiting } from "../ticket/event.ts";
import type { ClockKind } from "./mark.ts";
import type { Policies } from "./policy.ts";
import type { Standing } from "./target.ts";

/** Why work stands still: a wait, or a resolution that was reopened later. */
export type Idle = Waiting["for"] | "resolved";

/**
 * From an instant on, until the next phase: which desk has the ticket, and what it waits for. What was recalled was
 * only on its way to that desk.
 */
export type Phase = { from: number; desk: string; idle?: Idle; isRecalled?: true };

/** A clock's stretch of the tape. Instants in epoch milliseconds. */
export type Span = {
  kind: ClockKind;
  /** The number of the event that it began with. */
  n: number;
  /** The version of the configuration that it is bound to. */
  policy: number;
  from: number;
  to?: number;
  /** The last event that counts for it: what changes later changes it no more. */
  lastEvent?: number;
  isVoid?: boolean;
  isDenied?: boolean;
  /** Work counts from here on: a desk that gets a ticket back goes on where it was. */
  countsFrom: number;
  desk?: string;
  owner?: PersonId;
  dueAt?: number;
};

/** What of a ticket's events its clocks are made of. */
export type Tape = {
  now: number;
  /** It was answered while the asker was on the line or at the desk. */
  isAtOnce: boolean;
  phases: Phase[];
  standings: { n: number; standing: Standing }[];
  spans: Span[];
};

/** Reads a ticket's events once. Instants never go back, whatever the clock of the machine that signed them said. */
export function tapeOf(events: readonly TicketEvent[], policies: Policies): Tape {
  const [asked, ...later] = events;
  if (asked?.type !== "asked") throw new Error('a ticket begins with "asked"');
  const tape = begun(asked, policies);
  for (const event of later) {
    // What was answered on the line was answered then, however much later it was written down.
    const isThen = asked.answeredAtOnce && event.at === asked.at;
    if (!isThen) tape.now = Math.max(tape.now, Date.parse(event.at));
    play(tape, event, policies);
  }
  return tape;
}

function begun(asked: TicketEventOf<"asked">, policies: Policies): Tape {
  const { topic, kind, urgency, channel, n } = asked;
  const at = Date.parse(asked.at);
  const from = Math.min(at, Date.parse(asked.saidAt ?? asked.at));
  const desk = frontDesk(policies(asked.configuration)).key;
  const standing: Standing = { desk, topic: topic?.key, kind, urgency, channel, askerIs: [] };
  const tape: Tape = {
    now: from,
    isAtOnce: asked.answeredAtOnce ?? false,
    phases: [{ from, desk }],
    standings: [{ n, standing }],
    spans: [],
  };
  for (const clock of ["firstResponse", "resolution", "statutory"] as const) start(tape, clock, asked);
  return tape;
}

function play(tape: Tape, event: TicketEvent, policies: Policies): void {
  switch (event.type) {
    case "routed":
      stand(tape, event, { askerIs: event.askerIs ?? [] });
      moveTo(tape, event, policies);
      return;
    case "handed-over":
    case "returned":
      end(tape, event, ["ola"]);
      moveTo(tape, event, policies);
      return;
    case "recalled":
      // The desk that it was on its way to never had it.
      unstay(tape);
      end(tape, event, ["ola"], { isVoid: true });
      moveTo(tape, event, policies);
      return;
    case "waiting-started":
      phase(tape, { desk: deskIn(tape), idle: event.waiting.for });
      return;
    case "waiting-ended":
      phase(tape, { desk: deskIn(tape) });
      return;
    case "replied":
      if (event.from === "asker") spoken(tape, event);
      else answered(tape, event);
      return;
    case "contacted":
      if (event.from === "asker" && event.contentId) spoken(tape, event);
      return;
    case "called-back":
      if (event.reached) answered(tape, event);
      return;
    case "acknowledged":
      end(tape, event, ["nextResponse"]);
      return;
    case "resolved":
      resolved(tape, event);
      return;
    case "reopened":
      reopened(tape, event, policies);
      return;
    case "topic-set":
      stand(tape, event, { topic: event.topic.key });
      return;
    case "topic-denied":
      stand(tape, event, { topic: undefined });
      return;
    case "urgency-set":
      stand(tape, event, { urgency: event.to });
      return;
    case "clocks-rebound":
      for (const span of open(tape)) span.policy = event.configuration;
      return;
    case "promised":
      start(tape, "promise", event, { owner: event.owner, dueAt: Date.parse(event.dueAt) });
      return;
    case "promise-kept":
      end(tape, event, ["promise"], {}, event.promise);
      return;
    case "promise-withdrawn":
      withdrawn(tape, event);
      return;
    case "promise-confirmed":
      for (const span of tape.spans) {
        if (span.kind === "promise" && span.n === event.promise) span.isDenied = !event.kept;
      }
      return;
    default:
      return;
  }
}

const open = (tape: Tape) => tape.spans.filter(({ to }) => to === undefined);
const deskIn = (tape: Tape) => tape.phases.at(-1)?.desk ?? "";

function phase(tape: Tape, { desk, idle }: Omit<Phase, "from">): void {
  tape.phases.push({ from: tape.now, desk, ...(idle && { idle }) });
}

function unstay(tape: Tape): void {
  const since = open(tape).findLast(({ kind }) => kind === "ola")?.from ?? tape.now;
  for (const one of tape.phases) if (one.from >= since) one.isRecalled = true;
}

function stand(tape: Tape, { n }: TicketEvent, changed: Partial<Standing>): void {
  const last = tape.standings.at(-1)?.standing as Standing;
  tape.standings.push({ n, standing: { ...last, ...changed } });
}

function start(
  tape: Tape,
  kind: ClockKind,
  { n, configuration }: TicketEvent,
  more: Partial<Span> = {},
): void {
  tape.spans.push({ kind, n, policy: configuration, from: tape.now, countsFrom: tape.now, ...more });
}

function end(
  tape: Tape,
  { n }: TicketEvent,
  kinds: readonly ClockKind[],
  how: Pick<Span, "isVoid"> = {},
  startedBy?: number,
): void {
  for (const span of open(tape)) {
    const isMeant = kinds.includes(span.kind) && (startedBy === undefined || span.n === startedBy);
    if (isMeant) Object.assign(span, { to: tape.now, lastEvent: n, ...how });
  }
}

function moveTo(tape: Tape, event: TicketEvent & { to: string }, policies: Policies): void {
  stand(tape, event, { desk: event.to });
  phase(tape, { desk: event.to });
  startOla(tape, event, policies);
}

/** A back office that gets the ticket again within the same cycle goes on with what it had used. */
function startOla(tape: Tape, event: TicketEvent, policies: Policies): void {
  const desk = deskIn(tape);
  if (deskOf(policies(event.configuration), desk)?.kind !== "back") return;
  const cycle = tape.spans.findLast(({ kind }) => kind === "resolution");
  start(tape, "ola", event, { desk, countsFrom: cycle?.from ?? tape.now });
}

/** What was taken back in time is nothing to judge; taken back too late it was broken. */
function withdrawn(tape: Tape, event: TicketEventOf<"promise-withdrawn">): void {
  const { dueAt = 0 } = tape.spans.find(({ kind, n }) => kind === "promise" && n === event.promise) ?? {};
  end(tape, event, ["promise"], tape.now <= dueAt ? { isVoid: true } : {}, event.promise);
}

/** The asker wrote or said something: that wants an answer, once there was a first one. */
function spoken(tape: Tape, event: TicketEvent): void {
  const waits = open(tape).some(({ kind }) => kind === "firstResponse" || kind === "nextResponse");
  if (!waits) start(tape, "nextResponse", event);
}

/** By a person: what the helpdesk sends of itself is no response. */
function answered(tape: Tape, event: TicketEvent): void {
  if (event.by !== "system") end(tape, event, ["firstResponse", "nextResponse"]);
}

/**
 * Withdrawn by the asker nothing is left to judge; without a reply there was nobody to respond to. To end a question
 * without a word to the asker is no response either, unless it was said on the line.
 */
function resolved(tape: Tape, event: TicketEventOf<"resolved">): void {
  const isWithdrawn = event.from === "asker";
  const isOnTheLine = tape.isAtOnce && tape.now === tape.phases[0]?.from;
  const isVoid = isWithdrawn || event.by === "system" || (!event.contentId && !isOnTheLine);
  end(tape, event, ["firstResponse", "nextResponse"], isVoid ? { isVoid } : {});
  end(tape, event, ["resolution", "ola", "statutory"], isWithdrawn ? { isVoid: true } : {});
  phase(tape, { desk: deskIn(tape), idle: "resolved" });
}

/** The law's term goes on; the others begin anew, or go on where the organisation wants so. */
function reopened(tape: Tape, event: TicketEventOf<"reopened">, policies: Policies): void {
  phase(tape, { desk: deskIn(tape) });
  const goesOn = policies(event.configuration).ending.reopened === "continue";
  again(tape, "statutory");
  if (goesOn) again(tape, "resolution");
  else start(tape, "resolution", event);
  startOla(tape, event, policies);
  if (event.from === "asker") spoken(tape, event);
}

function again(tape: Tape, kind: ClockKind): void {
  const span = tape.spans.findLast((one) => one.kind === kind);
  if (!span) return;
  delete span.to;
  delete span.lastEvent;
  delete span.isVoid;
}
