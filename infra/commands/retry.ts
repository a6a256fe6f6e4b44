import { setTimeout as pause } from "node:timers/promises";
import type { Send } from "../../shared/contract/call.ts";
import { CannotRun } from "./arguments.ts";

const attempts = 6;
const firstPauseMillis = 150;
const longestWaitSeconds = 30;

/** Busy or broken for the moment: the gateway's own refusals and a function that ran out of time. */
const passing: ReadonlySet<number> = new Set([429, 500, 502, 503, 504]);

/**
 * Sends again what was not taken or got no answer. Only what may safely arrive twice: reading, whatever carries an
 * Idempotency-Key, and imports, which know their rows again.
 */
export function retrying(send: Send = fetchOnce): Send {
  return async (url, init) => {
    for (let attempt = 1; ; attempt++) {
      const isLast = attempt === attempts || !maySendAgain(url, init);
      const outcome = await send(url, init).catch((error: Error) => error);
      if (outcome instanceof Error) {
        if (isLast) throw new CannotRun(`${new URL(url).origin} does not answer: ${causeOf(outcome)}.`);
      } else if (!passing.has(outcome.status) || isLast) {
        return outcome;
      }
      await pause(pauseMillis(attempt, outcome));
    }
  };
}

const fetchOnce: Send = (url, init) =>
  fetch(url, { ...init, signal: AbortSignal.timeout(longestWaitSeconds * 1000) });

const maySendAgain = (url: string, { method, headers }: Parameters<Send>[1]) =>
  method === "GET" || "idempotency-key" in headers || /\/(phone-logs|imports)$/.test(new URL(url).pathname);

/** A random part of a doubling time, or what the answer asks for. */
function pauseMillis(attempt: number, outcome: Awaited<ReturnType<Send>> | Error): number {
  const asked = outcome instanceof Error ? null : outcome.headers.get("retry-after");
  if (asked && /^\d{1,3}$/.test(asked)) return Number(asked) * 1000;
  return firstPauseMillis * 2 ** (attempt - 1) * (0.5 + Math.random());
}

function causeOf(error: Error): string {
  const { code, message } = (error.cause ?? error) as NodeJS.ErrnoException;
  return code === "ECONNREFUSED" ? "nothing listens there" : message || String(code);
}
