import { type Clock, clocksOf } from "../../../shared/clock/clock.ts";
import { type Instant, instantOf } from "../../../shared/clock/instant.ts";
import type { ClockKind } from "../../../shared/clock/mark.ts";
import type { Policies, Policy } from "../../../shared/clock/policy.ts";
import { dueActions, type History, nextTimerAt } from "../../../shared/clock/timer.ts";
import type { ContactId, ContentId, PersonId, TicketId } from "../../../shared/id.ts";
import type { EventType, TicketEvent, TicketEventOf, Waiting } from "../../../shared/ticket/event.ts";
import { replay } from "../../../shared/ticket/evolve.ts";
import { makeReference } from "../../../shared/ticket/reference.ts";
import type { Ticket } from "../../../shared/ticket/ticket.ts";
import { anEvent, anna, femke, omar, organisation, someId } from "../../given.ts";

const wall = new Intl.DateTimeFormat("sv-SE", {
  timeZone: "Europe/Amsterdam",
  dateStyle: "short",
  timeStyle: "medium",
});

/** What the clock on the wall in Amsterdam shows, such as `2026-12-01 10:00` or `… 10:00:01`. */
export function at(shown: string): Instant {
  const [day, time = "00:00"] = shown.split(" ") as [string, string?];
  const full = time.length === 5 ? `${time}:00` : time;
  const instant = ["+02:00", "+01:00"]
    .map((offset) => Date.parse(`${day}T${full}${offset}`))
    .find((one) => wall.format(one) === `${day} ${full}`);
  if (instant === undefined) throw new Error(`the clock never shows ${shown}`);
  return instantOf(instant);
}

/** An instant as the clock on the wall in Amsterdam shows it. */
export const shown = (instant: number | undefined) =>
  instant === undefined ? undefined : wall.format(instant).replace(/:00$/, "");

type Details<T extends EventType> = Parameters<typeof anEvent<T>>[1];
type Signed = { by?: PersonId | "system"; configuration?: number };

/** The front office, unless the deed is somebody else's. */
const content = someId<ContentId>("content", 2);
const contact = someId<ContactId>("contact", 2);

/** What happened to a ticket, deed after deed, each at a time on the wall in Amsterdam. */
export class Story {
  readonly events: TicketEvent[] = [];
  #configuration = 1;
  #stay = 1;

