import { type Clock, clocksOf } from "../clock/clock.ts";
import type { Policies } from "../clock/policy.ts";
import { localDay } from "../clock/zone.ts";
import type { Organisation } from "../organisation/organisation.ts";
import { type Askers, askerOf, nobody, numberText } from "../report/askers.ts";
import { combined, type SmallDesks, shownAs, smallDesks } from "../report/small-desks.ts";
import { hiddenLines } from "../report/small-groups.ts";
import type { TicketEvent } from "../ticket/event.ts";
import type { Row } from "./job.ts";

type Counts = { met: number; missed: number; metThen: number; missedThen: number };
/** Met and missed at a desk for a kind of clock, and the numbers of whoever asked. */
type Cell = Counts & { desk: string; metric: Clock["kind"]; askers: number[] };
export type Cells = Record<string, Cell>;

/** The local day on which something happened. */
export const dayOf = (instant: string, zone: string) => localDay(Date.parse(instant), zone);

/**
 * Adds what came of a ticket's clocks, and what would have come of them.
 * @param wouldBe what each version of the configuration would have said
 * @param at epoch milliseconds: what was due before and still runs is missed
 * @param asker a number that many may share
 */
export function addTicket(
  cells: Cells,
  { asker, events }: { asker: number; events: readonly TicketEvent[] },
  { policies, wouldBe, at }: { policies: Policies; wouldBe: Policies; at: number },
): void {
  const add = (clock: Clock, isThen: boolean) => {
    const judged = judgementOf(clock, at);
    if (!judged) return;
    const cell = cellOf(cells, clock.desk ?? clock.standing.desk, clock.kind);
    cell[isThen ? (`${judged}Then` as const) : judged] += 1;
    if (!cell.askers.includes(asker)) cell.askers.push(asker);
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

/** A row for each desk and kind of clock, by the rules of the reports: without numbers where those would hide them. */
export function rowsOf(
  cells: Cells,
  organisation: Pick<Organisation, "desks" | "topics" | "figures">,
): { rows: Row[]; combined: string[] } {
  const small = smallDesks(
    organisation,
    Object.values(cells).map(({ desk }) => desk),
  );
  const shown = Object.values(joined(cells, small)).toSorted(
    (one, other) =>
      one.desk.localeCompare(other.desk) || metrics.indexOf(one.metric) - metrics.indexOf(other.metric),
  );
  const hidden = hiddenAmong(shown, small, organisation.figures.minimumGroup.askers);
  const nothing = { met: null, missed: null, metThen: null, missedThen: null };
  return {
    rows: shown.map(({ askers, ...cell }) => ({
      ...cell,
      ...(hidden.has(cell.desk + cell.metric) && nothing),
    })),
    combined: [...small.desks],
  };
}

/** With the small desks as one. */
function joined(cells: Cells, small: SmallDesks): Cells {
  const sums: Cells = {};
  for (const { desk, metric, askers, ...counts } of Object.values(cells)) {
    const sum = cellOf(sums, shownAs({ desk, topic: "" }, small).desk, metric);
    for (const name of Object.keys(counts) as (keyof Counts)[]) sum[name] += counts[name];
    sum.askers = [...new Set([...sum.askers, ...askers])];
  }
  return sums;
}

/** Each kind of clock is a table of its own: nobody adds first responses to promises. */
function hiddenAmong(cells: readonly Cell[], small: SmallDesks, least: number): Set<string> {
  const tables = Map.groupBy(cells, ({ metric }) => metric);
  return new Set(
    [...tables.values()].flatMap((of) => {
      const lines = of.map(({ desk, askers }) => ({
        place: [desk],
        askers: togetherOf(askers),
        isHidden: small.isHidden && desk === combined,
      }));
      const hidden = hiddenLines(lines, least);
      return of.filter((_, i) => hidden.has(i)).map(({ desk, metric }) => desk + metric);
    }),
  );
}

const togetherOf = (numbers: readonly number[]): Askers =>
  numbers.reduce((sum, number) => sum | askerOf(numberText(number)), nobody);
