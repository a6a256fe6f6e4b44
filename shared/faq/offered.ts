import { topicOf } from "../organisation/lookup.ts";
import type { Organisation } from "../organisation/organisation.ts";
import type { LocalText } from "../text.ts";
import type { TopicRecord } from "./record.ts";
import type { Topic } from "./topic.ts";

/** A topic that people may choose, and the configured one that its routing and audience come from: itself, mostly. */
export type OfferedTopic = { key: string; name: LocalText; configured: Topic };

/**
 * The topics that people may choose: what the configuration has, in its order, and behind it what was found in
 * questions and named since. What was merged stands for itself no more, and what was archived is not offered.
 */
export function offeredTopics(
  organisation: Pick<Organisation, "topics">,
  records: ReadonlyMap<string, TopicRecord>,
): OfferedTopic[] {
  const isOffered = (key: string) => !records.get(key)?.mergedInto && !records.get(key)?.archivedAt;
  const configured = organisation.topics.map((topic) => ({
    key: topic.key,
    name: topic.name,
    configured: topic,
  }));
  const found = [...records.values()].flatMap((record) => offeredAs(record, organisation));
  return [...configured, ...found.toSorted(byKey)].filter(({ key }) => isOffered(key));
}

const byKey = (one: OfferedTopic, other: OfferedTopic) => (one.key < other.key ? -1 : 1);

function offeredAs(
  { key, name, under }: TopicRecord,
  organisation: Pick<Organisation, "topics">,
): OfferedTopic[] {
  const configured = under && topicOf(organisation, under);
  return name && configured && !topicOf(organisation, key) ? [{ key, name, configured }] : [];
}
