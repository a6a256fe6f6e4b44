/** One execution environment: loads the bundle once, then answers one event at a time, like a warm container. */
import { existsSync, readFileSync } from "node:fs";
import Module from "node:module";
import { dirname } from "node:path";
import { pathToFileURL } from "node:url";
import { parentPort, workerData } from "node:worker_threads";
import { showMovedTime } from "./moved-time.ts";

type Call = { requestId: string; payload: string; deadline: number };
type Handler = (event: unknown, context: object) => unknown;

const { file, exportName, functionName, functionArn, memoryMegabytes, sharedClock } = workerData as {
  file: string;
  exportName: string;
  functionName: string;
  functionArn: string;
  memoryMegabytes: number;
  sharedClock: SharedArrayBuffer | undefined;
};

const port = parentPort;
if (!port) throw new Error("worker.ts runs in a worker thread only");

if (sharedClock) showMovedTime(sharedClock);

try {
  const handler = await loadHandler();
  // Now, and not at its end: the next one of its kind may start before.
  Module.flushCompileCache();
  port.postMessage({ kind: "ready" });
  port.on("message", async (call: Call) => port.postMessage(await answer(handler, call)));
} catch (error) {
  port.postMessage({ kind: "failed", error: described(error) });
}

async function answer(handler: Handler, { requestId, payload, deadline }: Call) {
  const context = {
    functionName,
    functionVersion: "$LATEST",
    invokedFunctionArn: functionArn,
    memoryLimitInMB: String(memoryMegabytes),
    awsRequestId: requestId,
    logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
  };
  try {
    const result = await handler(JSON.parse(payload), context);
    return { kind: "answer", payload: JSON.stringify(result) ?? "null" };
  } catch (error) {
    return { kind: "error", error: described(error) };
  }
}

async function loadHandler(): Promise<Handler> {
  const found = [`${file}.js`, `${file}.cjs`, `${file}.mjs`].find((path) => existsSync(path));
  if (!found) throw named("Runtime.ImportModuleError", `Cannot find module '${file}'`);
  const exports = found.endsWith(".mjs") ? await import(pathToFileURL(found).href) : commonJs(found);
  const handler = exports[exportName];
  if (typeof handler !== "function") {
    throw named("Runtime.HandlerNotFound", `${exportName} is undefined or not exported`);
  }
  if (handler.length > 2) {
    throw named(
      "Runtime.CallbackHandlerDeprecated",
      "Callback-based handlers ended with Node.js 24; use async.",
    );
  }
  return handler;
}

/** Compiled by hand: a package.json above cdk.out may say "module", and in Lambda there is none above the bundle. */
function commonJs(path: string): Record<string, unknown> {
  type Internals = { _nodeModulePaths(from: string): string[] };
  const loaded = new Module(path);
  loaded.filename = path;
  loaded.paths = (Module as unknown as Internals)._nodeModulePaths(dirname(path));
  (loaded as unknown as { _compile(source: string, path: string): void })._compile(
    readFileSync(path, "utf8"),
    path,
  );
  return loaded.exports;
}

function named(name: string, message: string): Error {
  return Object.assign(new Error(message), { name });
}

function described(error: unknown) {
  if (!(error instanceof Error)) return { errorType: typeof error, errorMessage: String(error), trace: [] };
  return { errorType: error.name, errorMessage: error.message, trace: (error.stack ?? "").split("\n") };
}
