import { createHash } from "node:crypto";
import { HostError } from "./host-error.ts";
import { type Json, type Properties, pseudoParameters } from "./template.ts";

const { region, accountId } = pseudoParameters;

export type Place = { sqsUrl: string; apiUrl: string };

export type Named = { logicalId: string; name: string; properties: Properties };

type Hosted = {
  ref(resource: Named, place: Place): string;
  attributes: Record<string, (resource: Named, place: Place) => string>;
  /** The property that may name the resource; without it the name is made of stack and logical id. */
  nameProperty?: string;
  longestName?: number;
  honours: string[];
  /** Properties that change nothing on one machine, with the reason. */
  leaves?: Record<string, string>;
};
type Inert = { inert: string };

const tags = { Tags: "nothing here reads tags" };
const operations = "matters to who operates an account, not to what the functions do";

/**
 * Every CloudFormation resource type that the host accepts. A type that is not here, or a property of a hosted
 * type that is in neither list, stops the start: nothing is skipped silently.
 */
export const resourceTypes: Record<string, Hosted | Inert> = {
  "AWS::DynamoDB::Table": {
    nameProperty: "TableName",
    ref: ({ name }) => name,
    attributes: {
      Arn: ({ name }) => tableArn(name),
      StreamArn: ({ name }) => `${tableArn(name)}/stream/local`,
    },
    honours: [
      "TableName",
      "AttributeDefinitions",
      "KeySchema",
      "GlobalSecondaryIndexes",
      "LocalSecondaryIndexes",
      "StreamSpecification",
      "BillingMode",
      "ProvisionedThroughput",
    ],
    leaves: {
      ...tags,
      SSESpecification: "DynamoDB Local does not encrypt",
      DeletionProtectionEnabled: "a local table may always be thrown away",
      PointInTimeRecoverySpecification: "DynamoDB Local does not know the call",
      TimeToLiveSpecification:
        "expired items stay, as on AWS for up to days; readers filter on the attribute",
      ContributorInsightsSpecification: operations,
      OnDemandThroughput: "DynamoDB Local does not throttle",
      WarmThroughput: "DynamoDB Local does not throttle",
      ResourcePolicy: "the host does not check permissions",
      TableClass: operations,
    },
  },
  "AWS::SQS::Queue": {
    nameProperty: "QueueName",
    longestName: 80,
    ref: ({ name }, { sqsUrl }) => `${sqsUrl}/${accountId}/${name}`,
    attributes: {
      Arn: ({ name }) => `arn:aws:sqs:${region}:${accountId}:${name}`,
      QueueName: ({ name }) => name,
      QueueUrl: ({ name }, { sqsUrl }) => `${sqsUrl}/${accountId}/${name}`,
    },
    honours: [
      "QueueName",
      "DelaySeconds",
      "MaximumMessageSize",
      "MessageRetentionPeriod",
      "ReceiveMessageWaitTimeSeconds",
      "VisibilityTimeout",
      "RedrivePolicy",
    ],
    leaves: {
      ...tags,
      KmsMasterKeyId: "nothing is encrypted here",
      KmsDataKeyReusePeriodSeconds: "nothing is encrypted here",
      SqsManagedSseEnabled: "nothing is encrypted here",
      RedriveAllowPolicy: "the host does not check permissions",
    },
  },
  "AWS::S3::Bucket": {
    nameProperty: "BucketName",
    longestName: 63,
    ref: ({ name }) => name,
    attributes: {
      Arn: ({ name }) => `arn:aws:s3:::${name}`,
      DomainName: ({ name }) => `${name}.s3.amazonaws.com`,
      RegionalDomainName: ({ name }) => `${name}.s3.${region}.amazonaws.com`,
    },
    honours: ["BucketName"],
    leaves: {
      ...tags,
      AccessControl: "the host does not check permissions",
      BucketEncryption: "nothing is encrypted here",
      CorsConfiguration: "the emulator answers no preflight",
      LifecycleConfiguration: "objects live as long as the host",
      LoggingConfiguration: operations,
      ObjectLockConfiguration: "objects live as long as the host",
      ObjectLockEnabled: "objects live as long as the host",
      OwnershipControls: "the host does not check permissions",
      PublicAccessBlockConfiguration: "the host does not check permissions",
      VersioningConfiguration: "the last version is kept",
    },
  },
  "AWS::Lambda::Function": {
    nameProperty: "FunctionName",
    longestName: 64,
    ref: ({ name }) => name,
    attributes: { Arn: ({ name }) => functionArn(name) },
    honours: [
      "FunctionName",
      "Code",
      "Handler",
      "Runtime",
      "Environment",
      "Timeout",
      "MemorySize",
      "ReservedConcurrentExecutions",
      "PackageType",
    ],
    leaves: {
      ...tags,
      Architectures: "a bundle of JavaScript runs on any",
      Description: operations,
      DeadLetterConfig: "the host drops an asynchronous event after its retries, and logs it",
      KmsKeyArn: "nothing is encrypted here",
      LoggingConfig: "logs go to the host's log",
      RecursiveLoop: "the host does not look for loops",
      Role: "the host does not check permissions",
      RuntimeManagementConfig: operations,
      TracingConfig: "there is no tracing here",
    },
  },
  "AWS::Lambda::EventSourceMapping": {
    ref: ({ name }) => uuidOf(name),
    attributes: { Id: ({ name }) => uuidOf(name), EventSourceMappingArn: ({ name }) => uuidOf(name) },
    honours: [
      "BatchSize",
      "BisectBatchOnFunctionError",
      "DestinationConfig",
      "Enabled",
      "EventSourceArn",
      "FilterCriteria",
      "FunctionName",
      "FunctionResponseTypes",
      "MaximumBatchingWindowInSeconds",
      "MaximumRecordAgeInSeconds",
      "MaximumRetryAttempts",
      "ParallelizationFactor",
      "ScalingConfig",
      "StartingPosition",
    ],
    leaves: { ...tags, KmsKeyArn: "nothing is encrypted here", MetricsConfig: operations },
  },
  "AWS::Events::Rule": {
    nameProperty: "Name",
    longestName: 64,
    ref: ({ name }) => name,
    attributes: { Arn: ({ name }) => ruleArn(name) },
    // Not EventPattern: there is no event bus here, so nothing but a schedule can set a rule off.
    honours: ["Name", "ScheduleExpression", "State", "Targets"],
    leaves: { ...tags, Description: operations },
  },
  "AWS::ApiGatewayV2::Api": {
    ref: ({ name }) => apiIdOf(name),
    attributes: { ApiEndpoint: (_, { apiUrl }) => apiUrl, ApiId: ({ name }) => apiIdOf(name) },
    honours: ["Name", "ProtocolType", "CorsConfiguration"],
    leaves: {
      ...tags,
      Description: operations,
      Version: operations,
      DisableExecuteApiEndpoint: "the host's own address is the only one there is",
      IpAddressType: "the host listens on the loopback address only",
    },
  },
  "AWS::ApiGatewayV2::Stage": {
    ref: ({ properties }) => String(properties.StageName),
    attributes: {},
    honours: ["ApiId", "StageName", "AutoDeploy"],
    leaves: {
      ...tags,
      AccessLogSettings: operations,
      DefaultRouteSettings: "the host does not throttle routes",
      RouteSettings: "the host does not throttle routes",
      Description: operations,
    },
  },
  "AWS::ApiGatewayV2::Integration": {
    ref: ({ name }) => apiIdOf(name),
    attributes: { IntegrationId: ({ name }) => apiIdOf(name) },
    honours: ["ApiId", "IntegrationType", "IntegrationUri", "PayloadFormatVersion", "TimeoutInMillis"],
    leaves: { IntegrationMethod: "a function is always invoked by POST", Description: operations },
  },
  "AWS::ApiGatewayV2::Route": {
    ref: ({ name }) => apiIdOf(name),
    attributes: { RouteId: ({ name }) => apiIdOf(name) },
    honours: ["ApiId", "RouteKey", "Target", "AuthorizationType"],
    leaves: { OperationName: operations },
  },
  "AWS::CloudFront::Distribution": {
    ref: ({ name }) => cloudFrontIdOf(name),
    attributes: {
      Id: ({ name }) => cloudFrontIdOf(name),
      DomainName: (_, { apiUrl }) => new URL(apiUrl).host,
    },
    // What is in it is looked at property by property where the site is read.
    honours: ["DistributionConfig"],
    leaves: tags,
  },
  "AWS::CloudFront::Function": {
    nameProperty: "Name",
    longestName: 64,
    ref: ({ name }) => edgeFunctionArn(name),
    attributes: { FunctionARN: ({ name }) => edgeFunctionArn(name) },
    honours: ["Name", "FunctionCode"],
    leaves: {
      ...tags,
      AutoPublish: "the code of the template is the code that runs",
      FunctionConfig: "the language of this Node holds all that CloudFront's has",
    },
  },
  "AWS::CloudFront::ResponseHeadersPolicy": {
    ref: ({ name }) => cloudFrontIdOf(name),
    attributes: { Id: ({ name }) => cloudFrontIdOf(name) },
    honours: ["ResponseHeadersPolicyConfig"],
  },
  "Custom::Pages": {
    ref: ({ name }) => name,
    attributes: {},
    // The host serves the files from where they lie, and does not call the function that would copy them.
    honours: ["ServiceToken", "Bucket", "Files"],
    leaves: { ServiceTimeout: "nothing is called, so nothing is waited for" },
  },

  "AWS::ApiGatewayV2::ApiMapping": {
    inert: "there is no domain here; the host prints the address of the API",
  },
  "AWS::ApiGatewayV2::DomainName": {
    inert: "there is no domain here; the host prints the address of the API",
  },
  "AWS::CDK::Metadata": { inert: "tells AWS which constructs were used" },
  "AWS::CertificateManager::Certificate": { inert: "the host speaks plain http on the loopback address" },
  "AWS::CloudFront::OriginAccessControl": { inert: "the host does not check permissions" },
  "AWS::CloudWatch::Alarm": { inert: "no figures are gathered here" },
  "AWS::CloudWatch::CompositeAlarm": { inert: "no figures are gathered here" },
  "AWS::CloudWatch::Dashboard": { inert: "no figures are gathered here" },
  "AWS::IAM::ManagedPolicy": { inert: "the host does not check permissions" },
  "AWS::IAM::Policy": { inert: "the host does not check permissions" },
  "AWS::IAM::Role": { inert: "the host does not check permissions" },
  "AWS::KMS::Alias": { inert: "nothing is encrypted here" },
  "AWS::KMS::Key": { inert: "nothing is encrypted here" },
  "AWS::Lambda::Permission": { inert: "the host does not check permissions" },
  "AWS::Logs::LogGroup": { inert: "logs go to the host's log" },
  "AWS::Logs::MetricFilter": { inert: "no figures are gathered here" },
  "AWS::S3::BucketPolicy": { inert: "the host does not check permissions" },
  "AWS::SES::ConfigurationSet": { inert: "every mail goes to the local mail box" },
  "AWS::SES::EmailIdentity": { inert: "every mail goes to the local mail box" },
  "AWS::SNS::Subscription": { inert: "topics carry alarms only, and no alarm goes off here" },
  "AWS::SNS::Topic": { inert: "topics carry alarms only, and no alarm goes off here" },
  "AWS::SNS::TopicPolicy": { inert: "the host does not check permissions" },
  "AWS::SQS::QueuePolicy": { inert: "the host does not check permissions" },
};

