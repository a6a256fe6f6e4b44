import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { helpdeskApp } from "../../infra/app.ts";
import { bundleSizes } from "./bundles.ts";
import { scriptedCall } from "./call.ts";
import { coldStart } from "./cold-start.ts";
import { costOfFollowing, costOfQuestions } from "./cost.ts";
import { deadlinesBeside } from "./deadlines.ts";
import { matchingBeside } from "./matching.ts";
import { readsOfAQuarter } from "./reports.ts";
import { requestWork } from "./request-work.ts";
import { workPerTimer } from "./timers.ts";

/**
 * `npm run bench`: every figure that the README claims, with the bound it is held to. With a folder of labelled questions
 * (`npm run bench -- FOLDER`) matching is measured as well, beside search libraries.
 */
const questions = process.argv[2];

type Figure = { what: string; measured: number; bound: number; unit: string; isFloor?: boolean };

const folder = mkdtempSync(join(tmpdir(), "personeelsloket-bench-"));
const assembly = join(folder, "assembly");
process.env.CDK_VALIDATION = "false";
const made = helpdeskApp({ outdir: assembly });
if ("faults" in made) throw new Error(made.faults.join("\n"));
made.app.synth();

const step = (line: string) => process.stderr.write(`${line}\n`);
try {
  step("bundle sizes");
  const sizes = bundleSizes(assembly);
  step("start of the ticket function beside a bare one, in turns");
  const start = coldStart(assembly, folder);
  step("deadlines in working time, beside a library's, in turns");
  const deadlines = deadlinesBeside();
  step("work of one request, without the network");
  const work = await requestWork(assembly);
  step("a hundred questions from start to end");
  const cost = await costOfQuestions(assembly);
  step("a hundred agents who follow their desks");
  const following = await costOfFollowing(assembly);
  step("a call about a known question, as a script types it");
  const call = await scriptedCall(assembly);
  step("work of the schedule for each timer that is due, with ever more tickets open");
  const timers = await workPerTimer(assembly);
  step("reads of a quarter's report, with ever more tickets in it");
  const reports = await readsOfAQuarter(assembly);
  show([
    { what: "largest function bundle", measured: sizes.largestKb, bound: 600, unit: "kB" },
    { what: "start CPU, ticket function ÷ bare clients", measured: start.ratio, bound: 1.25, unit: "×" },
    {
      what: "deadlines a second, one core",
      measured: deadlines.perSecond,
      bound: 1e6,
      unit: "",
      isFloor: true,
    },
    { what: "CPU per request, median", measured: work.medianMs, bound: 1, unit: "ms" },
    {
      what: "cost per 1,000 questions of 8 changes",
      measured: cost.dollarsPerThousand,
      bound: 0.2,
      unit: "$",
    },
    { what: "a scripted call about a known question", measured: call.seconds, bound: 8, unit: "s" },
    { what: "its keys", measured: call.keys, bound: 16, unit: "" },
    {
      what: "read units per due timer, 100,000 ÷ 1,000 open tickets",
      measured: (timers.at(-1)?.readUnitsPerTimer ?? 0) / (timers[0]?.readUnitsPerTimer ?? 1),
      bound: 1.2,
      unit: "×",
    },
    {
      what: "counters read for a quarter, 1,000,000 ÷ 100,000 tickets",
      measured: (reports.at(-1)?.counters ?? 0) / (reports.at(-2)?.counters ?? 1),
      bound: 1.2,
      unit: "×",
    },
  ]);
  if (questions) {
    step("matching questions with topics, beside search libraries");
    const files = readdirSync(questions).filter((name) => name.endsWith(".jsonl"));
    step(
      JSON.stringify(
        await matchingBeside(Object.fromEntries(files.map((name) => [name, join(questions, name)]))),
        null,
        2,
      ),
    );
  }
  step(JSON.stringify({ sizes, start, deadlines, work, cost, following, call, timers, reports }, null, 2));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function show(figures: readonly Figure[]): void {
  const round = (value: number) => Number(value.toPrecision(3));
  for (const { what, measured, bound, unit, isFloor } of figures) {
    const isHeld = isFloor ? measured >= bound : measured <= bound;
    const held = `${isFloor ? "at least" : "at most"} ${bound} ${unit}`.trim();
    console.log(`${isHeld ? "✓" : "✗"} ${what}: ${round(measured)} ${unit} (${held})`);
    if (!isHeld) process.exitCode = 1;
  }
}
