import { parseArgs } from "node:util";
import { instantOf, writtenInstant } from "./host-clock.ts";
import { HostError, sentenceOf } from "./host-error.ts";
import { readRunning } from "./running.ts";

const help = `Says what time it is at the helpdesk that runs here, or moves its clock forward.

Usage: npm run --silent clock -- [INSTANT | +AMOUNT] [options]

  INSTANT          the new time: 2026-12-02T08:30:00+01:00
  +AMOUNT          so much later: +30m, +2h or +3d (minutes, hours, days)
  --url URL        the API of the host whose clock it is (default: the one that was started last)
  --help           this text

The host was started with --clock. What falls due on the way is done when the command ends.
`;

const unitMillis = { m: 60_000, h: 3_600_000, d: 86_400_000 };

try {
  const { values, positionals } = parseArgs({
    options: { url: { type: "string" }, help: { type: "boolean" } },
    allowPositionals: true,
  });
  process.stdout.write(values.help ? help : `${await clockAt(positionals, values.url)}\n`);
} catch (error) {
  process.stderr.write(`${sentenceOf(error as NodeJS.ErrnoException)}\n`);
  process.exitCode = 2;
}

async function clockAt([move, second]: string[], url: string | undefined): Promise<string> {
  if (second !== undefined) throw new HostError("Name one time; --help shows how.");
  const ask = asking(`${readRunning(url).urls.lambda}/clock`);
  if (move === undefined) return ask();
  const later = laterMillis(move);
  const to = later === undefined ? instantOf(move) : Date.parse(await ask()) + later;
  return ask(writtenInstant(to));
}

function laterMillis(move: string): number | undefined {
  if (!move.startsWith("+")) return undefined;
  const [, amount, unit] = /^\+(\d{1,6})([mhd])$/.exec(move) ?? [];
  if (!amount) throw new HostError(`"${move}" is no amount of time; write one as +30m, +2h or +3d.`);
  return Number(amount) * unitMillis[unit as "m"];
}

/** The time there, after it was moved to this one if one is given. */
function asking(address: string): (at?: string) => Promise<string> {
  return async (at) => {
    const request = at === undefined ? {} : { method: "PUT", body: JSON.stringify({ at }) };
    const response = await fetch(address, request).catch(() => undefined);
    if (!response) throw new HostError(`The host does not answer at ${address}.`);
    const told = (await response.json()) as { at: string; message: string };
    if (!response.ok) throw new HostError(told.message);
    return told.at;
  };
}
