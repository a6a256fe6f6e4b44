import { createServer } from "node:net";
import { DynamoDBClient, ListTablesCommand } from "@aws-sdk/client-dynamodb";
import { expect, inject, test } from "vitest";
import { clientSettings, startDynamoDb } from "../../infra/local/emulators.ts";

const portIn = (url: string) => Number(new URL(url).port);
const tablesAt = async (url: string) =>
  (await new DynamoDBClient(clientSettings(url)).send(new ListTablesCommand({}))).TableNames;

test("a port that another's DynamoDB took meanwhile is left to it: this host's is its own", async () => {
  const others = inject("dynamodbUrl");
  const own = await startDynamoDb({ firstPort: portIn(others) });
  try {
    expect(portIn(own.url)).not.toBe(portIn(others));
    expect(await tablesAt(own.url)).toEqual([]);
  } finally {
    await own.stop();
  }
  await expect(tablesAt(own.url)).rejects.toThrow();
  expect(await tablesAt(others)).toBeInstanceOf(Array);
});

test("a port that something takes which never answers is left as well", async () => {
  const mute = createServer(() => {});
  await new Promise<void>((resolve) => mute.listen(0, "0.0.0.0", resolve));
  const { port } = mute.address() as { port: number };
  const own = await startDynamoDb({ firstPort: port });
  try {
    expect(portIn(own.url)).not.toBe(port);
    expect(await tablesAt(own.url)).toEqual([]);
  } finally {
    await own.stop();
    mute.close();
  }
});
