import { isRefusal, type Refusal } from "../../shared/refusal.ts";
import { backOff, commit, type Table, type Write } from "../store/table.ts";
import { Busy, KeyUsed } from "./request.ts";

/** A call of the telephone exchange that was taken in before. */
export class CallKnown extends Error {
  override name = "CallKnown";
}

const attempts = 6;

/**
 * Decides and saves in one transaction; where somebody else was first, or a reference was taken, decides anew.
 * @throws KeyUsed when the same request was answered meanwhile
 * @throws CallKnown when the same call was taken in meanwhile
 * @throws Busy when deciding anew was of no avail
 */
export async function settle<T>(
  table: Table,
  decide: () => Promise<{ writes: readonly Write[]; outcome: T } | Refusal>,
): Promise<T | Refusal> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const decided = await decide();
    if (isRefusal(decided)) return decided;
    // Where all already is as asked, there may be nothing left to save.
    const saved = decided.writes.length === 0 ? "saved" : await commit(table, decided.writes);
    if (saved === "saved") return decided.outcome;
    if (saved === "key-used") throw new KeyUsed();
    if (saved === "call-known") throw new CallKnown();
    await backOff(attempt);
  }
  throw new Busy();
}
