import { route } from "../desk/routing.ts";
import type { Audience } from "../faq/audience.ts";
import type { PersonId } from "../id.ts";
import { deskOf, frontDesk } from "../organisation/lookup.ts";
import type { Organisation } from "../organisation/organisation.ts";
import { highest, keptAt } from "./confidentiality.ts";
import type { Happening } from "./event.ts";
import { isInTransit, type Ticket } from "./ticket.ts";

/**
 * What the helpdesk itself does to a ticket, told by a message that may come twice, late or out of order:
 * each asks the ticket whether there is anything left to do, and answers with nothing where there is not.
 */

export function routed(
  ticket: Ticket,
  asker: { worksAtDesk: boolean; is: readonly Audience[] },
  organisation: Organisation,
): Happening[] {
  if (ticket.state !== "received") return [];
  const { to, rule, raises } = route(
    {
      topic: ticket.topic?.key,
      topicKnownBy: ticket.topic?.knownBy,
      confidentiality: ticket.confidentiality,
      wordRules: ticket.wordRules,
      askerWorksAtDesk: asker.worksAtDesk,
      askerIs: asker.is,
    },
    organisation,
  );
  const asked = highest(ticket.confidentiality, raises ?? "open");
  const confidentiality = highest(asked, keptAt(deskOf(organisation, to)));
  const isFront = to === frontDesk(organisation).key;
  return [
    { type: "routed", stay: 1, to, rule, confidentiality, askerIs: [...asker.is] },
    ...(isFront ? [{ type: "arrived" as const, stay: 1 }] : []),
  ];
}

/**
 * A desk's queue delivered a stay; one that is no longer current was recalled or moved on meanwhile. What its asker
 * withdrew on the way arrives too: reopened, it must not hang between two desks.
 */
export const arrived = (ticket: Ticket, stay: number): Happening[] =>
  ticket.state !== "received" &&
  ticket.state !== "closed" &&
  ticket.stay.number === stay &&
  isInTransit(ticket)
    ? [{ type: "arrived", stay }]
    : [];

/** No mail reaches this asker about an event: somebody telephones. */
export function callBackWanted(ticket: Ticket, event: number): Happening[] {
  const known = ticket.callBack?.event ?? ticket.calledBackAbout ?? 0;
  if (ticket.state === "closed" || known >= event) return [];
  return [{ type: "call-back-wanted", event, because: "no-mail" }];
}

/** A provisional caller turned out to be someone in the people file; who is asker lets go of the ticket. */
export function identified(ticket: Ticket, provisional: PersonId, person: PersonId): Happening[] {
  if (ticket.asker !== provisional) return [];
  const identified: Happening = { type: "asker-identified", asker: person };
  if (!("claimedBy" in ticket) || ticket.claimedBy !== person) return [identified];
  const waitOver: Happening[] = ticket.state === "waiting" ? [{ type: "waiting-ended" }] : [];
  return [identified, ...waitOver, { type: "released" }];
}
