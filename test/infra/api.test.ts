import { expect, test } from "vitest";
import { pascal } from "../../infra/names.ts";
import { operations, routes } from "../../shared/contract/operations.ts";
import { sessionRoutes } from "../../shared/contract/session.ts";
import { idIn, synthesize } from "./given.ts";

const stack = synthesize();
const [api] = stack.of("AWS::ApiGatewayV2::Api");
const [stage] = stack.of("AWS::ApiGatewayV2::Stage");

/** Route key to the function that answers it. */
const functionOfRoute = Object.fromEntries(
  stack.of("AWS::ApiGatewayV2::Route").map(({ properties }) => {
    const integration = stack.the(idIn(properties.Target["Fn::Join"][1][1]));
    return [properties.RouteKey, idIn(integration.properties.IntegrationUri)];
  }),
);

test("every operation of the contract has a route, and it leads to the function that the contract names", () => {
  const wanted = routes.map((route) => [route, `${pascal(operations[route].function)}Function`]);
  const sessions = sessionRoutes.map((route) => [route, "SessionFunction"]);
  expect(functionOfRoute).toEqual({
    ...Object.fromEntries([...wanted, ...sessions]),
    $default: "CatalogueFunction",
  });
});

test("each function has one integration, in payload format 2.0", () => {
  const integrations = stack.of("AWS::ApiGatewayV2::Integration");
  const uris = integrations.map(({ properties }) => idIn(properties.IntegrationUri));
  expect(new Set(uris).size).toBe(uris.length);
  expect(integrations.map(({ properties }) => properties.PayloadFormatVersion)).toEqual(
    uris.map(() => "2.0"),
  );
});

test("no function needs more than two permissions, however many routes lead to it", () => {
  const permissions = stack
    .of("AWS::Lambda::Permission")
    .filter(({ properties }) => properties.Principal === "apigateway.amazonaws.com")
    .map(({ properties }) => idIn(properties.FunctionName));
  for (const name of new Set(permissions)) {
    expect(permissions.filter((other) => other === name).length).toBeLessThanOrEqual(2);
  }
  expect(new Set(permissions)).toEqual(new Set(Object.values(functionOfRoute)));
});

test("the stack stays well below the 500 resources that CloudFormation allows", () => {
  expect(stack.all.length).toBeLessThan(450);
});

test("only the helpdesk's own pages and those that embed its form may call the API from a browser, without cookies", () => {
  const cors = api?.properties.CorsConfiguration;
  const [condition, several, own] = cors.AllowOrigins["Fn::If"];
  expect([condition, own]).toEqual(["HasEmbedOrigins", [{ Ref: "PublicUrl" }]]);
  expect(several["Fn::Split"][1]["Fn::Join"][1]).toEqual([{ Ref: "PublicUrl" }, { Ref: "EmbedOrigins" }]);
  expect(stack.template.Parameters.EmbedOrigins.Default).toBe("");
  expect(cors.AllowCredentials).toBeUndefined();
  expect(cors.AllowMethods).toEqual(["GET", "POST", "PUT"]);
  expect(cors.AllowHeaders).toEqual(
    expect.arrayContaining(["authorization", "content-type", "idempotency-key", "if-match", "organisation"]),
  );
  expect(cors.ExposeHeaders).toEqual(
    expect.arrayContaining(["etag", "api-version", "location", "retry-after"]),
  );
});

test("the access log says what was asked and how it went, and nothing of who asked", () => {
  const format = JSON.parse(stage?.properties.AccessLogSettings.Format);
  expect(Object.values(format).sort()).toEqual([
    "$context.integrationErrorMessage",
    "$context.integrationLatency",
    "$context.requestId",
    "$context.requestTimeEpoch",
    "$context.responseLatency",
    "$context.routeKey",
    "$context.status",
  ]);
});

test("requests are throttled, by default and as a deployment asks", () => {
  const settings = (context = {}) =>
    synthesize(context).of("AWS::ApiGatewayV2::Stage")[0]?.properties.DefaultRouteSettings;
  expect(settings()).toMatchObject({ ThrottlingRateLimit: 50, ThrottlingBurstLimit: 100 });
  expect(settings({ requestsPerSecond: "5", requestsAtOnce: "7", detailedMetrics: "true" })).toEqual({
    ThrottlingRateLimit: 5,
    ThrottlingBurstLimit: 7,
    DetailedMetricsEnabled: true,
  });
});

test("programs are told the helpdesk's own name, or the gateway's where it has none", () => {
  const [condition, own] = stack.template.Outputs.ApiUrl.Value["Fn::If"];
  expect([condition, own]).toEqual(["HasCertificate", { Ref: "PublicUrl" }]);
});
