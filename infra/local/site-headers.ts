import type { IncomingMessage } from "node:http";
import { HostError } from "./host-error.ts";
import type { Answer } from "./http-api.ts";
import type { Json, Properties } from "./template.ts";

type Header = { name: string; value: string; isOverride: boolean };
type Cors = { origins: string[]; methods: string[]; headers: string[]; isOverride: boolean };

export type HeadersPolicy = { headers: Header[]; cors: Cors | undefined };

/** A response headers policy of CloudFront, as the template has it. */
export function headersPolicyOf(logicalId: string, properties: Properties): HeadersPolicy {
  const config = properties.ResponseHeadersPolicyConfig as Properties;
  refuseOthers(logicalId, config, [
    "Name",
    "Comment",
    "SecurityHeadersConfig",
    "CustomHeadersConfig",
    "CorsConfig",
  ]);
  const security = (config.SecurityHeadersConfig ?? {}) as Record<string, Properties>;
  refuseOthers(logicalId, security, Object.keys(securityHeaders));
  const custom = ((config.CustomHeadersConfig as Properties | undefined)?.Items ?? []) as Properties[];
  return {
    headers: [
      ...Object.entries(security).map(([name, given]) => securityHeader(name, given)),
      ...custom.map(({ Header, Value, Override }) => ({
        name: String(Header).toLowerCase(),
        value: String(Value),
        isOverride: Override === true,
      })),
    ],
    cors: config.CorsConfig ? corsOf(config.CorsConfig as Properties) : undefined,
  };
}

const securityHeaders: Record<string, [name: string, value: (given: Properties) => string]> = {
  ContentSecurityPolicy: [
    "content-security-policy",
    ({ ContentSecurityPolicy }) => String(ContentSecurityPolicy),
  ],
  ContentTypeOptions: ["x-content-type-options", () => "nosniff"],
  FrameOptions: ["x-frame-options", ({ FrameOption }) => String(FrameOption)],
  ReferrerPolicy: ["referrer-policy", ({ ReferrerPolicy }) => String(ReferrerPolicy)],
  StrictTransportSecurity: [
    "strict-transport-security",
    ({ AccessControlMaxAgeSec, IncludeSubdomains, Preload }) =>
      [
        `max-age=${AccessControlMaxAgeSec}`,
        ...(IncludeSubdomains === true ? ["includeSubDomains"] : []),
        ...(Preload === true ? ["preload"] : []),
      ].join("; "),
  ],
};

function securityHeader(config: string, given: Properties): Header {
  const [name, valueIn] = securityHeaders[config] ?? [config, () => ""];
  return { name, value: valueIn(given), isOverride: given.Override === true };
}

function corsOf(config: Properties): Cors {
  const items = (given: Json | undefined) => ((given as Properties | undefined)?.Items ?? []) as string[];
  return {
    origins: items(config.AccessControlAllowOrigins),
    methods: items(config.AccessControlAllowMethods),
    headers: items(config.AccessControlAllowHeaders),
    isOverride: config.OriginOverride === true,
  };
}

/** The answer with the headers of the policy: in place of its own where the policy says so, else where it has none. */
export function dressed(answer: Answer, { headers, cors }: HeadersPolicy, request: IncomingMessage): Answer {
  const all = [...headers, ...(cors ? corsHeaders(cors, request) : [])];
  const added = all.filter(({ name, isOverride }) => isOverride || !(name in answer.headers));
  return {
    ...answer,
    headers: {
      ...answer.headers,
      ...Object.fromEntries(added.map(({ name, value }) => [name, value])),
    },
  };
}

/** Only what comes from another page says its origin, and only that is answered. */
function corsHeaders({ origins, methods, headers, isOverride }: Cors, request: IncomingMessage): Header[] {
  const { origin } = request.headers;
  if (!origin || !(origins.includes("*") || origins.includes(origin))) return [];
  const values = {
    "access-control-allow-origin": origins.includes("*") ? "*" : origin,
    ...(request.method === "OPTIONS" && {
      "access-control-allow-methods": methods.join(", "),
      "access-control-allow-headers": headers.join(", "),
    }),
  };
  return Object.entries(values).map(([name, value]) => ({ name, value, isOverride }));
}

function refuseOthers(logicalId: string, given: Json, known: string[]): void {
  const unknown = Object.keys(given as Properties).find((name) => !known.includes(name));
  if (unknown) throw new HostError(`${logicalId} has the property ${unknown}, which the host does not know.`);
}
