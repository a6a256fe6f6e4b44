import { useTexts } from "../speech.tsx";
import { reportTexts } from "../texts/reports.ts";
import { type Column, Table } from "../ui/table.tsx";
import { useNumbers } from "./numbers.ts";

type Shown<R> = {
  /** That of the chart above it, which shows it already. */
  title: string;
  rows: readonly R[];
  figures: readonly { key: string; text: string; cell: (row: NoInfer<R>) => string }[];
};

/** The table beneath a chart: what each row is about, then figures, then what is no figure. */
export function FigureTable<R>({
  title,
  rows,
  figures,
  rowKey,
  about,
  others = [],
}: Shown<R> & {
  rowKey: (row: R) => string;
  about: { text: string; cell: (row: R) => string };
  others?: readonly Column<R>[];
}) {
  return (
    <Table
      caption={title}
      isCaptionHidden
      isTall={rows.length > 12}
      rows={rows}
      rowKey={rowKey}
      columns={[
        { key: "about", ...about },
        ...figures.map((figure) => ({ ...figure, isNumber: true })),
        ...others,
      ]}
    />
  );
}

/** The same, with a week in each row. */
export function WeekTable<R extends { week: string }>(shown: Shown<R>) {
  const t = useTexts(reportTexts);
  const n = useNumbers();
  return (
    <FigureTable
      {...shown}
      rowKey={({ week }) => week}
      about={{ text: t.weekColumn, cell: ({ week }) => n.week(week) }}
    />
  );
}
