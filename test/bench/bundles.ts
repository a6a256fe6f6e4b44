import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

/** Each function's minified code, without the organisation file beside it. */
export function bundleSizes(assembly: string): {
  largestKb: number;
  bundles: { name: string; kb: number; gzKb: number }[];
} {
  const bundles = functionsIn(assembly).map(({ name, folder }) => {
    const file = join(folder, "index.js");
    return { name, kb: statSync(file).size / 1000, gzKb: gzipSync(readFileSync(file)).length / 1000 };
  });
  return { bundles, largestKb: Math.max(...bundles.map(({ kb }) => kb)) };
}

type LambdaResource = {
  Type: string;
  Metadata?: { "aws:asset:path"?: string };
  Properties: { Code: { S3Key?: unknown } };
};

/** The functions of a synthesized template and the folders of their code. */
export function functionsIn(assembly: string): { name: string; folder: string }[] {
  const template = JSON.parse(readFileSync(join(assembly, "Personeelsloket.template.json"), "utf8"));
  const assets = readdirSync(assembly).filter((entry) => entry.startsWith("asset."));
  return (Object.entries(template.Resources) as [string, LambdaResource][])
    .filter(([, { Type }]) => Type === "AWS::Lambda::Function")
    .map(([name, { Properties }]) => {
      const hash = JSON.stringify(Properties.Code.S3Key).match(/[0-9a-f]{64}/)?.[0];
      const asset = assets.find((entry) => entry === `asset.${hash}`);
      if (!asset) throw new Error(`${name} has its code in the assembly`);
      return { name, folder: join(assembly, asset) };
    });
}
