import type { CallOf } from "../../../../shared/contract/call.ts";
import type { TicketId } from "../../../../shared/id.ts";
import { forEach, type Stage } from "../stage.ts";
import { type AskedBy, monthTopic, otherCallers, type Spoken } from "./questions.ts";

type LoggedQuestion = NonNullable<CallOf<"POST /v1/contacts">["body"]["questions"]>[number];
export type Given = Pick<LoggedQuestion, "topic" | "answer">;

/** More than the functions of one machine can do at once only makes everybody wait. */
const atOnce = 6;
const agents = ["loket-femke", "loket-gijs"];
const agentFor = (i: number) => agents[i % agents.length] as string;

/** @returns the questions, which wait for an agent */
export async function askAll(stage: Stage, questions: readonly AskedBy[]): Promise<TicketId[]> {
  const asked: TicketId[] = [];
  await forEach(questions, atOnce, async ({ person, text }) => {
    asked.push((await stage.ask(person, { text })).ticketId);
  });
  return asked;
}

/**
 * Calls and visits, each answered at once by an agent who says what it is about.
 * @param at when they came, where they are written down later
 */
export const logAll = (
  stage: Stage,
  questions: readonly Spoken[],
  given: Given,
  at?: string,
): Promise<void> =>
  forEach(questions, atOnce, async ({ channel, person, text }, i) => {
    await log(stage, { channel, person, agent: agentFor(i), at }, [{ text, ...given }]);
  });

/** What else comes in on a day, about other topics, answered on the line. */
export const ordinaryDay = (stage: Stage, texts: readonly string[], at?: string): Promise<void> =>
  forEach(otherCallers, atOnce, async (person, i) => {
    const own = texts.filter((_, n) => n % otherCallers.length === i);
    const questions = own.map((text) => ({ text, answer: { text: "Samen opgezocht." } }));
    await log(stage, { channel: "call", person, agent: agentFor(i), at }, questions);
  });

type Contact = Pick<Spoken, "channel" | "person"> & { agent: string; at: string | undefined };

const log = (stage: Stage, { channel, person, agent, at }: Contact, questions: LoggedQuestion[]) =>
  stage.log(agent, {
    channel,
    seconds: 150,
    ...(at && { at }),
    ...(channel === "face" && { location: "hoofdkantoor" }),
    person: { is: "known", personId: person as never },
    questions,
  });

/** Agents close questions with one reply, and say in the same call what these were about. */
export const resolveAll = (
  stage: Stage,
  tickets: readonly TicketId[],
  text: string,
  answer?: { topic: string; revision: number },
): Promise<void> =>
  forEach(tickets, atOnce, async (ticketId, i) => {
    await stage.must(agentFor(i), "POST /v1/tickets/{ticketId}/resolve", {
      params: { ticketId },
      body: {
        ...{ outcome: "answered", cause: "answered-only", text, topic: monthTopic },
        ...(answer && { answer }),
      },
    });
  });
