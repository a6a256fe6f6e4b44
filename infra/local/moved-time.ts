import { HostError } from "./host-error.ts";

const MachineDate = Date;
let shift: BigInt64Array<SharedArrayBuffer> | undefined;

/** How many milliseconds the time shown lies ahead of the machine's own; 0 without a clock. */
export function shiftMillis(): number {
  return shift ? Number(Atomics.load(shift, 0)) : 0;
}

/**
 * From here on every `Date` of this thread shows the machine's time plus the milliseconds in the buffer, which all
 * threads share: moving the clock moves warm functions too. Timers and `performance` keep the machine's time.
 * @returns what gives this thread its own time back
 */
export function showMovedTime(shared: SharedArrayBuffer): () => void {
  if (shift) throw new HostError("This process has a clock already; one host in it can have one.");
  shift = new BigInt64Array(shared);
  const now = () => MachineDate.now() + shiftMillis();
  // A proxy instead of a subclass, so that dates made elsewhere are still an `instanceof Date`.
  globalThis.Date = new Proxy(MachineDate, {
    construct: (target, given, asked) => Reflect.construct(target, given.length > 0 ? given : [now()], asked),
    apply: () => new MachineDate(now()).toString(),
    get: (target, key) => (key === "now" ? now : Reflect.get(target, key)),
  });
  return () => {
    globalThis.Date = MachineDate;
    shift = undefined;
  };
}
