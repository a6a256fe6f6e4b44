import { Stack } from "aws-cdk-lib";
import { CfnResponseHeadersPolicy } from "aws-cdk-lib/aws-cloudfront";
import type { Construct } from "constructs";

/** Scripts, styles and requests are our own, and none stands in the page itself. */
const pagePolicy = {
  "default-src": "'none'",
  "script-src": "'self'",
  "style-src": "'self'",
  "img-src": "'self' data:",
  "font-src": "'self'",
  "connect-src": "'self'",
  "worker-src": "'self'",
  "manifest-src": "'self'",
  "form-action": "'self'",
  "base-uri": "'none'",
  "frame-ancestors": "'none'",
};

const nothing = { "default-src": "'none'", "frame-ancestors": "'none'" };

const written = (policy: Record<string, string>) =>
  Object.entries(policy)
    .map(([name, value]) => `${name} ${value}`)
    .join("; ");

/** What every answer says to a browser, by where it comes from. */
export function makeHeaders(scope: Construct): { pages: string; embed: string; api: string } {
  const policy = (
    id: string,
    contentSecurityPolicy: Record<string, string>,
    more: Partial<CfnResponseHeadersPolicy.ResponseHeadersPolicyConfigProperty> = {},
  ) =>
    new CfnResponseHeadersPolicy(scope, id, {
      responseHeadersPolicyConfig: {
        name: `${Stack.of(scope).stackName}-${id}`,
        securityHeadersConfig: {
          contentSecurityPolicy: { contentSecurityPolicy: written(contentSecurityPolicy), override: true },
          contentTypeOptions: { override: true },
          frameOptions: { frameOption: "DENY", override: true },
          referrerPolicy: { referrerPolicy: "same-origin", override: true },
          // Two years, as the NCSC and the test of internet.nl ask for at least one.
          strictTransportSecurity: { accessControlMaxAgeSec: 63_072_000, override: true },
        },
        ...more,
      },
    }).attrId;
  return {
    pages: policy("PageHeaders", pagePolicy, {
      customHeadersConfig: {
        // Who signs in again does so in a small window, which the page may know of.
        items: [{ header: "cross-origin-opener-policy", value: "same-origin-allow-popups", override: true }],
      },
    }),
    // A module of another site's page: that page's own policy decides over it.
    embed: policy("EmbedHeaders", nothing, {
      corsConfig: {
        accessControlAllowCredentials: false,
        accessControlAllowHeaders: { items: ["*"] },
        accessControlAllowMethods: { items: ["GET", "HEAD"] },
        accessControlAllowOrigins: { items: ["*"] },
        originOverride: true,
      },
      customHeadersConfig: {
        items: [{ header: "cross-origin-resource-policy", value: "cross-origin", override: true }],
      },
    }),
    api: policy("ApiHeaders", nothing),
  };
}
