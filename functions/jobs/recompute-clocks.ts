import { clocksOf } from "../../shared/clock/clock.ts";
import type { Instant } from "../../shared/clock/instant.ts";
import { nextTimerAt } from "../../shared/clock/timer.ts";
import type { TicketId } from "../../shared/id.ts";
import type { Walk } from "../../shared/job/job.ts";
import { isSame, type StoredTicket } from "../../shared/job/verify.ts";
import { frontDesk } from "../../shared/organisation/lookup.ts";
import type { Organisation } from "../../shared/organisation/organisation.ts";
import { isRefusal } from "../../shared/refusal.ts";
import { isDone } from "../../shared/ticket/ticket.ts";
import { recordTimed } from "../runtime/change.ts";
import { policiesOf } from "../runtime/organisations.ts";
import { settle } from "../runtime/settle.ts";
import { loadHistory, ticketWrites } from "../store/tickets.ts";
import { stretchesOf } from "./begin.ts";
import type { Stepped, Stepping } from "./step.ts";
import { eachTicket, nextTickets } from "./walk.ts";

type Recomputing = Stepping<"recompute-clocks">;
/** `again`: counted already, where this walk came by it before. */
type Outcome = "changed" | "same" | "again" | "failed";

/**
 * Moves open clocks to the configuration in force, from their start. A ticket moves within the lists as its deadline
 * does, so they are walked again until nothing was left to change: a few times at most, and each ticket is changed once.
 */
export async function recomputeClocks(stepping: Recomputing): Promise<Stepped<"recompute-clocks">> {
  const { table, job, pageSize } = stepping;
  const isByTimer = job.walk.left[0] !== undefined && "timers" in job.walk.left[0];
  const { here, later } = divided(job.walk, isByTimer);
  const { ids, walk } = await nextTickets(table, job.organisation, here, { pageSize });
  const outcomes = await eachTicket<Outcome>(
    ids,
    (ticketId) => rebind(stepping, ticketId, isByTimer),
    () => "failed",
  );
  const count = (...wanted: Outcome[]) => outcomes.filter((outcome) => wanted.includes(outcome)).length;
  // The walks after the first only look for what moved.
  const isFirst = job.tally.pass === 1;
  const tally = {
    ...job.tally,
    seen: job.tally.seen + (isFirst ? count("changed", "same", "failed") : 0),
    changed: job.tally.changed + count("changed"),
    failed: job.tally.failed + (isFirst ? count("failed") : 0),
    changedInPass: job.tally.changedInPass + count("changed"),
  };
  return walkedOn(stepping, { ...walk, left: [...walk.left, ...later] }, tally);
}

const mostPasses = 5;

/** Of the lists of the desks, or of the timers: what is open has its place in both. */
function divided({ left, after }: Walk, isByTimer: boolean) {
  const isHere = (stretch: Walk["left"][number]) => "timers" in stretch === isByTimer;
  return { here: { left: left.filter(isHere), after }, later: left.filter((stretch) => !isHere(stretch)) };
}

function walkedOn(
  { organisation, job }: Recomputing,
  walk: Walk,
  tally: Recomputing["job"]["tally"],
): Stepped<"recompute-clocks"> {
  if (walk.left.length > 0) return { walk, tally };
  if (tally.changedInPass > 0 && tally.pass < mostPasses) {
    const left = stretchesOf(organisation.organisation.key, job.kind);
    return { walk: { left }, tally: { ...tally, pass: tally.pass + 1, changedInPass: 0 } };
  }
  const { seen, changed, failed } = tally;
  return { walk, tally, result: { seen, changed, failed } };
}

/** Where a rebinding would change a clock or the timer it is recorded, with what it changes; else nothing is. */
async function rebind(
  { table, organisation, job, at }: Recomputing,
  ticketId: TicketId,
  isByTimer: boolean,
): Promise<Outcome> {
  const outcome = await settle<Outcome>(table, async () => {
    const history = await loadHistory(table, job.organisation, ticketId);
    if (!history || history.ticket.state === "closed") return { writes: [], outcome: "again" };
    const last = history.events.findLast(({ type, by }) => type === "clocks-rebound" && by === "system");
    // By this very step, which broke off before it was saved.
    if (last && last.at > job.movedAt) return { writes: [], outcome: "changed" };
    if (last && last.at >= job.startedAt) return { writes: [], outcome: "again" };
    const signed = { ticketId, at, by: "system" as const };
    const rebound = recordTimed(organisation, history, [{ type: "clocks-rebound" }], signed);
    const isBound =
      isSame(rebound.after.clocks, history.ticket.clocks) && isTimerRight(organisation, history, at);
    if (!isBound)
      return { writes: ticketWrites(table, rebound, [], frontDesk(organisation).key), outcome: "changed" };
    return { writes: [], outcome: isByTimer && !isDone(history.ticket) ? "again" : "same" };
  });
  // Nothing here is refused.
  return isRefusal(outcome) ? "failed" : outcome;
}

/**
 * Whether a ticket will be looked at when the configuration in force wants it. What was due already is about to be
 * looked at by that configuration, and from then on a later instant is the right one every time that it is asked.
 */
function isTimerRight(
  organisation: Organisation,
  { ticket, events, timerAt }: StoredTicket,
  at: Instant,
): boolean {
  if (timerAt !== undefined && timerAt <= at) return true;
  const clocks = clocksOf(events, policiesOf(organisation.organisation.key));
  return nextTimerAt({ ticket, events, clocks }, organisation) === timerAt;
}
