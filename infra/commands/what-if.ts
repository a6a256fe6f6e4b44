import { readFileSync } from "node:fs";
import { CannotRun, readArguments, runCommand } from "./arguments.ts";
import { callerFor, jobHelp, jobOptions, runJob } from "./jobs/run.ts";
import { tableOf } from "./jobs/what-if-table.ts";

const help = `Replays the questions of a period under another configuration, and shows beside each other what was met and
missed and what would have been. Nothing is changed.

Usage: npm run what-if -- FILE --from DAY --to DAY [options]

FILE is a whole organisation file, such as a changed copy of infra/organisation.json; 250 kB at the most.

  --from DAY       questions asked from this day on, as YYYY-MM-DD
  --to DAY         up to and with this day
${jobHelp}

Rows without numbers: fewer people asked than may be shown.
Exit code: 0 fine, 2 it could not run.`;

await runCommand(async () => {
  const { values, operands, wantsHelp } = readArguments(
    { ...jobOptions, from: { type: "string" }, to: { type: "string" } },
    ["file"],
  );
  if (wantsHelp) {
    console.log(help);
    return 0;
  }
  const [file] = operands;
  if (!file) throw new CannotRun("Name the organisation file; --help says how.");
  const [from, to] = [dayFrom("--from", values.from), dayFrom("--to", values.to)];
  if (from > to) throw new CannotRun("--to is a day that is not before --from.");
  const candidate = candidateIn(file);
  const call = await callerFor("what-if", values);
  const result = await runJob<"what-if">(
    call,
    { kind: "what-if", candidate, from, to },
    { say: (progress) => `${progress.seen} questions looked at` },
  );
  console.log(values.json ? JSON.stringify(result) : tableOf(result));
  return 0;
});

function dayFrom(option: string, text: string | undefined): string {
  if (text === undefined) throw new CannotRun(`Say ${option}; --help says how.`);
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))) return text;
  throw new CannotRun(`${option} takes a day as YYYY-MM-DD, not "${text}".`);
}

function candidateIn(file: string): Record<string, unknown> {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    throw new CannotRun(`${file} cannot be read.`);
  }
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed === "object" && parsed !== null) return parsed as Record<string, unknown>;
  } catch {
    // Said below.
  }
  throw new CannotRun(`${file} is not a JSON object.`);
}
