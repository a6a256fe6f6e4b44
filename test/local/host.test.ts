import { cpSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import {
  InvokeCommand,
  LambdaClient,
  ListEventSourceMappingsCommand,
  UpdateEventSourceMappingCommand,
} from "@aws-sdk/client-lambda";
import { GetObjectCommand, ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { SESv2Client, SendEmailCommand } from "@aws-sdk/client-sesv2";
import {
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { clientSettings } from "../../infra/local/emulators.ts";
import { type Host, type HostLog, startHost } from "../../infra/local/host.ts";
import { emulators } from "../emulated.ts";

const assembly = fileURLToPath(import.meta.resolve("./fixture"));

let host: Host;
const logs: HostLog[] = [];
let dynamodb: DynamoDBClient;
let sqs: SQSClient;
let s3: S3Client;

beforeAll(async () => {
  host = await startHost({ assembly, emulators, onLog: (entry) => logs.push(entry) });
  dynamodb = new DynamoDBClient(clientSettings(host.urls.dynamodb, emulators.accessKeyId));
  sqs = new SQSClient(clientSettings(host.urls.sqs));
  s3 = new S3Client({ ...clientSettings(host.urls.s3), forcePathStyle: true });
}, 20_000);
afterAll(() => host.stop());

const put = (pk: string, sk: string) =>
  dynamodb.send(
    new PutItemCommand({ TableName: host.resource("Table"), Item: { pk: { S: pk }, sk: { S: sk } } }),
  );
const send = (queue: string, body: object, options: { DelaySeconds?: number } = {}) =>
  sqs.send(
    new SendMessageCommand({ QueueUrl: host.resource(queue), MessageBody: JSON.stringify(body), ...options }),
  );
/** Lines that a function of this name wrote and that contain the text. */
const said = (functionName: string, text: string) =>
  logs
    .filter(({ source, text: line }) => source === `fixture-${functionName}` && line.includes(text))
    .map(({ text: line }) => line);

describe("functions", () => {
  test("a warm function keeps its module state", async () => {
    const [first, second] = [
      await host.invoke("Web", { as: "count" }),
      await host.invoke("Web", { as: "count" }),
    ];
    expect((second as { calls: number }).calls).toBe((first as { calls: number }).calls + 1);
  });

  test("a function that runs out of time is ended, and the next call gets a fresh one", async () => {
    await expect(host.invoke("Web", { as: "slow" })).rejects.toThrow("Task timed out after 1.00 seconds");
    expect(await host.invoke("Web", { as: "count" })).toEqual({ calls: 1 });
  });

  test("a function that ends its process fails that call alone", async () => {
    await expect(host.invoke("Web", { as: "exit" })).rejects.toThrow("exit status 7");
    expect(await host.invoke("Web", { as: "count" })).toEqual({ calls: 1 });
  });

  test("what a function throws comes back with its type", async () => {
    await expect(host.invoke("Web", { as: "throw" })).rejects.toMatchObject({
      name: "TypeError",
      message: "thrown on purpose",
    });
  });

  test("an answer over 6 MB is an error", async () => {
    await expect(host.invoke("Web", { as: "large" })).rejects.toMatchObject({
      name: "Function.ResponseSizeTooLarge",
    });
  });

  test("its environment is the template's and what Lambda sets, nothing of this machine's", async () => {
    const environment = await host.invoke("Web", { as: "environment" });
    expect(environment).toMatchObject({
      TABLE: host.resource("Table"),
      QUEUE_URL: host.resource("Work"),
      STAGE: "test",
      AWS_REGION: "eu-west-1",
      AWS_LAMBDA_FUNCTION_NAME: "fixture-Web",
      AWS_ENDPOINT_URL_DYNAMODB: host.urls.dynamodb,
      functionName: "fixture-Web",
    });
    expect(environment).not.toHaveProperty("PATH");
    expect((environment as { remaining: number }).remaining).toBeLessThanOrEqual(1_000);
  });

  test("two calls at once run in two environments, and reserved concurrency refuses the second", async () => {
    const nap = (name: string) => host.invoke(name, { as: "nap" });
    await expect(Promise.all([nap("Web"), nap("Web")])).resolves.toHaveLength(2);
    const [first, second] = await Promise.allSettled([nap("Sole"), nap("Sole")]);
    expect([first.status, second.status]).toEqual(["fulfilled", "rejected"]);
    expect((second as PromiseRejectedResult).reason.name).toBe("TooManyRequestsException");
  });

  test("a client of Lambda's API can invoke, list and switch", async () => {
    const lambda = new LambdaClient(clientSettings(host.urls.lambda));
    const invoke = (as: string) =>
      lambda.send(new InvokeCommand({ FunctionName: host.resource("Web"), Payload: JSON.stringify({ as }) }));
    expect((await invoke("count")).FunctionError).toBeUndefined();
    const failed = await invoke("throw");
    expect([failed.StatusCode, failed.FunctionError]).toEqual([200, "Unhandled"]);
    await expect(lambda.send(new InvokeCommand({ FunctionName: "nowhere" }))).rejects.toMatchObject({
      name: "ResourceNotFoundException",
    });
    const { EventSourceMappings } = await lambda.send(
      new ListEventSourceMappingsCommand({ FunctionName: host.resource("Consumer") }),
    );
    expect(EventSourceMappings).toMatchObject([{ UUID: host.resource("WorkSource"), State: "Enabled" }]);
    const change = { UUID: host.resource("WorkSource"), Enabled: false };
    expect(await lambda.send(new UpdateEventSourceMappingCommand(change))).toMatchObject({
      State: "Disabled",
    });
    await lambda.send(new UpdateEventSourceMappingCommand({ ...change, Enabled: true }));
  });
});

describe("the HTTP API of the template", () => {
  test("a route reaches its function, and the address in the outputs is the one on this machine", async () => {
    const response = await fetch(`${host.outputs.ApiUrl}v1/tickets/7?as=text`);
    expect([response.status, await response.text()]).toEqual([200, "zomaar"]);
    expect(host.outputs.ApiUrl).toBe(`${host.urls.api}/`);
  });

  test("a function that throws is an internal error without its reason", async () => {
    const response = await fetch(`${host.urls.api}/v1/tickets/7?as=throw`);
    expect([response.status, await response.json()]).toEqual([500, { message: "Internal Server Error" }]);
  });
});

describe("queues", () => {
  test("a message that fails alone comes back alone", async () => {
    const bodies = [{ id: "p1" }, { id: "p2", fails: 1 }, { id: "p3" }];
    const Entries = bodies.map((body) => ({ Id: body.id, MessageBody: JSON.stringify(body) }));
    await sqs.send(new SendMessageBatchCommand({ QueueUrl: host.resource("Work"), Entries }));
    await host.idle();
    await expect.poll(() => said("Consumer", "work p")).toHaveLength(2);
    expect(said("Consumer", "work p1:1 p2:1 p3:1")).toHaveLength(1);
    expect(said("Consumer", "work p2:2")).toHaveLength(1);
  });

  test("when the function throws the whole batch comes back", async () => {
    const bodies = [{ id: "q1" }, { id: "q2", throws: 1 }];
    const Entries = bodies.map((body) => ({ Id: body.id, MessageBody: JSON.stringify(body) }));
    await sqs.send(new SendMessageBatchCommand({ QueueUrl: host.resource("Work"), Entries }));
    await host.idle();
    await expect.poll(() => said("Consumer", "work q")).toEqual(["work q1:1 q2:1", "work q1:2 q2:2"]);
  });

  test("a message that keeps failing goes to the dead letters after maxReceiveCount", async () => {
    await send("Work", { id: "dead", fails: 9 });
    await host.idle();
    expect(said("Consumer", "dead:2")).toHaveLength(1);
    expect(said("Consumer", "dead:3")).toHaveLength(0);
    const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl: host.resource("WorkDead") }));
    expect(Messages?.map(({ Body }) => JSON.parse(Body ?? ""))).toEqual([{ id: "dead", fails: 9 }]);
  });

  test("a message that the filter refuses is deleted unseen", async () => {
    await send("Work", { other: "x" });
    await send("Work", { id: "wanted" });
    await host.idle();
    await expect.poll(() => said("Consumer", "wanted")).toEqual(["work wanted:1"]);
    expect(said("Consumer", "undefined")).toEqual([]);
  });

  test("a disabled event source delivers what waited once it is enabled, and disables again", async () => {
    await send("Mute", { id: "waits" });
    await send("Mute", { id: "waits-too" });
    await host.idle();
    expect(said("MuteConsumer", "waits")).toEqual([]);
    host.setEventSourceEnabled("Mute", true);
    await host.idle();
    await expect.poll(() => said("MuteConsumer", "waits")).toEqual(["mute waits:1 waits-too:1"]);
    host.setEventSourceEnabled("Mute", false);
    await send("Mute", { id: "later" });
    await host.idle();
    expect(said("MuteConsumer", "later")).toEqual([]);
    host.setEventSourceEnabled("Mute", true);
    await host.idle();
    // Counted from one: looking at the queue while disabled would have used up a receive.
    await expect.poll(() => said("MuteConsumer", "later")).toEqual(["mute later:1"]);
  });

  test("a batch waits for its window, so that messages sent one after another arrive together", async () => {
    await send("Mute", { id: "early" });
    await new Promise((resolve) => setTimeout(resolve, 400));
    await send("Mute", { id: "late" });
    await host.idle();
    await expect.poll(() => said("MuteConsumer", "early")).toEqual(["mute early:1 late:1"]);
  });

  test("idle does not wait out a window of half a minute: what is gathered goes out at once", async () => {
    await send("Mute", { id: "hurried" });
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(said("MuteConsumer", "hurried")).toEqual([]);
    await host.idle({ timeoutMillis: 10_000 });
    await expect.poll(() => said("MuteConsumer", "hurried")).toEqual(["mute hurried:1"]);
  });

  test("a delayed message arrives when it is due, and idle does not wait for it", async () => {
    const sentAt = performance.now();
    await send("Work", { id: "timer" }, { DelaySeconds: 2 });
    await host.idle();
    expect(said("Consumer", "timer")).toEqual([]);
    await expect.poll(() => said("Consumer", "timer")).toEqual(["work timer:1"]);
    expect(performance.now() - sentAt).toBeGreaterThan(1_900);
  });
});

