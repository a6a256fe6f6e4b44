import type { Instant } from "../../shared/clock/instant.ts";
import type { OrganisationId, TicketId } from "../../shared/id.ts";
import type { Walk } from "../../shared/job/job.ts";
import { log, placeOf } from "../runtime/log.ts";
import { Busy } from "../runtime/request.ts";
import { listStretch } from "../store/jobs.ts";
import type { Table } from "../store/table.ts";

/** So many tickets a step are looked at in a few seconds. */
export const ticketsInStep = 40;

/** The next tickets of a walk, over as many lists as it takes to fill a page. */
export async function nextTickets(
  table: Table,
  organisation: OrganisationId,
  walk: Walk,
  { pageSize, since }: { pageSize: number; since?: Instant | undefined },
): Promise<{ ids: TicketId[]; walk: Walk }> {
  let { left, after } = walk;
  const ids: TicketId[] = [];
  for (let first = left[0]; first && ids.length < pageSize; first = left[0]) {
    const page = await listStretch(table, organisation, first, {
      limit: pageSize - ids.length,
      after,
      // A list of open work is not in the order of its past.
      ...("part" in first && first.part === "done" && { since }),
    });
    ids.push(...page.items);
    after = page.next;
    if (after === undefined) left = left.slice(1);
  }
  return { ids: [...new Set(ids)], walk: { left, ...(after !== undefined && { after }) } };
}

/**
 * Looks at tickets at the same time. One that cannot be read or reckoned with is told to the operators and left to
 * `otherwise`, since it would keep all others from being seen; when the table is too busy the whole step comes back.
 */
export const eachTicket = <T>(
  ids: readonly TicketId[],
  look: (ticketId: TicketId) => Promise<T>,
  otherwise: (ticketId: TicketId) => T,
): Promise<T[]> => each("ticketId", ids, look, otherwise);

/** Looks at topics in the same way. */
export const eachTopic = <T>(
  topics: readonly string[],
  look: (topic: string) => Promise<T>,
  otherwise: (topic: string) => T,
): Promise<T[]> => each("topic", topics, look, otherwise);

async function each<I extends string, T>(
  what: "ticketId" | "topic",
  ids: readonly I[],
  look: (id: I) => Promise<T>,
  otherwise: (id: I) => T,
): Promise<T[]> {
  const guarded = async (id: I) => {
    try {
      return await look(id);
    } catch (error) {
      if (willPass(error)) throw error;
      log.error("a job cannot do this one", { [what]: id, ...placeOf(error) });
      return otherwise(id);
    }
  };
  // Those under way are waited for: what ran on after the answer would be cut off anywhere.
  const ended = await Promise.allSettled(ids.map(guarded));
  return ended.map((end) => {
    if (end.status === "rejected") throw end.reason;
    return end.value;
  });
}

/** The table's own errors carry what was asked of it. */
const willPass = (error: unknown) =>
  error instanceof Busy || (typeof error === "object" && error !== null && "$metadata" in error);
