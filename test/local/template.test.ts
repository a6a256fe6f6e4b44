import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { physicalName, refusals } from "../../infra/local/resource-types.ts";
import { type Json, readAssembly, resolveTemplate, type Template } from "../../infra/local/template.ts";

function resolved(value: Json, template: Partial<Template> = {}, parameters: Record<string, string> = {}) {
  const resolver = resolveTemplate(
    {
      ...template,
      Resources: { Queue: { Type: "AWS::SQS::Queue" }, It: { Type: "X", Properties: { value } } },
    },
    {
      stackName: "loket",
      parameters,
      valueOf: (id, attribute) => (attribute ? `${id}/${attribute}` : `ref ${id}`),
    },
  );
  return resolver.propertiesOf("It").value;
}

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: this is how Fn::Sub is written
describe("intrinsics", () => {
  const cases: [string, Json, Json][] = [
    ["Ref of a pseudo parameter", { Ref: "AWS::Region" }, "eu-west-1"],
    ["Ref of the account", { Ref: "AWS::AccountId" }, "000000000000"],
    ["Ref of a resource", { Ref: "Queue" }, "ref Queue"],
    ["Fn::GetAtt as a list", { "Fn::GetAtt": ["Queue", "Arn"] }, "Queue/Arn"],
    ["Fn::GetAtt as a text", { "Fn::GetAtt": "Queue.Arn" }, "Queue/Arn"],
    ["Fn::Join", { "Fn::Join": [":", ["a", { Ref: "AWS::Partition" }, 3]] }, "a:aws:3"],
    [
      "Fn::Sub of a text",
      { "Fn::Sub": "${AWS::StackName}-${Queue}-${Queue.Arn}-${!Kept}" },
      "loket-ref Queue-Queue/Arn-${Kept}",
    ],
    [
      "Fn::Sub with variables",
      { "Fn::Sub": ["${who}@${AWS::URLSuffix}", { who: { Ref: "Queue" } }] },
      "ref Queue@amazonaws.com",
    ],
    [
      "Fn::Select of Fn::Split",
      { "Fn::Select": ["1", { "Fn::Split": ["/", { "Fn::GetAtt": ["Queue", "Arn"] }] }] },
      "Arn",
    ],
    ["Fn::FindInMap", { "Fn::FindInMap": ["Sizes", { Ref: "AWS::Region" }, "small"] }, 5],
    ["Fn::If on a condition", { "Fn::If": ["IsProduction", "yes", "no"] }, "no"],
    [
      "AWS::NoValue leaves the property out",
      { a: { Ref: "AWS::NoValue" }, b: [{ Ref: "AWS::NoValue" }, 1] },
      { b: [1] },
    ],
    ["nested values", { a: [{ b: { Ref: "Queue" } }] }, { a: [{ b: "ref Queue" }] }],
    ["a list parameter", { "Fn::Join": ["+", { Ref: "names" }] }, "a+b"],
  ];
  const template: Partial<Template> = {
    Mappings: { Sizes: { "eu-west-1": { small: 5 } } },
    Parameters: {
      stage: { Type: "String", Default: "test" },
      names: { Type: "CommaDelimitedList", Default: "a, b" },
    },
    Conditions: {
      IsProduction: {
        "Fn::And": [
          { "Fn::Equals": [{ Ref: "stage" }, "production"] },
          { "Fn::Not": [{ Condition: "IsTest" }] },
        ],
      },
      IsTest: { "Fn::Or": [{ "Fn::Equals": [{ Ref: "stage" }, "test"] }, { "Fn::Equals": ["1", "2"] }] },
    },
  };
  test.each(cases)("%s", (_, value, expected) => {
    expect(resolved(value, template)).toEqual(expected);
  });

  test("a parameter given at the start goes before its default", () => {
    expect(resolved({ "Fn::If": ["IsProduction", "yes", "no"] }, template, { stage: "production" })).toBe(
      "yes",
    );
  });

  test.each([
    [{ "Fn::ImportValue": "other" }, "one stack"],
    [{ "Fn::Cidr": [] }, "uses Fn::Cidr"],
    [{ Ref: "Nowhere" }, "refers to Nowhere"],
    [{ "Fn::Select": ["4", ["a"]] }, "outside its list"],
  ] as [Json, string][])("what cannot be resolved is refused: %j", (value, reason) => {
    expect(() => resolved(value)).toThrow(reason);
  });

  test("a parameter without default and value is refused by name", () => {
    expect(() => resolved("x", { Parameters: { issuer: { Type: "String" } } })).toThrow("issuer");
  });

  test("a value outside the parameter's pattern is refused", () => {
    const template = { Parameters: { issuer: { Type: "String", AllowedPattern: "https://.*" } } };
    expect(() => resolved("x", template, { issuer: "ftp://x" })).toThrow("must match");
  });

  test("a resource whose condition is false is left out", () => {
    const { logicalIds } = resolveTemplate(
      {
        Conditions: { Never: { "Fn::Equals": ["a", "b"] } },
        Resources: { Here: { Type: "X" }, Gone: { Type: "X", Condition: "Never" } },
      },
      { stackName: "loket", valueOf: () => "" },
    );
    expect(logicalIds).toEqual(["Here"]);
  });
});

// biome-ignore-end lint/suspicious/noTemplateCurlyInString: this is how Fn::Sub is written

describe("what the host can run", () => {
  test("an unknown resource type is refused by type and logical id", () => {
    const [reason] = refusals([
      { logicalId: "Cache", type: "AWS::ElastiCache::CacheCluster", propertyNames: [] },
    ]);
    expect(reason).toBe("Cache is a AWS::ElastiCache::CacheCluster, which the host does not know");
  });

  test("an unknown property of a hosted type is refused, one without effect here is not", () => {
    const table = { logicalId: "Table", type: "AWS::DynamoDB::Table" };
    expect(refusals([{ ...table, propertyNames: ["KeySchema", "SSESpecification"] }])).toEqual([]);
    expect(refusals([{ ...table, propertyNames: ["ImportSourceSpecification"] }])[0]).toContain(
      "ImportSourceSpecification",
    );
  });

  test("physical names keep to the limits of their service", () => {
    const long = `${"Aa".repeat(60)}`;
    expect(physicalName("AWS::S3::Bucket", long)).toMatch(/^[a-z0-9-]{63}$/);
    expect(physicalName("AWS::SQS::Queue", long)).toHaveLength(80);
    expect(physicalName("AWS::SQS::Queue", `${long}1`)).not.toBe(physicalName("AWS::SQS::Queue", `${long}2`));
  });

  test("a folder without a manifest is refused in one sentence", () => {
    const empty = mkdtempSync(join(tmpdir(), "assembly-"));
    expect(() => readAssembly(empty)).toThrow("no synthesized assembly");
  });
});
