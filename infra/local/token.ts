import { parseArgs } from "node:util";
import { HostError } from "./host-error.ts";
import { logIn } from "./login.ts";
import type { readPeople } from "./people.ts";
import { readRunning } from "./running.ts";

const usage = "Usage: token <person> [--issuer URL]";

try {
  const { values, positionals } = parseArgs({
    options: { issuer: { type: "string" } },
    allowPositionals: true,
  });
  const issuer = values.issuer ?? readRunning().urls.issuer;
  const people = await peopleOf(issuer);
  const [person] = positionals;
  if (!people.some(({ id }) => id === person)) {
    const list = people.map(({ id, name, work }) => `  ${id.padEnd(22)} ${name}, ${work ?? ""}`).join("\n");
    throw new HostError(`${person ? `There is no person ${person} here.` : usage}\n${list}`);
  }
  const { accessToken } = await logIn(issuer, person as string);
  process.stdout.write(`${accessToken}\n`);
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 2;
}

async function peopleOf(issuer: string): Promise<ReturnType<typeof readPeople>> {
  const response = await fetch(`${issuer}/people`).catch(() => undefined);
  if (!response?.ok) throw new HostError(`No local issuer answers at ${issuer}.`);
  return response.json() as Promise<ReturnType<typeof readPeople>>;
}
