import { type Functions, type HostLog, Throttled } from "./functions.ts";

/** Lambda tries an asynchronous event again after one and after two more minutes. */
const retryMinutes = [1, 2];

export type Background = { invoke(name: string, payload: string): void; stop(): Promise<void> };

/** Asynchronous invocation: nobody waits for the answer, so what fails is tried again. */
export function startBackground(functions: Functions, onLog: (entry: HostLog) => void): Background {
  const timers = new Set<NodeJS.Timeout>();
  let isStopped = false;

  function invoke(name: string, payload: string, [minutes, ...later]: number[] = retryMinutes): void {
    const again = () => {
      if (minutes === undefined || isStopped) return;
      onLog({ source: name, level: "error", text: `failed; tried again in ${minutes} minute(s)` });
      const timer = setTimeout(() => {
        timers.delete(timer);
        invoke(name, payload, later);
      }, minutes * 60_000);
      timers.add(timer);
    };
    functions.invoke(name, payload, "async").then(
      ({ error }) => error && again(),
      (error: Error) => {
        onLog({ source: name, level: "error", text: error.message });
        if (error instanceof Throttled) again();
      },
    );
  }

  return {
    invoke: (name, payload) => invoke(name, payload),
    stop: async () => {
      isStopped = true;
      for (const timer of timers) clearTimeout(timer);
    },
  };
}
