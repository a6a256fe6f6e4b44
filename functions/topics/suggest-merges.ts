import type { Instant } from "../../shared/clock/instant.ts";
import { localDay } from "../../shared/clock/zone.ts";
import { mergeSuggestions } from "../../shared/faq/cluster.ts";
import { countsDemand } from "../../shared/faq/counted.ts";
import { lookedAtAs, stateOf } from "../../shared/faq/record.ts";
import type { Organisation } from "../../shared/organisation/organisation.ts";
import { weekOf } from "../../shared/report/day.ts";
import { loadMerges, mergesWrite, saveAlone } from "../store/demand.ts";
import type { Table } from "../store/table.ts";
import type { KnownTopics } from "./known.ts";

/** A list that is gone through in some minutes. */
const most = 10;

/**
 * Once a week, on its first night: which topics that were found look like another. Into what is kept too closely to
 * be counted nothing is merged by the look of it.
 */
export async function suggestMerges({
  table,
  organisation,
  known: { index, records },
  at,
}: {
  table: Table;
  organisation: Organisation;
  known: KnownTopics;
  at: Instant;
}): Promise<void> {
  const { key, zone } = organisation.organisation;
  const week = weekOf(localDay(Date.parse(at), zone));
  if (await loadMerges(table, key, week)) return;
  const isProvisional = (topic: string) => {
    const record = records.get(topic);
    return record !== undefined && stateOf(record) === "provisional";
  };
  const isApart = ({ topic, into }: { topic: string; into: string }) =>
    lookedAtAs(topic, records) !== lookedAtAs(into, records) &&
    !records.get(into)?.archivedAt &&
    countsDemand(records.get(into)?.under ?? into, organisation);
  const suggestions = mergeSuggestions(index, isProvisional, most * 2)
    .filter(isApart)
    .map((one) => ({ ...one, into: lookedAtAs(one.into, records) }))
    .slice(0, most);
  await saveAlone(table, mergesWrite(table, key, { week, madeAt: at, suggestions }));
}
