import Holidays from "date-holidays";
import { dateOf, type NamedDay } from "../../../shared/clock/calendar.ts";
import type { Organisation } from "../../../shared/organisation/organisation.ts";
import type { LocalText } from "../../../shared/text.ts";

export const liberationDayChoices = ["never", "every-five-years", "every-year"] as const;

/** What the law leaves to the collective agreement. */
export type Choices = { liberationDay: (typeof liberationDayChoices)[number]; goodFriday: boolean };

export type Proposal = { year: number; proposed: NamedDay[]; missing: NamedDay[]; own: NamedDay[] };

/** The holidays of a year beside the days that an organisation says it is closed. */
export function propose(
  year: number,
  choices: Choices,
  { closedDays }: Pick<Organisation, "closedDays">,
): Proposal {
  const proposed = publicHolidays(year, choices);
  const closed = daysOf(year, closedDays);
  return { year, proposed, missing: without(proposed, closed), own: without(closed, proposed) };
}

/**
 * The days of article 3 of the Algemene termijnenwet in order, each in both languages. The two Sundays of Easter and
 * Whitsun are no part of it.
 */
export function publicHolidays(year: number, { liberationDay, goodFriday }: Choices): NamedDay[] {
  const isChosen: Partial<Record<string, boolean>> = {
    "Good Friday": goodFriday,
    "Liberation Day":
      liberationDay === "every-year" || (liberationDay === "every-five-years" && year % 5 === 0),
  };
  const dates = datesByName(year);
  const days = names
    .filter(({ en }) => isChosen[en] ?? true)
    .map((name) => ({ date: dateNamed(dates, name), name }))
    .toSorted((one, other) => one.date.localeCompare(other.date));
  // In 2016 Ascension Day was Liberation Day too, and a day may stand in closedDays only once.
  return days.filter(({ date }, i) => date !== days[i - 1]?.date);
}

/** Per calendar the closed days of a year that it would work on. Hours of its own on such a day are a choice. */
export function daysLacking(
  year: number,
  { closedDays, calendars }: Pick<Organisation, "closedDays" | "calendars">,
): { calendar: string; days: NamedDay[] }[] {
  return Object.entries(calendars)
    .map(([calendar, { closed, special }]) => {
      const known = [...closed, ...special].map((day) => ({ date: dateOf(day) }));
      return { calendar, days: without(daysOf(year, closedDays), known) };
    })
    .filter(({ days }) => days.length > 0);
}

/** As organisations write them; the library has the same English names, and other Dutch ones. */
const names: readonly LocalText[] = [
  { nl: "Nieuwjaarsdag", en: "New Year's Day" },
  { nl: "Goede Vrijdag", en: "Good Friday" },
  { nl: "Tweede Paasdag", en: "Easter Monday" },
  { nl: "Koningsdag", en: "King's Day" },
  { nl: "Hemelvaartsdag", en: "Ascension Day" },
  { nl: "Bevrijdingsdag", en: "Liberation Day" },
  { nl: "Tweede Pinksterdag", en: "Whit Monday" },
  { nl: "Eerste Kerstdag", en: "Christmas Day" },
  { nl: "Tweede Kerstdag", en: "Boxing Day" },
];

/** Local dates, also where this runs in another zone. */
function datesByName(year: number): Map<string, string> {
  const holidays = new Holidays("NL", { languages: "en" }).getHolidays(year);
  return new Map(holidays.map(({ name, date }) => [name, date.slice(0, 10)]));
}

function dateNamed(dates: ReadonlyMap<string, string>, { en }: LocalText): string {
  const date = dates.get(en);
  // A newer version may rename a day; a list without it would look whole.
  if (!date) throw new Error(`date-holidays knows no ${en} in the Netherlands`);
  return date;
}

const daysOf = (year: number, days: readonly NamedDay[]) =>
  days
    .filter(({ date }) => date.startsWith(`${year}-`))
    .toSorted((one, other) => one.date.localeCompare(other.date));

function without(days: readonly NamedDay[], others: readonly { date: string }[]): NamedDay[] {
  const dates = new Set(others.map(({ date }) => date));
  return days.filter(({ date }) => !dates.has(date));
}
