import { randomUUID } from "node:crypto";
import type { RowResult } from "../../../shared/contract/view.ts";
import type { ImportId } from "../../../shared/id.ts";
import type { NumberedRow } from "../row-file.ts";
import { type RefusedRow, upload } from "../upload.ts";
import { clickers } from "./bulk.ts";
import { type Stage, StepRefused } from "./stage.ts";

export type PhoneLog = {
  importId: ImportId;
  rows: RowResult[];
  /** Rows that a second delivery of the same file would have doubled. */
  doubled: number;
  refused: RefusedRow[];
};

type Row = Record<string, string>;

/** A file as the telephone exchange would send it at night: new questions, news of old ones, neither, and one mistake. */
export function phoneLogRows(texts: readonly string[], references: readonly string[], now: Date): Row[] {
  const run = randomUUID().slice(0, 8);
  const calls: Row[] = [
    ...texts.map((note, i) => ({
      caller: clickers[i % clickers.length] as string,
      outcome: i % 3 === 0 ? "beantwoord" : "doorgezet",
      note,
    })),
    ...references.map((reference) => ({
      outcome: "beantwoord",
      note: "Belt om te horen hoe het ermee staat.",
      reference,
    })),
    { outcome: "doorverbonden" },
    { outcome: "verwezen", caller: "anoniem" },
    { outcome: "geen idee meer", note: "Deze uitkomst kent de inrichting niet." },
  ];
  return calls.map((call, i) => ({
    callId: `demo-${run}-${i + 1}`,
    startedAt: new Date(now.getTime() - (calls.length - i) * 61_000).toISOString(),
    seconds: String(30 + ((i * 37) % 400)),
    takenBy: i % 2 === 0 ? "loket-femke" : "loket-gijs",
    ...call,
  }));
}

/** Delivers the file twice: what was taken in the first time is known the second. */
export async function deliver(stage: Stage, rows: readonly Row[]): Promise<PhoneLog> {
  const exchange = stage.asSystem();
  const refused: RefusedRow[] = [];
  const send = () =>
    upload<"POST /v1/phone-logs">(
      numbered(rows),
      (part, importId) =>
        exchange("POST /v1/phone-logs", {
          body: { name: "demo.csv", first: part.first, rows: part.rows, ...(importId && { importId }) },
        }),
      { refused: (row) => refused.push(row) },
    );
  const first = await send();
  const second = await send();
  const results = await resultsOf(exchange, first.importId);
  for (const { ticketId } of results) if (ticketId) stage.note({ ticketId, channel: "call" });
  return {
    importId: first.importId,
    rows: results,
    doubled: second.totals.accepted,
    refused: refused.slice(0, first.totals.refused),
  };
}

async function* numbered(rows: readonly Row[]): AsyncGenerator<NumberedRow> {
  for (const [i, row] of rows.entries()) yield { number: i + 1, row };
}

/** As the helpdesk has it written down, part by part. */
async function resultsOf(exchange: ReturnType<Stage["asSystem"]>, importId: ImportId): Promise<RowResult[]> {
  const rows: RowResult[] = [];
  let cursor: string | undefined;
  do {
    const page = await exchange("GET /v1/phone-logs/{importId}", {
      params: { importId },
      query: { limit: 100, ...(cursor && { cursor }) },
    });
    if (!page.ok) throw new StepRefused(`de import ${importId} is niet te lezen: ${page.status}`);
    rows.push(...page.body.items);
    cursor = page.body.next;
  } while (cursor);
  return rows;
}
