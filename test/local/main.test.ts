import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { decodeJwt } from "jose";
import { afterEach, describe, expect, test } from "vitest";

const path = (relative: string) => fileURLToPath(import.meta.resolve(relative));
const fixture = path("./fixture");
const started: ChildProcess[] = [];
afterEach(() => {
  for (const child of started.splice(0)) child.kill("SIGKILL");
});

type Run = { child: ChildProcess; said(): string; ended: Promise<number | null>; folder: string };

/** Runs a command of the host in an empty folder of its own. */
function run(
  file: string,
  options: string[],
  settings: { folder?: string; env?: NodeJS.ProcessEnv } = {},
): Run {
  const folder = settings.folder ?? mkdtempSync(join(tmpdir(), "host-"));
  const child = spawn(process.execPath, [path(`../../infra/local/${file}`), ...options], {
    cwd: folder,
    env: settings.env ?? process.env,
  });
  started.push(child);
  let output = "";
  const keep = (chunk: Buffer) => {
    output += chunk;
  };
  child.stdout?.on("data", keep);
  child.stderr?.on("data", keep);
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  return { child, said: () => output, ended, folder };
}

async function startedHost(options: string[] = [], folder?: string): Promise<Run> {
  const host = run(
    "main.ts",
    ["--assembly", fixture, "--port", "0", "--employees", "none", ...options],
    folder ? { folder } : {},
  );
  await expect.poll(host.said, { timeout: 15_000 }).toContain("ctrl-C");
  return host;
}

const notesIn = (folder: string): string[] => readdirSync(join(folder, ".local"));

/** What the host has noted down of itself, next to any other host's note. */
const running = ({ folder, child }: Run) =>
  notesIn(folder)
    .map((name) => JSON.parse(readFileSync(join(folder, ".local", name), "utf8")))
    .find(({ pid }) => pid === child.pid);

/** The host's processes by their parent, the watchdog and Java below it included. */
function processesBelow(pid: number | undefined): number[] {
  const rows = execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" }).trim().split("\n");
  const pairs = rows.map((row) => row.trim().split(/\s+/).map(Number));
  const children = pairs.filter(([, parent]) => parent === pid).map(([child]) => child as number);
  return children.flatMap((child) => [child, ...processesBelow(child)]);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/^State:\s+Z/m.test(
      existsSync(`/proc/${pid}/status`) ? readFileSync(`/proc/${pid}/status`, "utf8") : "",
    );
  } catch {
    return false;
  }
}

