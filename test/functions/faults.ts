import { DynamoDBClient, TransactionCanceledException } from "@aws-sdk/client-dynamodb";
import { type AwsClientStub, mockClient } from "aws-sdk-client-mock";

/** The table as it is, but for the commands that a test lets go wrong. */
export function aTableThatFails(): AwsClientStub<DynamoDBClient> {
  const stub = mockClient(DynamoDBClient) as unknown as AwsClientStub<DynamoDBClient>;
  stub.send.callThrough();
  return stub;
}

const send = DynamoDBClient.prototype.send as (
  this: DynamoDBClient,
  command: unknown,
) => Promise<Record<string, unknown>>;

/** Past the stub, to the table itself. */
export const really = (client: unknown, command: unknown) => send.call(client as DynamoDBClient, command);

/** What a transaction says that was not carried out, one reason for each of its writes. */
export const cancelled = (...codes: string[]) =>
  new TransactionCanceledException({
    message: "cancelled",
    $metadata: {},
    CancellationReasons: codes.map((Code) => ({ Code })),
  });
