import { randomUUID } from "node:crypto";
import { inject } from "vitest";

/** What a function finds in its environment on AWS, pointed at the emulators of this run. */
Object.assign(process.env, {
  AWS_REGION: "eu-west-1",
  // A database for each file.
  AWS_ACCESS_KEY_ID: randomUUID().replaceAll("-", ""),
  AWS_SECRET_ACCESS_KEY: "local",
  AWS_ENDPOINT_URL_DYNAMODB: inject("dynamodbUrl"),
  AWS_ENDPOINT_URL_SQS: inject("sqsUrl"),
  AWS_ENDPOINT_URL_S3: inject("sqsUrl"),
  LAMBDA_TASK_ROOT: inject("taskRoot"),
  POWERTOOLS_LOG_LEVEL: "SILENT",
  MAIL_SENDER: "personeelsloket@vechterhout.example",
  PUBLIC_URL: "https://loket.vechterhout.example",
});
