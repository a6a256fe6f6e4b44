import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createServer } from "node:net";
import { parseArgs } from "node:util";
import { type Host, HostError, type HostUrls, startHost } from "./host.ts";
import { instantOf, writtenInstant } from "./host-clock.ts";
import { sentenceOf } from "./host-error.ts";
import { listen } from "./listen.ts";
import { readPeople } from "./people.ts";
import { forgetRunning, noteRunning } from "./running.ts";
import { readAssembly } from "./template.ts";

const help = `Runs the helpdesk on this machine: no AWS account, no Docker, no network.

Usage: npm start -- [options]

  --port N         port of the API (default: 3000)
  --people FILE    who can sign in (default: infra/local/people.json)
  --employees FILE the people file that is imported at the start (default: infra/commands/demo-people.csv;
                   "none" leaves the helpdesk without)
  --assembly DIR   run this synthesized assembly instead of making cdk.out anew
  --data DIR       keep the tables, the place in their streams and the issuer's key in DIR, so that tickets and
                   access tokens outlive a restart. Not kept: messages on queues, files in buckets, mails,
                   sign-in sessions and refresh tokens.
  --pages URL      where the pages are seen, when something before this host serves them, such as "npm run dev"
                   (http://127.0.0.1:5173); whoever signs in comes back there
  --clock INSTANT  live at this time (2026-12-01T09:00:00+01:00), which runs on from there; "npm run clock" moves it
  --help           this text
`;

// Lambda runs in UTC; a machine's own zone must not hide a mistake.
process.env.TZ = "UTC";

let host: Host | undefined;
let isEnding = false;
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => end(0));

try {
  const options = parseArgs({
    options: {
      port: { type: "string", default: "3000" },
      people: { type: "string" },
      employees: { type: "string", default: "infra/commands/demo-people.csv" },
      assembly: { type: "string" },
      data: { type: "string" },
      pages: { type: "string" },
      clock: { type: "string" },
      help: { type: "boolean" },
    },
  }).values;
  if (options.help) {
    console.log(help);
  } else {
    await run(options);
  }
} catch (error) {
  const failure = error as NodeJS.ErrnoException;
  const isForPeople = error instanceof HostError || failure.code?.startsWith("ERR_PARSE_ARGS");
  console.error(isForPeople ? sentenceOf(failure) : error);
  await end(2);
}

async function run({
  port,
  people,
  employees,
  assembly,
  data,
  pages,
  clock,
}: {
  port: string;
  people?: string;
  employees: string;
  assembly?: string;
  data?: string;
  pages?: string;
  clock?: string;
}) {
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535)
    throw new HostError(`--port takes a number, not "${port}".`);
  if (clock !== undefined) instantOf(clock);
  const startedAt = performance.now();
  // Before the seconds that a template and Java take.
  if (assembly) readAssembly(assembly);
  else if (!existsSync("infra/app.ts"))
    throw new HostError("There is no infra/app.ts here; run this from the root of the project.");
  const signingIn = readPeople(people);
  if (employees !== "none" && !existsSync(employees))
    throw new HostError(`There is no file ${employees}; --employees names the people file, or none.`);
  await refusePortInUse(Number(port));
  const folder = assembly ?? (await synthesized());
  console.error("Starting DynamoDB Local, queues, mail and the issuer ...");
  const started = await startHost({
    assembly: folder,
    apiPort: Number(port),
    people: signingIn,
    dataDir: data,
    clock: clock === undefined ? undefined : { startAt: clock },
    parameters: (urls) => parametersFor(folder, urls, pages ?? urls.api),
  });
  host = started;
  const resources = Object.fromEntries(
    Object.keys(readAssembly(folder).template.Resources).flatMap((id) => {
      try {
        return [[id, started.resource(id)]];
      } catch {
        return [];
      }
    }),
  );
  noteRunning({ pid: process.pid, urls: started.urls, resources, outputs: started.outputs });
  if (employees !== "none") await importEmployees(employees, started.urls.api);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(`
The helpdesk runs (started in ${seconds} s).

  Pages      ${pages ?? started.urls.api}/
  API        ${started.urls.api}/v1
  OpenAPI    ${started.urls.api}/v1/openapi.json
  Mail box   ${started.urls.mail}
  Issuer     ${started.urls.issuer}

A token    npm run --silent token -- medewerker-anna
A call     curl -H "authorization: Bearer $(npm run --silent token -- medewerker-anna)" ${started.urls.api}/v1/me/tickets
A day      npm run demo

Time       ${clock === undefined ? "the machine's own; --clock INSTANT sets another" : `${writtenInstant(Date.now())}; "npm run clock -- +2h" moves it`}
State      ${data ? `tables and signing key in ${data}` : "in memory; --data DIR keeps it"}
End        ctrl-C
`);
}

/** The gateway takes the port later on; that somebody else has it is worth knowing first. */
async function refusePortInUse(port: number): Promise<void> {
  const server = createServer();
  await listen(server, port);
  await new Promise((resolve) => server.close(resolve));
}

async function synthesized(): Promise<string> {
  console.error("Synthesizing the template ...");
  const code = await runScript(["infra/app.ts"], { CDK_OUTDIR: "cdk.out", CDK_VALIDATION: "false" });
  if (code !== 0) throw new HostError("The template could not be synthesized; the reason stands above.");
  return "cdk.out";
}

/** Through the API, as an organisation's own people file comes in. */
async function importEmployees(file: string, api: string): Promise<void> {
  console.error(`Importing ${file} ...`);
  // A token in this shell is another helpdesk's; without one the import asks this host's issuer.
  const code = await runScript(["infra/commands/import-people.ts", file, "--url", api], {
    PERSONEELSLOKET_TOKEN: undefined,
  });
  if (code !== 0) throw new HostError(`${file} could not be imported; the reason stands above.`);
}

function runScript(script: string[], environment: NodeJS.ProcessEnv): Promise<unknown> {
  const running = spawn(process.execPath, script, {
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, ...environment },
  });
  return new Promise((resolve) => running.on("close", resolve));
}

/** What the template asks for and this machine knows; the other parameters keep their default. */
function parametersFor(folder: string, urls: HostUrls, publicUrl: string): Record<string, string> {
  const answers: Record<string, string> = { Issuer: urls.issuer, PublicUrl: publicUrl };
  const declared = Object.keys(readAssembly(folder).template.Parameters ?? {});
  return Object.fromEntries(Object.entries(answers).filter(([name]) => declared.includes(name)));
}

async function end(code: number): Promise<void> {
  if (isEnding && !host) return;
  isEnding = true;
  const stopping = host;
  host = undefined;
  await stopping?.stop();
  forgetRunning();
  process.exit(code);
}
