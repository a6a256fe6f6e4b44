import { clocksOf } from "../../shared/clock/clock.ts";
import { needs } from "../../shared/contract/environment.ts";
import type { OrganisationId, TicketId } from "../../shared/id.ts";
import { contributionOf } from "../../shared/report/contribution.ts";
import { differenceOf } from "../../shared/report/difference.ts";
import { environment } from "../runtime/environment.ts";
import { log, placeOf } from "../runtime/log.ts";
import { knownOrganisation, policiesOf } from "../runtime/organisations.ts";
import { batchesOf, type Counted, loadCounted, partOf, saveCounted } from "../store/figures.ts";
import { backOff, openTable, type Table } from "../store/table.ts";

export type TicketOf = { organisation: OrganisationId; ticketId: TicketId };

let table: Table | undefined;

/** So many tickets are read at once. */
const atOnce = 10;

/**
 * Counts tickets as they are now. Told twice, late or in another order, the counters come out the same.
 * @returns the tickets that could not be counted
 */
export async function countTickets(tickets: readonly TicketOf[]): Promise<Set<TicketId>> {
  table ??= openTable(environment(...needs.figures).TABLE_NAME);
  const uncounted = new Set<TicketId>();
  const apart = Map.groupBy(tickets, ({ organisation }) => organisation);
  for (const [organisation, of] of apart) {
    const changed = await changedOf(
      table,
      organisation,
      [...new Set(of.map(({ ticketId }) => ticketId))],
      uncounted,
    );
    for (const batch of batchesOf(changed)) await save(table, organisation, batch, uncounted);
  }
  return uncounted;
}

async function changedOf(
  table: Table,
  organisation: OrganisationId,
  ticketIds: readonly TicketId[],
  uncounted: Set<TicketId>,
): Promise<Counted[]> {
  const changed: Counted[] = [];
  for (let start = 0; start < ticketIds.length; start += atOnce) {
    const part = ticketIds.slice(start, start + atOnce);
    const read = part.map((id) => unless(uncounted, id, () => changeOf(table, organisation, id)));
    changed.push(...(await Promise.all(read)).flatMap((one) => one ?? []));
  }
  return changed;
}

/** What is to be counted otherwise than it is; nothing where it is right, or the ticket is gone. */
async function changeOf(
  table: Table,
  organisation: OrganisationId,
  ticketId: TicketId,
): Promise<Counted | undefined> {
  const loaded = await loadCounted(table, organisation, ticketId);
  if (!loaded) return undefined;
  const { ticket, events, contribution: before } = loaded;
  const clocks = clocksOf(events, policiesOf(organisation));
  const after = contributionOf({ ticket, events, clocks }, knownOrganisation(organisation));
  const difference = differenceOf(before?.cells ?? {}, after.cells);
  // Much of what happens changes no figure, and then there is nothing to write.
  return Object.keys(difference).length > 0 ? { ticketId, before, after, difference } : undefined;
}

/** Together; where one of them changed meanwhile, or a counter is busy, or one is too large, each on its own. */
async function save(
  table: Table,
  organisation: OrganisationId,
  batch: readonly Counted[],
  uncounted: Set<TicketId>,
): Promise<void> {
  try {
    const parts = batch.map(partOf);
    const isAll = parts.every((part, i) => part === batch[i]);
    if ((await saveCounted(table, organisation, parts)) === "saved" && isAll) return;
  } catch (error) {
    log.info("figures not saved together", placeOf(error));
  }
  for (const { ticketId } of batch) {
    await unless(uncounted, ticketId, () => countAlone(table, organisation, ticketId));
  }
}

/** Until there is nothing left to count, part after part where one transaction does not take it all. */
async function countAlone(table: Table, organisation: OrganisationId, ticketId: TicketId): Promise<void> {
  for (let attempt = 0; ; ) {
    const change = await changeOf(table, organisation, ticketId);
    if (!change) return;
    const part = partOf(change);
    const isSaved = (await saveCounted(table, organisation, [part])) === "saved";
    if (isSaved && part === change) return;
    if (!isSaved) await backOff(attempt++);
  }
}

/** What fails for one ticket is left to the next try, and holds up no other. */
async function unless<T>(
  uncounted: Set<TicketId>,
  ticketId: TicketId,
  work: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    log.warn("a ticket not counted", placeOf(error));
    uncounted.add(ticketId);
    return undefined;
  }
}
