import type { Instant } from "../clock/instant.ts";
import type { Desk } from "../desk/desk.ts";
import { frontDesk } from "../organisation/lookup.ts";
import type { Organisation } from "../organisation/organisation.ts";
import { isOwn, mayRead, worksAtDesk } from "../person/access.ts";
import type { Member } from "../person/member.ts";
import { hasRole } from "../person/member.ts";
import { type Refusal, refused } from "../refusal.ts";
import { type Confidentiality, highest, keptAt } from "./confidentiality.ts";
import type { Happening } from "./event.ts";
import type { OpenTicket, Ticket } from "./ticket.ts";
import { isInTransit, isOpen } from "./ticket.ts";

/** Someone does something to a ticket, at a moment, under a configuration. */
export type Deed = { by: Member; at: Instant; organisation: Organisation };

/** What a rule says: what happens (nothing, where it already is so), or why not. */
export type Decision = Happening[] | Refusal;

export const isCoordinator = ({ by, organisation }: Deed, desk: string) =>
  hasRole(by, "coordinator") && worksAtDesk(by, desk, organisation);

/** What goes to a desk with named readers is restricted from then on, until a person lowers it. */
export function raisedByDesk(confidentiality: Confidentiality, desk: Desk | undefined): Happening[] {
  const to = highest(confidentiality, keptAt(desk));
  return to === confidentiality ? [] : [{ type: "confidentiality-set", to, because: "desk" }];
}

/** The desk that does the work now: the front office until the ticket is routed. */
export const currentDesk = (ticket: Ticket, organisation: Organisation) =>
  ticket.state === "received" ? frontDesk(organisation).key : ticket.stay.desk;

/** Why someone may not work on a ticket at its desk now; nothing where they may. */
export function notHandledBy(ticket: Ticket, deed: Deed): Refusal | undefined {
  const { by, organisation } = deed;
  if (isOwn(by.person, ticket)) return refused("own-ticket");
  if (ticket.state === "received") return refused("in-transit");
  if (!worksAtDesk(by, ticket.stay.desk, organisation)) return refused("not-at-your-desk");
  if (ticket.state === "closed") return refused("ticket-closed");
  if (ticket.state === "resolved") return refused("ticket-resolved");
  if (isInTransit(ticket)) return refused("in-transit");
  if (mayRead(by, ticket, organisation) !== "as-desk" && ticket.state !== "queued") {
    return refused("claimed-by-another");
  }
  if (ticket.state !== "queued" && ticket.claimedBy !== by.person && !isCoordinator(deed, ticket.stay.desk)) {
    return refused("claimed-by-another");
  }
  return undefined;
}

/**
 * Work at the desk: allowed there, and it takes the ticket on where nobody had it. A wait ends by being worked on.
 * @param work what happens next, given the open ticket
 */
export function atDesk(ticket: Ticket, deed: Deed, work: (ticket: OpenTicket) => Decision): Decision {
  const no = notHandledBy(ticket, deed);
  if (no) return no;
  if (!isOpen(ticket)) return refused("not-in-progress");
  const rest = work(ticket);
  if ("refused" in rest) return rest;
  const first: Happening[] = ticket.state === "queued" ? [{ type: "claimed", person: deed.by.person }] : [];
  return [...first, ...rest];
}
