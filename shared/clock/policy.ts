import { deskOf, frontDesk } from "../organisation/lookup.ts";
import type { Organisation } from "../organisation/organisation.ts";
import { type Calendar, type CompiledCalendar, compile } from "./calendar.ts";

/** What of a configuration decides the clocks. */
export type Policy = Pick<
  Organisation,
  | "version"
  | "organisation"
  | "desks"
  | "topics"
  | "calendars"
  | "closedDays"
  | "serviceLevels"
  | "serviceLevelRules"
  | "waiting"
  | "ending"
>;

/** The configuration that a clock is bound to, by its version. */
export type Policies = (version: number) => Policy;

/** The calendar of a desk; of the front office for a desk that this version does not know. */
export function calendarOf(policy: Policy, desk: string): Calendar {
  const { calendar } = deskOf(policy, desk) ?? frontDesk(policy);
  const found = policy.calendars[calendar];
  if (!found) throw new Error("a desk's calendar exists, or the configuration is refused");
  return found;
}

type Known = { first: number; last: number; weekSeconds: number; compiled: CompiledCalendar };
/** By the very calendar, as long as its configuration is held. */
const kept = new WeakMap<Calendar, Known>();

/**
 * A calendar compiled from one instant until a year after so much work has been done from another. Kept and widened,
 * since compiling takes longer than thousands of deadlines; a year more costs a function's first ticket a millisecond.
 * @param from epoch milliseconds; so is `to`
 * @param seconds working seconds
 */
export function around(calendar: Calendar, from: number, to: number, seconds = 0): CompiledCalendar {
  const known = kept.get(calendar);
  const weekSeconds = known?.weekSeconds ?? secondsAWeek(calendar);
  const earliest = from - dayMs;
  const latest = to + yearMs + Math.ceil(seconds / weekSeconds) * 7 * dayMs;
  if (known && earliest >= yearAt(known.first) && latest < yearAt(known.last + 1)) return known.compiled;
  const first = Math.min(yearOf(earliest), known?.first ?? Number.POSITIVE_INFINITY);
  const last = Math.max(yearOf(latest), known?.last ?? 0);
  const compiled = compile(calendar, first, last);
  kept.set(calendar, { first, last, weekSeconds, compiled });
  return compiled;
}

/** The same calendar, compiled as far as `around` would. */
export const reaching = (compiled: CompiledCalendar, to: number, seconds = 0): CompiledCalendar =>
  around(compiled.calendar, compiled.knownFrom * 1000 + 2 * dayMs, to, seconds);

const dayMs = 86_400_000;
const yearMs = 366 * dayMs;
const yearOf = (instant: number) => new Date(instant).getUTCFullYear();
const yearAt = (year: number) => Date.UTC(year, 0, 1);

const secondsAWeek = ({ weekly }: Calendar) =>
  Object.values(weekly)
    .flat()
    .reduce((sum, { from, to }) => sum + secondsOfDay(to) - secondsOfDay(from), 0);
const secondsOfDay = (time: string) => Number(time.slice(0, 2)) * 3600 + Number(time.slice(3)) * 60;
