import type { ServiceLevelReport } from "../../shared/contract/view.ts";
import type { ReportTexts } from "../texts/reports.ts";
import {
  type Counted,
  firstContactIn,
  metricIn,
  metricNames,
  promisesIn,
  rowsOfWeek,
  shareIn,
} from "./figures.ts";
import type { Numbers } from "./numbers.ts";

// The one sentence of each chart. Where there is nothing to say it says why: nothing happened, or it is hidden.

type Report = ServiceLevelReport;
export type Words = { t: ReportTexts; n: Numbers };

export function complianceSaid(report: Report, weeks: readonly string[], { t, n }: Words): string {
  const judged = metricNames.map((name) => ({ name, whole: metricIn(report.rows, name) }));
  const seen = judged.filter(({ whole }) => whole.whole > 0);
  if (seen.length === 0) return judged[0]?.whole.isHidden ? t.hiddenAll : t.nothingJudged;
  const each = seen.map(({ name, whole }) => t.eachSays(t.metrics[name], n.percent(shareIn(whole) ?? 0)));
  const shares = seen.flatMap(({ name }) =>
    weeks.flatMap((week) => {
      const share = shareIn(metricIn(rowsOfWeek(report, week), name));
      return share === undefined ? [] : [{ name, week, share }];
    }),
  );
  const inOrder = shares.toSorted((one, other) => one.share - other.share);
  const [lowest, highest] = [inOrder[0], inOrder.at(-1)];
  const said = t.complianceSays(n.list(each));
  // Where all weeks read the same, none of them is the lowest.
  if (!lowest || !highest || n.percent(lowest.share) === n.percent(highest.share)) return said;
  return `${said} ${t.lowestSays(t.metrics[lowest.name], n.week(lowest.week), n.percent(lowest.share))}`;
}

export function firstContactSaid(report: Report, weeks: readonly string[], { t, n }: Words): string {
  const whole = firstContactIn(report.rows);
  const share = shareIn(whole);
  if (share === undefined) return whole.isHidden ? t.hiddenAll : t.resolvedNone;
  const points = weeks.flatMap((week) => {
    const of = shareIn(firstContactIn(rowsOfWeek(report, week)));
    return of === undefined ? [] : [{ week, share: n.percent(of) }];
  });
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || first.share === last.share) return t.firstContactOnce(n.percent(share));
  const inWeek = (point: typeof first) => t.inWeek(point.share, n.week(point.week));
  return t.firstContactSays(n.percent(share), inWeek(first), inWeek(last));
}

/** @param ages how much is open of each age, the oldest last; nothing where it is hidden */
export function backlogSaid(ages: readonly Counted[], { t }: Words): string {
  const open = ages.reduce((sum, { count = 0 }) => sum + count, 0);
  if (open === 0) return t.backlogNone;
  const old = ages.at(-1)?.count;
  return old === undefined ? t.backlogShown(open) : t.backlogSays(open, old);
}

/** @param topics the most asked first */
export function topicsSaid(topics: readonly (Counted & { name: string })[], { t, n }: Words): string {
  const all = topics.reduce((sum, { count = 0 }) => sum + count, 0);
  if (all === 0) return noneOf(topics, t);
  const first = topics.filter(({ count = 0 }) => count > 0).slice(0, 3);
  const together = first.reduce((sum, { count = 0 }) => sum + count, 0);
  const named = first.map(({ name, count }) => `${name} (${n.count(count)})`);
  return t.topicsSays(n.list(named), n.percent(together / all));
}

export function hoursSaid(
  cells: readonly (Counted & { weekday: number; hour: number })[],
  { t }: Words,
): string {
  const busiest = cells.toSorted((one, other) => (other.count ?? -1) - (one.count ?? -1))[0];
  if (!busiest?.count) return noneOf(cells, t);
  return t.hoursSays(t.weekdays[busiest.weekday - 1] ?? "", busiest.hour, busiest.count);
}

export function promisesSaid(report: Report, { t, n }: Words): string {
  const { part, whole, isHidden } = promisesIn(report.rows);
  if (whole === 0) return isHidden ? t.hiddenAll : t.promisesNone;
  return t.promisesSay(whole, part, n.percent(part / whole));
}

const noneOf = (all: readonly Counted[], t: ReportTexts) =>
  all.some(({ count }) => count === undefined) ? t.hiddenAll : t.askedNone;
