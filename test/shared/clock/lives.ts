import { isDeepStrictEqual } from "node:util";
import { clocksOf, marksOf } from "../../../shared/clock/clock.ts";
import { type Instant, instantOf } from "../../../shared/clock/instant.ts";
import type { Policy } from "../../../shared/clock/policy.ts";
import { type Timed, timed } from "../../../shared/clock/timed.ts";
import { dueActions, nextTimerAt } from "../../../shared/clock/timer.ts";
import type { Audience } from "../../../shared/faq/audience.ts";
import type { ContactId, ContentId, PersonId, TicketId } from "../../../shared/id.ts";
import type { Happening, TicketEvent } from "../../../shared/ticket/event.ts";
import { replay } from "../../../shared/ticket/evolve.ts";
import { record } from "../../../shared/ticket/record.ts";
import { makeReference } from "../../../shared/ticket/reference.ts";
import { isStanding, type Ticket } from "../../../shared/ticket/ticket.ts";
import { anna, femke, omar, organisation, someId, vechterhout } from "../../given.ts";
import { versions } from "./given.ts";

/** The next version: shorter targets, another wait that pauses, later hours, a reopened question goes on. */
const newer: Policy = {
  ...organisation,
  version: 2,
  serviceLevels: {
    ...organisation.serviceLevels,
    standard: { ...organisation.serviceLevels.standard, firstResponse: 4, resolution: 16 } as never,
  },
  serviceLevelRules: {
    ...organisation.serviceLevelRules,
    warnAt: 0.5,
    targets: [
      { name: "calls", reason: { nl: "Bellen", en: "Calls" }, when: { channel: "call" }, firstResponse: 1 },
    ],
  },
  calendars: {
    ...organisation.calendars,
    backoffice: { ...organisation.calendars.recruitment, closed: ["2026-12-11"] } as never,
  },
  waiting: {
    ...organisation.waiting,
    approval: { ...organisation.waiting.approval, pauses: ["resolution"] },
  },
  ending: { ...organisation.ending, reopened: "continue" },
};
export const bothVersions = versions(organisation, newer);

export type Life = {
  events: TicketEvent[];
  /** As it would be stored after each change. */
  changes: Timed[];
  /** The version in force at its end. */
  policy: Policy;
};

type Chance = {
  share: () => number;
  upTo: (limit: number) => number;
  oneOf: <T>(...some: readonly T[]) => T;
};

/** The same chances for the same seed (mulberry32). */
function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  const share = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const upTo = (limit: number) => Math.floor(share() * limit);
  return { share, upTo, oneOf: (...some) => some[upTo(some.length)] as never };
}

const topics = ["ikb", "salaris_fout", "zorgverlof", "avg_verzoek", "overlijden", "uren_wijzigen"] as const;
const desks = ["frontoffice", "payroll", "leave", "legal-position", "recruitment", "confidential"] as const;
const start = Date.parse("2026-11-20T06:00:00Z");
const hourMs = 3_600_000;

/** A life as a ticket may lead it: people and the passing of time in turns, over two versions of the configuration. */
export function lifeOf(seed: number): Life {
  const chance = chanceOf(seed);
  const life: Life = { events: [], changes: [], policy: organisation };
  let now = start + chance.upTo(40 * 24 * 3600) * 1000 + chance.upTo(1000);
  const publishedAt = now + chance.upTo(20 * 24) * hourMs;
  change(life, now, anna.person, [anAsked(chance, now)]);
  const count = 4 + chance.upTo(18);
  for (let i = 0; i < count; i++) {
    // Now and then nobody looks for weeks.
    const isSilent = chance.share() < 0.08;
    now +=
      Math.floor(chance.share() ** 3 * 60 * hourMs) + (isSilent ? (5 + chance.upTo(15)) * 24 * hourMs : 0);
    if (life.policy === organisation && now >= publishedAt) {
      life.policy = newer;
      if (chance.share() < 0.7) change(life, now, "system", [{ type: "clocks-rebound" }]);
    }
    if (isSilent || chance.share() < 0.5) pass(life, now);
    change(life, now, chance.oneOf(femke.person, omar.person), next(ticketOf(life), chance, now));
  }
  return life;
}

