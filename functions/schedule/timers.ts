import { type Instant, instantOf } from "../../shared/clock/instant.ts";
import { type Outgoing, sentAheadMs, timerMessage } from "../../shared/contract/message.ts";
import { sendEvery } from "../outbox/queues.ts";
import { type Run, scheduled } from "../runtime/schedule.ts";
import { digestsDue } from "../store/notices.ts";
import {
  beginning,
  type DueTimer,
  firstTimersBefore,
  lastRun,
  noteRun,
  shards,
  timersBetween,
} from "../store/timers.ts";

/** The index may show a timer a moment after it was stored. */
const indexLagMs = 10_000;
/** Later than this a timer has been sent for certain, and something went wrong with it. */
const overdueMs = 5 * 60_000;
const overdueAtOnce = 1500;
/** As long as a message takes that fails, until it lies in the dead letters: so that none is under way twice. */
const sweepEveryMs = 15 * 60_000;

/**
 * Sends every timer that is due until some minutes from now, each once: the run goes on from where the last one that
 * sent everything ended, so that one that was lost or broke off is caught up by the next.
 */
export const handler = scheduled("timers", async (run) => {
  const { table, organisation, now } = run;
  const { key } = organisation.organisation;
  const at = now();
  const last = await lastRun(table, key);
  const ahead: Stretch = [last ? moved(last, sentAheadMs - indexLagMs) : beginning, moved(at, sentAheadMs)];
  const isSweep = Date.parse(at) % sweepEveryMs < 60_000;
  await Promise.all([
    sendDigests(run, [last ? moved(last, -indexLagMs) : beginning, at]),
    ...shards.map((shard) => sendShard(run, shard, ahead)),
    ...(isSweep && last ? shards.map((shard) => sendOverdue(run, shard, moved(at, -overdueMs))) : []),
  ]);
  await noteRun(table, key, at);
});

type Stretch = [Instant, Instant];

const moved = (at: Instant, ms: number) => instantOf(Date.parse(at) + ms);

async function sendShard(run: Run, shard: number, stretch: Stretch): Promise<void> {
  for await (const due of timersBetween(run.table, run.organisation.organisation.key, shard, stretch)) {
    await sendTimers(run, due);
  }
}

/** What a dead letter left lying, the oldest first; some at a time, since what is beyond help comes back each time. */
async function sendOverdue(run: Run, shard: number, before: Instant): Promise<void> {
  const { table, organisation } = run;
  const due = await firstTimersBefore(table, organisation.organisation.key, shard, before, overdueAtOnce);
  await sendTimers(run, due);
}

/** A delay counts from the moment of sending, which in a flood is later than that of the run. */
function sendTimers({ organisation, queueUrls, now }: Run, due: readonly DueTimer[]): Promise<void> {
  const { key } = organisation.organisation;
  const at = now();
  const messages = due.map(({ ticketId, dueAt }) => timerMessage({ organisation: key, ticketId }, dueAt, at));
  return sendEvery(messages, queueUrls);
}

async function sendDigests({ table, organisation, queueUrls }: Run, stretch: Stretch): Promise<void> {
  const due = await digestsDue(table, organisation.organisation.key, stretch);
  await sendEvery(
    due.map((message): Outgoing => ({ queue: "notices", message })),
    queueUrls,
  );
}