describe("streams", () => {
  /** Written while nobody reads, so that they are read together. */
  async function inOneBatch(pk: string, sortKeys: string[]) {
    host.setEventSourceEnabled("Table", false);
    for (const sk of sortKeys) await put(pk, sk);
    host.setEventSourceEnabled("Table", true);
    await host.idle();
  }

  test("a function sees the changes that its filter lets through, and no others", async () => {
    await put("t1", "event#seen");
    await put("t1", "event#seen"); // a MODIFY, or no change at all
    await put("t1", "image");
    await host.idle();
    await expect.poll(() => said("Follower", "done")).toEqual(["done event#seen"]);
    expect(said("Follower", "image")).toEqual([]);
  });

  test("a poisoned record is split off, given up after its retries, and kept whole in S3", async () => {
    await inOneBatch("t2", ["event#a", "event#poison", "event#b", "event#c"]);
    const done = said("Follower", "done").flatMap((line) => line.split(" ").slice(1));
    expect(done).toEqual(expect.arrayContaining(["event#a", "event#b", "event#c"]));
    expect(
      said("Follower", "batch event#poison").filter((line) => line === "batch event#poison"),
    ).toHaveLength(2);

    const Bucket = host.resource("Failed");
    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket }));
    expect(Contents).toHaveLength(1);
    const uuid = host.resource("FollowerSource");
    expect(Contents[0]?.Key).toMatch(
      new RegExp(
        `^aws/lambda/${uuid}/[^/]+/\\d{4}/\\d\\d/\\d\\d/\\d{4}-\\d\\d-\\d\\dT\\d\\d\\.\\d\\d\\.\\d\\d-[0-9a-f-]{36}$`,
      ),
    );
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: Contents[0]?.Key }));
    const record = JSON.parse((await Body?.transformToString()) ?? "");
    expect(record).toMatchObject({
      requestContext: { condition: "RetryAttemptsExhausted", approximateInvokeCount: 2 },
      responseContext: { statusCode: 200, executedVersion: "$LATEST", functionError: "Unhandled" },
      version: "1.0",
      DDBStreamBatchInfo: { batchSize: 1, shardId: expect.any(String) },
    });
    const { Records } = JSON.parse(record.payload);
    expect(Records[0]).toMatchObject({
      eventName: "INSERT",
      eventSource: "aws:dynamodb",
      awsRegion: "eu-west-1",
      dynamodb: { Keys: { pk: { S: "t2" }, sk: { S: "event#poison" } }, SequenceNumber: expect.any(String) },
    });
    expect(record.DDBStreamBatchInfo.startSequenceNumber).toBe(Records[0].dynamodb.SequenceNumber);
  });

  test("after a reported failure the batch goes on from that record, in order", async () => {
    await inOneBatch("t3", ["step#1", "step#2-stumble", "step#3"]);
    await expect
      .poll(() => said("Reporter", "batch"))
      .toEqual(["batch step#1 step#2-stumble step#3", "batch step#2-stumble step#3"]);
  });

  test("two functions read one stream, each with its own filter and window", async () => {
    await put("t7", "event#both-1");
    await expect.poll(() => said("Follower", "done event#both-1")).toHaveLength(1);
    await put("t7", "sum#1");
    await put("t7", "event#both-2");
    await expect.poll(() => said("Follower", "done event#both-2")).toHaveLength(1);
    expect(said("Gatherer", "done")).toEqual([]);
    await host.idle({ timeoutMillis: 10_000 });
    await expect.poll(() => said("Gatherer", "done")).toEqual(["done event#both-1 sum#1 event#both-2"]);
    expect(said("Follower", "sum#")).toEqual([]);
  });

  test("what was written while the event source was disabled arrives when it is enabled", async () => {
    host.setEventSourceEnabled("Table", false);
    await put("t4", "event#kept");
    await host.idle();
    expect(said("Follower", "kept")).toEqual([]);
    host.setEventSourceEnabled("Table", true);
    await host.idle();
    await expect.poll(() => said("Follower", "done event#kept")).toHaveLength(1);
  });
});

