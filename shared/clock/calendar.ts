import * as z from "zod/mini";
import { later } from "../schema.ts";
import { LocalText } from "../text.ts";
import { Day } from "./instant.ts";
import { type EvenStretch, earliest, evenStretches } from "./zone.ts";

// Built where first used: functions reckon with calendars, and only a new configuration is checked.

/** A time zone by its name in the IANA database, as the run time knows it. */
export const Zone = later(() =>
  z.string().check(
    z.refine(isZone, {
      error: "a time zone of the IANA database, such as Europe/Amsterdam",
      params: { code: "unknown-zone" },
    }),
  ),
);

/** Working time within one day, in local time; `to` is not part of it, and 24:00 ends the day. */
export const Block = later(() =>
  z
    .strictObject({
      from: z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/, "a time as HH:MM")),
      to: z.string().check(z.regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, "a time as HH:MM, 24:00 at most")),
    })
    .check(
      z.refine((block) => block.from < block.to, {
        error: "a block ends after it starts",
        path: ["to"],
        params: { code: "block-ends-before-start" },
      }),
    ),
);
export type Block = z.infer<typeof Block>;

/** The working time of one day, in any order; blocks may touch but not overlap. */
export const Blocks = later(() =>
  z.array(Block).check(
    z.refine((blocks) => !overlap(blocks), {
      error: "blocks of one day do not overlap",
      params: { code: "overlapping-blocks" },
    }),
  ),
);
export type Blocks = z.infer<typeof Blocks>;

/** The week as it usually goes; a day without blocks is a day off. */
export const Week = later(() =>
  z.strictObject({
    mon: Blocks,
    tue: Blocks,
    wed: Blocks,
    thu: Blocks,
    fri: Blocks,
    sat: Blocks,
    sun: Blocks,
  }),
);
export type Week = z.infer<typeof Week>;

export const NamedDay = later(() => z.strictObject({ date: Day, name: LocalText }));
export type NamedDay = z.infer<typeof NamedDay>;

export const ClosedDay = later(() =>
  z.union([Day, NamedDay], {
    error: "a day as YYYY-MM-DD, or { date, name }",
  }),
);
export type ClosedDay = z.infer<typeof ClosedDay>;

/** A day with blocks of its own instead of those of its weekday. */
export const SpecialDay = later(() => z.strictObject({ date: Day, name: LocalText, blocks: Blocks }));
export type SpecialDay = z.infer<typeof SpecialDay>;

/** When a team works: what the clock of a ticket counts. */
export const Calendar = later(() =>
  z
    .strictObject({
      name: z.optional(LocalText),
      zone: Zone,
      weekly: Week.check(
        z.refine((week) => Object.values(week).some((blocks) => blocks.length > 0), {
          error: "a week has working time somewhere, or no clock would ever run",
          params: { code: "no-working-time" },
        }),
      ),
      closed: z.array(ClosedDay),
      special: z.array(SpecialDay),
    })
    .check(
      z.refine(
        (calendar) => allDifferent([...calendar.closed.map(dateOf), ...calendar.special.map(dateOf)]),
        {
          error: "a day is closed or special, and stands in the calendar once",
          params: { code: "day-twice" },
        },
      ),
    ),
);
export type Calendar = z.infer<typeof Calendar>;

export function dateOf(day: ClosedDay | SpecialDay): string {
  return typeof day === "string" ? day : day.date;
}

/** A calendar over some years, laid out in seconds since the epoch: made once, asked often. */
export type CompiledCalendar = {
  calendar: Calendar;
  /** When the clock on the wall was changed in those years. */
  stretches: readonly EvenStretch[];
  /** Within these instants, in epoch seconds, the calendar knows what is working time. */
  knownFrom: number;
  knownTo: number;
  /** The stretches of working time in order, none touching another, and how much was done before each. */
  starts: Float64Array;
  ends: Float64Array;
  doneBefore: Float64Array;
};

/**
 * Working time is when the clock on the wall stands within a block of the day: a block loses the hour that is skipped
 * in spring, and has the hour that comes twice in autumn twice.
 * @param fromYear the first year known, whole, in the calendar's own zone; `toYear` the last
 */
export function compile(calendar: Calendar, fromYear: number, toYear: number): CompiledCalendar {
  const [first, last] = [Date.UTC(fromYear, 0, 1), Date.UTC(toYear + 1, 0, 1)];
  const stretches = evenStretches(calendar.zone, first - dayMs, last + dayMs);
  const blocksOn = blocksOfDays(calendar);
  const found: [number, number][] = [];
  for (let day = first; day < last; day += dayMs) found.push(...spansOf(day, blocksOn(day), stretches));
  const spans = joined(found);
  const doneBefore = new Float64Array(spans.length);
  for (let i = 1; i < spans.length; i++) {
    const [from, to] = spans[i - 1] as [number, number];
    doneBefore[i] = (doneBefore[i - 1] ?? 0) + to - from;
  }
  return {
    calendar,
    stretches,
    knownFrom: earliest(first, stretches) / 1000,
    knownTo: earliest(last, stretches) / 1000,
    starts: Float64Array.from(spans, ([from]) => from),
    ends: Float64Array.from(spans, ([, to]) => to),
    doneBefore,
  };
}

/**
 * Working seconds between two instants.
 * @param from epoch milliseconds, floored to the second; so is `to`, which is not before it
 * @throws RangeError outside the compiled years, or where `to` is before `from`
 */
