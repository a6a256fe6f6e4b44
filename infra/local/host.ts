import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBStreamsClient } from "@aws-sdk/client-dynamodb-streams";
import { S3Client } from "@aws-sdk/client-s3";
import { SQSClient } from "@aws-sdk/client-sqs";
import { startBackground } from "./background.ts";
import { placeBucket } from "./buckets.ts";
import {
  clientSettings,
  type Emulator,
  localCredentials,
  startDynamoDb,
  startMail,
  startQueuesAndBuckets,
} from "./emulators.ts";
import type { EventSource } from "./event-sources.ts";
import { type Functions, functionSpec, type HostLog, type Invocation, startFunctions } from "./functions.ts";
import { type HostClock, instantOf, type MovableClock, startClock, writtenInstant } from "./host-clock.ts";
import { HostError } from "./host-error.ts";
import { startGateway } from "./http-api.ts";
import { startIssuer } from "./issuer.ts";
import { startLambdaApi } from "./lambda-api.ts";
import { logLine } from "./log-line.ts";
import { type LocalPerson, readPeople } from "./people.ts";
import { placeQueues } from "./queues.ts";
import { refusals } from "./resource-types.ts";
import { runOf, type Schedules, startSchedules } from "./schedules.ts";
import { answerAsSite } from "./site.ts";
import { startSqsSource } from "./sqs-source.ts";
import { placeStack } from "./stack.ts";
import { type Checkpoints, startStreamSource } from "./stream-source.ts";
import { placeTable } from "./tables.ts";
import { type Assembly, readAssembly } from "./template.ts";

export type { HostLog } from "./functions.ts";
export type { MovableClock } from "./host-clock.ts";
export { HostError } from "./host-error.ts";
export type { LocalPerson } from "./people.ts";

export type HostUrls = {
  /** The pages stand at the same address, as behind CloudFront. */
  api: string;
  issuer: string;
  /** The mail box in a browser. */
  mail: string;
  /** SES v2, for a client. */
  mailSmtpOrSes: string;
  dynamodb: string;
  sqs: string;
  s3: string;
  lambda: string;
};

export type Mail = {
  to: string[];
  cc: string[];
  bcc: string[];
  from: string;
  replyTo: string[];
  subject: string;
  text: string | undefined;
  html: string | undefined;
  sentAt: string;
};

export type HostOptions = {
  /** Folder of a synthesized assembly (cdk.out). */
  assembly: string;
  /** 0 or absent: a free port. */
  apiPort?: number | undefined;
  /** Values for the template's parameters, made once the addresses are known. */
  parameters?: ((urls: HostUrls) => Record<string, string>) | undefined;
  people?: LocalPerson[] | undefined;
  onLog?: ((entry: HostLog) => void) | undefined;
  /** Emulators that are running already, and that stay when this host stops. */
  emulators?:
    | {
        dynamodbUrl?: string | undefined;
        sqsUrl?: string | undefined;
        s3Url?: string | undefined;
        /** Whose tables they are, where the emulator keeps those of each apart. */
        accessKeyId?: string | undefined;
      }
    | undefined;
  /** Keeps several hosts apart on shared emulators. */
  namePrefix?: string | undefined;
  accessTokenSeconds?: number | undefined;
  /** Keeps the tables, the place in their streams and the issuer's key; absent: all is gone at the stop. */
  dataDir?: string | undefined;
  /** A folder in which functions keep what was compiled of them, for the next that start (default: Node's own, if any). */
  compileCache?: string | undefined;
  /** By hand: schedules run only when they are told to, or when the clock is moved past them (default: running). */
  schedules?: "running" | "by-hand" | undefined;
  /**
   * Lives at this instant (RFC 3339) at the start and runs on from there. In this process too: `Date` shows the moved
   * time everywhere until the host stops. Queues of an emulator that runs elsewhere keep their own time.
   */
  clock?: { startAt: string } | undefined;
};

export type Host = {
  urls: HostUrls;
  outputs: Record<string, string>;
  /** Physical id by logical id or its prefix: a table's or function's name, a queue's address. */
  resource(logicalIdPrefix: string): string;
  invoke(functionLogicalIdPrefix: string, payload: unknown): Promise<unknown>;
  /** Runs a rule's targets at once, at the time now, also when it is disabled; rejects with what they throw. */
  runSchedule(ruleLogicalIdPrefix: string): Promise<void>;
  /** Only of a host that was started with one. */
  clock?: MovableClock;
  /** Starts or stops the consumers of a queue or table, as UpdateEventSourceMapping would. */
  setEventSourceEnabled(sourceLogicalIdPrefix: string, enabled: boolean): void;
  /**
   * Resolves when every enabled event source is drained and nothing runs. A message that failed counts until it
   * has succeeded or lies in the dead letters; one with a delay does not count before it is due, nor does the next
   * run of a schedule. No batch waits out its window meanwhile.
   */
  idle(options?: { timeoutMillis?: number }): Promise<void>;
  mails(): Promise<Mail[]>;
  clearMails(): Promise<void>;
  stop(): Promise<void>;
};

