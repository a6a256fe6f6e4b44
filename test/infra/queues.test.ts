import { expect, test } from "vitest";
import {
  aFile,
  anOrganisation,
  idIn,
  type Json,
  type Resource,
  type Synthesized,
  synthesize,
} from "./given.ts";

const stack = synthesize();
const deskKeys = anOrganisation()
  .desks.filter(({ kind, queue }) => kind === "back" && queue === undefined)
  .map(({ key }) => key);

const mainQueues = ({ of }: Synthesized) =>
  of("AWS::SQS::Queue").filter(({ properties }) => properties.RedrivePolicy);
const alarmsOn = ({ of }: Synthesized, queueId: string) =>
  of("AWS::CloudWatch::Alarm").filter(({ properties }) =>
    (properties.Dimensions ?? []).some(({ Value }: Json) => idIn(Value) === queueId),
  );
const namesIn = (synthesized: Synthesized) => {
  const parts: Json[] =
    synthesized.the("ConsequencesFunction").properties.Environment.Variables.QUEUE_URLS["Fn::Join"][1];
  const text = parts.map((part) => (typeof part === "string" ? part : part.Ref)).join("");
  return JSON.parse(text) as Record<string, string>;
};
const impact = /Impact: .{20,}\.$/;

test("there is a queue for routing, notices, timers, long work, every back office of some size and the others", () => {
  const wanted = [
    "routing",
    "notices",
    "timers",
    "jobs",
    ...deskKeys.map((key) => `desk-${key}`),
    "desk-shared",
  ];
  expect(Object.keys(namesIn(stack))).toEqual(wanted);
  expect(Object.values(namesIn(stack)).sort()).toEqual(
    mainQueues(stack)
      .map(({ id }) => id)
      .sort(),
  );
});

test("every queue keeps what failed five times for two weeks, and an alarm says what that means to people", () => {
  for (const { id, properties } of mainQueues(stack)) {
    expect(properties.RedrivePolicy.maxReceiveCount, id).toBe(5);
    const deadLetters = stack.the(idIn(properties.RedrivePolicy.deadLetterTargetArn));
    expect(deadLetters.properties.MessageRetentionPeriod).toBe(14 * 24 * 3600);
    const [alarm] = alarmsOn(stack, deadLetters.id);
    expect(alarm?.properties, id).toMatchObject({
      MetricName: "ApproximateNumberOfMessagesVisible",
      Threshold: 1,
      AlarmDescription: expect.stringMatching(impact),
    });
  }
});

test("dead letters stay when their desk is no longer in the organisation file", () => {
  for (const { properties } of mainQueues(stack)) {
    const { raw, id } = stack.the(idIn(properties.RedrivePolicy.deadLetterTargetArn));
    expect([raw.DeletionPolicy, raw.Properties.QueueName], id).toEqual(["Retain", undefined]);
  }
});

test("a record that the stream's function gives back is noticed, though the function itself does not fail", () => {
  const [filter] = stack.of("AWS::Logs::MetricFilter");
  expect(idIn(filter?.properties.LogGroupName)).toBe("ConsequencesFunctionLogs");
  expect(filter?.properties.FilterPattern).toContain('$.level = "ERROR"');
  const [{ MetricName }] = filter?.properties.MetricTransformations ?? [];
  const { Metrics } = stack.the("AlarmStreamFails").properties;
  const watched = Metrics.flatMap((metric: Json) => metric.MetricStat?.Metric.MetricName ?? []);
  expect(watched).toEqual(["Errors", MetricName]);
});

test("every queue has an alarm for a message that waits too long", () => {
  for (const { id } of mainQueues(stack)) {
    expect(alarmsOn(stack, id).map(({ properties }) => properties.MetricName)).toEqual([
      "ApproximateAgeOfOldestMessage",
    ]);
  }
});

