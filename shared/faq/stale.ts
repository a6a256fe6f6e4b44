import type { DemandRules } from "../organisation/demand.ts";
import { daysBetween } from "../report/day.ts";
import { type Demand, demandOn } from "./demand.ts";
import type { Effect } from "./effect.ts";
import { stateOf, type TopicRecord } from "./record.ts";
import { isFixedReview } from "./review.ts";
import { shareOf } from "./wilson.ts";

/**
 * Why somebody has to look at a topic's answers. `rules-change`: its review falls on a day on which its rules change.
 * `seldom-asked`: proposed for the archive, and never put there by itself.
 */
export type StaleReason =
  | "review-due"
  | "rules-change"
  | "not-helping"
  | "validity-ended"
  | "validity-ending"
  | "seldom-asked";

const endingDays = 30;
/** Less demand is as good as none. */
const hardlyAny = 0.5;

/** What of a revision is not in its topic's record. */
export type RevisionFacts = { number: number; validUntil?: string | undefined };

export type StaleFacts = {
  record: TopicRecord;
  revisions: readonly RevisionFacts[];
  effects: readonly Effect[];
  demand: Demand;
  /** The last day on which anybody asked. */
  lastAsked?: string | undefined;
  keep?: "always" | undefined;
};

export function staleReasons(facts: StaleFacts, today: string, rules: DemandRules): StaleReason[] {
  const { record, revisions, effects } = facts;
  if (record.archivedAt || record.mergedInto) return [];
  const published = new Set(
    record.publications.filter(({ until }) => until === undefined).map(({ revision }) => revision),
  );
  const reasons: StaleReason[] = [];
  if (published.size > 0) {
    if (record.reviewOn !== undefined && record.reviewOn <= today) {
      const isRulesChange = isFixedReview(record.reviewOn, record.under ?? record.key, rules);
      reasons.push(isRulesChange ? "rules-change" : "review-due");
    }
    if (effects.some((effect) => published.has(effect.revision) && isFailing(effect, rules))) {
      reasons.push("not-helping");
    }
    reasons.push(
      ...validityOf(
        revisions.filter(({ number }) => published.has(number)),
        today,
      ),
    );
  }
  if (isSeldomAsked(facts, today, rules)) reasons.push("seldom-asked");
  return reasons;
}

/** Whoever says that it was no answer and asks all the same is counted in both, and opened it once. */
export function isFailing(
  effect: Effect,
  { failedDeflection }: Pick<DemandRules, "failedDeflection">,
): boolean {
  const { opened, again, no } = effect;
  if (opened < failedDeflection.least) return false;
  const failed = Object.values(no).reduce((sum, count) => sum + count, again);
  return (shareOf(failed, opened)?.low ?? 0) > failedDeflection.wilson;
}

function validityOf(revisions: readonly RevisionFacts[], today: string): StaleReason[] {
  const left = revisions.flatMap(({ validUntil }) =>
    validUntil === undefined ? [] : [daysBetween(today, validUntil)],
  );
  return [
    ...(left.some((days) => days < 0) ? (["validity-ended"] as const) : []),
    ...(left.some((days) => days >= 0 && days <= endingDays) ? (["validity-ending"] as const) : []),
  ];
}

/**
 * Hardly any demand on every day of so many: since demand only falls while nobody asks, that is nobody since, and
 * hardly any at their start. What is younger had no time to be asked.
 */
function isSeldomAsked(
  { record, demand, lastAsked, keep }: StaleFacts,
  today: string,
  { staleDays, halfLifeDays }: DemandRules,
): boolean {
  const start = new Date(Date.parse(today) - staleDays * 86_400_000).toISOString().slice(0, 10);
  const state = stateOf(record);
  if (keep === "always" || state === "muted") return false;
  if (record.madeAt.slice(0, 10) > start || (lastAsked !== undefined && lastAsked > start)) return false;
  return demandOn(start, demand, halfLifeDays) < hardlyAny;
}
