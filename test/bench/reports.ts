import { readCells, writeCells } from "../../functions/store/figures.ts";
import { openTable } from "../../functions/store/table.ts";
import { clientSettings, startDynamoDb } from "../../infra/local/emulators.ts";
import { placeTable } from "../../infra/local/tables.ts";
import { readAssembly } from "../../infra/local/template.ts";
import { askerMark, askerNumber, numberText } from "../../shared/report/askers.ts";
import { type Cells, dayCell } from "../../shared/report/cell.ts";
import { bucketOf } from "../../shared/report/histogram.ts";
import { organisation, vechterhout } from "../given.ts";
import { countingProxy } from "./cost.ts";

const quarter = { from: "2027-01-01", to: "2027-03-31" };
const ticketsAsked = [1_000, 10_000, 100_000, 1_000_000];

export type ReportReads = { tickets: number; counters: number; readUnits: number; milliseconds: number };

/** What reading a quarter's figures takes from the table, with ever more tickets in it. */
export async function readsOfAQuarter(assembly: string): Promise<ReportReads[]> {
  const database = await startDynamoDb();
  const units = { write: 0, read: 0 };
  const proxy = await countingProxy(database.url, units);
  try {
    Object.assign(process.env, credentialsOf(database.url), { AWS_ENDPOINT_URL_DYNAMODB: proxy.url });
    const { Resources } = readAssembly(assembly).template;
    const described = Object.values(Resources).find(({ Type }) => Type === "AWS::DynamoDB::Table");
    const { StreamSpecification, ...properties } = (described?.Properties ?? {}) as Record<string, unknown>;
    const reads: ReportReads[] = [];
    for (const tickets of ticketsAsked) {
      const table = openTable(`reports-${tickets}`);
      await placeTable(table.client, table.name, properties as never);
      const cells = cellsOf(tickets);
      await writeCells(table, vechterhout, cells);
      units.read = 0;
      const startedAt = performance.now();
      await readCells(table, vechterhout, quarter);
      const milliseconds = performance.now() - startedAt;
      reads.push({ tickets, counters: Object.keys(cells).length, readUnits: units.read, milliseconds });
    }
    return reads;
  } finally {
    await Promise.all([proxy.stop(), database.stop()]);
  }
}

function credentialsOf(url: string) {
  const { accessKeyId, secretAccessKey } = clientSettings(url).credentials as Record<string, string>;
  return { AWS_REGION: "eu-west-1", AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey };
}

/** As many tickets spread over the working days, topics and channels: some topics far more often than others. */
function cellsOf(tickets: number): Cells {
  const cells: Cells = {};
  const days = workingDays();
  const draw = draws();
  const add = (cell: string, field: string) => {
    const fields = cells[cell] ?? {};
    cells[cell] = fields;
    fields[field] = (fields[field] ?? 0) + 1;
  };
  for (let i = 0; i < tickets; i++) {
    const topic = organisation.topics[Math.floor(draw() ** 2 * organisation.topics.length)];
    const channel = ["click", "click", "call", "face"][i % 4] as string;
    const desk = draw() < 0.6 ? "frontoffice" : (topic?.desk ?? "payroll");
    const cell = dayCell(days[Math.floor(draw() * days.length)] as string, desk, topic?.key ?? "none");
    const asker = numberText(askerNumber(vechterhout, `asker-${Math.floor(draw() * 3_200)}`));
    const work = bucketOf(Math.floor(60 + draw() ** 3 * 200_000));
    for (const field of [
      "asked",
      "resolved",
      "fr.met",
      "re.met",
      `fr.h${work}`,
      `re.h${work}`,
      `at.h${work}`,
    ]) {
      add(cell, `${channel}.${field}`);
    }
    add(cell, `${channel}.${askerMark}${asker}`);
  }
  return cells;
}

/** Numbers between 0 and 1, the same at every run (mulberry32). */
function draws(): () => number {
  let state = 20_261_201;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function workingDays(): string[] {
  const days: string[] = [];
  const [from, to] = [Date.parse(quarter.from), Date.parse(quarter.to)];
  for (let day = from; day <= to; day += 86_400_000) {
    if (new Date(day).getUTCDay() % 6 !== 0) days.push(new Date(day).toISOString().slice(0, 10));
  }
  return days;
}
