import { Duration, RemovalPolicy, Stack } from "aws-cdk-lib";
import { Queue, QueueEncryption } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import { deskQueue } from "../shared/contract/message.ts";
import type { Alarms } from "./alarms.ts";
import { timeouts } from "./functions.ts";
import { pascal } from "./names.ts";

export type WatchedQueueProps = {
  /** What it means to a person when messages stay here. */
  impact: string;
  alarms: Alarms;
};

/** A queue whose failures are kept for two weeks and do not go unnoticed. */
export class WatchedQueue extends Queue {
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, { impact, alarms }: WatchedQueueProps) {
    const deadLetters = new Queue(scope, `${id}DeadLetters`, {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
      // What failed can still be looked at when its desk is no longer in the organisation file.
      removalPolicy: RemovalPolicy.RETAIN,
    });
    super(scope, id, {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      // Shorter than the dead letters': a message keeps its age when it moves there.
      retentionPeriod: Duration.days(7),
      // AWS's advice for a consumer that is throttled: six times its own time.
      visibilityTimeout: Duration.seconds(6 * timeouts.queue.toSeconds()),
      deadLetterQueue: { queue: deadLetters, maxReceiveCount: 5 },
    });
    this.deadLetters = deadLetters;
    alarms.raise(`${id}HasDeadLetters`, {
      metric: deadLetters.metricApproximateNumberOfMessagesVisible({ statistic: "Maximum" }),
      threshold: 1,
      what: `Messages failed five times and wait in the dead letters of ${id}.`,
      impact,
    });
    alarms.raise(`${id}IsOld`, {
      metric: this.metricApproximateAgeOfOldestMessage({ statistic: "Maximum" }),
      threshold: Duration.minutes(20).toSeconds(),
      what: `A message on ${id} is older than twenty minutes.`,
      impact,
    });
  }
}

export type Queues = ReturnType<typeof makeQueues>;

/** Every queue of the contract, by the name that the contract gives it. */
export function makeQueues(scope: Construct, desks: readonly string[], alarms: Alarms) {
  const routing = new WatchedQueue(scope, "RoutingQueue", {
    alarms,
    impact: "new questions are not routed, so no team sees them on its list",
  });
  const notices = new WatchedQueue(scope, "NoticesQueue", {
    alarms,
    impact: "people are not told that something happened to their question",
  });
  const timers = new WatchedQueue(scope, "TimersQueue", {
    alarms,
    impact: "deadlines pass unseen: nobody is warned, no waiting question is reminded, resolved or closed",
  });
  const jobs = new WatchedQueue(scope, "JobsQueue", {
    alarms,
    impact: "long work stands still: clocks are not moved to a new configuration, nor verified at night",
  });
  const forDesks = desks.map((desk) => {
    const impact = `questions handed over to ${desk} stay in transit, so that team does not take them up`;
    return [desk, new WatchedQueue(scope, `Desk${pascal(desk)}`, { alarms, impact })] as const;
  });
  const all: Record<string, WatchedQueue> = {
    routing,
    notices,
    timers,
    jobs,
    ...Object.fromEntries(forDesks.map(([desk, queue]) => [deskQueue(desk), queue])),
  };
  refuseTooLong(scope, Object.entries(all));
  const each = <T>(of: (queue: WatchedQueue) => T) =>
    Object.fromEntries(Object.entries(all).map(([name, queue]) => [name, of(queue)]));
  return {
    routing,
    notices,
    timers,
    jobs,
    desks: forDesks.map(([, queue]) => queue),
    all,
    urls: each(({ queueUrl }) => queueUrl),
    deadLetters: each(({ queueUrl, deadLetters }) => ({
      queueUrl,
      deadLetterQueueUrl: deadLetters.queueUrl,
    })),
  };
}

/** Lambda allows 4 KB of variables; that the addresses of all queues outgrow it would else show at the deployment. */
function refuseTooLong(scope: Construct, queues: [string, WatchedQueue][]): void {
  const { stackName } = Stack.of(scope);
  const longestStart = "https://sqs.ap-southeast-2.amazonaws.com/123456789012/".length;
  const bytes = queues.map(([name, { node }]) => {
    const physicalName = Math.min(80, `${stackName}-${node.id}-`.length + 12);
    return `"${name}":"",`.length + longestStart + physicalName;
  });
  if (bytes.reduce((sum, part) => sum + part, 0) > 4000) {
    throw new Error(
      `${queues.length} queues are more than one function can be told of: let desks share a queue`,
    );
  }
}
