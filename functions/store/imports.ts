import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import type { Instant } from "../../shared/clock/instant.ts";
import type { ImportTotals, Leavers, RowResult } from "../../shared/contract/view.ts";
import type { ImportId, OrganisationId, PersonId } from "../../shared/id.ts";
import { importPartition, type Key, keys } from "./keys.ts";
import { get, marshalled, type Page, query, type Stored, type Table } from "./table.ts";

export type Import = {
  importId: ImportId;
  kind: "phone-log" | "people";
  name?: string | undefined;
  by: PersonId;
  startedAt: Instant;
  leavers?: Leavers | undefined;
};

/** Part of a file as it was taken in. Sent again, the same part takes the place of the first. */
export type Part = { first: number; rows: RowResult[]; people?: PersonId[] };

const keptDays = 90;

const save = (table: Table, at: Instant, item: Key & Record<string, unknown>) =>
  table.client.send(
    new PutItemCommand({
      TableName: table.name,
      Item: marshalled({ ...item, expiresAt: Math.ceil(Date.parse(at) / 1000) + keptDays * 86_400 }),
    }),
  );

export const saveImport = (table: Table, organisation: OrganisationId, started: Import) =>
  save(table, started.startedAt, { ...keys.import(organisation, started.importId), data: started });

export const loadImport = (table: Table, organisation: OrganisationId, importId: ImportId) =>
  get<Import>(table, keys.import(organisation, importId));

export async function savePart(
  table: Table,
  organisation: OrganisationId,
  { importId, startedAt }: Import,
  part: Part,
): Promise<void> {
  const { first, rows } = part;
  const data = { ...part, rows: rows.map(briefly) };
  await save(table, startedAt, { ...keys.importRows(organisation, importId, first), data });
  await save(table, startedAt, { ...keys.importTotals(organisation, importId, first), data: totalsOf(rows) });
}

const faultsKept = 5;
const lengthKept = 120;

/** An item holds 400 KB: of a row with very many faults the first are kept, as much as 250 rows leave room for. */
function briefly({ faults, ...row }: RowResult): RowResult {
  const kept = faults?.slice(0, faultsKept).map(({ column, code, message }) => ({
    column: column.slice(0, lengthKept),
    code,
    message: message.slice(0, lengthKept),
  }));
  return kept ? { ...row, faults: kept } : row;
}

export function totalsOf(rows: readonly RowResult[]): ImportTotals {
  const count = (result: RowResult["result"]) => rows.filter((row) => row.result === result).length;
  return { rows: rows.length, accepted: count("accepted"), known: count("known"), refused: count("refused") };
}

/** What became of the whole file so far, added up over its parts. */
export async function importTotals(
  table: Table,
  organisation: OrganisationId,
  importId: ImportId,
): Promise<ImportTotals> {
  const { items } = await query(table, { pk: importPartition(organisation, importId), begins: "totals#" });
  return (items as Stored<ImportTotals>[]).reduce(
    (sum, { data }) => ({
      rows: sum.rows + data.rows,
      accepted: sum.accepted + data.accepted,
      known: sum.known + data.known,
      refused: sum.refused + data.refused,
    }),
    { rows: 0, accepted: 0, known: 0, refused: 0 },
  );
}

/** The parts of a file in its own order, one part a page. */
export async function listParts(
  table: Table,
  organisation: OrganisationId,
  importId: ImportId,
  { limit, after }: { limit?: number; after?: string | undefined },
): Promise<Page<Part>> {
  const page = await query(table, {
    pk: importPartition(organisation, importId),
    begins: "rows#",
    ...(limit && { limit }),
    after,
  });
  return { items: (page.items as Stored<Part>[]).map(({ data }) => data), next: page.next };
}
