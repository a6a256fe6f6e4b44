import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  type AttributeValue,
  DeleteTableCommand,
  DynamoDBClient,
  ScanCommand,
} from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from "aws-lambda";
import { inject } from "vitest";
import { openTable, type Table } from "../functions/store/table.ts";
import { placeTable } from "../infra/local/tables.ts";
import { type Caller, caller, type Send } from "../shared/contract/call.ts";
import { type HttpFunction, operationOf, routes, type SentBodyOf } from "../shared/contract/operations.ts";
import type { TicketId } from "../shared/id.ts";
import type { Member } from "../shared/person/member.ts";
import { type AnIssuer, anIssuer } from "./an-issuer.ts";

let tables = 0;

export type Item = Record<string, unknown> & { pk: string; sk: string };

/** Everything in a table, for looking at what was stored: only tests scan. */
export async function itemsIn({ client, name }: Table): Promise<Item[]> {
  const items: Item[] = [];
  let start: Record<string, AttributeValue> | undefined;
  do {
    const page = await client.send(new ScanCommand({ TableName: name, ExclusiveStartKey: start }));
    items.push(...(page.Items ?? []).map((item) => unmarshall(item) as Item));
    start = page.LastEvaluatedKey;
  } while (start);
  return items;
}

/**
 * A table of its own, as the template describes it. Without its stream unless a test reads it: the emulator keeps
 * every change of every stream and becomes slow by it.
 */
export async function aTable({ withStream = false } = {}): Promise<Table> {
  const template = JSON.parse(
    readFileSync(join(inject("assembly"), "Personeelsloket.template.json"), "utf8"),
  );
  const resources = Object.values(template.Resources) as {
    Type: string;
    Properties: Record<string, unknown>;
  }[];
  const properties = resources.find(({ Type }) => Type === "AWS::DynamoDB::Table")?.Properties;
  if (!properties) throw new Error("the template has a table");
  const name = `test-${process.pid}-${Date.now()}-${tables++}`;
  const { StreamSpecification, ...still } = properties;
  await placeTable(new DynamoDBClient({}), name, (withStream ? properties : still) as never);
  process.env.TABLE_NAME = name;
  return openTable(name);
}

type LambdaHandler = (
  event: APIGatewayProxyEventV2,
  context: Context,
) => Promise<APIGatewayProxyStructuredResultV2>;

const context = { awsRequestId: "test", getRemainingTimeInMillis: () => 10_000 } as unknown as Context;

async function handlerOf(name: HttpFunction): Promise<LambdaHandler> {
  const module = await import(`../functions/http/${name}.ts`);
  return module.handler as LambdaHandler;
}

/** Where several fit, the gateway takes the one with a word where others have a parameter. */
const fixedFirst = routes.toSorted((one, other) => one.split("{").length - other.split("{").length);

/** The route that the gateway would find, with its path parameters. */
function matched(method: string, path: string) {
  for (const route of fixedFirst) {
    const [routeMethod, template] = route.split(" ") as [string, string];
    const pattern = new RegExp(`^${template.replace(/\{(\w+)\}/g, "(?<$1>[^/]+)")}$`);
    const found = routeMethod === method ? pattern.exec(path) : null;
    if (found) return { route, pathParameters: decoded(found.groups ?? {}) };
  }
  return undefined;
}

const decoded = (groups: Record<string, string>) =>
  Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, decodeURIComponent(value)]));

/** Sends a request to the function that the contract names, without a network in between. */
export const sendInProcess: Send = async (url, { method, headers: sent, body }) => {
  // The gateway takes the cookies out of the headers.
  const { cookie, ...headers } = sent;
  const { pathname, searchParams, search } = new URL(url);
  const match = matched(method, pathname);
  // The gateway encodes what is not said to be text.
  const isBinary = headers["content-type"] === "application/octet-stream";
  const event = {
    version: "2.0",
    routeKey: match?.route ?? "$default",
    rawPath: pathname,
    rawQueryString: search.slice(1),
    headers,
    ...(cookie && { cookies: cookie.split("; ") }),
    queryStringParameters: Object.fromEntries(searchParams),
    pathParameters: match?.pathParameters,
    requestContext: { requestId: "test", http: { method, path: pathname } },
    body: isBinary ? Buffer.from(body ?? "").toString("base64") : body,
    isBase64Encoded: isBinary,
  } as unknown as APIGatewayProxyEventV2;
  const handler = await handlerOf(match ? operationOf(match.route).function : "catalogue");
  const result = await handler(event, context);
  const answered = Object.fromEntries(
    Object.entries(result.headers ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)]),
  );
  return {
    status: result.statusCode ?? 200,
    headers: { get: (name) => answered[name.toLowerCase()] ?? null },
    text: async () => result.body ?? "",
  };
};

export type RawAnswer = {
  status: number;
  headers: { get(name: string): string | null };
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: whatever was answered, to be looked into
  body: any;
};

export type InProcess = {
  table: Table;
  issuer: AnIssuer;
  as(member: Member): Caller;
  /** Asks a question by click that has to be recorded. */
  asks(member: Member, body: SentBodyOf<"POST /v1/tickets">): Promise<TicketId>;
  /** Any request at all, for what a typed client would not send. */
  raw(
    method: string,
    path: string,
    options?: { member?: Member; headers?: Record<string, string>; body?: string },
  ): Promise<RawAnswer>;
  stop(): Promise<void>;
};

const api = "https://loket.vechterhout.example";

/** The helpdesk's functions in this process: a table of their own, real tokens, everything but the gateway. */
export async function inProcess(options?: { withStream: boolean }): Promise<InProcess> {
  const [table, issuer] = await Promise.all([aTable(options), anIssuer()]);
  process.env.ISSUERS = JSON.stringify([{ issuer: issuer.url, audience: "personeelsloket-api" }]);
  const as = (member: Member) =>
    caller(api, {
      send: sendInProcess,
      token: () => issuer.tokenFor(member),
      organisation: member.organisation,
    });
  return {
    table,
    issuer,
    as,
    asks: async (member, body) => {
      const asked = await as(member)("POST /v1/tickets", { body });
      if (!asked.ok || !asked.body.recorded) throw new Error("the question was not recorded");
      return asked.body.ticketId;
    },
    raw: async (method, path, { member, headers = {}, body } = {}) => {
      const response = await sendInProcess(`${api}${path}`, {
        method,
        headers: {
          ...(member && { authorization: `Bearer ${await issuer.tokenFor(member)}` }),
          ...(body !== undefined && { "content-type": "application/json" }),
          ...headers,
        },
        ...(body !== undefined && { body }),
      });
      const text = await response.text();
      const isJson = response.headers.get("content-type")?.includes("json");
      return {
        status: response.status,
        headers: response.headers,
        text,
        body: isJson && text ? JSON.parse(text) : text,
      };
    },
    stop: async () => {
      await Promise.all([
        issuer.stop(),
        table.client.send(new DeleteTableCommand({ TableName: table.name })),
      ]);
    },
  };
}
