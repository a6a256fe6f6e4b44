import type { DemandRules } from "../organisation/demand.ts";
import type { Asked } from "./asked.ts";
import { type Demand, demandOn } from "./demand.ts";
import type { TopicState } from "./record.ts";
import type { Topic } from "./topic.ts";

/** Why a topic should get an answer. */
export type CandidateReason = "demand" | "surge";

/** How long a question about a topic takes that the configuration does not know. */
export const usualHandlingMinutes = 10;

/** What is kept too closely to be counted is never proposed to be written about, whoever counted it. */
const neverProposed: ReadonlySet<string> = new Set<Topic["confidentiality"]>(["restricted", "not-recorded"]);

/** @returns nothing for a topic that needs no answer, or none yet */
export function candidateReason(
  topic: {
    state: TopicState;
    demand: Demand;
    asked: Asked;
    isSurging: boolean;
    confidentiality?: string | undefined;
  },
  today: string,
  { candidate, halfLifeDays }: Pick<DemandRules, "candidate" | "halfLifeDays">,
): CandidateReason | undefined {
  if (topic.state !== "open" && topic.state !== "provisional") return undefined;
  if (neverProposed.has(topic.confidentiality ?? "open")) return undefined;
  const { askers, days, people7 } = topic.asked;
  if (topic.isSurging && people7 >= candidate.askers) return "surge";
  const isAskedEnough =
    demandOn(today, topic.demand, halfLifeDays) >= candidate.demand &&
    askers >= candidate.askers &&
    days >= candidate.days;
  return isAskedEnough ? "demand" : undefined;
}

/**
 * What an answer would save: demand × minutes of handling, as a logarithm, so that like demand itself it orders topics
 * the same on whatever days they were looked at.
 */
export const worthOf = ({ demand, handlingMinutes }: { demand: Demand; handlingMinutes: number }): number =>
  demand === null ? Number.NEGATIVE_INFINITY : demand + Math.log2(handlingMinutes);

/** For `toSorted`: what is worth an answer most comes first. */
export const byWorth = (
  one: { topic: string; demand: Demand; handlingMinutes: number },
  other: { topic: string; demand: Demand; handlingMinutes: number },
): number => worthOf(other) - worthOf(one) || (one.topic < other.topic ? -1 : 1);
