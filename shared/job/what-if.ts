import { type Clock, clocksOf } from "../clock/clock.ts";
import type { Policies } from "../clock/policy.ts";
import { localAt } from "../clock/zone.ts";
import type { PersonId } from "../id.ts";
import type { TicketEvent } from "../ticket/event.ts";
import type { Row } from "./job.ts";

/** Met and missed at a desk for a kind of clock, and so many of the askers as tell whether they may be shown. */
type Cell = {
  desk: string;
  metric: Clock["kind"];
  met: number;
  missed: number;
  metThen: number;
  missedThen: number;
  askers: PersonId[];
};
export type Cells = Record<string, Cell>;

/** The local day on which something happened. */
export const dayOf = (instant: string, zone: string) =>
  new Date(localAt(Date.parse(instant), zone)).toISOString().slice(0, 10);

/**
 * Adds what came of a ticket's clocks, and what would have come of them.
 * @param wouldBe what each version of the configuration would have said
 * @param at epoch milliseconds: what was due before and still runs is missed
 * @param minimumAskers no more askers than these are kept
 */
export function addTicket(
  cells: Cells,
  { asker, events }: { asker: PersonId; events: readonly TicketEvent[] },
  {
    policies,
    wouldBe,
    at,
    minimumAskers,
  }: { policies: Policies; wouldBe: Policies; at: number; minimumAskers: number },
): void {
  const add = (clock: Clock, isThen: boolean) => {
    const judged = judgementOf(clock, at);
    if (!judged) return;
    const cell = cellOf(cells, clock.desk ?? clock.standing.desk, clock.kind);
    cell[isThen ? (`${judged}Then` as const) : judged] += 1;
    if (cell.askers.length < minimumAskers && !cell.askers.includes(asker)) cell.askers.push(asker);
  };
  // Both before either is counted: a ticket that cannot be replayed counts on neither side.
  const [went, wouldGo] = [clocksOf(events, policies), clocksOf(events, wouldBe)];
  for (const clock of went) add(clock, false);
  for (const clock of wouldGo) add(clock, true);
}

/** A reopened ticket was not resolved in time, and what nobody can still make is missed. */
function judgementOf({ outcome, isReopened, dueAt }: Clock, at: number): "met" | "missed" | undefined {
  if (outcome === "void") return undefined;
  if (outcome) return isReopened ? "missed" : outcome;
  return dueAt !== undefined && at > dueAt ? "missed" : undefined;
}

function cellOf(cells: Cells, desk: string, metric: Clock["kind"]): Cell {
  const key = `${desk}#${metric}`;
  const cell = cells[key] ?? { desk, metric, met: 0, missed: 0, metThen: 0, missedThen: 0, askers: [] };
  cells[key] = cell;
  return cell;
}

const metrics: readonly Clock["kind"][] = [
  "firstResponse",
  "nextResponse",
  "resolution",
  "ola",
  "statutory",
  "promise",
];

/** A row for each desk and kind of clock; without numbers where fewer people asked than may be shown. */
export const rowsOf = (cells: Cells, minimumAskers: number): Row[] =>
  Object.values(cells)
    .toSorted(
      (one, other) =>
        one.desk.localeCompare(other.desk) || metrics.indexOf(one.metric) - metrics.indexOf(other.metric),
    )
    .map(({ desk, metric, askers, ...counts }) => {
      const hidden = { met: null, missed: null, metThen: null, missedThen: null };
      return { desk, metric, ...(askers.length < minimumAskers ? hidden : counts) };
    });
