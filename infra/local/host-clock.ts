import { HostError } from "./host-error.ts";
import { shiftMillis, showMovedTime } from "./moved-time.ts";

export type HostClock = {
  /** For the threads that are to show the same time. */
  shared: SharedArrayBuffer;
  /** The time jumps there at once; nothing is said of what falls due. */
  jumpTo(instant: number): void;
  stop(): Promise<void>;
};

export type MovableClock = {
  /** Milliseconds since 1970. */
  now(): number;
  /**
   * Moves the time forward, runs every rule that fell due on the way once, and resolves when the work that this
   * set going is done. Time stands as RFC 3339 writes it, or in milliseconds since 1970.
   * @throws HostError for what is no instant, or lies in the past
   */
  moveTo(instant: string | number): Promise<void>;
};

/** The helpdesk lives at this instant now, and time runs on from there. */
export function startClock(startAt: string): HostClock {
  const instant = instantOf(startAt);
  const shared = new SharedArrayBuffer(BigInt64Array.BYTES_PER_ELEMENT);
  const restore = showMovedTime(shared);
  const jumpTo = (to: number) => {
    Atomics.store(new BigInt64Array(shared), 0, BigInt(shiftMillis() + Math.round(to - Date.now())));
  };
  jumpTo(instant);
  return { shared, jumpTo, stop: async () => restore() };
}

const rfc3339 = /^(\d{4})-(\d\d)-(\d\d)T\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

/**
 * Milliseconds since 1970.
 * @throws HostError for what is no instant of RFC 3339
 */
export function instantOf(text: string): number {
  const [, year, month, day] = rfc3339.exec(text) ?? [];
  const millis = Date.parse(text);
  // JavaScript reads 30 February as 2 March.
  const isDay = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day))).getUTCDate() === Number(day);
  if (isDay && !Number.isNaN(millis)) return millis;
  throw new HostError(`"${text}" is no instant; write one as 2026-12-01T09:00:00+01:00.`);
}

/** As commands and AWS's events write it: in UTC, to the second. */
export function writtenInstant(millis: number): string {
  return new Date(millis).toISOString().replace(/\.\d{3}Z$/, "Z");
}
