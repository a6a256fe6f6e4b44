import { InvokeCommand, type LambdaClient } from "@aws-sdk/client-lambda";
import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  type S3Client,
} from "@aws-sdk/client-s3";
import * as z from "zod";

/** What Lambda keeps of a batch that it gave up: the invocation, with the records as they were. */
const Kept = z.object({
  payload: z.union([z.string().transform((text): unknown => JSON.parse(text)), z.unknown()]),
});
const Records = z.object({ Records: z.array(z.unknown()).min(1) });
const Answer = z.object({ batchItemFailures: z.array(z.unknown()).default([]) });

export async function failedBatches(s3: S3Client, bucket: string): Promise<string[]> {
  const keys: string[] = [];
  let after: string | undefined;
  do {
    const page = await s3.send(new ListObjectsV2Command({ Bucket: bucket, ContinuationToken: after }));
    keys.push(...(page.Contents ?? []).flatMap(({ Key }) => Key ?? []));
    after = page.NextContinuationToken;
  } while (after);
  return keys;
}

export type Replayed = { key: string; records: number } | { key: string; problem: string };

type Clients = { s3: S3Client; lambda: LambdaClient };

/** Gives a kept batch to the stream function once more. It is deleted when every record of it has succeeded. */
export async function replayBatch(
  { s3, lambda }: Clients,
  { bucket, functionName, key }: { bucket: string; functionName: string; key: string },
): Promise<Replayed> {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
  const records = recordsIn((await Body?.transformToString()) ?? "");
  if (!records) return { key, problem: "it holds no stream records" };
  const { FunctionError, Payload } = await lambda.send(
    new InvokeCommand({ FunctionName: functionName, Payload: JSON.stringify({ Records: records }) }),
  );
  if (FunctionError) return { key, problem: "the stream function failed; its log says why" };
  const answered = Answer.safeParse(JSON.parse(Payload?.transformToString() || "null") ?? {});
  const failures = answered.data?.batchItemFailures.length ?? records.length;
  if (failures > 0) return { key, problem: "records of it failed again; the function's log says why" };
  await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
  return { key, records: records.length };
}

function recordsIn(text: string): unknown[] | undefined {
  try {
    return Records.safeParse(Kept.parse(JSON.parse(text)).payload).data?.Records;
  } catch {
    return undefined;
  }
}
