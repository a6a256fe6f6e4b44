import type { Instant } from "../../shared/clock/instant.ts";
import { instantOf } from "../../shared/clock/instant.ts";
import { localDay } from "../../shared/clock/zone.ts";
import type { TopicRecord } from "../../shared/faq/record.ts";
import { topicOf } from "../../shared/organisation/lookup.ts";
import type { Organisation } from "../../shared/organisation/organisation.ts";
import { saveAlone } from "../store/demand.ts";
import type { Table } from "../store/table.ts";
import { changeWrite } from "../store/topics.ts";

/**
 * Who keeps an answer right hears that somebody has to look whether it still holds: once for each date, however often
 * it is told, since a reminder stands among the changes by that date.
 */
export async function remindOfReview(
  table: Table,
  organisation: Organisation,
  record: TopicRecord | undefined,
  at: Instant,
): Promise<void> {
  const { key, zone } = organisation.organisation;
  const { reviewOn } = record ?? {};
  if (!record || record.mergedInto || record.archivedAt) return;
  if (!reviewOn || reviewOn >= localDay(Date.parse(at), zone)) return;
  const owner = record.owner ?? topicOf(organisation, record.under ?? record.key)?.desk;
  for (const { revision, audience, until } of record.publications) {
    if (until !== undefined) continue;
    const change = {
      at: instantOf(Date.parse(reviewOn)),
      topic: record.key,
      revision,
      audience,
      what: "review-due",
      owner,
    } as const;
    await saveAlone(table, changeWrite(table, key, change));
  }
}