test("queues are encrypted and reached by TLS only", () => {
  const policies = stack.of("AWS::SQS::QueuePolicy");
  for (const { id, properties } of stack.of("AWS::SQS::Queue")) {
    expect(properties.SqsManagedSseEnabled, id).toBe(true);
    const policy = policies.find((candidate) =>
      candidate.properties.Queues.some((queue: Json) => idIn(queue) === id),
    );
    expect(JSON.stringify(policy?.properties), id).toContain("aws:SecureTransport");
  }
});

test("a message stays hidden six times as long as its consumer may take, and one that fails does so alone", () => {
  for (const { properties } of queueMappings(stack)) {
    const queue = stack.the(idIn(properties.EventSourceArn));
    const consumer = stack.the(idIn(properties.FunctionName));
    expect(queue.properties.VisibilityTimeout).toBe(6 * consumer.properties.Timeout);
    expect(properties.FunctionResponseTypes).toEqual(["ReportBatchItemFailures"]);
    expect(properties.ScalingConfig.MaximumConcurrency).toBeGreaterThanOrEqual(2);
  }
  expect(
    queueMappings(stack)
      .map(({ properties }) => idIn(properties.EventSourceArn))
      .sort(),
  ).toEqual(
    mainQueues(stack)
      .map(({ id }) => id)
      .sort(),
  );
});

test("every alarm says what it means to people and tells someone", () => {
  const alarms = stack.of("AWS::CloudWatch::Alarm");
  expect(alarms.length).toBeGreaterThan(20);
  for (const { id, properties } of alarms) {
    expect(properties.AlarmDescription, id).toMatch(impact);
    expect(properties.AlarmActions.map(idIn), id).toEqual(["Alarm"]);
  }
});

test("what the stream, the gateway and the consumers get wrong is noticed", () => {
  const ids = stack.of("AWS::CloudWatch::Alarm").map(({ id }) => id);
  expect(ids).toEqual(
    expect.arrayContaining([
      "AlarmApiFails",
      "AlarmConsumersFail",
      "AlarmStreamFails",
      "AlarmStreamIsBehind",
      "AlarmTimersStandStill",
    ]),
  );
});

test("alarms reach their topic, which is encrypted and reached by TLS only", () => {
  const key = stack.the(idIn(stack.the("Alarm").properties.KmsMasterKeyId));
  const allows = (document: Json, action: string) =>
    document.Statement.some(
      (statement: Json) =>
        statement.Effect === "Allow" &&
        statement.Principal.Service === "cloudwatch.amazonaws.com" &&
        [statement.Action].flat().includes(action),
    );
  expect(allows(stack.the("AlarmPolicy").properties.PolicyDocument, "sns:Publish")).toBe(true);
  expect(allows(key.properties.KeyPolicy, "kms:GenerateDataKey")).toBe(true);
  expect(JSON.stringify(stack.the("AlarmPolicy").properties)).toContain("aws:SecureTransport");
});

test("an idle month asks for no more paid alarm metrics than its price allows", () => {
  const metrics = stack
    .of("AWS::CloudWatch::Alarm")
    .map(({ properties }) =>
      properties.Metrics ? properties.Metrics.filter((metric: Json) => metric.MetricStat).length : 1,
    );
  const alarmMetrics = metrics.reduce((sum, count) => sum + count, 0);
  // A mapping's count of events is six paid metrics; a filter on a log pays for its own once it has a value.
  const countingMappings = stack
    .of("AWS::Lambda::EventSourceMapping")
    .filter(({ properties }) => properties.MetricsConfig);
  const filters = stack
    .of("AWS::Logs::MetricFilter")
    .flatMap(({ properties }) => properties.MetricTransformations);
  const filtersWithValue = filters.filter(({ DefaultValue }) => DefaultValue !== undefined);
  const otherMetrics = countingMappings.length * 6 + filtersWithValue.length;
  // Each minute a run, nine queries, two keys read or written: half a gigabyte for some 0.1 s.
  const schedule = 0.1;
  const dollars =
    alarmMetrics * 0.1 + otherMetrics * 0.3 + queueMappings(stack).length * 0.26 + 1 + 0.3 + schedule;
  expect(dollars).toBeLessThanOrEqual(8);
});

