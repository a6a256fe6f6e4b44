import type * as z from "zod";
import type { Answer } from "../../shared/contract/call.ts";
import type { FileRow } from "../../shared/contract/input.ts";
import type { AnswerOf } from "../../shared/contract/operations.ts";
import type { Problem } from "../../shared/contract/problem.ts";
import type {
  ImportedRows as ImportedRowsView,
  ImportTotals,
  RowResult,
} from "../../shared/contract/view.ts";
import type { ImportId } from "../../shared/id.ts";
import { CannotRun } from "./arguments.ts";
import type { NumberedRow } from "./row-file.ts";

type ImportedRows = z.infer<typeof ImportedRowsView>;

export type Part = { first: number; rows: FileRow[]; unreadable: Map<number, string>; isLast: boolean };

/** A row that was not taken in, with the row itself where it could be read at all. */
export type RefusedRow = Pick<RowResult, "row" | "faults"> & { was?: FileRow | undefined };

const mostRows = 250;
const mostBytes = 200 * 1024;

/** Parts that stay below the contract's limits. The last one is known as such, so one part is held back. */
export async function* partsOf(rows: AsyncIterable<NumberedRow>): AsyncGenerator<Part> {
  let part: Part | undefined;
  let bytes = 0;
  for await (const numbered of rows) {
    const row = "row" in numbered ? numbered.row : standIn;
    const size = Buffer.byteLength(JSON.stringify(row)) + 1;
    if (part && (part.rows.length === mostRows || bytes + size > mostBytes)) {
      yield part;
      part = undefined;
    }
    if (!part) {
      part = { first: numbered.number, rows: [], unreadable: new Map(), isLast: false };
      bytes = 0;
    }
    part.rows.push(row);
    bytes += size;
    if ("unreadable" in numbered) part.unreadable.set(numbered.number, numbered.unreadable);
  }
  if (part) yield { ...part, isLast: true };
}

/**
 * Goes in place of a row that cannot be sent. The helpdesk refuses it, so that its account of the file is complete
 * and nobody counts as having left because their row could not be read.
 */
const standIn: FileRow = { unreadable: "this row could not be read" };

export type ImportRoute = "POST /v1/phone-logs" | "POST /v1/people/imports";

export type Upload<R extends ImportRoute> = { importId: ImportId; totals: ImportTotals; last: AnswerOf<R> };

/**
 * Sends a file in parts, one after the other.
 * @param send sends one part; the first one makes the import that the others name
 * @throws CannotRun when the file holds no rows or the helpdesk does not take a part
 */
export async function upload<R extends ImportRoute>(
  rows: AsyncIterable<NumberedRow>,
  send: (part: Part, importId: ImportId | undefined) => Promise<Answer<R>>,
  on: { progress?: (totals: ImportTotals) => void; refused?: (row: RefusedRow) => void } = {},
): Promise<Upload<R>> {
  const totals: ImportTotals = { rows: 0, accepted: 0, known: 0, refused: 0 };
  let last: AnswerOf<R> | undefined;
  for await (const part of partsOf(rows)) {
    const answer = await send(part, last?.importId);
    if (!answer.ok) throw new NotTaken(answer.problem, totals);
    last = answer.body;
    const { totals: added, rows: results } = last as ImportedRows;
    for (const name of ["rows", "accepted", "known", "refused"] as const) totals[name] += added[name];
    for (const result of results) {
      if (result.result === "refused") on.refused?.(refusedRow(result, part));
    }
    on.progress?.(totals);
  }
  if (!last) throw new CannotRun("The file holds no rows.");
  return { importId: last.importId, totals, last };
}

function refusedRow({ row, faults }: RowResult, { first, rows, unreadable }: Part): RefusedRow {
  const reason = unreadable.get(row);
  if (reason) return { row, faults: [{ column: "", code: "unreadable", message: reason }] };
  return { row, faults, was: rows[row - first] };
}

/** The helpdesk refused a whole part: whoever may not import, or a file that would make too many people leave. */
export class NotTaken extends CannotRun {
  readonly code: string | undefined;

  constructor({ status, title, code }: Partial<Problem> & { status: number }, soFar: ImportTotals) {
    const said = title ?? `it answered with status ${status}.`;
    const taken =
      soFar.rows > 0 ? ` ${soFar.rows} rows before it were taken; sending the file again does no harm.` : "";
    super(`The helpdesk did not take the file: ${said}${taken}`);
    this.code = code;
  }
}

/** Each fault by its column and code, then what it says: what was expected, or what is the matter. */
export const reasonsOf = ({ faults = [] }: Pick<RowResult, "faults">): string =>
  faults
    .map(({ column, code, message }) => {
      const place = column ? `${column} (${code})` : code;
      return isExpectation(code, message) ? `${place}, expected ${message}` : `${place}: ${message}`;
    })
    .join("; ");

const expecting: ReadonlySet<string> = new Set([
  "unknown",
  "ambiguous",
  "invalid",
  "future",
  "twice",
  "not-a-time",
  "time-skipped",
]);

/** A schema's own message is a sentence, and begins like one. */
const isExpectation = (code: string, message: string) => expecting.has(code) && !/^\p{Lu}/u.test(message);
