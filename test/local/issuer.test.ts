import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRemoteJWKSet, errors, jwtVerify } from "jose";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Issuer, startIssuer, systemClient } from "../../infra/local/issuer.ts";
import { logIn, refresh } from "../../infra/local/login.ts";
import { readPeople } from "../../infra/local/people.ts";

describe("the local issuer", () => {
  const people = readPeople();
  let issuer: Issuer;
  beforeAll(async () => {
    issuer = await startIssuer({ people });
  });
  afterAll(() => issuer.stop());

  const verified = (token: string, url = issuer.url) =>
    jwtVerify(token, createRemoteJWKSet(new URL(`${url}/jwks`)), {
      issuer: url,
      audience: "personeelsloket-api",
    });

  test("signing in gives an access token that the issuer's keys verify, with memberships and without a name", async () => {
    const { accessToken, expiresIn } = await logIn(issuer.url, "salaris-omar");
    const { payload } = await verified(accessToken);
    expect(payload).toMatchObject({
      sub: "salaris-omar",
      client_id: "personeelsloket",
      memberships: [{ organisation: "vechterhout", roles: ["employee", "back-office"], desks: ["payroll"] }],
    });
    expect(payload.name).toBeUndefined();
    expect(expiresIn).toBe(600);
  });

  test("someone of two organisations carries both memberships", async () => {
    const { payload } = await verified((await logIn(issuer.url, "flexpool-hugo")).accessToken);
    expect(
      (payload.memberships as { organisation: string }[]).map(({ organisation }) => organisation),
    ).toEqual(["vechterhout", "anderhout"]);
  });

  test("a refresh token gives a new access token for the same person, once", async () => {
    const { refreshToken } = await logIn(issuer.url, "loket-femke");
    const { payload } = await verified((await refresh(issuer.url, refreshToken)).accessToken);
    expect(payload.sub).toBe("loket-femke");
    await expect(refresh(issuer.url, refreshToken)).rejects.toThrow("invalid_grant");
  });

  test("nobody signs in as a person who is not on the list", async () => {
    await expect(logIn(issuer.url, "niemand")).rejects.toThrow("no person niemand");
  });

  test("a redirect to another machine and a request without PKCE are refused", async () => {
    const authorize = (parameters: Record<string, string>) =>
      fetch(
        `${issuer.url}/auth?${new URLSearchParams({ client_id: "personeelsloket", response_type: "code", scope: "openid", redirect_uri: "http://127.0.0.1:5173/session/callback", ...parameters })}`,
        { redirect: "manual" },
      );
    const challenge = { code_challenge: "a".repeat(43), code_challenge_method: "S256" };
    expect((await authorize(challenge)).headers.get("location")).toMatch(/\/login\//);
    expect(
      (await authorize({ ...challenge, redirect_uri: "https://elsewhere.example/callback" })).status,
    ).toBe(400);
    expect((await authorize({})).headers.get("location")).toContain("error=invalid_request");
  });

  test("a system signs in with its own credentials and the role of a system", async () => {
    const response = await fetch(`${issuer.url}/token`, {
      method: "POST",
      headers: { authorization: `Basic ${btoa(`${systemClient.id}:${systemClient.secret}`)}` },
      body: new URLSearchParams({ grant_type: "client_credentials" }),
    });
    const { payload } = await verified(((await response.json()) as { access_token: string }).access_token);
    expect(payload).toMatchObject({
      sub: "phone-exchange",
      memberships: [{ organisation: "vechterhout", roles: ["system"] }],
    });
  });

  test("a short-lived token expires, and a kept key verifies tokens after a restart", async () => {
    const dataDir = mkdtempSync(join(tmpdir(), "issuer-"));
    const first = await startIssuer({ people, dataDir, accessTokenSeconds: 1 });
    const { accessToken } = await logIn(first.url, "medewerker-anna");
    await first.stop();
    const second = await startIssuer({ people, dataDir });
    const keys = createRemoteJWKSet(new URL(`${second.url}/jwks`));
    await expect(jwtVerify(accessToken, keys, { currentDate: new Date(0) })).resolves.toBeDefined();
    await expect(jwtVerify(accessToken, keys, { currentDate: new Date(Date.now() + 2_000) })).rejects.toThrow(
      errors.JWTExpired,
    );
    await second.stop();
  });

  test("the login page shows every person, by organisation", async () => {
    const page = await loginPageOf(issuer.url);
    for (const { id } of people) expect(page).toContain(`value="${id}"`);
    expect(page).toContain('lang="nl"');
  });
});

async function loginPageOf(issuerUrl: string): Promise<string> {
  const query = new URLSearchParams({
    client_id: "personeelsloket",
    response_type: "code",
    scope: "openid",
    redirect_uri: "http://127.0.0.1/callback",
    code_challenge: "a".repeat(43),
    code_challenge_method: "S256",
  });
  const first = await fetch(`${issuerUrl}/auth?${query}`, { redirect: "manual" });
  const cookie = first.headers
    .getSetCookie()
    .map((each) => each.split(";")[0])
    .join("; ");
  const response = await fetch(new URL(first.headers.get("location") ?? "", issuerUrl), {
    headers: { cookie },
  });
  return response.text();
}
