import { request as rawRequest } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Functions, type Invocation, Throttled } from "../../infra/local/functions.ts";
import { type Gateway, matchRoute, startGateway } from "../../infra/local/http-api.ts";

describe("routes", () => {
  const routes = [
    "GET /v1/tickets/{ticketId}",
    "GET /v1/tickets/index",
    "POST /v1/tickets/{ticketId}/replies",
    "ANY /v1/tickets/{ticketId}",
    "GET /{proxy+}",
    "GET /v1/files/{path+}",
    "ANY /v1/{proxy+}",
    "$default",
  ].map((key) => ({ key, functionName: "f", timeoutMillis: 1 }));

  test.each([
    ["GET", "/v1/tickets/7", "GET /v1/tickets/{ticketId}", { ticketId: "7" }],
    ["GET", "/v1/tickets/index", "GET /v1/tickets/index", undefined],
    ["DELETE", "/v1/tickets/7", "ANY /v1/tickets/{ticketId}", { ticketId: "7" }],
    ["POST", "/v1/tickets/7/replies", "POST /v1/tickets/{ticketId}/replies", { ticketId: "7" }],
    ["GET", "/v1/tickets/7/replies", "ANY /v1/{proxy+}", { proxy: "tickets/7/replies" }],
    ["GET", "/v1/files/a/b.pdf", "GET /v1/files/{path+}", { path: "a/b.pdf" }],
    ["GET", "/about/us", "GET /{proxy+}", { proxy: "about/us" }],
    ["POST", "/about/us", "$default", undefined],
    ["GET", "/", "$default", undefined],
  ])("%s %s goes to %s", (method, path, key, pathParameters) => {
    const match = matchRoute(routes, method, path);
    expect(match?.route.key).toBe(key);
    expect(match?.pathParameters).toEqual(pathParameters);
  });

  test("without $default a path that no route knows matches nothing", () => {
    expect(matchRoute(routes.slice(0, 3), "GET", "/v2")).toBeUndefined();
  });
});

