import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type Functions, type HostLog, type Invocation, PayloadTooLarge, Throttled } from "./functions.ts";
import { listen } from "./listen.ts";
import { pseudoParameters } from "./template.ts";

export type Route = { key: string; functionName: string; timeoutMillis: number };

export type CorsConfiguration = {
  AllowOrigins?: string[];
  AllowMethods?: string[];
  AllowHeaders?: string[];
  ExposeHeaders?: string[];
  MaxAge?: number;
  AllowCredentials?: boolean;
};

export type HttpApi = { apiId: string; stage: string; routes: Route[]; cors: CorsConfiguration | undefined };

/** What stands before the gateway: it answers by itself, or lets the gateway. */
export type Front = (
  request: IncomingMessage,
  toApi: (request: IncomingMessage) => Promise<Answer>,
) => Promise<Answer>;

export type Gateway = {
  url: string;
  serve(api: HttpApi, functions: Functions, front?: Front): void;
  stop(): Promise<void>;
};

/** The gateway's own limits: 10 MB of body, 10,240 bytes of request line and header values. */
const mostBodyBytes = 10 * 1024 * 1024;
const mostHeaderBytes = 10_240;

export type Answer = {
  status: number;
  headers: Record<string, string>;
  cookies?: string[];
  body: Buffer | string;
};

