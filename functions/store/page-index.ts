import type { Instant } from "../../shared/clock/instant.ts";
import type { OrganisationId } from "../../shared/id.ts";
import { keys, pageIndexPartition } from "./keys.ts";
import { commit, get, put, query, type Stored, type Table, type Write } from "./table.ts";

/** Whose page it is: anybody's, or that of who manages people. */
export const pages = ["employee", "line-manager"] as const;
export type Page = (typeof pages)[number];

type Part = { at: Instant; parts: number; bytes: Uint8Array };

/** When the index that is stored was made. */
export const pageIndexMadeAt = async (table: Table, organisation: OrganisationId) =>
  (await get<{ at: Instant }>(table, keys.pageIndex(organisation)))?.at;

/** Nothing where there is none, or where another one is just taking its place. */
export async function loadPageIndex(
  table: Table,
  organisation: OrganisationId,
  page: Page,
  at: Instant,
): Promise<Uint8Array | undefined> {
  const { items } = await query(table, { pk: pageIndexPartition(organisation), begins: `${page}#` });
  // One that was larger leaves parts behind.
  const own = (items as Stored<Part>[]).map(({ data }) => data).filter((part) => part.at === at);
  if (own.length === 0 || own.length !== own[0]?.parts) return undefined;
  return Buffer.concat(own.map(({ bytes }) => bytes));
}

/** An item of the table holds 400 KB. */
const partBytes = 350 * 1024;

/** All pages at once. An index that was made from a later look stays. */
export async function savePageIndex(
  table: Table,
  organisation: OrganisationId,
  at: Instant,
  packs: Record<Page, Uint8Array>,
): Promise<"saved" | "conflict"> {
  const head = put(
    table,
    { ...keys.pageIndex(organisation), at, data: { at } },
    "conflict",
    "attribute_not_exists(pk) OR #at <= :at",
    { ":at": at },
    { "#at": "at" },
  );
  const parts = pages.flatMap((page) =>
    partsOf(packs[page]).map((bytes, i, all) => ({ page, bytes, i, all })),
  );
  const writes = parts.map(
    ({ page, bytes, i, all }): Write =>
      put(
        table,
        { ...keys.pageIndexPart(organisation, page, i), data: { at, parts: all.length, bytes } },
        "conflict",
        "attribute_exists(pk) OR attribute_not_exists(pk)",
      ),
  );
  return (await commit(table, [head, ...writes])) === "saved" ? "saved" : "conflict";
}

const partsOf = (bytes: Uint8Array): Uint8Array[] =>
  Array.from({ length: Math.ceil(bytes.length / partBytes) }, (_, i) =>
    bytes.slice(i * partBytes, (i + 1) * partBytes),
  );
