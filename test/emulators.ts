import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { helpdeskApp } from "../infra/app.ts";
import { startDynamoDb, startQueuesAndBuckets } from "../infra/local/emulators.ts";

declare module "vitest" {
  export interface ProvidedContext {
    dynamodbUrl: string;
    sqsUrl: string;
    /** The synthesized template with its bundles, once for all tests. */
    assembly: string;
    /** A folder with `organisations.json`, as a function finds it beside its code. */
    taskRoot: string;
  }
}

/** One DynamoDB Local, one SQS emulator and one synthesized template for the whole run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), "personeelsloket-"));
  const [dynamodb, queues] = await Promise.all([startDynamoDb({ isApart: true }), startQueuesAndBuckets()]);
  project.provide("dynamodbUrl", dynamodb.url);
  project.provide("sqsUrl", queues.url);
  project.provide("assembly", synthesize(join(folder, "assembly"), pagesFor(project)));
  project.provide("taskRoot", twoOrganisations(folder));
  return async () => {
    await Promise.all([dynamodb.stop(), queues.stop()]);
    rmSync(folder, { recursive: true, force: true });
  };
}

/** The browser gets the real pages, built; whatever else is tested has enough at a small stand-in. */
const pagesFor = ({ name }: TestProject) =>
  name === "browser" ? {} : { pagesFolder: join(import.meta.dirname, "pages") };

function synthesize(outdir: string, pages: { pagesFolder?: string }): string {
  process.env.CDK_VALIDATION = "false";
  const made = helpdeskApp({ outdir, ...pages });
  if ("faults" in made) throw new Error(made.faults.join("\n"));
  made.app.synth();
  return outdir;
}

/** The example organisation and a neighbour with the same set-up, for what must stay apart. */
function twoOrganisations(folder: string): string {
  const own = JSON.parse(readFileSync(new URL("../infra/organisation.json", import.meta.url), "utf8"));
  const neighbour = { ...own, organisation: { ...own.organisation, key: "anderhout" } };
  writeFileSync(join(folder, "organisations.json"), JSON.stringify([own, neighbour]));
  return folder;
}
