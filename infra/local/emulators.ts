import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
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

export const clientSettings = (endpoint: string) => ({
  endpoint,
  region: pseudoParameters.region,
  credentials: localCredentials,
});

const javaNeeded =
  'DynamoDB Local needs Java 17 or later and none was found: install it with "apt-get install openjdk-17-jre-headless" (Debian, Ubuntu) or "brew install openjdk" (macOS).';

/** AWS's own DynamoDB Local; it lives no longer than this process, see watchdog.ts. */
export async function startDynamoDb(options: { dataDir?: string } = {}): Promise<Emulator> {
  const folder = join(dirname(require.resolve("amplify-dynamodb-simulator/package.json")), "emulator");
  const port = await freePort();
  if (options.dataDir) mkdirSync(options.dataDir, { recursive: true });
  const java = [
    "java",
    ...["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m"],
    `-Djava.library.path=${join(folder, "DynamoDBLocal_lib")}`,
    ...["-jar", join(folder, "DynamoDBLocal.jar")],
    ...["-port", String(port), "-sharedDb", "-disableTelemetry"],
    ...(options.dataDir ? ["-dbPath", resolve(options.dataDir)] : ["-inMemory"]),
  ];
  // Detached: a ctrl-C in the terminal reaches the host alone, which then ends in order.
  const watchdog = spawn(
    process.execPath,
    [fileURLToPath(new URL("./watchdog.ts", import.meta.url)), ...java],
    {
      stdio: ["pipe", "pipe", "pipe"],
      detached: true,
      // It leaves a small file of its own wherever it starts.
      cwd: options.dataDir ?? tmpdir(),
    },
  );
  let said = "";
  const keep = (chunk: Buffer) => {
    said = (said + chunk).slice(-4_000);
  };
  watchdog.stdout.on("data", keep);
  watchdog.stderr.on("data", keep);
  const ended = new Promise<number>((settle) => watchdog.once("exit", (code) => settle(code ?? 1)));

  const url = `http://127.0.0.1:${port}`;
  const state = await Promise.race([answers(url), ended]);
  if (state !== "answers") {
    const noJava = state === 127 || /UnsupportedClassVersionError|Unable to locate a Java Runtime/.test(said);
    throw new HostError(
      noJava ? javaNeeded : `DynamoDB Local did not start: ${said.trim() || `exit code ${state}`}`,
    );
  }
  return {
    url,
    stop: async () => {
      watchdog.stdin.end();
      await ended;
    },
  };
}

/** SQS and S3 on one port, in memory. Built by hand, since fauxqs itself would listen to the whole network. */
export async function startQueuesAndBuckets(): Promise<Emulator> {
  const app = buildApp({ logger: false, defaultRegion: pseudoParameters.region });
  const url = await app.listen({ port: 0, host: "127.0.0.1" });
  return { url, stop: () => app.close() };
}

/** SES v2, in memory; its address in a browser shows the mails. */
export async function startMail(): Promise<Emulator> {
  const worker = new Worker(new URL("./mail-worker.ts", import.meta.url), { stdout: true, stderr: true });
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

async function answers(url: string): Promise<"answers"> {
  for (;;) {
    const answered = await fetch(url).then(
      () => true,
      () => false,
    );
    if (answered) return "answers";
    await pause(30);
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (!address || typeof address === "string") throw new Error("no port was given out");
  return address.port;
}
