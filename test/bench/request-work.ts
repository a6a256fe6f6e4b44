import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import type { Context } from "aws-lambda";
import { anIssuer } from "../an-issuer.ts";
import { anna } from "../given.ts";
import { functionsIn } from "./bundles.ts";
import { median } from "./cold-start.ts";

const requests = 600;
const warmUp = 200;

/** The CPU of our own code for one question asked: token, parsing, rules, writes made; the clients are stubbed. */
export async function requestWork(assembly: string): Promise<{ medianMs: number; p95Ms: number }> {
  const folder = functionsIn(assembly).find(({ name }) => name.startsWith("Tickets"))?.folder ?? "";
  const issuer = await anIssuer();
  Object.assign(process.env, {
    AWS_REGION: "eu-west-1",
    TABLE_NAME: "bench",
    LAMBDA_TASK_ROOT: folder,
    POWERTOOLS_LOG_LEVEL: "SILENT",
    ISSUERS: JSON.stringify([{ issuer: issuer.url, audience: "personeelsloket-api" }]),
  });
  const { send } = DynamoDBClient.prototype;
  DynamoDBClient.prototype.send = (async () => ({ Item: marshall({ pk: "-", sk: "-" }) })) as never;
  const { handler } = await import("../../functions/http/tickets.ts");
  const authorization = `Bearer ${await issuer.tokenFor(anna)}`;
  const times: number[] = [];
  for (let i = 0; i < requests; i++) {
    const before = process.cpuUsage();
    const result = await handler(question(authorization) as never, {} as Context);
    const { user, system } = process.cpuUsage(before);
    if (result.statusCode !== 201) throw new Error(`the question was answered with ${result.statusCode}`);
    if (i >= warmUp) times.push((user + system) / 1000);
  }
  DynamoDBClient.prototype.send = send;
  await issuer.stop();
  return {
    medianMs: median(times),
    p95Ms: times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.95)] as number,
  };
}

const question = (authorization: string) => ({
  version: "2.0",
  routeKey: "POST /v1/tickets",
  rawPath: "/v1/tickets",
  headers: { authorization, "content-type": "application/json" },
  requestContext: { requestId: "bench", http: { method: "POST", path: "/v1/tickets" } },
  body: JSON.stringify({
    text: "Hoeveel verlof heb ik nog na mijn verhuizing naar een ander rooster?",
    topic: "verlof_saldo",
  }),
});
