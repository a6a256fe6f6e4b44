import { gunzipSync } from "node:zlib";
import type { Instant } from "../../shared/clock/instant.ts";
import { unpack } from "../../shared/faq/index-pack.ts";
import type { ReadyIndex } from "../../shared/faq/matcher.ts";
import type { OrganisationId } from "../../shared/id.ts";
import { log, placeOf } from "../runtime/log.ts";
import { loadPageIndex, type Page, pageIndexMadeAt } from "../store/page-index.ts";
import type { Table } from "../store/table.ts";
import type { KnownTopics } from "./known.ts";

/** The index of a page as the night made it. */
export type StoredIndex = { madeAt: Instant; bytes: Uint8Array };
/** What a warm function keeps, of one page of an organisation. */
type Kept = { lookedAt?: Instant; stored?: StoredIndex | undefined };
const kept = new WeakMap<Table, Map<string, Kept>>();
const lookEveryMs = 15_000;

export async function storedIndex(
  table: Table,
  organisation: OrganisationId,
  page: Page,
  at: Instant,
): Promise<StoredIndex | undefined> {
  const has = keptOf(table, organisation, page);
  if (has.lookedAt && Date.parse(at) - Date.parse(has.lookedAt) < lookEveryMs) return has.stored;
  const madeAt = await pageIndexMadeAt(table, organisation);
  if (madeAt && madeAt !== has.stored?.madeAt) {
    const bytes = await loadPageIndex(table, organisation, page, madeAt);
    if (bytes) has.stored = { madeAt, bytes };
  }
  has.lookedAt = at;
  return has.stored;
}

function keptOf(table: Table, organisation: OrganisationId, page: Page): Kept {
  const ofTable = kept.get(table) ?? new Map<string, Kept>();
  kept.set(table, ofTable);
  const name = `${organisation}#${page}`;
  const found = ofTable.get(name) ?? {};
  ofTable.set(name, found);
  return found;
}

/** One that another version of the helpdesk packed is done without until the next night. */
export function unpacked(
  bytes: Uint8Array,
  glossary: KnownTopics["index"]["glossary"],
): ReadyIndex | undefined {
  try {
    return unpack(gunzipSync(bytes), glossary).index;
  } catch (error) {
    log.warn("the stored index of pages cannot be read", placeOf(error));
    return undefined;
  }
}
