import type { PersonId } from "../id.ts";
import { deskOf } from "../organisation/lookup.ts";
import type { Organisation } from "../organisation/organisation.ts";
import { isOwn, mayRead, type Reading } from "../person/access.ts";
import { type Agent, type Role, worksAt } from "../person/member.ts";
import type { Ticket } from "../ticket/ticket.ts";
import { type ClockEvent, clockDesk, openClock } from "./clock.ts";

/**
 * Why somebody hears of a clock: they answer for it; nobody has the question in hand, or whoever answers for it cannot
 * be reached; they have a role; or they work at the desk.
 */
export type Because = "owner" | "unclaimed" | "unreached" | "team" | { role: string };

/** Somebody at the helpdesk who is told; one who may not open the ticket hears its reference alone. */
export type Hearer = { person: PersonId; mayOpen: boolean; because: Because };

/** Who answers for a clock: whoever made the promise, else whoever has the ticket in hand. */
export function ownerOf(event: ClockEvent, ticket: Ticket): PersonId | undefined {
  if (event.type === "escalated" && event.to !== "owner") return undefined;
  const claimedBy = "claimedBy" in ticket ? ticket.claimedBy : undefined;
  return openClock(event, ticket)?.owner ?? claimedBy;
}

/**
 * Who hears of a clock, the nearest first: everyone of the first circle in which somebody can be reached. The owner or
 * the role that the tier names; then who coordinates the desk, who works there, and who manages the service.
 */
export function circlesFor(
  event: ClockEvent,
  ticket: Ticket,
  agents: readonly Agent[],
  organisation: Organisation,
): Hearer[][] {
  const deskKey = clockDesk(openClock(event, ticket), ticket, organisation);
  const desk = deskOf(organisation, deskKey);
  const owner = ownerOf(event, ticket);
  const inRole = (role: string) => {
    const isScoped = organisation.roles[role]?.scopedBy === "desks";
    return agents.filter(
      ({ roles, desks }) => roles.includes(role as Role) && (!isScoped || desks.includes(deskKey)),
    );
  };
  const isForRole = event.type === "escalated" && event.to !== "owner";
  const instead = isForRole ? undefined : owner ? "unreached" : "unclaimed";
  const circles: [Because, readonly Agent[]][] = [
    ["owner", agents.filter(({ person }) => person === owner)],
    ...(isForRole ? [[{ role: event.to }, inRole(event.to)] as [Because, Agent[]]] : []),
    [
      instead ?? { role: "coordinator" },
      agents.filter(({ roles, desks }) => roles.includes("coordinator") && desks.includes(deskKey)),
    ],
    [instead ?? "team", agents.filter((agent) => desk !== undefined && worksAt(agent, desk))],
    [instead ?? { role: "service-manager" }, agents.filter(({ roles }) => roles.includes("service-manager"))],
  ];
  return circles
    .map(([because, circle]) =>
      hearersIn(circle, ticket, organisation).map((hearer) => ({ ...hearer, because })),
    )
    .filter((hearers) => hearers.length > 0);
}

/** Nobody hears as an agent of what they asked or what is about them; of a restricted ticket only who may know of it. */
function hearersIn(
  circle: readonly Agent[],
  ticket: Ticket,
  organisation: Organisation,
): Omit<Hearer, "because">[] {
  const reading = (agent: Agent): Reading =>
    mayRead({ ...agent, organisation: ticket.organisation }, ticket, organisation);
  const all = circle
    .filter(({ person }) => !isOwn(person, ticket))
    .map((agent) => ({ person: agent.person, reading: reading(agent) }));
  const readers = all.filter((one) => one.reading === "as-desk");
  const heard =
    ticket.confidentiality !== "restricted"
      ? all
      : readers.length > 0
        ? readers
        : all.filter((one) => one.reading === "stub");
  return heard.map((one) => ({ person: one.person, mayOpen: one.reading === "as-desk" }));
}
