import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll } from "vitest";
import { helpdeskApp } from "../../infra/app.ts";
import { httpFunctions } from "../../shared/contract/operations.ts";
import type { Organisation } from "../../shared/organisation/organisation.ts";

// biome-ignore lint/suspicious/noExplicitAny: what is in a template is looked at field by field
export type Json = any;
export type Resource = { id: string; properties: Json; raw: Json };

process.env.CDK_VALIDATION = "false";

const folder = mkdtempSync(join(tmpdir(), "personeelsloket-test-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

export const functionFiles = [
  ...httpFunctions.map((name) => `http/${name}`),
  "http/session",
  "stream/consequences",
  "stream/figures",
  "queue/routing",
  "queue/desk",
  "queue/notices",
  "queue/timers",
  "schedule/timers",
  "queue/jobs",
  "schedule/nightly",
  "deploy/pages",
];

/** Function files that do nothing, so that a template can be made without the real ones. */
export const standIns = join(folder, "functions");
for (const name of functionFiles) {
  mkdirSync(dirname(join(standIns, name)), { recursive: true });
  writeFileSync(
    join(standIns, `${name}.ts`),
    `export const handler = async () => ${JSON.stringify(name)};\n`,
  );
}

/** Pages that nobody had to build. */
export const pages = join(import.meta.dirname, "../pages");

let files = 0;
/** A file with this content, as an organisation file that the app is given. */
export function aFile(content: unknown): string {
  files += 1;
  const file = join(folder, `organisation-${files}.json`);
  writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
  return file;
}

export function anOrganisation(change: (organisation: Json) => void = () => {}): Organisation {
  const organisation = JSON.parse(
    readFileSync(join(import.meta.dirname, "../../infra/organisation.json"), "utf8"),
  );
  change(organisation);
  return organisation;
}

export type Synthesized = {
  template: Json;
  all: Resource[];
  of(type: string): Resource[];
  the(id: string): Resource;
  outdir: string;
};

let synths = 0;
export function synthesize(context: Record<string, unknown> = {}, functionsFolder = standIns): Synthesized {
  synths += 1;
  const outdir = join(folder, `cdk.out-${synths}`);
  const made = helpdeskApp({ functionsFolder, pagesFolder: pages, outdir, context });
  if ("faults" in made) throw new Error(made.faults.join("\n"));
  const template: Json = made.app.synth().stacks[0]?.template;
  const all = Object.entries<Json>(template.Resources).map(([id, raw]) => ({
    id,
    properties: raw.Properties ?? {},
    raw,
  }));
  return {
    template,
    all,
    of: (type) => all.filter(({ raw }) => raw.Type === type),
    the: (id) => {
      const found = all.find((resource) => resource.id === id);
      if (!found) throw new Error(`there is no ${id}`);
      return found;
    },
    outdir,
  };
}

/** The logical id that a Ref or Fn::GetAtt points to. */
export const idIn = (reference: Json): string => reference.Ref ?? reference["Fn::GetAtt"]?.[0];

/** The folder that a function's code comes from. */
export function codeOf({ outdir }: Synthesized, { properties }: Resource): string {
  const { files } = JSON.parse(readFileSync(join(outdir, "Personeelsloket.assets.json"), "utf8"));
  const hash = String(properties.Code.S3Key).replace(".zip", "");
  return join(outdir, files[hash].source.path);
}
