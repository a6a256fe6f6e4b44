import type { MaskedQuestion } from "../../shared/contract/topic-view.ts";
import type { TopicRecord } from "../../shared/faq/record.ts";
import { topicOf } from "../../shared/organisation/lookup.ts";
import type { Organisation } from "../../shared/organisation/organisation.ts";
import type { Table } from "../store/table.ts";
import { type Known, knownQuestions } from "./learn.ts";
import { involvedIn, maskAll } from "./masked.ts";

type Looking = { table: Table; organisation: Organisation };

/**
 * The newest questions of a topic and of those merged into it, that an editor may see: none of what is kept more
 * closely than the rest, of the topic or of the question itself.
 */
export async function newestQuestions(
  looking: Looking,
  topics: readonly { key: string; record: TopicRecord | undefined }[],
  count: number,
): Promise<Known[]> {
  const open = topics.filter((topic) => isOpen(topic, looking.organisation));
  const found = await Promise.all(open.map(({ key }) => knownQuestions(looking, key, count + closedAtMost)));
  return found
    .flat()
    .filter(({ ticket }) => ticket.confidentiality === "open")
    .toSorted((one, other) => (one.ticket.askedAt < other.ticket.askedAt ? 1 : -1))
    .slice(0, count);
}

/** So many more are read, since some may not be shown. */
const closedAtMost = 10;

function isOpen(
  { key, record }: { key: string; record: TopicRecord | undefined },
  organisation: Organisation,
) {
  const place =
    topicOf(organisation, key) ?? (record?.under ? topicOf(organisation, record.under) : undefined);
  return place === undefined || place.confidentiality === "open";
}

export async function maskedQuestions(
  { table, organisation }: Looking,
  questions: readonly Known[],
): Promise<MaskedQuestion[]> {
  const masked = await maskAll(
    table,
    organisation.organisation.key,
    questions.map(({ ticket, text }) => ({
      text,
      language: ticket.language,
      ticketId: ticket.ticketId,
      askedAt: ticket.askedAt,
    })),
    questions.flatMap(({ ticket }) => involvedIn(ticket)),
  );
  return masked;
}
