import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { CloudFormationCustomResourceEvent } from "aws-lambda";
import { keepOnly, type PageFile, putPage } from "../outbox/pages.ts";
import { taskRoot } from "../runtime/environment.ts";
import { log, placeOf } from "../runtime/log.ts";

type Properties = { Bucket: string; Files: PageFile[] };

/**
 * Called by CloudFormation at each deployment with other pages, which lie beside this code. Files of the version before
 * stay until the next one, since pages that are open still ask for them.
 */
export async function handler(event: CloudFormationCustomResourceEvent): Promise<void> {
  const { Bucket, Files } = event.ResourceProperties as unknown as Properties;
  const before =
    event.RequestType === "Update" ? (event.OldResourceProperties as unknown as Properties).Files : [];
  try {
    if (event.RequestType === "Delete") await keepOnly(Bucket, new Set());
    else await place(Bucket, Files, before);
    await answer(event, "SUCCESS");
  } catch (error) {
    log.error("broken", placeOf(error));
    await answer(event, "FAILED");
  }
}

/** The start page comes last: whoever gets it finds all that it asks for. */
async function place(bucket: string, files: PageFile[], before: PageFile[]): Promise<void> {
  const isStart = ({ key }: PageFile) => key.endsWith(".html");
  for (const file of [...files.filter((one) => !isStart(one)), ...files.filter(isStart)])
    await putPage(bucket, file, await readFile(join(taskRoot(), "pages", file.key)));
  await keepOnly(bucket, new Set([...files, ...before].map(({ key }) => key)));
}

/** To the address that CloudFormation signed for this one answer; it waits for it, some minutes at the most. */
async function answer(event: CloudFormationCustomResourceEvent, Status: "SUCCESS" | "FAILED"): Promise<void> {
  const { StackId, RequestId, LogicalResourceId, ResourceProperties } = event;
  const response = await fetch(event.ResponseURL, {
    method: "PUT",
    // Signed without a type.
    headers: { "content-type": "" },
    body: JSON.stringify({
      Status,
      Reason: "The log of the function tells more.",
      StackId,
      RequestId,
      LogicalResourceId,
      // One for each bucket, so that CloudFormation never takes an update for another resource and ends the old one.
      PhysicalResourceId: `pages-in-${ResourceProperties.Bucket}`,
    }),
    signal: AbortSignal.timeout(10_000),
  });
  if (!response.ok) throw new Error("CloudFormation did not take the answer");
}
