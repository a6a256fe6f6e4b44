import type { Channel } from "../channel/channel.ts";
import type { Audience } from "../faq/audience.ts";
import { deskOf, frontDesk, topicOf } from "../organisation/lookup.ts";
import type { ClockName, ServiceLevel } from "../organisation/service-level.ts";
import type { TicketKind, Urgency } from "../ticket/event.ts";
import type { Policy } from "./policy.ts";

/** What of a ticket decides its targets, as it stood at one of its events. */
export type Standing = {
  desk: string;
  topic: string | undefined;
  kind: TicketKind;
  urgency: Urgency;
  channel: Channel;
  askerIs: readonly Audience[];
};

/** A target in working seconds, and what set it: a rule of the organisation, the urgency, the topic, or the desk. */
export type Target = {
  seconds: number;
  /** The service level that it belongs to. */
  level: string;
  by: "rule" | "urgency" | "topic" | "desk";
  /** The rule's name, or the key of the urgency, topic or desk. */
  key: string;
};

/**
 * The most specific target wins: a rule with more conditions before one with fewer, any rule before the topic's level,
 * that before the desk's (in the order that the organisation chose). Urgency only ever shortens.
 */
export function targetOf(policy: Policy, clock: ClockName, standing: Standing): Target | undefined {
  const usual = byRule(policy, clock, standing) ?? byLevel(policy, clock, standing);
  const urgent = byUrgency(policy, clock, standing);
  return usual && urgent && urgent.seconds < usual.seconds ? { ...urgent, level: usual.level } : usual;
}

/** The service level that a ticket falls under, and what says so. */
export function levelOf(
  policy: Policy,
  standing: Standing,
): { level: ServiceLevel; name: string; by: "rule" | "topic" | "desk"; key: string } | undefined {
  const rule = rulesFor(policy, standing).find(({ serviceLevel }) => serviceLevel !== undefined);
  // A desk that this version does not know goes by the front office, as its calendar does.
  const desk = deskOf(policy, standing.desk) ?? frontDesk(policy);
  const levels = {
    topic: standing.topic && topicOf(policy, standing.topic)?.serviceLevel,
    desk: desk.defaultServiceLevel,
  };
  const keys = { topic: String(standing.topic), desk: desk.key };
  const by = policy.serviceLevelRules.order.find((one) => levels[one]);
  const found = rule?.serviceLevel
    ? { name: rule.serviceLevel, by: "rule" as const, key: rule.name }
    : by && { name: String(levels[by]), by, key: keys[by] };
  const level = found && policy.serviceLevels[found.name];
  return level && { ...found, level };
}

const secondsOf = (hours: number) => Math.round(hours * 3600);

function byRule(policy: Policy, clock: ClockName, standing: Standing): Target | undefined {
  const rule = rulesFor(policy, standing).find((one) => one[clock] ?? one.serviceLevel);
  const level = rule?.serviceLevel ?? levelOf(policy, standing)?.name;
  const hours = rule?.[clock] ?? (rule?.serviceLevel && policy.serviceLevels[rule.serviceLevel]?.[clock]);
  return rule && hours && level
    ? { seconds: secondsOf(hours), level, by: "rule", key: rule.name }
    : undefined;
}

function byLevel(policy: Policy, clock: ClockName, standing: Standing): Target | undefined {
  const found = levelOf(policy, standing);
  const hours = found?.level[clock];
  return found && hours
    ? { seconds: secondsOf(hours), level: found.name, by: found.by, key: found.key }
    : undefined;
}

function byUrgency(policy: Policy, clock: ClockName, { urgency }: Standing): Target | undefined {
  const rule = policy.serviceLevelRules.urgency[urgency];
  const hours = clock === "firstResponse" || clock === "resolution" ? rule?.[clock] : undefined;
  return hours ? { seconds: secondsOf(hours), level: "", by: "urgency", key: urgency } : undefined;
}

/** Those that match, the one with the most conditions first; of equals the one that stands first. */
function rulesFor({ serviceLevelRules }: Policy, standing: Standing) {
  const matches = (serviceLevelRules.targets ?? []).filter(({ when }) => {
    const { audience, ...others } = when;
    const names = Object.keys(others) as (keyof typeof others)[];
    const isAudience = audience === undefined || standing.askerIs.includes(audience);
    return isAudience && names.every((name) => others[name] === undefined || others[name] === standing[name]);
  });
  const conditions = ({ when }: (typeof matches)[number]) =>
    Object.values(when).filter((wanted) => wanted !== undefined).length;
  return matches.toSorted((one, other) => conditions(other) - conditions(one));
}
