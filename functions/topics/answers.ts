import type { Instant } from "../../shared/clock/instant.ts";
import { localDay } from "../../shared/clock/zone.ts";
import type { AnswerView } from "../../shared/contract/answer-view.ts";
import type { AnswerOf } from "../../shared/contract/operations.ts";
import { signpost } from "../../shared/contract/show.ts";
import { isInForce } from "../../shared/faq/in-force.ts";
import { type AnswerText, answerFor, type Revision, type TopicRecord } from "../../shared/faq/record.ts";
import type { OrganisationId } from "../../shared/id.ts";
import { topicOf } from "../../shared/organisation/lookup.ts";
import type { Organisation } from "../../shared/organisation/organisation.ts";
import type { Member } from "../../shared/person/member.ts";
import { type Refusal, refused } from "../../shared/refusal.ts";
import type { Given, Request } from "../runtime/request.ts";
import { loadRevisions } from "../store/answers.ts";
import type { Table } from "../store/table.ts";
import { listActs, loadRecord } from "../store/topics.ts";
import { askerIndex } from "./asker-index.ts";
import { audiencesOf, seesAll } from "./audience.ts";
import { knownTopics } from "./known.ts";
import { suggestionsFor } from "./suggest.ts";

/**
 * The answers of a topic. Everything is read as it is at this moment: what was published or withdrawn just now is found
 * or gone.
 */
export async function showAnswer(
  request: Request<"GET /v1/topics/{topic}/answer">,
): Promise<Given<"GET /v1/topics/{topic}/answer"> | Refusal> {
  const { member, organisation, table, at, params } = request;
  const [topic, audiences] = await Promise.all([
    topicLookedAt(table, member.organisation, params.topic),
    audiencesOf(table, member),
  ]);
  const configured = topicOf(organisation, topic.key);
  const name = configured?.name ?? topic.record?.name;
  if (!name) return refused("topic-unknown");
  const { record } = topic;
  const published = record ? audiences.flatMap((audience) => answerFor(record, audience) ?? []) : [];
  const answers = await answersShown({ member, organisation, table, at }, topic.key, published);
  return {
    body: {
      topic: topic.key,
      name,
      ...(configured?.signpost && { signpost: signpost(configured.signpost, organisation)[0] }),
      answers,
    },
  };
}

/** A topic, or what it was merged into, however many steps that takes. */
async function topicLookedAt(
  table: Table,
  organisation: OrganisationId,
  key: string,
): Promise<{ key: string; record: TopicRecord | undefined }> {
  const seen = new Set<string>();
  for (let at = key; ; ) {
    const record = await loadRecord(table, organisation, at);
    seen.add(at);
    if (!record?.mergedInto || seen.has(record.mergedInto)) return { key: at, record };
    at = record.mergedInto;
  }
}

type Asking = { member: Member; organisation: Organisation; table: Table; at: Instant };

async function answersShown(
  { member, organisation, table, at }: Asking,
  topic: string,
  numbers: readonly number[],
): Promise<AnswerView[]> {
  if (numbers.length === 0) return [];
  const today = localDay(Date.parse(at), organisation.organisation.zone);
  const [revisions, lookedAt] = await Promise.all([
    loadRevisions(
      table,
      member.organisation,
      numbers.map((number) => ({ topic, number })),
    ),
    lastLookedAt(table, member.organisation, topic),
  ]);
  return revisions
    .filter((revision) => isInForce(revision, today))
    .map((revision) => ({
      revision: revision.number,
      audience: revision.audience,
      texts: textsFor(member, revision.texts),
      sources: revision.sources,
      validFrom: revision.validFrom,
      ...(revision.validUntil && { validUntil: revision.validUntil }),
      reviewedAt: later(revision.publishedAt ?? revision.changedAt, lookedAt),
    }));
}

/** Whoever speaks with askers gets what is to be said as well. */
function textsFor(member: Member, { nl, en }: Revision["texts"]) {
  const shown = ({ written, spoken }: AnswerText) => ({ written, ...(seesAll(member) && { spoken }) });
  return { nl: shown(nl), ...(en && { en: shown(en) }) };
}

const later = (one: Instant, other: Instant | undefined): Instant => (other && other > one ? other : one);

const actsLookedThrough = 20;

/** When somebody found that the answers of a topic still hold. To publish one is to look at that one only. */
async function lastLookedAt(
  table: Table,
  organisation: OrganisationId,
  topic: string,
): Promise<Instant | undefined> {
  const acts = await listActs(table, organisation, topic, actsLookedThrough);
  return acts.find(({ did }) => did === "found-still-right")?.at;
}

const suggestedAtOnce = 3;

/** What somebody types is looked at and forgotten. */
export async function suggestTopics({
  member,
  organisation,
  table,
  at,
  body,
}: Request<"POST /v1/topics/suggest">): Promise<Given<"POST /v1/topics/suggest">> {
  const [known, audiences] = await Promise.all([
    knownTopics(table, organisation, at),
    audiencesOf(table, member),
  ]);
  const page = audiences.includes("line-manager") ? "line-manager" : "employee";
  const index = seesAll(member) ? known.index : await askerIndex({ table, organisation, known, at }, page);
  const suggested = await suggestionsFor(table, { ...known, index }, organisation, body.text, {
    count: suggestedAtOnce,
    audiences,
    at,
    isTyping: body.isTyping,
  });
  const suggestions: AnswerOf<"POST /v1/topics/suggest">["suggestions"] = suggested.map(
    ({ answers, ...topic }) => ({
      ...topic,
      answers: answers.map((answer) => ({ ...answer, texts: textsFor(member, answer.texts) })),
    }),
  );
  return { body: { suggestions } };
}
