import { inject } from "vitest";

/** What a host needs to run on the emulators of this run, with a database for each file. */
export const emulators = {
  dynamodbUrl: inject("dynamodbUrl"),
  sqsUrl: inject("sqsUrl"),
  accessKeyId: process.env.AWS_ACCESS_KEY_ID,
};
