import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, extname, join } from "node:path";
import {
  CfnOutput,
  CustomResource,
  Duration,
  Fn,
  RemovalPolicy,
  Stack,
  Token,
  Validations,
} from "aws-cdk-lib";
import type { CfnApi } from "aws-cdk-lib/aws-apigatewayv2";
import {
  CachePolicy,
  CfnDistribution,
  CfnFunction,
  CfnOriginAccessControl,
  OriginRequestPolicy,
} from "aws-cdk-lib/aws-cloudfront";
import { PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { BlockPublicAccess, Bucket, BucketEncryption } from "aws-cdk-lib/aws-s3";
import type { Construct } from "constructs";
import { type bundle, bundlesOf } from "./bundle.ts";
import { type FunctionProps, HelpdeskFunction } from "./functions.ts";
import { makeHeaders } from "./headers.ts";
import type { Parameters } from "./parameters.ts";

export type SiteProps = Pick<FunctionProps, "values"> & {
  code: ReturnType<typeof bundle>;
  api: CfnApi;
  parameters: Parameters;
  /** The built pages. */
  pagesFolder: string;
  /** Where to report a weakness. */
  securityContact: string;
};

/** Pages and API under one name: files from a bucket that nobody else reads, and the gateway behind two paths. */
export function makeSite(scope: Construct, { api, parameters, ...props }: SiteProps): void {
  const bucket = makeBucket(scope);
  const headers = makeHeaders(scope);
  const readsBucket = new CfnOriginAccessControl(scope, "SiteAccess", {
    originAccessControlConfig: {
      name: `${Stack.of(scope).stackName}-site`,
      originAccessControlOriginType: "s3",
      signingBehavior: "always",
      signingProtocol: "sigv4",
    },
  });
  const toGateway = (pathPattern: string): CfnDistribution.CacheBehaviorProperty => ({
    pathPattern,
    targetOriginId: "api",
    viewerProtocolPolicy: "https-only",
    allowedMethods: ["GET", "HEAD", "OPTIONS", "PUT", "PATCH", "POST", "DELETE"],
    cachePolicyId: CachePolicy.CACHING_DISABLED.cachePolicyId,
    originRequestPolicyId: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER.originRequestPolicyId,
    responseHeadersPolicyId: headers.api,
    compress: true,
  });
  const fromBucket = {
    targetOriginId: "files",
    viewerProtocolPolicy: "redirect-to-https",
    allowedMethods: ["GET", "HEAD"],
    cachePolicyId: CachePolicy.CACHING_OPTIMIZED.cachePolicyId,
    compress: true,
  };
  const distribution = new CfnDistribution(scope, "Site", {
    distributionConfig: {
      enabled: true,
      comment: Stack.of(scope).stackName,
      httpVersion: "http2and3",
      ipv6Enabled: true,
      priceClass: "PriceClass_100",
      ...onOwnName(parameters),
      origins: [
        {
          id: "files",
          domainName: bucket.bucketRegionalDomainName,
          originAccessControlId: readsBucket.attrId,
          s3OriginConfig: { originAccessIdentity: "" },
        },
        {
          id: "api",
          domainName: Fn.select(2, Fn.split("/", api.attrApiEndpoint)),
          customOriginConfig: { originProtocolPolicy: "https-only", originSslProtocols: ["TLSv1.2"] },
        },
      ],
      // In this order; the first that fits a path is taken.
      cacheBehaviors: [
        toGateway("/v1/*"),
        toGateway("/session"),
        toGateway("/session/*"),
        // Other sites load the form from here, so a missing file stays missing.
        { ...fromBucket, pathPattern: "/embed/*", responseHeadersPolicyId: headers.embed },
      ],
      defaultCacheBehavior: {
        ...fromBucket,
        responseHeadersPolicyId: headers.pages,
        functionAssociations: [
          { eventType: "viewer-request", functionArn: makeFallback(scope).attrFunctionArn },
        ],
      },
    },
  });
  acknowledge(distribution);
  letRead(bucket, distribution);
  placePages(scope, { ...props, bucket });
  new CfnOutput(scope, "DomainTarget", {
    description: "What the helpdesk's own name in the DNS points to",
    value: distribution.attrDomainName,
  });
}

function makeBucket(scope: Construct): Bucket {
  const bucket = new Bucket(scope, "SiteFiles", {
    encryption: BucketEncryption.S3_MANAGED,
    enforceSSL: true,
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    // The function that fills it empties it first; all of it can be built again.
    removalPolicy: RemovalPolicy.DESTROY,
  });
  Validations.of(bucket).acknowledge({
    id: "AwsSolutions-S1",
    reason: "It holds the pages that anybody may see, and CloudFront alone reads it.",
  });
  return bucket;
}

/** May list too: without that right S3 answers 403 where a file is missing, and with it 404. */
function letRead(bucket: Bucket, distribution: CfnDistribution): void {
  const arn = Stack.of(bucket).formatArn({
    service: "cloudfront",
    region: "",
    resource: "distribution",
    resourceName: distribution.ref,
  });
  const rights = { "s3:GetObject": bucket.arnForObjects("*"), "s3:ListBucket": bucket.bucketArn };
  for (const [action, resource] of Object.entries(rights)) {
    bucket.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal("cloudfront.amazonaws.com")],
        actions: [action],
        resources: [resource],
        conditions: { StringEquals: { "AWS:SourceArn": arn } },
      }),
    );
  }
}

