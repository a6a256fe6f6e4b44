import { HostError } from "./host-error.ts";

/** When a rule runs: the first time after an instant, or never again. All in milliseconds since 1970. */
export type Schedule = { next(after: number): number | undefined };

const minuteMillis = 60_000;
const hourMillis = 60 * minuteMillis;
const dayMillis = 24 * hourMillis;

/** A schedule as EventBridge writes it, in UTC: `rate(5 minutes)` or `cron(0 6 ? * MON-FRI *)`. */
export function scheduleOf(expression: string): Schedule {
  const [, kind, text = ""] = /^(rate|cron)\(([^()]*)\)$/.exec(expression) ?? [];
  const refuse: Refuse = (why) => {
    throw new HostError(`The schedule ${expression} ${why}.`);
  };
  if (kind === "rate") return rate(text, refuse);
  if (kind === "cron") return cron(text.trim().split(/\s+/), refuse);
  return refuse("is neither rate(...) nor cron(...)");
}

type Refuse = (why: string) => never;

/** Runs stand on whole minutes, counted from the minute in which the rule began. */
function rate(text: string, refuse: Refuse): Schedule {
  const [, digits = "0", unit = "", plural] = /^([1-9]\d*) (minute|hour|day)(s?)$/.exec(text) ?? [];
  const count = Number(digits);
  if (count === 0) refuse("is not a number of minutes, hours or days");
  if (count > 1 !== (plural === "s")) refuse(`is refused by AWS: it writes "1 ${unit}" and "2 ${unit}s"`);
  const period = count * { minute: minuteMillis, hour: hourMillis, day: dayMillis }[unit as "minute"];
  return { next: (after) => after - (after % minuteMillis) + period };
}

const months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const weekdays = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];
const lastYear = 2199;

/** AWS counts weekdays from Sunday, which is 1, and wants a question mark for the kind of day that does not count. */
function cron(fields: string[], refuse: Refuse): Schedule {
  const [minute = "", hour = "", dayOfMonth = "", month = "", dayOfWeek = "", year = ""] = fields;
  if (fields.length !== 6) refuse("has not the six fields minutes, hours, day, month, weekday and year");
  if ((dayOfMonth === "?") === (dayOfWeek === "?")) refuse("needs a ? for either its day or its weekday");
  const values = (field: string, first: number, last: number, names: string[] = []) =>
    valuesOf({ field, first, last, names }, refuse);
  const minutes = [...values(minute, 0, 59)].sort((one, other) => one - other);
  const hours = [...values(hour, 0, 23)].sort((one, other) => one - other);
  const inMonths = values(month, 1, 12, months);
  const inYears = values(year, 1970, lastYear);
  const isOnDay =
    dayOfWeek === "?"
      ? anyOf(dayOfMonth, (part) => dayRule(part) ?? within(values(part, 1, 31), dayOf))
      : anyOf(dayOfWeek, (part) => weekdayRule(part) ?? within(values(part, 1, 7, weekdays), weekdayOf));
  const times = hours.flatMap((h) => minutes.map((m) => h * hourMillis + m * minuteMillis));
  return {
    next: (after) => {
      let day = after - (after % dayMillis);
      for (; yearOf(day) <= lastYear; day += dayMillis) {
        if (!inYears.has(yearOf(day)) || !inMonths.has(monthOf(day)) || !isOnDay(day)) continue;
        const time = times.find((millis) => day + millis > after);
        if (time !== undefined) return day + time;
      }
      return undefined;
    },
  };
}

type Field = { field: string; first: number; last: number; names: string[] };

/** The numbers that a field of lists, ranges, steps and names stands for. */
function valuesOf({ field, first, last, names }: Field, refuse: Refuse): Set<number> {
  const numberOf = (text: string): number => {
    const named = names.indexOf(text.toUpperCase());
    const number = named >= 0 ? named + first : /^\d+$/.test(text) ? Number(text) : Number.NaN;
    return number >= first && number <= last
      ? number
      : refuse(`has "${text}" where ${first}-${last} may stand`);
  };
  const values = field.split(",").flatMap((part) => {
    const [range = "", step] = part.split("/");
    const [from, to] = range === "*" ? [first, last] : range.split("-").map(numberOf);
    const every =
      step === undefined ? 1 : /^[1-9]\d*$/.test(step) ? Number(step) : refuse(`has the step ${step}`);
    const until = to ?? (step === undefined ? from : last) ?? first;
    return Array.from({ length: until - (from ?? first) + 1 }, (_, index) => (from ?? first) + index).filter(
      (_, index) => index % every === 0,
    );
  });
  return values.length > 0 ? new Set(values) : refuse(`has the range ${field}, which ends before it begins`);
}

type IsOnDay = (day: number) => boolean;

function anyOf(field: string, ruleOf: (part: string) => IsOnDay): IsOnDay {
  const rules = field.split(",").map(ruleOf);
  return (day) => rules.some((isOnDay) => isOnDay(day));
}

function within(values: Set<number>, partOf: (day: number) => number): IsOnDay {
  return (day) => values.has(partOf(day));
}

/** `L`, the last day of the month, and `15W`, the working day nearest to the 15th within its month. */
function dayRule(part: string): IsOnDay | undefined {
  if (part === "L") return isLastOfMonth;
  const [, wanted] = /^(\d{1,2})W$/.exec(part) ?? [];
  if (!wanted) return undefined;
  return (day) => {
    const nth = day + (Number(wanted) - dayOf(day)) * dayMillis;
    return monthOf(nth) === monthOf(day) && day === nearestWorkday(nth);
  };
}

function nearestWorkday(day: number): number {
  const days =
    { 1: dayOf(day + dayMillis) === 1 ? -2 : 1, 7: dayOf(day) === 1 ? 2 : -1 }[weekdayOf(day)] ?? 0;
  return day + days * dayMillis;
}

/** `6L`, the last Friday of the month, and `3#2`, its second Tuesday. */
function weekdayRule(part: string): IsOnDay | undefined {
  const [, weekday, nth] = /^([1-7])(?:L|#([1-5]))$/.exec(part) ?? [];
  if (!weekday) return undefined;
  return (day) =>
    weekdayOf(day) === Number(weekday) &&
    (nth ? Math.ceil(dayOf(day) / 7) === Number(nth) : monthOf(day + 7 * dayMillis) !== monthOf(day));
}

const isLastOfMonth: IsOnDay = (day) => dayOf(day + dayMillis) === 1;
const dayOf = (day: number) => new Date(day).getUTCDate();
const weekdayOf = (day: number) => new Date(day).getUTCDay() + 1;
const monthOf = (day: number) => new Date(day).getUTCMonth() + 1;
const yearOf = (day: number) => new Date(day).getUTCFullYear();
