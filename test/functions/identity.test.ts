import { createHmac } from "node:crypto";
import { exportSPKI, generateKeyPair, importJWK, type JWTPayload, SignJWT } from "jose";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { type AnIssuer, anIssuer } from "../an-issuer.ts";
import { anna, femke } from "../given.ts";
import { type InProcess, inProcess } from "../in-process.ts";

let api: InProcess;
/** An issuer with flat roles, as Entra ID has them, and one that names the client where others name the audience. */
let flat: AnIssuer;
let cognito: AnIssuer;

beforeAll(async () => {
  [api, flat, cognito] = await Promise.all([inProcess(), anIssuer(), anIssuer()]);
  process.env.ISSUERS = JSON.stringify([
    { issuer: api.issuer.url, audience: "personeelsloket-api" },
    {
      issuer: flat.url,
      audience: "personeelsloket-api",
      personClaim: "employee_id",
      flatRoles: { claim: "roles", organisation: "vechterhout" },
    },
    { issuer: cognito.url, audience: "client-of-ours", audienceClaim: "client_id" },
  ]);
});
afterAll(() => Promise.all([api.stop(), flat.stop(), cognito.stop()]));

const claims = { sub: anna.person, memberships: [{ organisation: "vechterhout", roles: [], desks: [] }] };

const withHeader = (authorization?: string, path = "/v1/me/tickets") =>
  api.raw("GET", path, { headers: authorization === undefined ? {} : { authorization } });
const withToken = (token: string, path?: string) => withHeader(`Bearer ${token}`, path);
const tokenOf = (payload: JWTPayload, options?: Parameters<AnIssuer["token"]>[1]) =>
  api.issuer.token(payload, options);
const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
const inAMinute = () => Math.floor(Date.now() / 1000) + 60;

const refused = (code: string, status = 401) => ({ status, body: { code, status } });

describe("nobody gets in", () => {
  test.each([
    ["without a header", undefined],
    ["with an empty one", ""],
    ["with a password", `Basic ${Buffer.from("anna:geheim").toString("base64")}`],
    ["with a Bearer of nothing", "Bearer "],
    ["with two tokens", "Bearer een twee"],
  ])("%s: it is asked to sign in", async (_, header) => {
    const answer = await withHeader(header);
    expect(answer).toMatchObject(refused("not-signed-in"));
    expect(answer.headers.get("www-authenticate")).toBe("Bearer");
  });

  test("with a text that is no token", async () => {
    for (const token of ["x", "a.b.c", "....", `${base64({ alg: "ES256" })}.${base64({})}.x`, "é.é.é"]) {
      expect(await withToken(token)).toMatchObject(refused("token-refused"));
    }
  });

  test("with an expired token, one for another service, or one of another issuer", async () => {
    const elsewhere = await anIssuer();
    const wrong = [
      await tokenOf(claims, { expires: "-1m" }),
      await tokenOf(claims, { audience: "another-api" }),
      await tokenOf(claims, { issuer: "https://elsewhere.example" }),
      await tokenOf(claims, { issuer: `${api.issuer.url}/` }),
      await elsewhere.token(claims),
      await elsewhere.token(claims, { issuer: api.issuer.url }),
    ];
    await elsewhere.stop();
    for (const token of wrong) expect(await withToken(token)).toMatchObject(refused("token-refused"));
  });

  test("with a token that never expires, or is not valid yet", async () => {
    const forever = await tokenOf(claims, { expires: "never" });
    const tomorrow = await tokenOf({ ...claims, nbf: inAMinute() + 86_400 });
    for (const token of [forever, tomorrow]) {
      expect(await withToken(token)).toMatchObject(refused("token-refused"));
    }
  });

  test("with a token that nobody signed", async () => {
    const payload = base64({ ...claims, iss: api.issuer.url, aud: "personeelsloket-api", exp: inAMinute() });
    for (const alg of ["none", "None", "NONE", ""]) {
      expect(await withToken(`${base64({ alg, typ: "JWT" })}.${payload}.`)).toMatchObject(
        refused("token-refused"),
      );
    }
  });

  test("with a token signed by the public key as if it were a secret", async () => {
    const { jwk } = api.issuer;
    const pem = await exportSPKI(
      (await importJWK(jwk, "ES256", { extractable: true })) as Parameters<typeof exportSPKI>[0],
    );
    const head = base64({ alg: "HS256", kid: jwk.kid });
    const payload = base64({ ...claims, iss: api.issuer.url, aud: "personeelsloket-api", exp: inAMinute() });
    for (const secret of [pem, JSON.stringify(jwk), jwk.x ?? ""]) {
      const signature = createHmac("sha256", secret).update(`${head}.${payload}`).digest("base64url");
      expect(await withToken(`${head}.${payload}.${signature}`)).toMatchObject(refused("token-refused"));
    }
  });

  test("with a token of a key that the issuer does not publish, brought along or not", async () => {
    const { privateKey, publicKey } = await generateKeyPair("ES256", { extractable: true });
    const jwk = { ...(await crypto.subtle.exportKey("jwk", publicKey)), kid: "mine" };
    const sign = (header: Record<string, unknown>) =>
      new SignJWT(claims)
        .setProtectedHeader({ alg: "ES256", ...header })
        .setIssuer(api.issuer.url)
        .setAudience("personeelsloket-api")
        .setExpirationTime("10m")
        .sign(privateKey);
    for (const header of [{ kid: "mine" }, { kid: "one" }, { kid: "mine", jwk }, {}]) {
      expect(await withToken(await sign(header))).toMatchObject(refused("token-refused"));
    }
  });

  test("with a token whose claims were changed after signing", async () => {
    const [head, , signature] = (await tokenOf(claims)).split(".");
    const payload = base64({ ...claims, sub: femke.person, iss: api.issuer.url, exp: inAMinute() });
    expect(await withToken(`${head}.${payload}.${signature}`)).toMatchObject(refused("token-refused"));
  });

  test("with claims that do not say who or where", async () => {
    const odd: JWTPayload[] = [
      { sub: anna.person },
      { memberships: claims.memberships },
      { ...claims, sub: "a b" },
      { ...claims, sub: "../person" },
      { ...claims, sub: "a#b" },
      { ...claims, memberships: "vechterhout" },
      { ...claims, memberships: [{ organisation: "vechterhout", roles: "front-office" }] },
      { ...claims, memberships: [{ organisation: "Vechter#hout" }] },
      { ...claims, memberships: [{ organisation: "vechterhout", roles: [], desks: ["a#b"] }] },
    ];
    for (const payload of odd) {
      expect(await withToken(await tokenOf(payload))).toMatchObject(refused("token-refused"));
    }
    expect(await withToken(await tokenOf({ ...claims, memberships: [] }))).toMatchObject(
      refused("not-a-member", 403),
    );
  });
});

