import { useMemo } from "preact/hooks";
import type { ServiceLevelReport } from "../../shared/contract/view.ts";
import { type Names, useNames } from "../names.ts";
import { useAnswer } from "../reading.ts";
import { useTexts } from "../speech.tsx";
import { type ReportTexts, reportTexts } from "../texts/reports.ts";
import { Alert } from "../ui/alert.tsx";
import { Card } from "../ui/card.tsx";
import { Empty } from "../ui/empty.tsx";
import { NoAlert } from "../ui/no-alert.tsx";
import { Skeleton } from "../ui/waiting.tsx";
import { Chart } from "./chart.tsx";
import { CsvButton } from "./csv.tsx";
import type { Drawing } from "./draw.ts";
import { FigureTable, WeekTable } from "./figure-table.tsx";
import {
  ageNames,
  countIn,
  firstContactIn,
  hasHidden,
  metricIn,
  metricNames,
  promiseNames,
  promisesIn,
  rowsOfWeek,
  shareIn,
  shownSum,
} from "./figures.ts";
import { FilterForm, readingOf } from "./filters.tsx";
import { type Numbers, useNumbers } from "./numbers.ts";
import { type Filters, faultIn, weeksOf } from "./period.ts";
import {
  backlogSaid,
  complianceSaid,
  firstContactSaid,
  hoursSaid,
  promisesSaid,
  topicsSaid,
} from "./sentences.ts";

type Report = ServiceLevelReport;
/** What every chart of this page is made with. */
type Shown = { report: Report; filters: Filters; t: ReportTexts; n: Numbers; names: Names };

const route = "GET /v1/reports/service-levels";

export function ServiceLevels({
  filters,
  today,
  onShow,
}: {
  filters: Filters;
  today: string;
  onShow: (filters: Filters) => void;
}) {
  const t = useTexts(reportTexts);
  const n = useNumbers();
  const names = useNames();
  const enabled = !faultIn(filters);
  const byWeek = useAnswer(route, { query: { ...filters, by: "week" } }, { enabled });
  const byDesk = useAnswer(route, { query: { ...filters, by: "desk" } }, { enabled });
  const report = enabled ? byWeek.data?.body : undefined;
  const shown = report && { report, filters: { ...filters, from: report.from, to: report.to }, t, n, names };
  const isEmpty = report && report.rows.length + report.backlog.length + report.topics.length === 0;
  return (
    <div class="stack">
      <FilterForm filters={filters} today={today} reading={readingOf(byWeek)} onShow={onShow} />
      {byWeek.error && <NoAlert no={byWeek.error.no} onRetry={() => byWeek.refetch()} />}
      {byWeek.isLoading && <Skeleton lines={8} />}
      {isEmpty && (
        <Empty title={t.nothing}>
          <p>{t.nothingText}</p>
        </Empty>
      )}
      {shown && !isEmpty && (
        <>
          <InShort {...shown} />
          <WhatIsHidden {...shown} />
          <div class="charts">
            <Compliance {...shown} />
            <Topics {...shown} />
            <Hours {...shown} />
            <Backlog {...shown} />
            <FirstContact {...shown} />
            <Promises {...shown} />
          </div>
          {byDesk.error && <NoAlert no={byDesk.error.no} onRetry={() => byDesk.refetch()} />}
          {byDesk.data && <PerDesk {...shown} report={byDesk.data.body} />}
        </>
      )}
    </div>
  );
}

