import type { Instant } from "../../shared/clock/instant.ts";
import { localDay } from "../../shared/clock/zone.ts";
import { signpost } from "../../shared/contract/show.ts";
import type { SuggestedTopic } from "../../shared/contract/view.ts";
import { isInForce } from "../../shared/faq/in-force.ts";
import { type LikelyTopic, likelyTopics } from "../../shared/faq/likely.ts";
import type { ReadyIndex } from "../../shared/faq/matcher.ts";
import { type AnswerAudience, answerFor, type Revision } from "../../shared/faq/record.ts";
import { topicOf } from "../../shared/organisation/lookup.ts";
import type { Organisation } from "../../shared/organisation/organisation.ts";
import { loadRevisions } from "../store/answers.ts";
import type { Table } from "../store/table.ts";
import type { KnownTopics } from "./known.ts";

type Wanted = {
  count: number;
  /** For whom the answers may be. */
  audiences: readonly AnswerAudience[];
  at: Instant;
  /** The question is still being typed: its last word may be unfinished. */
  isTyping?: boolean;
};

/**
 * The topics that a question is likeliest about, best first, with the answers that are in force for the audiences asked
 * for. The first says how likely it is right. A signpost topic says where to go instead.
 */
export async function suggestionsFor(
  table: Table,
  known: Pick<KnownTopics, "records"> & { index: ReadyIndex },
  organisation: Organisation,
  text: string,
  { count, audiences, at, isTyping = false }: Wanted,
): Promise<SuggestedTopic[]> {
  const { topics, confidence } = likelyTopics(known, organisation, text, { count, isTyping });
  const keys = topics.map(({ topic }) => topic);
  const answers = await answersOf(table, known, organisation, keys, { audiences, at });
  return topics.map((likely, i) => ({
    ...shown(likely, organisation),
    ...(i === 0 && { confidence }),
    answers: (answers.get(likely.topic) ?? []).map(({ number, audience, texts }) => ({
      revision: number,
      audience,
      texts,
    })),
  }));
}

function shown({ topic, under, name }: LikelyTopic, organisation: Organisation) {
  const pointsTo = topicOf(organisation, topic)?.signpost;
  return {
    topic,
    name,
    ...(under && { under }),
    ...(pointsTo && { signpost: signpost(pointsTo, organisation)[0] }),
  };
}

/**
 * The revisions that are the answers of topics for some audiences, in force on the day of an instant. They are read
 * by key, so that one that was withdrawn a moment ago is gone.
 */
async function answersOf(
  table: Table,
  { records }: Pick<KnownTopics, "records">,
  organisation: Organisation,
  topics: readonly string[],
  { audiences, at }: { audiences: readonly AnswerAudience[]; at: Instant },
): Promise<Map<string, Revision[]>> {
  const { key, zone } = organisation.organisation;
  const today = localDay(Date.parse(at), zone);
  const wanted = topics.flatMap((topic) => publishedOf(topic, records, audiences));
  const found = await loadRevisions(table, key, wanted);
  return Map.groupBy(
    found.filter((revision) => isInForce(revision, today)),
    ({ topic }) => topic,
  );
}

function publishedOf(
  topic: string,
  records: KnownTopics["records"],
  audiences: readonly AnswerAudience[],
): { topic: string; number: number }[] {
  const record = records.get(topic);
  const numbers = record ? audiences.flatMap((audience) => answerFor(record, audience) ?? []) : [];
  return numbers.map((number) => ({ topic, number }));
}
