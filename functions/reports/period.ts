import { isRefusal, type Refusal, refusedAt } from "../../shared/refusal.ts";
import { daysBetween, weekdayOf } from "../../shared/report/day.ts";
import { positionIn } from "../runtime/cursor.ts";

const mostWeeks = 57;

/** Whole weeks, since two reports that differ by a day would tell of that day, however few asked on it. */
export function wrongDays({ from, to }: { from: string; to: string }): Refusal | undefined {
  if (from > to) return refusedAt("query.to", "before-from", "a day on or after `from`");
  if (weekdayOf(from) !== 1) {
    return refusedAt("query.from", "not-monday", "a Monday: a report is of whole weeks");
  }
  if (weekdayOf(to) !== 7) {
    return refusedAt("query.to", "not-sunday", "a Sunday: a report is of whole weeks, this one included");
  }
  if (daysBetween(from, to) < mostWeeks * 7) return undefined;
  return refusedAt("query.to", "too-long", `${mostWeeks} weeks at most`);
}

/** The row that a part of a report begins with. */
export function firstRow(cursor: string | undefined): number | Refusal {
  const position = positionIn(cursor);
  if (isRefusal(position)) return position;
  const start = Number(position.after ?? 0);
  if (Number.isInteger(start) && start >= 0) return start;
  return refusedAt("query.cursor", "invalid", "the `next` of an earlier answer");
}
