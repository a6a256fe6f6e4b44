import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { createInterface } from "node:readline";
import { parse } from "csv-parse";
import { FileRow } from "../../shared/contract/input.ts";
import { CannotRun } from "./arguments.ts";

/** A row of a file by its number, the header not counted; or why it is none that can be sent. */
export type NumberedRow = { number: number; row: FileRow } | { number: number; unreadable: string };

/** The rows of a CSV file (comma or semicolon, with a header) or of JSON Lines, one at a time. */
export async function* rowsOf(file: string): AsyncGenerator<NumberedRow> {
  const start = await startOf(file);
  const rows = /^\s*[{[]/.test(start) ? jsonLines(file) : csvRows(file, separatorIn(start));
  let number = 0;
  for await (const row of rows) {
    number += 1;
    yield typeof row === "string" ? { number, unreadable: row } : sendable(number, row);
  }
}

async function startOf(file: string): Promise<string> {
  const opened = await open(file).catch((error: NodeJS.ErrnoException) => {
    throw new CannotRun(
      error.code === "ENOENT" ? `There is no file ${file}.` : `${file} cannot be read: ${error.code}.`,
    );
  });
  try {
    const { buffer, bytesRead } = await opened.read(Buffer.alloc(65_536), 0, 65_536, 0);
    return buffer.toString("utf8", 0, bytesRead).replace(/^\uFEFF/, "");
  } catch {
    throw new CannotRun(`${file} is not a file that can be read.`);
  } finally {
    await opened.close();
  }
}

/** A Dutch spreadsheet separates with semicolons: what the header holds more of, quoted text aside. */
function separatorIn(start: string): string {
  const header = (start.trimStart().split(/\r?\n/)[0] ?? "").replace(/"[^"]*"/g, "");
  const count = (sign: string) => header.split(sign).length;
  return count(";") > count(",") ? ";" : ",";
}

type RawRow = Record<string, unknown> | string;

async function* jsonLines(file: string): AsyncGenerator<RawRow> {
  const lines = createInterface({
    input: createReadStream(file, "utf8"),
    crlfDelay: Number.POSITIVE_INFINITY,
  });
  for await (const line of lines) {
    const text = line.replace(/^\uFEFF/, "").trim();
    if (text !== "") yield objectIn(text);
  }
}

function objectIn(text: string): RawRow {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) {
      return value as Record<string, unknown>;
    }
    return "the line is JSON, but not an object";
  } catch {
    return "the line is not JSON";
  }
}

async function* csvRows(file: string, delimiter: string): AsyncGenerator<RawRow> {
  const parser = parse({
    delimiter,
    bom: true,
    skip_empty_lines: true,
    skip_records_with_empty_values: true,
    relax_column_count: true,
  });
  const source = createReadStream(file);
  source.on("error", (error) => parser.destroy(error));
  let headers: string[] | undefined;
  try {
    for await (const cells of source.pipe(parser) as AsyncIterable<string[]>) {
      if (headers) yield rowFrom(headers, cells);
      else headers = namedApart(cells);
    }
  } catch (error) {
    // Behind an open quote nobody can tell where rows begin.
    const { lines, message } = error as Error & { lines?: number };
    throw new CannotRun(`${file}${lines ? `, line ${lines}` : ""}: this is not CSV: ${message}.`);
  } finally {
    source.destroy();
  }
}

/** A header that comes twice keeps both columns, so that the helpdesk can say which one is one too many. */
const namedApart = (headers: readonly string[]) =>
  headers.map((header, i) =>
    headers.indexOf(header) < i && header !== "" ? `${header} (${i + 1})` : header,
  );

/** A cell without a header stands under no name, which the helpdesk refuses; dropping it would lose data. */
function rowFrom(headers: readonly string[], cells: readonly string[]): Record<string, unknown> {
  const row: Record<string, unknown> = {};
  cells.forEach((cell, i) => {
    const header = headers[i] ?? "";
    row[header] = header === "" && row[header] ? `${row[header]} ${cell}` : cell;
  });
  return row;
}

/** What the contract takes in a row: text and numbers. A list is written as the people file writes it in CSV. */
function sendable(number: number, raw: Record<string, unknown>): NumberedRow {
  const cells = Object.entries(raw).map(([header, value]) => [header, cellOf(value)]);
  const row = FileRow.safeParse(Object.fromEntries(cells));
  if (row.success) return { number, row: row.data };
  const [issue] = row.error.issues;
  const column = String(issue?.path[0] ?? "");
  return { number, unreadable: `column "${column.slice(0, 60)}" holds something too long, or no text` };
}

function cellOf(value: unknown): unknown {
  if (typeof value === "boolean") return String(value);
  return Array.isArray(value) && value.every(isPlain) ? value.join("|") : value;
}

const isPlain = (value: unknown) => ["string", "number"].includes(typeof value);
