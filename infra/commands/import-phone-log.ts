import { CannotRun, readArguments, runCommand } from "./arguments.ts";
import { bodyOf, callerFor, importFile, importHelp, importOptions, showImport } from "./import-file.ts";

const help = `Sends the log of a telephone exchange to the helpdesk: each call becomes a contact, with a new question, about
an existing one, or neither; or it is refused with its reasons. The whole file can be sent again without doubles.

Usage: npm run import:phone-log -- FILE [options]

FILE is CSV (comma or semicolon, with a header) or JSON Lines, with the columns
startedAt, seconds, caller, takenBy, outcome, note, reference, topic, callId.

${importHelp}`;

await runCommand(async () => {
  const { values, operands, wantsHelp } = readArguments(importOptions, ["file"]);
  if (wantsHelp) {
    console.log(help);
    return 0;
  }
  const [file] = operands;
  if (!file && !values.show) throw new CannotRun("Name the file with calls; --help says how.");
  const call = callerFor(values);
  if (values.show) return showImport(call, "GET /v1/phone-logs/{importId}", values.show, values);
  const { totals } = await importFile<"POST /v1/phone-logs">(file as string, values, (part, importId) =>
    call("POST /v1/phone-logs", { body: bodyOf(file as string, part, importId) }),
  );
  return totals.refused > 0 ? 1 : 0;
});
