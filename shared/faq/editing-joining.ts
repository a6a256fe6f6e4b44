import { topicOf } from "../organisation/lookup.ts";
import type { Organisation } from "../organisation/organisation.ts";
import { type Refusal, refused, refusedAt } from "../refusal.ts";
import { isAtLeast } from "../ticket/confidentiality.ts";
import type { Edited, Editing, TopicCommand, Verdict } from "./editing.ts";
import { isUnnamed } from "./editing-care.ts";
import { newRecord, type TopicRecord } from "./record.ts";
import type { Topic } from "./topic.ts";

// A merge is an alias: what each topic has stays with it, so that taking the alias away leaves all as it was.

/** @param edited `other` is the topic to merge into; both are written, so that two at once cannot make a circle */
export function merge(edited: Edited, { organisation }: Editing): Verdict {
  const { record, topic, other } = edited;
  if (!other) return refusedAt("into", "unknown", "the key of a topic");
  if (other.record.key === record.key) return refusedAt("into", "itself", "another topic");
  if (record.mergedInto || other.record.mergedInto) return refused("topic-merged");
  if (other.record.archivedAt) return refused("topic-archived");
  if (isUnnamed(other.record) && !isUnnamed(record))
    return refusedAt("into", "unnamed", "a topic that has a name");
  const no = notTogether(edited, other, organisation);
  if (no) return no;
  if (topic?.keep === "always") return refused("always-kept");
  return {
    record: { mergedInto: other.record.key },
    did: { did: "merged", topic: other.record.key },
    other: { record: other.record, did: { did: "took-in", topic: record.key } },
  };
}

function notTogether(
  one: Edited,
  other: Edited["other"] & {},
  organisation: Organisation,
): Refusal | undefined {
  if (one.topic && !other.topic) return refusedAt("into", "not-configured", "a topic of the configuration");
  const [here, there] = [placeOf(one, organisation), placeOf(other, organisation)];
  if ([here, there].some((place) => place?.startsAt === "signpost")) return refused("not-recorded");
  if (isClosed(here) !== isClosed(there)) {
    return refusedAt("into", "confidentiality", "a topic that is kept as closely");
  }
  return undefined;
}

/** The configured topic that tells how questions about a topic are treated. */
const placeOf = (
  { topic, record }: { topic: Topic | undefined; record: TopicRecord },
  organisation: Organisation,
) => topic ?? (record.under ? topicOf(organisation, record.under) : undefined);

const isClosed = (topic: Topic | undefined) =>
  topic !== undefined && isAtLeast(topic.confidentiality, "restricted");

export function unmerge({ record, other }: Edited): Verdict {
  if (!record.mergedInto) return refused("not-merged");
  return {
    record: { mergedInto: undefined },
    did: { did: "unmerged", topic: record.mergedInto },
    ...(other && { other: { record: other.record, did: { did: "gave-back", topic: record.key } } }),
  };
}

type Split = Extract<TopicCommand, { do: "split" }>;

/** The chosen questions become a topic of their own; to undo it, the new one is merged back. */
export function split({ record, topic }: Edited, { key, name, tickets }: Split, deed: Editing): Verdict {
  if (topic?.startsAt === "signpost") return refused("not-recorded");
  const under = topic?.key ?? record.under;
  if (name && !under) return refused("topic-unnamed");
  const { organisation } = record;
  const made = newRecord(
    { organisation, key, origin: "split", splitFrom: record.key, ...(name && { name, under }) },
    deed.at,
  );
  return {
    did: { did: "split", topic: key, tickets },
    other: { record: made, did: { did: "split-off", topic: record.key, tickets } },
  };
}
