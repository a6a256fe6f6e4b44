import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CreateBucketCommand, GetObjectCommand, ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import type { CloudFormationCustomResourceEvent } from "aws-lambda";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { handler } from "../../functions/deploy/pages.ts";

const s3 = new S3Client({ forcePathStyle: true });
let bucket: string;
let buckets = 0;
let cloudFormation: Server;
let responseUrl: string;
let answers: Record<string, string>[] = [];
const taskRoot = process.env.LAMBDA_TASK_ROOT;

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), "pages-"));
  cpSync(join(import.meta.dirname, "../pages"), join(folder, "pages"), { recursive: true });
  mkdirSync(join(folder, "pages/assets"), { recursive: true });
  writeFileSync(join(folder, "pages/assets/later-A1b2C3d4.js"), "2");
  process.env.LAMBDA_TASK_ROOT = folder;
  cloudFormation = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    answers.push(JSON.parse(Buffer.concat(chunks).toString()));
    response.end();
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => cloudFormation.once("listening", resolve));
  responseUrl = `http://127.0.0.1:${(cloudFormation.address() as AddressInfo).port}/answer?signed`;
});
afterAll(() => {
  process.env.LAMBDA_TASK_ROOT = taskRoot;
  cloudFormation.close();
});
beforeEach(async () => {
  answers = [];
  bucket = `pages-${process.pid}-${Date.now()}-${buckets++}`;
  await s3.send(new CreateBucketCommand({ Bucket: bucket }));
});

const start = { key: "index.html", contentType: "text/html; charset=utf-8", cacheControl: "no-cache" };
const script = (key: string) => ({
  key,
  contentType: "text/javascript; charset=utf-8",
  cacheControl: "public, max-age=31536000, immutable",
});
const [first, later] = [script("assets/page-B1c2D3e4.js"), script("assets/later-A1b2C3d4.js")];

type Files = (typeof start)[];
const deploy = (RequestType: string, Files: Files, before?: Files) =>
  handler({
    RequestType,
    ResponseURL: responseUrl,
    StackId: "stack",
    RequestId: "request",
    LogicalResourceId: "Pages",
    ResourceProperties: { Bucket: bucket, Files },
    ...(before && { OldResourceProperties: { Bucket: bucket, Files: before } }),
  } as unknown as CloudFormationCustomResourceEvent);

async function placed(): Promise<string[]> {
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: bucket }));
  return Contents.map(({ Key }) => Key ?? "").sort();
}

test("a deployment puts the pages in place, each with its type and how long it may be kept", async () => {
  await deploy("Create", [start, first]);
  expect(await placed()).toEqual(["assets/page-B1c2D3e4.js", "index.html"]);
  const page = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: "index.html" }));
  expect([page.ContentType, page.CacheControl]).toEqual(["text/html; charset=utf-8", "no-cache"]);
  expect(await page.Body?.transformToString()).toContain("Een pagina van het loket");
  expect(answers).toMatchObject([
    {
      Status: "SUCCESS",
      RequestId: "request",
      LogicalResourceId: "Pages",
      PhysicalResourceId: `pages-in-${bucket}`,
    },
  ]);
});

test("files of the version before stay, for pages that are open; older ones go", async () => {
  await deploy("Create", [start, first]);
  await deploy("Update", [start, later], [start, first]);
  expect(await placed()).toEqual(["assets/later-A1b2C3d4.js", "assets/page-B1c2D3e4.js", "index.html"]);
  await deploy("Update", [start, later], [start, later]);
  expect(await placed()).toEqual(["assets/later-A1b2C3d4.js", "index.html"]);
});

test("the end of the stack empties the bucket, so that it can go", async () => {
  await deploy("Create", [start, first]);
  await deploy("Delete", [start, first]);
  expect(await placed()).toEqual([]);
  expect(answers.map(({ Status }) => Status)).toEqual(["SUCCESS", "SUCCESS"]);
});

test("a file that is not there fails the deployment, and not after an hour", async () => {
  await deploy("Create", [start, script("assets/gone-A1b2C3d4.js")]);
  expect(answers).toMatchObject([{ Status: "FAILED" }]);
  expect(await placed()).not.toContain("index.html");
});
