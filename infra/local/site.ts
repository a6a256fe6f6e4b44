import { readFileSync } from "node:fs";
import type { IncomingMessage } from "node:http";
import { join } from "node:path";
import { HostError } from "./host-error.ts";
import type { Answer } from "./http-api.ts";
import type { Named } from "./resource-types.ts";
import { type Edge, edgeFunction } from "./site-function.ts";
import { dressed, type HeadersPolicy } from "./site-headers.ts";
import type { Json, Properties } from "./template.ts";

/** What a bucket of pages holds, by key. */
export type SiteFiles = ReadonlyMap<string, SiteFile>;
type SiteFile = { path: string; contentType: string; cacheControl: string; etag: string };

type Behaviour = {
  /** Of the default behaviour none. */
  pattern: RegExp | undefined;
  methods: string[];
  origin: "api" | SiteFiles;
  edge: Edge | undefined;
  headers: HeadersPolicy;
};

/** In the order in which they are tried; the default stands last. */
export type Site = Behaviour[];

/** What a distribution refers to, by the values that its properties hold here. */
export type SiteParts = {
  /** Host and port of the gateway. */
  apiHost: string;
  filesOf(bucketDomain: string): SiteFiles | undefined;
  edgeCode(functionArn: string): string | undefined;
  headersPolicy(id: string): HeadersPolicy | undefined;
};

/** Answers as the distribution would: the first behaviour that fits, its function, its origin, its headers. */
export async function answerAsSite(
  site: Site,
  request: IncomingMessage,
  toApi: (request: IncomingMessage) => Promise<Answer>,
): Promise<Answer> {
  const [path = "/"] = (request.url ?? "/").split("?", 1);
  const behaviour = site.find(({ pattern }) => pattern?.test(path) ?? true);
  if (!behaviour) throw new HostError("A distribution has a default behaviour.");
  return dressed(await answered(behaviour, path, request, toApi), behaviour.headers, request);
}

async function answered(
  { methods, origin, edge }: Behaviour,
  path: string,
  request: IncomingMessage,
  toApi: (request: IncomingMessage) => Promise<Answer>,
): Promise<Answer> {
  if (!methods.includes(request.method ?? "GET")) return plain(403, "This method is not allowed here.");
  if (origin === "api") return toApi(request);
  const asked = edge ? await edge(request, path) : { uri: path };
  return "status" in asked ? asked : fileAt(origin, asked.uri, request);
}

function fileAt(files: SiteFiles, uri: string, request: IncomingMessage): Answer {
  const file = files.get(keyIn(uri));
  if (!file) return plain(404, "There is no such file.");
  const headers = { "content-type": file.contentType, "cache-control": file.cacheControl, etag: file.etag };
  if (request.headers["if-none-match"] === file.etag) return { status: 304, headers, body: "" };
  return { status: 200, headers, body: readFileSync(file.path) };
}

function keyIn(uri: string): string {
  try {
    return decodeURIComponent(uri.slice(1));
  } catch {
    return uri.slice(1);
  }
}

const plain = (status: number, body: string): Answer => ({
  status,
  headers: { "content-type": "text/plain;charset=utf-8" },
  body,
});

/** What the function of `Custom::Pages` would put into its bucket: it lies beside that function's code. */
export function filesPlaced({ properties }: Named, codeFolder: string): SiteFiles {
  const files = (properties.Files ?? []) as {
    key: string;
    contentType: string;
    cacheControl: string;
    sha256: string;
  }[];
  return new Map(
    files.map(({ key, sha256, ...file }) => [
      key,
      { ...file, path: join(codeFolder, "pages", key), etag: `"${sha256.slice(0, 32)}"` },
    ]),
  );
}

const honouredOfSite = ["Enabled", "Origins", "CacheBehaviors", "DefaultCacheBehavior"];
const leftOfSite: Record<string, string> = {
  Aliases: "the host has no name but the loopback address",
  Comment: "matters to who operates an account",
  HttpVersion: "the host speaks HTTP/1.1",
  IPV6Enabled: "the host listens on the loopback address only",
  PriceClass: "the host stands in one place",
  ViewerCertificate: "the host speaks plain http on the loopback address",
};
const honouredOfBehaviour = [
  "AllowedMethods",
  "CachePolicyId",
  "FunctionAssociations",
  "OriginRequestPolicyId",
  "PathPattern",
  "ResponseHeadersPolicyId",
  "TargetOriginId",
];
const leftOfBehaviour: Record<string, string> = {
  Compress: "nothing is won on one machine",
  ViewerProtocolPolicy: "the host speaks plain http on the loopback address",
};

