import type { AnswerOf, Route } from "../../shared/contract/operations.ts";
import type { RowResult } from "../../shared/contract/view.ts";
import { isRefusal, type Refusal, refused } from "../../shared/refusal.ts";
import { cursorOf, positionIn } from "../runtime/cursor.ts";
import type { Given, Request } from "../runtime/request.ts";
import { type Import, importTotals, listParts, loadImport, saveImport } from "../store/imports.ts";

type Taking = Pick<Request, "table" | "member" | "at" | "mint"> & {
  body: { importId?: Import["importId"] | undefined; name?: string | undefined };
};

/** The import that a part belongs to: a new one with the first part, else the one it names. */
export async function importFor(
  { table, member, at, mint, body }: Taking,
  kind: Import["kind"],
): Promise<Import | Refusal> {
  if (body.importId) {
    const known = await loadImport(table, member.organisation, body.importId);
    return known?.kind === kind ? known : refused("import-unknown");
  }
  const started: Import = {
    importId: mint.import(),
    kind,
    name: body.name,
    by: member.person,
    startedAt: at,
  };
  await saveImport(table, member.organisation, started);
  return started;
}

/** Runs over rows a few at a time, keeping their order in the answer. */
export async function eachRow<T>(
  rows: readonly T[],
  atOnce: number,
  take: (row: T, index: number) => Promise<RowResult>,
): Promise<RowResult[]> {
  const results: RowResult[] = [];
  let next = 0;
  const worker = async () => {
    try {
      for (let i = next++; i < rows.length; i = next++) results[i] = await take(rows[i] as T, i);
    } catch (error) {
      next = rows.length;
      throw error;
    }
  };
  // Rows under way are waited for: what ran on after the answer would be cut off anywhere.
  const ended = await Promise.allSettled(Array.from({ length: Math.min(atOnce, rows.length) }, worker));
  const broken = ended.find((end) => end.status === "rejected");
  if (broken) throw broken.reason;
  return results;
}

type Showing = Extract<Route, "GET /v1/phone-logs/{importId}" | "GET /v1/people/imports/{importId}">;

/** What became of a file, a page of it at a time; a page is one part as it was sent, whatever the limit says. */
export async function showImport<R extends Showing>(
  { table, member, params, query }: Request<Showing>,
  kind: Import["kind"],
): Promise<Given<R> | Refusal> {
  const position = positionIn(query.cursor);
  if (isRefusal(position)) return position;
  const known = await loadImport(table, member.organisation, params.importId);
  if (known?.kind !== kind) return refused("import-unknown");
  const [totals, parts] = await Promise.all([
    importTotals(table, member.organisation, params.importId),
    listParts(table, member.organisation, params.importId, { limit: 1, ...position }),
  ]);
  const { importId, name, startedAt, leavers } = known;
  const body = {
    importId,
    kind,
    startedAt,
    totals,
    items: parts.items.flatMap(({ rows }) => rows),
    ...(name && { name }),
    ...(leavers && { leavers }),
    ...(parts.next && { next: cursorOf(parts.next) }),
  };
  return { body: body as AnswerOf<R> };
}
