import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { DeleteObjectCommand, GetObjectCommand, S3Client } from "@aws-sdk/client-s3";
import {
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { mockClient } from "aws-sdk-client-mock";
import { beforeEach, expect, test } from "vitest";
import { moveBack } from "../../infra/commands/dead-letters.ts";
import { replayBatch } from "../../infra/commands/failed-records.ts";

const s3 = mockClient(S3Client);
const lambda = mockClient(LambdaClient);
const sqs = mockClient(SQSClient);
beforeEach(() => {
  s3.reset();
  lambda.reset();
  sqs.reset();
});

const kept = (body: unknown) =>
  s3
    .on(GetObjectCommand)
    .resolves({ Body: { transformToString: async () => JSON.stringify(body) } as never });
const answered = (payload: unknown, error?: string) =>
  lambda.on(InvokeCommand).resolves({
    Payload: { transformToString: () => JSON.stringify(payload) } as never,
    ...(error && { FunctionError: error }),
  });
const replay = () =>
  replayBatch(
    { s3: new S3Client(), lambda: new LambdaClient() },
    { bucket: "failed", functionName: "stream", key: "batch" },
  );
const batch = { payload: JSON.stringify({ Records: [{ eventID: "1" }, { eventID: "2" }] }) };
const deleted = () => s3.commandCalls(DeleteObjectCommand).length;

test("a batch that succeeds is handed over as it was, and then deleted", async () => {
  kept(batch);
  answered({ batchItemFailures: [] });
  expect(await replay()).toEqual({ key: "batch", records: 2 });
  expect(lambda.commandCalls(InvokeCommand)[0]?.args[0].input.Payload).toBe(batch.payload);
  expect(deleted()).toBe(1);
});

test.each([
  ["one record fails again", batch, { batchItemFailures: [{ itemIdentifier: "2" }] }, undefined],
  ["the function breaks", batch, { errorMessage: "x" }, "Unhandled"],
  ["the answer is not one of a stream function", batch, { batchItemFailures: "?" }, undefined],
  ["only metadata was kept", { requestContext: {} }, {}, undefined],
  ["it holds something else", { payload: "?" }, {}, undefined],
])("a batch stays in the bucket when %s", async (_, body, payload, error) => {
  kept(body);
  answered(payload, error);
  expect(await replay()).toHaveProperty("problem");
  expect(deleted()).toBe(0);
});

const queue = { name: "routing", queueUrl: "https://sqs/routing", deadLetterQueueUrl: "https://sqs/dead" };
const message = (n: number) => ({ Body: `${n}`, ReceiptHandle: `r${n}` });

test("a message is deleted only after it was sent on", async () => {
  sqs.on(ReceiveMessageCommand).resolves({ Messages: [message(1)] });
  sqs.on(SendMessageCommand).rejects(new Error("no network"));
  await expect(moveBack(new SQSClient(), queue, 5)).rejects.toThrow("no network");
  expect(sqs.commandCalls(DeleteMessageCommand)).toHaveLength(0);
});

test("no more are moved than was asked, so that what fails again does not go round and round", async () => {
  sqs.on(ReceiveMessageCommand).resolves({ Messages: [message(1), message(2)] });
  expect(await moveBack(new SQSClient(), queue, 4)).toBe(4);
  const asked = sqs.commandCalls(ReceiveMessageCommand).map(({ args }) => args[0].input.MaxNumberOfMessages);
  expect(asked).toEqual([4, 2]);
});
