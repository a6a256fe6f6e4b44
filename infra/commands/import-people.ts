import { CannotRun, readArguments, runCommand } from "./arguments.ts";
import { bodyOf, callerFor, importFile, importHelp, importOptions, showImport } from "./import-file.ts";
import { NotTaken } from "./upload.ts";

const help = `Sends the people file to the helpdesk. Each row is taken in or refused with its reasons; sending the same
file again changes nothing.

Usage: npm run import:people -- FILE [options]

FILE is CSV (comma or semicolon, with a header) or JSON Lines.

  --complete       the whole people file: who is not in it has left (default)
  --partial        an addition: nobody leaves
  --allow-many-leavers  take it even when more than a fifth of the people would leave
${importHelp}`;

await runCommand(async () => {
  const { values, operands, wantsHelp } = readArguments(
    {
      ...importOptions,
      complete: { type: "boolean" },
      partial: { type: "boolean" },
      "allow-many-leavers": { type: "boolean" },
    },
    ["file"],
  );
  if (wantsHelp) {
    console.log(help);
    return 0;
  }
  if (values.complete && values.partial) throw new CannotRun("Either --complete or --partial, not both.");
  const [file] = operands;
  if (!file && !values.show) throw new CannotRun("Name the people file; --help says how.");
  const call = callerFor(values);
  if (values.show) return showImport(call, "GET /v1/people/imports/{importId}", values.show, values);
  const options = { isWhole: !values.partial, allowManyLeavers: values["allow-many-leavers"] ?? false };
  return importPeople(file as string, values, call, options);
});

async function importPeople(
  file: string,
  values: Parameters<typeof importFile>[1],
  call: ReturnType<typeof callerFor>,
  { isWhole, allowManyLeavers }: { isWhole: boolean; allowManyLeavers: boolean },
): Promise<number> {
  try {
    const { totals, last } = await importFile<"POST /v1/people/imports">(file, values, (part, importId) =>
      call("POST /v1/people/imports", {
        body: { ...bodyOf(file, part, importId), complete: isWhole && part.isLast, allowManyLeavers },
      }),
    );
    if (last.leavers) {
      console.log(`${last.leavers.left} people left, ${last.leavers.removed} were removed`);
      if (totals.refused > 0)
        console.log("Nobody leaves while rows are refused: one of them may be somebody's.");
    }
    return totals.refused > 0 ? 1 : 0;
  } catch (error) {
    if (!(error instanceof NotTaken) || error.code !== "too-many-leavers") throw error;
    console.error(`${error.message} Send it with --allow-many-leavers if that is right.`);
    return 1;
  }
}
