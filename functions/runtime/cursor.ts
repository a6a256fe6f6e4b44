import { type Refusal, refusedAt } from "../../shared/refusal.ts";

/** A cursor holds a sort position only; the partition is made anew from the caller's rights. */
export const cursorOf = (position: string) => Buffer.from(position, "utf8").toString("base64url");

export function positionIn(cursor: string | undefined): { after?: string } | Refusal {
  if (cursor === undefined) return {};
  const after = Buffer.from(cursor, "base64url").toString("utf8");
  const isOurs = after !== "" && cursorOf(after) === cursor && !/[\ufffd\u{10ffff}]/u.test(after);
  return isOurs ? { after } : refusedAt("query.cursor", "invalid", "the `next` of an earlier answer");
}
