import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  CreateQueueCommand,
  DeleteQueueCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { deadLettersOn, messagesOn, moveBack, watchedQueues } from "../../infra/commands/dead-letters.ts";
import { clientSettings } from "../../infra/local/emulators.ts";
import { aHelpdesk, asked, given, type Helpdesk } from "./given.ts";

let helpdesk: Helpdesk;
let sqs: SQSClient;
let folder: string;
beforeAll(async () => {
  helpdesk = await aHelpdesk("failure");
  const { urls, outputs } = helpdesk.host;
  sqs = new SQSClient(clientSettings(urls.sqs));
  folder = mkdtempSync(join(tmpdir(), "replay-"));
  mkdirSync(join(folder, ".local"));
  const running = { pid: process.pid, urls, outputs, resources: {} };
  writeFileSync(join(folder, ".local/running-0.json"), JSON.stringify(running));
});
afterAll(() => helpdesk?.host.stop());

/** The command itself, as somebody runs it next to the host. */
function replay(...options: string[]): Promise<{ code: number | null; said: string }> {
  const file = fileURLToPath(import.meta.resolve("../../infra/commands/replay.ts"));
  const child = spawn(process.execPath, [file, ...options], { cwd: folder });
  let said = "";
  const keep = (chunk: Buffer) => {
    said += chunk;
  };
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);
  return new Promise((resolve) => child.once("close", (code) => resolve({ code, said })));
}

const queueNamed = (name: string) => {
  const queue = watchedQueues(helpdesk.host.outputs).find((one) => one.name === name);
  if (!queue) throw new Error(`the stack has a queue ${name}`);
  return queue;
};

test("a question whose routing failed five times lies in the dead letters, and replay brings it to its desk", async () => {
  const { as, host } = helpdesk;
  const routing = queueNamed("routing");
  host.setEventSourceEnabled("RoutingQueue", false);
  const { ticketId } = await asked(helpdesk, "medewerker-anna", { text: "Komt deze vraag ooit aan?" });
  await host.idle();
  const take = () =>
    sqs.send(new ReceiveMessageCommand({ QueueUrl: routing.queueUrl, VisibilityTimeout: 0 }));
  for (let delivery = 1; delivery <= 5; delivery++) expect((await take()).Messages).toHaveLength(1);
  expect((await take()).Messages ?? []).toHaveLength(0);
  expect(await messagesOn(sqs, routing.deadLetterQueueUrl)).toBe(1);

  const dry = await replay();
  expect(dry).toMatchObject({ code: 0, said: expect.stringMatching(/^routing +1 dead letter/m) });
  expect(await messagesOn(sqs, routing.deadLetterQueueUrl)).toBe(1);
  expect((await replay("--queue", "routing")).said).toContain("routing: 1 of 1 dead letter(s) moved back");
  expect(await messagesOn(sqs, routing.deadLetterQueueUrl)).toBe(0);
  host.setEventSourceEnabled("RoutingQueue", true);
  await host.idle();
  const mine = given(await as("medewerker-anna")("GET /v1/tickets/{ticketId}", { params: { ticketId } }));
  expect(mine).toMatchObject({ state: "queued", desk: "frontoffice" });
});

test("a message that its consumer cannot bear fails alone and ends in the dead letters; moved back, it ends there again", async () => {
  const { host } = helpdesk;
  const notices = queueNamed("notices");
  // Three minutes between two attempts would be right on AWS.
  await sqs.send(
    new SetQueueAttributesCommand({ QueueUrl: notices.queueUrl, Attributes: { VisibilityTimeout: "0" } }),
  );
  await sqs.send(new SendMessageCommand({ QueueUrl: notices.queueUrl, MessageBody: "{}" }));
  await expect.poll(() => messagesOn(sqs, notices.deadLetterQueueUrl)).toBe(1);
  expect(helpdesk.logs.some(({ text }) => text.includes("message not handled"))).toBe(true);
  expect(await moveBack(sqs, notices, 1)).toBe(1);
  await expect.poll(() => messagesOn(sqs, notices.deadLetterQueueUrl)).toBe(1);
  await sqs.send(
    new SetQueueAttributesCommand({ QueueUrl: notices.queueUrl, Attributes: { VisibilityTimeout: "180" } }),
  );
  await host.idle();
  expect(await deadLettersOn(sqs, watchedQueues(host.outputs))).toBe(1);
});

test("what the stream could not pass on is kept in the bucket, and replay makes up for it", async () => {
  const { as, host } = helpdesk;
  const routing = queueNamed("routing");
  host.setEventSourceEnabled("RoutingQueue", false);
  await sqs.send(new DeleteQueueCommand({ QueueUrl: routing.queueUrl }));
  const { ticketId } = await asked(helpdesk, "medewerker-bilal", { text: "En deze?" });
  await expect
    .poll(async () => (await replay()).said, { timeout: 20_000, interval: 500 })
    .toMatch(/^stream +1 failed batch/m);

  const tooEarly = await replay("--stream");
  expect(tooEarly).toMatchObject({ code: 1, said: expect.stringContaining("it stays in the bucket") });
  await sqs.send(new CreateQueueCommand({ QueueName: routing.queueUrl.split("/").at(-1) }));
  expect(await replay("--stream")).toMatchObject({
    code: 0,
    said: "stream: 1 record(s) of 1 batch(es) replayed\n",
  });
  expect((await replay()).said).toMatch(/^stream +0 failed batch/m);
  host.setEventSourceEnabled("RoutingQueue", true);
  await expect
    .poll(() => as("medewerker-bilal")("GET /v1/tickets/{ticketId}", { params: { ticketId } }))
    .toMatchObject({ body: { state: "queued", desk: "frontoffice" } });
});
