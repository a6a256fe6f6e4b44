import middy from "@middy/core";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import type * as z from "zod/mini";
import type { Instant } from "../../shared/clock/instant.ts";
import { instantOf } from "../../shared/clock/instant.ts";
import { needs } from "../../shared/contract/environment.ts";
import {
  type HttpFunction,
  largestBodyBytes,
  methodsAt,
  type Operation,
  operationOf,
  type Route,
  type RoutesOf,
  routes,
} from "../../shared/contract/operations.ts";
import { apiVersion, statusOf } from "../../shared/contract/problem.ts";
import "../../shared/english.ts";
import { type Agent, hasRole, hearsOfWork, type Member } from "../../shared/person/member.ts";
import { type Fault, isRefusal, type Refusal, refusals, refused } from "../../shared/refusal.ts";
import { loadAgent, noteAgent } from "../store/agents.ts";
import { findMarker, type MarkedRequest, markerWrite, sha256 } from "../store/markers.ts";
import { openTable, type Table } from "../store/table.ts";
import { environment } from "./environment.ts";
import { identify } from "./identity.ts";
import { log, placeOf } from "./log.ts";
import { organisationOf } from "./organisations.ts";
import { type Given, type GivenTable, type Handler, KeyUsed, mintAt, type Request } from "./request.ts";

export type Event = APIGatewayProxyEventV2;
type Result = APIGatewayProxyStructuredResultV2;
export type Answer = {
  status: number;
  /** Sent as JSON, but for a table. */
  body: unknown;
  isCsv?: boolean;
  version?: number | undefined;
  headers?: Record<string, string>;
  /** Each as in Set-Cookie. */
  cookies?: string[];
};

/**
 * One Lambda function out of the contract's rows for it. A handler sees a request that is signed in, allowed
 * and parsed; whatever it refuses becomes a problem document, whatever breaks becomes a line for operators.
 */
export function serve<F extends HttpFunction>(handlers: { [R in RoutesOf<F>]: Handler<R> }) {
  const byRoute = handlers as unknown as Partial<Record<Route, Handler<Route>>>;
  return entrance((event) => answer(event, byRoute));
}

/** What stands around every function behind the gateway: a line in the log, and a problem for what breaks. */
export function entrance(answering: (event: Event) => Promise<Answer | Refusal>) {
  return middy<Event, Result>()
    .use(logged())
    .use(problemsForWhatBreaks())
    .handler(async (event) => toResult(await answering(event)));
}

async function answer(
  event: Event,
  handlers: Partial<Record<Route, Handler<Route>>>,
): Promise<Answer | Refusal> {
  const route = routes.find((candidate) => candidate === event.routeKey);
  if (!route) return nothingThere(event);
  const handler = handlers[route];
  if (!handler) throw new Error("the gateway sent a route to the wrong function");
  const operation = operationOf(route);
  const signedIn = await signIn(event, operation);
  if (isRefusal(signedIn)) return signedIn;
  const input = parsed(event, operation);
  if (isRefusal(input)) return input;
  const at = instantOf(Date.now());
  return once({ event, operation, handler, at, ...signedIn, ...input });
}

function nothingThere(event: Event): Answer | Refusal {
  const methods = methodsAt(event.rawPath);
  if (methods.length === 0) return refused("route-unknown");
  const allow = { allow: methods.join(", ") };
  // The gateway's `$default` route also catches preflights; it adds the CORS headers itself.
  if (event.requestContext.http.method === "OPTIONS") return { status: 204, body: undefined, headers: allow };
  return { ...problem(refused("method-not-allowed")), headers: allow };
}

const anonymous = { organisation: "nobody", person: "nobody", roles: [], desks: [] } as unknown as Member;

type SignedIn = { member: Member; organisation: Request["organisation"]; table: Table };

let table: Table | undefined;
/** For each person the token's words that were last compared with what is stored. */
const lastSeen = new Map<string, string>();

async function signIn(event: Event, operation: Operation): Promise<SignedIn | Refusal> {
  if (operation.roles === "everyone") {
    return { member: anonymous, organisation: undefined as never, table: undefined as never };
  }
  const settings = environment(...needs.http);
  table ??= openTable(settings.TABLE_NAME);
  const member = await identify(event, settings.ISSUERS, table, {
    isByItself: operation.isByItself?.(event.queryStringParameters ?? {}),
  });
  if (isRefusal(member)) return member;
  const organisation = organisationOf(member.organisation);
  if (!organisation) return refused("not-a-member");
  if (!hasRole(member, ...operation.roles)) return refused("not-your-role");
  if (operation.function !== "catalogue") await rememberAgent(table, member);
  return { member, organisation, table };
}

