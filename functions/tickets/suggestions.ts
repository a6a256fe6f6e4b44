import type { Instant } from "../../shared/clock/instant.ts";
import type { SuggestedTopic } from "../../shared/contract/view.ts";
import { AnswerAudience } from "../../shared/faq/record.ts";
import type { Organisation } from "../../shared/organisation/organisation.ts";
import type { Content } from "../../shared/ticket/content.ts";
import type { Ticket } from "../../shared/ticket/ticket.ts";
import { log, placeOf } from "../runtime/log.ts";
import type { Table } from "../store/table.ts";
import { knownTopics } from "../topics/known.ts";
import { suggestionsFor } from "../topics/suggest.ts";

const shownTopics = 3;

/** What a question may be about, for whoever handles it. A ticket is shown without where that cannot be told now. */
export async function suggestedFor(
  { table, organisation, at }: { table: Table; organisation: Organisation; at: Instant },
  ticket: Ticket,
  question: Content | undefined,
): Promise<SuggestedTopic[] | undefined> {
  if (ticket.state === "closed" || !question || question.isRedacted) return undefined;
  try {
    const known = await knownTopics(table, organisation, at);
    const wanted = { count: shownTopics, audiences: AnswerAudience.options, at };
    return await suggestionsFor(table, known, organisation, question.text, wanted);
  } catch (error) {
    log.warn("a ticket was shown without suggestions", placeOf(error));
    return undefined;
  }
}
