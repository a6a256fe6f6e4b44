import { workingSeconds } from "../clock/calendar.ts";
import { type Clock, stateAt, workedSeconds } from "../clock/clock.ts";
import { reaching } from "../clock/policy.ts";
import type { History } from "../clock/timer.ts";
import { type CountedBy, countedTopic, demandOf, isCounted, taughtBy } from "../faq/counted.ts";
import { frontDesk } from "../organisation/lookup.ts";
import type { Organisation } from "../organisation/organisation.ts";
import type { TicketEvent } from "../ticket/event.ts";
import { isDone, isOpen, type Ticket } from "../ticket/ticket.ts";
import { askerMark, askerNumber, fewAskersNumber, numberText } from "./askers.ts";
import {
  backlogCell,
  type Cells,
  type Contribution,
  dayCell,
  type Fields,
  hoursCell,
  noTopic,
  openField,
} from "./cell.ts";
import { metricCodes } from "./codes.ts";
import { dayAndHour } from "./day.ts";
import { sumOf } from "./difference.ts";
import { bucketOf } from "./histogram.ts";

/** What of a configuration decides what is counted, and where. */
export type Counting = Pick<Organisation, "organisation" | "desks" | "topics" | "confidentiality">;

/** Counted on the day of an instant, in epoch milliseconds, at a desk. */
type Count = { at: number; desk: string; fields: Fields };

/**
 * Everything that is counted for one ticket, from all that happened to it: made anew on every change, so that what a
 * change takes back is the difference with what was counted before. As at its last event: a deadline that passes is
 * one (`breached`). Nothing for a ticket that is kept too closely to be counted.
 * @param by what the history alone does not tell: what it was counted as before, or guessed to be
 */
export function contributionOf(history: History, organisation: Counting, by: CountedBy = {}): Contribution {
  const { ticket } = history;
  const { version } = ticket;
  if (!isCounted(ticket, organisation)) return { version, cells: {} };
  const about = countedTopic(ticket, by.about);
  const demand = demandOf(history, { ...by, about }, organisation);
  const learnt = taughtBy(ticket, about, organisation);
  return {
    version,
    cells: { ...cellsOf(history, organisation), ...demand },
    ...(about && { about }),
    ...(learnt && { learnt }),
    ...(by.opened && { opened: by.opened }),
  };
}

function cellsOf(history: History, organisation: Counting): Cells {
  const { ticket, events, clocks } = history;
  const front = frontDesk(organisation).key;
  const now = Math.max(...events.map(({ at }) => Date.parse(at)));
  const counts = [
    ofAsking(history, front),
    ...clocks.flatMap((clock) =>
      clock.kind === "promise" ? ofPromise(clock, events, now) : ofClock(clock, now),
    ),
    ...ofResolutions(clocks),
    ...movesOf(events, front).map(({ at, desk, how }) => ({ at, desk, fields: { [how]: 1 } })),
    ...ofEnd(history, front),
  ];
  return sumOf([
    oncePerAsker(counts, ticket, organisation),
    hoursOf(ticket, organisation),
    openIn(ticket, front, organisation),
  ]);
}

/** Every field under its channel, and the asker once in each cell. */
function oncePerAsker(
  counts: readonly Count[],
  ticket: Ticket,
  { organisation: { key, zone } }: Counting,
): Cells {
  const { channel, topic, asker } = ticket;
  const who = `${channel}.${askerMark}${numberText(askerNumber(key, asker))}`;
  const cells = sumOf(
    counts.map(({ at, desk, fields }) => ({
      [dayCell(dayAndHour(at, zone).day, desk, topic?.key ?? noTopic)]: Object.fromEntries(
        Object.entries(fields).map(([field, count]) => [`${channel}.${field}`, count]),
      ),
    })),
  );
  return Object.fromEntries(Object.entries(cells).map(([cell, fields]) => [cell, { ...fields, [who]: 1 }]));
}

/** At the desk where it was brought. */
function ofAsking({ ticket, events }: History, front: string): Count {
  const routed = events.find(({ type }) => type === "routed");
  const desk = routed?.type === "routed" ? routed.to : front;
  return { at: Date.parse(ticket.askedAt), desk, fields: { asked: 1 } };
}

/** On the day that it ended, or was due while it goes on; at the desk that has the ticket then. */
function ofClock(clock: Clock, now: number): Count[] {
  const state = stateAt(clock, now);
  const at = clock.endedAt ?? clock.dueAt;
  if (clock.kind === "promise" || at === undefined || (state !== "met" && state !== "breached")) return [];
  // What was late stays late; what was in time and did not hold was not in time.
  const outcome = state === "breached" ? "missed" : clock.isReopened ? "reopened" : "met";
  const isAnswered = clock.kind === "firstResponse" && clock.endedAt !== undefined;
  return [
    {
      at,
      desk: clock.standing.desk,
      fields: {
        [`${metricCodes[clock.kind]}.${outcome}`]: 1,
        ...(isAnswered && { [`fr.h${bucketOf(workedSeconds(clock, at))}`]: 1 }),
      },
    },
  ];
}

