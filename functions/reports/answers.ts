import type { AnswersReport } from "../../shared/contract/answers-report.ts";
import { isRefusal, type Refusal } from "../../shared/refusal.ts";
import {
  answersColumns,
  answersLines,
  answersReport,
  daysReadFor,
  topicsLookedAt,
} from "../../shared/report/answers.ts";
import { csv } from "../../shared/report/csv.ts";
import { dayAndHour } from "../../shared/report/day.ts";
import { cursorOf } from "../runtime/cursor.ts";
import type { Given, Request } from "../runtime/request.ts";
import { readDemandOfAll } from "../store/figures.ts";
import { loadAllRecords, loadStandings } from "../store/topics.ts";
import { firstRow, wrongDays } from "./period.ts";

type Asked = Request<"GET /v1/reports/answers">;

/** What an answer bears with room to spare: an answer of a function is 6 MB at most. */
const mostRows = { json: 2_000, csv: 15_000 };

/** Whether answers help. Read from counters, so that it takes no longer with many questions than with few. */
export async function showAnswers(request: Asked): Promise<Given<"GET /v1/reports/answers"> | Refusal> {
  const { query } = request;
  const refusal = wrongDays(query);
  if (refusal) return refusal;
  const start = firstRow(query.cursor);
  if (isRefusal(start)) return start;
  const report = await reportFor(request);
  return query.format === "csv" ? asTable(report, query, start) : asPage(report, start);
}

async function reportFor({ member, organisation, table, query, at }: Asked): Promise<AnswersReport> {
  const { day: today } = dayAndHour(Date.parse(at), organisation.organisation.zone);
  const period = { from: query.from, to: query.to };
  const read = daysReadFor(period, today);
  const [cells, records] = await Promise.all([
    readDemandOfAll(table, member.organisation, read, { isEventual: true }),
    loadAllRecords(table, member.organisation),
  ]);
  const answered = records.filter(({ publications }) => publications.length > 0).map(({ key }) => key);
  const standings = await loadStandings(table, member.organisation, answered);
  return answersReport({
    period,
    today,
    topics: topicsLookedAt(cells, records, read),
    effects: new Map(standings.map(({ topic, effects }) => [topic, effects])),
    organisation,
  });
}

function asPage(report: AnswersReport, start: number): Given<"GET /v1/reports/answers"> {
  const end = start + mostRows.json;
  const next = report.answers.length > end ? { next: cursorOf(String(end)) } : {};
  return { body: { ...report, answers: report.answers.slice(start, end), ...next } };
}

/** Names in its first line only where it begins, so that its parts put together are one table. */
function asTable(
  report: AnswersReport,
  { part, from, to }: Asked["query"],
  start: number,
): Given<"GET /v1/reports/answers"> {
  const end = start + mostRows.csv;
  const lines = answersLines(report, part);
  return {
    csv: csv(answersColumns(part), lines.slice(start, end), { header: start === 0 }),
    name: `answers-${part}-${from}-${to}`,
    next: lines.length > end ? cursorOf(String(end)) : undefined,
  };
}
