import type { Instant } from "../../shared/clock/instant.ts";
import { localDay } from "../../shared/clock/zone.ts";
import { isInForce } from "../../shared/faq/in-force.ts";
import { type AnswerAudience, answerFor, type Revision, type TopicRecord } from "../../shared/faq/record.ts";
import type { Organisation } from "../../shared/organisation/organisation.ts";
import { loadRevisions } from "../store/answers.ts";
import type { Table } from "../store/table.ts";

/** Which revision of a topic is the answer, and for whom. */
export type PublishedAnswer = { topic: string; revision: number; audience: AnswerAudience };

type Validity = Pick<Revision, "validFrom" | "validUntil">;

/** Nobody writes at a revision once it has been published, so its days are read once. */
const validities = new WeakMap<Table, Map<string, Validity>>();

/**
 * The answers that are in force for some audiences on the day of an instant, by topic; of one topic in the order of the
 * audiences. What is published, the records tell.
 */
export async function answersInForce(
  table: Table,
  records: ReadonlyMap<string, TopicRecord>,
  organisation: Organisation,
  { audiences, at }: { audiences: readonly AnswerAudience[]; at: Instant },
): Promise<Map<string, PublishedAnswer[]>> {
  const { key, zone } = organisation.organisation;
  const today = localDay(Date.parse(at), zone);
  const published = [...records.values()].flatMap((record) =>
    audiences.flatMap((audience): PublishedAnswer[] => {
      const revision = answerFor(record, audience);
      return revision === undefined ? [] : [{ topic: record.key, revision, audience }];
    }),
  );
  const days = await validitiesOf(table, key, published);
  const inForce = published.filter((answer) => {
    const validity = days.get(nameOf(key, answer));
    return validity !== undefined && isInForce({ state: "published", ...validity }, today);
  });
  return Map.groupBy(inForce, ({ topic }) => topic);
}

const nameOf = (organisation: string, { topic, revision }: Pick<PublishedAnswer, "topic" | "revision">) =>
  `${organisation}#${topic}#${revision}`;

async function validitiesOf(
  table: Table,
  organisation: Organisation["organisation"]["key"],
  answers: readonly PublishedAnswer[],
): Promise<ReadonlyMap<string, Validity>> {
  const known = validities.get(table) ?? new Map<string, Validity>();
  validities.set(table, known);
  const wanted = answers
    .filter((answer) => !known.has(nameOf(organisation, answer)))
    .map(({ topic, revision }) => ({ topic, number: revision }));
  const found = wanted.length > 0 ? await loadRevisions(table, organisation, wanted) : [];
  for (const { topic, number, validFrom, validUntil } of found) {
    known.set(nameOf(organisation, { topic, revision: number }), { validFrom, validUntil });
  }
  return known;
}
