import { createWriteStream, type WriteStream } from "node:fs";
import { basename } from "node:path";
import { finished } from "node:stream/promises";
import type { Caller } from "../../shared/contract/call.ts";
import type { ImportTotals } from "../../shared/contract/view.ts";
import { ImportId } from "../../shared/id.ts";
import { CannotRun, progressLine, tell } from "./arguments.ts";
import { rowsOf } from "./row-file.ts";
import { findPlace, placeHelp, placeOptions, systemCaller } from "./session.ts";
import { type ImportRoute, type Part, type RefusedRow, reasonsOf, type Upload, upload } from "./upload.ts";

export const importOptions = {
  ...placeOptions,
  token: { type: "string" },
  organisation: { type: "string" },
  out: { type: "string" },
  show: { type: "string" },
} as const;

export const importHelp = `${placeHelp}
  --token TOKEN    access token of the system that delivers the file (default: PERSONEELSLOKET_TOKEN, else the
                   system client of the local issuer)
  --organisation KEY  which organisation, where the token knows several
  --out FILE       write the refused rows and their reasons to FILE, as JSON Lines
  --show IMPORT    show what became of an earlier import
  --help           this text

Exit code: 0 all rows taken, 1 some refused, 2 it could not run.`;

type Values = { [K in keyof typeof importOptions]?: string | undefined };

export function callerFor({ url, issuer, token, organisation }: Values): Caller {
  return systemCaller(
    { ...findPlace({ url, issuer }), organisation },
    token ?? process.env.PERSONEELSLOKET_TOKEN,
  );
}

/** Sends a file with progress, says what was refused and why, and adds it all up. */
export async function importFile<R extends ImportRoute>(
  file: string,
  { out }: Values,
  send: Parameters<typeof upload<R>>[1],
): Promise<Upload<R>> {
  const line = progressLine();
  const report = refusalReport(out);
  try {
    const taken = await upload<R>(rowsOf(file), send, {
      progress: ({ rows, refused }) => line.show(`${rows} rows sent, ${refused} refused`),
      refused: report.add,
    });
    line.done();
    const { importId, totals } = taken;
    console.log(`${totalsLine(totals)}\nImport ${importId}; look at it again with --show ${importId}`);
    return taken;
  } finally {
    line.done();
    await report.end();
  }
}

/** What every import sends with a part. */
export const bodyOf = (file: string, { first, rows }: Part, importId: ImportId | undefined) => ({
  name: basename(file).slice(0, 200),
  first,
  rows,
  ...(importId && { importId }),
});

export const totalsLine = ({ rows, accepted, known, refused }: ImportTotals) =>
  `${rows} rows: ${accepted} taken in, ${known} known already, ${refused} refused`;

const mostShown = 50;

/** The first refused rows are shown; all of them go to a file where one is asked for. */
function refusalReport(out: string | undefined) {
  let count = 0;
  let file: WriteStream | undefined;
  let broken: Error | undefined;
  const opened = () => {
    if (!out || file) return file;
    file = createWriteStream(out);
    file.on("error", (error) => {
      broken = error;
    });
    return file;
  };
  opened();
  return {
    add: (refused: RefusedRow) => {
      count += 1;
      if (count <= mostShown) console.log(`row ${refused.row} refused: ${reasonsOf(refused)}`);
      file?.write(`${JSON.stringify(refused)}\n`);
    },
    end: async () => {
      if (count > mostShown) {
        console.log(`... and ${count - mostShown} more${out ? "" : "; --out FILE writes them all down"}`);
      }
      if (!file) return;
      file.end();
      await finished(file).catch(() => {});
      if (broken) tell(`The refused rows could not be written to ${out}: ${broken.message}`);
    },
  };
}

type ShowRoute = "GET /v1/phone-logs/{importId}" | "GET /v1/people/imports/{importId}";

/** What became of an earlier import: its totals and every refused row. */
export async function showImport(
  call: Caller,
  route: ShowRoute,
  text: string,
  { out }: Values,
): Promise<number> {
  const id = ImportId.safeParse(text);
  if (!id.success) throw new CannotRun(`--show takes the id of an import (imp_…), not "${text}".`);
  const report = refusalReport(out);
  let cursor: string | undefined;
  let refused = 0;
  do {
    const page = await call(route, {
      params: { importId: id.data },
      query: { limit: 100, ...(cursor && { cursor }) },
    });
    if (!page.ok)
      throw new CannotRun(page.problem.title ?? `The helpdesk answered with status ${page.status}.`);
    const { name, startedAt, totals, leavers, items, next } = page.body;
    if (!cursor) {
      refused = totals.refused;
      console.log(`${name ?? id.data}, sent ${startedAt}\n${totalsLine(totals)}`);
      if (leavers) console.log(`${leavers.left} people left, ${leavers.removed} were removed`);
    }
    for (const row of items.filter(({ result }) => result === "refused")) report.add(row);
    cursor = next;
  } while (cursor);
  await report.end();
  return refused > 0 ? 1 : 0;
}
