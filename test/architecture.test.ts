import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";

const root = join(import.meta.dirname, "..");

type Source = { path: string; text: string; imports: string[] };

/** What a file imports: a package by its name, a file of ours by its path from the root. */
const importing =
  /(?:^|[\n;])\s*(?:import|export)\s(?:[^;"'`]*?\sfrom\s+)?["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']/g;
const importsOf = (path: string, text: string) =>
  [...text.matchAll(importing)].map(([, named, called]) => {
    const from = named ?? called ?? "";
    return from.startsWith(".") ? join(dirname(path), from) : from;
  });

const sourcesIn = (folder: string): Source[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => /\.(ts|tsx)$/.test(file) && !file.includes("node_modules"))
    .map((file) => {
      const path = join(folder, file);
      const text = readFileSync(join(root, path), "utf8");
      return { path, text, imports: importsOf(path, text) };
    });

const shared = sourcesIn("shared");
const functions = sourcesIn("functions");
const infra = sourcesIn("infra");
const web = sourcesIn("web");
const local = infra.filter(({ path }) => path.startsWith("infra/local/"));
const placing = infra.filter(({ path }) => /^infra\/[^/]+\.ts$/.test(path));
const all = [...shared, ...functions, ...infra, ...web];

/** "file → import" for every import that is not allowed, so that a failure says what to look at. */
const against = (sources: readonly Source[], isAllowed: (from: string, path: string) => boolean) =>
  sources.flatMap(({ path, imports }) =>
    imports.filter((from) => !isAllowed(from, path)).map((from) => `${path} → ${from}`),
  );

/** The code without comments, so that a rule may be written down where it holds. */
const code = (text: string) => text.replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, "");
const saying = (sources: readonly Source[], words: RegExp) =>
  sources.filter(({ text }) => words.test(code(text))).map(({ path }) => path);

const isIn =
  (...places: string[]) =>
  (from: string) =>
    places.some((place) => from.startsWith(place));
const isPackage = (name: string, from: string) => from === name || from.startsWith(`${name}/`);

test("the files are found", () => {
  expect(shared.length).toBeGreaterThan(30);
  expect(functions.length).toBeGreaterThan(30);
  expect(placing.length).toBeGreaterThan(10);
  expect(local.length).toBeGreaterThan(20);
  expect(web.length).toBeGreaterThan(40);
  for (const part of [shared, functions, placing, local, web]) {
    expect(part.flatMap(({ imports }) => imports).length).toBeGreaterThan(part.length);
  }
});

describe("shared", () => {
  test("imports only itself and zod", () => {
    expect(against(shared, (from) => isPackage("zod", from) || isIn("shared/")(from))).toEqual([]);
  });

  test.each([
    ["the time", /\bDate\.now\b|\bnew Date\(\s*\)|\bDate\(\s*\)|\bperformance\./],
    ["chance", /\bMath\.random\b|\bcrypto\b|\brandomUUID\b/],
    ["the network", /\bfetch\(|\bWebSocket\b|\bXMLHttpRequest\b/],
    ["the machine", /\bprocess\.|["']node:|\bsetTimeout\b|\bsetInterval\b|\bglobalThis\b/],
  ])("does not know %s", (_what, words) => {
    expect(saying(shared, words)).toEqual([]);
  });
});

describe("functions", () => {
  test("import shared, themselves and packages, never infra or test", () => {
    expect(against(functions, (from) => !isIn("infra/", "test/", "web/")(from))).toEqual([]);
  });

  test("know DynamoDB in the store alone; the stream reads the form that its records come in", () => {
    const streamMay = new Set(["@aws-sdk/client-dynamodb", "@aws-sdk/util-dynamodb"]);
    const isAllowed = (from: string, path: string) =>
      !/dynamodb/.test(from) ||
      path.startsWith("functions/store/") ||
      (path.startsWith("functions/stream/") && streamMay.has(from));
    expect(against(functions, isAllowed)).toEqual([]);
    const inStream = functions.filter(({ path }) => path.startsWith("functions/stream/"));
    expect(saying(inStream, /import (?!type)[^;]*client-dynamodb"|\bmarshall\b|DynamoDBClient/)).toEqual([]);
  });

  test("know keys in the store alone", () => {
    const outside = functions.filter(({ path }) => !path.startsWith("functions/store/"));
    expect(saying(outside, /\b(pk|sk|gsi\d(pk|sk)?)\b/)).toEqual([]);
    expect(against(outside, (from) => from !== "functions/store/keys.ts")).toEqual([]);
  });

  test("send messages and mail from the outbox alone", () => {
    const isAllowed = (from: string, path: string) =>
      !/^@aws-sdk\/client-(sqs|ses|sesv2|sns)$/.test(from) || path.startsWith("functions/outbox/");
    expect(against(functions, isAllowed)).toEqual([]);
  });

  test("speak to AWS from the store and the outbox alone", () => {
    const isAllowed = (from: string, path: string) =>
      !from.startsWith("@aws-sdk/client-") ||
      isIn("functions/store/", "functions/outbox/", "functions/stream/")(path);
    expect(against(functions, isAllowed)).toEqual([]);
  });

  test("are entered by one trigger each: nothing imports a trigger", () => {
    const triggers = [
      "functions/http/",
      "functions/stream/",
      "functions/queue/",
      "functions/schedule/",
      "functions/deploy/",
    ];
    expect(against(functions, (from) => !isIn(...triggers)(from))).toEqual([]);
  });

  test("keep the store and the outbox below the rest", () => {
    const below = functions.filter(({ path }) => isIn("functions/store/", "functions/outbox/")(path));
    const isAllowed = (from: string, path: string) =>
      !from.startsWith("functions/") || dirname(from) === dirname(path);
    expect(against(below, isAllowed)).toEqual([]);
  });

  test("ask for the time in the runtime alone", () => {
    const outside = functions.filter(({ path }) => !path.startsWith("functions/runtime/"));
    expect(saying(outside, /\bDate\.now\(|\bnew Date\(\s*\)/)).toEqual([]);
  });

  test("read the environment in the runtime alone", () => {
    const outside = functions.filter(({ path }) => !path.startsWith("functions/runtime/"));
    expect(saying(outside, /\bprocess\.env\b/)).toEqual([]);
  });
});

describe("infra", () => {
  test("places functions by their path and imports none", () => {
    expect(against(placing, (from) => !isIn("functions/", "test/")(from))).toEqual([]);
  });

  test("is the only place that knows CDK", () => {
    const isCdk = (from: string) =>
      ["aws-cdk-lib", "constructs", "cdk-nag"].some((name) => isPackage(name, from));
    expect(against([...shared, ...functions, ...local], (from) => !isCdk(from))).toEqual([]);
  });

  test("hosts what was synthesized: infra/local imports only itself and packages", () => {
    expect(
      against(local, (from) => !isIn("functions/", "shared/", "infra/")(from) || isIn("infra/local/")(from)),
    ).toEqual([]);
  });
});

describe("web", () => {
  const libraries = ["preact", "wouter-preact", "@tanstack/preact-query", "downshift", "@observablehq/plot"];

  test("imports shared, itself and what is made for a browser", () => {
    const isAllowed = (from: string) =>
      isIn("web/", "shared/")(from) ||
      libraries.some((name) => isPackage(name, from)) ||
      from.endsWith(".css");
    expect(against(web, isAllowed)).toEqual([]);
  });

  test("knows the contract by its types: a page carries no schemas", () => {
    const withCode = web.flatMap(({ path, text }) =>
      [...code(text).matchAll(/^import (?!type )[^;]*?"[^"]*shared\/([\w/-]+\.ts)"/gm)].map(
        ([, from]) => `${path} → ${from}`,
      ),
    );
    expect(withCode.filter((line) => /→ contract\/(?!call\.ts)/.test(line))).toEqual([]);
  });

  test("asks for the time in one place", () => {
    const outside = web.filter(({ path }) => path !== "web/browser.ts");
    expect(saying(outside, /\bDate\.now\(|\bnew Date\(\s*\)/)).toEqual([]);
  });

  test("makes elements of what people wrote, never HTML", () => {
    expect(saying(web, /dangerouslySetInnerHTML|\.innerHTML\b|\.outerHTML\b|insertAdjacentHTML/)).toEqual([]);
  });
});

describe("every file", () => {
  test("is imported by its full path, and itself", () => {
    const isFull = (from: string) =>
      !isIn("shared/", "functions/", "infra/", "web/", "test/")(from) || /\.(ts|tsx|json|css)$/.test(from);
    expect(against(all, isFull)).toEqual([]);
    expect(all.filter(({ path }) => /\/index\.tsx?$/.test(path)).map(({ path }) => path)).toEqual([]);
    expect(saying([...shared, ...functions, ...web], /^export (\*|\{[^}]*\}) from/m)).toEqual([]);
  });

  test("of shared, functions and web has named exports", () => {
    expect(saying([...shared, ...functions, ...web], /^export default\b/m)).toEqual([]);
  });

  test("of shared, functions and web keeps the console silent: a log line is made in one place", () => {
    expect(saying([...shared, ...functions, ...web], /\bconsole\./)).toEqual([]);
  });

  test("takes zod whole, since the other form bundles every language of its messages", () => {
    expect(saying(all, /import \{[^}]*\bz\b[^}]*\} from "zod(\/mini)?"/)).toEqual([]);
  });

  test("of shared and functions takes the small form of zod, since every function loads it at its start", () => {
    expect(against([...shared, ...functions], (from) => from !== "zod")).toEqual([]);
  });
});

test("the lock holds every optional package it names, so that a clean install takes it", () => {
  const lock = JSON.parse(readFileSync(new URL("../package-lock.json", import.meta.url), "utf8"));
  const packages = lock.packages as Record<string, { optionalDependencies?: Record<string, string> }>;
  const isLocked = (from: string, name: string): boolean => {
    if (packages[`${from ? `${from}/` : ""}node_modules/${name}`]) return true;
    return from !== "" && isLocked(from.slice(0, Math.max(0, from.lastIndexOf("/node_modules/"))), name);
  };
  const missing = Object.entries(packages).flatMap(([from, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter((name) => !isLocked(from, name)),
  );
  expect(missing).toEqual([]);
});
