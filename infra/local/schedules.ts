import { randomUUID } from "node:crypto";
import type { Background } from "./background.ts";
import { writtenInstant } from "./host-clock.ts";
import type { Schedule } from "./schedule-expression.ts";
import { pseudoParameters } from "./template.ts";

/** What an AWS::Events::Rule says. */
export type Rule = {
  logicalId: string;
  arn: string;
  schedule: Schedule;
  isEnabled: boolean;
  targets: RuleTarget[];
};

/** The payload is the target's constant input, or else the event that AWS makes for the instant. */
export type RuleTarget = { functionName: string; input: string | undefined };

export type Schedules = {
  /** Of what fell due in a jump of the clock, each rule runs once, at the time there is now. */
  catchUp(): void;
  stop(): Promise<void>;
};

/** Longer waits are taken in parts: a timer holds 24 days at most, and a machine may sleep. */
const longestWaitMillis = 60_000;

/** Runs what falls due; when by hand, only a jump of the clock does. */
export function startSchedules(rules: Rule[], isByHand: boolean, background: Background): Schedules {
  const startedAt = Date.now();
  const planned = rules
    .filter(({ isEnabled }) => isEnabled)
    .map((rule) => ({ rule, dueAt: dueAfter(rule, startedAt) }));
  let timer: NodeJS.Timeout | undefined;
  plan();

  function plan(): void {
    clearTimeout(timer);
    const firstAt = Math.min(...planned.map(({ dueAt }) => dueAt));
    if (isByHand || firstAt === Number.POSITIVE_INFINITY) return;
    const waitMillis = Math.min(Math.max(firstAt - Date.now(), 0), longestWaitMillis);
    timer = setTimeout(() => runDue(({ dueAt }) => dueAt), waitMillis);
  }

  function runDue(timeOf: (one: { dueAt: number }) => number): void {
    const now = Date.now();
    for (const one of planned.filter(({ dueAt }) => dueAt <= now)) {
      for (const { name, payload } of runOf(one.rule, timeOf(one))) background.invoke(name, payload);
      one.dueAt = dueAfter(one.rule, now);
    }
    plan();
  }

  return {
    catchUp: () => runDue(() => Date.now()),
    stop: async () => clearTimeout(timer),
  };
}

/** The invocations that make one run of a rule. */
export function runOf({ arn, targets }: Rule, at: number): { name: string; payload: string }[] {
  const event = {
    version: "0",
    id: randomUUID(),
    "detail-type": "Scheduled Event",
    source: "aws.events",
    account: pseudoParameters.accountId,
    time: writtenInstant(at),
    region: pseudoParameters.region,
    resources: [arn],
    detail: {},
  };
  return targets.map(({ functionName, input }) => ({
    name: functionName,
    payload: input ?? JSON.stringify(event),
  }));
}

function dueAfter({ schedule }: Rule, instant: number): number {
  return schedule.next(instant) ?? Number.POSITIVE_INFINITY;
}
