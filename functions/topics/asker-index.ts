import type { Instant } from "../../shared/clock/instant.ts";
import { emptyIndex, type ReadyIndex } from "../../shared/faq/matcher.ts";
import { withTopics } from "../../shared/faq/page-index.ts";
import type { Organisation } from "../../shared/organisation/organisation.ts";
import type { Page } from "../store/page-index.ts";
import type { Table } from "../store/table.ts";
import type { KnownTopics } from "./known.ts";
import { choosableTopics } from "./page-topics.ts";
import { storedIndex, unpacked } from "./stored-index.ts";

type Asking = { table: Table; organisation: Organisation; known: KnownTopics; at: Instant };

/** What a warm function keeps: it is made anew when the night's index, what may be chosen or the glossary is another. */
type Kept = { madeOf: string; glossary: ReadyIndex["glossary"]; index: ReadyIndex };
const kept = new WeakMap<Table, Map<string, Kept>>();

/**
 * What ranks topics for whoever asks: of questions only what several people brought, as on a page, and names and
 * examples. What the helpdesk's own matcher learnt of a single question would tell anybody who types a colleague's name
 * what was asked about them.
 */
export async function askerIndex(
  { table, organisation, known, at }: Asking,
  page: Page,
): Promise<ReadyIndex> {
  const { key } = organisation.organisation;
  const { glossary } = known.index;
  const stored = await storedIndex(table, key, page, at);
  const topics = choosableTopics(organisation, known);
  const madeOf = JSON.stringify([stored?.madeAt, topics]);
  const ofTable = kept.get(table) ?? new Map<string, Kept>();
  kept.set(table, ofTable);
  const has = ofTable.get(`${key}#${page}`);
  if (has?.madeOf === madeOf && has.glossary === glossary) return has.index;
  const night = stored && unpacked(stored.bytes, glossary);
  const index = withTopics(night ?? emptyIndex(glossary), topics);
  ofTable.set(`${key}#${page}`, { madeOf, glossary, index });
  return index;
}
