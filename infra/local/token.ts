import { parseArgs } from "node:util";
import { HostError, sentenceOf } from "./host-error.ts";
import { logIn } from "./login.ts";
import type { readPeople } from "./people.ts";
import { readRunning } from "./running.ts";

const help = `Gives an access token for a person, on standard output.

Usage: npm run --silent token -- PERSON [options]

  --url URL        the API of the host that gives it (default: the one that was started last)
  --issuer URL     an issuer itself, for a host that was started elsewhere
  --help           this text

Without a PERSON: who there is.
`;

try {
  const { values, positionals } = parseArgs({
    options: { url: { type: "string" }, issuer: { type: "string" }, help: { type: "boolean" } },
    allowPositionals: true,
  });
  const [person] = positionals;
  process.stdout.write(values.help ? help : `${await tokenFor(person, values)}\n`);
} catch (error) {
  process.stderr.write(`${sentenceOf(error as NodeJS.ErrnoException)}\n`);
  process.exitCode = 2;
}

async function tokenFor(
  person: string | undefined,
  { url, issuer = readRunning(url).urls.issuer }: { url?: string; issuer?: string },
): Promise<string> {
  const people = await peopleOf(issuer);
  if (person === undefined || !people.some(({ id }) => id === person)) {
    const list = people.map(({ id, name, work }) => `  ${id.padEnd(22)} ${name}, ${work ?? ""}`).join("\n");
    throw new HostError(`${person ? `There is no person ${person} here.` : "Name a person:"}\n${list}`);
  }
  return (await logIn(issuer, person)).accessToken;
}

async function peopleOf(issuer: string): Promise<ReturnType<typeof readPeople>> {
  const response = await fetch(`${issuer}/people`).catch(() => undefined);
  if (!response?.ok) throw new HostError(`No local issuer answers at ${issuer}.`);
  return response.json() as Promise<ReturnType<typeof readPeople>>;
}