const ticketOf = ({ changes }: Life) => changes.at(-1)?.after as Ticket;

function change(life: Life, now: number, by: PersonId | "system", happenings: readonly Happening[]): void {
  const asker = happenings.some((one) => "from" in one && one.from === "asker") ? anna.person : undefined;
  if (happenings.length === 0) return;
  const recorded = record(life.changes.at(-1)?.after, happenings, {
    organisation: vechterhout,
    ticketId: someId<TicketId>("ticket", 1),
    at: instantOf(now),
    by: asker ?? by,
    configuration: life.policy.version,
  });
  life.changes.push(timed(recorded, life.events, bothVersions, life.policy));
  life.events.push(...recorded.events);
}

/** What time has brought about, at some moment since it was due; how much that was. */
export function pass(life: Life, now: number): number {
  const ticket = ticketOf(life);
  const clocks = clocksOf(life.events, bothVersions);
  const happenings = dueActions({ ticket, events: life.events, clocks }, life.policy, now);
  change(life, now, "system", happenings);
  return happenings.length;
}

const text = someId<ContentId>("content", 2);
const contactId = someId<ContactId>("contact", 2);

function anAsked(chance: Chance, now: number): Happening {
  const topic = chance.oneOf(undefined, ...topics);
  return {
    type: "asked",
    ticketId: someId<TicketId>("ticket", 1),
    reference: makeReference(2026, 1),
    kind: chance.oneOf("question", "question", "request", "complaint"),
    channel: chance.oneOf("click", "call", "face"),
    language: "nl",
    asker: anna.person,
    confidentiality: "open",
    wordRules: [],
    urgency: chance.oneOf("normal", "normal", "normal", "today"),
    contentId: someId<ContentId>("content", 1),
    contactId: someId<ContactId>("contact", 1),
    ...(topic && { topic: { key: topic, knownBy: "asker-chose" } }),
    ...(chance.share() < 0.2 && { saidAt: instantOf(now - chance.upTo(30) * hourMs) }),
  };
}

/** Something that may happen to a ticket as it stands. */
function next(ticket: Ticket, chance: Chance, now: number): Happening[] {
  if (ticket.state === "closed") return [];
  if (ticket.state === "received") return routing(ticket, chance);
  if (chance.share() < 0.25) return aside(ticket, chance, now);
  if (ticket.state === "resolved") return afterwards(ticket, chance);
  const stay = ticket.stay.number;
  if (ticket.stay.arrivedAt === undefined) {
    const to = ticket.stay.from;
    return to && chance.share() < 0.3
      ? [
          { type: "recalled", stay: stay + 1, to },
          { type: "claimed", person: femke.person },
        ]
      : [{ type: "arrived", stay }];
  }
  const claimed: Happening[] = ticket.state === "queued" ? [{ type: "claimed", person: femke.person }] : [];
  const over: Happening[] = ticket.state === "waiting" ? [{ type: "waiting-ended" }] : [];
  return [...claimed, ...work(ticket, over, chance, now)];
}

function routing(ticket: Ticket, chance: Chance): Happening[] {
  const to = chance.oneOf("frontoffice", "frontoffice", ...desks);
  const askerIs = chance.oneOf<Audience[]>([], ["employee"], ["employee", "line-manager"]);
  const { confidentiality } = ticket;
  return [
    { type: "routed", stay: 1, to, rule: "front-office-first", confidentiality, askerIs },
    ...(to === "frontoffice" ? [{ type: "arrived" as const, stay: 1 }] : []),
  ];
}

