import { useMemo } from "preact/hooks";
import type { ServiceLevelReport } from "../../shared/contract/view.ts";
import { type Names, useNames } from "../names.ts";
import { useAnswer } from "../reading.ts";
import { useTexts } from "../speech.tsx";
import { reportTexts } from "../texts/reports.ts";
import { Alert } from "../ui/alert.tsx";
import { Card } from "../ui/card.tsx";
import { Empty } from "../ui/empty.tsx";
import { NoAlert } from "../ui/no-alert.tsx";
import { Table } from "../ui/table.tsx";
import { Skeleton } from "../ui/waiting.tsx";
import { Chart } from "./chart.tsx";
import { CsvButton } from "./csv.tsx";
import type { Drawing } from "./draw.ts";
import {
  ageNames,
  countIn,
  firstContactIn,
  hasHidden,
  type Judged,
  metricIn,
  metricNames,
  promiseNames,
  promisesIn,
  rowsOfWeek,
  shareIn,
  shownSum,
} from "./figures.ts";
import { FilterForm } from "./filters.tsx";
import { type Numbers, useNumbers } from "./numbers.ts";
import { type Filters, weeksOf } from "./period.ts";

type Texts = ReturnType<(typeof reportTexts)["nl"]>;
type Report = ServiceLevelReport;
/** What every chart of this page is made with. */
type Shown = { report: Report; filters: Filters; t: Texts; n: Numbers; names: Names };

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
  const byWeek = useAnswer(route, { query: { ...filters, by: "week" } });
  const byDesk = useAnswer(route, { query: { ...filters, by: "desk" } });
  const report = byWeek.data?.body;
  const shown = report && { report, filters: { ...filters, from: report.from, to: report.to }, t, n, names };
  const isEmpty = report && report.rows.length + report.backlog.length + report.topics.length === 0;
  return (
    <div class="stack">
      <FilterForm filters={filters} today={today} isBusy={byWeek.isFetching} onShow={onShow} />
      {byWeek.error && <NoAlert no={byWeek.error.no} onRetry={() => byWeek.refetch()} />}
      {byWeek.isPending && <Skeleton lines={8} />}
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
          {byDesk.data && <PerDesk {...shown} report={byDesk.data.body} />}
        </>
      )}
    </div>
  );
}

