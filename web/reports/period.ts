import { weekdayOf, weekOf } from "../../shared/report/day.ts";
import type { Language } from "../../shared/text.ts";

/** What a report is about, as the address says it: ids and days, never a name. */
export type Filters = {
  from: string;
  to: string;
  desk?: string;
  topic?: string;
  channel?: "click" | "call" | "face";
};

const dayMs = 86_400_000;
const mostWeeks = 57;
const usualWeeks = 12;
const offeredWeeks = 105;

export const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10);
export const mondayOf = (day: string): string => dayAfter(day, 1 - weekdayOf(day));
export const sundayOf = (day: string): string => dayAfter(day, 7 - weekdayOf(day));

const isDay = (text: string | null): text is string =>
  text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
const isKey = (text: string | null): text is string => text !== null && /^~?[a-z0-9_-]{1,60}$/i.test(text);

/** Any day in an address stands for its week. Without days: the last twelve weeks, this one included. */
export function filtersIn(search: URLSearchParams, today: string): Filters {
  const [from, to] = [search.get("van"), search.get("tot")];
  const [desk, topic, channel] = [search.get("team"), search.get("onderwerp"), search.get("kanaal")];
  const last = sundayOf(isDay(to) ? to : today);
  return {
    from: isDay(from) ? mondayOf(from) : dayAfter(last, 1 - 7 * usualWeeks),
    to: last,
    ...(isKey(desk) && { desk }),
    ...(isKey(topic) && { topic }),
    ...((channel === "click" || channel === "call" || channel === "face") && { channel }),
  };
}

export function searchOf({ from, to, desk, topic, channel }: Filters): URLSearchParams {
  const entries = { van: from, tot: to, team: desk, onderwerp: topic, kanaal: channel };
  return new URLSearchParams(
    Object.entries(entries).filter((entry): entry is [string, string] => Boolean(entry[1])),
  );
}

export const weeksBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) + dayMs - Date.parse(from)) / (7 * dayMs));

/** Why a report over these weeks cannot be had. An address that somebody typed may hold any. */
export function faultIn({ from, to }: Pick<Filters, "from" | "to">): "wrongOrder" | "tooLong" | undefined {
  const weeks = weeksBetween(from, to);
  if (weeks < 1) return "wrongOrder";
  return weeks > mostWeeks ? "tooLong" : undefined;
}

/** The weeks of a period, as 2026-W49. */
export const weeksOf = ({ from, to }: Pick<Filters, "from" | "to">): string[] =>
  Array.from({ length: Math.max(0, weeksBetween(from, to)) }, (_, i) => weekOf(dayAfter(from, 7 * i)));

/** Mondays to choose from, the newest first; also one of long ago that the address names. */
export function mondaysToChoose(today: string, also: readonly string[]): string[] {
  const offered = Array.from({ length: offeredWeeks }, (_, i) => dayAfter(mondayOf(today), -7 * i));
  return [...new Set([...offered, ...also])].toSorted().reverse();
}

export const weekNumber = (week: string): number => Number(week.slice(-2));

/** "30 nov. – 6 dec. 2026" */
export function daysOfWeek(monday: string, language: Language): string {
  const format = new Intl.DateTimeFormat(language === "nl" ? "nl-NL" : "en-GB", {
    timeZone: "UTC",
    day: "numeric",
    month: "short",
    year: "numeric",
  });
  return format.formatRange(Date.parse(monday), Date.parse(dayAfter(monday, 6)));
}

/** "30 november 2026" */
export const dayInWords = (day: string, language: Language): string =>
  new Intl.DateTimeFormat(language === "nl" ? "nl-NL" : "en-GB", {
    timeZone: "UTC",
    dateStyle: "long",
  }).format(Date.parse(day));
