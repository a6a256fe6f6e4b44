import { Fn, Stack } from "aws-cdk-lib";
import { PolicyStatement } from "aws-cdk-lib/aws-iam";
import { EventSourceMapping } from "aws-cdk-lib/aws-lambda";
import type { Construct } from "constructs";
import { type Alarms, sumOf } from "./alarms.ts";
import type { bundle } from "./bundle.ts";
import { type FunctionProps, HelpdeskFunction } from "./functions.ts";
import type { Queues, WatchedQueue } from "./queues.ts";
import type { HelpdeskTable } from "./table.ts";

export type ConsumerProps = Pick<FunctionProps, "values"> & {
  code: ReturnType<typeof bundle>;
  table: HelpdeskTable;
  queues: Queues;
  alarms: Alarms;
};

/** One function per kind of message; the desks' queues share theirs, and fail apart. */
export function makeConsumers(scope: Construct, { code, values, table, queues, alarms }: ConsumerProps) {
  const consumer = (id: string, needs: "routing" | "desk" | "notices" | "timers", description: string) =>
    new HelpdeskFunction(scope, id, {
      description,
      trigger: "queue",
      needs,
      values,
      code: code(`queue/${needs}`),
    });

  const routing = consumer("RoutingFunction", "routing", "Sends a new question to the desk where it starts");
  table.allow(routing, { actions: ["GetItem", "BatchGetItem", "Query", "PutItem"] });
  consume(scope, queues.routing, routing, 10);

  const desk = consumer("DeskFunction", "desk", "Marks questions as arrived at a back-office desk");
  table.allow(desk, { actions: ["Query", "PutItem"] });
  for (const queue of queues.desks) consume(scope, queue, desk, 2);

  const notices = consumer("NoticesFunction", "notices", "Mails people what happened to their question");
  table.allow(notices, {
    actions: ["GetItem", "BatchGetItem", "Query", "PutItem", "UpdateItem"],
    indexes: ["gsi2"],
  });
  allowMail(notices, values.MAIL_SENDER);
  consume(scope, queues.notices, notices, 5);

  const timers = consumer("TimersFunction", "timers", "Warns, escalates, reminds and closes when it is time");
  table.allow(timers, { actions: ["GetItem", "Query", "PutItem", "UpdateItem"] });
  // A message that came a moment early goes round once more.
  queues.timers.grant(timers, "sqs:SendMessage");
  consume(scope, queues.timers, timers, 10);

  alarms.raise("ConsumersFail", {
    metric: sumOf(
      [routing, desk, notices, timers].map((each) => each.metricErrors()),
      "errors of consumers",
    ),
    threshold: 1,
    what: "A consumer of messages fails as a whole.",
    impact:
      "questions are not routed or taken up, people are not told or deadlines pass unseen, until it works again",
  });
}

export function consume(
  scope: Construct,
  queue: WatchedQueue,
  target: HelpdeskFunction,
  maxConcurrency: number,
): void {
  queue.grantConsumeMessages(target);
  const mapping = new EventSourceMapping(scope, `${queue.node.id}Mapping`, {
    target,
    eventSourceArn: queue.queueArn,
    batchSize: 10,
    reportBatchItemFailures: true,
    maxConcurrency,
  });
  // Lambda looks at the role's rights when the mapping is made.
  mapping.node.addDependency(target.role ?? target);
}

/** SES asks for the right to the address where that is verified, else to its domain. */
function allowMail(notices: HelpdeskFunction, sender: string): void {
  const identity = (resourceName: string) =>
    Stack.of(notices).formatArn({ service: "ses", resource: "identity", resourceName });
  notices.addToRolePolicy(
    new PolicyStatement({
      actions: ["ses:SendEmail"],
      resources: [identity(sender), identity(Fn.select(1, Fn.split("@", sender)))],
      conditions: { StringEquals: { "ses:FromAddress": sender } },
    }),
  );
}
