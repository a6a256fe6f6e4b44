import type { Language } from "../../text.ts";
import type { Block, Week } from "../calendar.ts";
import { localAt } from "../zone.ts";

const locales = { nl: "nl-NL", en: "en-GB" } as const satisfies Record<Language, string>;

const formats = new Map<string, Intl.DateTimeFormat>();

/** Kept, since making one takes longer than the sentence. */
function formatOf(language: Language, parts: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([language, parts]);
  const made = formats.get(key) ?? new Intl.DateTimeFormat(locales[language], { timeZone: "UTC", ...parts });
  formats.set(key, made);
  return made;
}

/** "donderdag 3 december", with its year when that is another than now's. Local milliseconds, as if in UTC. */
function dayName(language: Language, local: number, localNow: number): string {
  const isThisYear = new Date(local).getUTCFullYear() === new Date(localNow).getUTCFullYear();
  const parts = { weekday: "long", day: "numeric", month: "long" } as const;
  const format = formatOf(language, isThisYear ? parts : { ...parts, year: "numeric" });
  // Some versions of the language data put a comma after the weekday.
  return format.format(local).replaceAll(",", "");
}

/** The day of an instant in a zone. */
export const dayOf = (language: Language, instant: number, { zone, now }: { zone: string; now: number }) =>
  dayName(language, localAt(instant, zone), localAt(now, zone));

/** A local date, as YYYY-MM-DD. */
export const dateIn = (language: Language, date: string, { zone, now }: { zone: string; now: number }) =>
  dayName(language, Date.parse(date), localAt(now, zone));

/** What the clock on the wall shows, "8:05" as hours and minutes of two figures each. */
export function timeOf(instant: number, zone: string): string {
  return new Date(localAt(instant, zone)).toISOString().slice(11, 16);
}

/** 0 for Sunday. */
export const weekdayIn = (language: Language, weekday: number): string =>
  // The fourth of January 1970 was a Sunday.
  formatOf(language, { weekday: "long" }).format((3 + weekday) * 86_400_000);

const lists = new Map<Language, Intl.ListFormat>();

export function listed(language: Language, things: readonly string[]): string {
  const made = lists.get(language) ?? new Intl.ListFormat(locales[language], { type: "conjunction" });
  lists.set(language, made);
  return made.format(things);
}

/** All of up to three; of more the first two and how many are left. */
export function firstOf<T>(things: readonly T[]): { shown: readonly T[]; left: number } {
  return things.length <= 3
    ? { shown: things, left: 0 }
    : { shown: things.slice(0, 2), left: things.length - 2 };
}

/** Names that people gave stand within a sentence: on one line, without an end of their own. */
export const inline = (name: string) =>
  name
    .replace(/\s+/g, " ")
    .trim()
    .replace(/[.!?]+$/, "");

/** Hours and minutes; of less than a minute the seconds. */
export function timeUnits(seconds: number): {
  days: number;
  hours: number;
  minutes: number;
  seconds: number;
} {
  const whole = Math.max(0, Math.floor(seconds));
  return {
    days: 0,
    hours: Math.floor(whole / 3600),
    minutes: Math.floor((whole % 3600) / 60),
    seconds: whole < 60 ? whole : 0,
  };
}

/** By the calendar: from two days on in days and hours. */
export function lapseUnits(seconds: number): ReturnType<typeof timeUnits> {
  const units = timeUnits(seconds);
  if (units.hours < 48) return units;
  return { days: Math.floor(units.hours / 24), hours: units.hours % 24, minutes: 0, seconds: 0 };
}

const weekOrder = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

/** Days of the week with the same working time together, in the order of the week; 0 for Sunday. */
export function hoursIn(week: Week): { days: number[]; blocks: Block[] }[] {
  const groups = new Map<string, { days: number[]; blocks: Block[] }>();
  for (const [i, day] of weekOrder.entries()) {
    const blocks = week[day].toSorted((one, other) => one.from.localeCompare(other.from));
    if (blocks.length === 0) continue;
    const key = JSON.stringify(blocks.map(({ from, to }) => [from, to]));
    const group = groups.get(key) ?? { days: [], blocks };
    group.days.push((i + 1) % 7);
    groups.set(key, group);
  }
  return [...groups.values()];
}

export const isWorkingWeek = (days: readonly number[]) => days.join() === "1,2,3,4,5";
export const isAroundTheClock = (week: Week) =>
  Object.values(week).every(
    ([first, ...rest]) => rest.length === 0 && first?.from === "00:00" && first.to === "24:00",
  );