describe("the command", () => {
  test("says where to look, gives tokens to the token command, and ends wholly at ctrl-C", async () => {
    const host = await startedHost();
    const { urls, pid, resources } = running(host);
    expect(pid).toBe(host.child.pid);
    expect(resources.Table).toBe("fixture-Table");
    for (const part of [urls.api, `${urls.api}/v1/openapi.json`, urls.issuer, urls.mail])
      expect(host.said()).toContain(part);

    const token = run("token.ts", ["salaris-omar"], { folder: host.folder });
    expect(await token.ended).toBe(0);
    expect(decodeJwt(token.said().trim())).toMatchObject({ sub: "salaris-omar", iss: urls.issuer });
    const unknown = run("token.ts", ["niemand", "--issuer", urls.issuer], { folder: host.folder });
    expect(await unknown.ended).toBe(2);
    expect(unknown.said()).toContain("medewerker-anna");

    const below = processesBelow(host.child.pid);
    expect(below).toHaveLength(2);
    host.child.kill("SIGINT");
    expect(await host.ended).toBe(0);
    await expect.poll(() => below.filter(isAlive)).toEqual([]);
    expect(notesIn(host.folder)).toEqual([]);
    const after = run("token.ts", ["salaris-omar"], { folder: host.folder });
    expect(await after.ended).toBe(2);
    expect(after.said()).toContain("not running");
  });

  test("of two hosts the newest is meant, --url chooses, and one that stops or dies leaves the other to be found", async () => {
    const first = await startedHost();
    const second = await startedHost([], first.folder);
    const { urls } = running(first);
    const issuerOf = async (...options: string[]) => {
      const token = run("token.ts", ["salaris-omar", ...options], { folder: first.folder });
      expect(await token.ended).toBe(0);
      return decodeJwt(token.said().trim()).iss;
    };
    expect(await issuerOf()).toBe(running(second).urls.issuer);
    expect(await issuerOf("--url", `${urls.api}/`)).toBe(urls.issuer);

    second.child.kill("SIGKILL");
    await second.ended;
    expect(await issuerOf()).toBe(urls.issuer);
    expect(notesIn(first.folder)).toEqual([`running-${new URL(urls.api).port}.json`]);

    const third = await startedHost([], first.folder);
    first.child.kill("SIGTERM");
    expect(await first.ended).toBe(0);
    expect(await issuerOf()).toBe(running(third).urls.issuer);
    const gone = run("token.ts", ["salaris-omar", "--url", urls.api], { folder: first.folder });
    expect(await gone.ended).toBe(2);
    expect(gone.said()).toContain(`No host runs here at ${urls.api}`);
  }, 40_000);

  test("the employees come in at this host, without a token that the shell keeps for another", async () => {
    const folder = aProject({
      "people.csv": "personId\n",
      "infra/commands/import-people.ts":
        "console.error('import ' + process.argv.slice(2) + ' ' + process.env.PERSONEELSLOKET_TOKEN);",
    });
    const host = run("main.ts", ["--assembly", fixture, "--port", "0", "--employees", "people.csv"], {
      folder,
      env: { ...process.env, PERSONEELSLOKET_TOKEN: "of-another-helpdesk" },
    });
    await expect.poll(host.said, { timeout: 15_000 }).toContain("ctrl-C");
    expect(host.said()).toContain(`import people.csv,--url,${running(host).urls.api} undefined\n`);
  });

  test("a host killed outright leaves no Java behind", async () => {
    const host = await startedHost();
    const below = processesBelow(host.child.pid);
    expect(below.filter(isAlive)).toHaveLength(2);
    host.child.kill("SIGKILL");
    await expect.poll(() => below.filter(isAlive)).toEqual([]);
  });

  test("with --clock it lives at another time, which the clock command tells and moves", async () => {
    const host = await startedHost(["--clock", "2026-12-01T09:00:00+01:00"]);
    expect(host.said()).toMatch(/Time {7}2026-12-01T08:00:\d\dZ/);
    const clock = async (...options: string[]) => {
      const told = run("clock.ts", options, { folder: host.folder });
      return [await told.ended, told.said().trim()];
    };
    expect(await clock()).toEqual([0, expect.stringMatching(/^2026-12-01T08:00:\d\dZ$/)]);
    expect(await clock("+2h")).toEqual([0, expect.stringMatching(/^2026-12-01T10:00:\d\dZ$/)]);
    const moved = [0, expect.stringMatching(/^2026-12-02T07:30:\d\dZ$/)];
    expect(await clock("2026-12-02T08:30:00+01:00")).toEqual(moved);
    expect(await clock("2026-12-01T08:30:00+01:00")).toEqual([
      2,
      expect.stringContaining("moves forward only"),
    ]);
    expect(await clock("+2w")).toEqual([2, '"+2w" is no amount of time; write one as +30m, +2h or +3d.']);
    expect(await clock("soon")).toEqual([2, expect.stringContaining('"soon" is no instant')]);
    const token = run("token.ts", ["salaris-omar"], { folder: host.folder });
    await token.ended;
    expect(new Date((decodeJwt(token.said().trim()).iat ?? 0) * 1000).toISOString()).toMatch(
      /^2026-12-02T07:3/,
    );
    host.child.kill("SIGTERM");
    expect(await host.ended).toBe(0);
    expect(await clock()).toEqual([2, expect.stringContaining("not running")]);
  });

  test("with --data a table and its stream position survive a restart", async () => {
    const first = await startedHost(["--data", "state"]);
    await invoke(first, { as: "store", pk: "kept", sk: "event#kept" });
    await expect.poll(first.said).toContain("done event#kept");
    first.child.kill("SIGTERM");
    expect(await first.ended).toBe(0);

    const second = await startedHost(["--data", "state"], first.folder);
    await invoke(second, { as: "store", pk: "kept", sk: "event#more" });
    await expect.poll(second.said).toContain("done event#more");
    expect(second.said()).not.toContain("event#kept");
    second.child.kill("SIGTERM");
    expect(await second.ended).toBe(0);
  });
});

