import dayjs from "dayjs";
import businessTime from "dayjs-business-time";
import { type Block, type Calendar, compile, dateOf, dueAt, type Week } from "../../shared/clock/calendar.ts";
import { organisation } from "../given.ts";

const deadlines = 2_000_000;
/** The library counts on from block to block, so fewer are enough to know its rate. */
const theirDeadlines = 1_000;
const rounds = 5;

const backoffice = organisation.calendars.backoffice as Calendar;
const compiledFor = (calendar: Calendar) => compile(calendar, 2026, 2037);

/**
 * Our deadlines, from moments all over ten years and for targets between a minute and two weeks of work, beside those
 * of dayjs-business-time, in turns: the same calendar, instants and targets. Each rate is
 * the median of its rounds; `agreeing` is the share of the compared deadlines that are the same instant.
 *
 * The library cannot do all that ours does, so both get what it can:
 * - it has no special days: the calendar goes without them;
 * - it counts whole minutes: from an instant with seconds one deadline in five comes out otherwise, as it goes wrong
 *   at the end of a block, so instants and targets are whole minutes;
 * - it has no zone but that of the process, which is set to the calendar's meanwhile;
 * - it keeps hours and holidays in the one locale of dayjs: two calendars beside each other are not possible.
 */
export function deadlinesBeside(): {
  perSecond: number;
  theirsPerSecond: number;
  ratio: number;
  agreeing: number;
} {
  const calendar = { ...backoffice, special: [] };
  return inZone(calendar.zone, () => {
    configure(calendar);
    const turns = Array.from({ length: rounds }, () => [ourRate(calendar), theirRate()] as const);
    const perSecond = median(turns.map(([ours]) => ours));
    const theirsPerSecond = median(turns.map(([, theirs]) => theirs));
    return { perSecond, theirsPerSecond, ratio: perSecond / theirsPerSecond, agreeing: agreement(calendar) };
  });
}

type Asked = (from: number, seconds: number) => void;

/** The same deadlines at every run, whole minutes; who counts fewer gets the first of them. */
function askEach(count: number, ask: Asked): void {
  const start = Date.UTC(2026, 0, 2);
  let spread = 0;
  for (let i = 0; i < count; i++) {
    // Exact in 32 bits; the product alone would be rounded, and the moments would soon repeat.
    spread = (Math.imul(spread, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    ask(start + (spread % 5_250_000) * 60_000, 60 + ((spread >>> 7) % 4_800) * 60);
  }
}

function rate(count: number, ask: Asked): number {
  const startedAt = performance.now();
  askEach(count, ask);
  return count / ((performance.now() - startedAt) / 1000);
}

function ourRate(calendar: Calendar): number {
  const compiled = compiledFor(calendar);
  return rate(deadlines, (from, seconds) => dueAt(compiled, from, seconds));
}

const theirRate = () => rate(theirDeadlines, theirDueAt);

const theirDueAt = (from: number, seconds: number): number =>
  dayjs(from)
    .addBusinessMinutes(seconds / 60)
    .valueOf();

function agreement(calendar: Calendar): number {
  const compiled = compiledFor(calendar);
  let same = 0;
  askEach(theirDeadlines, (from, seconds) => {
    if (dueAt(compiled, from, seconds) === theirDueAt(from, seconds)) same++;
  });
  return same / theirDeadlines;
}

function configure({ weekly, closed }: Calendar): void {
  dayjs.extend(businessTime);
  dayjs.setBusinessTime({
    monday: theirBlocks(weekly.mon),
    tuesday: theirBlocks(weekly.tue),
    wednesday: theirBlocks(weekly.wed),
    thursday: theirBlocks(weekly.thu),
    friday: theirBlocks(weekly.fri),
    saturday: theirBlocks(weekly.sat),
    sunday: theirBlocks(weekly.sun),
  });
  dayjs.setHolidays(closed.map(dateOf));
}

const theirBlocks = (blocks: Week["mon"]) =>
  blocks.length === 0
    ? null
    : blocks.map(({ from, to }: Block) => ({ start: `${from}:00`, end: `${to}:00` }));

function inZone<T>(zone: string, work: () => T): T {
  const before = process.env.TZ;
  process.env.TZ = zone;
  try {
    return work();
  } finally {
    if (before === undefined) delete process.env.TZ;
    else process.env.TZ = before;
  }
}

const median = (values: readonly number[]) =>
  values.toSorted((one, other) => one - other)[values.length >> 1] as number;
