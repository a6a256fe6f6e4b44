import type { APIGatewayProxyEventV2, Context } from "aws-lambda";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { handler } from "../../functions/http/session.ts";
import { loadSession } from "../../functions/store/sessions.ts";
import { type Issuer, startIssuer, systemClient } from "../../infra/local/issuer.ts";
import { readPeople } from "../../infra/local/people.ts";
import type { SessionView } from "../../shared/contract/session.ts";
import { type ABrowser, aBrowser } from "../a-browser.ts";
import { type InProcess, inProcess, itemsIn, sendInProcess } from "../in-process.ts";

const site = "http://127.0.0.1:3000";
const people = readPeople();
let api: InProcess;
let issuer: Issuer;
/** What the issuer was asked for, so that a test can count. */
let asked: string[] = [];

beforeAll(async () => {
  [api, issuer] = await Promise.all([inProcess(), startIssuer({ people })]);
  process.env.ISSUERS = JSON.stringify([{ issuer: issuer.url, audience: "personeelsloket-api" }]);
  process.env.PUBLIC_URL = site;
  const really = globalThis.fetch;
  vi.spyOn(globalThis, "fetch").mockImplementation((address, init) => {
    if (String(address).startsWith(issuer.url)) asked.push(new URL(String(address)).pathname);
    return really(address, init);
  });
});
afterAll(async () => {
  vi.restoreAllMocks();
  await Promise.all([api.stop(), issuer.stop()]);
});

const start = Date.parse("2026-12-01T09:00:00Z");
const minutes = (count: number) => count * 60_000;
const clockAt = (ms: number) => vi.setSystemTime(start + ms);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
  clockAt(0);
  asked = [];
});
afterEach(() => void vi.useRealTimers());

/** The pages' own routes in this process, the API's too, and the issuer over HTTP. */
const send = (async (address: string | URL, init: RequestInit = {}) => {
  const url = new URL(address);
  if (url.origin !== site) return fetch(url, init);
  const { cookie, ...headers } = (init.headers ?? {}) as Record<string, string>;
  const method = init.method ?? "GET";
  if (!url.pathname.startsWith("/session")) {
    const sent = { ...headers, ...(cookie && { cookie }) };
    const answer = await sendInProcess(url.href, { method, headers: sent, body: init.body as string });
    return new Response(await answer.text(), { status: answer.status });
  }
  const event = {
    routeKey: `${method} ${url.pathname}`,
    rawPath: url.pathname,
    headers,
    ...(cookie && { cookies: cookie.split("; ") }),
    queryStringParameters: Object.fromEntries(url.searchParams),
    requestContext: { requestId: "test", http: { method, path: url.pathname } },
  } as unknown as APIGatewayProxyEventV2;
  const { statusCode, headers: given, cookies = [], body } = await handler(event, {} as Context);
  const answered = new Headers(given as Record<string, string>);
  for (const line of cookies) answered.append("set-cookie", line);
  return new Response(body ?? null, { status: statusCode ?? 500, headers: answered });
}) as typeof fetch;

const own = { "sec-fetch-site": "same-origin" };
const at = (path: string) => `${site}${path}`;

async function signedIn(person: string, returnTo = "/vragen"): Promise<ABrowser> {
  const browser = aBrowser(send);
  const authorize = await browser.next(at(`/session/login?return=${encodeURIComponent(returnTo)}`));
  const back = await browser.chooseAt(authorize, person);
  expect((await browser.next(back)).href).toBe(at(returnTo));
  return browser;
}

const cookieOf = (browser: ABrowser) => browser.cookiesOf(new URL(site).host).get("__Host-session") ?? "";
const tickets = (browser: ABrowser, headers: Record<string, string> = {}) =>
  browser.ask(at("/v1/me/tickets"), { headers });
const codeOf = async (response: Response) => ((await response.json()) as { code?: string }).code;
const refreshes = () => asked.filter((path) => path === "/token").length;

