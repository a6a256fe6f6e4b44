import type { Instant } from "../../shared/clock/instant.ts";
import {
  type CountedBy,
  type CountedTopic,
  countedTopic,
  type Opened,
  openedSince,
} from "../../shared/faq/counted.ts";
import type { TicketId } from "../../shared/id.ts";
import type { Organisation } from "../../shared/organisation/organisation.ts";
import type { Contribution } from "../../shared/report/cell.ts";
import { dayAndHour } from "../../shared/report/day.ts";
import type { Ticket } from "../../shared/ticket/ticket.ts";
import { log, placeOf } from "../runtime/log.ts";
import type { Counted } from "../store/figures.ts";
import type { Table } from "../store/table.ts";
import { loadQuestions } from "../store/tickets.ts";
import { loadUses } from "../store/uses.ts";
import { type Guess, guess } from "../topics/assign.ts";

/** Tickets of one organisation that are counted together. */
export type Run = {
  table: Table;
  organisation: Organisation;
  at: Instant;
  uncounted: Set<TicketId>;
  /** By the ticket, and whether an agent said that it is about nothing known: however often it is tried, it is guessed once. */
  guesses: Map<string, Guess>;
  texts: Map<TicketId, string | undefined>;
  /** What was saved, in that order. */
  saved: Counted[];
  /** What an editor says of these tickets. */
  assigned?: (ticket: Ticket) => CountedTopic;
};

/** What a ticket that is counted is counted by: as it stands, or as it is found out now. */
export async function countedBy(
  run: Run,
  ticket: Ticket,
  before: Contribution | undefined,
): Promise<CountedBy & Pick<Guess, "found">> {
  const opened = before?.opened ?? (await openedBefore(run, ticket));
  if (run.assigned) return { about: run.assigned(ticket), opened };
  const standing = countedTopic(ticket, before?.about);
  return standing ? { about: standing, opened } : { ...(await guessed(run, ticket)), opened };
}

/** Without one the question counts as about nothing known, and is looked at again when something else changes. */
async function guessed(
  { table, organisation, at, guesses, texts }: Run,
  ticket: Ticket,
): Promise<Partial<Guess>> {
  const name = `${ticket.ticketId}#${ticket.topicDenied ?? false}`;
  const known = guesses.get(name);
  if (known) return known;
  try {
    const text = await textOf({ table, texts }, ticket);
    if (!text) return {};
    const made = await guess(table, organisation, { ticket, text, at });
    guesses.set(name, made);
    return made;
  } catch (error) {
    log.warn("a question was not compared with what is known", placeOf(error));
    return {};
  }
}

/** Read once, and only of a ticket that is counted: others keep their words to themselves. */
export async function textOf({ table, texts }: Pick<Run, "table" | "texts">, ticket: Ticket) {
  const { ticketId } = ticket;
  if (!texts.has(ticketId)) {
    const [question] = await loadQuestions(table, [ticket]);
    texts.set(ticketId, question?.isRedacted ? undefined : question?.text);
  }
  return texts.get(ticketId);
}

/** Kept with the ticket, since what somebody opened is forgotten after some days. */
async function openedBefore({ table, organisation }: Run, ticket: Ticket): Promise<Opened[] | undefined> {
  if (ticket.channel !== "click") return undefined;
  const { key, zone } = organisation.organisation;
  const since = openedSince(ticket.askedAt, organisation);
  const { day: asked } = dayAndHour(Date.parse(ticket.askedAt), zone);
  const uses = await loadUses(table, key, ticket.asker, since);
  const opened = uses.filter(({ opened, day }) => opened && day <= asked);
  return [...new Map(opened.map((use) => [`${use.topic}#${use.revision}`, use])).values()].map(
    ({ topic, revision }) => ({ topic, revision }),
  );
}
