import { Duration, RemovalPolicy } from "aws-cdk-lib";
import { Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Architecture, type Code, Function as LambdaFunction, Runtime } from "aws-cdk-lib/aws-lambda";
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import type { Construct } from "constructs";
import { needs, type Variable } from "../shared/contract/environment.ts";

export const timeouts = {
  http: Duration.seconds(15),
  stream: Duration.seconds(30),
  queue: Duration.seconds(30),
  /** A flood of timers is sent in one run. */
  schedule: Duration.seconds(60),
  /** Some dozens of files, one after another. */
  deploy: Duration.seconds(120),
} as const;

export type FunctionProps = {
  description: string;
  trigger: keyof typeof timeouts;
  code: Code;
  /** Decides which variables it gets. */
  needs: keyof typeof needs;
  /** Costs only while it runs, and brings processor time with it. */
  memoryMegabytes?: number | undefined;
  /** What each variable would be; only the needed ones are passed on. */
  values: Readonly<Record<Variable, string>>;
};

/** A Lambda function that may write to its own log group and nothing more, until a grant beside it says so. */
export class HelpdeskFunction extends LambdaFunction {
  constructor(scope: Construct, id: string, props: FunctionProps) {
    const role = new Role(scope, `${id}Role`, { assumedBy: new ServicePrincipal("lambda.amazonaws.com") });
    const logGroup = new LogGroup(scope, `${id}Logs`, logsForThreeMonths);
    logGroup.grantWrite(role);
    super(scope, id, {
      description: props.description,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: "index.handler",
      memorySize: props.memoryMegabytes ?? 512,
      timeout: timeouts[props.trigger],
      code: props.code,
      environment: Object.fromEntries(needs[props.needs].map((name) => [name, props.values[name]])),
      role,
      logGroup,
    });
  }
}

export const logsForThreeMonths = {
  retention: RetentionDays.THREE_MONTHS,
  removalPolicy: RemovalPolicy.DESTROY,
};
