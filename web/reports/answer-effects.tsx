import { useMemo } from "preact/hooks";
import type { AnswerRow } from "../../shared/contract/answers-report.ts";
import { useNames } from "../names.ts";
import { useAnswer } from "../reading.ts";
import { useTexts } from "../speech.tsx";
import { reportTexts } from "../texts/reports.ts";
import { Alert } from "../ui/alert.tsx";
import { Card } from "../ui/card.tsx";
import { NoAlert } from "../ui/no-alert.tsx";
import { Table } from "../ui/table.tsx";
import { Time } from "../ui/time.tsx";
import { Skeleton } from "../ui/waiting.tsx";
import { Chart } from "./chart.tsx";
import { CsvButton } from "./csv.tsx";
import type { Drawing } from "./draw.ts";
import { FilterForm } from "./filters.tsx";
import { useNumbers } from "./numbers.ts";
import { type Filters, weeksOf } from "./period.ts";

const route = "GET /v1/reports/answers";
const mostDrawn = 10;

export function AnswerEffects({
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
  const { topicName, isKnown } = useNames();
  const { from, to } = filters;
  const found = useAnswer(route, { query: { from, to } });
  const report = found.data?.body;
  const weeks = weeksOf(filters).map((week) => {
    const of = report?.weeks.find((one) => one.week === week);
    return { week, is: of, share: of?.share ?? undefined };
  });
  const coverage = useMemo<Drawing>(
    () => ({ is: "weeks", percent: n.percent, series: [{ name: t.share, points: weeks }] }),
    [report, t],
  );
  const nameOf = ({ topic, audience }: AnswerRow) => t.answerFor(topicName(topic), t.audience[audience]);
  const answers = report?.answers ?? [];
  const changed = answers.flatMap((answer) => {
    const { before, after } = answer.volume ?? {};
    return typeof before === "number" && typeof after === "number" ? [{ answer, before, after }] : [];
  });
  const best = answers
    .flatMap((answer) => (answer.helped ? [{ answer, share: answer.helped.share }] : []))
    .toSorted((one, other) => other.share - one.share)[0];
  const changes = useMemo<Drawing>(
    () => ({
      is: "changes",
      changes: changed.slice(0, mostDrawn).map(({ answer, before, after }) => ({
        name: nameOf(answer),
        before,
        after,
        text: t.beforeAfter(n.count(before), n.count(after)),
      })),
    }),
    [report, t, isKnown],
  );
  const csv = (part: "answers" | "weeks" | "total", what: string) => (
    <CsvButton
      route={route}
      call={{ query: { from, to, part } }}
      what={what}
      name={`answers-${part}-${from}-${to}`}
    />
  );
  return (
    <div class="stack">
      <FilterForm filters={filters} today={today} isBusy={found.isFetching} onShow={onShow} isPeriodOnly />
      {found.error && <NoAlert no={found.error.no} onRetry={() => found.refetch()} />}
      {found.isPending && <Skeleton lines={8} />}
      {report && (
        <>
          <Alert tone="info" isQuiet>
            <p>{t.hiddenWhy(report.minimumGroup.askers)}</p>
          </Alert>
          <div class="charts">
            <Chart
              title={t.coverage}
              sentence={
                report.coverage.share === null
                  ? t.coverageNone
                  : t.coverageSays(n.percent(report.coverage.share))
              }
              drawing={weeks.some(({ share }) => share !== undefined) ? coverage : undefined}
              table={
                <Table
                  caption={t.coverage}
                  isCaptionHidden
                  rows={weeks}
                  rowKey={({ week }) => week}
                  columns={[
                    { key: "week", text: t.weekColumn, cell: ({ week }) => n.week(week) },
                    {
                      key: "contacts",
                      text: t.contacts,
                      isNumber: true,
                      cell: ({ is }) => (is ? n.count(is.contacts) : t.none),
                    },
                    {
                      key: "covered",
                      text: t.covered,
                      isNumber: true,
                      cell: ({ is }) => (is ? n.count(is.covered) : t.none),
                    },
                    {
                      key: "share",
                      text: t.share,
                      isNumber: true,
                      cell: ({ is, share }) =>
                        share === undefined ? (is ? t.hidden : t.none) : n.percent(share),
                    },
                  ]}
                />
              }
              download={csv("weeks", t.coverage)}
            />
            <Card title={t.waits}>
              <p class="chart-sentence">
                {report.waits.answered && report.waits.medianDays !== null
                  ? t.waitsSay(report.waits.answered, t.days(report.waits.medianDays))
                  : t.waitsNone}{" "}
                {report.waits.waiting !== null && t.waiting(report.waits.waiting)}
              </p>
              <dl class="figures">
                {(
                  [
                    [t.waitAnswered, report.waits.answered],
                    [t.waitMedian, report.waits.medianDays],
                    [t.waitWaiting, report.waits.waiting],
                  ] as const
                ).map(([name, figure]) => (
                  <div key={name}>
                    <dt>{name}</dt>
                    <dd class={figure === null ? "figure-small" : ""}>{n.count(figure)}</dd>
                  </div>
                ))}
              </dl>
              {csv("total", t.waits)}
            </Card>
          </div>
          <Chart
            title={t.effects}
            sentence={
              best ? t.effectsSay(n.percent(best.share), topicName(best.answer.topic)) : t.effectsNone
            }
            drawing={changed.length > 0 ? changes : undefined}
            table={answers.length > 0 && <EffectTable answers={answers} nameOf={nameOf} />}
            download={csv("answers", t.effects)}
          >
            {changed.length > 0 && <p class="quiet small">{t.volume}</p>}
            {report.next && <p class="quiet small">{t.notAllAnswers}</p>}
          </Chart>
        </>
      )}
    </div>
  );
}

function EffectTable({
  answers,
  nameOf,
}: {
  answers: readonly AnswerRow[];
  nameOf: (answer: AnswerRow) => string;
}) {
  const t = useTexts(reportTexts);
  const n = useNumbers();
  return (
    <Table
      caption={t.effects}
      isCaptionHidden
      isTall={answers.length > 12}
      rows={answers}
      rowKey={({ topic, revision }) => `${topic} ${revision}`}
      columns={[
        { key: "answer", text: t.topic, cell: nameOf },
        { key: "since", text: t.since, cell: ({ from }) => <Time at={from} as="day" /> },
        ...(["opened", "answered", "notAnswered", "again", "used"] as const).map((name) => ({
          key: name,
          text: t[name],
          isNumber: true,
          cell: (answer: AnswerRow) => n.count(answer[name]),
        })),
        {
          key: "helped",
          text: t.helped,
          cell: ({ helped }) =>
            helped
              ? `${n.percent(helped.share)} (${t.between(n.percent(helped.low), n.percent(helped.high))})`
              : t.hidden,
        },
        {
          key: "volume",
          text: t.volume,
          cell: ({ volume }) =>
            volume ? (
              <>
                {t.beforeAfter(n.count(volume.before), n.count(volume.after))}
                {volume.ratio !== null && `: ${t.ratio(n.tenths(volume.ratio), volume.isAtMost)}`}
              </>
            ) : (
              t.hidden
            ),
        },
      ]}
    />
  );
}
