import { type ParseArgsOptionsConfig, parseArgs } from "node:util";

/** What keeps a command from running, in one sentence that says what to do about it. */
export class CannotRun extends Error {
  override name = "CannotRun";
}

type Values<O extends ParseArgsOptionsConfig> = ReturnType<typeof parseArgs<{ options: O }>>["values"];

/**
 * The options of a command line.
 * @throws CannotRun for an option or an operand that the command does not know
 */
export function readArguments<const O extends ParseArgsOptionsConfig>(
  options: O,
  operands: readonly string[] = [],
  args: string[] = process.argv.slice(2),
): { values: Values<O>; operands: string[]; wantsHelp: boolean } {
  const { values, positionals } = parsed(options, args);
  if (positionals.length > operands.length) {
    throw new CannotRun(`"${positionals[operands.length]}" is one too many here; --help says what goes in.`);
  }
  return {
    values: values as Values<O>,
    operands: positionals,
    wantsHelp: (values as { help?: boolean }).help === true,
  };
}

function parsed(options: ParseArgsOptionsConfig, args: string[]) {
  try {
    return parseArgs({
      args,
      options: { ...options, help: { type: "boolean" } },
      allowPositionals: true,
    });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (!code?.startsWith("ERR_PARSE_ARGS")) throw error;
    // Node explains at length how a value could begin with a dash; the first sentence says what is wrong.
    const said = message.split(/\n|\. /)[0]?.replace(/\.$/, "");
    throw new CannotRun(`${said}; --help lists the options.`);
  }
}

export function wholeNumber(option: string, text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new CannotRun(`${option} takes a whole number, not "${text}".`);
  return Number(text);
}

/** Progress and complaints; standard output is for what a command gives. */
export const tell = (text: string) => void process.stderr.write(`${text}\n`);

/** One line that is written over where a person looks on; in a log only its last state is kept. */
export function progressLine() {
  const isTerminal = process.stderr.isTTY;
  let last = "";
  return {
    show: (text: string) => {
      last = text;
      if (isTerminal) process.stderr.write(`\r\u001b[K${text}`);
    },
    done: () => {
      if (last) process.stderr.write(isTerminal ? "\n" : `${last}\n`);
      last = "";
    },
  };
}

/**
 * Runs a command to its exit code: 0 fine, 1 something was refused, lost or wrong, 2 it could not run.
 * What stands in the way is said in one sentence; only what nobody foresaw shows where it happened.
 */
export async function runCommand(command: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await command();
  } catch (error) {
    const isForeseen = error instanceof CannotRun || (error as Error).name === "HostError";
    tell(isForeseen ? (error as Error).message : String((error as Error).stack ?? error));
    process.exitCode = 2;
  }
}
