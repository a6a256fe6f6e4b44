import type { AnswersReport } from "../../../../shared/contract/answers-report.ts";
import type { Organisation } from "../../../../shared/organisation/organisation.ts";
import { percentage, told } from "./tale.ts";

const columns = ["Week", "Contacten", "Met een antwoord", "Dekking"];

/** The report on answers as lines of a terminal. */
export function answersTable(report: AnswersReport, organisation: Organisation): string[] {
  const { coverage, weeks, waits, answers, minimumGroup } = report;
  const rows = [
    ...weeks.map(({ week, ...figures }) => [week, ...cellsOf(figures)]),
    ["Alle weken", ...cellsOf(coverage)],
  ];
  const widths = columns.map((column, i) =>
    Math.max(column.length, ...rows.map((row) => row[i]?.length ?? 0)),
  );
  const written = (row: readonly string[]) =>
    `   ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join("  ")}`.trimEnd();
  const { answered, medianDays } = waits;
  return [
    ...[columns, ...rows].map(written),
    `   – is over minder dan ${minimumGroup.askers} vragers, of zou daaruit zijn af te leiden.`,
    ...(answered === null
      ? []
      : [
          `   Onderwerpen met een eerste antwoord: ${answered}; van de derde vrager tot het antwoord: ${medianDays} dagen`,
        ]),
    ...answers.flatMap((answer) => effectOf(answer, organisation)),
  ];
}

const cellsOf = ({ contacts, covered, share }: AnswersReport["coverage"]) => [
  contacts?.toString() ?? "–",
  covered?.toString() ?? "–",
  share === null ? "–" : percentage(share),
];

function effectOf(
  { topic, revision, from, opened, answered, again, helped, volume }: AnswersReport["answers"][number],
  { topics }: Organisation,
): string[] {
  const name = topics.find(({ key }) => key === topic)?.name.nl ?? topic;
  return [
    `   ‘${name}’, versie ${revision}, sinds ${from}`,
    `      geopend ${told(opened)} · beantwoordde de vraag ${told(answered)}${helped ? ` (${percentage(helped.share)})` : ""} · toch gevraagd ${told(again)}`,
    ...(volume
      ? [
          `      vragen in vier weken: ${told(volume.before)} ervoor, ${told(volume.after)} erna${ratioOf(volume)}`,
        ]
      : []),
  ];
}

function ratioOf({ ratio, isAtMost }: NonNullable<AnswersReport["answers"][number]["volume"]>): string {
  if (ratio === null) return "";
  return `: ${isAtMost ? "hoogstens " : ""}${percentage(ratio)} van wat zonder antwoord te verwachten was`;
}
