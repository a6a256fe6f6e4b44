import type { LocalText } from "../text.ts";
import type { Clock } from "./clock.ts";
import { dutch } from "./explain/dutch.ts";
import { english } from "./explain/english.ts";
import { factsOf } from "./explain/facts.ts";

/** Whom a deadline is explained to: who asked, who answers, or who runs the helpdesk. */
export type Listener = {
  audience: "asker" | "agent" | "manager";
  /** How Dutch addresses the asker. */
  address: "je" | "u";
  /** Epoch milliseconds. */
  now: number;
  /** The name of who promised, for colleagues. */
  owner?: string | undefined;
  /** The local day, YYYY-MM-DD, that the work is planned for, where the ticket waits for one. */
  plannedOn?: string | undefined;
};

/**
 * A deadline in one sentence: what counts, since when, in which hours, what was skipped, and until when. The asker
 * hears of no person, no desk and nothing that is between desks.
 */
export function explain(clock: Clock, listener: Listener): LocalText {
  const facts = factsOf(clock, listener.now);
  return { nl: dutch(facts, listener), en: english(facts, listener) };
}