type Stoppable = { stop(): Promise<void> };

export async function startHost(options: HostOptions): Promise<Host> {
  const assembly = readAssembly(options.assembly);
  refuseUnknown(assembly);
  const stoppables: Stoppable[] = [];
  try {
    return await start(options, assembly, stoppables);
  } catch (error) {
    await stopAll(stoppables);
    throw error;
  }
}

async function start(options: HostOptions, assembly: Assembly, stoppables: Stoppable[]): Promise<Host> {
  const onLog = options.onLog ?? logToStderr;
  const clock = options.clock && startClock(options.clock.startAt);
  if (clock) stoppables.push(clock);
  const { gateway, issuer, dynamodb, queues, mail, lambdaApi } = await startServers(
    options,
    clock,
    onLog,
    stoppables,
  );
  const urls: HostUrls = {
    api: gateway.url,
    issuer: issuer.url,
    mail: mail.url,
    mailSmtpOrSes: mail.url,
    dynamodb: dynamodb.url,
    sqs: queues.url,
    s3: options.emulators?.s3Url ?? queues.url,
    lambda: lambdaApi.url,
  };
  const stack = placeStack(assembly, {
    parameters: options.parameters?.(urls) ?? {},
    namePrefix: options.namePrefix,
    place: { sqsUrl: urls.sqs, apiUrl: urls.api },
  });
  const rules = stack.of("AWS::Events::Rule").map(stack.rule);
  const specs = stack
    .of("AWS::Lambda::Function")
    .map(({ name, properties }) => functionSpec(name, properties, assembly));
  const site = stack.site((name) => specs.find((spec) => spec.name === name)?.folder ?? "");
  const { accessKeyId = localCredentials.accessKeyId } = options.emulators ?? {};
  const clients = {
    dynamodb: new DynamoDBClient(clientSettings(urls.dynamodb, accessKeyId)),
    streams: new DynamoDBStreamsClient(clientSettings(urls.dynamodb, accessKeyId)),
    sqs: new SQSClient(clientSettings(urls.sqs)),
    s3: new S3Client({ ...clientSettings(urls.s3), forcePathStyle: true }),
  };
  stoppables.push({ stop: async () => void Object.values(clients).map((client) => client.destroy()) });

  const newTables = new Set<string>();
  await Promise.all([
    placeQueues(
      clients.sqs,
      stack.of("AWS::SQS::Queue").map((queue) => ({ ...queue, url: stack.idOf(queue.logicalId) })),
    ),
    ...stack.of("AWS::DynamoDB::Table").map(async ({ name, properties }) => {
      if ((await placeTable(clients.dynamodb, name, properties)) === "made") newTables.add(name);
    }),
    ...stack.of("AWS::S3::Bucket").map(({ name }) => placeBucket(clients.s3, name)),
  ]);

  const functions = startFunctions(specs, environmentFor(urls, accessKeyId), onLog, {
    sharedClock: clock?.shared,
    compileCache: options.compileCache ?? process.env.NODE_COMPILE_CACHE,
  });
  const background = startBackground(functions, onLog);
  const sources: EventSource[] = [];
  stoppables.push(background);
  // Together: a consumer ends when the invocation that it waits for does.
  stoppables.push({
    stop: async () => void (await Promise.all([...sources, functions].map((part) => part.stop()))),
  });
  for (const resource of stack.of("AWS::Lambda::EventSourceMapping")) {
    const mapping = stack.mapping(resource);
    const source = stack.typeOf(mapping.sourceLogicalId);
    if (source === "AWS::SQS::Queue") {
      const queueUrl = stack.idOf(mapping.sourceLogicalId);
      sources.push(startSqsSource({ mapping, queueUrl, sqs: clients.sqs, functions, onLog }));
    } else {
      const tableName = stack.idOf(mapping.sourceLogicalId);
      sources.push(
        await startStreamSource({
          mapping,
          tableName,
          tableIsNew: newTables.has(tableName),
          checkpoints: checkpointsIn(options.dataDir, mapping.uuid),
          ...clients,
          queueUrlOf: (arn) => `${urls.sqs}/000000000000/${arn.split(":").at(-1)}`,
          functions,
          onLog,
        }),
      );
    }
  }
  functions.events.on("ended", (name) => {
    for (const source of sources) {
      if (functions.knows(name, stack.idOf(source.mapping.sourceLogicalId))) source.wake();
    }
  });
  const schedules = startSchedules(rules, options.schedules === "by-hand", background);
  stoppables.push(schedules);
  const movable = clock && movableClock(clock, { functions, sources, schedules });
  lambdaApi.serve({ functions, background, sources, clock: movable });
  const api = stack.httpApi();
  if (api) gateway.serve(api, functions, site && ((request, toApi) => answerAsSite(site, request, toApi)));

  return {
    urls,
    outputs: stack.outputs(),
    resource: (prefix) => stack.idOf(stack.find(prefix).logicalId),
    invoke: async (prefix, payload) => {
      const { name } = stack.find(prefix, "AWS::Lambda::Function");
      return answerOf(await functions.invoke(name, JSON.stringify(payload ?? {})));
    },
    runSchedule: async (prefix) => {
      const { logicalId } = stack.find(prefix, "AWS::Events::Rule");
      const runs = rules
        .filter((rule) => rule.logicalId === logicalId)
        .flatMap((rule) => runOf(rule, Date.now()));
      await Promise.all(
        runs.map(async ({ name, payload }) => answerOf(await functions.invoke(name, payload))),
      );
    },
    ...(movable && { clock: movable }),
    setEventSourceEnabled: (prefix, enabled) => {
      const chosen = sources.filter(({ mapping }) => mapping.sourceLogicalId.startsWith(prefix));
      if (chosen.length === 0) throw new HostError(`No event source reads ${prefix}.`);
      for (const source of chosen) source.setEnabled(enabled);
    },
    idle: ({ timeoutMillis = longestIdleMillis } = {}) => idle(functions, sources, timeoutMillis),
    mails: () => mailsAt(mail.url),
    clearMails: async () => void (await fetch(`${mail.url}/clear-store`, { method: "POST" })),
    stop: () => stopAll(stoppables),
  };
}