export function workingSeconds(compiled: CompiledCalendar, from: number, to: number): number {
  if (to < from) throw new RangeError("time does not run backwards");
  return doneAt(compiled, known(compiled, to)) - doneAt(compiled, known(compiled, from));
}

/**
 * The earliest instant, in epoch milliseconds, by which so much work is done: the end of a block and not the start of
 * the next. With no seconds it is `from` itself.
 * @param from epoch milliseconds, floored to the second
 * @param seconds whole working seconds, none or more
 * @throws RangeError when `from` or the answer lies outside the compiled years: it never guesses
 */
export function dueAt(compiled: CompiledCalendar, from: number, seconds: number): number {
  if (!(seconds >= 0) || !Number.isInteger(seconds)) throw new RangeError("whole seconds, none or more");
  const start = known(compiled, from);
  if (seconds === 0) return start * 1000;
  const { starts, ends, doneBefore } = compiled;
  const wanted = doneAt(compiled, start) + seconds;
  const i = lastBelow(doneBefore, wanted);
  const due = (starts[i] as number) + wanted - (doneBefore[i] as number);
  if (i < 0 || due > (ends[i] as number)) throw new RangeError("the calendar was not compiled so far ahead");
  return due * 1000;
}

/**
 * The first instant from one on, in epoch milliseconds, at which the team works: that instant itself within working
 * time, else when it next opens. The end of a block is no working time.
 * @throws RangeError when it opens no more in the compiled years
 */
export function opensAt(compiled: CompiledCalendar, from: number): number {
  const second = known(compiled, from);
  const { starts, ends } = compiled;
  const next = lastBelow(ends, second + 1) + 1;
  const start = starts[next];
  if (start === undefined) throw new RangeError("the calendar was not compiled so far ahead");
  return start <= second ? from : start * 1000;
}

/**
 * The local midnight, in epoch milliseconds, that ends the day of an instant.
 * @throws RangeError outside the compiled years
 */
export function nextMidnight({ stretches }: CompiledCalendar, instant: number): number {
  const { offset } = stretches.find(({ to }) => instant < to) ?? { offset: Number.NaN };
  return earliest((Math.floor((instant + offset) / dayMs) + 1) * dayMs, stretches);
}

const dayMs = 86_400_000;

function known({ knownFrom, knownTo }: CompiledCalendar, instant: number): number {
  const second = Math.floor(instant / 1000);
  if (second >= knownFrom && second <= knownTo) return second;
  throw new RangeError("the calendar was not compiled for that year");
}

/** Working seconds from the first known instant up to one. */
function doneAt({ starts, ends, doneBefore }: CompiledCalendar, second: number): number {
  const i = lastBelow(starts, second);
  if (i < 0) return 0;
  return (doneBefore[i] as number) + Math.min(second, ends[i] as number) - (starts[i] as number);
}

/** The place of the last number below another, -1 where there is none. */
function lastBelow(ascending: Float64Array, limit: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] as number) < limit) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** By the number that JavaScript gives them. */
export const weekdays = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] as const;

/** Which blocks a day has: its own, none when closed, else those of its weekday. */
function blocksOfDays({ weekly, closed, special }: Calendar): (day: number) => Blocks {
  const own = new Map<string, Blocks>(closed.map((day) => [dateOf(day), []]));
  for (const { date, blocks } of special) own.set(date, blocks);
  return (day) => {
    const date = new Date(day);
    return own.get(date.toISOString().slice(0, 10)) ?? weekly[weekdays[date.getUTCDay()] ?? "sun"];
  };
}

/** When, in epoch seconds, the wall clock stands within the blocks of a local day. */
function spansOf(day: number, blocks: Blocks, stretches: readonly EvenStretch[]): [number, number][] {
  const near = stretches.filter(({ from, to }) => from < day + 3 * dayMs && to > day - 2 * dayMs);
  return blocks
    .flatMap((block) =>
      near.map(({ from, to, offset }): [number, number] => [
        Math.max(from, day + ofDay(block.from) - offset) / 1000,
        Math.min(to, day + ofDay(block.to) - offset) / 1000,
      ]),
    )
    .filter(([from, to]) => from < to);
}

/** Milliseconds since midnight. */
export const ofDay = (time: string) => (Number(time.slice(0, 2)) * 60 + Number(time.slice(3))) * 60_000;

/** In order; spans that touch become one, as at midnight. */
function joined(spans: readonly [number, number][]): [number, number][] {
  const apart: [number, number][] = [];
  for (const [from, to] of spans.toSorted(([one], [other]) => one - other)) {
    const last = apart.at(-1);
    if (last && from <= last[1]) last[1] = to;
    else apart.push([from, to]);
  }
  return apart;
}

function isZone(name: string): boolean {
  // The run time also takes offsets such as "+01:00", which know no summer time.
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    return Boolean(new Intl.DateTimeFormat("en", { timeZone: name }));
  } catch {
    return false;
  }
}

function overlap(blocks: readonly Block[]): boolean {
  const ordered = blocks.toSorted((one, other) => one.from.localeCompare(other.from));
  return ordered.some((block, i) => block.from < (ordered[i - 1]?.to ?? "00:00"));
}

const allDifferent = (texts: readonly string[]) => new Set(texts).size === texts.length;
