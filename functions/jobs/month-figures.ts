import type { TicketId } from "../../shared/id.ts";
import { type Comparison, lasting, ofTickets, stirringSince } from "../../shared/job/rebuild.ts";
import type { Cells } from "../../shared/report/cell.ts";
import { differenceOf, sumOf } from "../../shared/report/difference.ts";
import { listBacklog, listCells, loadContributions } from "../store/figures.ts";
import { loadParts, partWrite } from "../store/jobs.ts";
import type { Write } from "../store/table.ts";
import { loadTickets } from "../store/tickets.ts";
import type { Stepping } from "./step.ts";

type Rebuilding = Stepping<"rebuild-figures">;

/** What a page of tickets comes to in each month, with the pass in its name. */
export const leaveSums = (
  { table, job }: Rebuilding,
  sums: Partial<Record<string, [string, Cells[string]][]>>,
): Write[] =>
  Object.entries(sums).map(([month, cells = []]) =>
    partWrite(table, job, `${sumsOf(job.tally.pass, month)}${job.step}`, Object.fromEntries(cells)),
  );

const sumsOf = (pass: number, month: string) => `sum#${pass}#${month}#`;
const comparisonsOf = (month: string) => `comparison#${month}#`;
const stirred = "stirred#";

/** What is counted for those that changed since the job began. */
export async function leaveStirred({ table, job }: Rebuilding, ids: readonly TicketId[]): Promise<Write[]> {
  const tickets = await loadTickets(table, job.organisation, ids);
  const changed = tickets.filter(({ changedAt }) => changedAt >= stirringSince(job.startedAt));
  if (changed.length === 0) return [];
  const contributions = await loadContributions(
    table,
    job.organisation,
    changed.map(({ ticketId }) => ticketId),
  );
  const cells = sumOf(contributions.map((contribution) => contribution.cells));
  return [partWrite(table, job, `${stirred}${job.step}`, cells)];
}

/** What the counters of the month in turn are, and what its tickets come to. */
export async function compare(stepping: Rebuilding): Promise<Comparison & { made: Cells }> {
  const { table, job } = stepping;
  const stored = await countersOf(stepping);
  const made = sumOf(await loadParts<Cells>(table, job, sumsOf(job.tally.pass, monthIn(job))));
  return { stored, made, difference: differenceOf(stored, made) };
}

/** The counters of the month in turn, as far as they come of tickets. */
export async function countersOf({ table, job }: Rebuilding): Promise<Cells> {
  const month = monthIn(job);
  return month === "backlog"
    ? listBacklog(table, job.organisation)
    : ofTickets(await listCells(table, job.organisation, { from: month, to: month }));
}

function monthIn({ tally }: Rebuilding["job"]): string {
  const month = tally.months[tally.month];
  if (month === undefined) throw new Error("a month is compared while there is one");
  return month;
}

/** For the second pass, in parts: an item holds 400 KB, and where every counter was lost a month has more to say. */
export function leaveComparison({ table, job }: Rebuilding, { stored, difference }: Comparison): Write[] {
  const cells = Object.keys(difference);
  return Array.from({ length: Math.ceil(cells.length / cellsInPart) }, (_, i) => {
    const here = cells.slice(i * cellsInPart, (i + 1) * cellsInPart);
    const of = (all: Cells): Cells => Object.fromEntries(here.map((cell) => [cell, all[cell] ?? {}]));
    const part: Comparison = { stored: of(stored), difference: of(difference) };
    return partWrite(table, job, `${comparisonsOf(monthIn(job))}${i}`, part);
  });
}

const cellsInPart = 250;

/** What has to be added to the counters of the month in turn, of which two passes were certain. */
export async function surelyWrong(stepping: Rebuilding): Promise<Cells> {
  const { table, job } = stepping;
  const parts = await loadParts<Comparison>(table, job, comparisonsOf(monthIn(job)));
  if (parts.length === 0) return {};
  const first = {
    stored: sumOf(parts.map(({ stored }) => stored)),
    difference: sumOf(parts.map(({ difference }) => difference)),
  };
  return lasting(first, await compare(stepping), sumOf(await loadParts<Cells>(table, job, stirred)));
}
