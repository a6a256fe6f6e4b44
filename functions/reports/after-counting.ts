import { isCounted } from "../../shared/faq/counted.ts";
import type { TicketId } from "../../shared/id.ts";
import { noTopic, placeOf as placeOfCell } from "../../shared/report/cell.ts";
import { log, placeOf } from "../runtime/log.ts";
import type { Counted } from "../store/figures.ts";
import { isTaughtAlike } from "../store/figures.ts";
import { loadTickets } from "../store/tickets.ts";
import { type Lesson, teach } from "../topics/learn.ts";
import { projectTopic } from "../topics/standing.ts";
import { type Run, textOf } from "./counted-by.ts";

/** Topics that are looked at at the same time. */
const atOnce = 5;

/**
 * What follows from what was counted: topics learn the questions that count for them, and stand otherwise. Each is made
 * anew every night, so that nothing of it has to be tried until it succeeds.
 */
export async function afterCounting(run: Run): Promise<void> {
  const { table, organisation, at, saved } = run;
  if (saved.length === 0) return;
  try {
    await teach(table, organisation, await lessonsOf(run), at);
  } catch (error) {
    log.warn("topics did not learn", placeOf(error));
  }
  const topics = touched(saved);
  for (let start = 0; start < topics.length; start += atOnce) {
    const part = topics.slice(start, start + atOnce);
    await Promise.all(part.map((topic) => unless(topic, () => projectTopic(table, organisation, topic, at))));
  }
}

function touched(saved: readonly Counted[]): string[] {
  const topics = saved.flatMap(({ difference }) =>
    Object.keys(difference).flatMap((cell) => {
      const place = placeOfCell(cell);
      return place.of === "demand" && place.topic !== noTopic ? [place.topic] : [];
    }),
  );
  return [...new Set(topics)];
}

/**
 * What each topic learns and unlearns. Of a question that is kept more closely since, nobody reads the text again: its
 * topic is taught anew by the others.
 */
async function lessonsOf(run: Run): Promise<Map<string, Lesson[] | "anew">> {
  const { table, organisation } = run;
  const taught = run.saved.filter(({ before, after }) => !isTaughtAlike(before?.learnt, after.learnt));
  const tickets = await loadTickets(
    table,
    organisation.organisation.key,
    taught.map(({ ticketId }) => ticketId),
  );
  const open = new Map(
    tickets.filter((ticket) => isCounted(ticket, organisation)).map((ticket) => [ticket.ticketId, ticket]),
  );
  const textNow = async (ticketId: TicketId) => {
    const ticket = open.get(ticketId);
    return ticket && textOf(run, ticket);
  };
  const lessons = new Map<string, Lesson[] | "anew">();
  for (const { ticketId, before, after } of taught) {
    const text = await textNow(ticketId);
    for (const { topic, weight } of lessonsIn(before?.learnt, after.learnt)) {
      const known = lessons.get(topic) ?? [];
      if (known === "anew" || (text === undefined && weight > 0)) continue;
      lessons.set(topic, text === undefined ? "anew" : [...known, { text, weight }]);
    }
  }
  return lessons;
}

const lessonsIn = (was: Counted["after"]["learnt"], is: Counted["after"]["learnt"]) => [
  ...(was ? [{ ...was, weight: -was.weight }] : []),
  ...(is ? [is] : []),
];

async function unless(topic: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    log.warn("how a topic stands was not made anew", { topic, ...placeOf(error) });
  }
}
