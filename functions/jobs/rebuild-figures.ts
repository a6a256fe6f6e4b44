import type { Walk, Work } from "../../shared/job/job.ts";
import {
  comparedMonths,
  desksIn,
  differing,
  fieldsIn,
  monthOf,
  stirringSince,
} from "../../shared/job/rebuild.ts";
import { sumOf } from "../../shared/report/difference.ts";
import { cellWrites, loadContributions } from "../store/figures.ts";
import { desksOf, listsOf, stretchesOf } from "./begin.ts";
import {
  compare,
  countersOf,
  leaveComparison,
  leaveStirred,
  leaveSums,
  surelyWrong,
} from "./month-figures.ts";
import type { Stepped, Stepping } from "./step.ts";
import { nextTickets } from "./walk.ts";

type Rebuilding = Stepping<"rebuild-figures">;
type Rebuilt = Stepped<"rebuild-figures">;
type Tally = Work["rebuild-figures"]["tally"];

const take: Record<Tally["phase"], (stepping: Rebuilding) => Promise<Rebuilt>> = {
  walk: walked,
  desks: desksFound,
  stirred: stirredFound,
  compare: (stepping) => (stepping.job.tally.pass === 1 ? comparedFirst(stepping) : comparedAgain(stepping)),
  correct: corrected,
};

/**
 * Makes every counter anew from what was counted for each ticket, month by month, and compares. Tickets change
 * meanwhile, so that what differs the first time is looked at once more before it is called wrong.
 */
export const rebuildFigures = (stepping: Rebuilding): Promise<Rebuilt> =>
  take[stepping.job.tally.phase](stepping);

/** Leaves what a page of tickets adds to each month. */
async function walked(stepping: Rebuilding): Promise<Rebuilt> {
  const { table, job, pageSize } = stepping;
  const { ids, walk } = await nextTickets(table, job.organisation, job.walk, { pageSize });
  const contributions = await loadContributions(table, job.organisation, ids);
  const sums = Object.groupBy(Object.entries(sumOf(contributions.map(({ cells }) => cells))), ([cell]) =>
    monthOf(cell),
  );
  const isFirst = job.tally.pass === 1;
  const also = [
    ...leaveSums(stepping, sums),
    // A ticket that changes moves to another list, so it may be met here for the second time.
    ...(isFirst ? [] : await leaveStirred(stepping, ids)),
  ];
  const months = [...new Set([...job.tally.months, ...Object.keys(sums)])];
  const tally = { ...job.tally, seen: job.tally.seen + (isFirst ? ids.length : 0), months };
  if (walk.left.length > 0) return { walk, tally, also };
  const all = { ...tally, months: comparedMonths(months, job.startedAt.slice(0, 7)), month: 0 };
  if (isFirst) return { walk, tally: { ...all, phase: "desks" }, also };
  return { walk: whereStirredAre(stepping), tally: { ...all, phase: "stirred" }, also };
}

const everyDesk = ({ organisation, job }: Rebuilding) => [
  ...desksOf(organisation.organisation.key),
  ...job.tally.desks,
];

/** Work that was done at a desk which no configuration names any more still stands in the counters. */
async function desksFound(stepping: Rebuilding): Promise<Rebuilt> {
  const { job } = stepping;
  const { tally } = job;
  const known = new Set(everyDesk(stepping));
  const found = [...desksIn(await countersOf(stepping))].filter((desk) => !known.has(desk));
  const walk: Walk = { left: [...job.walk.left, ...listsOf(found)] };
  const noted = { ...tally, desks: [...tally.desks, ...found], month: tally.month + 1 };
  if (noted.month < tally.months.length) return { walk, tally: noted };
  return { walk, tally: { ...noted, month: 0, phase: walk.left.length > 0 ? "walk" : "compare" } };
}

/** What changed while the tickets were walked over is open, or was done since. */
const whereStirredAre = (stepping: Rebuilding): Walk => ({ left: listsOf(everyDesk(stepping)) });

/** Looks for tickets that were not met, since they moved to where the walk had been. */
async function stirredFound(stepping: Rebuilding): Promise<Rebuilt> {
  const { table, job, pageSize } = stepping;
  const since = stirringSince(job.startedAt);
  const { ids, walk } = await nextTickets(table, job.organisation, job.walk, { pageSize, since });
  const also = await leaveStirred(stepping, ids);
  return { walk, tally: { ...job.tally, phase: walk.left.length > 0 ? "stirred" : "compare" }, also };
}

/** One month a step. Where none differs there is nothing to look at again. */
async function comparedFirst(stepping: Rebuilding): Promise<Rebuilt> {
  const { job, organisation } = stepping;
  const { tally } = job;
  const { made, ...comparison } = await compare(stepping);
  const counters = tally.counters + fieldsIn(made);
  const different = tally.different + fieldsIn(comparison.difference);
  const counted = { ...tally, counters, different, month: tally.month + 1 };
  const also = leaveComparison(stepping, differing(comparison));
  if (counted.month < tally.months.length) return { walk: job.walk, tally: counted, also };
  if (different === 0) return { walk: job.walk, tally: counted, result: resultOf(counted) };
  const left = [...stretchesOf(organisation.organisation.key, job.kind), ...listsOf(tally.desks)];
  return { walk: { left }, tally: { ...counted, pass: 2, phase: "walk", different: 0 }, also };
}

async function comparedAgain(stepping: Rebuilding): Promise<Rebuilt> {
  const { walk, tally } = stepping.job;
  const different = tally.different + fieldsIn(await surelyWrong(stepping));
  const counted = { ...tally, different, month: tally.month + 1 };
  if (counted.month < tally.months.length) return { walk, tally: counted };
  if (different === 0 || !tally.write) return { walk, tally: counted, result: resultOf(counted) };
  return { walk, tally: { ...counted, phase: "correct", month: 0 } };
}

const resultOf = ({ counters, different }: Tally) => ({ counters, different });

/** In the transaction that saves the step, so that it is done once however often the step is taken. */
async function corrected(stepping: Rebuilding): Promise<Rebuilt> {
  const { table, job } = stepping;
  const { walk, tally } = job;
  const [also = [], ...later] = cellWrites(table, job.organisation, await surelyWrong(stepping));
  // What is corrected is no longer wrong, so the rest of the month comes out first the next time.
  if (later.length > 0) return { walk, tally, also };
  const corrected = { ...tally, month: tally.month + 1 };
  if (corrected.month < tally.months.length) return { walk, tally: corrected, also };
  return { walk, tally: corrected, also, result: resultOf(tally) };
}