function InShort({ report, t, n }: Shown) {
  const { rows } = report;
  const figures = [
    [t.asked, n.count(countIn(rows, ({ asked }) => asked))],
    [t.resolved, n.count(countIn(rows, ({ resolved }) => resolved))],
    [t.onTime, n.share(metricIn(rows, "resolution"))],
    [t.firstContactShare, n.share(firstContactIn(rows))],
    [t.promisesKept, n.share(promisesIn(rows))],
  ] as const;
  return (
    <section aria-label={t.inShort}>
      <dl class="figures">
        {figures.map(([name, figure]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd class={/\d/.test(figure) ? "" : "figure-small"}>{figure}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function WhatIsHidden({ report, t, n, names }: Shown) {
  const { minimumGroup, combined } = report;
  if (!hasHidden(report) && !combined) return null;
  return (
    <Alert tone="info" isQuiet>
      {hasHidden(report) && <p>{t.hiddenWhy(minimumGroup.askers)}</p>}
      {combined && <p>{t.combinedWhy(minimumGroup.agents, n.list(combined.desks.map(names.deskName)))}</p>}
    </Alert>
  );
}

function Compliance({ report, filters, t, n }: Shown) {
  const weeks = weeksOf(filters);
  const inWeek = (week: string, name: (typeof metricNames)[number]) =>
    metricIn(rowsOfWeek(report, week), name);
  const judged = metricNames.filter((name) => metricIn(report.rows, name).whole > 0);
  const drawing = useMemo<Drawing>(
    () => ({
      is: "weeks",
      percent: n.percent,
      series: judged.map((name) => ({
        name: t.metrics[name],
        points: weeks.map((week) => ({ week, share: shareIn(inWeek(week, name)) })),
      })),
    }),
    [report, filters.from, filters.to, t],
  );
  return (
    <Chart
      title={t.compliance}
      sentence={complianceSaid(report, weeks, { t, n })}
      drawing={judged.length > 0 ? drawing : undefined}
      table={
        <WeekTable
          title={t.compliance}
          rows={weeks.map((week) => ({ week }))}
          figures={metricNames.map((name) => ({
            key: name,
            text: t.metrics[name],
            cell: ({ week }: { week: string }) => n.judged(inWeek(week, name)),
          }))}
        />
      }
      download={<Csv part="rows" by="week" what={t.compliance} filters={filters} />}
    />
  );
}

function FirstContact({ report, filters, t, n }: Shown) {
  const weeks = weeksOf(filters);
  const points = weeks.map((week) => {
    const judged = firstContactIn(rowsOfWeek(report, week));
    return { week, judged, share: shareIn(judged) };
  });
  const drawing = useMemo<Drawing>(
    () => ({ is: "weeks", percent: n.percent, series: [{ name: t.firstContactShare, points }] }),
    [report, filters.from, filters.to, t],
  );
  return (
    <Chart
      title={t.firstContact}
      sentence={firstContactSaid(report, weeks, { t, n })}
      drawing={points.some(({ share }) => share !== undefined) ? drawing : undefined}
      table={
        <WeekTable
          title={t.firstContact}
          rows={points}
          figures={[{ key: "share", text: t.firstContactShare, cell: ({ judged }) => n.judged(judged) }]}
        />
      }
      download={<Csv part="rows" by="week" what={t.firstContact} filters={filters} />}
    />
  );
}

function Backlog({ report, filters, t, n, names }: Shown) {
  const ages = ageNames.map((age) => {
    const found = report.backlog.map(({ open }) => open[age]);
    const count = found.length === 0 ? 0 : shownSum(Object.fromEntries(found.entries()));
    return { age, count };
  });
  const drawing = useMemo<Drawing>(
    () => ({
      is: "bars",
      bars: ages.map(({ age, count }) => ({ name: t.ages[age], count, text: n.count(count) })),
    }),
    [report, t],
  );
  return (
    <Chart
      title={t.backlog}
      sentence={backlogSaid(ages, { t, n })}
      drawing={ages.some(({ count = 0 }) => count > 0) ? drawing : undefined}
      table={
        report.backlog.length > 0 && (
          <FigureTable
            title={t.backlog}
            rows={report.backlog}
            rowKey={({ desk }) => desk}
            about={{ text: t.desk, cell: ({ desk }) => deskIn(desk, t, names) }}
            figures={ageNames.map((age) => ({
              key: age,
              text: t.ages[age],
              cell: ({ open }: Report["backlog"][number]) => n.count(open[age]),
            }))}
          />
        )
      }
      download={<Csv part="backlog" by="week" what={t.backlog} filters={filters} />}
    >
      <p class="quiet small">{t.backlogAll}</p>
    </Chart>
  );
}

const mostTopics = 10;

function Topics({ report, filters, t, n, names }: Shown) {
  const topics = report.topics
    .map(({ topic, asked }) => ({
      topic,
      asked,
      name: topicIn(topic, t, names),
      count: shownSum(asked),
    }))
    .toSorted((one, other) => (other.count ?? -1) - (one.count ?? -1));
  const drawing = useMemo<Drawing>(
    () => ({
      is: "bars",
      bars: topics.slice(0, mostTopics).map(({ name, count }) => ({ name, count, text: n.count(count) })),
    }),
    [report, t, names.isKnown],
  );
  const more = topics.length - mostTopics;
  return (
    <Chart
      title={t.topics}
      sentence={topicsSaid(topics, { t, n })}
      drawing={topics.length > 0 ? drawing : undefined}
      table={
        topics.length > 0 && (
          <FigureTable
            title={t.topics}
            rows={topics}
            rowKey={({ topic }) => topic}
            about={{ text: t.topic, cell: ({ name }) => name }}
            figures={(["click", "call", "face"] as const).map((channel) => ({
              key: channel,
              text: t.channels[channel],
              cell: ({ asked }: Report["topics"][number]) => n.count(asked[channel]),
            }))}
          />
        )
      }
      download={<Csv part="topics" by="week" what={t.topics} filters={filters} />}
    >
      {more > 0 && <p class="quiet small">{t.topicsMore(more)}</p>}
    </Chart>
  );
}

function Hours({ report, filters, t, n }: Shown) {
  const cells = report.hours.map(({ weekday, hour, asked }) => ({
    weekday,
    hour,
    count: shownSum(asked),
  }));
  const hours = cells.map(({ hour }) => hour);
  const range = hoursBetween(Math.min(8, ...hours), Math.max(17, ...hours));
  const countAt = (weekday: number, hour: number) => {
    const cell = cells.find((one) => one.weekday === weekday && one.hour === hour);
    return cell ? cell.count : 0;
  };
  const days = t.weekdays.map((name, i) => ({ name, short: t.weekdaysShort[i] ?? name, weekday: i + 1 }));
  const hourText = (hour: number) => `${hour}–${hour + 1}`;
  const drawing = useMemo<Drawing>(
    () => ({
      is: "heat",
      columns: days.map(({ short }) => short),
      rows: range.map(hourText),
      cells: range.flatMap((hour) =>
        days.map(({ short, weekday }) => ({
          column: short,
          row: hourText(hour),
          count: countAt(weekday, hour),
        })),
      ),
    }),
    [report, t],
  );
  return (
    <Chart
      title={t.hours}
      sentence={hoursSaid(cells, { t, n })}
      drawing={cells.length > 0 ? drawing : undefined}
      table={
        cells.length > 0 && (
          <FigureTable
            title={t.hours}
            rows={range}
            rowKey={String}
            about={{ text: t.hour, cell: hourText }}
            figures={days.map(({ name, weekday }) => ({
              key: name,
              text: name,
              cell: (hour: number) => n.count(countAt(weekday, hour)),
            }))}
          />
        )
      }
      download={<Csv part="hours" by="week" what={t.hours} filters={filters} />}
    >
      <p class="quiet small">
        {t.hoursAll} {cells.some(({ count }) => count === undefined) && t.hiddenShort}
      </p>
    </Chart>
  );
}

const hoursBetween = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);

function Promises({ report, filters, t, n }: Shown) {
  const counts = promiseNames.map((name) => ({
    name,
    count: countIn(report.rows, ({ promises }) => promises[name]),
  }));
  const isAny = counts.some(({ count = 0 }) => count > 0);
  const drawing = useMemo<Drawing>(
    () => ({
      is: "bars",
      bars: counts.map(({ name, count }) => ({ name: t.promise[name], count, text: n.count(count) })),
    }),
    [report, t],
  );
  return (
    <Chart
      title={t.promises}
      sentence={promisesSaid(report, { t, n })}
      drawing={isAny ? drawing : undefined}
      table={
        isAny && (
          <FigureTable
            title={t.promises}
            rows={counts}
            rowKey={({ name }) => name}
            about={{ text: t.promises, cell: ({ name }) => t.promise[name] }}
            figures={[{ key: "count", text: t.count, cell: ({ count }) => n.count(count) }]}
          />
        )
      }
      download={isAny && <Csv part="rows" by="week" what={t.promises} filters={filters} />}
    />
  );
}

function PerDesk({ report, filters, t, n, names }: Shown) {
  const desks = [...new Set(report.rows.map(({ desk = "" }) => desk))];
  const rowsOf = (desk: string) => report.rows.filter((row) => row.desk === desk);
  if (desks.length === 0) return null;
  return (
    <Card title={t.perDesk}>
      <p>{t.perDeskSays}</p>
      <FigureTable
        title={t.perDesk}
        rows={desks}
        rowKey={(desk) => desk}
        about={{ text: t.desk, cell: (desk) => deskIn(desk, t, names) }}
        figures={[
          ...(["asked", "resolved", "handedOver"] as const).map((name) => ({
            key: name,
            text: t[name],
            cell: (desk: string) => n.count(countIn(rowsOf(desk), (figures) => figures[name])),
          })),
          {
            key: "onTime",
            text: t.onTime,
            cell: (desk) => n.judged(metricIn(rowsOf(desk), "resolution")),
          },
          {
            key: "firstContact",
            text: t.firstContactShare,
            cell: (desk) => n.judged(firstContactIn(rowsOf(desk))),
          },
        ]}
      />
      <Csv part="rows" by="desk" what={t.perDesk} filters={filters} />
    </Card>
  );
}

function Csv({
  part,
  by,
  what,
  filters,
}: {
  part: "rows" | "backlog" | "topics" | "hours";
  by: string;
  what: string;
  filters: Filters;
}) {
  const name = `service-levels-${part === "rows" ? by : part}-${filters.from}-${filters.to}`;
  return <CsvButton route={route} call={{ query: { ...filters, by, part } }} what={what} name={name} />;
}

const deskIn = (desk: string, t: ReportTexts, { deskName }: Names) =>
  desk === "~combined" ? t.combined : deskName(desk);
const topicIn = (topic: string, t: ReportTexts, { topicName }: Names) =>
  topic === "none" ? t.noTopic : topic.startsWith("~combined") ? t.combined : topicName(topic);
