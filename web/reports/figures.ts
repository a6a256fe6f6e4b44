import type { ServiceLevelFigures, ServiceLevelReport } from "../../shared/contract/view.ts";

// What the report says of each channel, taken together for a chart. What is hidden adds nothing, and the page says so.

type Row = ServiceLevelReport["rows"][number];

export const metricNames = ["firstResponse", "nextResponse", "resolution", "ola", "statutory"] as const;
export type MetricName = (typeof metricNames)[number];
export const ageNames = ["day", "week", "twoWeeks", "month", "older"] as const;
export const promiseNames = ["kept", "broken", "withdrawn", "confirmed", "denied"] as const;

/** A part of a whole. `isHidden`: all of it is about too few people; else a `whole` of 0 is nothing at all. */
export type Judged = { part: number; whole: number; isHidden: boolean };

/** How many; nothing where it is hidden. */
export type Counted = { count: number | undefined };

export const shareIn = ({ part, whole }: Judged): number | undefined =>
  whole > 0 ? part / whole : undefined;

const judgedIn = (rows: readonly Row[], of: (figures: ServiceLevelFigures) => [number, number]): Judged => {
  const shown = rows.flatMap(({ figures }) => (figures ? [of(figures)] : []));
  return {
    part: shown.reduce((sum, [part]) => sum + part, 0),
    whole: shown.reduce((sum, [, whole]) => sum + whole, 0),
    isHidden: shown.length === 0 && rows.length > 0,
  };
};

export const metricIn = (rows: readonly Row[], name: MetricName): Judged =>
  judgedIn(rows, (figures) => {
    const { met, missed } = figures[name];
    const reopened = name === "resolution" ? figures.resolution.reopened : 0;
    return [met, met + missed + reopened];
  });

export const firstContactIn = (rows: readonly Row[]): Judged =>
  judgedIn(rows, ({ firstContact, resolved }) => [firstContact.count, resolved]);

export const promisesIn = (rows: readonly Row[]): Judged =>
  judgedIn(rows, ({ promises: { kept, broken } }) => [kept, kept + broken]);

/** Nothing where all of it is hidden. */
export function countIn(
  rows: readonly Row[],
  of: (figures: ServiceLevelFigures) => number,
): number | undefined {
  const { part, isHidden } = judgedIn(rows, (figures) => [of(figures), 0]);
  return isHidden ? undefined : part;
}

export const hasHidden = (report: ServiceLevelReport): boolean =>
  report.rows.some(({ hidden }) => hidden) ||
  report.backlog.some(({ open }) => Object.values(open).includes(null)) ||
  [...report.topics, ...report.hours].some(({ asked }) => Object.values(asked).includes(null));

/** The sum of what is shown, nothing where none of it is. What was never asked is a zero that tells nothing. */
export function shownSum(counts: Record<string, number | null>): number | undefined {
  const shown = Object.values(counts).filter((count) => count !== null);
  const sum = shown.reduce((all, count) => all + count, 0);
  return sum === 0 && shown.length < Object.values(counts).length ? undefined : sum;
}

export const rowsOfWeek = (report: ServiceLevelReport, week: string): Row[] =>
  report.rows.filter((row) => row.week === week);