/** Listens at once, so that its address can be a parameter of the template; answers 503 until it is given an API. */
export async function startGateway(port: number, onLog: (entry: HostLog) => void): Promise<Gateway> {
  let respond: (request: IncomingMessage) => Promise<Answer> = async () =>
    gatewayAnswer(503, "Service Unavailable");
  const server = createServer({ maxHeaderSize: 64 * 1024 }, async (request, response) => {
    const startedAt = performance.now();
    try {
      const answered = await respond(request);
      send(response, answered);
      const milliseconds = Math.round(performance.now() - startedAt);
      // The path only: a query holds names and numbers of people.
      const [path] = (request.url ?? "/").split("?", 1);
      const text = `${request.method} ${path} ${answered.status} in ${milliseconds} ms`;
      onLog({ source: "gateway", level: "info", text });
    } catch (error) {
      onLog({ source: "gateway", level: "error", text: String(error) });
      send(response, gatewayAnswer(500, "Internal Server Error"));
    }
  });
  await listen(server, port);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    serve: (api, functions, front) => {
      const toApi = async (request: IncomingMessage) => {
        const answered = await answer(request, api, functions);
        return { ...answered, headers: { ...answered.headers, "apigw-requestid": randomUUID() } };
      };
      respond = front ? (request) => front(request, toApi) : toApi;
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function answer(request: IncomingMessage, api: HttpApi, functions: Functions): Promise<Answer> {
  if (headerBytes(request) > mostHeaderBytes) return gatewayAnswer(431, "Request Header Fields Too Large");
  if (api.cors && isPreflight(request))
    return { status: 204, headers: corsHeaders(api.cors, request), body: "" };
  const answered = await routed(request, api, functions);
  if (!api.cors) return answered;
  // The gateway's CORS headers stand in place of the function's own.
  const own = Object.entries(answered.headers).filter(([name]) => !name.startsWith("access-control-"));
  return { ...answered, headers: { ...Object.fromEntries(own), ...corsHeaders(api.cors, request) } };
}

async function routed(request: IncomingMessage, api: HttpApi, functions: Functions): Promise<Answer> {
  const [rawPath, rawQueryString] = pathAndQuery(request);
  const path = withoutStage(rawPath, api.stage);
  const match = path === undefined ? undefined : matchRoute(api.routes, request.method ?? "GET", path);
  const body = await bodyOf(request);
  if (!match) return gatewayAnswer(404, "Not Found");
  if (body === "too large") return gatewayAnswer(413, "Request Entity Too Large");
  const event = httpEvent(request, { rawPath, rawQueryString, body, match, api });
  const { functionName, timeoutMillis } = match.route;
  const outcome = await Promise.race([
    functions.invoke(functionName, JSON.stringify(event)).catch((error: Error) => error),
    timeout(timeoutMillis),
  ]);
  return outcome === "timeout" || outcome instanceof Throttled
    ? gatewayAnswer(503, "Service Unavailable")
    : outcome instanceof PayloadTooLarge
      ? gatewayAnswer(413, "Request Entity Too Large")
      : outcome instanceof Error
        ? gatewayAnswer(500, "Internal Server Error")
        : functionAnswer(outcome);
}

export type RouteMatch = { route: Route; pathParameters: Record<string, string> | undefined };

/**
 * AWS's order: a full match first (a plain segment before a variable, a method before ANY), then the longest
 * greedy {proxy+}, then $default.
 */
export function matchRoute(routes: Route[], method: string, path: string): RouteMatch | undefined {
  const candidates = routes.flatMap((route) => {
    const [routeMethod, pattern] = route.key.split(" ");
    if (!pattern || (routeMethod !== method && routeMethod !== "ANY")) return [];
    const pathParameters = matchPath(pattern, path);
    return pathParameters ? [{ route, pathParameters, rank: rankOf(routeMethod, pattern) }] : [];
  });
  const [best] = candidates.sort((one, other) => (one.rank < other.rank ? -1 : 1));
  if (best) {
    const { route, pathParameters } = best;
    return { route, pathParameters: Object.keys(pathParameters).length > 0 ? pathParameters : undefined };
  }
  const fallback = routes.find((route) => route.key === "$default");
  return fallback && { route: fallback, pathParameters: undefined };
}

function matchPath(pattern: string, path: string): Record<string, string> | undefined {
  const wanted = segmentsOf(pattern);
  const given = segmentsOf(path);
  const parameters: Record<string, string> = {};
  for (const [index, segment] of wanted.entries()) {
    const [, variable, greedy] = segment.match(/^\{([^}+]+)(\+?)\}$/) ?? [];
    const value = given[index];
    if (greedy && variable) {
      if (!value) return undefined;
      parameters[variable] = given.slice(index).join("/");
      return parameters;
    }
    if (variable ? !value : segment !== value) return undefined;
    if (variable) parameters[variable] = value as string;
  }
  return wanted.length === given.length ? parameters : undefined;
}

/** Sorts as text: per segment plain (0), variable (1), greedy (2); the shorter full pattern cannot match the same path. */
function rankOf(method: string | undefined, pattern: string): string {
  const kinds = segmentsOf(pattern).map((segment) =>
    segment.endsWith("+}") ? "2" : segment.startsWith("{") ? "1" : "0",
  );
  const isGreedy = kinds.includes("2");
  return `${isGreedy ? 1 : 0} ${kinds.join("")} ${method === "ANY" ? 1 : 0}`;
}

function segmentsOf(path: string): string[] {
  return path.split("/").slice(1);
}

type EventParts = {
  rawPath: string;
  rawQueryString: string;
  body: Buffer;
  match: RouteMatch;
  api: HttpApi;
};

/** Payload format 2.0. Fields without content are left out, as the gateway does. */
function httpEvent(request: IncomingMessage, { rawPath, rawQueryString, body, match, api }: EventParts) {
  const { cookie, ...headers } = headersOf(request);
  const now = new Date();
  const isBase64Encoded = body.length > 0 && isBinary(headers["content-type"]);
  const domainName = headers.host ?? "127.0.0.1";
  const parameters = [...new URLSearchParams(rawQueryString)];
  return {
    version: "2.0",
    routeKey: match.route.key,
    rawPath,
    rawQueryString,
    ...(cookie && { cookies: cookie.split(/;\s*/).filter(Boolean) }),
    headers: {
      ...headers,
      "x-forwarded-for": request.socket.remoteAddress ?? "127.0.0.1",
      "x-forwarded-port": domainName.split(":")[1] ?? "80",
      "x-forwarded-proto": "http",
    },
    ...(parameters.length > 0 && { queryStringParameters: commaJoined(parameters) }),
    requestContext: {
      accountId: pseudoParameters.accountId,
      apiId: api.apiId,
      domainName,
      domainPrefix: domainName.split(".")[0],
      http: {
        method: request.method,
        path: rawPath,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp: request.socket.remoteAddress ?? "127.0.0.1",
        userAgent: headers["user-agent"] ?? "",
      },
      requestId: randomUUID(),
      routeKey: match.route.key,
      stage: api.stage,
      time: commonLogTime(now),
      timeEpoch: now.getTime(),
    },
    ...(match.pathParameters && { pathParameters: match.pathParameters }),
    ...(body.length > 0 && { body: body.toString(isBase64Encoded ? "base64" : "utf8") }),
    isBase64Encoded,
  };
}

/** A function's answer in format 2.0: with a statusCode as it says, without one inferred as JSON with status 200. */
function functionAnswer({ payload, error }: Invocation): Answer {
  if (error) return gatewayAnswer(500, "Internal Server Error");
  const result = JSON.parse(payload);
  if (result === null || typeof result !== "object" || result.statusCode === undefined) {
    const body = typeof result === "string" ? result : payload;
    return { status: 200, headers: { "content-type": "application/json" }, body };
  }
  const status = Number(result.statusCode);
  const { body = "", headers = {}, cookies = [], isBase64Encoded = false } = result;
  const isValid =
    Number.isInteger(status) && status >= 100 && status <= 599 && (body === null || typeof body === "string");
  if (!isValid) return gatewayAnswer(500, "Internal Server Error");
  const lowered = Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)]);
  return {
    status,
    headers: { "content-type": "text/plain;charset=utf-8", ...Object.fromEntries(lowered) },
    cookies: cookies ?? [],
    body: isBase64Encoded ? Buffer.from(body ?? "", "base64") : (body ?? ""),
  };
}

