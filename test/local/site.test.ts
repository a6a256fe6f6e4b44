import { cpSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import type { IncomingMessage } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { type Host, startHost } from "../../infra/local/host.ts";
import { patternOf } from "../../infra/local/site.ts";
import { edgeFunction } from "../../infra/local/site-function.ts";
import { dressed, headersPolicyOf } from "../../infra/local/site-headers.ts";
import { aBrowser } from "../a-browser.ts";
import { emulators } from "../emulated.ts";
import type { Json } from "../infra/given.ts";

const parameters = ({ issuer, api }: { issuer: string; api: string }) => ({ Issuer: issuer, PublicUrl: api });

describe("the site of the template", () => {
  let host: Host;
  let logs: string[] = [];
  beforeAll(async () => {
    host = await startHost({
      assembly: inject("assembly"),
      emulators,
      namePrefix: `site-${process.pid}`,
      parameters,
      clock: { startAt: "2026-12-01T09:00:00Z" },
      schedules: "by-hand",
      onLog: ({ text }) => logs.push(text),
    });
  });
  afterAll(() => host.stop());
  const get = (path: string, init?: RequestInit) => fetch(`${host.urls.api}${path}`, init);

  test.each(["/", "/vragen", "/vragen/tkt_01", "/desk/people/j.jansen", "/v2/x.y/z", "/sessions", "/embed"])(
    "%s is the page, which finds out itself what to show",
    async (path) => {
      const answer = await get(path);
      expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
      expect(await answer.text()).toContain("Een pagina van het loket");
    },
  );

  test.each(["/v1/nothing", "/v1/", "/session/nothing"])("%s stays a problem of the API", async (path) => {
    const answer = await get(path);
    expect([answer.status, answer.headers.get("content-type")]).toEqual([404, "application/problem+json"]);
    expect(await answer.json()).toMatchObject({ code: "route-unknown" });
  });

  test.each(["/assets/gone.js", "/gone.txt", "/embed/gone.js", "/.well-known/gone", "/assets/%"])(
    "%s is a file that is not there, and no page",
    async (path) => {
      expect((await get(path)).status).toBe(404);
    },
  );

  test("pages come with the policy of the template, byte for byte", async () => {
    const answer = await get("/vragen");
    const template = JSON.parse(
      readFileSync(join(inject("assembly"), "Personeelsloket.template.json"), "utf8"),
    );
    const { SecurityHeadersConfig } = template.Resources.PageHeaders.Properties.ResponseHeadersPolicyConfig;
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "content-security-policy": SecurityHeadersConfig.ContentSecurityPolicy.ContentSecurityPolicy,
      "strict-transport-security": "max-age=63072000",
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "referrer-policy": "same-origin",
      "cross-origin-opener-policy": "same-origin-allow-popups",
      "cache-control": "no-cache",
    });
    expect(answer.headers.get("apigw-requestid")).toBeNull();
  });

  test("what the API answers keeps its own headers, and gets those of its policy", async () => {
    const answer = await get("/v1/me/tickets");
    expect([answer.status, answer.headers.get("content-type")]).toEqual([401, "application/problem+json"]);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "api-version": "1.0.0",
      "cache-control": "no-store",
      "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
      "strict-transport-security": "max-age=63072000",
    });
  });

  test("what is embedded may be loaded by a page of any site", async () => {
    const init = { headers: { origin: "https://intranet.example" } };
    const answer = await get("/embed/personeelsloket-vraag.js", init);
    expect(await answer.text()).toContain("ingebed");
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "access-control-allow-origin": "*",
      "cross-origin-resource-policy": "cross-origin",
      "content-type": "text/javascript; charset=utf-8",
    });
    expect((await get("/", init)).headers.get("access-control-allow-origin")).toBeNull();
  });

  test("a browser asks anew for what may change, and is told that it did not", async () => {
    const first = await get("/");
    const etag = first.headers.get("etag") ?? "";
    const again = await get("/", { headers: { "if-none-match": etag } });
    expect([again.status, await again.text()]).toEqual([304, ""]);
    const script = await get("/assets/page-B1c2D3e4.js");
    expect(script.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
  });

  test("pages are read and not written", async () => {
    expect((await get("/vragen", { method: "POST" })).status).toBe(403);
    const head = await get("/vragen", { method: "HEAD" });
    expect([head.status, await head.text()]).toEqual([200, ""]);
  });

  test("weaknesses can be reported", async () => {
    expect(await (await get("/.well-known/security.txt")).text()).toMatch(/^Contact: \S+\nExpires: \S+Z\n/);
  });

  test("somebody signs in, is known to the API for hours, and signs out; and no log line knows of a token", async () => {
    const { api } = host.urls;
    const browser = aBrowser();
    logs = [];
    const authorize = await browser.next(`${api}/session/login?return=/vragen`);
    const back = await browser.chooseAt(authorize, "medewerker-anna");
    expect((await browser.next(back)).href).toBe(`${api}/vragen`);
    const session = browser.cookiesOf(new URL(api).host).get("__Host-session") ?? "";
    expect((await browser.ask(`${api}/v1/me/tickets`)).status).toBe(200);
    expect((await browser.ask(`${api}/v1/configuration`)).status).toBe(403);

    await host.clock?.moveTo("2026-12-01T09:25:00Z");
    const answers = await Promise.all([1, 2, 3, 4].map(() => browser.ask(`${api}/v1/me/tickets`)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);

    const own = { "sec-fetch-site": "same-origin" };
    const foreign = await browser.ask(`${api}/session/logout`, { method: "POST" });
    expect(foreign.status).toBe(403);
    const out = await browser.ask(`${api}/session/logout`, { method: "POST", headers: own });
    expect(out.status).toBe(200);
    const { next } = (await out.json()) as { next: string };
    const goodbye = await browser.ask(next);
    expect([goodbye.status, await goodbye.text()]).toEqual([200, expect.stringContaining("Uitloggen")]);
    const after = await get("/v1/me/tickets", { headers: { cookie: `__Host-session=${session}` } });
    expect(after.status).toBe(401);
    const said = logs.join("\n");
    for (const secret of [session, back.searchParams.get("code") ?? "", "eyJ"])
      expect(said).not.toContain(secret);
  });
});