/** How long resolving took and stood still: of a question that was reopened, everything together. */
function ofResolutions(clocks: readonly Clock[]): Count[] {
  const cycles = clocks.filter(({ kind }) => kind === "resolution");
  const worked = cycles.reduce((sum, cycle) => sum + workedSeconds(cycle, cycle.endedAt ?? 0), 0);
  return cycles.flatMap((cycle) => {
    if (cycle.endedAt === undefined || !cycle.outcome || cycle.outcome === "void") return [];
    const pauses = cycle.segments.filter(({ idle }) => idle && idle !== "resolved");
    const until = cycle.endedAt;
    const paused = pauses.reduce((sum, { from, to = until, calendar }) => {
      const end = Math.min(to, until);
      return sum + workingSeconds(reaching(calendar, end), from, end);
    }, 0);
    const fields = {
      "pa.cycles": 1,
      "pa.paused": pauses.length > 0 ? 1 : 0,
      "pa.stood": paused,
      "pa.ran": workedSeconds(cycle, cycle.endedAt),
      ...(!cycle.isReopened && { [`re.h${bucketOf(worked)}`]: 1 }),
    };
    return [{ at: cycle.endedAt, desk: cycle.standing.desk, fields }];
  });
}

/** What the asker says of it counts where the promise does. The ticket forgets old promises, its events do not. */
function ofPromise(clock: Clock, events: readonly TicketEvent[], now: number): Count[] {
  const became = {
    met: "kept",
    breached: "broken",
    void: "withdrawn",
    running: undefined,
    paused: undefined,
  }[stateAt(clock, now)];
  const at = clock.endedAt ?? clock.dueAt;
  if (!became || at === undefined) return [];
  const answer = events.findLast((event) => event.type === "promise-confirmed" && event.promise === clock.n);
  const said = answer?.type === "promise-confirmed" && (answer.kept ? "confirmed" : "denied");
  return [
    { at, desk: clock.standing.desk, fields: { [`pr.${became}`]: 1, ...(said && { [`pr.${said}`]: 1 }) } },
  ];
}

type Move = { at: number; desk: string; how: "handed" | "returned" };

/** At the desk that gave it away. What was recalled on its way was never handed over. */
function movesOf(events: readonly TicketEvent[], front: string): Move[] {
  const moves: Move[] = [];
  let desk = front;
  for (const event of events) {
    if (event.type === "recalled") moves.pop();
    if (event.type === "handed-over" || event.type === "returned") {
      moves.push({ at: Date.parse(event.at), desk, how: event.type === "returned" ? "returned" : "handed" });
    }
    if ("to" in event && "stay" in event) desk = event.to;
  }
  return moves;
}

/** A ticket that is done: what its asker went through, from the first question to the last answer. */
function ofEnd({ ticket, events }: History, front: string): Count[] {
  if (!isDone(ticket) || ticket.resolution.from === "asker") return [];
  // What was answered on the line was answered then, however much later it was written down.
  const isThen = ticket.answeredAtOnce && ticket.resolution.at === events[0]?.at;
  const at = Date.parse(isThen ? ticket.askedAt : ticket.resolution.at);
  const seconds = Math.max(0, Math.floor((at - Date.parse(ticket.askedAt)) / 1000));
  const isAnswered = ticket.resolution.by !== "system";
  const isAtOnce =
    isAnswered &&
    ticket.stay.desk === front &&
    ticket.reopenings === 0 &&
    movesOf(events, front).length === 0 &&
    !events.some((event) => event.type === "waiting-started" && event.waiting.for === "asker");
  const fields = {
    resolved: 1,
    ...(isAnswered && { [`at.h${bucketOf(seconds)}`]: 1 }),
    ...(isAtOnce && { fcr: 1 }),
  };
  return [{ at, desk: ticket.stay.desk, fields }];
}

function hoursOf({ askedAt, channel, asker }: Ticket, { organisation: { key, zone } }: Counting): Cells {
  const { day, hour } = dayAndHour(Date.parse(askedAt), zone);
  const who = numberText(fewAskersNumber(key, asker));
  return { [hoursCell(day)]: { [`${channel}.${hour}`]: 1, [`${channel}.${hour}${askerMark}${who}`]: 1 } };
}

function openIn(ticket: Ticket, front: string, { organisation: { key, zone } }: Counting): Cells {
  if (!isOpen(ticket) && ticket.state !== "received") return {};
  const { day } = dayAndHour(Date.parse(ticket.askedAt), zone);
  const desk = ticket.state === "received" ? front : ticket.stay.desk;
  const who = numberText(fewAskersNumber(key, ticket.asker));
  return { [backlogCell(day, desk)]: { [openField]: 1, [`.${askerMark}${who}`]: 1 } };
}
