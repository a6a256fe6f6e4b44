import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { securityText } from "../../infra/site.ts";
import { codeOf, idIn, type Json, synthesize } from "./given.ts";

const stack = synthesize();
const site = stack.the("Site").properties.DistributionConfig;
const behaviours: Json[] = [...site.CacheBehaviors, site.DefaultCacheBehavior];
const policyOf = (behaviour: Json): Json =>
  stack.the(idIn(behaviour.ResponseHeadersPolicyId)).properties.ResponseHeadersPolicyConfig;

test("API and sessions go to the gateway, what is embedded and all else to the files, in this order", () => {
  expect(behaviours.map(({ PathPattern, TargetOriginId }) => [PathPattern, TargetOriginId])).toEqual([
    ["/v1/*", "api"],
    ["/session", "api"],
    ["/session/*", "api"],
    ["/embed/*", "files"],
    [undefined, "files"],
  ]);
});

test("nothing of the API is cached, and all that a browser sends arrives but the name of the host", () => {
  const toApi = behaviours.filter(({ TargetOriginId }) => TargetOriginId === "api");
  expect(toApi).toHaveLength(3);
  for (const behaviour of toApi) {
    expect(behaviour).toMatchObject({
      CachePolicyId: "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
      OriginRequestPolicyId: "b689b0a8-53d0-40ab-baf2-68738e2966ac",
      ViewerProtocolPolicy: "https-only",
    });
    expect(behaviour.AllowedMethods).toEqual(expect.arrayContaining(["POST", "PUT", "OPTIONS"]));
  }
});

test("the fallback to the page stands at the default alone, and no error of the API becomes a page", () => {
  for (const behaviour of site.CacheBehaviors) expect(behaviour.FunctionAssociations).toBeUndefined();
  expect(site.CustomErrorResponses).toBeUndefined();
  const [association] = site.DefaultCacheBehavior.FunctionAssociations;
  expect([association.EventType, idIn(association.FunctionARN)]).toEqual(["viewer-request", "SinglePage"]);
});

test("the gateway speaks TLS 1.2 and the bucket is read by this distribution alone", () => {
  const [files, api] = site.Origins;
  expect(idIn(files.OriginAccessControlId)).toBe("SiteAccess");
  expect(idIn(files.DomainName)).toBe("SiteFiles");
  expect(api.CustomOriginConfig).toEqual({
    OriginProtocolPolicy: "https-only",
    OriginSSLProtocols: ["TLSv1.2"],
  });
  const bucket = stack.the("SiteFiles");
  expect(Object.values(bucket.properties.PublicAccessBlockConfiguration)).toEqual([true, true, true, true]);
  const statements: Json[] = stack.the("SiteFilesPolicy").properties.PolicyDocument.Statement;
  const allowed = statements.filter(({ Effect }) => Effect === "Allow");
  expect(allowed.map(({ Action }) => Action)).toEqual(["s3:GetObject", "s3:ListBucket"]);
  for (const { Principal, Condition } of allowed) {
    expect(Principal).toEqual({ Service: "cloudfront.amazonaws.com" });
    expect(JSON.stringify(Condition.StringEquals["AWS:SourceArn"])).toContain('{"Ref":"Site"}');
  }
});

test("it stands at the helpdesk's own name where there is a certificate", () => {
  const orNothing = (value: Json) => ({ "Fn::If": ["HasCertificate", value, { Ref: "AWS::NoValue" }] });
  expect(site.ViewerCertificate).toEqual({
    AcmCertificateArn: orNothing({ Ref: "CertificateArn" }),
    SslSupportMethod: orNothing("sni-only"),
    MinimumProtocolVersion: orNothing("TLSv1.2_2021"),
    CloudFrontDefaultCertificate: { "Fn::If": ["HasCertificate", { Ref: "AWS::NoValue" }, true] },
  });
  expect(JSON.stringify(site.Aliases)).toContain('"PublicUrl"');
  expect(stack.template.Outputs.DomainTarget.Value).toEqual({ "Fn::GetAtt": ["Site", "DomainName"] });
});

test("pages run scripts and styles of their own only, none inline, and stand in nobody's frame", () => {
  const { ContentSecurityPolicy: given } = policyOf(site.DefaultCacheBehavior).SecurityHeadersConfig;
  const directives = Object.fromEntries(
    given.ContentSecurityPolicy.split("; ").map((directive: string) => {
      const [name, ...values] = directive.split(" ");
      return [name, values.join(" ")];
    }),
  );
  expect(directives).toMatchObject({
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "connect-src": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
  });
  expect(given.ContentSecurityPolicy).not.toContain("unsafe");
});

test("every answer keeps to TLS and to its type, and says nothing of where somebody was", () => {
  for (const behaviour of behaviours) {
    expect(policyOf(behaviour).SecurityHeadersConfig).toMatchObject({
      StrictTransportSecurity: { AccessControlMaxAgeSec: 63_072_000, Override: true },
      ContentTypeOptions: { Override: true },
      ReferrerPolicy: { ReferrerPolicy: "same-origin", Override: true },
    });
  }
});

test("what is embedded may be loaded by any site, and nothing else may", () => {
  const [embed] = behaviours.filter(({ PathPattern }) => PathPattern === "/embed/*");
  expect(policyOf(embed).CorsConfig).toMatchObject({
    AccessControlAllowOrigins: { Items: ["*"] },
    AccessControlAllowCredentials: false,
  });
  for (const behaviour of behaviours)
    if (behaviour !== embed) expect(policyOf(behaviour).CorsConfig).toBeUndefined();
});

test("files that are named by their content are kept for a year, all others are asked for anew", () => {
  const files: Json[] = stack.the("Pages").properties.Files;
  expect(Object.fromEntries(files.map(({ key, cacheControl }) => [key, cacheControl]))).toEqual({
    ".well-known/security.txt": "no-cache",
    "assets/page-B1c2D3e4.js": "public, max-age=31536000, immutable",
    "embed/personeelsloket-vraag.js": "no-cache",
    "index.html": "no-cache",
    "thema.css": "no-cache",
  });
  expect(files.find(({ key }) => key === "index.html").contentType).toBe("text/html; charset=utf-8");
});

test("each file lies beside the code of the function that puts it in its place", () => {
  const folder = codeOf(stack, stack.the("PagesFunction"));
  const served = (key: string) => readFileSync(join(folder, "pages", key), "utf8");
  expect(served("index.html")).toContain("Een pagina van het loket");
  expect(served(".well-known/security.txt")).toContain(
    "Contact: mailto:personeelsloket@vechterhout.example\n",
  );
});

test("a deployment says where to report a weakness", () => {
  const own = synthesize({ securityContact: "https://vechterhout.example/melden" });
  const folder = codeOf(own, own.the("PagesFunction"));
  expect(readFileSync(join(folder, "pages/.well-known/security.txt"), "utf8")).toContain(
    "Contact: https://vechterhout.example/melden\n",
  );
});

test("security.txt expires within a year, and stays the same within a month", () => {
  const at = (day: string) => securityText("mailto:a@b.example", new Date(day));
  expect(at("2026-12-01")).toBe(
    "Contact: mailto:a@b.example\nExpires: 2027-11-01T00:00:00.000Z\nPreferred-Languages: nl, en\n",
  );
  expect(at("2026-12-31")).toBe(at("2026-12-01"));
});
