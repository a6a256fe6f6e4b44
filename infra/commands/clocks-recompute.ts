import { readArguments, runCommand } from "./arguments.ts";
import { callerFor, jobHelp, jobOptions, runJob } from "./jobs/run.ts";

const help = `Moves the open clocks of every question to the configuration that is in force, from their start. Run it after a
new version was deployed: until then a clock goes by the version under which it began.

Usage: npm run clocks:recompute -- [options]

${jobHelp}

With --json: { "seen": N, "changed": N, "failed": N }. Run again it changes nothing.
Exit code: 0 fine, 1 some questions could not be reckoned with (the log names them), 2 it could not run.`;

await runCommand(async () => {
  const { values, wantsHelp } = readArguments(jobOptions);
  if (wantsHelp) {
    console.log(help);
    return 0;
  }
  const call = await callerFor("recompute-clocks", values);
  const { seen, changed, failed } = await runJob<"recompute-clocks">(
    call,
    { kind: "recompute-clocks" },
    { say: (progress) => `${progress.seen} questions looked at, ${progress.changed} changed` },
  );
  console.log(
    values.json
      ? JSON.stringify({ seen, changed, failed })
      : `${seen} questions looked at, ${changed} changed, ${failed} failed`,
  );
  return failed > 0 ? 1 : 0;
});
