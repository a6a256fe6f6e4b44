import type { TicketId } from "../../shared/id.ts";
import { type Difference, differencesIn } from "../../shared/job/verify.ts";
import { log } from "../runtime/log.ts";
import { policiesOf, versionsOf } from "../runtime/organisations.ts";
import { loadHistory } from "../store/tickets.ts";
import type { Stepped, Stepping } from "./step.ts";
import { eachTicket, nextTickets } from "./walk.ts";

const mostNamed = 20;

/** Compares what is stored with a replay. A ticket is read in one consistent query, so a change meanwhile shows whole. */
export async function verifyClocks(stepping: Stepping<"verify-clocks">): Promise<Stepped<"verify-clocks">> {
  const { table, job } = stepping;
  const { ids, walk } = await nextTickets(table, job.organisation, job.walk);
  const looked = await eachTicket(
    ids,
    async (ticketId) => ({ ticketId, differences: await look(stepping, ticketId) }),
    (ticketId) => ({ ticketId, differences: ["events"] satisfies Difference[] }),
  );
  const different = looked.filter(({ differences }) => differences.length > 0);
  // The alarm listens for this line.
  for (const { ticketId, differences } of different.slice(0, mostNamed)) {
    log.error("stored differs from a replay", { jobId: job.jobId, ticketId, differences });
  }
  const tally = {
    seen: job.tally.seen + ids.length,
    different: job.tally.different + different.length,
    tickets: [...job.tally.tickets, ...different.map(({ ticketId }) => ticketId)].slice(0, mostNamed),
  };
  if (walk.left.length > 0) return { walk, tally };
  return {
    walk,
    tally,
    result: { checked: tally.seen, different: tally.different, tickets: tally.tickets },
  };
}

async function look({ table, job }: Stepping<"verify-clocks">, ticketId: TicketId): Promise<Difference[]> {
  const stored = await loadHistory(table, job.organisation, ticketId);
  if (!stored) return [];
  const versions = new Set(versionsOf(job.organisation).map(({ version }) => version));
  return differencesIn(stored, policiesOf(job.organisation), versions);
}