/** Without a certificate it answers at the name that CloudFront gave it. */
function onOwnName({ publicUrl, certificateArn, hasCertificate }: Parameters) {
  const nothing = Fn.ref("AWS::NoValue");
  const withCertificate = (value: unknown, without: unknown = nothing) =>
    Fn.conditionIf(hasCertificate.logicalId, value, without);
  return {
    aliases: Token.asList(withCertificate([Fn.select(2, Fn.split("/", publicUrl))])),
    viewerCertificate: {
      acmCertificateArn: withCertificate(certificateArn).toString(),
      sslSupportMethod: withCertificate("sni-only").toString(),
      minimumProtocolVersion: withCertificate("TLSv1.2_2021").toString(),
      cloudFrontDefaultCertificate: withCertificate(nothing, true),
    },
  };
}

/**
 * The page itself finds out what to show at an address. Files stand at the root, under /assets and under /.well-known;
 * a dot elsewhere is one of a ticket's or a person's id.
 */
const singlePage = `function handler(event) {
  var request = event.request;
  var isFile = /^\\/(assets\\/|\\.well-known\\/|[^/]+\\.[a-z0-9]+$)/.test(request.uri);
  if (!isFile) request.uri = "/index.html";
  return request;
}
`;

function makeFallback(scope: Construct): CfnFunction {
  return new CfnFunction(scope, "SinglePage", {
    name: `${Stack.of(scope).stackName}-single-page`,
    autoPublish: true,
    functionCode: singlePage,
    functionConfig: {
      comment: "Every address that is no file is the page",
      runtime: "cloudfront-js-2.0",
    },
  });
}

type PagesProps = Pick<SiteProps, "values" | "code" | "pagesFolder" | "securityContact"> & { bucket: Bucket };

/**
 * The pages lie beside the code of the function that puts them in the bucket: a deployment needs no rights to read
 * other buckets and no program but ours. CDK's own BucketDeployment brings Python, a layer of 40 MB and wildcards.
 */
function placePages(
  scope: Construct,
  { code, values, pagesFolder, securityContact, bucket }: PagesProps,
): void {
  const folder = join(bundlesOf(scope), "deploy/pages/pages");
  rmSync(folder, { recursive: true, force: true });
  cpSync(pagesFolder, folder, { recursive: true });
  const securityFile = join(folder, ".well-known/security.txt");
  mkdirSync(dirname(securityFile), { recursive: true });
  writeFileSync(securityFile, securityText(securityContact, new Date()));

  const pages = new HelpdeskFunction(scope, "PagesFunction", {
    description: "Puts the pages where CloudFront finds them",
    trigger: "deploy",
    needs: "pages",
    values,
    code: code("deploy/pages"),
  });
  pages.addToRolePolicy(new PolicyStatement({ actions: ["s3:ListBucket"], resources: [bucket.bucketArn] }));
  pages.addToRolePolicy(
    new PolicyStatement({
      actions: ["s3:PutObject", "s3:DeleteObject"],
      resources: [bucket.arnForObjects("*")],
    }),
  );
  Validations.of(pages.role ?? pages).acknowledge({
    id: "AwsSolutions-IAM5[Resource::<SiteFiles.Arn>/*]",
    reason: "The names of the files come with each build, and the bucket holds nothing else.",
  });
  const placed = new CustomResource(scope, "Pages", {
    serviceToken: pages.functionArn,
    resourceType: "Custom::Pages",
    serviceTimeout: Duration.minutes(5),
    properties: { Bucket: bucket.bucketName, Files: filesIn(folder) },
  });
  // The rights come before the deed, and at the end of the stack go after it.
  placed.node.addDependency(pages.role ?? pages, bucket);
}

type PageFile = { key: string; contentType: string; cacheControl: string; sha256: string };

function filesIn(folder: string): PageFile[] {
  const keys = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll("\\", "/"),
    );
  return keys.sort().map((key) => ({
    key,
    contentType: typeOf(key),
    cacheControl: isNamedByContent(key) ? "public, max-age=31536000, immutable" : "no-cache",
    // A file that changes changes this, and so CloudFormation hears of it.
    sha256: createHash("sha256")
      .update(readFileSync(join(folder, key)))
      .digest("hex"),
  }));
}

/** As Vite names them: `desk-Dk3fX9_a.js`. Whatever else may change under its name is asked for anew each time. */
const isNamedByContent = (key: string) => /^(?:assets|embed)\/.*-[\w-]{8}\.\w+$/.test(key);

const types: Record<string, string> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".map": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".webmanifest": "application/manifest+json",
  ".webp": "image/webp",
  ".woff2": "font/woff2",
};

function typeOf(key: string): string {
  const type = types[extname(key)];
  if (!type) throw new Error(`${key}: infra/site.ts does not know what kind of file this is`);
  return type;
}

/** RFC 9116. It expires within a year of the deployment, and changes once a month, so that most deployments leave it alone. */
export function securityText(contact: string, at: Date): string {
  const expires = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 11, 1));
  return `Contact: ${contact}\nExpires: ${expires.toISOString()}\nPreferred-Languages: nl, en\n`;
}

function acknowledge(distribution: CfnDistribution): void {
  const reasons = {
    "AwsSolutions-CFR1": "People ask their questions from wherever they are.",
    "AwsSolutions-CFR2": "A firewall costs more than all else here; the gateway limits the rate of requests.",
    "AwsSolutions-CFR3": "CloudFront's log would keep people's addresses and the queries they sent.",
    "AwsSolutions-CFR4":
      "With a certificate it is TLS 1.2 at least; CloudFront's own name knows no such choice.",
  };
  for (const [id, reason] of Object.entries(reasons))
    Validations.of(distribution).acknowledge({ id, reason });
}