/** All that the host cannot do for this template, so that one start shows every reason. */
export function refusals(
  resources: { logicalId: string; type: string; propertyNames: string[] }[],
): string[] {
  return resources.flatMap(({ logicalId, type, propertyNames }) => {
    const row = resourceTypes[type];
    if (!row) return [`${logicalId} is a ${type}, which the host does not know`];
    if ("inert" in row) return [];
    return propertyNames
      .filter((name) => !row.honours.includes(name) && !row.leaves?.[name])
      .map((name) => `${logicalId} (${type}) has the property ${name}, which the host does not know`);
  });
}

export function hostedType(type: string): Hosted | undefined {
  const row = resourceTypes[type];
  return row && !("inert" in row) ? row : undefined;
}

export function valueOfResource(
  type: string,
  resource: Named,
  attribute: string | undefined,
  place: Place,
): Json {
  const row = hostedType(type);
  if (!row) return inertValue(type, resource.name, attribute);
  if (attribute === undefined) return row.ref(resource, place);
  const value = row.attributes[attribute];
  if (!value) {
    throw new HostError(
      `The template asks for ${attribute} of ${resource.logicalId} (${type}), which the host does not know.`,
    );
  }
  return value(resource, place);
}

/** An inert resource still has a name and an ARN, since functions and outputs may carry them about. */
function inertValue(type: string, name: string, attribute: string | undefined): string {
  const arn = `arn:aws:${type.split("::")[1]?.toLowerCase()}:${region}:${accountId}:${name}`;
  const refIsArn = type === "AWS::SNS::Topic" || type === "AWS::CertificateManager::Certificate";
  return attribute?.endsWith("Arn") || (attribute === undefined && refIsArn) ? arn : name;
}

