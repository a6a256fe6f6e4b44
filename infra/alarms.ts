import { Duration, Stack } from "aws-cdk-lib";
import {
  Alarm,
  ComparisonOperator,
  type IMetric,
  MathExpression,
  TreatMissingData,
} from "aws-cdk-lib/aws-cloudwatch";
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions";
import { PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import type { IKey } from "aws-cdk-lib/aws-kms";
import { Topic } from "aws-cdk-lib/aws-sns";
import type { Construct } from "constructs";

export type AlarmProps = {
  /** Over five minutes. */
  metric: IMetric;
  /** It goes off at this value and above. */
  threshold: number;
  /** What no figures at all mean: nothing happened, which mostly is well. */
  missing?: TreatMissingData;
  what: string;
  /** What the failure means to a person. */
  impact: string;
};

/** Where alarms go. Nobody hears them until someone subscribes to the topic. */
export class Alarms extends Topic {
  constructor(scope: Construct, id: string, { key }: { key: IKey }) {
    super(scope, id, { displayName: "Personeelsloket", masterKey: key, enforceSSL: true });
    const from = new ServicePrincipal("cloudwatch.amazonaws.com");
    const conditions = { StringEquals: { "aws:SourceAccount": Stack.of(this).account } };
    // A topic policy replaces the one that lets the account's alarms in, so that stands here again.
    this.addToResourcePolicy(
      new PolicyStatement({
        principals: [from],
        actions: ["sns:Publish"],
        resources: [this.topicArn],
        conditions,
      }),
    );
    key.addToResourcePolicy(
      new PolicyStatement({
        principals: [from],
        actions: ["kms:Decrypt", "kms:GenerateDataKey"],
        resources: ["*"],
        conditions,
      }),
    );
  }

  raise(id: string, { metric, threshold, missing, what, impact }: AlarmProps): void {
    new Alarm(this, id, {
      metric,
      threshold,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: missing ?? TreatMissingData.NOT_BREACHING,
      alarmDescription: `${what} Impact: ${impact}.`,
    }).addAlarmAction(new SnsAction(this));
  }
}

/** AWS asks the same for one alarm over three metrics as for three alarms; one tells the story once. */
export function sumOf(metrics: readonly IMetric[], label: string): MathExpression {
  const named = Object.fromEntries(metrics.map((metric, i) => [`m${i}`, metric]));
  return new MathExpression({
    expression: Object.keys(named)
      .map((name) => `FILL(${name}, 0)`)
      .join(" + "),
    usingMetrics: named,
    label,
    period: Duration.minutes(5),
  });
}