describe("the gateway", () => {
  let gateway: Gateway;
  let events: Record<string, unknown>[] = [];
  let outcome: () => Promise<Invocation>;
  const logged: string[] = [];

  beforeAll(async () => {
    gateway = await startGateway(0, ({ text }) => logged.push(text));
    const invoke = async (_: string, payload: string) => {
      events.push(JSON.parse(payload));
      return outcome();
    };
    gateway.serve(
      {
        apiId: "api",
        stage: "$default",
        routes: [
          { key: "POST /v1/tickets/{ticketId}/replies", functionName: "f", timeoutMillis: 200 },
          { key: "GET /v1/tickets", functionName: "f", timeoutMillis: 200 },
        ],
        cors: {
          AllowOrigins: ["https://loket.example"],
          AllowMethods: ["GET", "POST"],
          AllowHeaders: ["authorization"],
          ExposeHeaders: ["etag"],
          AllowCredentials: true,
          MaxAge: 600,
        },
      },
      { invoke } as unknown as Functions,
    );
  });
  afterAll(() => gateway.stop());

  async function call(path: string, answer: unknown, init: RequestInit = {}) {
    events = [];
    outcome = async () => ({ requestId: "r", payload: JSON.stringify(answer) ?? "null" });
    const response = await fetch(gateway.url + path, init);
    return { response, text: await response.text(), event: events[0] };
  }

  test("hands over an event of payload format 2.0", async () => {
    const { event } = await call("/v1/tickets/a%20b/replies?x=1&y=%C3%A9&x=2", null, {
      method: "POST",
      headers: {
        "Content-Type": "application/json; charset=utf-8",
        Cookie: "one=1; two=2",
        "X-Two": "a",
        Accept: "*/*",
      },
      body: '{"text":"hé"}',
    });
    expect(event).toMatchObject({
      version: "2.0",
      routeKey: "POST /v1/tickets/{ticketId}/replies",
      rawPath: "/v1/tickets/a b/replies",
      rawQueryString: "x=1&y=%C3%A9&x=2",
      cookies: ["one=1", "two=2"],
      headers: {
        "content-type": "application/json; charset=utf-8",
        "x-two": "a",
        "x-forwarded-proto": "http",
      },
      queryStringParameters: { x: "1,2", y: "é" },
      pathParameters: { ticketId: "a b" },
      requestContext: {
        accountId: "000000000000",
        apiId: "api",
        stage: "$default",
        routeKey: "POST /v1/tickets/{ticketId}/replies",
        http: {
          method: "POST",
          path: "/v1/tickets/a b/replies",
          protocol: "HTTP/1.1",
          sourceIp: "127.0.0.1",
        },
        time: expect.stringMatching(/^\d\d\/\w{3}\/\d{4}:\d\d:\d\d:\d\d \+0000$/),
        timeEpoch: expect.any(Number),
        requestId: expect.any(String),
      },
      body: '{"text":"hé"}',
      isBase64Encoded: false,
    });
    expect(event?.headers).not.toHaveProperty("cookie");
  });

  test("logs the path, and not the query, which may name somebody", async () => {
    logged.length = 0;
    await call("/v1/tickets?person=medewerker-anna&q=van%20dijk", null);
    expect(logged).toEqual([expect.stringMatching(/^GET \/v1\/tickets 200 in \d+ ms$/)]);
  });

  test("leaves out what a request does not have", async () => {
    const { event } = await call("/v1/tickets", null);
    for (const field of ["body", "cookies", "queryStringParameters", "pathParameters"])
      expect(event).not.toHaveProperty(field);
  });

  test("a header that comes twice is joined by a comma", async () => {
    await new Promise<void>((resolve) => {
      outcome = async () => ({ requestId: "r", payload: "null" });
      events = [];
      rawRequest(`${gateway.url}/v1/tickets`, { headers: { "X-Many": ["a", "b"] } }, (response) => {
        response.resume().on("end", resolve);
      }).end();
    });
    expect(events[0]?.headers).toMatchObject({ "x-many": "a,b" });
  });

  test.each(["application/octet-stream", "application/x-www-form-urlencoded", "image/png"])(
    "a body of %s arrives as base64",
    async (type) => {
      const init = { method: "POST", headers: { "content-type": type }, body: new Uint8Array([1, 2, 255]) };
      const { event } = await call("/v1/tickets/1/replies", null, init);
      expect(event).toMatchObject({ body: "AQL/", isBase64Encoded: true });
    },
  );

  test("an answer with a status code goes out as it says", async () => {
    const { response, text } = await call("/v1/tickets", {
      statusCode: 201,
      headers: { "Content-Type": "text/html", ETag: '"3"' },
      cookies: ["one=1; Path=/", "two=2"],
      body: "<p>ja</p>",
    });
    expect([response.status, text]).toEqual([201, "<p>ja</p>"]);
    expect(response.headers.get("content-type")).toBe("text/html");
    expect(response.headers.get("etag")).toBe('"3"');
    expect(response.headers.getSetCookie()).toEqual(["one=1; Path=/", "two=2"]);
  });

  test("an answer without a status code is JSON with status 200", async () => {
    const { response, text } = await call("/v1/tickets", { tickets: [] });
    expect([response.status, response.headers.get("content-type"), text]).toEqual([
      200,
      "application/json",
      '{"tickets":[]}',
    ]);
  });

  test("a base64 answer goes out as bytes", async () => {
    const { text } = await call("/v1/tickets", {
      statusCode: 200,
      isBase64Encoded: true,
      body: btoa("PNG!"),
    });
    expect(text).toBe("PNG!");
  });

  test("an answer of an unreadable form is an internal error", async () => {
    const { response, text } = await call("/v1/tickets", { statusCode: 200, body: { not: "a text" } });
    expect([response.status, text]).toEqual([500, '{"message":"Internal Server Error"}']);
  });

  test("a function that fails is an internal error, one that is throttled or too slow is unavailable", async () => {
    const failing = { errorType: "Error", errorMessage: "secret" };
    const outcomes: [() => Promise<Invocation>, number, string][] = [
      [async () => ({ requestId: "r", payload: "", error: failing }), 500, "Internal Server Error"],
      [() => Promise.reject(new Throttled("Rate Exceeded.")), 503, "Service Unavailable"],
      [() => new Promise(() => {}), 503, "Service Unavailable"],
    ];
    for (const [next, status, message] of outcomes) {
      outcome = next;
      const response = await fetch(`${gateway.url}/v1/tickets`);
      expect([response.status, await response.json()]).toEqual([status, { message }]);
    }
  });

  test("a path without a route is not found", async () => {
    const { response, text, event } = await call("/v2", null);
    expect([response.status, text, event]).toEqual([404, '{"message":"Not Found"}', undefined]);
  });

  test("a body over 10 MB and headers over 10,240 bytes never reach a function", async () => {
    const large = await call("/v1/tickets/1/replies", null, {
      method: "POST",
      body: new Uint8Array(10 * 1024 * 1024 + 1),
    });
    expect([large.response.status, large.text, large.event]).toEqual([
      413,
      '{"message":"Request Entity Too Large"}',
      undefined,
    ]);
    const wide = await call("/v1/tickets", null, { headers: { "x-wide": "x".repeat(10_240) } });
    expect([wide.response.status, wide.event]).toEqual([431, undefined]);
  });

  test("the gateway answers a preflight itself", async () => {
    const preflight = (origin: string) =>
      call("/v1/tickets", null, {
        method: "OPTIONS",
        headers: {
          origin,
          "access-control-request-method": "POST",
          "access-control-request-headers": "authorization",
        },
      });
    const { response, event } = await preflight("https://loket.example");
    expect(response.status).toBe(204);
    expect(event).toBeUndefined();
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "access-control-allow-origin": "https://loket.example",
      "access-control-allow-methods": "GET,POST",
      "access-control-allow-headers": "authorization",
      "access-control-allow-credentials": "true",
      "access-control-max-age": "600",
    });
    const foreign = await preflight("https://elsewhere.example");
    expect(foreign.response.headers.get("access-control-allow-origin")).toBeNull();
  });

  test("the gateway's CORS headers stand in place of the function's own", async () => {
    const own = { statusCode: 200, headers: { "Access-Control-Allow-Origin": "*" }, body: "" };
    const from = (origin: string) => call("/v1/tickets", own, { headers: { origin } });
    const { response } = await from("https://loket.example");
    expect(response.headers.get("access-control-allow-origin")).toBe("https://loket.example");
    expect(response.headers.get("access-control-expose-headers")).toBe("etag");
    expect(
      (await from("https://elsewhere.example")).response.headers.get("access-control-allow-origin"),
    ).toBeNull();
  });
});
