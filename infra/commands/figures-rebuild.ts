import { readArguments, runCommand, tell } from "./arguments.ts";
import { callerFor, jobHelp, jobOptions, runJob } from "./jobs/run.ts";

const help = `Makes every counter of the reports anew from what was counted for each question, and compares.

Usage: npm run figures:rebuild -- [options]

  --write          correct the counters that differ
${jobHelp}

With --json: { "counters": N, "different": N }. What differs is looked at twice, since questions change meanwhile.
Exit code: 0 none differs or all was corrected, 1 some differ, 2 it could not run.`;

await runCommand(async () => {
  const { values, wantsHelp } = readArguments({ ...jobOptions, write: { type: "boolean" } });
  if (wantsHelp) {
    console.log(help);
    return 0;
  }
  const write = values.write ?? false;
  const call = await callerFor("rebuild-figures", values);
  const { counters, different } = await runJob<"rebuild-figures">(
    call,
    { kind: "rebuild-figures", write },
    { say: (progress) => `${progress.seen} questions added up, ${progress.counters} counters compared` },
  );
  if (different > 0 && write)
    tell("They were corrected; run it again without --write to see that none is left.");
  console.log(
    values.json
      ? JSON.stringify({ counters, different })
      : `${counters} counters made anew, ${different} differed from what was stored`,
  );
  return different > 0 && !write ? 1 : 0;
});
