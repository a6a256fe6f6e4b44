import { route } from "../desk/routing.ts";
import type { Audience } from "../faq/topic.ts";
import type { PersonId } from "../id.ts";
import { frontDesk, type Organisation } from "../organisation/organisation.ts";
import { highest } from "./confidentiality.ts";
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
  const confidentiality = highest(ticket.confidentiality, raises ?? "open");
  const isFront = to === frontDesk(organisation).key;
  return [
    { type: "routed", stay: 1, to, rule, confidentiality },
    ...(isFront ? [{ type: "arrived" as const, stay: 1 }] : []),
  ];
}

/** A desk's queue delivered a stay; one that is no longer current was recalled or moved on meanwhile. */
export const arrived = (ticket: Ticket, stay: number): Happening[] =>
  ticket.state === "queued" && ticket.stay.number === stay && isInTransit(ticket)
    ? [{ type: "arrived", stay }]
    : [];

/** No mail reaches this asker about an event: somebody telephones. */
export const callBackWanted = (ticket: Ticket, event: number): Happening[] =>
  ticket.state === "closed" || (ticket.callBack && ticket.callBack.event >= event)
    ? []
    : [{ type: "call-back-wanted", event }];

/** A provisional caller turned out to be someone in the people file. */
export const identified = (ticket: Ticket, provisional: PersonId, person: PersonId): Happening[] =>
  ticket.asker === provisional ? [{ type: "asker-identified", asker: person }] : [];
