import type { JobView } from "../../../shared/job/view.ts";

type Result = NonNullable<Extract<JobView, { kind: "what-if" }>["result"]>;

const columns = ["desk", "clock", "met", "missed", "met then", "missed then"] as const;

/** What was and what would have been, a desk and a kind of clock a line. */
export function tableOf({ from, to, replayed, failed, minimumAskers, rows }: Result): string {
  const cells = rows.map(({ desk, metric, met, missed, metThen, missedThen }) => [
    desk,
    metric,
    ...[met, missed, metThen, missedThen].map((count) =>
      count === null ? `<${minimumAskers}` : String(count),
    ),
  ]);
  const widths = columns.map((name, i) => Math.max(name.length, ...cells.map((row) => row[i]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, i) => (i < 2 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
      .join("  ")
      .trimEnd();
  return [
    `${replayed} questions asked from ${from} to ${to}${failed > 0 ? `; ${failed} could not be replayed` : ""}`,
    "",
    line(columns),
    ...cells.map(line),
    ...(rows.some(({ met }) => met === null)
      ? ["", `<${minimumAskers}: fewer than ${minimumAskers} people asked, so no number is shown.`]
      : []),
  ].join("\n");
}
