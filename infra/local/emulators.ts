import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import { request } from "node:http";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { buildApp } from "fauxqs";
import { HostError } from "./host-error.ts";
import { pseudoParameters } from "./template.ts";

export type Emulator = { url: string; stop(): Promise<void> };

/** DynamoDB Local takes letters and digits only as an access key. */
export const localCredentials = { accessKeyId: "local", secretAccessKey: "local" };

export const clientSettings = (endpoint: string, accessKeyId = localCredentials.accessKeyId) => ({
  endpoint,
  region: pseudoParameters.region,
  credentials: { ...localCredentials, accessKeyId },
});

const javaNeeded =
  'DynamoDB Local needs Java 17 or later and none was found: install it with "apt-get install openjdk-17-jre-headless" (Debian, Ubuntu) or "brew install openjdk" (macOS).';

export type DynamoDbOptions = {
  dataDir?: string;
  /** The port to try before any other. */
  firstPort?: number;
  /**
   * Whoever comes with another access key finds a database of their own. A write to a table with a stream looks through
   * all that streams of its database keep, so tables of no concern to each other are faster apart.
   */
  isApart?: boolean;
};

const mostPorts = 5;

/** AWS's own DynamoDB Local; it lives no longer than this process, see watchdog.ts. */
export async function startDynamoDb(options: DynamoDbOptions = {}): Promise<Emulator> {
  const { dataDir, firstPort } = options;
  if (dataDir) mkdirSync(dataDir, { recursive: true });
  for (let tried = 0; tried < mostPorts; tried++) {
    // Between the choice of a free port and Java's start, somebody else may take it.
    const port = (tried === 0 && firstPort) || (await freePort());
    const started = await startDynamoDbOn(port, options);
    if (started !== "port taken") return started;
  }
  throw new HostError(`DynamoDB Local found ${mostPorts} ports taken while it started; try again.`);
}

async function startDynamoDbOn(
  port: number,
  { dataDir, isApart }: DynamoDbOptions,
): Promise<Emulator | "port taken"> {
  const folder = join(dirname(require.resolve("amplify-dynamodb-simulator/package.json")), "emulator");
  const origin = `http://${randomUUID()}.invalid`;
  const java = [
    "java",
    ...["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m"],
    `-Djava.library.path=${join(folder, "DynamoDBLocal_lib")}`,
    ...["-jar", join(folder, "DynamoDBLocal.jar")],
    ...["-port", String(port), "-disableTelemetry", "-cors", origin],
    ...(isApart ? [] : ["-sharedDb"]),
    ...(dataDir ? ["-dbPath", resolve(dataDir)] : ["-inMemory"]),
  ];
  // Detached: a ctrl-C in the terminal reaches the host alone, which then ends in order.
  const watchdog = spawn(
    process.execPath,
    [fileURLToPath(new URL("./watchdog.ts", import.meta.url)), ...java],
    {
      stdio: ["pipe", "pipe", "pipe"],
      detached: true,
      // It leaves a small file of its own wherever it starts.
      cwd: dataDir ?? tmpdir(),
    },
  );
  const url = `http://127.0.0.1:${port}`;
  const ended = new Promise<number>((settle) => watchdog.once("exit", (code) => settle(code ?? 1)));
  const stop = async () => {
    watchdog.stdin.end();
    await ended;
  };
  let said = "";
  // Java says that it could not have the port, and then stays.
  const taken = new Promise<"port taken">((settle) => {
    const keep = (chunk: Buffer) => {
      said = (said + chunk).slice(-4_000);
      if (said.includes("Failed to bind")) settle("port taken");
    };
    watchdog.stdout.on("data", keep);
    watchdog.stderr.on("data", keep);
  });
  const isDecided = new AbortController();
  const state = await Promise.race([whoAnswers(url, origin, isDecided.signal), taken, ended]);
  isDecided.abort();
  if (state === "own") return { url, stop };
  await stop();
  if (state === "port taken") return state;
  const noJava = state === 127 || /UnsupportedClassVersionError|Unable to locate a Java Runtime/.test(said);
  throw new HostError(
    noJava ? javaNeeded : `DynamoDB Local did not start: ${said.trim() || `exit code ${state}`}`,
  );
}

/** SQS and S3 on one port, in memory. Built by hand, since fauxqs itself would listen to the whole network. */
export async function startQueuesAndBuckets(): Promise<Emulator> {
  const app = buildApp({ logger: false, defaultRegion: pseudoParameters.region });
  const url = await app.listen({ port: 0, host: "127.0.0.1" });
  return { url, stop: () => app.close() };
}

/** SES v2, in memory; its address in a browser shows the mails. */
export async function startMail(sharedClock?: SharedArrayBuffer): Promise<Emulator> {
  const worker = new Worker(new URL("./mail-worker.ts", import.meta.url), {
    workerData: sharedClock,
    stdout: true,
    stderr: true,
  });
  const port = await new Promise<number>((resolve, reject) => {
    worker.once("message", resolve);
    worker.once("error", reject);
  });
  return {
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      await worker.terminate();
    },
  };
}

const require = createRequire(import.meta.url);

/** Waits for an answer at the address. Only the process that was told of this origin allows it to a browser. */
async function whoAnswers(url: string, origin: string, signal: AbortSignal): Promise<"own" | "port taken"> {
  while (!signal.aborted) {
    const allowed = await allowedOrigin(url, origin, signal).catch(() => undefined);
    if (allowed) return allowed === origin ? "own" : "port taken";
    await pause(30);
  }
  return "port taken";
}

/** A browser's question ahead of a request; `fetch` may not ask it. */
function allowedOrigin(url: string, origin: string, signal: AbortSignal): Promise<string> {
  const headers = {
    origin,
    "access-control-request-method": "POST",
    "access-control-request-headers": "content-type",
  };
  return new Promise((settle, reject) => {
    const asking = request(url, { method: "OPTIONS", headers, signal }, (response) => {
      response.resume();
      settle(response.headers["access-control-allow-origin"] ?? "nobody's");
    });
    asking.on("error", reject).end();
  });
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (!address || typeof address === "string") throw new Error("no port was given out");
  return address.port;
}
