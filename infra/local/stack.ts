import { type Mapping, mappingOf } from "./event-sources.ts";
import { HostError } from "./host-error.ts";
import type { CorsConfiguration, HttpApi, Route } from "./http-api.ts";
import {
  functionArn,
  hostedType,
  type Named,
  type Place,
  physicalName,
  ruleArn,
  valueOfResource,
} from "./resource-types.ts";
import { scheduleOf } from "./schedule-expression.ts";
import type { Rule, RuleTarget } from "./schedules.ts";
import { filesPlaced, type Site, siteOf } from "./site.ts";
import { headersPolicyOf } from "./site-headers.ts";
import { type Assembly, type Json, resolveTemplate } from "./template.ts";

export type StackOptions = {
  parameters: Record<string, string>;
  namePrefix: string | undefined;
  place: Place;
};

/** A function on this machine always takes the event, so that nothing is retried or left over on the way to it. */
const targetLeaves = ["Id", "RetryPolicy", "DeadLetterConfig"];

/** The template with physical names: what is where on this machine. */
export function placeStack(
  { template, stackName }: Assembly,
  { parameters, namePrefix, place }: StackOptions,
) {
  const named = new Map<string, Named>();
  const resolver = resolveTemplate(template, {
    stackName,
    parameters,
    valueOf: attributeOf,
    // CDK writes an API's address as its id and AWS's domain; here the API listens on this machine.
    rewrite: (text) =>
      text.replace(/https:\/\/l[0-9a-f]{9}\.execute-api\.[a-z0-9-]+\.amazonaws\.com/, place.apiUrl),
  });
  const { typeOf } = resolver;

  function attributeOf(logicalId: string, attribute: string | undefined): Json {
    return valueOfResource(typeOf(logicalId), nameOf(logicalId), attribute, place);
  }

  function idOf(logicalId: string): string {
    return String(attributeOf(logicalId, undefined));
  }

  function nameOf(logicalId: string): Named {
    const known = named.get(logicalId);
    if (known) return known;
    const type = typeOf(logicalId);
    const nameProperty = hostedType(type)?.nameProperty;
    const properties = template.Resources[logicalId]?.Properties ?? {};
    // Only the name itself is resolved here, since other properties may refer back to this resource.
    const given = nameProperty && nameProperty in properties && resolver.propertyOf(logicalId, nameProperty);
    const wanted = given
      ? [namePrefix, given].filter(Boolean).join("-")
      : `${namePrefix ?? stackName}-${logicalId}`;
    const resource = { logicalId, name: physicalName(type, wanted), properties };
    named.set(logicalId, resource);
    return resource;
  }

  function of(type: string): Named[] {
    return resolver.logicalIds
      .filter((logicalId) => typeOf(logicalId) === type)
      .map((logicalId) => ({ ...nameOf(logicalId), properties: resolver.propertiesOf(logicalId) }));
  }

  /** By logical id, with or without the eight digits that CDK puts behind it, or else by the one that begins so. */
  function find(prefix: string, type?: string): Named {
    const ids = resolver.logicalIds.filter((logicalId) => !type || typeOf(logicalId) === type);
    const exact = ids.filter((id) => id === prefix || new RegExp(`^${prefix}[0-9A-F]{8}$`).test(id));
    const begins = ids.filter((id) => id.startsWith(prefix) && hostedType(typeOf(id))?.nameProperty);
    const [found, second] = exact.length > 0 ? exact : begins;
    if (!found) throw new HostError(`The template has no hosted resource ${prefix}.`);
    if (second) throw new HostError(`${prefix} could be any of ${begins.join(", ")}.`);
    return nameOf(found);
  }

  function mapping({ logicalId, properties }: Named): Mapping {
    const arn = properties.EventSourceArn;
    const source =
      of("AWS::SQS::Queue").find((queue) => attributeOf(queue.logicalId, "Arn") === arn) ??
      of("AWS::DynamoDB::Table").find((table) => attributeOf(table.logicalId, "StreamArn") === arn);
    if (!source)
      throw new HostError(`${logicalId} reads ${arn}, which is no queue or table of this template.`);
    return mappingOf(idOf(logicalId), functionNamed(properties.FunctionName), source.logicalId, properties);
  }

  function rule({ logicalId, name, properties }: Named): Rule {
    const { ScheduleExpression, State, Targets } = properties;
    if (typeof ScheduleExpression !== "string")
      throw new HostError(`${logicalId} has no schedule, and the host runs no other rules.`);
    return {
      logicalId,
      arn: ruleArn(name),
      schedule: scheduleOf(ScheduleExpression),
      isEnabled: State !== "DISABLED",
      targets: ((Targets ?? []) as Target[]).map((target) => ruleTarget(logicalId, target)),
    };
  }

  type Target = { Id: string; Arn: string; Input?: string };

  function ruleTarget(logicalId: string, { Arn, Input, ...others }: Target): RuleTarget {
    const unknown = Object.keys(others).find((property) => !targetLeaves.includes(property));
    if (unknown)
      throw new HostError(
        `A target of ${logicalId} has the property ${unknown}, which the host does not know.`,
      );
    return { functionName: functionNamed(Arn), input: Input };
  }

  function httpApi(): HttpApi | undefined {
    const [api, second] = of("AWS::ApiGatewayV2::Api");
    if (second) throw new HostError("The host serves one HTTP API, and the template has more.");
    if (!api) return undefined;
    if (api.properties.ProtocolType !== "HTTP") throw new HostError(`${api.logicalId} is not an HTTP API.`);
    const integrations = new Map(of("AWS::ApiGatewayV2::Integration").map(integration));
    return {
      apiId: idOf(api.logicalId),
      stage: String(of("AWS::ApiGatewayV2::Stage")[0]?.properties.StageName ?? "$default"),
      routes: of("AWS::ApiGatewayV2::Route").map((resource) => route(resource, integrations)),
      cors: api.properties.CorsConfiguration as CorsConfiguration | undefined,
    };
  }

  type Integration = Omit<Route, "key">;

  function integration({ logicalId, properties }: Named): [target: string, Integration] {
    const { IntegrationType, PayloadFormatVersion, IntegrationUri, TimeoutInMillis } = properties;
    if (IntegrationType !== "AWS_PROXY" || String(PayloadFormatVersion) !== "2.0") {
      throw new HostError(`${logicalId} is not a function integration with payload format 2.0.`);
    }
    const functionName = functionNamed(IntegrationUri);
    return [
      `integrations/${idOf(logicalId)}`,
      { functionName, timeoutMillis: Number(TimeoutInMillis ?? 30_000) },
    ];
  }

  function route({ logicalId, properties }: Named, integrations: Map<string, Integration>): Route {
    const target = integrations.get(String(properties.Target));
    if (!target)
      throw new HostError(`${logicalId} leads to ${properties.Target}, which is no integration here.`);
    if ((properties.AuthorizationType ?? "NONE") !== "NONE") {
      throw new HostError(`${logicalId} has an authorizer, which the host does not know.`);
    }
    return { key: String(properties.RouteKey), ...target };
  }

  /** @param folderOf where the code of a function lies, by its name */
  function site(folderOf: (functionName: string) => string): Site | undefined {
    const [distribution, second] = of("AWS::CloudFront::Distribution");
    if (second) throw new HostError("The host serves one distribution, and the template has more.");
    if (!distribution) return undefined;
    const placed = of("Custom::Pages").map((pages) => ({
      bucket: String(pages.properties.Bucket),
      files: filesPlaced(pages, folderOf(functionNamed(pages.properties.ServiceToken))),
    }));
    const having = (type: string, attribute: string, value: string) =>
      of(type).find(({ logicalId }) => attributeOf(logicalId, attribute) === value);
    return siteOf(distribution, {
      apiHost: new URL(place.apiUrl).host,
      filesOf: (domain) => {
        const bucket = having("AWS::S3::Bucket", "RegionalDomainName", domain);
        return placed.find((pages) => pages.bucket === bucket?.name)?.files;
      },
      edgeCode: (arn) =>
        having("AWS::CloudFront::Function", "FunctionARN", arn)?.properties.FunctionCode as
          | string
          | undefined,
      headersPolicy: (id) => {
        const policy = having("AWS::CloudFront::ResponseHeadersPolicy", "Id", id);
        return policy && headersPolicyOf(policy.logicalId, policy.properties);
      },
    });
  }

  /** By name, by ARN, or by the address that a gateway invokes it at. */
  function functionNamed(reference: Json | undefined): string {
    const wanted = String(reference);
    const found = of("AWS::Lambda::Function").find(
      ({ name }) =>
        wanted === name ||
        wanted === functionArn(name) ||
        wanted.endsWith(`${functionArn(name)}/invocations`),
    );
    if (!found) throw new HostError(`The template calls the function ${wanted}, which it does not define.`);
    return found.name;
  }

  return { of, idOf, typeOf, find, mapping, rule, httpApi, site, outputs: resolver.outputs };
}
