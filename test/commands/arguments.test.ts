import { describe, expect, test } from "vitest";
import { CannotRun, readArguments, wholeNumber } from "../../infra/commands/arguments.ts";
import { aFile, run } from "./given.ts";

const options = { url: { type: "string" }, dry: { type: "boolean" } } as const;

describe("arguments", () => {
  test("are options, operands and the wish for help", () => {
    expect(readArguments(options, ["file"], ["a.csv", "--url", "http://x", "--dry"])).toEqual({
      values: { url: "http://x", dry: true },
      operands: ["a.csv"],
      wantsHelp: false,
    });
    expect(readArguments(options, [], ["--help"]).wantsHelp).toBe(true);
  });

  test.each([
    [["--colour"], "Unknown option '--colour'; --help lists the options."],
    [["--url"], "Option '--url <value>' argument missing; --help lists the options."],
    [["--dry=yes"], "Option '--dry' does not take an argument; --help lists the options."],
    [["a.csv"], '"a.csv" is one too many here; --help says what goes in.'],
  ])("%j is one clear sentence", (args, sentence) => {
    expect(() => readArguments(options, [], args)).toThrow(new CannotRun(sentence));
  });

  test.each(["0", "-1", "1.5", "x", ""])("%j is no whole number", (text) => {
    expect(() => wholeNumber("--max", text)).toThrow(CannotRun);
  });
});

const commands = ["demo", "import-people", "import-phone-log", "replay"];

describe.each(commands)("%s", (command) => {
  test("explains itself", async () => {
    const help = await run(command, ["--help"]);
    expect(help).toMatchObject({ code: 0, err: "" });
    expect(help.out).toContain(`npm run ${command.replace("import-", "import:")}`);
    expect(help.out).toMatch(/Exit code: 0 /);
  });

  test("refuses an option that it does not know, in one sentence and with exit code 2", async () => {
    const refused = await run(command, ["--colour"]);
    expect(refused).toEqual({
      code: 2,
      out: "",
      err: "Unknown option '--colour'; --help lists the options.\n",
    });
  });
});

describe("what keeps a command from running is one sentence on standard error, and exit code 2", () => {
  const log = aFile("log.csv", "startedAt,takenBy\n2026-11-20 09:00,P1014\n");
  const nowhere = "http://127.0.0.1:9";

  test.each<[string, string[], RegExp]>([
    ["demo", ["--questions", "nowhere.jsonl"], /^There is no file nowhere.jsonl\.\n$/],
    ["demo", ["--questions", aFile("q.jsonl", '{"text":"a"}\n\n{"txt":1}\n')], /q.jsonl, line 3: "text"/],
    ["demo", ["--questions", aFile("q.jsonl", "what?\n")], /q.jsonl, line 1: this is not JSON/],
    ["demo", ["--questions", aFile("q.jsonl", "\n")], /holds no questions/],
    ["demo", ["--url", "here"], /^--url takes an address/],
    ["demo", ["--url", nowhere], /--issuer/],
    ["import-people", [], /Name the people file/],
    ["import-people", ["people.csv"], /No helpdesk runs here/],
    ["import-people", ["people.csv", "--partial", "--complete"], /not both/],
    ["import-phone-log", [log, "--url", nowhere], /--token/],
    ["import-phone-log", [log, "--url", nowhere, "--token", "x"], /127.0.0.1:9 does not answer/],
    ["import-phone-log", ["gone.csv", "--url", nowhere, "--token", "x"], /There is no file gone.csv/],
    ["import-phone-log", ["--show", "7", "--url", nowhere, "--token", "x"], /--show takes the id/],
    ["replay", [], /The host is not running here/],
    ["replay", ["--url", nowhere], /No host runs here at http:\/\/127.0.0.1:9/],
    ["replay", ["--url", nowhere, "--outputs", log], /Either --url or --outputs/],
    ["replay", ["--stack", "Loket"], /describe-stacks --stack-name Loket/],
    ["replay", ["--outputs", log], /is not what "aws cloudformation describe-stacks" writes/],
    ["replay", ["--max", "many"], /--max takes a whole number/],
  ])(
    "%s %j",
    async (command, args, sentence) => {
      const refused = await run(command, args);
      expect(refused).toMatchObject({ code: 2, out: "", err: expect.stringMatching(sentence) });
      expect(refused.err.trim().split("\n")).toHaveLength(1);
    },
    20_000,
  );
});
