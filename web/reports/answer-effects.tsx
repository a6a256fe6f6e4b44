import { useMemo } from "preact/hooks";
import type { AnswerRow } from "../../shared/contract/answers-report.ts";
import { useNames } from "../names.ts";
import { useAnswer } from "../reading.ts";
import { useTexts } from "../speech.tsx";
import { reportTexts } from "../texts/reports.ts";
import { Alert } from "../ui/alert.tsx";
import { Card } from "../ui/card.tsx";
import { NoAlert } from "../ui/no-alert.tsx";
import { Time } from "../ui/time.tsx";
import { Skeleton } from "../ui/waiting.tsx";
import { Chart } from "./chart.tsx";
import { CsvButton } from "./csv.tsx";
import type { Drawing } from "./draw.ts";
import { FigureTable, WeekTable } from "./figure-table.tsx";
import { FilterForm, readingOf } from "./filters.tsx";
import { useNumbers } from "./numbers.ts";
import { type Filters, faultIn, weeksOf } from "./period.ts";

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
  const enabled = !faultIn(filters);
  const found = useAnswer(route, { query: { from, to } }, { enabled });
  const report = enabled ? found.data?.body : undefined;
  // Of the report that is shown, which for a moment is that of the last choice.
  const weeks = (report ? weeksOf(report) : []).map((week) => {
    const of = report?.weeks.find((one) => one.week === week);
    return { week, is: of, share: of?.share ?? undefined };
  });
  const coverage = useMemo<Drawing>(
    () => ({ is: "weeks", percent: n.percent, series: [{ name: t.share, points: weeks }] }),
    [report, t],
  );
  /** Of a week in which nobody asked anything there is no count. */
  const countOf = (count: number | null | undefined) => (count === undefined ? t.none : n.count(count));
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
      <FilterForm filters={filters} today={today} reading={readingOf(found)} onShow={onShow} isPeriodOnly />
      {found.error && <NoAlert no={found.error.no} onRetry={() => found.refetch()} />}
      {found.isLoading && <Skeleton lines={8} />}
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
                <WeekTable
                  title={t.coverage}
                  rows={weeks}
                  figures={[
                    { key: "contacts", text: t.contacts, cell: ({ is }) => countOf(is?.contacts) },
                    { key: "covered", text: t.covered, cell: ({ is }) => countOf(is?.covered) },
                    {
                      key: "share",
                      text: t.share,
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
    <FigureTable
      title={t.effects}
      rows={answers}
      rowKey={({ topic, revision }) => `${topic} ${revision}`}
      about={{ text: t.topic, cell: nameOf }}
      figures={(["opened", "answered", "notAnswered", "again", "used"] as const).map((name) => ({
        key: name,
        text: t[name],
        cell: (answer: AnswerRow) => n.count(answer[name]),
      }))}
      others={[
        { key: "since", text: t.since, cell: ({ from }) => <Time at={from} as="day" /> },
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
