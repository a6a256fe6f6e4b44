import { topicOf } from "../../shared/organisation/lookup.ts";
import type { Organisation } from "../../shared/organisation/organisation.ts";
import { type Refusal, refusedAt } from "../../shared/refusal.ts";
import type { KnownTopic, UsedAnswer } from "../../shared/ticket/event.ts";
import type { TopicSaid } from "../../shared/ticket/topic.ts";
import { loadRevisions } from "../store/answers.ts";
import type { Table } from "../store/table.ts";
import { loadRecord } from "../store/topics.ts";

type NamedTopic = Omit<KnownTopic, "knownBy">;

/**
 * The topic that a key names. One that was found in questions and has got a name stands under a configured topic, and
 * is a part of it; any other key is left to the rules, which know only the configured ones.
 */
export async function topicNamed(table: Table, organisation: Organisation, key: string): Promise<NamedTopic> {
  if (topicOf(organisation, key)) return { key };
  const record = await loadRecord(table, organisation.organisation.key, key);
  return record?.name && record.under ? { key: record.under, part: key } : { key };
}

type Said = { topic?: string | null | undefined; how: "confirmed" | "accepted" };

/** What an agent says of a question's topic: nothing, none of those that there are, or which. */
export async function topicSaidIn(
  table: Table,
  organisation: Organisation,
  { topic, how }: Said,
): Promise<TopicSaid | undefined> {
  if (topic === undefined) return undefined;
  return topic === null ? "none" : { ...(await topicNamed(table, organisation, topic)), how };
}

/** Why an answer cannot have been used: what never was published was nobody's answer. */
export async function notUsed(
  table: Table,
  organisation: Organisation,
  { topic, revision }: UsedAnswer,
  at: string,
): Promise<Refusal | undefined> {
  const wanted = [{ topic, number: revision }];
  const [found] = await loadRevisions(table, organisation.organisation.key, wanted);
  if (found?.publishedAt) return undefined;
  return refusedAt(at, "unknown", "an answer that is or was published: its topic and its revision");
}
