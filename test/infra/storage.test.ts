import { expect, test } from "vitest";
import { matchesPattern } from "../../infra/local/event-filter.ts";
import { idIn, type Json, synthesize } from "./given.ts";

const stack = synthesize();
const { properties: table, raw } = stack.the("Table");
const { properties: mapping } = stack.the("ConsequencesMapping");

test("the table cannot be deleted by accident, and can be put back to any second of the last weeks", () => {
  expect(table.DeletionProtectionEnabled).toBe(true);
  expect(table.PointInTimeRecoverySpecification).toEqual({ PointInTimeRecoveryEnabled: true });
  expect(raw).toMatchObject({ DeletionPolicy: "Retain", UpdateReplacePolicy: "Retain" });
});

test("the table is encrypted with a key of the organisation's own, which is renewed and outlives the stack", () => {
  expect(table.SSESpecification).toMatchObject({ SSEEnabled: true, SSEType: "KMS" });
  const key = stack.the(idIn(table.SSESpecification.KMSMasterKeyId));
  expect(key.properties.EnableKeyRotation).toBe(true);
  expect(key.raw.DeletionPolicy).toBe("Retain");
});

test("items leave the table when they expire", () => {
  expect(table.TimeToLiveSpecification).toEqual({ AttributeName: "expiresAt", Enabled: true });
});

test("nothing is paid for what is not used: requests are paid one by one", () => {
  expect(table.BillingMode).toBe("PAY_PER_REQUEST");
});

test("four indexes hold keys only", () => {
  const indexes = table.GlobalSecondaryIndexes;
  expect(indexes.map((index: { IndexName: string }) => index.IndexName)).toEqual([
    "gsi1",
    "gsi2",
    "gsi3",
    "gsi4",
  ]);
  for (const { Projection } of indexes) expect(Projection).toEqual({ ProjectionType: "KEYS_ONLY" });
});

test("the stream passes on stored events and steps of jobs when they are added, and nothing else", () => {
  const passes = (eventName: string, sk: string) =>
    mapping.FilterCriteria.Filters.some(({ Pattern }: Json) =>
      matchesPattern(JSON.parse(Pattern), {
        eventName,
        dynamodb: { Keys: { pk: { S: "org#ticket#1" }, sk: { S: sk } } },
      }),
    );
  expect(passes("INSERT", "event#00000001")).toBe(true);
  expect(passes("INSERT", "step#00000001")).toBe(true);
  for (const sk of [
    "image",
    "job",
    "candidate",
    "part#sum",
    "content#msg_1",
    "read#2026",
    "notice#1",
    "reference",
  ]) {
    expect(passes("INSERT", sk), sk).toBe(false);
  }
  expect(passes("MODIFY", "event#00000001")).toBe(false);
  expect(passes("REMOVE", "event#00000001")).toBe(false);
});

test("one bad event is set apart after a few tries, and kept whole for sixty days", () => {
  expect(mapping).toMatchObject({
    BisectBatchOnFunctionError: true,
    FunctionResponseTypes: ["ReportBatchItemFailures"],
    MaximumRetryAttempts: 5,
    MaximumRecordAgeInSeconds: 6 * 3600,
    StartingPosition: "TRIM_HORIZON",
  });
  const bucket = stack.the(idIn(mapping.DestinationConfig.OnFailure.Destination));
  expect(bucket.properties.LifecycleConfiguration.Rules[0]).toMatchObject({ ExpirationInDays: 60 });
  expect(bucket.raw.DeletionPolicy).toBe("Retain");
});

test("an event becomes messages within a second or so", () => {
  expect(mapping.MaximumBatchingWindowInSeconds ?? 0).toBeLessThanOrEqual(1);
});

test("the bucket is private, encrypted and reached by TLS only", () => {
  const bucket = stack.the("FailedRecords");
  expect(Object.values(bucket.properties.PublicAccessBlockConfiguration)).toEqual([true, true, true, true]);
  expect(bucket.properties.BucketEncryption).toBeDefined();
  expect(JSON.stringify(stack.the("FailedRecordsPolicy").properties)).toContain("aws:SecureTransport");
});
