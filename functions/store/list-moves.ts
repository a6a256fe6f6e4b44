import type { Move } from "../../shared/desk/live.ts";
import type { OrganisationId } from "../../shared/id.ts";
import { listMoves, moveAt } from "./keys.ts";
import { query, type Table } from "./table.ts";

export type StoredMove = Move & { position: string };

/** Sorts behind every instant. */
const ever = "9999-\uffff";

/** What changed on the desks' lists since an instant, or after a position, the oldest first. */
export async function listMovesSince(
  table: Table,
  organisation: OrganisationId,
  { from, after }: { from: string; after?: string | undefined },
  limit: number,
): Promise<{ moves: StoredMove[]; isMore: boolean }> {
  const { items, next } = await query(table, {
    index: "gsi4",
    pk: listMoves(organisation),
    between: [after === undefined ? from : `${after}\u0000`, ever],
    limit,
  });
  const moves = items.map(({ gsi4sk }) => {
    const position = String(gsi4sk);
    return { ...moveAt(position), position };
  });
  return { moves, isMore: next !== undefined };
}
