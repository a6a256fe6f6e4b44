import type { AnswerOf, Route, SentBodyOf, SentParamsOf, SentQueryOf } from "./operations.ts";
import type { Problem } from "./problem.ts";

type Given<K extends string, V> = undefined extends V
  ? { [P in K]?: V }
  : Record<never, never> extends V
    ? { [P in K]?: V }
    : { [P in K]: V };

export type CallOf<R extends Route> = Given<"params", SentParamsOf<R>> &
  Given<"query", SentQueryOf<R>> &
  Given<"body", SentBodyOf<R>> & { key?: string; version?: number };

export type Answer<R extends Route> =
  | { ok: true; status: number; body: AnswerOf<R>; etag?: string }
  | { ok: false; status: number; problem: Partial<Problem> & { status: number } };

/** How a request is sent: `fetch`, or anything that takes the same and gives the same. */
export type Send = (
  url: string,
  init: { method: string; headers: Record<string, string>; body?: string },
) => Promise<{ status: number; headers: { get(name: string): string | null }; text(): Promise<string> }>;

export type Caller = <R extends Route>(route: R, call?: CallOf<R>) => Promise<Answer<R>>;

/**
 * A client of the helpdesk, typed by the contract.
 * @param token an access token; asked for at every call, so that it may be renewed
 */
export function caller(
  api: string,
  {
    send,
    token,
    organisation,
  }: { send: Send; token?: () => string | Promise<string>; organisation?: string },
): Caller {
  return async (route, call) => {
    const { params, query, body, key, version } = (call ?? {}) as {
      params?: Record<string, string>;
      query?: Record<string, unknown>;
      body?: unknown;
      key?: string;
      version?: number;
    };
    const [method, template] = route.split(" ") as [string, string];
    const hasBody = method === "POST" || method === "PUT";
    const path = template.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(params?.[name] ?? ""));
    const search = new URLSearchParams();
    for (const [name, value] of Object.entries(query ?? {})) {
      if (value !== undefined) search.set(name, String(value));
    }
    const headers: Record<string, string> = {
      accept: "application/json",
      ...(token && { authorization: `Bearer ${await token()}` }),
      ...(organisation && { organisation }),
      ...(key && { "idempotency-key": key }),
      ...(version && { "if-match": `"${version}"` }),
      ...(hasBody && { "content-type": "application/json" }),
    };
    const response = await send(`${api}${path}${search.size > 0 ? `?${search}` : ""}`, {
      method,
      headers,
      ...(hasBody && { body: JSON.stringify(body ?? {}) }),
    });
    return answered(response.status, await response.text(), response.headers.get("etag"));
  };
}

function answered<R extends Route>(status: number, text: string, etag: string | null): Answer<R> {
  const parsed = objectIn(text);
  if (status < 300) {
    return { ok: true, status, body: parsed as AnswerOf<R>, ...(etag && { etag }) };
  }
  // The gateway's own refusals (413, 429, 5xx) are no problem documents.
  return { ok: false, status, problem: { ...(parsed as Partial<Problem>), status } };
}

function objectIn(text: string): object {
  try {
    const parsed = JSON.parse(text);
    return typeof parsed === "object" && parsed !== null ? parsed : {};
  } catch {
    return {};
  }
}
