import { describe, expect, test } from "vitest";
import { checkPattern, matchesPattern } from "../../infra/local/event-filter.ts";
import { batchesOf, itemFailures } from "../../infra/local/event-sources.ts";

describe("event patterns", () => {
  const record = {
    eventName: "INSERT",
    size: 5,
    dynamodb: {
      Keys: { pk: { S: "ticket#1" } },
      NewImage: { type: { S: "event" }, labels: { SS: ["a", "b"] } },
    },
  };
  test.each([
    ["exact", { eventName: ["INSERT", "MODIFY"] }, true],
    ["exact, other value", { eventName: ["REMOVE"] }, false],
    ["nested", { dynamodb: { NewImage: { type: { S: ["event"] } } } }, true],
    ["all keys must match", { eventName: ["INSERT"], size: [6] }, false],
    ["prefix", { dynamodb: { Keys: { pk: { S: [{ prefix: "ticket#" }] } } } }, true],
    ["suffix", { dynamodb: { Keys: { pk: { S: [{ suffix: "#2" }] } } } }, false],
    ["exists", { dynamodb: { NewImage: { type: { S: [{ exists: true }] } } } }, true],
    ["does not exist", { dynamodb: { OldImage: { type: { S: [{ exists: false }] } } } }, true],
    ["anything but", { eventName: [{ "anything-but": ["REMOVE"] }] }, true],
    ["anything but, by prefix", { eventName: [{ "anything-but": { prefix: "INS" } }] }, false],
    ["numeric", { size: [{ numeric: [">", 4, "<=", 5] }] }, true],
    ["numeric, outside", { size: [{ numeric: [">", 5] }] }, false],
    [
      "numeric never matches a DynamoDB number, which is a text",
      { dynamodb: { n: [{ numeric: [">", 0] }] } },
      false,
    ],
    ["one of a list", { dynamodb: { NewImage: { labels: { SS: ["b"] } } } }, true],
    ["ignoring case", { eventName: [{ "equals-ignore-case": "insert" }] }, true],
    ["$or", { $or: [{ size: [1] }, { eventName: ["INSERT"] }] }, true],
    ["a missing field", { nothing: ["here"] }, false],
  ])("%s", (_, pattern, expected) => {
    expect(matchesPattern(pattern, record)).toBe(expected);
  });

  test("a comparison that the host does not know is refused by name", () => {
    expect(() => checkPattern({ source: { ip: [{ cidr: "10.0.0.0/8" }] } })).toThrow('"cidr"');
  });
});

describe("what a function reports of its batch", () => {
  test.each([
    ["nothing", "null", []],
    ["an empty list", '{"batchItemFailures":[]}', []],
    ["no list", "{}", []],
    ["one of the batch", '{"batchItemFailures":[{"itemIdentifier":"b"}]}', ["b"]],
    ["an empty identifier", '{"batchItemFailures":[{"itemIdentifier":""}]}', "all"],
    ["no identifier", '{"batchItemFailures":[{"itemIdentifier":null}]}', "all"],
    ["another key", '{"batchItemFailures":[{"id":"b"}]}', "all"],
    ["an identifier from elsewhere", '{"batchItemFailures":[{"itemIdentifier":"z"}]}', "all"],
    ["a text", '"done"', "all"],
  ])("%s", (_, payload, expected) => {
    expect(itemFailures(payload, ["a", "b", "c"])).toEqual(expected);
  });

  test("batches keep to their size in items and in bytes", () => {
    expect(batchesOf([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
    expect(batchesOf(["aaaa", "bbbb", "cccc"], 10, 12)).toEqual([["aaaa", "bbbb"], ["cccc"]]);
  });
});
