import { randomUUID } from "node:crypto";
import { EventEmitter } from "node:events";
import { statSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Worker } from "node:worker_threads";
import { HostError } from "./host-error.ts";
import { functionArn } from "./resource-types.ts";
import { type Assembly, type Properties, pseudoParameters } from "./template.ts";

export type HostLog = { source: string; level: "info" | "error"; text: string };

export type FunctionSpec = {
  name: string;
  folder: string;
  handler: string;
  environment: Record<string, string>;
  timeoutSeconds: number;
  memoryMegabytes: number;
  reservedConcurrency: number | undefined;
};

export type FunctionError = { errorType: string; errorMessage: string; trace?: string[] };
export type Invocation = { requestId: string; payload: string; error?: FunctionError };

export type Functions = {
  /** Rejects only with `Throttled` and `PayloadTooLarge`; whatever the function does is an `Invocation`. */
  invoke(name: string, payload: string, kind?: "sync" | "async"): Promise<Invocation>;
  has(name: string): boolean;
  /** How many environments there could be at once for this function. */
  concurrencyOf(name: string): number;
  running(): number;
  /** Whether its environment names this: a function that could not have written there need not be looked after. */
  knows(name: string, text: string): boolean;
  /** Emits "ended" after every invocation, with the function's name. */
  events: EventEmitter<{ ended: [name: string] }>;
  stop(): Promise<void>;
};

export class Throttled extends Error {
  override name = "TooManyRequestsException";
}
export class PayloadTooLarge extends Error {
  override name = "RequestEntityTooLargeException";
}

/** Lambda's own limits: 6 MB in and out of a synchronous call, 1 MB into an asynchronous one, 10 s to start. */
export const payloadLimits = { sync: 6 * 1024 * 1024, async: 1024 * 1024 };
const initSeconds = 10;

export function functionSpec(name: string, properties: Properties, assembly: Assembly): FunctionSpec {
  const code = properties.Code as { S3Key?: string } | undefined;
  if (properties.PackageType === "Image" || !code?.S3Key) {
    throw new HostError(
      `The function ${name} is not a zip asset of the assembly, and the host runs no other.`,
    );
  }
  if (!String(properties.Runtime).startsWith("nodejs")) {
    throw new HostError(
      `The function ${name} wants the runtime ${properties.Runtime}, and the host runs Node only.`,
    );
  }
  const folder = assembly.assetAt(code.S3Key);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new HostError(`The code of ${name} is expected in the folder ${folder}, which is not there.`);
  }
  const variables = (properties.Environment as { Variables?: Properties } | undefined)?.Variables ?? {};
  return {
    name,
    folder,
    handler: String(properties.Handler),
    environment: Object.fromEntries(Object.entries(variables).map(([key, value]) => [key, String(value)])),
    timeoutSeconds: Number(properties.Timeout ?? 3),
    memoryMegabytes: Number(properties.MemorySize ?? 128),
    reservedConcurrency:
      properties.ReservedConcurrentExecutions === undefined
        ? undefined
        : Number(properties.ReservedConcurrentExecutions),
  };
}

/** More of one function at once, and this machine would be at starting them instead of at their work. */
const mostOfOne = Math.max(4, 2 * availableParallelism());

/** So many at once; who comes later waits, in the order of coming. */
function turnsOf(most: number) {
  const waiting: (() => void)[] = [];
  let taken = 0;
  const give = () => {
    const next = waiting.shift();
    if (next) next();
    else taken -= 1;
  };
  return {
    take: async (): Promise<() => void> => {
      if (taken < most) taken += 1;
      else await new Promise<void>((resolve) => waiting.push(resolve));
      return give;
    },
  };
}

export type FunctionsOptions = {
  mostWorkers?: number;
  sharedClock?: SharedArrayBuffer | undefined;
  /** Where the machine keeps what it made of a bundle, so that the next environment starts in half the time. */
  compileCache?: string | undefined;
};

