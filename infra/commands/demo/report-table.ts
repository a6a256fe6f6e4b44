import type { ServiceLevelReport } from "../../../shared/contract/view.ts";
import type { Organisation } from "../../../shared/organisation/organisation.ts";

const columns = [
  "Team",
  "Kanaal",
  "Gevraagd",
  "1e reactie",
  "Afhandeling",
  "p50",
  "p90",
  "Vrager p90",
  "Afspraken",
];

/** The report as rows of a terminal: working time beside what the asker went through. */
export function reportTable(report: ServiceLevelReport, organisation: Organisation): string[] {
  const rows = report.rows.map(({ desk = "", channel, figures }) => {
    const name = organisation.desks.find(({ key }) => key === desk)?.name.nl ?? desk;
    if (!figures) return [name, channel, ...columns.slice(2).map(() => "–")];
    const { firstResponse, resolution, askerSeconds, promises } = figures;
    return [
      name,
      channel,
      String(figures.asked),
      met(firstResponse.met, firstResponse.missed),
      met(resolution.met, resolution.missed + resolution.reopened),
      hours(resolution.workingSeconds.p50),
      hours(resolution.workingSeconds.p90),
      hours(askerSeconds.p90),
      met(promises.kept, promises.broken),
    ];
  });
  const widths = columns.map((column, i) =>
    Math.max(column.length, ...rows.map((row) => row[i]?.length ?? 0)),
  );
  const written = (row: readonly string[]) =>
    `   ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join("  ")}`.trimEnd();
  const { askers } = report.minimumGroup;
  return [
    ...[columns, ...rows].map(written),
    `   Op tijd / alles; tijden in uren (werktijd, en voor de vrager de hele tijd; hoogstens ${Math.round(report.relativeError * 100)} % ernaast).`,
    `   – is over minder dan ${askers} vragers, of zou daaruit zijn af te leiden.`,
  ];
}

const met = (inTime: number, not: number) => (inTime + not === 0 ? "" : `${inTime}/${inTime + not}`);

const hours = (seconds: number | null) =>
  seconds === null ? "" : (seconds / 3600).toLocaleString("nl-NL", { maximumFractionDigits: 1 });