  tell<T extends EventType>(type: T, details: Details<T>, when: string, signed: Signed = {}): this {
    const { by = femke.person, configuration = this.#configuration } = signed;
    const n = this.events.length + 1;
    const event = anEvent(type, details, { n, at: at(when), by });
    this.events.push({ ...event, configuration } as TicketEventOf<T> & TicketEvent);
    return this;
  }

  /** The version of the configuration that is in force from here on. */
  under(configuration: number): this {
    this.#configuration = configuration;
    return this;
  }

  /** The number of the last event. */
  get n(): number {
    return this.events.length;
  }

  claimed = (when: string) => this.tell("claimed", { person: femke.person }, when);
  released = (when: string) => this.tell("released", {}, when);
  noted = (when: string) => this.tell("noted", { contentId: content }, when);
  arrived = (when: string) => this.tell("arrived", { stay: this.#stay }, when, { by: "system" });
  handedOver = (to: string, when: string) =>
    this.tell("handed-over", { stay: ++this.#stay, to, reason: "needs-specialist" }, when);
  returned = (to: string, when: string) =>
    this.tell("returned", { stay: ++this.#stay, to, reason: "wrong-desk" }, when, { by: omar.person });
  recalled = (to: string, when: string) => this.tell("recalled", { stay: ++this.#stay, to }, when);
  waits = (reason: Waiting["for"], when: string, on = "2026-12-10") =>
    this.tell("waiting-started", { waiting: aWait(reason, on) }, when);
  resumed = (when: string, signed: Signed = {}) => this.tell("waiting-ended", {}, when, signed);
  replied = (when: string, signed: Signed = {}) =>
    this.tell("replied", { contentId: content, from: "desk" }, when, signed);
  askerWrote = (when: string) =>
    this.tell("replied", { contentId: content, from: "asker" }, when, { by: anna.person });
  askerSaid = (when: string) =>
    this.tell("contacted", { contactId: contact, contentId: content, from: "asker" }, when);
  calledBack = (reached: boolean, when: string) =>
    this.tell("called-back", { contactId: contact, reached }, when);
  acknowledged = (when: string) => this.tell("acknowledged", {}, when);
  resolved = (when: string) =>
    this.tell("resolved", { outcome: "answered", contentId: content, from: "desk" }, when);
  withdrawn = (when: string) =>
    this.tell("resolved", { outcome: "withdrawn", from: "asker" }, when, { by: anna.person });
  givenUp = (when: string) =>
    this.tell("resolved", { outcome: "no-reply", from: "desk" }, when, { by: "system" });
  reopened = (when: string) =>
    this.tell("reopened", { reason: "not-done", from: "asker" }, when, { by: anna.person });
  closed = (when: string) => this.tell("closed", {}, when, { by: "system" });
  about = (topic: string, when: string) =>
    this.tell("topic-set", { topic: { key: topic, knownBy: "agent-confirmed" } }, when);
  urgent = (to: "today" | "normal", when: string) => this.tell("urgency-set", { to, noteId: content }, when);
  rebound = (configuration: number, when: string) =>
    this.tell("clocks-rebound", {}, when, { by: "system", configuration });
  promised = (due: string, when: string) =>
    this.tell("promised", { dueAt: at(due), owner: femke.person, contentId: content }, when);
  kept = (promise: number, when: string) => this.tell("promise-kept", { promise }, when);
  promiseWithdrawn = (promise: number, when: string) =>
    this.tell("promise-withdrawn", { promise, noteId: content }, when);
  confirmed = (promise: number, kept: boolean, when: string) =>
    this.tell("promise-confirmed", { promise, kept }, when, { by: anna.person });
}

function aWait(reason: Waiting["for"], on: string): Waiting {
  switch (reason) {
    case "asker":
      return { for: reason, contentId: content };
    case "planned":
      return { for: reason, on };
    case "partner":
      return { for: reason, partner: "pension-fund" };
    case "approval":
      return { for: reason, role: "line-manager" };
  }
}

type Asked = Partial<Omit<TicketEventOf<"asked">, "topic" | "saidAt">> & {
  topic?: string;
  saidAt?: string;
  /** The desk that it is routed to. */
  to?: string;
  askerIs?: TicketEventOf<"routed">["askerIs"];
};

/** Asked by click and routed to the front office in the same moment, where nobody has it in hand yet. */
export function asked(when: string, given: Asked = {}): Story {
  const { topic, saidAt, to = "frontoffice", askerIs, ...others } = given;
  const details = {
    ticketId: someId<TicketId>("ticket", 1),
    reference: makeReference(2026, 1),
    kind: "question",
    channel: "click",
    language: "nl",
    asker: anna.person,
    confidentiality: "open",
    wordRules: [],
    urgency: "normal",
    contentId: someId<ContentId>("content", 1),
    contactId: someId<ContactId>("contact", 1),
    ...(topic && { topic: { key: topic, knownBy: "asker-chose" } }),
    ...(saidAt && { saidAt: at(saidAt) }),
    ...others,
  } as unknown as Details<"asked">;
  return new Story()
    .tell("asked", details, when, { by: anna.person })
    .tell(
      "routed",
      { stay: 1, to, rule: "front-office-first", confidentiality: "open", ...(askerIs && { askerIs }) },
      when,
      { by: "system" },
    );
}

export const onlyOne: Policies = () => organisation;

/** Each version says what stands at its number; an unknown one is a fault of the test. */
export const versions =
  (...policies: Policy[]): Policies =>
  (version) => {
    const found = policies.find((policy) => policy.version === version);
    if (!found) throw new Error(`no version ${version}`);
    return found;
  };

/** The last clock of a kind. */
export function clockOf({ events }: Story, kind: ClockKind, policies: Policies = onlyOne): Clock {
  const found = clocksOf(events, policies).findLast((clock) => clock.kind === kind);
  if (!found) throw new Error(`no ${kind}`);
  return found;
}

export const kindsOf = ({ events }: Story, policies: Policies = onlyOne) =>
  clocksOf(events, policies).map(({ kind }) => kind);

/** When the last clock of a kind is due, on the wall in Amsterdam. */
export const dueOf = (story: Story, kind: ClockKind, policies: Policies = onlyOne) =>
  shown(clockOf(story, kind, policies).dueAt);

export const outcomeOf = (story: Story, kind: ClockKind, policies: Policies = onlyOne) =>
  clockOf(story, kind, policies).outcome;

export const historyOf = (events: readonly TicketEvent[], policies: Policies = onlyOne): History => ({
  events,
  ticket: replay(events) as Ticket,
  clocks: clocksOf(events, policies),
});

/** What time brings about at a moment, and when it next does, on the wall in Amsterdam. */
export const dueOn = ({ events }: Story, when: string, policy: Policy = organisation) =>
  dueActions(
    historyOf(events, () => policy),
    policy,
    Date.parse(at(when)),
  );
export function nextOf({ events }: Story, policy: Policy = organisation): string | undefined {
  const next = nextTimerAt(
    historyOf(events, () => policy),
    policy,
  );
  return next && shown(Date.parse(next));
}

/** A service level of the organisation with other targets. */
export const withLevel = (name: string, targets: object): Policy => ({
  ...organisation,
  serviceLevels: {
    ...organisation.serviceLevels,
    [name]: { ...organisation.serviceLevels[name], ...targets } as never,
  },
});

/** A calendar of the organisation with other hours or days. */
export const withCalendar = (name: string, changes: object): Policy => ({
  ...organisation,
  calendars: {
    ...organisation.calendars,
    [name]: { ...organisation.calendars[name], ...changes } as never,
  },
});

const always = [{ from: "00:00", to: "24:00" }];
/** A week without a night. */
export const dayAndNight = {
  mon: always,
  tue: always,
  wed: always,
  thu: always,
  fri: always,
  sat: always,
  sun: always,
};