/** AWS's own policies that the host keeps to. It caches nothing itself: the headers tell the browser what it may keep. */
const knownPolicies: Record<string, string> = {
  "4135ea2d-6df8-44a3-9df3-4b5a84be39ad": "CachingDisabled",
  "658327ea-f89d-4fab-a63d-7e88639e58f6": "CachingOptimized",
  "b689b0a8-53d0-40ab-baf2-68738e2966ac": "AllViewerExceptHostHeader",
};

export function siteOf({ logicalId, properties }: Named, parts: SiteParts): Site {
  const config = properties.DistributionConfig as Properties;
  refuseOthers(logicalId, config, honouredOfSite, leftOfSite);
  if (config.Enabled !== true) throw new HostError(`${logicalId} is not enabled.`);
  const origins = new Map(
    ((config.Origins ?? []) as Properties[]).map((one) => originOf(logicalId, one, parts)),
  );
  const behaviours = [
    ...((config.CacheBehaviors ?? []) as Properties[]),
    config.DefaultCacheBehavior as Properties,
  ];
  return behaviours.map((behaviour) => behaviourOf(logicalId, behaviour, origins, parts));
}

function originOf(
  site: string,
  origin: Properties,
  { apiHost, filesOf }: SiteParts,
): [id: string, Behaviour["origin"]] {
  refuseOthers(site, origin, ["Id", "DomainName", "CustomOriginConfig", "S3OriginConfig"], {
    OriginAccessControlId: "the host does not check permissions",
  });
  const domain = String(origin.DomainName);
  const found = origin.CustomOriginConfig && domain === apiHost ? "api" : filesOf(domain);
  if (!found)
    throw new HostError(`${site} has the origin ${domain}, which is neither the API nor a bucket here.`);
  return [String(origin.Id), found];
}

function behaviourOf(
  site: string,
  behaviour: Properties,
  origins: ReadonlyMap<string, Behaviour["origin"]>,
  { edgeCode, headersPolicy }: SiteParts,
): Behaviour {
  refuseOthers(site, behaviour, honouredOfBehaviour, leftOfBehaviour);
  for (const id of [behaviour.CachePolicyId, behaviour.OriginRequestPolicyId])
    if (id !== undefined && !knownPolicies[String(id)])
      throw new HostError(`${site} has the policy ${id}, which the host does not know.`);
  const origin = origins.get(String(behaviour.TargetOriginId));
  const headers = headersPolicy(String(behaviour.ResponseHeadersPolicyId));
  if (!origin) throw new HostError(`${site} has no origin ${behaviour.TargetOriginId}.`);
  if (!headers) throw new HostError(`${site} has a behaviour without a response headers policy of its own.`);
  return {
    pattern: behaviour.PathPattern === undefined ? undefined : patternOf(String(behaviour.PathPattern)),
    methods: (behaviour.AllowedMethods ?? ["GET", "HEAD"]) as string[],
    origin,
    edge: edgeOf(site, (behaviour.FunctionAssociations ?? []) as Properties[], edgeCode),
    headers,
  };
}

function edgeOf(
  site: string,
  [association, second]: Properties[],
  edgeCode: SiteParts["edgeCode"],
): Edge | undefined {
  if (!association) return undefined;
  const code = edgeCode(String(association.FunctionARN));
  if (second || association.EventType !== "viewer-request" || code === undefined)
    throw new HostError(`${site}: the host runs one function of this template, at a viewer's request.`);
  return edgeFunction(code);
}

/** `*` is any text and `?` any character, over the whole path; upper and lower case differ. */
export function patternOf(pathPattern: string): RegExp {
  const escaped = pathPattern.replace(/[.+^${}()|[\]\\]/g, "\\$&");
  const whole = escaped.startsWith("/") || escaped.startsWith("*") ? escaped : `/${escaped}`;
  return new RegExp(`^${whole.replaceAll("*", ".*").replaceAll("?", ".")}$`);
}

function refuseOthers(site: string, given: Json, honoured: string[], left: Record<string, string>): void {
  const unknown = Object.keys(given as Properties).find((name) => !honoured.includes(name) && !left[name]);
  if (unknown) throw new HostError(`${site} has the property ${unknown}, which the host does not know.`);
}
