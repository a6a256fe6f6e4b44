import { describe, expect, test } from "vitest";
import { needs, variables } from "../../../shared/contract/environment.ts";

const issuer = { issuer: "https://login.example", audience: "personeelsloket" };

describe("the environment", () => {
  test("lists issuers, whose claims are named as most providers name them", () => {
    expect(variables.ISSUERS.parse(JSON.stringify([issuer]))).toEqual([
      {
        ...issuer,
        audienceClaim: "aud",
        personClaim: "sub",
        membershipsClaim: "memberships",
        clientId: "personeelsloket",
        scope: "openid",
      },
    ]);
  });

  test.each(["", "[]", "{", '[{"issuer":"https://login.example"}]', '[{"issuer":"x","audience":"y"}]'])(
    "believes nobody when the list is %j",
    (text) => {
      expect(variables.ISSUERS.safeParse(text).success).toBe(false);
    },
  );

  test("gives only what reads the table the table, and mail only to who sends it", () => {
    const having = (name: keyof typeof variables) =>
      Object.entries(needs).flatMap(([kind, names]) =>
        (names as readonly string[]).includes(name) ? [kind] : [],
      );
    expect(having("ISSUERS")).toEqual(["http", "session"]);
    expect(having("QUEUE_URLS")).toEqual(["stream", "timers", "schedule"]);
    expect(having("MAIL_SENDER")).toEqual(["notices"]);
  });
});
