import { existsSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { pascal } from "../../infra/names.ts";
import { needs } from "../../shared/contract/environment.ts";
import { httpFunctions } from "../../shared/contract/operations.ts";
import { aFile, anOrganisation, codeOf, functionFiles, idIn, type Resource, synthesize } from "./given.ts";

const stack = synthesize();
const functions = stack.of("AWS::Lambda::Function");

const needsOf: Record<string, keyof typeof needs> = {
  ...Object.fromEntries(httpFunctions.map((name) => [`${pascal(name)}Function`, "http" as const])),
  ConsequencesFunction: "stream",
  FiguresFunction: "figures",
  RoutingFunction: "routing",
  DeskFunction: "desk",
  NoticesFunction: "notices",
  TimersFunction: "timers",
  ScheduleFunction: "schedule",
  JobStepsFunction: "jobs",
  NightlyFunction: "schedule",
  SessionFunction: "session",
  PagesFunction: "pages",
};

test("there is a function for every file in the trigger folders, and no other", () => {
  expect(functions.map(({ id }) => id).sort()).toEqual(Object.keys(needsOf).sort());
});

test("each function gets exactly the variables that the contract says it needs", () => {
  for (const { id, properties } of functions) {
    const wanted = needs[needsOf[id] as keyof typeof needs];
    expect(Object.keys(properties.Environment?.Variables ?? {}).sort(), id).toEqual([...wanted].sort());
  }
});

/** What reckons with much at once. */
const megabytes: Record<string, number> = {
  ReportsFunction: 1024,
  FiguresFunction: 1024,
  JobStepsFunction: 1769,
};

/** Of what no person waits for. */
const longest: Record<string, number> = { schedule: 60, pages: 120 };

test("functions run on Node 24 for arm64, and end before the gateway, the queue or the next minute gives up", () => {
  for (const { id, properties } of functions) {
    expect(properties).toMatchObject({ Runtime: "nodejs24.x", Architectures: ["arm64"] });
    expect(properties.MemorySize, id).toBe(megabytes[id] ?? 512);
    expect(properties.Timeout, id).toBeLessThanOrEqual(longest[needsOf[id] ?? ""] ?? 30);
  }
});

test("every log group is thrown away in time, and every function has one of its own", () => {
  for (const { id, properties } of stack.of("AWS::Logs::LogGroup")) {
    expect(properties.RetentionInDays, id).toBe(90);
  }
  const groups = functions.map(({ properties }) => idIn(properties.LoggingConfig.LogGroup));
  expect(new Set(groups).size).toBe(functions.length);
});

test("the issuers are those of a JSON parameter, else the one issuer and audience", () => {
  const value = stack.the("TicketsFunction").properties.Environment.Variables.ISSUERS;
  const [condition, json, one] = value["Fn::If"];
  expect([condition, json]).toEqual(["HasIssuersJson", { Ref: "IssuersJson" }]);
  const text = one["Fn::Join"][1].map((part: string | { Ref: string }) =>
    typeof part === "string" ? part : part.Ref,
  );
  expect(JSON.parse(text.join(""))).toEqual([
    { issuer: "Issuer", audience: "Audience", clientId: "ClientId" },
  ]);
});

describe("a bundle", () => {
  test("is CommonJS with a handler, and has the organisations beside it", async () => {
    for (const lambda of functions) {
      const folder = codeOf(stack, lambda);
      expect(readFileSync(join(folder, "index.js"), "utf8")).toContain("module.exports=");
      expect(await load(folder)()).toMatch(/^(http|stream|queue|schedule|deploy)\//);
      const organisations = JSON.parse(readFileSync(join(folder, "organisations.json"), "utf8"));
      expect(organisations).toEqual([expect.objectContaining({ version: 1, desks: expect.any(Array) })]);
    }
  });

  test("keeps its name when its content stays, so that a deployment leaves it alone", () => {
    const keys = (resources: Resource[]) => resources.map(({ properties }) => properties.Code.S3Key);
    expect(keys(synthesize().of("AWS::Lambda::Function"))).toEqual(keys(functions));
    const organisation = aFile(anOrganisation((changed) => (changed.version = 2)));
    expect(keys(synthesize({ organisation }).of("AWS::Lambda::Function"))).not.toEqual(keys(functions));
  });
});

const real = join(import.meta.dirname, "../../functions");
describe.skipIf(functionFiles.some((name) => !existsSync(join(real, `${name}.ts`))))("a real bundle", () => {
  test("is at most 600 KB and has a handler", { timeout: 20_000 }, () => {
    const built = synthesize({}, real);
    for (const lambda of built.of("AWS::Lambda::Function")) {
      const folder = codeOf(built, lambda);
      expect(statSync(join(folder, "index.js")).size, lambda.id).toBeLessThanOrEqual(600 * 1024);
      expect(readFileSync(join(folder, "index.js"), "utf8"), lambda.id).toMatch(/handler:\s*\(\)\s*=>/);
    }
  });
});

/** As Lambda loads it: outside any package that says otherwise, `index.js` is CommonJS. */
function load(folder: string): () => Promise<string> {
  return createRequire(import.meta.url)(join(folder, "index.js")).handler;
}
