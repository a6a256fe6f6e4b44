import type { Organisation } from "../organisation/organisation.ts";
import type { LocalText } from "../text.ts";
import { confidenceOf } from "./confidence.ts";
import { type ReadyIndex, type Suggestion, suggest } from "./matcher.ts";
import { lookedAtAs, type TopicRecord } from "./record.ts";

/** A topic as somebody may choose it, and how likely a question is about it. */
export type LikelyTopic = {
  topic: string;
  /** Of a topic that was found in questions: the configured one that it stands under. */
  under?: string;
  name: LocalText;
  score: number;
};

export type LikelyTopics = {
  topics: LikelyTopic[];
  /** How likely the first is right, between 0 and 1. */
  confidence: number;
};

type Known = { records: ReadonlyMap<string, TopicRecord>; index: ReadyIndex };
type Options = { count: number; isTyping?: boolean };

/**
 * The topics that a person may choose from for a question, the likeliest first. What was merged is suggested as what
 * it was merged into; what has no name yet, or was archived, is not, but it does make the first less sure.
 */
export function likelyTopics(
  { records, index }: Known,
  organisation: Pick<Organisation, "topics">,
  text: string,
  { count, isTyping = false }: Options,
): LikelyTopics {
  for (let asked = count * 4; ; asked *= 4) {
    const { ranked } = suggest(index, text, asked, { isTyping });
    const merged = asMerged(ranked, records);
    const topics = merged.flatMap((one) => choosable(one, records, organisation)).slice(0, count);
    if (topics.length < count && ranked.length === asked) continue;
    return { topics, confidence: confidenceIn(topics[0], merged) };
  }
}

/** Each topic once, with the best score of all that is looked at as it. */
function asMerged(ranked: readonly Suggestion[], records: Known["records"]): Suggestion[] {
  const best = new Map<string, Suggestion>();
  for (const { topic: learnt, score } of ranked) {
    const topic = lookedAtAs(learnt, records);
    if (!best.has(topic)) best.set(topic, { topic, score });
  }
  return [...best.values()];
}

function choosable(
  { topic, score }: Suggestion,
  records: Known["records"],
  { topics }: Pick<Organisation, "topics">,
): LikelyTopic[] {
  const record = records.get(topic);
  if (record?.archivedAt) return [];
  const configured = topics.find(({ key }) => key === topic);
  if (configured) return [{ topic, name: configured.name, score }];
  return record?.name && record.under ? [{ topic, under: record.under, name: record.name, score }] : [];
}

function confidenceIn(first: LikelyTopic | undefined, ranked: readonly Suggestion[]): number {
  const rival = ranked.find(({ topic }) => topic !== first?.topic);
  return first ? confidenceOf(rival ? [first, rival] : [first]) : 0;
}