/** What the function answered; throws what it threw. */
function answerOf({ payload, error }: Invocation): unknown {
  if (!error) return JSON.parse(payload);
  throw Object.assign(new Error(error.errorMessage), { name: error.errorType, trace: error.trace });
}

type AtWork = { functions: Functions; sources: EventSource[]; schedules: Schedules };

function movableClock(clock: HostClock, { functions, sources, schedules }: AtWork): MovableClock {
  return {
    now: () => Date.now(),
    moveTo: async (instant) => {
      const to = typeof instant === "number" ? instant : instantOf(instant);
      if (!Number.isFinite(to)) throw new HostError(`${instant} is no instant.`);
      if (to < Date.now())
        throw new HostError(
          `The clock moves forward only: it is ${writtenInstant(Date.now())}, which is later than ${writtenInstant(to)}.`,
        );
      await allPutDown(functions, sources);
      clock.jumpTo(Math.max(to, Date.now()));
      schedules.catchUp();
      await idle(functions, sources, longestIdleMillis);
    },
  };
}

/** A jump would end the time for which a message in hand is hidden, and the same message would be handed out twice. */
async function allPutDown(functions: Functions, sources: EventSource[]): Promise<void> {
  const until = performance.now() + longestIdleMillis;
  while (performance.now() < until) {
    const holding = sources.filter((source) => source.isHolding());
    if (functions.running() === 0 && holding.length === 0) return;
    for (const source of holding) source.flush();
    await pause(20);
  }
}

function refuseUnknown({ template }: Assembly): void {
  const reasons = refusals(
    Object.entries(template.Resources).map(([logicalId, resource]) => ({
      logicalId,
      type: resource.Type,
      propertyNames: Object.keys(resource.Properties ?? {}),
    })),
  );
  if (reasons.length > 0) throw new HostError(`The host cannot run this template: ${reasons.join("; ")}.`);
}

async function startServers(
  options: HostOptions,
  clock: HostClock | undefined,
  onLog: (entry: HostLog) => void,
  stoppables: Stoppable[],
) {
  const { dynamodbUrl, sqsUrl } = options.emulators ?? {};
  const given = (url: string): Emulator => ({ url, stop: async () => {} });
  const { dataDir, accessTokenSeconds } = options;
  // First, since a port in use is known at once and Java takes seconds.
  const gateway = await startGateway(options.apiPort ?? 0, onLog);
  stoppables.push(gateway);
  const started = await Promise.allSettled([
    startIssuer({
      people: options.people ?? readPeople(),
      dataDir,
      ...(accessTokenSeconds && { accessTokenSeconds }),
    }),
    dynamodbUrl ? given(dynamodbUrl) : startDynamoDb(dataDir ? { dataDir: join(dataDir, "dynamodb") } : {}),
    sqsUrl ? given(sqsUrl) : startQueuesAndBuckets(),
    startMail(clock?.shared),
    startLambdaApi(),
  ]);
  const failures = started.flatMap((result) => (result.status === "rejected" ? [result.reason] : []));
  stoppables.push(...started.flatMap((result) => (result.status === "fulfilled" ? [result.value] : [])));
  if (failures.length > 0) throw failures.find((failure) => failure instanceof HostError) ?? failures[0];
  const [issuer, dynamodb, queues, mail, lambdaApi] = started;
  return {
    gateway,
    issuer: settled(issuer),
    dynamodb: settled(dynamodb),
    queues: settled(queues),
    mail: settled(mail),
    lambdaApi: settled(lambdaApi),
  };
}