test("a desk added to the organisation file gets a queue, dead letters, alarms and a consumer", () => {
  const added = anOrganisation((organisation) => {
    const [, desk] = organisation.desks;
    organisation.desks.push({ ...desk, key: "parking" });
  });
  const grown = synthesize({ organisation: aFile(added) });
  const isNew = ({ id }: Resource) => stack.all.every((resource) => resource.id !== id);
  expect(
    grown.all
      .filter(isNew)
      .map(({ id }) => id)
      .sort(),
  ).toEqual([
    "AlarmDeskParkingHasDeadLetters",
    "AlarmDeskParkingIsOld",
    "DeskParking",
    "DeskParkingDeadLetters",
    "DeskParkingDeadLettersPolicy",
    "DeskParkingMapping",
    "DeskParkingPolicy",
  ]);
  expect(namesIn(grown)["desk-parking"]).toBe("DeskParking");
});

test("a desk that another queue carries gets none of its own", () => {
  const organisation = anOrganisation((changed) => {
    changed.desks[1].queue = "shared";
  });
  expect(Object.keys(namesIn(synthesize({ organisation: aFile(organisation) })))).not.toContain(
    `desk-${organisation.desks[1]?.key}`,
  );
});

test("two organisations share the queues of desks with the same key", () => {
  const other = anOrganisation((organisation) => {
    organisation.organisation.key = "buurgemeente";
  });
  const both = synthesize({ organisation: `${aFile(anOrganisation())},${aFile(other)}` });
  expect(namesIn(both)).toEqual(namesIn(stack));
});

test("more queues than a function can be told of are refused before a deployment would fail", () => {
  const many = anOrganisation((organisation) => {
    const [, desk] = organisation.desks;
    for (let i = 0; i < 30; i++) organisation.desks.push({ ...desk, key: `one-of-many-desks-${i}` });
  });
  expect(() => synthesize({ organisation: aFile(many) })).toThrow(/share a queue/);
});

test("an operator finds each dead-letter queue in the outputs", () => {
  const parts: Json[] = stack.template.Outputs.DeadLetterQueues.Value["Fn::Join"][1];
  const text = parts.map((part) => (typeof part === "string" ? part : part.Ref)).join("");
  expect(JSON.parse(text).routing).toEqual({
    queueUrl: "RoutingQueue",
    deadLetterQueueUrl: "RoutingQueueDeadLetters",
  });
});

function queueMappings({ of }: Synthesized): Resource[] {
  return of("AWS::Lambda::EventSourceMapping").filter(({ properties }) => properties.ScalingConfig);
}

test("timers are looked at every minute, and five minutes without a good run are noticed, silence included", () => {
  const [rule] = stack
    .of("AWS::Events::Rule")
    .filter(({ properties }) => idIn(properties.Targets[0].Arn) === "ScheduleFunction");
  expect(rule?.properties).toMatchObject({ ScheduleExpression: "rate(1 minute)", State: "ENABLED" });
  const allowed = stack
    .of("AWS::Lambda::Permission")
    .filter(({ properties }) => properties.Principal === "events.amazonaws.com")
    .find(({ properties }) => idIn(properties.FunctionName) === "ScheduleFunction");
  expect(idIn(allowed?.properties.SourceArn)).toBe(rule?.id);
  const { Metrics, Threshold, EvaluationPeriods, TreatMissingData } =
    stack.the("AlarmTimersStandStill").properties;
  expect({ Threshold, EvaluationPeriods, TreatMissingData }).toEqual({
    Threshold: 1,
    EvaluationPeriods: 1,
    TreatMissingData: "breaching",
  });
  const watched = Metrics.flatMap((metric: Json) => metric.MetricStat ?? []);
  expect(watched.map(({ Metric, Period }: Json) => [Metric.MetricName, Period]).sort()).toEqual([
    ["Errors", 300],
    ["Invocations", 300],
  ]);
  const silent = stack
    .of("AWS::CloudWatch::Alarm")
    .filter(({ properties }) => properties.TreatMissingData !== "notBreaching");
  expect(silent.map(({ id }) => id)).toEqual(["AlarmTimersStandStill"]);
});