describe("what stands in the way is one sentence and exit code 2", () => {
  const refusal = async (options: string[], env?: NodeJS.ProcessEnv) => {
    const host = run("main.ts", options, env ? { env } : {});
    return [await host.ended, host.said().trim().split("\n").at(-1)];
  };

  test("a port in use", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => other.once("listening", resolve));
    const { port } = other.address() as AddressInfo;
    const host = run("main.ts", ["--port", String(port), "--employees", "none"], { folder: anApp() });
    expect(await host.ended).toBe(2);
    expect(host.said()).toBe(`Port ${port} is in use; choose another with --port.\n`);
    other.close();
  });

  test.each([
    ["--people", "There is no file of people at gone.json."],
    ["--employees", "There is no file gone.json; --employees names the people file, or none."],
  ])("a file for %s that is not there, before anything is made", async (option, sentence) => {
    const employees = option === "--people" ? ["--employees", "none"] : [];
    const host = run("main.ts", ["--port", "0", option, "gone.json", ...employees], { folder: anApp() });
    expect(await host.ended).toBe(2);
    expect(host.said()).toBe(`${sentence}\n`);
  });

  test("no Java", async () => {
    const [code, said] = await refusal(["--assembly", fixture, "--port", "0", "--employees", "none"], {
      ...process.env,
      PATH: "/nowhere",
    });
    expect([code, said]).toEqual([2, expect.stringMatching(/Java 17 or later.*apt-get install/)]);
  });

  test("no assembly, no app, an unknown option", async () => {
    const refusals = [["--assembly", "nowhere"], [], ["--colour"]].map((options) => refusal(options));
    expect(await Promise.all(refusals)).toEqual([
      [2, expect.stringContaining("no synthesized assembly in nowhere")],
      [2, expect.stringContaining("no infra/app.ts")],
      [2, "Unknown option '--colour'; --help lists the options."],
    ]);
  });

  test("a clock that is set to no instant, before anything is made", async () => {
    const options = ["--port", "0", "--employees", "none", "--clock", "9 uur"];
    const host = run("main.ts", options, { folder: anApp() });
    expect(await host.ended).toBe(2);
    expect(host.said()).toBe('"9 uur" is no instant; write one as 2026-12-01T09:00:00+01:00.\n');
  });

  test("an unknown option of the token command", async () => {
    const token = run("token.ts", ["--colour"]);
    expect(await token.ended).toBe(2);
    expect(token.said()).toBe("Unknown option '--colour'; --help lists the options.\n");
  });

  test("the token command explains itself where no host runs", async () => {
    const help = run("token.ts", ["--help"]);
    expect(await help.ended).toBe(0);
    expect(help.said()).toContain("npm run --silent token -- PERSON");
  });

  test("the clock command explains itself where no host runs", async () => {
    const help = run("clock.ts", ["--help"]);
    expect(await help.ended).toBe(0);
    expect(help.said()).toContain("+30m, +2h or +3d");
  });

  test("help says what is kept", async () => {
    const help = run("main.ts", ["--help"]);
    expect(await help.ended).toBe(0);
    expect(help.said()).toContain("Not kept: messages on queues");
  });
});

/** A folder with these files in it. */
function aProject(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), "project-"));
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  return folder;
}

const anApp = () => aProject({ "infra/app.ts": "" });

async function invoke(host: Run, payload: object): Promise<void> {
  const { urls, resources } = running(host);
  const response = await fetch(`${urls.lambda}/2015-03-31/functions/${resources.Web}/invocations`, {
    method: "POST",
    body: JSON.stringify(payload),
  });
  expect(response.headers.get("x-amz-function-error")).toBeNull();
}