test("a role that the helpdesk does not know gives nothing, and takes nothing away", async () => {
  const roles = ["superuser", "FRONT-OFFICE", "front-office ", "constructor", ""];
  const token = await tokenOf({ ...claims, memberships: [{ organisation: "vechterhout", roles }] });
  expect((await withToken(token)).status).toBe(200);
  expect(await withToken(token, "/v1/tickets")).toMatchObject(refused("not-your-role", 403));
});

test("a system asks no questions", async () => {
  const memberships = [{ organisation: "vechterhout", roles: ["system"] }];
  const token = await tokenOf({ sub: "koppeling", memberships });
  expect(await withToken(token)).toMatchObject(refused("not-your-role", 403));
});

describe("an issuer that knows flat roles", () => {
  const flatToken = (roles?: unknown) => flat.token({ sub: "ignored", employee_id: "plat-piet", roles });

  test("gives role and desk in one word", async () => {
    const payroll = await flatToken(["back-office:payroll"]);
    expect((await withToken(payroll, "/v1/tickets")).status).toBe(200);
    expect((await withToken(payroll, "/v1/tickets?desk=leave")).status).toBe(403);
    expect((await withToken(await flatToken(["front-office"]), "/v1/tickets?desk=leave")).status).toBe(200);
  });

  test("makes an employee of whoever has no role at all", async () => {
    for (const roles of [undefined, []]) {
      const token = await flatToken(roles);
      expect((await withToken(token)).status).toBe(200);
      expect((await withToken(token, "/v1/tickets")).status).toBe(403);
    }
  });

  test("is not believed where the claim is no list of words, nor in the shape of another issuer", async () => {
    for (const roles of ["front-office", [1], { role: "front-office" }]) {
      expect(await withToken(await flatToken(roles))).toMatchObject(refused("token-refused"));
    }
    expect(await withToken(await flat.token(claims))).toMatchObject(refused("token-refused"));
  });

  test("speaks for its own organisation alone", async () => {
    const answer = await api.raw("GET", "/v1/me/tickets", {
      headers: { authorization: `Bearer ${await flatToken([])}`, organisation: "anderhout" },
    });
    expect(answer).toMatchObject(refused("not-a-member", 403));
  });
});

test("where the issuer names the client, that is what has to be ours", async () => {
  const ours = await cognito.token({ ...claims, client_id: "client-of-ours" }, { audience: "whatever" });
  expect((await withToken(ours)).status).toBe(200);
  for (const payload of [
    claims,
    { ...claims, client_id: "another" },
    { ...claims, client_id: ["client-of-ours"] },
  ]) {
    const token = await cognito.token(payload, { audience: "client-of-ours" });
    expect(await withToken(token)).toMatchObject(refused("token-refused"));
  }
});

