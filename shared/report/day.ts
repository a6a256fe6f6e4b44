import { localAt } from "../clock/zone.ts";

const dayMs = 86_400_000;

/** @param at epoch milliseconds. @returns the day in a zone, as YYYY-MM-DD, and the hour of it, from 00 to 23 */
export function dayAndHour(at: number, zone: string): { day: string; hour: string } {
  const local = new Date(localAt(at, zone)).toISOString();
  return { day: local.slice(0, 10), hour: local.slice(11, 13) };
}

/** From 1, Monday, to 7. */
export const weekdayOf = (day: string) => ((new Date(day).getUTCDay() + 6) % 7) + 1;

/** How many days one day is before another. */
export const daysBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / dayMs;

/** The week of ISO 8601, as 2026-W49: it belongs to the year of its Thursday. */
export function weekOf(day: string): string {
  const thursday = new Date(Date.parse(day) + (4 - weekdayOf(day)) * dayMs);
  const year = thursday.getUTCFullYear();
  const week = Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / dayMs / 7) + 1;
  return `${year}-W${String(week).padStart(2, "0")}`;
}

/** The months between two days, the first and the last with them, as YYYY-MM. */
export function monthsBetween(from: string, to: string): string[] {
  const months: string[] = [];
  const [year = 0, month = 0] = from.split("-").map(Number);
  for (let i = month - 1; ; i++) {
    const found = new Date(Date.UTC(year, i, 1)).toISOString().slice(0, 7);
    if (found > to.slice(0, 7)) return months;
    months.push(found);
  }
}
