import { clocksOf } from "../../shared/clock/clock.ts";
import type { Instant } from "../../shared/clock/instant.ts";
import { needs } from "../../shared/contract/environment.ts";
import { assignedTo, isCounted } from "../../shared/faq/counted.ts";
import { personField } from "../../shared/faq/day-demand.ts";
import type { OrganisationId, TicketId } from "../../shared/id.ts";
import type { Organisation } from "../../shared/organisation/organisation.ts";
import type { Contribution } from "../../shared/report/cell.ts";
import { contributionOf } from "../../shared/report/contribution.ts";
import { differenceOf } from "../../shared/report/difference.ts";
import type { Ticket } from "../../shared/ticket/ticket.ts";
import { environment } from "../runtime/environment.ts";
import { log, placeOf } from "../runtime/log.ts";
import { knownOrganisation, policiesOf } from "../runtime/organisations.ts";
import type { Example } from "../store/demand.ts";
import {
  batchesOf,
  type Counted,
  isTaughtAlike,
  loadCounted,
  partOf,
  saveCounted,
} from "../store/figures.ts";
import { backOff, openTable, type Table } from "../store/table.ts";
import { afterCounting } from "./after-counting.ts";
import { countedBy, type Run } from "./counted-by.ts";

export type TicketOf = { organisation: OrganisationId; ticketId: TicketId };

let table: Table | undefined;

/** So many tickets are read at once. */
const atOnce = 10;

/**
 * Counts tickets as they are now. Told twice, late or in another order, the counters come out the same.
 * @returns the tickets that could not be counted
 */
export async function countTickets(tickets: readonly TicketOf[], at: Instant): Promise<Set<TicketId>> {
  table ??= openTable(environment(...needs.figures).TABLE_NAME);
  const uncounted = new Set<TicketId>();
  const apart = Map.groupBy(tickets, ({ organisation }) => organisation);
  for (const [organisation, of] of apart) {
    const run = newRun(table, knownOrganisation(organisation), at, uncounted);
    const changed = await changedOf(run, [...new Set(of.map(({ ticketId }) => ticketId))]);
    for (const batch of batchesOf(changed)) await save(run, batch);
    await afterCounting(run);
  }
  return uncounted;
}

/**
 * An editor says what questions are about: their counts move with them, exactly. It holds until a person says something
 * else about the question itself. What is kept too closely to be counted stays so.
 * @returns the tickets that could not be counted
 */
export async function assignTickets(
  table: Table,
  organisation: Organisation,
  ticketIds: readonly TicketId[],
  topic: string,
  at: Instant,
): Promise<Set<TicketId>> {
  const run: Run = {
    ...newRun(table, organisation, at, new Set()),
    assigned: (ticket) => assignedTo(topic, ticket),
  };
  for (const ticketId of new Set(ticketIds)) await unless(run, ticketId, () => countAlone(run, ticketId));
  await afterCounting(run);
  return run.uncounted;
}

const newRun = (table: Table, organisation: Organisation, at: Instant, uncounted: Set<TicketId>): Run => ({
  table,
  organisation,
  at,
  uncounted,
  guesses: new Map(),
  texts: new Map(),
  saved: [],
});

async function changedOf(run: Run, ticketIds: readonly TicketId[]): Promise<Counted[]> {
  const changed: Counted[] = [];
  for (let start = 0; start < ticketIds.length; start += atOnce) {
    const part = ticketIds.slice(start, start + atOnce);
    const read = part.map((id) => unless(run, id, () => changeOf(run, id)));
    changed.push(...(await Promise.all(read)).flatMap((one) => one ?? []));
  }
  return changed;
}

/** What is to be counted otherwise than it is; nothing where it is right, or the ticket is gone. */
async function changeOf(run: Run, ticketId: TicketId): Promise<Counted | undefined> {
  const { organisation } = run;
  const { key } = organisation.organisation;
  const loaded = await loadCounted(run.table, key, ticketId);
  if (!loaded) return undefined;
  const { ticket, events, contribution: before } = loaded;
  const { found, ...by } = isCounted(ticket, organisation) ? await countedBy(run, ticket, before) : {};
  const clocks = clocksOf(events, policiesOf(key));
  const after = contributionOf({ ticket, events, clocks }, organisation, by);
  const difference = differenceOf(before?.cells ?? {}, after.cells);
  // Much of what happens changes no figure, and then there is nothing to write.
  if (Object.keys(difference).length === 0 && isCountedAlike(before, after)) return undefined;
  return { ticketId, before, after, difference, found, example: exampleOf(ticket, after) };
}

function isCountedAlike(before: Contribution | undefined, after: Contribution): boolean {
  const whatOf = ({ about, opened }: Partial<Contribution>) =>
    JSON.stringify([
      [about?.topic, about?.how, about?.said, about?.isDenied],
      opened?.map(({ topic, revision }) => [topic, revision]),
    ]);
  return isTaughtAlike(before?.learnt, after.learnt) && whatOf(before ?? {}) === whatOf(after);
}

function exampleOf(ticket: Ticket, { about, learnt }: Contribution): Counted["example"] {
  if (!about || !learnt) return undefined;
  const kinds = {
    person: learnt.weight < 1 ? "accepted" : "confirmed",
    editor: "assigned",
    guess: "guessed",
  };
  const example: Example = {
    weight: learnt.weight,
    person: personField(ticket.organisation, ticket.asker),
    kind: kinds[about.how] as Example["kind"],
  };
  return { askedAt: ticket.askedAt, example };
}

/** Together; where one of them changed meanwhile, or a counter is busy, or one is too large, each on its own. */
async function save(run: Run, batch: readonly Counted[]): Promise<void> {
  try {
    const parts = batch.map(partOf);
    const isAll = parts.every((part, i) => part === batch[i]);
    if ((await saveParts(run, parts)) === "saved" && isAll) return;
  } catch (error) {
    log.info("figures not saved together", placeOf(error));
  }
  for (const { ticketId } of batch) await unless(run, ticketId, () => countAlone(run, ticketId));
}

async function saveParts(run: Run, parts: readonly Counted[]): Promise<"saved" | "conflict"> {
  const saved = await saveCounted(run.table, run.organisation.organisation.key, parts);
  if (saved === "saved") run.saved.push(...parts);
  return saved;
}

/** Until there is nothing left to count, part after part where one transaction does not take it all. */
async function countAlone(run: Run, ticketId: TicketId): Promise<void> {
  for (let attempt = 0; ; ) {
    const change = await changeOf(run, ticketId);
    if (!change) return;
    const part = partOf(change);
    const isSaved = (await saveParts(run, [part])) === "saved";
    if (isSaved && part === change) return;
    if (!isSaved) await backOff(attempt++);
  }
}

/** What fails for one ticket is left to the next try, and holds up no other. */
async function unless<T>(
  { uncounted }: Run,
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