test("idle waits for the work that a call sets going, and stops waiting when told", async () => {
  await host.invoke("Web", { as: "store", pk: "t5", sk: "event#chain" });
  await host.idle();
  await expect.poll(() => said("Follower", "done event#chain")).toHaveLength(1);
  await send("Work", { id: "stuck", fails: 9 });
  await expect(host.idle({ timeoutMillis: 100 })).rejects.toThrow("Work not drained");
  await host.idle();
});

test("a mail lands in the mail box", async () => {
  const ses = new SESv2Client(clientSettings(host.urls.mailSmtpOrSes));
  await ses.send(
    new SendEmailCommand({
      FromEmailAddress: "loket@vechterhout.example",
      Destination: { ToAddresses: ["anna@vechterhout.example"] },
      Content: { Simple: { Subject: { Data: "Uw vraag" }, Body: { Text: { Data: "Dank u." } } } },
    }),
  );
  expect(await host.mails()).toMatchObject([
    { to: ["anna@vechterhout.example"], subject: "Uw vraag", text: "Dank u." },
  ]);
  await host.clearMails();
  expect(await host.mails()).toEqual([]);
});

test("a second host on the same emulators has its own tables, queues and mails, and leaves them running", async () => {
  const other = await startHost({
    assembly,
    namePrefix: "other",
    onLog: () => {},
    emulators,
  });
  expect(other.resource("Table")).toBe("other-Table");
  expect(other.resource("Work")).not.toBe(host.resource("Work"));
  expect(other.urls.api).not.toBe(host.urls.api);
  await other.stop();
  await put("t6", "event#afterwards");
  await host.idle();
  await expect.poll(() => said("Follower", "done event#afterwards")).toHaveLength(1);
});

test("a logical id is found by its prefix when only one hosted resource has it", () => {
  expect(host.resource("Fai")).toBe(host.resource("Failed"));
  expect(host.resource("Work")).not.toBe(host.resource("WorkDead"));
  expect(() => host.resource("W")).toThrow("could be any of");
  expect(() => host.resource("Nothing")).toThrow("no hosted resource");
});

test("a template with a resource that the host does not know does not start, and says which", async () => {
  const folder = mkdtempSync(join(tmpdir(), "assembly-"));
  cpSync(assembly, folder, { recursive: true });
  const file = join(folder, "Fixture.template.json");
  const template = JSON.parse(readFileSync(file, "utf8"));
  template.Resources.Search = { Type: "AWS::OpenSearchService::Domain" };
  template.Resources.Work.Properties.FifoQueue = true;
  writeFileSync(file, JSON.stringify(template));
  const starting = startHost({ assembly: folder, onLog: () => {} });
  await expect(starting).rejects.toThrow(
    /Search is a AWS::OpenSearchService::Domain.*Work \(AWS::SQS::Queue\) has the property FifoQueue|FifoQueue.*Search/,
  );
});
