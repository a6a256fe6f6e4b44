import type { Statutory } from "../organisation/service-level.ts";
import { type Calendar, dateOf } from "./calendar.ts";
import { localAt, shownAt } from "./zone.ts";

/**
 * When a term of the law ends, in epoch milliseconds: at the end of its last day in the calendar's zone. The day of
 * receipt does not count; a month ends on the day of the same number, or on the last of a shorter month. A term that
 * ends on a Saturday, a Sunday or a closed day runs on to the next day that is none (Algemene termijnenwet art. 1;
 * Regulation 1182/71 art. 3), where the organisation says so. Desks that work fewer days do not lengthen the law.
 * @param from epoch milliseconds
 */
export function termEnd(term: Statutory, calendar: Calendar, from: number): number {
  const received = new Date(Math.floor(localAt(from, calendar.zone) / dayMs) * dayMs);
  let last = added(received, term);
  const closed = new Set(calendar.closed.map(dateOf));
  const isOff = (day: Date) => day.getUTCDay() % 6 === 0 || closed.has(day.toISOString().slice(0, 10));
  while (term.endOnClosedDay === "next-working-day" && isOff(last)) last = new Date(last.getTime() + dayMs);
  return shownAt(last.getTime() + dayMs, calendar.zone);
}

const dayMs = 86_400_000;

function added(day: Date, { months = 0, weeks = 0, days = 0 }: Statutory): Date {
  const [year, month, date] = [day.getUTCFullYear(), day.getUTCMonth() + months, day.getUTCDate()];
  const lastOfMonth = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month, Math.min(date, lastOfMonth) + weeks * 7 + days));
}
