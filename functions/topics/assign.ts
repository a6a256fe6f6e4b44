import type { Instant } from "../../shared/clock/instant.ts";
import { assign } from "../../shared/faq/cluster.ts";
import { type CountedTopic, countsDemand, guessedAs } from "../../shared/faq/counted.ts";
import { newRecord, type TopicRecord } from "../../shared/faq/record.ts";
import { topicOf } from "../../shared/organisation/lookup.ts";
import type { Organisation } from "../../shared/organisation/organisation.ts";
import { noTopic } from "../../shared/report/cell.ts";
import type { Ticket } from "../../shared/ticket/ticket.ts";
import { mintAt } from "../runtime/request.ts";
import type { Table } from "../store/table.ts";
import { type KnownTopics, knownTopics } from "./known.ts";

/** What a question looks like, and the record of the topic that it opens where it looks like none. */
export type Guess = { about: CountedTopic; found?: TopicRecord | undefined };

/** Topics that this container found and may not have stored: who is counted first for one stores it. */
const opened = new WeakMap<KnownTopics["index"], Map<string, TopicRecord>>();

/**
 * Puts a question that nobody said the topic of with those it looks like; where an agent saw that it is about nothing
 * that has a name, with those that have none. The container's own matcher learns it, so that the next one like it, a
 * moment later, comes to the same topic.
 */
export async function guess(
  table: Table,
  organisation: Organisation,
  { ticket, text, at }: { ticket: Ticket; text: string; at: Instant },
): Promise<Guess> {
  const known = await knownTopics(table, organisation, at);
  const founds = opened.get(known.index) ?? new Map<string, TopicRecord>();
  opened.set(known.index, founds);
  const isFound = (topic: string) => !topicOf(organisation, topic);
  const isNamed = (topic: string) => !isFound(topic) || known.records.get(topic)?.name !== undefined;
  const mayBe = ticket.topicDenied ? (topic: string) => !isNamed(topic) : undefined;
  const { topic, isNew } = assign(known.index, text, newKey(at), mayBe);
  if (isNew) {
    const { key } = organisation.organisation;
    founds.set(topic, newRecord({ organisation: key, key: topic, origin: "found" }, at));
  }
  if (known.records.has(topic)) founds.delete(topic);
  const under = known.records.get(topic)?.under ?? topic;
  // What is kept too closely to be counted is not said of a question by a machine either.
  const isKept = countsDemand(topic, organisation) && countsDemand(under, organisation);
  return { about: guessedAs(isKept ? topic : noTopic, ticket), found: founds.get(topic) };
}

const newKey = (at: Instant) => `new-${mintAt(at).content().split("_")[1]?.toLowerCase()}`;
