import { Fn, Stack, Token, Validations } from "aws-cdk-lib";
import { CfnApi, CfnIntegration, CfnRoute, CfnStage } from "aws-cdk-lib/aws-apigatewayv2";
import { Metric } from "aws-cdk-lib/aws-cloudwatch";
import { ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { LogGroup } from "aws-cdk-lib/aws-logs";
import type { Construct } from "constructs";
import { operations, routes } from "../shared/contract/operations.ts";
import { sessionRoutes } from "../shared/contract/session.ts";
import type { Alarms } from "./alarms.ts";
import { type HelpdeskFunction, logsForThreeMonths } from "./functions.ts";
import type { HttpFunctions } from "./http.ts";
import { pascal } from "./names.ts";
import type { Parameters } from "./parameters.ts";
import type { Settings } from "./settings.ts";

export type ApiProps = {
  functions: HttpFunctions;
  session: HelpdeskFunction;
  parameters: Parameters;
  settings: Settings;
  alarms: Alarms;
};

/**
 * The gateway, from the table of operations. Its parts are CloudFormation's own: one integration and one permission
 * per function, since a permission per route outgrows a function's policy, and only the deployment would say so.
 */
export function makeApi(
  scope: Construct,
  { functions, session, parameters, settings, alarms }: ApiProps,
): CfnApi {
  const api = new CfnApi(scope, "Api", {
    name: Stack.of(scope).stackName,
    protocolType: "HTTP",
    corsConfiguration: corsFor(parameters),
  });
  const targets = Object.fromEntries(
    Object.entries(functions).map(([name, httpFunction]) => [name, integrate(scope, api, httpFunction)]),
  );
  for (const routeKey of routes) route(scope, api, routeKey, targets[operations[routeKey].function]);
  const toSession = integrate(scope, api, session);
  for (const routeKey of sessionRoutes) route(scope, api, routeKey, toSession);
  route(scope, api, "$default", targets.catalogue);
  openStage(scope, api, settings);
  alarms.raise("ApiFails", {
    metric: new Metric({
      namespace: "AWS/ApiGateway",
      metricName: "5xx",
      dimensionsMap: { ApiId: api.ref },
      statistic: "Sum",
    }),
    threshold: 1,
    what: "The API answers with a failure of its own (5xx).",
    impact: "people cannot ask, read or answer questions, or lose what they just did",
  });
  return api;
}

/** No cookies: a session is of our own pages, which need none of this, and the embedded form brings a token. */
function corsFor({ publicUrl, embedOrigins, hasEmbedOrigins }: Parameters): CfnApi.CorsProperty {
  const origins = Fn.conditionIf(
    hasEmbedOrigins.logicalId,
    Fn.split(",", Fn.join(",", [publicUrl, embedOrigins])),
    [publicUrl],
  );
  return {
    allowOrigins: Token.asList(origins),
    allowMethods: [...new Set(routes.map((key) => key.split(" ")[0] ?? ""))].sort(),
    allowHeaders: ["authorization", "content-type", "idempotency-key", "if-match", "organisation"],
    exposeHeaders: ["api-version", "etag", "location", "retry-after"],
    maxAge: 3600,
  };
}

/** @returns what a route names as its target */
function integrate(scope: Construct, api: CfnApi, httpFunction: HelpdeskFunction): string {
  const { id } = httpFunction.node;
  const integration = new CfnIntegration(scope, `${id}Integration`, {
    apiId: api.ref,
    integrationType: "AWS_PROXY",
    integrationUri: httpFunction.functionArn,
    payloadFormatVersion: "2.0",
  });
  httpFunction.addPermission("Gateway", {
    principal: new ServicePrincipal("apigateway.amazonaws.com"),
    sourceArn: Stack.of(scope).formatArn({ service: "execute-api", resource: api.ref, resourceName: "*/*" }),
  });
  return `integrations/${integration.ref}`;
}

function route(scope: Construct, api: CfnApi, routeKey: string, target: string | undefined): void {
  const made = new CfnRoute(scope, `Route${pascal(routeKey)}`, { apiId: api.ref, routeKey, target });
  Validations.of(made).acknowledge({
    id: "AwsSolutions-APIG4",
    reason:
      "Functions verify tokens themselves: the gateway's authorizer turns lists in claims into text, and its refusals are no problem+json.",
  });
}

function openStage(scope: Construct, api: CfnApi, settings: Settings): void {
  // Under this prefix AWS keeps the right to deliver logs in one place, instead of adding to a policy that fills up.
  const logGroupName = `/aws/vendedlogs/${Stack.of(scope).stackName}/api`;
  const logs = new LogGroup(scope, "ApiLogs", { ...logsForThreeMonths, logGroupName });
  new CfnStage(scope, "ApiStage", {
    apiId: api.ref,
    stageName: "$default",
    autoDeploy: true,
    accessLogSettings: { destinationArn: logs.logGroupArn, format: JSON.stringify(accessLog) },
    defaultRouteSettings: {
      throttlingRateLimit: settings.requestsPerSecond,
      throttlingBurstLimit: settings.requestsAtOnce,
      // Off: six paid metrics for each route cost more than all else here, and the log tells the same.
      detailedMetricsEnabled: settings.detailedMetrics,
    },
  });
}

/** Nothing of a person: no address, no browser, no path or query as it was sent. */
const accessLog = {
  at: "$context.requestTimeEpoch",
  requestId: "$context.requestId",
  route: "$context.routeKey",
  status: "$context.status",
  milliseconds: "$context.responseLatency",
  functionMilliseconds: "$context.integrationLatency",
  fault: "$context.integrationErrorMessage",
};
