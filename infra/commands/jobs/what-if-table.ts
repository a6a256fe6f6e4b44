import type { JobView } from "../../../shared/job/view.ts";
import { combined as together } from "../../../shared/report/small-desks.ts";

type Result = NonNullable<Extract<JobView, { kind: "what-if" }>["result"]>;

const columns = ["desk", "clock", "met", "missed", "met then", "missed then"] as const;

/** What was and what would have been, a desk and a kind of clock a line. */
export function tableOf({ from, to, failed, minimumAskers, combined, rows }: Result): string {
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
    `Questions asked from ${from} to ${to}${failed > 0 ? `; ${failed} could not be replayed` : ""}`,
    "",
    line(columns),
    ...cells.map(line),
    ...(rows.some(({ met }) => met === null)
      ? [
          "",
          `<${minimumAskers}: fewer than ${minimumAskers} people asked, or it would tell of those: no number is shown.`,
        ]
      : []),
    ...(rows.some(({ desk }) => desk === together)
      ? ["", `Too small to be shown alone, and shown as one: ${combined.join(", ")}.`]
      : []),
  ].join("\n");
}