function gatewayAnswer(status: number, message: string): Answer {
  return { status, headers: { "content-type": "application/json" }, body: JSON.stringify({ message }) };
}

function send(response: ServerResponse, { status, headers, cookies, body }: Answer): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  if (cookies?.length) response.setHeader("set-cookie", cookies);
  const hasBody = status !== 204 && status !== 304 && status >= 200;
  if (!hasBody) response.removeHeader("content-type");
  if (hasBody) response.setHeader("content-length", Buffer.byteLength(body));
  response.writeHead(status);
  response.end(hasBody && response.req.method !== "HEAD" ? body : undefined);
}

function isPreflight(request: IncomingMessage): boolean {
  const { origin } = request.headers;
  return request.method === "OPTIONS" && Boolean(origin && request.headers["access-control-request-method"]);
}

function corsHeaders(cors: CorsConfiguration, request: IncomingMessage): Record<string, string> {
  const { origin } = request.headers;
  const allowed = origin && cors.AllowOrigins?.find((pattern) => originMatches(pattern, origin));
  if (!allowed) return {};
  const common: Record<string, string> = { "access-control-allow-origin": allowed === "*" ? "*" : origin };
  if (allowed !== "*") common.vary = "Origin";
  if (cors.AllowCredentials) common["access-control-allow-credentials"] = "true";
  if (cors.ExposeHeaders?.length) common["access-control-expose-headers"] = cors.ExposeHeaders.join(",");
  if (!isPreflight(request)) return common;
  if (cors.AllowMethods?.length) common["access-control-allow-methods"] = cors.AllowMethods.join(",");
  if (cors.AllowHeaders?.length) common["access-control-allow-headers"] = cors.AllowHeaders.join(",");
  if (cors.MaxAge !== undefined) common["access-control-max-age"] = String(cors.MaxAge);
  return common;
}

function originMatches(pattern: string, origin: string): boolean {
  return (
    pattern === "*" ||
    pattern === origin ||
    (pattern.endsWith("://*") && origin.startsWith(pattern.slice(0, -1)))
  );
}

/** The path arrives decoded in format 2.0; a path that cannot be decoded stays as it came. */
function pathAndQuery(request: IncomingMessage): [path: string, query: string] {
  const target = request.url ?? "/";
  const at = target.indexOf("?");
  const path = at < 0 ? target : target.slice(0, at);
  try {
    return [decodeURIComponent(path), at < 0 ? "" : target.slice(at + 1)];
  } catch {
    return [path, at < 0 ? "" : target.slice(at + 1)];
  }
}

function withoutStage(path: string, stage: string): string | undefined {
  if (stage === "$default") return path;
  if (path !== `/${stage}` && !path.startsWith(`/${stage}/`)) return undefined;
  return path.slice(stage.length + 1) || "/";
}

async function bodyOf(request: IncomingMessage): Promise<Buffer | "too large"> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes <= mostBodyBytes) chunks.push(chunk);
  }
  return bytes > mostBodyBytes ? "too large" : Buffer.concat(chunks);
}

function headersOf(request: IncomingMessage): Record<string, string> {
  const { rawHeaders } = request;
  const pairs = rawHeaders.flatMap((name, index) =>
    index % 2 === 0 ? [[name.toLowerCase(), rawHeaders[index + 1] ?? ""] as [string, string]] : [],
  );
  const cookies = pairs.filter(([name]) => name === "cookie").map(([, value]) => value);
  const others = commaJoined(pairs.filter(([name]) => name !== "cookie" && name !== "connection"));
  return cookies.length > 0 ? { ...others, cookie: cookies.join("; ") } : others;
}

function commaJoined(pairs: [string, string][]): Record<string, string> {
  const joined: Record<string, string> = {};
  for (const [name, value] of pairs) joined[name] = name in joined ? `${joined[name]},${value}` : value;
  return joined;
}

function headerBytes({ method = "", url = "", rawHeaders }: IncomingMessage): number {
  const values = rawHeaders.filter((_, index) => index % 2 === 1);
  return (
    Buffer.byteLength(`${method} ${url} HTTP/1.1`) +
    values.reduce((sum, value) => sum + Buffer.byteLength(value), 0)
  );
}

/** What the gateway hands over as text was found by trial on AWS: these, and nothing else, not even forms. */
function isBinary(contentType: string | undefined): boolean {
  return !/^\s*(text\/|application\/(json|xml|javascript)\s*(;|$))/i.test(contentType ?? "");
}

function commonLogTime(at: Date): string {
  const [, day, month, year, time] = at.toUTCString().match(/(\d\d) (\w{3}) (\d{4}) ([\d:]{8})/) ?? [];
  return `${day}/${month}/${year}:${time} +0000`;
}

function timeout(milliseconds: number): Promise<"timeout"> {
  return new Promise((resolve) => setTimeout(() => resolve("timeout"), milliseconds).unref());
}