export function startFunctions(
  specs: FunctionSpec[],
  hostEnvironment: Record<string, string>,
  onLog: (entry: HostLog) => void,
  { mostWorkers = 40, sharedClock, compileCache }: FunctionsOptions = {},
): Functions {
  type Environment = { worker: Worker; spec: FunctionSpec };
  const byName = new Map(specs.map((spec) => [spec.name, spec]));
  const warm = new Map<string, Environment[]>(specs.map(({ name }) => [name, []]));
  const busy = new Map<string, number>(specs.map(({ name }) => [name, 0]));
  const alive = new Set<Environment>();
  const turns = turnsOf(mostWorkers);
  const ownTurns = new Map(specs.map(({ name }) => [name, turnsOf(mostOfOne)]));
  const events = new EventEmitter<{ ended: [name: string] }>();
  let running = 0;
  let isStopped = false;

  async function invoke(name: string, payload: string, kind: "sync" | "async" = "sync"): Promise<Invocation> {
    if (isStopped) throw new Throttled("The host is stopping.");
    const spec = byName.get(name);
    if (!spec) throw new HostError(`There is no function ${name}.`);
    if (Buffer.byteLength(payload) > payloadLimits[kind]) {
      throw new PayloadTooLarge(
        `${Buffer.byteLength(payload)} bytes exceeds the limit of ${payloadLimits[kind]}`,
      );
    }
    const atOnce = busy.get(name) ?? 0;
    if (atOnce >= (spec.reservedConcurrency ?? Number.POSITIVE_INFINITY))
      throw new Throttled("Rate Exceeded.");
    busy.set(name, atOnce + 1);
    running += 1;
    // Lambda would start a thousand environments; this machine shares its own among all functions.
    const giveBack = [await ownTurns.get(name)?.take(), await turns.take()];
    try {
      return await run(spec, payload);
    } finally {
      for (const give of giveBack) give?.();
      busy.set(name, (busy.get(name) ?? 1) - 1);
      running -= 1;
      events.emit("ended", name);
    }
  }

  async function run(spec: FunctionSpec, payload: string): Promise<Invocation> {
    const requestId = randomUUID();
    const environment = warm.get(spec.name)?.pop() ?? (await start(spec));
    const outcome =
      "error" in environment
        ? environment.error
        : await call(environment, requestId, payload, spec.timeoutSeconds);
    if (typeof outcome === "string") return { requestId, payload: outcome };
    onLog({ source: spec.name, level: "error", text: described(outcome) });
    return { requestId, payload: JSON.stringify(outcome), error: outcome };
  }

  async function start(spec: FunctionSpec): Promise<Environment | { error: FunctionError }> {
    await makeRoom();
    const environment = { worker: newWorker(spec), spec };
    alive.add(environment);
    environment.worker.once("exit", () => forget(environment));
    const first = await next(environment.worker, initSeconds, `Init took longer than ${initSeconds} seconds`);
    if (!("error" in first)) return environment;
    await environment.worker.terminate();
    return first;
  }

  /** The longest-unused warm environment of any function makes way for a new one. */
  async function makeRoom(): Promise<void> {
    if (alive.size < mostWorkers) return;
    const unused = [...alive].find((environment) => warm.get(environment.spec.name)?.includes(environment));
    if (!unused) return;
    forget(unused);
    await unused.worker.terminate();
  }

  async function call(environment: Environment, requestId: string, payload: string, seconds: number) {
    const { worker, spec } = environment;
    const answered = next(
      worker,
      seconds,
      `RequestId: ${requestId} Error: Task timed out after ${seconds.toFixed(2)} seconds`,
    );
    worker.postMessage({ requestId, payload, deadline: Date.now() + seconds * 1000 });
    const answer = await answered;
    if ("ended" in answer) {
      forget(environment);
      await worker.terminate();
      return answer.error;
    }
    // Moved to the end, so that makeRoom() takes the one used longest ago.
    alive.delete(environment);
    alive.add(environment);
    warm.get(spec.name)?.push(environment);
    if ("error" in answer) return answer.error;
    if (Buffer.byteLength(answer.payload) <= payloadLimits.sync) return answer.payload;
    return {
      errorType: "Function.ResponseSizeTooLarge",
      errorMessage: `Response payload size exceeded maximum allowed payload size (${payloadLimits.sync} bytes).`,
    };
  }

  function forget(environment: Environment): void {
    alive.delete(environment);
    const kept = (warm.get(environment.spec.name) ?? []).filter((other) => other !== environment);
    warm.set(environment.spec.name, kept);
  }

  function newWorker(spec: FunctionSpec): Worker {
    const [file = "", exportName = ""] = spec.handler.split(/\.(?=[^.]*$)/);
    const worker = new Worker(new URL(import.meta.resolve("./worker.ts")), {
      workerData: {
        file: join(spec.folder, file),
        exportName,
        functionName: spec.name,
        functionArn: functionArn(spec.name),
        memoryMegabytes: spec.memoryMegabytes,
        sharedClock,
      },
      env: {
        ...(compileCache && { NODE_COMPILE_CACHE: compileCache }),
        ...lambdaVariables(spec),
        ...hostEnvironment,
        ...spec.environment,
      },
      resourceLimits: { maxOldGenerationSizeMb: spec.memoryMegabytes },
      stdout: true,
      stderr: true,
    });
    createInterface(worker.stdout).on("line", (text) => onLog({ source: spec.name, level: "info", text }));
    createInterface(worker.stderr).on("line", (text) => onLog({ source: spec.name, level: "error", text }));
    // A failure while nothing is asked of it only ends this environment, as a crashed container would.
    worker.on("error", () => {});
    return worker;
  }

  return {
    invoke,
    has: (name) => byName.has(name),
    concurrencyOf: (name) => Math.min(byName.get(name)?.reservedConcurrency ?? mostWorkers, mostWorkers),
    knows: (name, text) =>
      Object.values(byName.get(name)?.environment ?? {}).some((value) => value.includes(text)),
    running: () => running,
    events,
    stop: async () => {
      isStopped = true;
      await Promise.all([...alive].map(({ worker }) => worker.terminate()));
    },
  };
}

