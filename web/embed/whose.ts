import { hashOf } from "../../shared/hash.ts";

/**
 * Who a token is of, so that the drafts of two people in one window stay apart: a number made of it, never the name
 * itself. Nothing where it does not say so.
 */
export function whoseToken(token: string): string | undefined {
  try {
    const claims = token.split(".")[1] ?? "";
    const { sub } = JSON.parse(atob(claims.replaceAll("-", "+").replaceAll("_", "/")));
    return typeof sub === "string" ? hashOf(sub).toString(36) : undefined;
  } catch {
    return undefined;
  }
}