/**
 * Agents are known from their tokens. Once they are, a token that takes the work away is written down as well. The
 * catalogue does without: it has no business with the table.
 */
async function rememberAgent(table: Table, { organisation, ...agent }: Member): Promise<void> {
  const whose = JSON.stringify([organisation, agent.person]);
  const said = wordsOf(agent);
  if (lastSeen.get(whose) === said) return;
  const stored = await loadAgent(table, organisation, agent.person);
  if (stored ? wordsOf(stored) !== said : hearsOfWork(agent)) await noteAgent(table, organisation, agent);
  lastSeen.set(whose, said);
}

/** Field by field, since the table keeps no order of fields. */
const wordsOf = ({ person, roles, desks }: Agent): string => JSON.stringify([person, roles, desks]);

type Input = Pick<Request, "params" | "query" | "body" | "ifMatch"> & { rawBody: string };

function parsed(event: Event, operation: Operation): Input | Refusal {
  const raw = rawBody(event, operation);
  if (isRefusal(raw)) return raw;
  const faults: Fault[] = [];
  const read = (schema: z.ZodMiniType | undefined, at: string, value: unknown) => {
    if (!schema) return undefined;
    const result = schema.safeParse(value);
    if (result.success) return result.data;
    faults.push(...result.error.issues.map((issue) => faultFrom(issue, at)));
    return undefined;
  };
  const input = {
    params: read(operation.params, "path", event.pathParameters ?? {}),
    query: read(operation.query, "query", event.queryStringParameters ?? {}),
    body: read(operation.body, "body", raw.json),
    ifMatch: operation.isVersioned ? versionIn(event.headers["if-match"], faults) : undefined,
  } as Omit<Input, "rawBody">;
  checkKey(event.headers["idempotency-key"], faults);
  return faults.length > 0 ? refused("invalid-input", faults) : { ...input, rawBody: raw.text };
}

function rawBody(event: Event, operation: Operation): { text: string; json: unknown } | Refusal {
  if (!operation.body) return { text: "", json: undefined };
  const text = event.isBase64Encoded
    ? Buffer.from(event.body ?? "", "base64").toString("utf8")
    : (event.body ?? "");
  if (Buffer.byteLength(text) > largestBodyBytes) return refused("body-too-large");
  if (text.trim() === "") return { text, json: {} };
  if (!/^application\/json *(?:;|$)/i.test(event.headers["content-type"] ?? "")) return refused("not-json");
  try {
    return { text, json: JSON.parse(text) };
  } catch {
    return refused("malformed-json");
  }
}

function faultFrom(issue: z.core.$ZodIssue, within: string): Fault {
  const path = issue.path
    .map((step) => (typeof step === "number" ? `[${step}]` : `.${String(step)}`))
    .join("");
  return { at: `${within}${path}`, code: issue.code, message: issue.message };
}

function versionIn(header: string | undefined, faults: Fault[]): number | undefined {
  if (header === undefined || header === "*") return undefined;
  const version = /^(?:W\/)?"(\d{1,9})"$/.exec(header.trim())?.[1];
  if (!version)
    faults.push({ at: "header.if-match", code: "invalid", message: 'a version as in ETag, such as "3"' });
  return version ? Number(version) : undefined;
}

function checkKey(key: string | undefined, faults: Fault[]): void {
  if (key === undefined || /^[\x21-\x7e]{1,200}$/.test(key)) return;
  faults.push({
    at: "header.idempotency-key",
    code: "invalid",
    message: "1 to 200 visible ASCII characters",
  });
}

type Call = SignedIn & Input & { event: Event; operation: Operation; handler: Handler<Route>; at: Instant };

/** A key seen before gets the answer it got before, ahead of any rule that would say otherwise by now. */
async function once(call: Call): Promise<Answer | Refusal> {
  const key = call.operation.isKeyed ? call.event.headers["idempotency-key"] : undefined;
  if (!key) return perform(call, () => []);
  const { member, table, at, event } = call;
  const marked: MarkedRequest = {
    organisation: member.organisation,
    caller: member.person,
    path: `${event.requestContext.http.method} ${event.rawPath}`,
    key,
  };
  const bodyHash = sha256(call.rawBody);
  const before = await answeredBefore(call, marked, bodyHash);
  if (before) return before;
  try {
    return await perform(call, (answer) => [
      markerWrite(table, marked, at, { bodyHash, answer: JSON.stringify(answer) }),
    ]);
  } catch (error) {
    const meanwhile = error instanceof KeyUsed ? await answeredBefore(call, marked, bodyHash) : undefined;
    if (meanwhile) return meanwhile;
    throw error;
  }
}