type Answer = { payload: string } | { error: FunctionError } | { error: FunctionError; ended: true };

/** The worker's next word; `ended` when there will be no other, because it died or ran out of time. */
function next(worker: Worker, seconds: number, timeoutMessage: string): Promise<Answer> {
  return new Promise((resolve) => {
    const settle = (answer: Answer) => {
      clearTimeout(timer);
      worker.off("message", settle);
      worker.off("error", onError);
      worker.off("exit", onExit);
      resolve(answer);
    };
    const onError = (error: Error) =>
      settle({
        ended: true,
        error: { errorType: error.name, errorMessage: error.message, trace: (error.stack ?? "").split("\n") },
      });
    const onExit = (code: number) =>
      settle({
        ended: true,
        error: {
          errorType: "Runtime.ExitError",
          errorMessage: `Runtime exited with error: exit status ${code}`,
        },
      });
    const timer = setTimeout(
      () => settle({ ended: true, error: { errorType: "Sandbox.Timedout", errorMessage: timeoutMessage } }),
      seconds * 1000,
    );
    worker.on("message", settle);
    worker.on("error", onError);
    worker.on("exit", onExit);
  });
}

function lambdaVariables({ name, handler, folder, memoryMegabytes }: FunctionSpec): Record<string, string> {
  return {
    _HANDLER: handler,
    AWS_DEFAULT_REGION: pseudoParameters.region,
    AWS_EXECUTION_ENV: "AWS_Lambda_nodejs24.x",
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memoryMegabytes),
    AWS_LAMBDA_FUNCTION_NAME: name,
    AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
    AWS_LAMBDA_INITIALIZATION_TYPE: "on-demand",
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: `local/[$LATEST]${randomUUID().replaceAll("-", "")}`,
    AWS_REGION: pseudoParameters.region,
    LAMBDA_RUNTIME_DIR: "/var/runtime",
    LAMBDA_TASK_ROOT: folder,
    TZ: ":UTC",
  };
}

function described({ errorType, errorMessage, trace }: FunctionError): string {
  return [`${errorType}: ${errorMessage}`, ...(trace ?? []).slice(1)].join("\n");
}
