import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Background } from "./background.ts";
import type { EventSource } from "./event-sources.ts";
import { type Functions, PayloadTooLarge, Throttled } from "./functions.ts";
import { instantOf, type MovableClock, writtenInstant } from "./host-clock.ts";
import { HostError } from "./host-error.ts";
import { functionArn } from "./resource-types.ts";

export type LambdaApi = {
  url: string;
  serve(served: Served): void;
  stop(): Promise<void>;
};

export type Served = {
  functions: Functions;
  background: Background;
  sources: EventSource[];
  clock: MovableClock | undefined;
};

/**
 * The few calls of Lambda's API that commands and functions make: Invoke, and listing and switching event sources.
 * The host's own clock stands beside them.
 */
export async function startLambdaApi(): Promise<LambdaApi> {
  let served: Served | undefined;

  const server = createServer(async (request, response) => {
    try {
      await respond(request, response);
    } catch (error) {
      const known = error instanceof Throttled ? 429 : error instanceof PayloadTooLarge ? 413 : 500;
      const type = known === 500 ? "ServiceException" : (error as Error).name;
      refuse(response, known, type, (error as Error).message);
    }
  });

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!served) return refuse(response, 503, "ServiceException", "The host is starting.");
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
    const body = await textOf(request);
    if (pathname === "/clock") return tellTime(served.clock, request.method, body, response);
    const invoked = pathname.match(/^\/2015-03-31\/functions\/([^/]+)\/invocations$/);
    const mapping = pathname.match(/^\/2015-03-31\/event-source-mappings\/?([^/]*)$/);
    if (request.method === "POST" && invoked) {
      return invoke(functionNameOf(decodeURIComponent(invoked[1] ?? "")), body || "{}", request, response);
    }
    if (request.method === "GET" && mapping && !mapping[1]) {
      const wanted = served.sources.filter(({ mapping: { functionName, sourceArn } }) => {
        const name = searchParams.get("FunctionName");
        const arn = searchParams.get("EventSourceArn");
        return (!name || functionNameOf(name) === functionName) && (!arn || arn === sourceArn);
      });
      return answer(response, 200, { EventSourceMappings: wanted.map(described) });
    }
    const source = served.sources.find(({ mapping: { uuid } }) => uuid === mapping?.[1]);
    if (mapping && !source)
      return refuse(response, 404, "ResourceNotFoundException", "No such event source mapping.");
    if (request.method === "GET" && source) return answer(response, 200, described(source));
    if (request.method === "PUT" && source) {
      const { Enabled } = JSON.parse(body || "{}");
      if (Enabled !== undefined) source.setEnabled(Enabled);
      return answer(response, 202, described(source));
    }
    refuse(
      response,
      404,
      "ResourceNotFoundException",
      `The host does not answer ${request.method} ${pathname}.`,
    );
  }

  async function invoke(name: string, payload: string, request: IncomingMessage, response: ServerResponse) {
    const functions = served?.functions;
    if (!functions?.has(name)) {
      return refuse(response, 404, "ResourceNotFoundException", `Function not found: ${functionArn(name)}`);
    }
    const kind = request.headers["x-amz-invocation-type"] ?? "RequestResponse";
    if (kind === "DryRun") return answer(response, 204, undefined);
    if (kind === "Event") {
      served?.background.invoke(name, payload);
      return answer(response, 202, undefined);
    }
    const invocation = await functions.invoke(name, payload);
    response.setHeader("x-amzn-requestid", invocation.requestId);
    response.setHeader("x-amz-executed-version", "$LATEST");
    if (invocation.error) response.setHeader("x-amz-function-error", "Unhandled");
    response.writeHead(200, { "content-type": "application/json" }).end(invocation.payload);
  }

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    serve: (what) => {
      served = what;
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function tellTime(
  clock: MovableClock | undefined,
  method: string | undefined,
  body: string,
  response: ServerResponse,
): Promise<void> {
  if (!clock) {
    const why =
      'The helpdesk runs at the machine\'s own time; start it with "npm start -- --clock INSTANT" to move it.';
    return answer(response, 409, { message: why });
  }
  try {
    if (method === "PUT") await clock.moveTo(instantIn(body));
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    return answer(response, 400, { message: error.message });
  }
  answer(response, 200, { at: writtenInstant(clock.now()) });
}

function instantIn(body: string): number {
  try {
    return instantOf(JSON.parse(body).at);
  } catch (error) {
    throw error instanceof HostError
      ? error
      : new HostError('Write the instant as {"at": "2026-12-01T09:00:00Z"}.');
  }
}

function described(source: EventSource) {
  const { uuid, functionName, sourceArn, batchSize } = source.mapping;
  return {
    UUID: uuid,
    FunctionArn: functionArn(functionName),
    EventSourceArn: sourceArn,
    BatchSize: batchSize,
    State: source.isEnabled() ? "Enabled" : "Disabled",
  };
}

function functionNameOf(nameOrArn: string): string {
  return nameOrArn.split(":function:").at(-1)?.split(":")[0] ?? nameOrArn;
}

function answer(response: ServerResponse, status: number, body: object | undefined): void {
  response.writeHead(status, { "content-type": "application/json" }).end(body && JSON.stringify(body));
}

function refuse(response: ServerResponse, status: number, type: string, message: string): void {
  response.setHeader("x-amzn-errortype", type);
  answer(response, status, { Type: "User", message });
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