/** A physical name as CloudFormation would allow it: bounded in length, and lower case for buckets. */
export function physicalName(type: string, wanted: string): string {
  const row = hostedType(type);
  const name = type === "AWS::S3::Bucket" ? wanted.toLowerCase().replace(/[^a-z0-9-]/g, "-") : wanted;
  const longest = row?.longestName ?? 255;
  return name.length <= longest ? name : `${name.slice(0, longest - 9)}-${hashOf(name).slice(0, 8)}`;
}

export function functionArn(name: string): string {
  return `arn:aws:lambda:${region}:${accountId}:function:${name}`;
}

export function ruleArn(name: string): string {
  return `arn:aws:events:${region}:${accountId}:rule/${name}`;
}

function tableArn(name: string): string {
  return `arn:aws:dynamodb:${region}:${accountId}:table/${name}`;
}

function edgeFunctionArn(name: string): string {
  return `arn:aws:cloudfront::${accountId}:function/${name}`;
}

function cloudFrontIdOf(name: string): string {
  return `E${hashOf(name).slice(0, 13).toUpperCase()}`;
}

function apiIdOf(name: string): string {
  return `l${hashOf(name).slice(0, 9)}`;
}

function uuidOf(name: string): string {
  const hash = hashOf(name);
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-4${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
