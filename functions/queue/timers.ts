import { clocksOf } from "../../shared/clock/clock.ts";
import type { Instant } from "../../shared/clock/instant.ts";
import { dueActions, nextTimerAt } from "../../shared/clock/timer.ts";
import { needs } from "../../shared/contract/environment.ts";
import { timerIfNear } from "../../shared/contract/message.ts";
import { isRefusal } from "../../shared/refusal.ts";
import { sendEvery } from "../outbox/queues.ts";
import { changeTicket } from "../runtime/change.ts";
import { consume } from "../runtime/consume.ts";
import { environment } from "../runtime/environment.ts";
import { goneAway } from "../runtime/gone.ts";
import { policiesOf } from "../runtime/organisations.ts";
import { keepTimer } from "../store/timers.ts";

/** What time brings about, each thing once: the ticket itself says what is due, however often and when it is asked. */
export const handler = consume("timers", async ({ message, organisation, table, at }) => {
  const { ticketId, organisation: id } = message;
  const seen: { next?: Instant | undefined; stored?: Instant | undefined; isDue?: boolean } = {};
  const change = { table, organisation, ticketId, at, by: "system" as const };
  const ticket = await changeTicket(change, (current, events) => {
    const history = { ticket: current, events, clocks: clocksOf(events, policiesOf(id)) };
    const due = dueActions(history, organisation, Date.parse(at));
    seen.isDue = due.length > 0;
    // From now on nobody can be told of anything earlier; what is stored goes by the last event.
    seen.next = nextTimerAt(history, organisation, Date.parse(at));
    seen.stored = nextTimerAt(history, organisation);
    return due;
  });
  if (isRefusal(ticket)) return goneAway("timers", ticketId);
  // What was stored is sent on by the stream and the schedule.
  if (seen.isDue) return;
  // The message came a moment early, or the rules in force say otherwise than when the timer was set.
  await sendEvery(timerIfNear(message, seen.next, at), environment(...needs.timers).QUEUE_URLS);
  await keepTimer(table, ticket, seen.stored);
});
