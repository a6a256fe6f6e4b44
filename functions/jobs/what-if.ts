import { type Instant, instantOf } from "../../shared/clock/instant.ts";
import type { TicketId } from "../../shared/id.ts";
import { addTicket, dayOf, rowsOf } from "../../shared/job/what-if.ts";
import { askerNumber } from "../../shared/report/askers.ts";
import { policiesOf } from "../runtime/organisations.ts";
import { forgetCandidate, loadCandidate } from "../store/jobs.ts";
import { loadHistory } from "../store/tickets.ts";
import type { Stepped, Stepping } from "./step.ts";
import { eachTicket, nextTickets } from "./walk.ts";

const dayMs = 86_400_000;

/** Replays the tickets of a period as they went, and as they would have gone under another configuration. */
export async function whatIf(stepping: Stepping<"what-if">): Promise<Stepped<"what-if">> {
  const { table, organisation, job, at, pageSize } = stepping;
  const candidate = await loadCandidate(table, job.organisation, job.jobId);
  if (!candidate) throw new Error("a what-if keeps its candidate until it is done");
  const under = {
    policies: policiesOf(job.organisation),
    wouldBe: () => candidate,
    at: Date.parse(job.startedAt),
  };
  const since = dayBefore(job.tally.from);
  const { ids, walk } = await nextTickets(table, job.organisation, job.walk, { pageSize, since });
  const tally = { ...job.tally, seen: job.tally.seen + ids.length };
  await eachTicket(
    ids,
    async (ticketId) => {
      const history = await countedInPeriod(stepping, ticketId);
      if (!history) return;
      const asker = askerNumber(job.organisation, history.ticket.asker);
      addTicket(tally.cells, { asker, events: history.events }, under);
    },
    () => {
      tally.failed += 1;
    },
  );
  if (walk.left.length > 0) return { walk, tally };
  const { from, to, failed, cells } = tally;
  const minimumAskers = organisation.figures.minimumGroup.askers;
  return {
    walk,
    // Who asked is needed no longer.
    tally: { ...tally, cells: {} },
    result: { from, to, failed, minimumAskers, ...rowsOf(cells, organisation) },
    also: [forgetCandidate(table, job, at)],
  };
}

/** What was asked in the period cannot have been done before it; a zone lies less than a day from UTC. */
const dayBefore = (day: string): Instant => instantOf(Date.parse(day) - dayMs);

/** Nothing of a ticket that the reports keep out of every figure. */
async function countedInPeriod({ table, organisation, job }: Stepping<"what-if">, ticketId: TicketId) {
  const history = await loadHistory(table, job.organisation, ticketId);
  if (!history || !organisation.confidentiality[history.ticket.confidentiality].counted) return undefined;
  const day = dayOf(history.ticket.askedAt, organisation.organisation.zone);
  return day >= job.tally.from && day <= job.tally.to ? history : undefined;
}