describe("a template with something else in its site", () => {
  const starting = (change: (site: Json, resources: Json) => void) => {
    const assembly = mkdtempSync(join(tmpdir(), "assembly-"));
    cpSync(inject("assembly"), assembly, { recursive: true });
    const file = join(assembly, "Personeelsloket.template.json");
    const template = JSON.parse(readFileSync(file, "utf8"));
    change(template.Resources.Site.Properties.DistributionConfig, template.Resources);
    writeFileSync(file, JSON.stringify(template));
    const namePrefix = `other-${process.pid}-${Date.now()}`;
    return startHost({ assembly, emulators, namePrefix, parameters, onLog: () => {} });
  };

  test.each<[string, (site: Json, resources: Json) => void, string]>([
    ["a firewall", (site) => (site.WebACLId = "x"), "the property WebACLId"],
    ["error pages", (site) => (site.CustomErrorResponses = []), "the property CustomErrorResponses"],
    ["a policy", (site) => (site.DefaultCacheBehavior.CachePolicyId = "x"), "the policy x"],
    ["an origin", (site) => (site.Origins[1].DomainName = "elders.example"), "the origin elders.example"],
    [
      "headers",
      (site) => delete site.CacheBehaviors[0].ResponseHeadersPolicyId,
      "without a response headers policy",
    ],
    [
      "a function elsewhere",
      (site) => (site.DefaultCacheBehavior.FunctionAssociations[0].EventType = "viewer-response"),
      "at a viewer's request",
    ],
    [
      "a header",
      (_, { PageHeaders }) =>
        (PageHeaders.Properties.ResponseHeadersPolicyConfig.SecurityHeadersConfig.XSSProtection = {}),
      "the property XSSProtection",
    ],
  ])("does not start for %s that the host does not know, and says which", async (_, change, sentence) => {
    await expect(starting(change)).rejects.toThrow(sentence);
  });
});

test.each([
  ["/v1/*", "/v1/tickets/1", true],
  ["/v1/*", "/v1", false],
  ["/v1/*", "/V1/x", false],
  ["/session", "/session/login", false],
  ["embed/*", "/embed/x", true],
  ["*.js", "/a/b.js", true],
  ["/a?c", "/abc", true],
  ["/a.c", "/abc", false],
])("the pattern %s and %s", (pattern, path, fits) => {
  expect(patternOf(pattern).test(path)).toBe(fits);
});

const aRequest = (headers: Record<string, string> = {}) =>
  ({ method: "GET", url: "/a?b=c", headers, socket: {} }) as unknown as IncomingMessage;

describe("a CloudFront function", () => {
  test("sees the request as CloudFront shows it, may answer itself, and keeps nothing between calls", async () => {
    const edge = edgeFunction(`var calls = 0; async function handler(event) {
      calls++;
      return { statusCode: 200, headers: { "x-calls": { value: String(calls) } }, body: JSON.stringify(event.request) };
    }`);
    await edge(aRequest(), "/a");
    const answer = await edge(aRequest({ cookie: "one=1; two=2", accept: "*/*" }), "/a");
    expect(answer).toMatchObject({ status: 200, headers: { "x-calls": "1" } });
    expect(JSON.parse("body" in answer ? String(answer.body) : "")).toEqual({
      method: "GET",
      uri: "/a",
      querystring: { b: { value: "c" } },
      headers: { accept: { value: "*/*" } },
      cookies: { one: { value: "1" }, two: { value: "2" } },
    });
  });

  test("has no network, no modules and no process", async () => {
    const edge = edgeFunction(`function handler(event) {
      event.request.uri = [typeof fetch, typeof require, typeof process].join();
      return event.request;
    }`);
    expect(await edge(aRequest(), "/")).toEqual({ uri: "undefined,undefined,undefined" });
  });
});

test("a header of a policy stands in place of the answer's own only where the policy says so", () => {
  const policy = headersPolicyOf("Policy", {
    ResponseHeadersPolicyConfig: {
      CustomHeadersConfig: {
        Items: [
          { Header: "X-One", Value: "policy", Override: true },
          { Header: "X-Two", Value: "policy", Override: false },
        ],
      },
    },
  });
  const answer = { status: 200, headers: { "x-one": "own", "x-two": "own" }, body: "" };
  expect(dressed(answer, policy, aRequest()).headers).toEqual({ "x-one": "policy", "x-two": "own" });
});