function settled<Value>(result: PromiseSettledResult<Value>): Value {
  if (result.status === "rejected") throw result.reason;
  return result.value;
}

/** Bundled clients read these, so that functions need no code for this machine. */
function environmentFor(urls: HostUrls, accessKeyId: string): Record<string, string> {
  return {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: localCredentials.secretAccessKey,
    AWS_ENDPOINT_URL_DYNAMODB: urls.dynamodb,
    AWS_ENDPOINT_URL_LAMBDA: urls.lambda,
    AWS_ENDPOINT_URL_S3: urls.s3,
    AWS_ENDPOINT_URL_SESV2: urls.mailSmtpOrSes,
    AWS_ENDPOINT_URL_SQS: urls.sqs,
  };
}

const longestIdleMillis = 60_000;
/** Between two looks at sources that hold something: longer the longer nothing comes of it. */
const shortestLookPauseMillis = 10;
const longestLookPauseMillis = 200;

/** Two looks without an invocation between them; work moves only through invocations. */
async function idle(functions: Functions, sources: EventSource[], timeoutMillis: number): Promise<void> {
  const until = performance.now() + timeoutMillis;
  let pauseMillis = shortestLookPauseMillis;
  let ended = 0;
  const count = () => {
    ended += 1;
    pauseMillis = shortestLookPauseMillis;
  };
  functions.events.on("ended", count);
  try {
    for (;;) {
      // What runs may set more going, so the sources are asked when it is done.
      while (functions.running() > 0 && performance.now() < until) await pause(shortestLookPauseMillis);
      const endedBefore = ended;
      const wasQuiet = functions.running() === 0;
      const drained = await Promise.all(sources.map((source) => source.isDrained()));
      if (wasQuiet && drained.every(Boolean) && functions.running() === 0 && ended === endedBefore) return;
      if (performance.now() > until) {
        const busy = sources
          .filter((_, index) => !drained[index])
          .map(({ mapping }) => mapping.sourceLogicalId);
        throw new Error(
          `not idle after ${timeoutMillis} ms: ${busy.join(", ") || "no source"} not drained, ${functions.running()} invocation(s) running`,
        );
      }
      for (const source of sources) source.flush();
      await pause(pauseMillis);
      pauseMillis = Math.min(pauseMillis * 2, longestLookPauseMillis);
    }
  } finally {
    functions.events.off("ended", count);
  }
}

async function mailsAt(url: string): Promise<Mail[]> {
  type Stored = {
    from: string;
    replyTo: string[];
    destination: { to: string[]; cc: string[]; bcc: string[] };
    subject: string;
    body: { text?: string; html?: string };
    at: number;
  };
  const { emails } = (await (await fetch(`${url}/store`)).json()) as { emails: Stored[] };
  return emails.map(({ from, replyTo, destination, subject, body, at }) => ({
    ...destination,
    from,
    replyTo,
    subject,
    text: body.text,
    html: body.html,
    sentAt: new Date(at * 1000).toISOString(),
  }));
}

function checkpointsIn(dataDir: string | undefined, uuid: string): Checkpoints {
  const file = dataDir && join(dataDir, `checkpoints-${uuid}.json`);
  const numbers: Record<string, string> =
    file && existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
  return {
    get: (shardId) => numbers[shardId],
    set: (shardId, sequenceNumber) => {
      if (!dataDir || !file) return;
      numbers[shardId] = sequenceNumber;
      mkdirSync(dataDir, { recursive: true });
      writeFileSync(file, JSON.stringify(numbers));
    },
  };
}

/** The last started stops first: consumers before functions, functions before what they call. */
async function stopAll(stoppables: Stoppable[]): Promise<void> {
  for (const stoppable of stoppables.splice(0).reverse()) await stoppable.stop();
}

function logToStderr(entry: HostLog): void {
  const line = logLine(entry);
  if (line !== undefined) process.stderr.write(`${line}\n`);
}