describe("signing in on the pages", () => {
  test("goes by code and PKCE, and ends where somebody was", async () => {
    const browser = aBrowser(send);
    const authorize = await browser.next(at("/session/login?return=/vragen/tkt_1%3Fdeel=2"));
    expect(authorize.origin).toBe(issuer.url);
    const sent = Object.fromEntries(authorize.searchParams);
    expect(sent).toMatchObject({
      client_id: "personeelsloket",
      response_type: "code",
      code_challenge_method: "S256",
      redirect_uri: at("/session/callback"),
      scope: "openid",
    });
    for (const part of ["state", "nonce", "code_challenge"]) expect(sent[part]).toMatch(/^[\w-]{22,43}$/);
    const back = await browser.chooseAt(authorize, "medewerker-anna");
    const home = await browser.ask(back);
    expect([home.status, home.headers.get("location")]).toEqual([303, at("/vragen/tkt_1?deel=2")]);
    const [forgotten, session] = home.headers.getSetCookie();
    expect(forgotten).toMatch(/^__Host-login-[\w-]+=; .*Max-Age=0$/);
    expect(session).toMatch(/^__Host-session=[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=Lax$/);
    expect((await tickets(browser)).status).toBe(200);
  });

  test("keeps what is secret from the table: of the session its hash, of the refresh token a sealed box", async () => {
    const browser = await signedIn("medewerker-anna");
    const stored = JSON.stringify(await itemsIn(api.table));
    expect(stored).not.toContain(cookieOf(browser));
    // A JWT has full stops, a sealed box has none.
    expect(stored).not.toMatch(/eyJ[\w-]*\./);
    const session = await loadSession(api.table, cookieOf(browser));
    expect(session?.refreshToken).toMatch(/^[\w-]{60,}$/);
  });

  test("in two windows at once is no trouble", async () => {
    const browser = aBrowser(send);
    const [one, other] = [
      await browser.next(at("/session/login?return=/een")),
      await browser.next(at("/session/login?return=/twee")),
    ];
    const back = await browser.chooseAt(other, "medewerker-anna");
    expect((await browser.next(back)).pathname).toBe("/twee");
    expect((await browser.next(await browser.chooseAt(one, "medewerker-anna"))).pathname).toBe("/een");
  });

  test("many times without finishing does not fill up the cookies", async () => {
    const browser = aBrowser(send);
    for (let i = 0; i < 12; i++) await browser.next(at("/session/login"));
    expect(browser.cookiesOf(new URL(site).host).size).toBeLessThanOrEqual(5);
  });

  test("anew ends the session before", async () => {
    const browser = await signedIn("medewerker-anna");
    const before = cookieOf(browser);
    await browser.next(await browser.chooseAt(await browser.next(at("/session/login")), "medewerker-anna"));
    expect(cookieOf(browser)).not.toBe(before);
    expect(await loadSession(api.table, before)).toBeUndefined();
  });

  test.each([
    "https://elders.example/",
    "//elders.example",
    "/\\elders.example",
    "\\\\elders.example",
    "/\t/elders.example",
    "/\n/elders.example",
    "javascript:alert(1)",
    "elders.example",
    "",
    "/ /elders.example",
    `/${"a".repeat(1000)}`,
    "/session/login",
    "/v1/me/tickets",
    "/é",
  ])("never leads elsewhere: %j ends at the start page", async (returnTo) => {
    const browser = aBrowser(send);
    const authorize = await browser.next(at(`/session/login?return=${encodeURIComponent(returnTo)}`));
    const back = await browser.chooseAt(authorize, "medewerker-anna");
    expect((await browser.next(back)).href).toBe(at("/"));
  });

  test("with a doctored cookie does not lead elsewhere either", async () => {
    const browser = aBrowser(send);
    const authorize = await browser.next(at("/session/login"));
    const cookies = browser.cookiesOf(new URL(site).host);
    for (const [name, value] of cookies) {
      const begun = JSON.parse(Buffer.from(value, "base64url").toString());
      const doctored = { ...begun, returnTo: "//elders.example" };
      cookies.set(name, Buffer.from(JSON.stringify(doctored)).toString("base64url"));
    }
    expect((await browser.next(await browser.chooseAt(authorize, "medewerker-anna"))).href).toBe(at("/"));
  });

  const failure = async (browser: ABrowser, address: URL | string) => (await browser.next(address)).href;

  test("with a code that another browser asked for fails", async () => {
    const [mine, theirs] = [aBrowser(send), aBrowser(send)];
    const back = await theirs.chooseAt(await theirs.next(at("/session/login")), "medewerker-bilal");
    await mine.next(at("/session/login"));
    expect(await failure(mine, back)).toBe(at("/?sign-in=expired"));
    expect(cookieOf(mine)).toBe("");
  });

  test("fails when the identity provider says no, when the code was used, and when the nonce is another's", async () => {
    const browser = aBrowser(send);
    const authorize = await browser.next(at("/session/login"));
    const state = authorize.searchParams.get("state");
    expect(await failure(browser, at(`/session/callback?state=${state}&error=access_denied`))).toBe(
      at("/?sign-in=refused"),
    );

    const again = await browser.next(at("/session/login"));
    const back = await browser.chooseAt(again, "medewerker-anna");
    const kept = new Map(browser.cookiesOf(new URL(site).host));
    await browser.next(back);
    const replaying = aBrowser(send);
    for (const [name, value] of kept) replaying.cookiesOf(new URL(site).host).set(name, value);
    expect(await failure(replaying, back)).toBe(at("/?sign-in=refused"));

    const third = aBrowser(send);
    const asking = await third.next(at("/session/login"));
    asking.searchParams.set("nonce", "another");
    expect(await failure(third, await third.chooseAt(asking, "medewerker-anna"))).toBe(
      at("/?sign-in=refused"),
    );
  });

  test("fails kindly while the identity provider is out of reach", async () => {
    const issuers = process.env.ISSUERS;
    process.env.ISSUERS = JSON.stringify([{ issuer: "http://127.0.0.1:9", audience: "x" }]);
    expect(await failure(aBrowser(send), at("/session/login"))).toBe(at("/?sign-in=unavailable"));
    process.env.ISSUERS = issuers;
  });
});

describe("who is signed in", () => {
  test("is told with what the pages need", async () => {
    const row = { givenName: "Hugo", prefix: "van", familyName: "Pool", language: "en" };
    const body = { rows: [{ personId: "flexpool-hugo", ...row }] };
    const token = await systemToken();
    const imported = await sendInProcess(at("/v1/people/imports"), {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    expect(imported.status).toBe(200);
    const browser = await signedIn("flexpool-hugo");
    const view = (await (await browser.ask(at("/session"))).json()) as SessionView;
    expect(view).toMatchObject({
      person: "flexpool-hugo",
      name: "Hugo van Pool",
      language: "en",
      idleMinutes: 30,
      endsAt: "2026-12-01T19:00:00.000Z",
    });
    expect(view.memberships.map(({ organisation, address }) => [organisation, address])).toEqual([
      ["vechterhout", "je"],
      ["anderhout", "je"],
    ]);
    expect(view.memberships[0]?.roles).toContain("employee");
  });

  test("is nobody without a session, and nobody is told of a person by an invented one", async () => {
    const nobody = await send(at("/session"));
    expect([nobody.status, await codeOf(nobody)]).toEqual([401, "not-signed-in"]);
    const invented = await send(at("/session"), { headers: { cookie: `__Host-session=${"x".repeat(43)}` } });
    expect([invented.status, await codeOf(invented)]).toEqual([401, "token-refused"]);
  });
});

async function systemToken(): Promise<string> {
  const { id, secret } = systemClient;
  const response = await fetch(`${issuer.url}/token`, {
    method: "POST",
    headers: { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString("base64")}` },
    body: new URLSearchParams({ grant_type: "client_credentials" }),
  });
  return ((await response.json()) as { access_token: string }).access_token;
}

describe("a session", () => {
  test("asks the issuer anew once its word is old, and knows then what has changed", async () => {
    const browser = await signedIn("medewerker-anna");
    clockAt(minutes(9));
    await tickets(browser);
    expect(refreshes()).toBe(1);
    const anna = people.find(({ id }) => id === "medewerker-anna");
    const before = anna?.memberships;
    if (anna) anna.memberships = [{ organisation: "vechterhout", roles: ["employee", "editor"], desks: [] }];
    clockAt(minutes(11));
    expect((await tickets(browser)).status).toBe(200);
    expect(refreshes()).toBe(2);
    const view = (await (await browser.ask(at("/session"))).json()) as SessionView;
    expect(view.memberships[0]?.roles).toEqual(["employee", "editor"]);
    if (anna && before) anna.memberships = before;
  });

  test("asks once for all requests that come together", async () => {
    const browser = await signedIn("medewerker-anna");
    clockAt(minutes(11));
    const answers = await Promise.all(Array.from({ length: 8 }, () => tickets(browser)));
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200));
    expect(refreshes()).toBe(2);
    clockAt(minutes(22));
    expect((await tickets(browser)).status).toBe(200);
  });

  test("ends when the issuer no longer knows it", async () => {
    const browser = await signedIn("medewerker-anna");
    vi.mocked(fetch).mockImplementationOnce(async () =>
      Response.json({ error: "invalid_grant" }, { status: 400 }),
    );
    clockAt(minutes(11));
    expect(await codeOf(await tickets(browser))).toBe("token-refused");
    expect((await loadSession(api.table, cookieOf(browser)))?.refreshToken).toBeUndefined();
    clockAt(0);
    expect(await codeOf(await tickets(browser))).toBe("token-refused");
  });

  test("outlives an issuer that is away for a moment", async () => {
    const browser = await signedIn("medewerker-anna");
    vi.mocked(fetch).mockImplementationOnce(async () => new Response("", { status: 502 }));
    clockAt(minutes(11));
    const away = await tickets(browser);
    expect([away.status, await codeOf(away)]).toEqual([503, "busy"]);
    expect((await tickets(browser)).status).toBe(200);
  });

  test("waits for who asks the issuer, and asks in their place when nothing comes of it", async () => {
    const browser = await signedIn("medewerker-anna");
    clockAt(minutes(11));
    vi.mocked(fetch).mockImplementationOnce(() => new Promise(() => {}));
    const stuck = tickets(browser);
    await expect
      .poll(async () => (await loadSession(api.table, cookieOf(browser)))?.refreshingUntil)
      .toBeDefined();
    const waiting = tickets(browser);
    clockAt(minutes(11) + 9_000);
    expect((await waiting).status).toBe(200);
    void stuck;
  });

  test("ends after half an hour of nothing, and not while somebody is at work", async () => {
    const browser = await signedIn("medewerker-anna");
    for (let at = 20; at <= 80; at += 20) {
      clockAt(minutes(at));
      expect((await tickets(browser)).status, `${at} minutes`).toBe(200);
    }
    clockAt(minutes(80 + 30) - 1);
    expect((await browser.ask(at("/session"))).status).toBe(200);
    clockAt(minutes(80 + 60));
    expect(await codeOf(await tickets(browser))).toBe("token-refused");
  });

  test("is not kept alive by a page that only looks what is new, and is by somebody who types", async () => {
    const browser = await signedIn("loket-femke");
    const news = (doing: string) => browser.ask(at(`/v1/desks/frontoffice/changes?doing=${doing}`));
    clockAt(minutes(20));
    expect((await news("typing")).status).toBe(200);
    clockAt(minutes(40));
    expect((await news("looking")).status).toBe(200);
    clockAt(minutes(51));
    expect(await codeOf(await news("looking"))).toBe("token-refused");
  });

  test("ends after ten hours, whatever is done", async () => {
    const browser = await signedIn("medewerker-anna");
    for (let at = 25; at < 600; at += 25) {
      clockAt(minutes(at));
      expect((await tickets(browser)).status, `${at} minutes`).toBe(200);
    }
    clockAt(minutes(600) - 1);
    expect((await tickets(browser)).status).toBe(200);
    clockAt(minutes(600));
    expect((await tickets(browser)).status).toBe(401);
  });

  test("of an issuer that is believed no longer is none", async () => {
    const browser = await signedIn("medewerker-anna");
    const issuers = process.env.ISSUERS;
    process.env.ISSUERS = JSON.stringify([{ issuer: "http://127.0.0.1:9", audience: "x" }]);
    expect(await codeOf(await tickets(browser))).toBe("token-refused");
    process.env.ISSUERS = issuers;
  });

  test("is written down at most once a minute", async () => {
    const browser = await signedIn("medewerker-anna");
    const seenAt = async () => (await loadSession(api.table, cookieOf(browser)))?.seenAt;
    const first = await seenAt();
    clockAt(59_999);
    await tickets(browser);
    expect(await seenAt()).toBe(first);
    clockAt(60_000);
    await tickets(browser);
    expect(await seenAt()).toBe("2026-12-01T09:01:00.000Z");
  });
});

describe("a change by cookie", () => {
  const ask = (browser: ABrowser, headers: Record<string, string>) =>
    browser.ask(at("/v1/tickets"), {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify({ text: "Waarom is mijn toeslag lager?", topic: "overwerk_toelage" }),
    });

  test("comes from a page of our own", async () => {
    const browser = await signedIn("medewerker-anna");
    expect((await ask(browser, own)).status).toBe(201);
  });

  test.each([["cross-site"], ["same-site"], ["none"], [undefined]])("of %s is refused", async (from) => {
    const browser = await signedIn("medewerker-anna");
    const answer = await ask(browser, from === undefined ? {} : { "sec-fetch-site": from });
    expect([answer.status, await codeOf(answer)]).toEqual([403, "not-from-our-pages"]);
  });

  test("is refused before anything else is looked at", async () => {
    const answer = await sendInProcess(at("/v1/tickets"), {
      method: "POST",
      headers: { cookie: "__Host-session=x", "sec-fetch-site": "cross-site" },
      body: "{",
    });
    expect(JSON.parse(await answer.text()).code).toBe("not-from-our-pages");
  });

  test("and a token at once is refused, whichever of them is right", async () => {
    const browser = await signedIn("medewerker-anna");
    for (const authorization of ["Bearer x", "Basic x", ""]) {
      const answer = await tickets(browser, { authorization });
      expect([answer.status, await codeOf(answer)], authorization).toEqual([400, "two-credentials"]);
    }
  });

  test("two sessions at once are none", async () => {
    const browser = await signedIn("medewerker-anna");
    const session = `__Host-session=${cookieOf(browser)}`;
    const answer = await send(at("/v1/me/tickets"), { headers: { cookie: `${session}; ${session}` } });
    expect(await codeOf(answer)).toBe("not-signed-in");
  });
});

describe("signing out", () => {
  test("ends the session, the refresh token and the cookie, and leads to the identity provider without a token", async () => {
    const browser = await signedIn("medewerker-anna");
    const session = cookieOf(browser);
    asked = [];
    const answer = await browser.ask(at("/session/logout"), { method: "POST", headers: own });
    const { next } = (await answer.json()) as { next: string };
    expect(answer.status).toBe(200);
    expect(answer.headers.getSetCookie()).toEqual([
      "__Host-session=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0",
    ]);
    expect(Object.fromEntries(new URL(next).searchParams)).toEqual({
      client_id: "personeelsloket",
      post_logout_redirect_uri: at("/"),
    });
    expect(asked).toEqual(["/token/revocation"]);
    const after = await send(at("/v1/me/tickets"), { headers: { cookie: `__Host-session=${session}` } });
    expect(after.status).toBe(401);
  });

  test("is not done for another page", async () => {
    const browser = await signedIn("medewerker-anna");
    const answer = await browser.ask(at("/session/logout"), {
      method: "POST",
      headers: { "sec-fetch-site": "same-site" },
    });
    expect([answer.status, await codeOf(answer)]).toEqual([403, "not-from-our-pages"]);
    expect((await tickets(browser)).status).toBe(200);
  });

  test("twice, or without a session, is as well", async () => {
    const answer = await send(at("/session/logout"), { method: "POST", headers: own });
    expect(answer.status).toBe(200);
  });

  test("while a request asks the issuer is not undone by its answer", async () => {
    const browser = await signedIn("medewerker-anna");
    const session = cookieOf(browser);
    clockAt(minutes(11));
    const nothing = () => {};
    let release = nothing;
    const really = vi.mocked(fetch).getMockImplementation() as typeof fetch;
    vi.mocked(fetch).mockImplementationOnce(async (...request) => {
      const answer = await really(...request);
      await new Promise<void>((resolve) => {
        release = resolve;
      });
      return answer;
    });
    const slow = tickets(browser);
    await expect.poll(async () => (await loadSession(api.table, session))?.refreshingUntil).toBeDefined();
    await expect.poll(() => release).not.toBe(nothing);
    await browser.ask(at("/session/logout"), { method: "POST", headers: own });
    release();
    expect((await slow).status).toBe(401);
    expect(await loadSession(api.table, session)).toBeUndefined();
  });
});