/** What does not move it: notes, words of the asker, promises, and what changes its targets. */
function aside(ticket: Ticket, chance: Chance, now: number): Happening[] {
  const promise = ticket.promises?.find(isStanding);
  if (promise && chance.share() < 0.5) {
    const { n } = promise;
    return chance.oneOf<Happening[]>(
      [{ type: "promise-kept", promise: n }],
      [
        { type: "promise-kept", promise: n },
        { type: "promise-confirmed", promise: n, kept: chance.share() < 0.5 },
      ],
      [{ type: "promise-withdrawn", promise: n, noteId: text }],
    );
  }
  const topic = { key: chance.oneOf(...topics), knownBy: "agent-confirmed" as const };
  const owner = femke.person;
  const dueAt: Instant = instantOf(now + (1 + chance.upTo(100)) * hourMs);
  return chance.oneOf<Happening[]>(
    [{ type: "noted", contentId: text }],
    [{ type: "topic-set", topic }],
    [{ type: "topic-denied" }],
    [{ type: "urgency-set", to: chance.oneOf("normal", "today"), noteId: text }],
    [{ type: "promised", dueAt, owner, contentId: text }],
    [{ type: "contacted", contactId, contentId: text, from: "asker" }, ...waitForAskerOver(ticket)],
    [{ type: "replied", contentId: text, from: "asker" }, ...waitForAskerOver(ticket)],
    [{ type: "call-back-wanted", event: ticket.version }],
    [{ type: "called-back", contactId, reached: chance.share() < 0.6 }],
  );
}

const waitForAskerOver = (ticket: Ticket): Happening[] =>
  ticket.state === "waiting" && ticket.waiting.for === "asker" ? [{ type: "waiting-ended" }] : [];

const afterwards = (ticket: Ticket, chance: Chance): Happening[] =>
  chance.oneOf<Happening[]>(
    [{ type: "reopened", reason: "not-done", from: "asker" }],
    [{ type: "replied", contentId: text, from: "asker" }],
    ticket.askerWroteAt ? [{ type: "acknowledged" }] : [{ type: "rated", score: 4 }],
  );

function work(ticket: Ticket, over: Happening[], chance: Chance, now: number): Happening[] {
  if (ticket.state === "received") return [];
  const stay = ticket.stay.number + 1;
  const to = chance.oneOf(...desks.filter((desk) => desk !== ticket.stay.desk));
  const back = ticket.stay.from ?? "frontoffice";
  const arrives = (desk: string): Happening[] => (desk === "frontoffice" ? [{ type: "arrived", stay }] : []);
  const on = instantOf(now + chance.upTo(12 * 24) * hourMs).slice(0, 10);
  const asks: Happening = { type: "replied", contentId: text, from: "desk", asks: true };
  return chance.oneOf<Happening[]>(
    [...over, { type: "handed-over", stay, to, reason: "needs-specialist" }, ...arrives(to)],
    back === ticket.stay.desk
      ? [{ type: "noted", contentId: text }]
      : [...over, { type: "returned", stay, to: back, reason: "wrong-desk" }, ...arrives(back)],
    [{ type: "replied", contentId: text, from: "desk" }],
    [...over, asks, { type: "waiting-started", waiting: { for: "asker", contentId: text } }],
    [...over, { type: "waiting-started", waiting: { for: "planned", on } }],
    [...over, { type: "waiting-started", waiting: { for: "partner", partner: "pension-fund" } }],
    [...over, { type: "waiting-started", waiting: { for: "approval", role: "line-manager" } }],
    over.length > 0 ? over : [{ type: "released" }],
    [...over, { type: "resolved", outcome: "answered", contentId: text, from: "desk" }],
    [...over, { type: "resolved", outcome: "answered", contentId: text, from: "desk" }],
    [...over, { type: "resolved", outcome: "withdrawn", from: "asker" }],
  );
}

/** Whether all that would be stored of a life, change by change, is what its events alone come to. */
export function isSameReplayed({ events, changes, policy }: Life): boolean {
  const stored = changes.at(-1);
  if (!stored) return false;
  const clocks = clocksOf(events, bothVersions);
  const ticket = { ...(replay(events) as Ticket), clocks: marksOf(clocks) };
  const replayed = { ticket, timerAt: nextTimerAt({ ticket, events, clocks }, policy) };
  return isDeepStrictEqual(replayed, { ticket: stored.after, timerAt: stored.timerAt });
}

/** So many lives, lived and replayed. */
export function liveAndReplay(count: number): { checked: number; different: number; events: number } {
  const seen = { checked: 0, different: 0, events: 0 };
  for (let seed = 1; seed <= count; seed++) {
    const life = lifeOf(seed);
    seen.checked++;
    seen.events += life.events.length;
    if (!isSameReplayed(life)) seen.different++;
  }
  return seen;
}
