import { deskOf, topicOf } from "../organisation/lookup.ts";
import type { Organisation } from "../organisation/organisation.ts";
import { type Refusal, refused, refusedAt } from "../refusal.ts";
import type { Edited, Editing, TopicCommand, Verdict } from "./editing.ts";
import type { TopicRecord } from "./record.ts";
import { reviewOnAfter } from "./review.ts";

// What an editor does to a topic itself: its name, who keeps it, whether it is looked at.

type Command<D extends TopicCommand["do"]> = Extract<TopicCommand, { do: D }>;

export const isUnnamed = ({ origin, name }: TopicRecord) => origin !== "configured" && !name;

/** From then on a found topic is one like the others, under the one that tells its desk and its targets. */
export function open({ record }: Edited, { name, under }: Command<"open">, deed: Editing): Verdict {
  if (record.origin === "configured") return refused("topic-configured");
  if (record.name) return refused("topic-named");
  return (
    notUnder(under, deed.organisation) ?? { record: { name, under }, did: { did: "opened", topic: under } }
  );
}

export function name(
  { record }: Edited,
  { name, under = record.under }: Command<"name">,
  deed: Editing,
): Verdict {
  if (record.origin === "configured") return refused("topic-configured");
  if (!record.name || !under) return refused("topic-unnamed");
  return (
    notUnder(under, deed.organisation) ?? { record: { name, under }, did: { did: "named", topic: under } }
  );
}

function notUnder(under: string, organisation: Organisation): Refusal | undefined {
  const topic = topicOf(organisation, under);
  if (!topic) return refusedAt("under", "unknown", "the key of a topic of the configuration");
  if (topic.startsAt === "signpost") return refusedAt("under", "signpost", "a topic that is recorded");
  // Its questions were counted and learnt from, which for what is kept so closely may not be.
  if (!organisation.confidentiality[topic.confidentiality].counted) {
    return refusedAt("under", "not-counted", "a topic whose questions are counted");
  }
  return undefined;
}

export function setOwner({ record }: Edited, desk: string, { organisation }: Editing): Verdict {
  if (!deskOf(organisation, desk)) return refusedAt("desk", "unknown", "the key of a desk");
  return record.owner === desk ? "as-it-was" : { record: { owner: desk }, did: { did: "owner-set", desk } };
}

export function setReview({ record }: Edited, day: string, { today }: Editing): Verdict {
  if (day < today) return refusedAt("day", "past", "today or a later day");
  return record.reviewOn === day
    ? "as-it-was"
    : { record: { reviewOn: day }, did: { did: "review-set", day } };
}

/** Somebody looked and it still holds: the next look is due a whole term from today. */
export function findStillRight(edited: Edited, deed: Editing): Verdict {
  if (!edited.record.publications.some(({ until }) => until === undefined)) return refused("not-published");
  const reviewOn = nextReview(edited, deed);
  return { record: { reviewOn }, did: { did: "found-still-right", day: reviewOn } };
}

export const nextReview = ({ record, topic }: Edited, { today, rules }: Editing) =>
  reviewOnAfter(today, topic?.key ?? record.under ?? record.key, rules);

const aside = {
  mute: { field: "mutedAt", isSet: true, did: "muted" },
  unmute: { field: "mutedAt", isSet: false, did: "unmuted" },
  archive: { field: "archivedAt", isSet: true, did: "archived" },
  unarchive: { field: "archivedAt", isSet: false, did: "unarchived" },
} as const;

/** Nothing is lost by it: what was published of an archived topic is there again when it is taken back. */
export function setAside({ record, topic }: Edited, what: keyof typeof aside, { at }: Editing): Verdict {
  if (what === "archive" && topic?.keep === "always") return refused("always-kept");
  const { field, isSet, did } = aside[what];
  if ((record[field] !== undefined) === isSet) return "as-it-was";
  return { record: { [field]: isSet ? at : undefined }, did: { did } };
}
