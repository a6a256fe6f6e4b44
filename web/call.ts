import { type Answer, type CallOf, caller, type Send } from "../shared/contract/call.ts";
import type { AnswerOf, Route } from "../shared/contract/operations.ts";
import type { Fault, RefusalReason } from "../shared/refusal.ts";

/** Why there is no answer, as a value that a page can show. */
export type No =
  | { is: "refused"; reason: RefusalReason; title: string; faults: readonly Fault[] }
  | { is: "signed-out" }
  | { is: "offline" }
  | { is: "slow" }
  | { is: "broken"; status: number };

/** `version` goes with the next change of the same ticket. */
export type Outcome<R extends Route> =
  | { ok: true; body: AnswerOf<R>; version?: number }
  | { ok: false; no: No };

export type Call = <R extends Route>(route: R, call?: CallOf<R>) => Promise<Outcome<R>>;

export type Ways = {
  send: Send;
  organisation?: string;
  isOnline: () => boolean;
  wait: (milliseconds: number) => Promise<void>;
  /** Between 0 and 1: so that pages that failed together do not come back together. */
  chance: () => number;
  /** Lets the person sign in once more, beside what is on the page. False: they would rather not. */
  signInAgain: () => Promise<boolean>;
};

/** Before the second, third and fourth time. */
const waitsMs = [400, 1_200, 3_000];

/**
 * The client of the pages. What is safe to send twice (a read, or a deed with its Idempotency-Key) is sent again when
 * the network or the helpdesk falters; an ended session is mended in between and the call then goes on.
 */
export function callWith({ send, organisation, isOnline, wait, chance, signInAgain }: Ways): Call {
  const once = caller("", { send, ...(organisation && { organisation }) });
  return async (route, call) => {
    const isRepeatable = route.startsWith("GET ") || call?.key !== undefined;
    let hasSignedInAgain = false;
    for (let attempt = 0; ; attempt++) {
      const outcome = outcomeOf(await answerOrFailure(() => once(route, call)), isOnline());
      if (outcome.ok) return outcome;
      if (outcome.no.is === "signed-out" && !hasSignedInAgain) {
        hasSignedInAgain = await signInAgain();
        if (!hasSignedInAgain) return outcome;
        continue;
      }
      const pause = waitsMs[attempt];
      if (!isRepeatable || pause === undefined || !isOnline() || !mayPass(outcome.no)) return outcome;
      await wait(pause * (0.5 + chance()));
    }
  };
}

type Failure = { failed: "network" | "slow" };

async function answerOrFailure<R extends Route>(ask: () => Promise<Answer<R>>): Promise<Answer<R> | Failure> {
  try {
    return await ask();
  } catch (error) {
    return {
      failed: error instanceof Error && /^(Timeout|Abort)Error$/.test(error.name) ? "slow" : "network",
    };
  }
}

function outcomeOf<R extends Route>(answer: Answer<R> | Failure, isOnline: boolean): Outcome<R> {
  if ("failed" in answer) {
    const is = !isOnline || answer.failed === "network" ? "offline" : "slow";
    return { ok: false, no: { is } };
  }
  if (answer.ok) {
    const version = Number(/^(?:W\/)?"(\d+)"$/.exec(answer.etag ?? "")?.[1] ?? Number.NaN);
    return { ok: true, body: answer.body, ...(!Number.isNaN(version) && { version }) };
  }
  const { status, problem } = answer;
  if (status === 401) return { ok: false, no: { is: "signed-out" } };
  if (!problem.code) return { ok: false, no: { is: "broken", status } };
  const { code: reason, title = "", faults = [] } = problem;
  return { ok: false, no: { is: "refused", reason, title, faults } };
}

/** Whether it may be over in a second. Without a connection there is nothing to wait for: the page says so at once. */
function mayPass(no: No): boolean {
  if (no.is === "broken") return [429, 500, 502, 503, 504].includes(no.status);
  return no.is === "offline" || no.is === "slow" || (no.is === "refused" && no.reason === "busy");
}

/** `fetch` with the cookie of the session and an end to its patience. */
export const sendWithin =
  (milliseconds: number): Send =>
  (url, init) =>
    fetch(url, { ...init, credentials: "same-origin", signal: AbortSignal.timeout(milliseconds) });
