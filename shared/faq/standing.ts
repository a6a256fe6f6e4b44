import type { DemandRules } from "../organisation/demand.ts";
import { type Asked, askedIn, type Trend, trendOf } from "./asked.ts";
import { type CandidateReason, candidateReason, usualHandlingMinutes } from "./candidate.ts";
import type { DayDemand } from "./day-demand.ts";
import { type Demand, demandOf } from "./demand.ts";
import { type Effect, effectShown, effectsOf, type ShownEffect } from "./effect.ts";
import { figureOf } from "./few-people.ts";
import { stateOf, type TopicRecord, type TopicState } from "./record.ts";
import { type RevisionFacts, type StaleReason, staleReasons } from "./stale.ts";
import { surgeDays, surgeOn } from "./surge.ts";
import type { Topic } from "./topic.ts";
import { type Volumes, volumeChange } from "./volume.ts";

/** How a topic stands: how much it is asked, what that asks of editors, and what its answers did. */
export type Standing = Asked & {
  topic: string;
  /** The day on which it was looked at so. */
  asOf: string;
  state: TopicState;
  demand: Demand;
  trend: Trend;
  /** Since when it is asked suddenly more, while it is. */
  surge?: { since: string };
  /** Until then no new surge is told of. */
  quietUntil?: string;
  candidate?: CandidateReason;
  stale?: StaleReason[];
  handlingMinutes: number;
  effects: Effect[];
  /** The first day on which anything of any topic was counted, as last known. */
  countedSince?: string;
};

export type StandingFacts = {
  key: string;
  /** Of the topic and those merged into it, of as many days as `daysLookedAt` says, the oldest first. */
  days: readonly DayDemand[];
  record?: TopicRecord | undefined;
  /** As configured; of a found topic the one that it stands under. */
  topic?: Pick<Topic, "confidentiality" | "slotMinutes" | "keep"> | undefined;
  /** At least of those that are published. */
  revisions: readonly RevisionFacts[];
  rules: DemandRules;
  /** The local day. */
  today: string;
  /** Of all topics, where they are at hand: else what the standing before this one knew of them stays. */
  volumes?: Volumes | undefined;
  before?: Standing | undefined;
};

/** How many days of demand, today with them, a standing is made from. */
export const daysLookedAt = ({ halfLifeDays, staleDays }: DemandRules): number =>
  Math.max(12 * halfLifeDays, staleDays + 6 * halfLifeDays, surgeDays);

export function standingOf(facts: StandingFacts): Standing {
  const { key, days, record, topic, rules, today, volumes, before } = facts;
  const state = record ? stateOf(record) : "open";
  const asked = askedIn(days, today);
  const demand = demandOf(days.map(peopleOn), rules.halfLifeDays);
  const countedSince = volumes?.since ?? before?.countedSince;
  const { since, quietUntil } = surgeOn(today, days, rules, countedSince);
  const effects = record ? effectsWithVolume(facts, record) : [];
  const candidate = candidateReason(
    { state, demand, asked, isSurging: since !== undefined, confidentiality: topic?.confidentiality },
    today,
    rules,
  );
  const stale = record ? staleOf(facts, record, demand, effects) : [];
  return {
    topic: key,
    asOf: today,
    state,
    demand,
    ...asked,
    trend: trendOf(asked),
    ...(since && { surge: { since } }),
    ...(quietUntil && { quietUntil }),
    ...(candidate && { candidate }),
    ...(stale.length > 0 && { stale }),
    handlingMinutes: topic?.slotMinutes ?? usualHandlingMinutes,
    effects,
    ...(countedSince && { countedSince }),
  };
}

const peopleOn = ({ day, persons }: DayDemand) => ({ day, people: persons.size });

function effectsWithVolume(
  { key, days, rules, today, volumes, before }: StandingFacts,
  record: TopicRecord,
): Effect[] {
  return effectsOf(days, record, today, rules).map((effect) => {
    const known = before?.effects.find(({ revision }) => revision === effect.revision)?.volume;
    const volume = (volumes && volumeChange({ topic: key, days }, effect.from, today, volumes)) ?? known;
    return volume ? { ...effect, volume } : effect;
  });
}

function staleOf(
  { days, revisions, topic, rules, today }: StandingFacts,
  record: TopicRecord,
  demand: Demand,
  effects: readonly Effect[],
): StaleReason[] {
  const lastAsked = days.findLast(({ persons }) => persons.size > 0)?.day;
  return staleReasons({ record, revisions, effects, demand, lastAsked, keep: topic?.keep }, today, rules);
}

/** A standing as it may be shown: no figure about fewer people than the least. */
export type ShownStanding = Omit<
  Standing,
  "demand" | "people7" | "people28" | "people28Before" | "askers" | "days" | "effects" | "countedSince"
> & {
  people7: number | null;
  people28: number | null;
  people28Before: number | null;
  /** Up to fifty. */
  askers: number | null;
  days: number | null;
  effects: ShownEffect[];
};

export function standingShown(standing: Standing, least: number): ShownStanding {
  const { demand, people7, people28, people28Before, askers, days, effects, countedSince, ...rest } =
    standing;
  return {
    ...rest,
    people7: figureOf(people7, people7, least),
    people28: figureOf(people28, people28, least),
    people28Before: figureOf(people28Before, people28Before, least),
    askers: figureOf(askers, askers, least),
    days: figureOf(days, askers, least),
    effects: effects.map((effect) => effectShown(effect, least)),
  };
}