describe("an issuer that is out of reach or out of order", () => {
  /** Keys are kept once they were found, so each way of failing gets an issuer of its own. */
  async function ailing(how: Parameters<AnIssuer["ail"]>[0]) {
    const issuer = await anIssuer();
    process.env.ISSUERS = JSON.stringify([{ issuer: issuer.url, audience: "personeelsloket-api" }]);
    issuer.ail(how);
    const token = await issuer.token(claims);
    const during = await withToken(token);
    issuer.ail(undefined);
    const afterwards = await withToken(token);
    await issuer.stop();
    return { during, afterwards };
  }

  test.each([
    ["does not answer", "silent"],
    ["breaks on its metadata", { status: 500, at: "configuration" }],
    ["breaks on its keys", { status: 502, at: "jwks" }],
  ] as const)("%s: the caller may try again, and is not told to sign in", async (_, how) => {
    const { during, afterwards } = await ailing(how);
    expect(during).toMatchObject({ status: 503, body: { code: "busy" } });
    expect(during.headers.get("retry-after")).toBe("2");
    expect(afterwards.status).toBe(200);
  });
});

describe("what operators get to see", () => {
  const written: string[] = [];
  const level = process.env.POWERTOOLS_LOG_LEVEL;

  async function withLog<T>(deed: (fresh: InProcess) => Promise<T>): Promise<T> {
    written.length = 0;
    vi.resetModules();
    process.env.POWERTOOLS_LOG_LEVEL = "INFO";
    process.env.ISSUERS = JSON.stringify([{ issuer: api.issuer.url, audience: "personeelsloket-api" }]);
    const keep = (chunk: unknown) => written.push(String(chunk)) > 0;
    vi.spyOn(process.stdout, "write").mockImplementation(keep);
    vi.spyOn(process.stderr, "write").mockImplementation(keep);
    for (const how of ["log", "info", "warn", "error", "debug"] as const) {
      vi.spyOn(console, how).mockImplementation((...parts) => void written.push(parts.map(String).join(" ")));
    }
    return deed(api);
  }
  afterEach(() => {
    vi.restoreAllMocks();
    vi.doUnmock("../../functions/tickets/ask.ts");
    process.env.POWERTOOLS_LOG_LEVEL = level;
  });

  const secrets = ["geheim-verzoek", "Jansen", "anna@vechterhout.example", "0612345678", anna.person];
  const text = secrets.join(" ");

  async function expectSilence(token: string, lines: number) {
    const all = written.join("\n");
    expect(written.filter((line) => line.includes('"level"')).length).toBeGreaterThanOrEqual(lines);
    for (const secret of [...secrets, token, ...token.split(".")]) expect(all).not.toContain(secret);
  }

  test("is the route, the outcome and the time: no text, name, address, token or person", async () => {
    const token = await api.issuer.tokenFor(anna);
    await withLog(async () => {
      const headers = { authorization: `Bearer ${token}`, "idempotency-key": secrets[0] ?? "" };
      const post = (body: string) => api.raw("POST", "/v1/tickets", { headers, body });
      expect((await post(JSON.stringify({ text }))).status).toBe(201);
      expect((await post(`{"text": "${text}`)).status).toBe(400);
      expect((await post(JSON.stringify({ text: 1, [secrets[0] as string]: text }))).status).toBe(400);
      expect((await withToken(`${token}x`)).status).toBe(401);
      expect((await api.raw("GET", `/v1/people?q=${secrets[1]}`, { headers })).status).toBe(403);
      expect((await api.raw("GET", `/v1/${secrets[0]}`, { headers })).status).toBe(404);
    });
    await expectSilence(token, 6);
    expect(written.join("")).toContain('"route":"POST /v1/tickets"');
  });

  test("is the place where it broke, also when the error quotes what was typed", async () => {
    const token = await api.issuer.tokenFor(anna);
    await withLog(async () => {
      vi.doMock("../../functions/tickets/ask.ts", () => ({
        askByClick: async () => {
          throw new TypeError(`cannot read ${text}\n    at ${text}\n    at ${text}`, {
            cause: new Error(text),
          });
        },
      }));
      const broken = api.raw("POST", "/v1/tickets", {
        headers: { authorization: `Bearer ${token}` },
        body: JSON.stringify({ text }),
      });
      const error = await broken.catch((thrown: unknown) => thrown as Error);
      // What the function throws is printed by the Lambda runtime: message and stack.
      expect(error).toBeInstanceOf(Error);
      const { name, message, stack } = error as Error;
      written.push(`${name} ${message} ${stack}`);
    });
    await expectSilence(token, 1);
    expect(written.join("")).toContain('"error":"TypeError"');
  });
});
