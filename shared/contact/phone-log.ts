import * as z from "zod/mini";
import { AnyInstant, Instant } from "../clock/instant.ts";
import { Key } from "../id.ts";
import { type Cell, cellsOf, fromCells, meaningsOf, type ReadCell, type RowFault } from "../row.ts";
import { intFrom } from "../schema.ts";
import { fold } from "../text.ts";
import { Reference } from "../ticket/reference.ts";
import { localInstant } from "./local-instant.ts";

const textUpTo = (most: number, allowed: RegExp) =>
  z.string().check(z.trim(), z.minLength(1), z.maxLength(most), z.regex(allowed, "no control characters"));
const line = (most: number) => textUpTo(most, /^[^\p{Cc}\p{Cs}]*$/u);

/** A call as a telephone exchange reports it: what becomes a contact. */
export const PhoneLogRow = z.strictObject({
  startedAt: Instant,
  seconds: intFrom(0, 86_400),
  /** A personnel number, telephone number or person id; absent when the number was hidden. */
  caller: z.optional(line(64)),
  /** A person id, personnel number or extension. */
  takenBy: line(64),
  outcome: Key,
  /** What was asked or said; new lines and tabs are its only control characters. */
  note: z.optional(textUpTo(2_000, /^(?:[^\p{Cc}\p{Cs}]|[\n\t])*$/u)),
  reference: z.optional(Reference),
  topic: z.optional(Key),
  /** The exchange's own id of the call. */
  callId: z.optional(line(128)),
});
export type PhoneLogRow = z.infer<typeof PhoneLogRow>;

export type PhoneLogContext = {
  /** The organisation's zone, for times without one. */
  zone: string;
  /** The results of a contact that the organisation knows. */
  results: readonly string[];
  /** The keys of the topics on which a question may be recorded. */
  topics: readonly string[];
};

/** A call out of one row of the exchange's file, or every fault of the row at once. */
export function phoneLogRowFrom(
  row: Readonly<Record<string, unknown>>,
  context: PhoneLogContext,
): { row: PhoneLogRow } | { faults: RowFault[] } {
  const { cells, faults: unknown } = cellsOf(row, meanings);
  const read = fromCells(
    PhoneLogRow,
    cells.filter(isSaid).map((cell) => readCell(cell, context)),
    expected,
  );
  const faults = [...unknown, ...("faults" in read ? read.faults : [])];
  return "thing" in read && faults.length === 0 ? { row: read.thing } : { faults };
}

/**
 * What makes a call the same call when a file is sent again: the exchange's id, else all that the row says of it.
 * It may hold a name or a note, so store its hash.
 */
export function callKey(row: PhoneLogRow): string {
  // Exchanges begin their numbering anew, and two of them overlap: the moment belongs to the number.
  if (row.callId !== undefined) return `call|${row.callId}|${row.startedAt}`;
  const { startedAt, seconds, caller, takenBy, outcome, note, reference } = row;
  return `row|${JSON.stringify([startedAt, seconds, caller, takenBy, outcome, note, reference])}`;
}

/** What a call was about: a question that exists, one that starts here, or nothing that needs a ticket. */
export function purposeOf(
  row: Pick<PhoneLogRow, "reference" | "note" | "outcome">,
): "new-question" | "about-existing" | "none" {
  if (row.reference) return "about-existing";
  return row.note && asking.has(row.outcome) ? "new-question" : "none";
}

const asking: ReadonlySet<string> = new Set(["answered", "handed-over", "call-back-agreed"]);

const meanings = meaningsOf<keyof PhoneLogRow>({
  startedAt: [
    "start",
    "started",
    "startTime",
    "tijdstip",
    "begin",
    "begintijd",
    "datum en tijd",
    "datumtijd",
  ],
  seconds: ["duration", "duur", "duur (s)", "gespreksduur", "seconden"],
  caller: ["from", "caller id", "beller", "van", "nummer beller"],
  takenBy: ["agent", "answered by", "extension", "aangenomen door", "opgenomen door", "toestel"],
  outcome: ["result", "uitkomst", "resultaat"],
  note: ["notes", "notitie", "opmerking", "toelichting"],
  reference: ["reference number", "referentie", "referentienummer", "kenmerk"],
  topic: ["onderwerp"],
  callId: ["call", "oproep-id", "gesprek-id", "gespreksnummer"],
});

/** In the organisation's words and in those of a Dutch exchange. */
const results = new Map([
  ["beantwoord", "answered"],
  ["doorgezet", "handed-over"],
  ["terugbelafspraak", "call-back-agreed"],
  ["doorverbonden", "connected"],
  ["verwezen", "signposted"],
  ["niet bereikt", "not-reached"],
  ["afgebroken", "broken-off"],
]);

const hidden: ReadonlySet<string> = new Set(["anoniem", "anonymous", "onbekend", "unknown"]);

const isSaid = ({ name, value }: Cell<keyof PhoneLogRow>) =>
  !(name === "caller" && hidden.has(fold(String(value))));

function readCell(cell: Cell<keyof PhoneLogRow>, context: PhoneLogContext): ReadCell {
  const { name } = cell;
  const value = typeof cell.value === "number" && name !== "seconds" ? String(cell.value) : cell.value;
  if (typeof value !== "string") return cell;
  if (name === "startedAt") return startedAt(cell, value, context.zone);
  if (name === "seconds") return { ...cell, value: secondsOf(value) };
  if (name === "outcome") return oneOf(cell, results.get(fold(value)) ?? fold(value), context.results);
  if (name === "topic") return oneOf(cell, fold(value), context.topics);
  if (name === "note") return { ...cell, value: value.replace(/\r\n?/g, "\n") };
  return { ...cell, value };
}

function startedAt(cell: Cell<keyof PhoneLogRow>, text: string, zone: string): ReadCell {
  const instant = AnyInstant.safeParse(text);
  if (instant.success) return { ...cell, value: instant.data };
  const local = localInstant(text, zone);
  if ("instant" in local) return { ...cell, value: local.instant };
  return { ...cell, fault: { column: cell.header, code: local.fault, message: timeFaults[local.fault] } };
}

const timeFaults = {
  "not-a-time":
    "an instant such as 2026-12-01T09:30:00Z, or a local time as YYYY-MM-DD HH:MM:SS or DD-MM-YYYY HH:MM",
  "time-skipped": "a local time that was on the clock: this one was skipped when summer time began",
} as const;

/** Seconds as a number, mm:ss or hh:mm:ss. */
function secondsOf(text: string): unknown {
  if (/^\d{1,6}$/.test(text)) return Number(text);
  const parts = /^(?:(\d{1,2}):)?(\d{1,3}):([0-5]\d)$/.exec(text);
  if (!parts) return text;
  const [, hours, minutes, seconds] = parts;
  if (hours !== undefined && Number(minutes) > 59) return text;
  return Number(hours ?? 0) * 3_600 + Number(minutes) * 60 + Number(seconds);
}

function oneOf(cell: Cell<keyof PhoneLogRow>, value: string, known: readonly string[]): ReadCell {
  if (known.includes(value)) return { ...cell, value };
  const message = `one of the organisation's: ${known.slice(0, 12).join(", ")}${known.length > 12 ? ", …" : ""}`;
  return { ...cell, fault: { column: cell.header, code: "unknown", message } };
}

const expected: Readonly<Record<string, string>> = {
  seconds: "seconds from 0 to 86400, or mm:ss or hh:mm:ss",
  reference: "ten digits",
};
