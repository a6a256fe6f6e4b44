import type * as z from "zod/mini";
import "./english.ts";
import { fold } from "./text.ts";

/** What is wrong in one row of a file: the column by its header, and what was expected, never the value itself. */
export type RowFault = { column: string; code: string; message: string };

/** A cell of a row under the name that the helpdesk knows, and the header under which the file had it. */
export type Cell<Name extends string> = { name: Name; header: string; value: unknown };

/** What each header means, by its folded form. */
export type Meanings<Name extends string> = ReadonlyMap<string, Name>;

/** From a table of names and their further headers, in any spelling, to what each header means. */
export function meaningsOf<Name extends string>(
  aliases: Readonly<Record<Name, readonly string[]>>,
): Meanings<Name> {
  const names = Object.keys(aliases) as Name[];
  return new Map(
    names.flatMap((name) => [name, ...aliases[name]].map((header) => [headerKey(header), name] as const)),
  );
}

/** The cells of a row that hold something, and one fault for all the columns that mean nothing. */
export function cellsOf<Name extends string>(
  row: Readonly<Record<string, unknown>>,
  meanings: Meanings<Name>,
): { cells: Cell<Name>[]; faults: RowFault[] } {
  const columns = Object.entries(row)
    .filter(([, value]) => value !== undefined)
    .map(([header, value]) => ({ header, name: meanings.get(headerKey(header)), value: trimmed(value) }));
  // A separator at the end of each line makes a column without header or value, which says nothing.
  const unknown = columns.filter(
    ({ name, header, value }) => name === undefined && (header.trim() !== "" || value !== undefined),
  );
  const isHeaded = columns.some(({ name }) => name !== undefined);
  return {
    cells: columns.flatMap(({ header, name, value }) =>
      name === undefined || value === undefined ? [] : [{ name, header, value }],
    ),
    faults:
      unknown.length > 0
        ? [isHeaded ? unknownColumns(unknown.map(({ header }) => header.trim())) : notHeaded]
        : [],
  };
}

/** A cell whose value has been read, or what is wrong with it. */
export type ReadCell = Cell<string> & { fault?: RowFault };

/**
 * The thing that the cells of a row make, or every fault at once.
 * @param expected by name: what to say in place of the schema's own message
 */
export function fromCells<Thing>(
  schema: z.ZodMiniType<Thing>,
  cells: readonly ReadCell[],
  expected: Readonly<Record<string, string>> = {},
): { thing: Thing } | { faults: RowFault[] } {
  const sound = cells.filter(({ fault }) => !fault);
  const parsed = schema.safeParse(Object.fromEntries(sound.map(({ name, value }) => [name, value])));
  const unread = new Set(cells.filter(({ fault }) => fault).map(({ name }) => name));
  const faults = [
    ...givenTwice(cells),
    ...cells.flatMap(({ fault }) => fault ?? []),
    ...(parsed.error?.issues ?? [])
      .filter(({ path }) => !unread.has(String(path[0])))
      .map((issue) => schemaFault(issue, cells, expected)),
  ];
  return parsed.success && faults.length === 0 ? { thing: parsed.data } : { faults };
}

/** Two headers of one file that mean the same thing: nobody can tell which of the two was meant. */
function givenTwice(cells: readonly ReadCell[]): RowFault[] {
  return cells
    .filter((cell, i) => cells.findIndex(({ name }) => name === cell.name) < i)
    .map(({ header }) => ({
      column: header,
      code: "column-twice",
      message: "another column says the same thing",
    }));
}

function schemaFault(
  issue: z.core.$ZodIssue,
  cells: readonly ReadCell[],
  expected: Readonly<Record<string, string>>,
): RowFault {
  const name = String(issue.path[0] ?? "");
  const column = cells.find((cell) => cell.name === name)?.header;
  if (column === undefined) return { column: name, code: "missing", message: "this is required" };
  if (issue.code === "custom")
    return { column, code: String(issue.params?.code ?? "invalid"), message: issue.message };
  return { column, code: "invalid", message: expected[name] ?? issue.message };
}

const unknownColumns = (headers: readonly string[]): RowFault => ({
  column: headers.join(", "),
  code: "unknown-column",
  message: "this file has no such column: correct its name or leave it out",
});

/** Without one known header the first line is probably data, which must not come back in a message. */
const notHeaded: RowFault = {
  column: "",
  code: "unknown-column",
  message: "no column is known: the first line of the file names the columns",
};

/** A header without what people type differently: "Personeels-nummer(s)" is "personeelsnummers". */
const headerKey = (header: string) => fold(header).replace(/[^\p{L}\p{N}]/gu, "");

function trimmed(value: unknown): unknown {
  if (typeof value === "string") return value.trim() || undefined;
  if (!Array.isArray(value)) return value ?? undefined;
  const items = value.map(trimmed).filter((item) => item !== undefined);
  return items.length > 0 ? items : undefined;
}
