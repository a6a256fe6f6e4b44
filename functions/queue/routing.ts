import type { Instant } from "../../shared/clock/instant.ts";
import type { Audience } from "../../shared/faq/audience.ts";
import type { OrganisationId } from "../../shared/id.ts";
import { isAgent } from "../../shared/person/member.ts";
import type { Ticket } from "../../shared/ticket/ticket.ts";
import { routed } from "../../shared/ticket/unattended.ts";
import { changeTicket } from "../runtime/change.ts";
import { consume } from "../runtime/consume.ts";
import { goneAway } from "../runtime/gone.ts";
import { loadAgents } from "../store/agents.ts";
import { isManager, loadPerson } from "../store/people.ts";
import type { Table } from "../store/table.ts";
import { loadTicket } from "../store/tickets.ts";

/** A question finds its desk: the front office first, unless a rule of the organisation says otherwise. */
export const handler = consume("routing", async ({ message, organisation, table, at }) => {
  const { ticketId, organisation: id } = message;
  const ticket = await loadTicket(table, id, ticketId);
  if (!ticket) return goneAway("routing", ticketId);
  const asker = await whatAskerIs(table, id, ticket, at);
  await changeTicket({ table, organisation, ticketId, at, by: "system" }, (current) =>
    routed(current, asker, organisation),
  );
});

async function whatAskerIs(
  table: Table,
  organisation: OrganisationId,
  { asker: id, about }: Ticket,
  at: Instant,
): Promise<{ worksAtDesk: boolean; is: Audience[] }> {
  const [agents, person, manages] = await Promise.all([
    loadAgents(table, organisation, about ? [id, about.person] : [id]),
    loadPerson(table, organisation, id),
    isManager(table, organisation, id),
  ]);
  // Colleagues do not read what a colleague asks, nor what is asked about one.
  const worksAtDesk = agents.some((agent) => agent !== undefined && isAgent(agent));
  if (person?.kind === "outsider") return { worksAtDesk, is: ["relative", "candidate", "former-employee"] };
  if (person?.until && person.until < at.slice(0, 10)) return { worksAtDesk, is: ["former-employee"] };
  return { worksAtDesk, is: manages ? ["employee", "line-manager"] : ["employee"] };
}
