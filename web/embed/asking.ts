import { type Answer, type CallOf, caller } from "../../shared/contract/call.ts";
import type { AnswerOf, Route } from "../../shared/contract/operations.ts";

/** Why there is no answer; of a refusal the helpdesk's own sentence, which is Dutch. */
export type EmbedNo = { is: "offline" | "signedOut" | "failed" | "cameIn" | "refused"; title?: string };
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
    token: () => tokenFrom(getToken),
    ...(organisation && { organisation }),
  });
  return async <R extends Route>(route: R, given?: CallOf<R>) => {
    const answer: Answer<R> | undefined = await call(route, given).catch(() => undefined);
    if (!answer) return { no: { is: "offline" } };
    return answer.ok ? { body: answer.body } : { no: noOf(answer) };
  };
}

/** A page that cannot give one has nobody signed in: the helpdesk says so. */
export async function tokenFrom(getToken: () => string | Promise<string> | undefined): Promise<string> {
  try {
    return (await getToken()) ?? "";
  } catch {
    return "";
  }
}

function noOf({ status, problem }: Extract<Answer<Route>, { ok: false }>): EmbedNo {
  if (status === 401) return { is: "signedOut" };
  if (problem.code === "key-reused") return { is: "cameIn" };
  if (!problem.code || status >= 500) return { is: "failed" };
  return { is: "refused", ...(problem.title && { title: problem.title }) };
}
