import { readFileSync } from "node:fs";
import { type Instant, instantOf } from "../shared/clock/instant.ts";
import type { OrganisationId, PersonId, TicketId } from "../shared/id.ts";
import { makeId } from "../shared/id.ts";
import { type Organisation, validate } from "../shared/organisation/organisation.ts";
import type { Member } from "../shared/person/member.ts";
import { type Command, decide } from "../shared/ticket/decide.ts";
import type { EventType, TicketEvent, TicketEventOf } from "../shared/ticket/event.ts";
import { makeReference } from "../shared/ticket/reference.ts";
import type { Ticket } from "../shared/ticket/ticket.ts";

/** The example organisation, as it is deployed. */
export const organisation: Organisation = read();

function read(): Organisation {
  const file = new URL("../infra/organisation.json", import.meta.url);
  const validated = validate(JSON.parse(readFileSync(file, "utf8")));
  if ("faults" in validated) throw new Error("infra/organisation.json is valid");
  return validated.organisation;
}

export const vechterhout = "vechterhout" as OrganisationId;
export const anderhout = "anderhout" as OrganisationId;

/** A Tuesday in working hours. */
export const tuesday = instantOf(Date.parse("2026-12-01T09:30:00Z"));
export const after = (from: Instant, seconds: number): Instant =>
  instantOf(Date.parse(from) + seconds * 1000);

export const aMember = (person: string, given: Partial<Omit<Member, "person">> = {}): Member => ({
  organisation: vechterhout,
  person: person as PersonId,
  roles: ["employee"],
  desks: [],
  ...given,
});

/** Invented people, one for each kind of work. */
export const anna = aMember("medewerker-anna");
export const bram = aMember("medewerker-bram");
export const femke = aMember("loket-femke", { roles: ["employee", "front-office"], desks: ["frontoffice"] });
export const gijs = aMember("loket-gijs", { roles: ["employee", "front-office"], desks: ["frontoffice"] });
export const omar = aMember("salaris-omar", { roles: ["employee", "back-office"], desks: ["payroll"] });
export const lotte = aMember("verlof-lotte", { roles: ["employee", "back-office"], desks: ["leave"] });
export const vera = aMember("vertrouwelijk-vera", {
  roles: ["employee", "back-office"],
  desks: ["confidential"],
});
export const coen = aMember("coordinator-coen", {
  roles: ["employee", "coordinator"],
  desks: ["frontoffice", "payroll", "leave"],
});
export const administrator = aMember("beheer-bea", { roles: ["employee", "administrator"] });
export const manager = aMember("manager-mo", { roles: ["employee", "service-manager"] });
export const exchange = aMember("telefooncentrale", { roles: ["system"] });

/** Ids that look real and are the same at every run. */
export const someId = <T extends string>(prefix: Parameters<typeof makeId>[0], n: number): T =>
  makeId(prefix, Date.parse(tuesday), new Uint8Array([0, 0, 0, 0, 0, 0, 0, 0, n >> 8, n & 255])) as T;

type Common = Omit<Extract<Ticket, { state: "received" }>, "state">;

const common: Common = {
  organisation: vechterhout,
  ticketId: someId<TicketId>("ticket", 1),
  reference: makeReference(2026, 1),
  version: 3,
  kind: "question",
  channel: "click",
  language: "nl",
  asker: anna.person,
  confidentiality: "open",
  wordRules: [],
  readers: [],
  urgency: "normal",
  desks: ["frontoffice"],
  returns: 0,
  needlessHandOver: false,
  questionId: someId("content", 1),
  askedAt: tuesday,
  changedAt: tuesday,
  isAnswered: false,
  answeredAtOnce: false,
  reopenings: 0,
};

const stay = {
  number: 1,
  desk: "frontoffice",
  why: "front-office-first",
  since: tuesday,
  arrivedAt: tuesday,
};

/** A ticket of which a test says only what matters to it; by default it waits at the front office. */
export function aTicket(given: Partial<Ticket> = {}): Ticket {
  const state = given.state ?? "queued";
  const claimedBy = femke.person;
  const resolution = { at: tuesday, by: femke.person, from: "desk" as const, outcome: "answered" as const };
  const ofState = {
    received: {},
    queued: { stay },
    "in-progress": { stay, claimedBy },
    waiting: { stay, claimedBy, waiting: { for: "asker" as const, contentId: someId("content", 2) } },
    resolved: { stay, resolution },
    closed: { stay, resolution, closedAt: tuesday },
  }[state];
  return { ...common, ...ofState, state, ...given } as Ticket;
}

/** A stay at a desk, arrived unless said otherwise. */
export const aStay = (desk: string, given: Partial<Extract<Ticket, { state: "queued" }>["stay"]> = {}) => ({
  ...stay,
  desk,
  ...given,
});

/** A ticket that has arrived at a desk, where the front office saw it before. */
export const aTicketAt = (desk: string, given: Partial<Ticket> = {}): Ticket =>
  aTicket({ stay: aStay(desk), desks: [...new Set(["frontoffice", desk])], ...given } as Partial<Ticket>);

/** A ticket that one desk handed over and the other's queue has not delivered yet. */
export const aTicketBetween = (from: string, to: string, given: Partial<Ticket> = {}): Ticket =>
  aTicketAt(to, {
    stay: aStay(to, { number: 2, from, arrivedAt: undefined }),
    desks: [...new Set(["frontoffice", from])],
    ...given,
  } as Partial<Ticket>);

/** What a command brings about, or why not, on the Tuesday unless said otherwise. */
export const whenBy = (by: Member, command: Command, ticket: Ticket, at: Instant = tuesday) =>
  decide(ticket, command, { by, at, organisation });

/** A stored event; by default the fourth of the ticket, by the front office. */
export const anEvent = <T extends EventType>(
  type: T,
  details: Omit<
    TicketEventOf<T>,
    "type" | "v" | "organisation" | "ticketId" | "n" | "at" | "by" | "configuration"
  >,
  signed: Partial<Pick<TicketEvent, "n" | "at" | "by">> = {},
): TicketEventOf<T> =>
  ({
    v: 1,
    organisation: vechterhout,
    ticketId: someId("ticket", 1),
    n: 4,
    at: tuesday,
    by: femke.person,
    configuration: 1,
    ...signed,
    type,
    ...details,
  }) as TicketEventOf<T>;
