import type { ServiceLevelReport } from "../contract/view.ts";
import type { Nested } from "./csv.ts";

/** Which part of a report becomes a table. */
export type Part = "rows" | "backlog" | "topics" | "hours";

const percentiles = (within: string) =>
  ["p50", "p90", "p99"].map((name) => `${within}.workingSeconds.${name}`);
const metric = (name: string) => [`${name}.met`, `${name}.missed`, `${name}.share`];

/** The names of figures are those of the answer in JSON: they stay as they are, so that a program can go by them. */
const figureColumns = [
  "asked",
  "resolved",
  "handedOver",
  "returned",
  "firstContact.count",
  "firstContact.share",
  ...metric("firstResponse"),
  ...percentiles("firstResponse"),
  ...metric("nextResponse"),
  ...metric("resolution"),
  "resolution.reopened",
  ...percentiles("resolution"),
  ...metric("ola"),
  ...metric("statutory"),
  "askerSeconds.p50",
  "askerSeconds.p90",
  ...["cycles", "paused", "share", "pausedSeconds", "runningSeconds"].map((name) => `pauses.${name}`),
  ...["kept", "broken", "withdrawn", "confirmed", "denied", "share"].map((name) => `promises.${name}`),
];

const perChannel = ["asked.click", "asked.call", "asked.face"];

const columns = {
  backlog: ["desk", ...["day", "week", "twoWeeks", "month", "older"].map((age) => `open.${age}`)],
  topics: ["topic", ...perChannel],
  hours: ["weekday", "hour", ...perChannel],
} as const;

/** @param by what the rows are told apart by; an empty cell in a row that is not hidden was not asked for */
export function columnsOf(part: Part, by: readonly string[]): readonly string[] {
  if (part !== "rows") return columns[part];
  const directions = ["desk", "topic", "week"].filter((direction) => by.includes(direction));
  return [...directions, "channel", "hidden", ...figureColumns];
}

export function linesOf(report: ServiceLevelReport, part: Part): Nested[] {
  if (part !== "rows") return report[part];
  return report.rows.map(({ figures, ...row }) => ({ ...row, ...figures }));
}
