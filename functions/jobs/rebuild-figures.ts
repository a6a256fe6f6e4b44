import type { Work } from "../../shared/job/job.ts";
import { comparedMonths, fieldsIn, inBoth, monthOf } from "../../shared/job/rebuild.ts";
import type { Cells } from "../../shared/report/cell.ts";
import { differenceOf, sumOf } from "../../shared/report/difference.ts";
import { listBacklog, listCells, loadContributions, writeCells } from "../store/figures.ts";
import { loadParts, partWrite } from "../store/jobs.ts";
import { stretchesOf } from "./begin.ts";
import type { Stepped, Stepping } from "./step.ts";
import { nextTickets } from "./walk.ts";

type Rebuilding = Stepping<"rebuild-figures">;
type Tally = Work["rebuild-figures"]["tally"];

/**
 * Makes every counter anew from what was counted for each ticket, month by month, and compares. Tickets change
 * meanwhile, so only what differs in the same way the second time is wrong.
 */
export async function rebuildFigures(stepping: Rebuilding): Promise<Stepped<"rebuild-figures">> {
  switch (stepping.job.tally.phase) {
    case "walk":
      return walked(stepping);
    case "compare":
      return compared(stepping);
    case "correct":
      return corrected(stepping);
  }
}

/** Leaves what a page of tickets adds to each month. */
async function walked({ table, job }: Rebuilding): Promise<Stepped<"rebuild-figures">> {
  const { tally, organisation, step } = job;
  const { ids, walk } = await nextTickets(table, organisation, job.walk);
  const contributions = await loadContributions(table, organisation, ids);
  const byMonth = Object.groupBy(Object.entries(sumOf(contributions.map(({ cells }) => cells))), ([cell]) =>
    monthOf(cell),
  );
  const also = Object.entries(byMonth).map(([month, cells]) =>
    partWrite(table, job, sumName(tally, month, step), Object.fromEntries(cells ?? [])),
  );
  const months = [...new Set([...tally.months, ...Object.keys(byMonth)])];
  const seen = tally.seen + (tally.pass === 1 ? ids.length : 0);
  if (walk.left.length > 0) return { walk, tally: { ...tally, seen, months }, also };
  const all = comparedMonths(months, job.startedAt.slice(0, 7));
  return { walk, tally: { ...tally, seen, months: all, phase: "compare" }, also };
}

const sumName = ({ pass }: Tally, month: string, step: number) => `sum#${pass}#${month}#${step}`;
const differenceName = (month: string, i: number | "" = "") => `difference#${month}#${i}`;

/** One month a step. Where none differs the first time, there is nothing to look at twice. */
async function compared(stepping: Rebuilding): Promise<Stepped<"rebuild-figures">> {
  const { table, job, organisation } = stepping;
  const { tally } = job;
  const [month, ...months] = tally.months;
  if (month === undefined) return { walk: job.walk, tally, result: resultOf(tally) };
  const { made, difference } = await lookAt(stepping, month);
  if (tally.pass === 1) {
    const counted = {
      ...tally,
      counters: tally.counters + fieldsIn(made),
      different: tally.different + fieldsIn(difference),
      months,
    };
    const also = partsOf(difference).map((part, i) => partWrite(table, job, differenceName(month, i), part));
    if (months.length > 0) return { walk: job.walk, tally: counted, also };
    if (counted.different === 0) return { walk: job.walk, tally: counted, result: resultOf(counted) };
    const left = stretchesOf(organisation.organisation.key, job.kind);
    return { walk: { left }, tally: { ...counted, pass: 2, phase: "walk", different: 0 }, also };
  }
  const different = tally.different + fieldsIn(await lastingDifference(stepping, month, difference));
  const counted = { ...tally, different, months };
  if (months.length > 0) return { walk: job.walk, tally: counted };
  if (different === 0 || !tally.write) return { walk: job.walk, tally: counted, result: resultOf(counted) };
  const again = await monthsThatDiffered(stepping);
  return { walk: job.walk, tally: { ...counted, phase: "correct", months: again } };
}

const resultOf = ({ counters, different }: Tally) => ({ counters, different });

/** Taken again after a crash it finds what it corrected already, and adds nothing. */
async function corrected(stepping: Rebuilding): Promise<Stepped<"rebuild-figures">> {
  const { table, job } = stepping;
  const { tally } = job;
  const [month, ...months] = tally.months;
  if (month === undefined) return { walk: job.walk, tally, result: resultOf(tally) };
  const { difference } = await lookAt(stepping, month);
  await writeCells(table, job.organisation, await lastingDifference(stepping, month, difference));
  return {
    walk: job.walk,
    tally: { ...tally, months },
    ...(months.length === 0 && { result: resultOf(tally) }),
  };
}

/** What a month's counters come to, and what has to be added to those that are stored. */
async function lookAt(
  { table, job }: Rebuilding,
  month: string,
): Promise<{ made: Cells; difference: Cells }> {
  const parts = await loadParts<Cells>(table, job, `sum#${job.tally.pass}#${month}#`);
  const stored =
    month === "backlog"
      ? await listBacklog(table, job.organisation)
      : await listCells(table, job.organisation, { from: month, to: month });
  const made = sumOf(parts);
  return { made, difference: differenceOf(stored, made) };
}

/** What differed in the same way the first time. */
async function lastingDifference(
  { table, job }: Rebuilding,
  month: string,
  difference: Cells,
): Promise<Cells> {
  return inBoth(difference, sumOf(await loadParts<Cells>(table, job, differenceName(month))));
}

async function monthsThatDiffered({ table, job }: Rebuilding): Promise<string[]> {
  const parts = await loadParts<Cells>(table, job, "difference#");
  return [...new Set(parts.flatMap((part) => Object.keys(part).map(monthOf)))];
}

const cellsInPart = 500;

/** An item holds 400 KB, and where every counter was lost a month has more to say than that. */
function partsOf(cells: Cells): Cells[] {
  const entries = Object.entries(cells);
  return Array.from({ length: Math.ceil(entries.length / cellsInPart) }, (_, i) =>
    Object.fromEntries(entries.slice(i * cellsInPart, (i + 1) * cellsInPart)),
  );
}