function InShort({ report, t, n }: Shown) {
  const { rows } = report;
  const shareOf = (judged: Judged) => {
    const share = shareIn(judged);
    return share === undefined ? (judged.isHidden ? t.hidden : t.none) : n.percent(share);
  };
  const figures = [
    [t.asked, n.count(countIn(rows, ({ asked }) => asked))],
    [t.resolved, n.count(countIn(rows, ({ resolved }) => resolved))],
    [t.onTime, shareOf(metricIn(rows, "resolution"))],
    [t.firstContactShare, shareOf(firstContactIn(rows))],
    [t.promisesKept, shareOf(promisesIn(rows))],
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
  const all = judged.flatMap((name) =>
    weeks.flatMap((week) => {
      const share = shareIn(inWeek(week, name));
      return share === undefined ? [] : [{ name, week, share }];
    }),
  );
  const lowest = all.toSorted((one, other) => one.share - other.share)[0];
  const each = judged.map((name) =>
    t.eachSays(t.metrics[name], n.percent(shareIn(metricIn(report.rows, name)) ?? 0)),
  );
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
      sentence={
        lowest
          ? t.complianceSays(
              n.list(each),
              t.lowestSays(t.metrics[lowest.name], n.week(lowest.week), n.percent(lowest.share)),
            )
          : t.nothingJudged
      }
      drawing={lowest && drawing}
      table={
        <Table
          caption={t.compliance}
          isCaptionHidden
          rows={weeks}
          rowKey={(week) => week}
          columns={[
            { key: "week", text: t.weekColumn, cell: (week) => n.week(week) },
            ...metricNames.map((name) => ({
              key: name,
              text: t.metrics[name],
              isNumber: true,
              cell: (week: string) => n.judged(inWeek(week, name)),
            })),
          ]}
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
  const whole = firstContactIn(report.rows);
  const share = shareIn(whole);
  const seen = points.filter((point) => point.share !== undefined);
  const [first, last] = [seen[0], seen.at(-1)];
  const inWords = (point: (typeof points)[number]) =>
    t.inWeek(n.percent(point.share ?? 0), n.week(point.week));
  const drawing = useMemo<Drawing>(
    () => ({ is: "weeks", percent: n.percent, series: [{ name: t.firstContactShare, points }] }),
    [report, filters.from, filters.to, t],
  );
  return (
    <Chart
      title={t.firstContact}
      sentence={
        share === undefined || !first || !last
          ? whole.isHidden
            ? `${t.hidden}.`
            : t.nothingJudged
          : first === last
            ? t.firstContactOnce(n.percent(share))
            : t.firstContactSays(n.percent(share), inWords(first), inWords(last))
      }
      drawing={first && drawing}
      table={
        <Table
          caption={t.firstContact}
          isCaptionHidden
          rows={points}
          rowKey={({ week }) => week}
          columns={[
            { key: "week", text: t.weekColumn, cell: ({ week }) => n.week(week) },
            {
              key: "share",
              text: t.firstContactShare,
              isNumber: true,
              cell: ({ judged }) => n.judged(judged),
            },
          ]}
        />
      }
    />
  );
}

function Backlog({ report, filters, t, n, names }: Shown) {
  const ages = ageNames.map((age) => {
    const found = report.backlog.map(({ open }) => open[age]);
    const count = found.length === 0 ? 0 : shownSum(Object.fromEntries(found.entries()));
    return { age, count };
  });
  const open = ages.reduce((sum, { count = 0 }) => sum + count, 0);
  const old = ages.find(({ age }) => age === "older")?.count ?? 0;
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
      sentence={open === 0 ? t.backlogNone : t.backlogSays(open, old)}
      drawing={open > 0 ? drawing : undefined}
      table={
        report.backlog.length > 0 && (
          <Table
            caption={t.backlog}
            isCaptionHidden
            rows={report.backlog}
            rowKey={({ desk }) => desk}
            columns={[
              { key: "desk", text: t.desk, cell: ({ desk }) => deskIn(desk, t, names) },
              ...ageNames.map((age) => ({
                key: age,
                text: t.ages[age],
                isNumber: true,
                cell: ({ open }: Report["backlog"][number]) => n.count(open[age]),
              })),
            ]}
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
  const nameOf = (topic: string) => topicIn(topic, t, names);
  const topics = report.topics
    .map(({ topic, asked }) => ({ topic, asked, count: shownSum(asked) }))
    .toSorted((one, other) => (other.count ?? -1) - (one.count ?? -1));
  const all = topics.reduce((sum, { count = 0 }) => sum + count, 0);
  const first = topics.filter(({ count = 0 }) => count > 0).slice(0, 3);
  const together = first.reduce((sum, { count = 0 }) => sum + count, 0);
  const drawing = useMemo<Drawing>(
    () => ({
      is: "bars",
      bars: topics
        .slice(0, mostTopics)
        .map(({ topic, count }) => ({ name: nameOf(topic), count, text: n.count(count) })),
    }),
    [report, t, names.isKnown],
  );
  const more = topics.length - mostTopics;
  return (
    <Chart
      title={t.topics}
      sentence={
        all === 0
          ? t.nothing
          : t.topicsSays(
              n.list(first.map(({ topic, count }) => `${nameOf(topic)} (${n.count(count)})`)),
              n.percent(together / all),
            )
      }
      drawing={topics.length > 0 ? drawing : undefined}
      table={
        topics.length > 0 && (
          <Table
            caption={t.topics}
            isCaptionHidden
            isTall={topics.length > 12}
            rows={topics}
            rowKey={({ topic }) => topic}
            columns={[
              { key: "topic", text: t.topic, cell: ({ topic }) => nameOf(topic) },
              ...(["click", "call", "face"] as const).map((channel) => ({
                key: channel,
                text: t.channels[channel],
                isNumber: true,
                cell: ({ asked }: Report["topics"][number]) => n.count(asked[channel]),
              })),
            ]}
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
  const busiest = cells.toSorted((one, other) => (other.count ?? -1) - (one.count ?? -1))[0];
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
  const isSaid = busiest?.count !== undefined && busiest.count > 0;
  return (
    <Chart
      title={t.hours}
      sentence={
        isSaid
          ? t.hoursSays(t.weekdays[busiest.weekday - 1] ?? "", hourText(busiest.hour), busiest.count ?? 0)
          : t.nothing
      }
      drawing={cells.length > 0 ? drawing : undefined}
      table={
        cells.length > 0 && (
          <Table
            caption={t.hours}
            isCaptionHidden
            rows={range}
            rowKey={String}
            columns={[
              { key: "hour", text: t.hour, cell: hourText },
              ...days.map(({ name, weekday }) => ({
                key: name,
                text: name,
                isNumber: true,
                cell: (hour: number) => n.count(countAt(weekday, hour)),
              })),
            ]}
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

function Promises({ report, t, n }: Shown) {
  const counts = promiseNames.map((name) => ({
    name,
    count: countIn(report.rows, ({ promises }) => promises[name]),
  }));
  const judged = promisesIn(report.rows);
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
      sentence={
        judged.whole > 0
          ? t.promisesSay(judged.whole, judged.part, n.percent(judged.part / judged.whole))
          : t.promisesNone
      }
      drawing={isAny ? drawing : undefined}
      table={
        isAny && (
          <Table
            caption={t.promises}
            isCaptionHidden
            rows={counts}
            rowKey={({ name }) => name}
            columns={[
              { key: "name", text: t.promises, cell: ({ name }) => t.promise[name] },
              { key: "count", text: t.count, isNumber: true, cell: ({ count }) => n.count(count) },
            ]}
          />
        )
      }
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
      <Table
        caption={t.perDesk}
        isCaptionHidden
        rows={desks}
        rowKey={(desk) => desk}
        columns={[
          { key: "desk", text: t.desk, cell: (desk) => deskIn(desk, t, names) },
          ...(["asked", "resolved", "handedOver"] as const).map((name) => ({
            key: name,
            text: t[name],
            isNumber: true,
            cell: (desk: string) => n.count(countIn(rowsOf(desk), (figures) => figures[name])),
          })),
          {
            key: "onTime",
            text: t.onTime,
            isNumber: true,
            cell: (desk) => n.judged(metricIn(rowsOf(desk), "resolution")),
          },
          {
            key: "firstContact",
            text: t.firstContactShare,
            isNumber: true,
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

const deskIn = (desk: string, t: Texts, { deskName }: Names) =>
  desk === "~combined" ? t.combined : deskName(desk);
const topicIn = (topic: string, t: Texts, { topicName }: Names) =>
  topic === "none" ? t.noTopic : topic.startsWith("~combined") ? t.combined : topicName(topic);
