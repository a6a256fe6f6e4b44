import type { TicketId } from "../../shared/id.ts";
import { type Difference, differencesIn, namesUnknown } from "../../shared/job/verify.ts";
import { log } from "../runtime/log.ts";
import { policiesOf, versionsOf } from "../runtime/organisations.ts";
import { loadHistory } from "../store/tickets.ts";
import type { Stepped, Stepping } from "./step.ts";
import { eachTicket, nextTickets } from "./walk.ts";

const mostNamed = 20;

/** Compares what is stored with a replay. A ticket is read in one consistent query, so a change meanwhile shows whole. */
export async function verifyClocks(stepping: Stepping<"verify-clocks">): Promise<Stepped<"verify-clocks">> {
  const { table, job, pageSize } = stepping;
  const { ids, walk } = await nextTickets(table, job.organisation, job.walk, { pageSize });
  const looked = await eachTicket<Looked>(
    ids,
    (ticketId) => look(stepping, ticketId),
    (ticketId) => ({ ticketId, differences: ["events"], isOfUnknown: false }),
  );
  const different = looked.filter(({ differences }) => differences.length > 0);
  // The alarm listens for this line.
  for (const { ticketId, differences } of different.slice(0, mostNamed)) {
    log.error("stored differs from a replay", { jobId: job.jobId, ticketId, differences });
  }
  const count = (isOne: (one: Looked) => boolean) => looked.filter(isOne).length;
  const tally = {
    seen: job.tally.seen + ids.length,
    different: job.tally.different + different.length,
    unknownVersions: job.tally.unknownVersions + count(({ isOfUnknown }) => isOfUnknown),
    tickets: [...job.tally.tickets, ...different.map(({ ticketId }) => ticketId)].slice(0, mostNamed),
  };
  if (walk.left.length > 0) return { walk, tally };
  const { seen: checked, ...found } = tally;
  return { walk, tally, result: { checked, ...found } };
}

type Looked = {
  ticketId: TicketId;
  differences: Difference[];
  /** Closed, and no longer to be judged. */
  isOfUnknown: boolean;
};

async function look({ table, job }: Stepping<"verify-clocks">, ticketId: TicketId): Promise<Looked> {
  const stored = await loadHistory(table, job.organisation, ticketId);
  if (!stored) return { ticketId, differences: [], isOfUnknown: false };
  const versions = new Set(versionsOf(job.organisation).map(({ version }) => version));
  return {
    ticketId,
    differences: differencesIn(stored, policiesOf(job.organisation), versions),
    isOfUnknown: stored.ticket.state === "closed" && namesUnknown(stored.events, versions),
  };
}
