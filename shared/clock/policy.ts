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

const compiled = new WeakMap<Calendar, Map<string, CompiledCalendar>>();

/**
 * A calendar compiled around two instants, with the years before and after them; kept, since that takes longer than
 * many deadlines.
 * @param from epoch milliseconds; so is `to`
 */
export function around(calendar: Calendar, from: number, to: number): CompiledCalendar {
  const [first, last] = [new Date(from).getUTCFullYear() - 1, new Date(to).getUTCFullYear() + 2];
  const known = compiled.get(calendar) ?? new Map<string, CompiledCalendar>();
  compiled.set(calendar, known);
  const years = `${first}-${last}`;
  const made = known.get(years) ?? compile(calendar, first, last);
  known.set(years, made);
  return made;
}
