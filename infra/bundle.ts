import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Stage } from "aws-cdk-lib";
import { Code } from "aws-cdk-lib/aws-lambda";
import type { Construct } from "constructs";
import { type BuildOptions, buildSync } from "esbuild";
import type { Organisation } from "../shared/organisation/organisation.ts";

/** Kind and name of a function, as its file is found in `functions/`. */
export type Entry = `${"http" | "stream" | "queue" | "schedule" | "deploy"}/${string}`;

export type BundleProps = {
  functionsFolder: string;
  entries: readonly Entry[];
  organisations: readonly Organisation[];
};

/** CommonJS starts faster than ES modules. */
export const bundleOptions = {
  bundle: true,
  minify: true,
  format: "cjs",
  platform: "node",
  target: "node24",
  mainFields: ["module", "main"],
  legalComments: "none",
} satisfies BuildOptions;

const ownCredentials = fileURLToPath(new URL("../functions/runtime/credentials.ts", import.meta.url));

/** Where code lies before it becomes an asset. */
export const bundlesOf = (scope: Construct) => join(Stage.of(scope)?.outdir ?? "cdk.out", ".bundles");

/**
 * The code of every function, made by one run of esbuild. The asset is named by its content, so that a deployment
 * leaves unchanged functions alone.
 */
export function bundle(scope: Construct, { functionsFolder, entries, organisations }: BundleProps) {
  const folder = bundlesOf(scope);
  rmSync(folder, { recursive: true, force: true });
  const { outputFiles } = buildSync({
    entryPoints: entries.map((entry) => ({
      in: join(functionsFolder, `${entry}.ts`),
      out: `${entry}/index`,
    })),
    outdir: folder,
    ...bundleOptions,
    alias: { "@aws-sdk/credential-provider-node": ownCredentials },
    logLevel: "warning",
    write: false,
  });
  for (const { path, contents } of outputFiles) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, contents);
    writeFileSync(join(dirname(path), "organisations.json"), JSON.stringify(organisations));
  }
  return (entry: Entry) => Code.fromAsset(join(folder, entry));
}
