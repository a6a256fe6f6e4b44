import { setTimeout as pause } from "node:timers/promises";
import type { Channel } from "../../../shared/channel/channel.ts";
import type { Answer, Caller, CallOf } from "../../../shared/contract/call.ts";
import type { AnswerOf, Route } from "../../../shared/contract/operations.ts";
import type { TicketDetail } from "../../../shared/contract/view.ts";
import type { ContactId, TicketId } from "../../../shared/id.ts";
import { CannotRun } from "../arguments.ts";
import { type Place, personCaller, systemCaller } from "../session.ts";

/** The helpdesk said no where the day's script counts on a yes. */
export class StepRefused extends CannotRun {
  override name = "StepRefused";
}

/** A question that the helpdesk took in. A row of a telephone log says its ticket, not its reference. */
export type Asked = {
  ticketId: TicketId;
  channel: Channel;
  reference?: string | undefined;
  /** Who asked it signed in, and so finds it in their own list. */
  by?: string | undefined;
};

export type Stage = ReturnType<typeof stageAt>;

const longestWaitMillis = 60_000;

/** Who is signed in, what has been asked so far, and what went wrong. */
export function stageAt(place: Place) {
  const callers = new Map<string, Caller>();
  const asked = new Map<TicketId, Asked>();
  const inStory = new Set<TicketId>();
  const contacts = new Map<ContactId, Channel>();
  const problems: string[] = [];

  const as = (person: string): Caller => {
    const known = callers.get(person) ?? personCaller(place, person);
    callers.set(person, known);
    return known;
  };

  /** A call that the script counts on. */
  async function must<R extends Route>(person: string, route: R, call: CallOf<R>): Promise<AnswerOf<R>> {
    const answer: Answer<R> = await as(person)(route, call);
    if (answer.ok) return answer.body;
    const { code, title = "", status } = answer.problem;
    throw new StepRefused(`${person}, ${route}: ${code ?? status} ${title}`.trim());
  }

  async function ask(person: string, body: NonNullable<CallOf<"POST /v1/tickets">["body"]>): Promise<Asked> {
    const answer = await must(person, "POST /v1/tickets", { body });
    if (!answer.recorded) throw new StepRefused(`${person}: de vraag is niet vastgelegd`);
    return note({ ticketId: answer.ticketId, channel: "click", reference: answer.reference, by: person });
  }

  async function log(agent: string, body: CallOf<"POST /v1/contacts">["body"]) {
    const logged = await must(agent, "POST /v1/contacts", { body });
    if (!logged.recorded) throw new StepRefused(`${agent}: het contact is niet vastgelegd`);
    contacts.set(logged.contactId, body.channel);
    const questions = logged.tickets
      .filter(({ isNew }) => isNew)
      .map(({ ticketId, reference }) => note({ ticketId, channel: body.channel, reference }));
    return { ...logged, questions };
  }

  function note(question: Asked): Asked {
    asked.set(question.ticketId, { ...question, ...asked.get(question.ticketId) });
    return question;
  }

  /** Looks until what the queues bring about is there. */
  async function until(
    person: string,
    ticketId: TicketId,
    isSo: (ticket: TicketDetail) => boolean,
    what: string,
  ): Promise<TicketDetail> {
    const giveUpAt = performance.now() + longestWaitMillis;
    for (let millis = 50; ; millis = Math.min(millis * 1.5, 1_000)) {
      const answer = await as(person)("GET /v1/tickets/{ticketId}", { params: { ticketId } });
      if (answer.ok && isSo(answer.body)) return answer.body;
      if (performance.now() > giveUpAt) throw new StepRefused(`${ticketId}: ${what} bleef een minuut uit`);
      await pause(millis);
    }
  }

  return {
    as,
    asSystem: () => systemCaller(place, undefined),
    must,
    ask,
    log,
    note,
    until,
    asked,
    inStory,
    contacts,
    problems,
    /** Plays a part of the day; what is refused in it is noted, and the rest of the day goes on. */
    play: async <T>(part: () => Promise<T>): Promise<T | undefined> => {
      try {
        return await part();
      } catch (error) {
        if (!(error instanceof StepRefused)) throw error;
        problems.push(error.message);
        return undefined;
      }
    },
  };
}

/** Does something for each, a few at a time. */
export async function forEach<T>(
  items: readonly T[],
  atOnce: number,
  deed: (item: T, index: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  const worker = async () => {
    for (let i = next++; i < items.length; i = next++) await deed(items[i] as T, i);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
}
