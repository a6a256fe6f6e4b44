import type { Audience } from "../faq/audience.ts";
import type { Topic } from "../faq/topic.ts";
import type { Organisation } from "../organisation/organisation.ts";
import type { LocalText } from "../text.ts";
import { type Confidentiality, highest, isAtLeast } from "../ticket/confidentiality.ts";
import type { TopicKnownBy } from "../ticket/event.ts";
import { ownReasons } from "./reason.ts";
import type { RoutingRule, When } from "./rule.ts";

export type Question = {
  topic?: string | undefined;
  topicKnownBy?: TopicKnownBy | undefined;
  /** As `confidentialityOf` gave it, or as a person set it since. */
  confidentiality: Confidentiality;
  /** The names of the rules whose words were found when it was asked: the text itself is not kept for this. */
  wordRules: readonly string[];
  askerWorksAtDesk: boolean;
  askerIs: readonly Audience[];
};

export type Route = {
  to: string;
  rule: string;
  reason: LocalText;
  raises?: Confidentiality;
  shows: string[];
};

/**
 * Which desk gets a question, and why: the first rule that fits wins. The signposts of every word rule found
 * are shown, since what a person wrote calls for them whichever rule chooses the desk.
 */
export function route(
  question: Question,
  organisation: Pick<Organisation, "desks" | "topics" | "routing">,
): Route {
  const topic = organisation.topics.find((candidate) => candidate.key === question.topic);
  const situation = { question, topic };
  const rule = organisation.routing.find((candidate) => fits(candidate, situation));
  if (!rule) return toFrontOffice(question, organisation);
  return {
    to: rule.to === "topic-desk" && topic ? topic.desk : rule.to,
    rule: rule.name,
    reason: rule.reason,
    ...(rule.raises && { raises: rule.raises }),
    shows: shownFor(question, organisation.routing, rule),
  };
}

/** The highest of what the topic asks and what the words raise: words may raise, only a person may lower. */
export function confidentialityOf(
  topic: Pick<Topic, "confidentiality"> | undefined,
  wordRules: readonly string[],
  organisation: Pick<Organisation, "routing">,
): Confidentiality {
  return organisation.routing
    .filter((rule) => wordRules.includes(rule.name))
    .reduce((sofar, rule) => highest(sofar, rule.raises ?? "open"), topic?.confidentiality ?? "open");
}

type Situation = { question: Question; topic: Topic | undefined };
type Condition = keyof When;
type Holds<C extends Condition> = (
  wanted: NonNullable<When[C]>,
  situation: Situation,
  rule: RoutingRule,
) => boolean;

const conditions = {
  askerWorksAtDesk: (wanted, { question }) => question.askerWorksAtDesk === wanted,
  confidentialityAtLeast: (minimum, { question }) => isAtLeast(question.confidentiality, minimum),
  confidentiality: (wanted, { question }) => question.confidentiality === wanted,
  words: (_words, { question }, rule) => question.wordRules.includes(rule.name),
  topicStartsAt: (wanted, { topic }) => topic?.startsAt === wanted,
  topicKnownBy: (ways, { question, topic }) =>
    topic !== undefined && question.topicKnownBy !== undefined && ways.includes(question.topicKnownBy),
  topicNotForAsker: (wanted, { question, topic }) =>
    (topic !== undefined && !overlap(topic.audience, question.askerIs)) === wanted,
  askerIs: (audience, { question }) => overlap(audience, question.askerIs),
} as const satisfies { [C in Condition]-?: Holds<C> };

function fits(rule: RoutingRule, situation: Situation): boolean {
  if (rule.to === "topic-desk" && !situation.topic) return false;
  return (Object.keys(rule.when) as Condition[]).every((condition) => holds(condition, rule, situation));
}

function holds<C extends Condition>(condition: C, rule: RoutingRule, situation: Situation): boolean {
  const wanted = rule.when[condition];
  // The compiler cannot see that a condition and its predicate stand under the same name.
  return wanted === undefined || (conditions[condition] as Holds<C>)(wanted, situation, rule);
}

function toFrontOffice(
  question: Question,
  { desks, routing }: Pick<Organisation, "desks" | "routing">,
): Route {
  const front = desks.find((desk) => desk.kind === "front");
  if (!front) throw new Error("an organisation has a front office");
  return {
    to: front.key,
    rule: "front-office",
    reason: ownReasons["front-office"],
    shows: shownFor(question, routing),
  };
}

function shownFor(question: Question, rules: readonly RoutingRule[], chosen?: RoutingRule): string[] {
  const showing = rules.filter((rule) => rule === chosen || question.wordRules.includes(rule.name));
  return [...new Set(showing.flatMap((rule) => rule.shows ?? []))];
}

const overlap = (some: readonly Audience[], others: readonly Audience[]) =>
  some.some((one) => others.includes(one));
