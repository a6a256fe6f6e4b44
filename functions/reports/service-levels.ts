import type { ServiceLevelReport } from "../../shared/contract/view.ts";
import { deskOf, topicOf } from "../../shared/organisation/lookup.ts";
import { isRefusal, type Refusal, refusedAt } from "../../shared/refusal.ts";
import { noTopic, placeOf } from "../../shared/report/cell.ts";
import { csv, type Nested } from "../../shared/report/csv.ts";
import { dayAndHour } from "../../shared/report/day.ts";
import { gather, nothingGathered, type Question } from "../../shared/report/gather.ts";
import { serviceLevels } from "../../shared/report/service-levels.ts";
import { smallDesks } from "../../shared/report/small-desks.ts";
import { columnsOf, linesOf } from "../../shared/report/table.ts";
import { cursorOf } from "../runtime/cursor.ts";
import type { Given, Request } from "../runtime/request.ts";
import { readCells } from "../store/figures.ts";
import { firstRow, wrongDays } from "./period.ts";

type Asked = Request<"GET /v1/reports/service-levels">;

/** What an answer bears with room to spare: an answer of a function is 6 MB at most. */
const mostRows = { json: 1_000, csv: 15_000 };

/** The figures that managers watch. Read from counters, so that it takes no longer with many questions than with few. */
export async function showServiceLevels(
  request: Asked,
): Promise<Given<"GET /v1/reports/service-levels"> | Refusal> {
  const { query, organisation } = request;
  const refusal = wrongDays(query) ?? unknownFilter(query, organisation);
  if (refusal) return refusal;
  const start = firstRow(query.cursor);
  if (isRefusal(start)) return start;
  const report = await reportFor(request);
  return query.format === "csv" ? asTable(report, query, start) : asPage(report, start);
}

/** A filter by what does not exist would read as "no questions". */
function unknownFilter({ desk, topic }: Asked["query"], organisation: Asked["organisation"]) {
  if (desk && !deskOf(organisation, desk)) {
    return refusedAt("query.desk", "unknown", "the key of a desk of this organisation");
  }
  if (topic && topic !== noTopic && !topicOf(organisation, topic)) {
    return refusedAt("query.topic", "unknown", "the key of a topic of this organisation");
  }
  return undefined;
}

async function reportFor({ member, organisation, table, query, at }: Asked) {
  const { day: today } = dayAndHour(Date.parse(at), organisation.organisation.zone);
  const { by, ...asked } = query;
  const question: Question = { ...asked, today, by: by.filter((direction) => direction !== "channel") };
  const cells = (await readCells(table, member.organisation, query)).flatMap((part) => Object.entries(part));
  const seen = cells.flatMap(([cell]) => {
    const place = placeOf(cell);
    return "desk" in place ? place.desk : [];
  });
  const small = smallDesks(organisation, seen);
  const gathered = nothingGathered();
  for (const [cell, fields] of cells) gather(gathered, cell, fields, question, small);
  return serviceLevels(gathered, question, small, organisation);
}

function asPage(report: ServiceLevelReport, start: number): Given<"GET /v1/reports/service-levels"> {
  const end = start + mostRows.json;
  const next = report.rows.length > end ? { next: cursorOf(String(end)) } : {};
  return { body: { ...report, rows: report.rows.slice(start, end), ...next } };
}

/** Names in its first line only where it begins, so that its parts put together are one table. */
function asTable(
  report: ServiceLevelReport,
  { part, from, to, by }: Asked["query"],
  start: number,
): Given<"GET /v1/reports/service-levels"> {
  const end = start + mostRows.csv;
  const lines: Nested[] = linesOf(report, part);
  return {
    csv: csv(columnsOf(part, by), lines.slice(start, end), { header: start === 0 }),
    name: `service-levels-${part}-${from}-${to}`,
    next: lines.length > end ? cursorOf(String(end)) : undefined,
  };
}