async function answeredBefore(
  { table, at, operation }: Call,
  marked: MarkedRequest,
  bodyHash: string,
): Promise<Answer | Refusal | undefined> {
  const marker = await findMarker(table, marked, at);
  if (!marker) return undefined;
  if (marker.bodyHash !== bodyHash) return refused("key-reused");
  const body = JSON.parse(marker.answer) as { version?: number };
  return { status: operation.status, body, version: body.version };
}

async function perform(call: Call, marker: Request["marker"]): Promise<Answer | Refusal> {
  const { handler, operation, event, rawBody, ...request } = call;
  const given: Given | Refusal = await handler({ ...request, mint: mintAt(call.at), marker } as Request);
  if (isRefusal(given)) return inBody(given);
  if ("csv" in given) return tableAnswer(given, event);
  return { status: operation.status, body: given.body, version: given.version };
}

/** The next part is linked to, as RFC 8288 has it, since a table has no place for it. */
function tableAnswer({ csv, name, next }: GivenTable, { rawPath, queryStringParameters }: Event): Answer {
  const query = new URLSearchParams({ ...queryStringParameters, ...(next && { cursor: next }) } as Record<
    string,
    string
  >);
  return {
    status: 200,
    body: csv,
    isCsv: true,
    headers: {
      "content-disposition": `attachment; filename="${name}.csv"`,
      ...(next && { link: `<${rawPath}?${query}>; rel="next"` }),
    },
  };
}

/** The rules name fields by what they are; a caller finds them in the body, unless a handler says another place. */
function inBody({ faults, ...refusal }: Refusal): Refusal {
  if (!faults) return refusal;
  const placed = faults.map(({ at, ...fault }) => ({
    at: /^(?:body|query|path|header)\./.test(at) ? at : `body.${at}`,
    ...fault,
  }));
  return { ...refusal, faults: placed };
}

const problemBase = "https://personeelsloket.example/problems/";

/** RFC 9457, in Dutch: the titles in both languages stand in the OpenAPI document. */
function problem({ refused: code, faults }: Refusal): Answer {
  const status = statusOf[code];
  return {
    status,
    body: {
      type: `${problemBase}${code}`,
      title: refusals[code].nl,
      status,
      code,
      ...(faults && { faults }),
    },
    headers: {
      ...(status === 401 && { "www-authenticate": "Bearer" }),
      ...(status === 503 && { "retry-after": "2" }),
    },
  };
}

function toResult(answer: Answer | Refusal): Result {
  const { status, body, isCsv, version, headers, cookies } = isRefusal(answer) ? problem(answer) : answer;
  return {
    statusCode: status,
    headers: {
      "content-type": isCsv ? csvType : status < 400 ? "application/json" : "application/problem+json",
      "api-version": apiVersion,
      "cache-control": "no-store",
      ...(version && { etag: `"${version}"` }),
      ...headers,
    },
    ...(cookies && { cookies }),
    body: isCsv ? String(body) : JSON.stringify(body),
  };
}

const csvType = "text/csv; charset=utf-8; header=present";

/** What will pass: the table can take no more for now, or the issuer is out of reach. */
const passing = new Set([
  "Busy",
  "KeyUsed",
  "IssuerAway",
  "ThrottlingException",
  "ProvisionedThroughputExceededException",
  "RequestLimitExceeded",
  "TransactionInProgressException",
  "InternalServerError",
  "TimeoutError",
]);

function problemsForWhatBreaks(): middy.MiddlewareObj<Event, Result> {
  return {
    onError: (request) => {
      const { error } = request;
      if (!error || !passing.has(error.name)) return;
      log.warn("too busy", placeOf(error));
      request.response = toResult(refused("busy"));
    },
  };
}

function logged(): middy.MiddlewareObj<Event, Result> {
  const startedAt = new WeakMap<object, number>();
  return {
    before: ({ event }) => {
      startedAt.set(event, performance.now());
    },
    after: ({ event, response }) => {
      const ms = Math.round(performance.now() - (startedAt.get(event) ?? 0));
      const { routeKey, requestContext } = event;
      log.info("answered", {
        route: routeKey,
        status: response?.statusCode,
        ms,
        requestId: requestContext.requestId,
      });
    },
    onError: ({ event, error, response }) => {
      if (response) return;
      log.error("broken", {
        route: event.routeKey,
        requestId: event.requestContext.requestId,
        ...placeOf(error),
      });
      // The gateway turns what is thrown into its own 500; the runtime would print the message of the original.
      const hidden = new Error("see the line before this one");
      hidden.name = "Broken";
      hidden.stack = "";
      throw hidden;
    },
  };
}
