import type { LocalText } from "../../text.ts";
import {
  type Block,
  type Calendar,
  type ClosedDay,
  dateOf,
  ofDay,
  type SpecialDay,
  weekdays,
} from "../calendar.ts";
import type { Segment } from "../clock.ts";
import { calendarOf, type Policy } from "../policy.ts";
import type { Idle } from "../tape.ts";
import { localAt } from "../zone.ts";

/** A day on which nobody works though its weekday says so. */
export type DayClosed = { date: string; name: LocalText | undefined };

/** What lay between two instants and did not count. */
export type Skipped = {
  nights: number;
  weekends: number;
  /** Weekdays, 0 for Sunday, on which this team never works. */
  daysOff: number[];
  closed: DayClosed[];
  special: SpecialDay[];
  waits: Idle[];
  /** It was at another desk for a while. */
  isElsewhere: boolean;
};

/** @param until epoch milliseconds */
export function skippedIn(segments: readonly Segment[], policy: Policy, until: number): Skipped {
  const between = segments.filter(({ from }) => from < until);
  const days = between
    .filter(({ idle }) => !idle)
    .flatMap((segment) => daysIn(segment, calendarOf(policy, segment.desk), until));
  const closed = days.flatMap(({ date, isClosed, calendar }) =>
    isClosed ? [{ date, name: nameOf(date, calendar, policy) }] : [],
  );
  return {
    nights: days.filter(({ isNightAfter }) => isNightAfter).length,
    weekends: new Set(days.flatMap(({ weekend }) => weekend ?? [])).size,
    daysOff: [...new Set(days.flatMap(({ dayOff }) => dayOff ?? []))],
    closed: uniqueBy(closed, ({ name, date }) => name?.nl ?? date),
    special: uniqueBy(
      days.flatMap(({ special }) => special ?? []),
      ({ date }) => date,
    ),
    waits: [...new Set(between.flatMap(({ idle }) => idle ?? []))],
    isElsewhere: between.some(({ from }, i) => from - (between[i - 1]?.to ?? from) >= 60_000),
  };
}

/** What one local day within a segment adds. */
type DayIn = {
  date: string;
  calendar: Calendar;
  isNightAfter: boolean;
  isClosed: boolean;
  special?: SpecialDay;
  /** The Monday of its week. */
  weekend?: number;
  dayOff?: number;
};

const dayMs = 86_400_000;

function daysIn(
  { from, to = Number.POSITIVE_INFINITY }: Segment,
  calendar: Calendar,
  until: number,
): DayIn[] {
  const [start, end] = [localAt(from, calendar.zone), localAt(Math.min(to, until), calendar.zone)];
  const days: DayIn[] = [];
  for (let day = Math.floor(start / dayMs) * dayMs; day < end; day += dayMs) {
    const within: Within = (blocks) => spansWithin(blocks, start - day, end - day);
    days.push({ ...dayOf(day, calendar, within), isNightAfter: day + dayMs < end && isNight(day, calendar) });
  }
  return days;
}

/** What of a day's blocks lies within what is looked at. */
type Within = (blocks: readonly Block[]) => string[];

const spansWithin = (blocks: readonly Block[], start: number, end: number): string[] =>
  blocks
    .map(({ from, to }) => [Math.max(ofDay(from), start), Math.min(ofDay(to), end)] as const)
    .filter(([from, to]) => from < to)
    .map((span) => span.join("-"))
    .toSorted();

function dayOf(day: number, calendar: Calendar, within: Within): Omit<DayIn, "isNightAfter"> {
  const date = dateAt(day);
  const weekday = new Date(day).getUTCDay();
  const usual = usualOn(weekday, calendar);
  const own = ownDays(calendar).get(date);
  const known = { date, calendar, isClosed: own !== undefined && !isWorked(own) && within(usual).length > 0 };
  if (own && isWorked(own)) {
    return within(own.blocks).join() === within(usual).join() ? known : { ...known, special: own };
  }
  if (usual.length > 0) return known;
  const isWeekend = weekday % 6 === 0 && ![0, 6].some((one) => usualOn(one, calendar).length > 0);
  return isWeekend ? { ...known, weekend: day - ((weekday + 6) % 7) * dayMs } : { ...known, dayOff: weekday };
}

/** Where a working day ends before midnight, or begins after it. */
function isNight(day: number, calendar: Calendar): boolean {
  const [before, after] = [blocksOn(day, calendar), blocksOn(day + dayMs, calendar)];
  const ends = before.length > 0 && !before.some(({ to }) => to === "24:00");
  const begins = after.length > 0 && !after.some(({ from }) => from === "00:00");
  return ends || begins;
}

function blocksOn(day: number, calendar: Calendar): readonly Block[] {
  const own = ownDays(calendar).get(dateAt(day));
  if (own) return isWorked(own) ? own.blocks : [];
  return usualOn(new Date(day).getUTCDay(), calendar);
}

type OwnDay = ClosedDay | SpecialDay;

const isWorked = (day: OwnDay): day is SpecialDay =>
  typeof day === "object" && "blocks" in day && day.blocks.length > 0;

const known = new WeakMap<Calendar, ReadonlyMap<string, OwnDay>>();

/** The days that go otherwise than their weekday; kept, since each deadline looks at many days. */
function ownDays(calendar: Calendar): ReadonlyMap<string, OwnDay> {
  const found = known.get(calendar);
  if (found) return found;
  const made = new Map<string, OwnDay>(
    [...calendar.closed, ...calendar.special].map((day) => [dateOf(day), day]),
  );
  known.set(calendar, made);
  return made;
}

const dateAt = (day: number) => new Date(day).toISOString().slice(0, 10);

const usualOn = (weekday: number, { weekly }: Calendar) => weekly[weekdays[weekday] ?? "sun"];

/** The calendar's own name for it, else that of the organisation's closed days. */
export function nameOf(date: string, calendar: Calendar, policy: Policy): LocalText | undefined {
  const own = ownDays(calendar).get(date);
  return typeof own === "object" ? own.name : policy.closedDays.find((one) => one.date === date)?.name;
}

const uniqueBy = <T>(items: readonly T[], key: (item: T) => string): T[] =>
  [...new Map(items.toReversed().map((item) => [key(item), item])).values()].toReversed();
