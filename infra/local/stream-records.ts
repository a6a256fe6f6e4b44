import type { _Record } from "@aws-sdk/client-dynamodb-streams";
import { shiftMillis } from "./moved-time.ts";
import { pseudoParameters } from "./template.ts";

export type StreamRecord = ReturnType<typeof recordOf>;

/** The record as Lambda hands it over: seconds for the instant, base64 for bytes. */
export function recordOf({ dynamodb, ...record }: _Record, sourceArn: string) {
  const images = JSON.parse(
    JSON.stringify(
      { Keys: dynamodb?.Keys, NewImage: dynamodb?.NewImage, OldImage: dynamodb?.OldImage },
      (_, value) => (value instanceof Uint8Array ? Buffer.from(value).toString("base64") : value),
    ),
  );
  return {
    eventID: record.eventID,
    eventName: record.eventName,
    eventVersion: "1.1",
    eventSource: "aws:dynamodb",
    awsRegion: pseudoParameters.region,
    dynamodb: {
      // DynamoDB Local lives at the machine's own time.
      ApproximateCreationDateTime: Math.floor(
        ((dynamodb?.ApproximateCreationDateTime?.getTime() ?? 0) + shiftMillis()) / 1000,
      ),
      ...images,
      SequenceNumber: dynamodb?.SequenceNumber,
      SizeBytes: dynamodb?.SizeBytes,
      StreamViewType: dynamodb?.StreamViewType,
    },
    eventSourceARN: sourceArn,
    ...(record.userIdentity && {
      userIdentity: { principalId: record.userIdentity.PrincipalId, type: record.userIdentity.Type },
    }),
  };
}
