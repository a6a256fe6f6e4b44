import { CfnCondition, CfnParameter, CfnRule, Fn, type Stack, Token } from "aws-cdk-lib";

export type Parameters = ReturnType<typeof declareParameters>;

/** What one deployment knows and the template does not. A plain http address is for a machine's own only. */
const address = 'https://[^\\s"\\\\]+|http://(127\\.0\\.0\\.1|localhost)(:\\d+)?';
// Where the gateway answers under a name of its own, it does so on the standard port.
const origin = 'https://[^\\s/:@?#"\\\\]+|https?://(127\\.0\\.0\\.1|localhost)(:\\d+)?';

export function declareParameters(stack: Stack, mailFrom: string) {
  const text = (id: string, allowedPattern: string, description: string, standard?: string) =>
    new CfnParameter(stack, id, {
      type: "String",
      description,
      allowedPattern: `^(?:${allowedPattern})$`,
      constraintDescription: description,
      ...(standard !== undefined && { default: standard }),
    }).valueAsString;

  const issuer = text(
    "Issuer",
    `|${address}`,
    "Address of the OpenID Connect provider, exactly as its tokens have it in iss; empty with IssuersJson.",
    "",
  );
  const audience = text(
    "Audience",
    '[^\\s"\\\\]+',
    "The audience that access tokens are made for.",
    "personeelsloket-api",
  );
  const clientId = text(
    "ClientId",
    '[^\\s"\\\\]+',
    "The public client by which the pages sign people in; IssuersJson has its own.",
    "personeelsloket",
  );
  const issuersJson = text(
    "IssuersJson",
    "|\\[\\s*\\{[\\s\\S]*\\}\\s*\\]",
    "JSON list of issuers, in place of Issuer and Audience: for several providers, or claims with other names.",
    "",
  );
  const mailSender = text(
    "MailSender",
    "[^\\s@]+@[^\\s@]+",
    "E-mail address that mails come from; it or its domain is verified in SES.",
    mailFrom,
  );
  const publicUrl = text(
    "PublicUrl",
    origin,
    "Where people find the helpdesk: https and a host, no port, no path.",
  );
  const certificateArn = text(
    "CertificateArn",
    "|arn:aws[a-z-]*:acm:us-east-1:\\d{12}:certificate/.+",
    "ACM certificate for the host of PublicUrl, in us-east-1 as CloudFront has it; empty for no domain of its own.",
    "",
  );
  const embedOrigins = text(
    "EmbedOrigins",
    `|(?:${origin})(?:,(?:${origin}))*`,
    "Where the form is embedded: addresses of intranet sites, with commas between; their pages may call the API.",
    "",
  );
  requireOneOf(stack, { Issuer: issuer, IssuersJson: issuersJson });
  return {
    issuers: issuersFrom(stack, issuersJson, { issuer, audience, clientId }),
    mailSender,
    publicUrl,
    certificateArn,
    hasCertificate: isGiven(stack, "HasCertificate", certificateArn),
    embedOrigins,
    hasEmbedOrigins: isGiven(stack, "HasEmbedOrigins", embedOrigins),
  };
}

function issuersFrom(stack: Stack, issuersJson: string, one: Readonly<Record<string, string>>): string {
  const hasJson = isGiven(stack, "HasIssuersJson", issuersJson);
  return Token.asString(Fn.conditionIf(hasJson.logicalId, issuersJson, stack.toJsonString([one])));
}

function requireOneOf(stack: Stack, parameters: Readonly<Record<string, string>>): void {
  const names = Object.keys(parameters);
  const given = Object.values(parameters).map((value) => Fn.conditionNot(Fn.conditionEquals(value, "")));
  new CfnRule(stack, names.join("Or"), {
    assertions: [
      { assert: Fn.conditionOr(...given), assertDescription: `One of ${names.join(" and ")} has a value.` },
    ],
  });
}

const isGiven = (stack: Stack, id: string, value: string) =>
  new CfnCondition(stack, id, { expression: Fn.conditionNot(Fn.conditionEquals(value, "")) });
