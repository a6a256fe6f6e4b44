import { type Answer, type CallOf, caller } from "../../shared/contract/call.ts";
import type { AnswerOf, Route } from "../../shared/contract/operations.ts";

export type EmbedNo = "offline" | "signedOut" | "failed";
export type EmbedCall = <R extends Route>(
  route: R,
  call?: CallOf<R>,
) => Promise<{ body: AnswerOf<R> } | { no: EmbedNo }>;

const patienceMs = 15_000;

/** Without cookies: a token that the page around it gives. */
export function embedCall(
  api: string,
  getToken: () => string | Promise<string> | undefined,
  organisation?: string,
): EmbedCall {
  const call = caller(api, {
    send: (url, init) =>
      fetch(url, { ...init, credentials: "omit", signal: AbortSignal.timeout(patienceMs) }),
    token: async () => (await getToken()) ?? "",
    ...(organisation && { organisation }),
  });
  return async <R extends Route>(route: R, given?: CallOf<R>) => {
    const answer: Answer<R> | undefined = await call(route, given).catch(() => undefined);
    if (!answer) return { no: "offline" };
    if (answer.ok) return { body: answer.body };
    return { no: answer.status === 401 ? "signedOut" : "failed" };
  };
}
