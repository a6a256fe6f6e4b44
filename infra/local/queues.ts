import {
  CreateQueueCommand,
  type QueueAttributeName,
  SetQueueAttributesCommand,
  type SQSClient,
} from "@aws-sdk/client-sqs";
import { HostError } from "./host-error.ts";
import type { Properties } from "./template.ts";

export type QueueToPlace = { logicalId: string; name: string; url: string; properties: Properties };

const attributeNames = [
  "DelaySeconds",
  "MaximumMessageSize",
  "MessageRetentionPeriod",
  "ReceiveMessageWaitTimeSeconds",
  "VisibilityTimeout",
] as const satisfies QueueAttributeName[];

/** All queues first, then who is whose dead-letter queue, so that the order in the template does not matter. */
export async function placeQueues(client: SQSClient, queues: QueueToPlace[]): Promise<void> {
  await Promise.all(
    queues.map(({ logicalId, name, properties }) => {
      if (name.endsWith(".fifo"))
        throw new HostError(`${logicalId} is a FIFO queue, which the host does not run.`);
      const attributes = attributeNames
        .filter((attribute) => properties[attribute] !== undefined)
        .map((attribute) => [attribute, String(properties[attribute])]);
      return client.send(
        new CreateQueueCommand({ QueueName: name, Attributes: Object.fromEntries(attributes) }),
      );
    }),
  );
  await Promise.all(
    queues
      .filter(({ properties }) => properties.RedrivePolicy)
      .map(({ url, properties }) =>
        client.send(
          new SetQueueAttributesCommand({
            QueueUrl: url,
            Attributes: { RedrivePolicy: JSON.stringify(properties.RedrivePolicy) },
          }),
        ),
      ),
  );
}
