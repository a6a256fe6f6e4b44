import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTableCommand,
  type DynamoDBClient,
  ResourceInUseException,
} from "@aws-sdk/client-dynamodb";
import { HostError } from "./host-error.ts";
import type { Properties } from "./template.ts";

/** Makes the table, or takes the one that an earlier start left; says which. */
export async function placeTable(
  client: DynamoDBClient,
  name: string,
  properties: Properties,
): Promise<"made" | "found"> {
  const wanted = tableInput(name, properties);
  try {
    await client.send(new CreateTableCommand(wanted));
    return "made";
  } catch (error) {
    if (!(error instanceof ResourceInUseException)) throw error;
  }
  const { Table: found } = await client.send(new DescribeTableCommand({ TableName: name }));
  if (shapeOf(found ?? {}) !== shapeOf(wanted)) {
    throw new HostError(
      `The kept table ${name} has other keys or indexes than the template; remove the data folder and start again.`,
    );
  }
  return "found";
}

function tableInput(name: string, properties: Properties): CreateTableCommandInput {
  const stream = properties.StreamSpecification as { StreamViewType: "NEW_IMAGE" } | undefined;
  return {
    TableName: name,
    AttributeDefinitions: properties.AttributeDefinitions,
    KeySchema: properties.KeySchema,
    GlobalSecondaryIndexes: properties.GlobalSecondaryIndexes,
    LocalSecondaryIndexes: properties.LocalSecondaryIndexes,
    BillingMode:
      properties.BillingMode ?? (properties.ProvisionedThroughput ? "PROVISIONED" : "PAY_PER_REQUEST"),
    ProvisionedThroughput: properties.ProvisionedThroughput,
    StreamSpecification: stream && { StreamEnabled: true, StreamViewType: stream.StreamViewType },
  } as CreateTableCommandInput;
}

type Index = { IndexName?: string | undefined; KeySchema?: unknown };
type Shape = {
  KeySchema?: unknown;
  GlobalSecondaryIndexes?: Index[] | undefined;
  LocalSecondaryIndexes?: Index[] | undefined;
};

function shapeOf(table: Shape): string {
  const indexes = [...(table.GlobalSecondaryIndexes ?? []), ...(table.LocalSecondaryIndexes ?? [])];
  const shape = [{ IndexName: "", KeySchema: table.KeySchema }, ...indexes].map(
    ({ IndexName, KeySchema }) =>
      `${IndexName}:${(KeySchema as { AttributeName: string; KeyType: string }[]).map((key) => `${key.KeyType} ${key.AttributeName}`)}`,
  );
  return shape.sort().join("|");
}
