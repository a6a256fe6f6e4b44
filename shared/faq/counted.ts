import { workingSeconds } from "../clock/calendar.ts";
import type { Instant } from "../clock/instant.ts";
import { around, calendarOf, type Policy } from "../clock/policy.ts";
import { earliest, localDay } from "../clock/zone.ts";
import { frontDesk, topicOf } from "../organisation/lookup.ts";
import type { Organisation } from "../organisation/organisation.ts";
import { type Cells, demandCell, noTopic } from "../report/cell.ts";
import { dayAndHour } from "../report/day.ts";
import { sumOf } from "../report/difference.ts";
import type { TicketEvent, UsedAnswer } from "../ticket/event.ts";
import type { Ticket } from "../ticket/ticket.ts";
import { againField, personField, usedField } from "./day-demand.ts";
import { exampleWeight } from "./matcher.ts";

// What of a ticket counts for demand. What people say of it goes before what an editor made of it, and that before what
// the matcher made of it, which is asked once.

/** What a ticket is taken to be about where demand is counted, and whose word that is. */
export type CountedTopic = {
  topic: string;
  how: "person" | "editor" | "guess";
  /** Of an editor's word: what a person had said by then. It holds until somebody says otherwise of the question. */
  said?: string | undefined;
  /** An agent had seen by then that it is about none of the topics that have a name. */
  isDenied?: true | undefined;
};

/** The topic that learnt a question's text, and how much it counted for. */
export type Taught = { topic: string; weight: number };

/** An answer that the asker had open shortly before asking. */
export type Opened = { topic: string; revision: number };

/** What a ticket is counted by besides its own history. */
export type CountedBy = { about?: CountedTopic | undefined; opened?: readonly Opened[] | undefined };

type Counting = Pick<Organisation, "organisation" | "topics" | "confidentiality">;

/** The topic that a person said it is about. */
export const saidTopic = ({ topic }: Ticket): string | undefined =>
  topic && topic.knownBy !== "guessed" ? (topic.part ?? topic.key) : undefined;

/**
 * What a ticket is about, as far as that stands: nothing where the matcher has to be asked.
 * @param before what it was counted as, or has been guessed to be
 */
export function countedTopic(ticket: Ticket, before: CountedTopic | undefined): CountedTopic | undefined {
  const said = saidTopic(ticket);
  const isDeniedAlike = (before?.isDenied ?? false) === (ticket.topicDenied ?? false);
  if (before?.how === "editor" && before.said === said && isDeniedAlike) return before;
  if (said !== undefined) return { topic: said, how: "person" };
  return before?.how === "guess" && isDeniedAlike ? before : undefined;
}

/** What an editor says of a ticket, on top of what people said of it. */
export const assignedTo = (topic: string, ticket: Ticket): CountedTopic => {
  const said = saidTopic(ticket);
  return { topic, how: "editor", ...(said && { said }), ...(ticket.topicDenied && { isDenied: true }) };
};

export const guessedAs = (topic: string, ticket: Ticket): CountedTopic => ({
  topic,
  how: "guess",
  ...(ticket.topicDenied && { isDenied: true }),
});

/** Whether questions about a topic are counted and learnt from. One that was found in questions is. */
export function countsDemand(topic: string, organisation: Counting): boolean {
  const configured = topicOf(organisation, topic);
  return (
    topic !== noTopic && (!configured || organisation.confidentiality[configured.confidentiality].counted)
  );
}

/** Whether anything is counted of a ticket, or learnt from it. */
export const isCounted = ({ confidentiality }: Ticket, organisation: Counting): boolean =>
  organisation.confidentiality[confidentiality].counted;

/** What it teaches its topic; what people merely left standing is often wrong. */
export function taughtBy(ticket: Ticket, about: CountedTopic | undefined, organisation: Counting) {
  if (!about || !countsDemand(about.topic, organisation)) return undefined;
  const isSure =
    about.how === "editor" || (about.how === "person" && ticket.topic?.knownBy === "agent-confirmed");
  return { topic: about.topic, weight: isSure ? exampleWeight.confirmed : exampleWeight.accepted };
}

/**
 * A question counts on the day that it was asked, its asker once for its topic; a question of which nobody knows the
 * topic counts too, so that all contacts together are known. An answer that was used counts for its own topic.
 */
export function demandOf(
  { ticket, events }: { ticket: Ticket; events: readonly TicketEvent[] },
  { about, opened = [] }: CountedBy,
  organisation: Counting,
): Cells {
  const { key, zone } = organisation.organisation;
  const topic = about?.topic ?? noTopic;
  const isKept = topic === noTopic || countsDemand(topic, organisation);
  // The configured topic says how closely a part of it is kept.
  if (!isKept || (ticket.topic && !countsDemand(ticket.topic.key, organisation))) return {};
  const { day } = dayAndHour(Date.parse(ticket.askedAt), zone);
  const asked = { [personField(key, ticket.asker)]: 1, [ticket.channel]: 1 };
  const again = opened
    .filter((one) => one.topic === topic && ticket.channel === "click")
    .map(({ revision }) => ({ [demandCell(topic, day)]: { [againField(revision)]: 1 } }));
  const used = answersUsed(events)
    .filter((one) => countsDemand(one.topic, organisation))
    .map((one) => ({ [demandCell(one.topic, day)]: { [usedField(one.revision)]: 1 } }));
  return sumOf([{ [demandCell(topic, day)]: asked }, ...again, ...used]);
}

/** Each revision once, however often it was sent. */
function answersUsed(events: readonly TicketEvent[]): UsedAnswer[] {
  const used = events.flatMap((event) =>
    (event.type === "replied" || event.type === "resolved") && event.answer ? [event.answer] : [],
  );
  return [...new Map(used.map((one) => [`${one.topic}#${one.revision}`, one])).values()];
}

const dayMs = 86_400_000;
/** What was opened is known for no longer. */
const mostDaysBack = 9;

/**
 * From which day on an answer that was opened came shortly before a question: two working days, by the front office's
 * calendar.
 */
export function openedSince(askedAt: Instant, organisation: Policy): string {
  const { zone } = organisation.organisation;
  const at = Date.parse(askedAt);
  const calendar = around(calendarOf(organisation, frontDesk(organisation).key), at - 14 * dayMs, at + dayMs);
  const startOf = (day: number) => earliest(day, calendar.stretches);
  const asked = Date.parse(localDay(at, zone));
  let worked = 0;
  let day = asked;
  while (worked < workingDaysBack && day > asked - mostDaysBack * dayMs) {
    day -= dayMs;
    if (workingSeconds(calendar, startOf(day), startOf(day + dayMs)) > 0) worked += 1;
  }
  return new Date(day).toISOString().slice(0, 10);
}

const workingDaysBack = 2;
