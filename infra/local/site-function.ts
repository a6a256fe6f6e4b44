import type { IncomingMessage } from "node:http";
import { createContext, Script } from "node:vm";
import { HostError } from "./host-error.ts";
import type { Answer } from "./http-api.ts";

/** A CloudFront function at a viewer's request: which file is meant, or an answer of its own. */
export type Edge = (request: IncomingMessage, path: string) => Promise<{ uri: string } | Answer>;

type Result = {
  uri?: string;
  statusCode?: number;
  headers?: Record<string, { value: string }>;
  body?: string | { data: string; encoding: "text" | "base64" };
};

/** Far above what CloudFront gives: a busy machine may look away in the middle, and only an endless loop has to end. */
const longestMs = 2_000;

/** Runs with the language alone, as CloudFront does: no network, no modules, and each call as if it were the first. */
export function edgeFunction(code: string): Edge {
  const script = new Script(`${code}\n;Promise.resolve(handler(JSON.parse(event))).then(JSON.stringify)`);
  return async (request, path) => {
    const context = createContext(
      { event: JSON.stringify(eventOf(request, path)) },
      { codeGeneration: { strings: false, wasm: false } },
    );
    const result: Result = JSON.parse(await script.runInContext(context, { timeout: longestMs }));
    if (result.statusCode !== undefined) return answerIn(result);
    if (result.uri === undefined) throw new HostError("A CloudFront function gave no request and no answer.");
    return { uri: result.uri };
  };
}

function answerIn({ statusCode = 200, headers = {}, body = "" }: Result): Answer {
  const text = typeof body === "string" ? { data: body, encoding: "text" as const } : body;
  return {
    status: statusCode,
    headers: Object.fromEntries(Object.entries(headers).map(([name, { value }]) => [name, value])),
    body: text.encoding === "base64" ? Buffer.from(text.data, "base64") : text.data,
  };
}

function eventOf(request: IncomingMessage, uri: string) {
  const { cookie = "", ...headers } = request.headers;
  const valued = (pairs: Iterable<[string, string]>) =>
    Object.fromEntries([...pairs].map(([name, value]) => [name, { value }]));
  const query = new URLSearchParams(request.url?.split("?")[1]);
  const cookies = cookie
    .split(/;\s*/)
    .filter(Boolean)
    .map((pair) => [pair.split("=", 1)[0] ?? "", pair.slice(pair.indexOf("=") + 1)] as [string, string]);
  return {
    version: "1.0",
    context: { eventType: "viewer-request" },
    viewer: { ip: request.socket.remoteAddress ?? "127.0.0.1" },
    request: {
      method: request.method,
      uri,
      querystring: valued(query),
      headers: valued(Object.entries(headers).map(([name, value]) => [name, String(value)])),
      cookies: valued(cookies),
    },
  };
}
