/**
 * What the clock in a zone shows at an instant, in milliseconds as if it stood in UTC.
 * @param instant epoch milliseconds
 * @param zone a name of the IANA database
 * @throws RangeError for a zone that the run time does not know
 */
export function localAt(instant: number, zone: string): number {
  const parts = Object.fromEntries(
    clockIn(zone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/**
 * The day that it is in a zone, as YYYY-MM-DD.
 * @param instant epoch milliseconds
 */
export const localDay = (instant: number, zone: string) =>
  new Date(localAt(instant, zone)).toISOString().slice(0, 10);

const clocks = new Map<string, Intl.DateTimeFormat>();

/** Kept per zone: making one takes longer than reading a row. */
function clockIn(zone: string): Intl.DateTimeFormat {
  const kept = clocks.get(zone);
  if (kept) return kept;
  const made = new Intl.DateTimeFormat("en-u-ca-gregory-nu-latn", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  clocks.set(zone, made);
  return made;
}

/** A stretch of time in which a zone's clock runs evenly; `offset` is what it shows beyond UTC, in milliseconds. */
export type EvenStretch = { from: number; to: number; offset: number };

/** The first instant, in epoch milliseconds, at which a zone's clock shows a local time or later. */
export function shownAt(local: number, zone: string): number {
  const dayMs = 86_400_000;
  return earliest(local, evenStretches(zone, local - 2 * dayMs, local + 2 * dayMs));
}

/** @throws RangeError where the stretches do not reach so far */
export function earliest(local: number, stretches: readonly EvenStretch[]): number {
  const shown = stretches.find(({ to, offset }) => to + offset > local);
  if (!shown) throw new RangeError("the zone is known that far");
  return Math.max(shown.from, local - shown.offset);
}

/** No zone changes its clock twice within a week. */
const weekMs = 7 * 86_400_000;

/** The stretches between two instants, in whole seconds, with every change of summer time between them. */
export function evenStretches(zone: string, from: number, to: number): EvenStretch[] {
  const offsetAt = (instant: number) => localAt(instant, zone) - instant;
  const stretches: EvenStretch[] = [];
  let start = from;
  let offset = offsetAt(from);
  for (let near = from; near < to; near += weekMs) {
    const next = Math.min(near + weekMs, to);
    const nextOffset = offsetAt(next);
    if (nextOffset === offset) continue;
    const change = changeBetween(near, next, offsetAt);
    stretches.push({ from: start, to: change, offset });
    [start, offset] = [change, nextOffset];
  }
  stretches.push({ from: start, to, offset });
  return stretches;
}

/** The first whole second with the later offset. */
function changeBetween(before: number, after: number, offsetAt: (instant: number) => number): number {
  let [low, high] = [before / 1000, after / 1000];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(middle * 1000) === offsetAt(before)) low = middle;
    else high = middle;
  }
  return high * 1000;
}
