import { readArguments, runCommand, tell } from "./arguments.ts";
import { callerFor, jobHelp, jobOptions, runJob } from "./jobs/run.ts";

const help = `Compares every question as it is stored with a replay of what happened to it: its state, its clocks and its timer.

Usage: npm run clocks:verify -- [options]

${jobHelp}

With --json: { "checked": N, "different": N }. The ids of questions that differ go to standard error, twenty at the most.
Exit code: 0 none differs, 1 some do, 2 it could not run.`;

await runCommand(async () => {
  const { values, wantsHelp } = readArguments(jobOptions);
  if (wantsHelp) {
    console.log(help);
    return 0;
  }
  const call = await callerFor("verify-clocks", values);
  const { checked, different, tickets } = await runJob<"verify-clocks">(
    call,
    { kind: "verify-clocks" },
    { say: (progress) => `${progress.seen} questions compared, ${progress.different} differ` },
  );
  for (const ticketId of tickets) tell(`${ticketId} differs`);
  console.log(
    values.json
      ? JSON.stringify({ checked, different })
      : `${checked} questions compared with a replay, ${different} differ`,
  );
  return different > 0 ? 1 : 0;
});
