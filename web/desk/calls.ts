import type { AnswerOf, SentBodyOf } from "../../shared/contract/operations.ts";
import type { PersonCard } from "../../shared/contract/view.ts";
import { wordRulesIn } from "../../shared/desk/word-rules.ts";
import type { TicketId } from "../../shared/id.ts";
import type { Organisation } from "../../shared/organisation/organisation.ts";
import type { No, Outcome } from "../call.ts";
import type { Drafts } from "../keep.ts";

/** Who calls: somebody of the people file, or whoever the agent writes down. */
export type Caller =
  | { is: "known"; card: PersonCard }
  | { is: "provisional" | "outsider"; name: string; phone: string; email: string };

/** What becomes of a question when the conversation is recorded. */
export type Fate = "answer" | "hand-over" | "later";

export type SpokenQuestion = {
  text: string;
  /** `null`: none of those that were suggested. */
  topic?: string | null;
  /** Of a topic that was found in questions: the configured one above it. */
  under?: string;
  /** The agent chose the topic, rather than leave the first suggestion. */
  isChosen: boolean;
  answer: string;
  /** The agent changed the answer, so that no suggestion takes its place. */
  isAnswerTyped: boolean;
  used?: { topic: string; revision: number };
  fate: Fate;
  desk?: string;
  note: string;
};

export type Continued = { ticketId: TicketId; reference: string; excerpt: string; text: string };

export type Conversation = {
  id: string;
  /** The Idempotency-Key: however often it is sent, it is recorded once. */
  key: string;
  channel: "call" | "face";
  startedAt: number;
  /** How long it lasted, once it is over. */
  seconds?: number;
  who?: Caller;
  location?: string;
  identityCheck?: string;
  questions: SpokenQuestion[];
  /** The question that is being written. */
  at: number;
  existing: Continued[];
  state: "open" | "parked" | "sending";
  /** When it goes out, so that there is time to take it back. */
  sendAt?: number;
};

export type Logged = AnswerOf<"POST /v1/contacts">;
type Body = SentBodyOf<"POST /v1/contacts">;

/** What to tell of a conversation that has left the screen. */
export type Told =
  | { is: "waiting"; id: string; sendAt: number }
  | { is: "sending"; id: string }
  | { is: "saved"; id: string; who?: Caller; logged: Logged }
  | { is: "failed"; id: string; who?: Caller; no: No };

export const undoMs = 10_000;
const pagePrefix = "call.";

export const emptyQuestion = (): SpokenQuestion => ({
  text: "",
  isChosen: false,
  answer: "",
  isAnswerTyped: false,
  fate: "answer",
  note: "",
});

export const isBlank = (question: SpokenQuestion) => question.text.trim() === "";

/** What is said: the questions with words in them. */
export const questionsOf = ({ questions }: Conversation) => questions.filter((one) => !isBlank(one));

export type Fault = "nothing" | "who" | "question" | "answer" | "desk" | "location";

/** What keeps it from being recorded, if anything. */
export function faultsOf(conversation: Conversation, organisation: Organisation): Fault[] {
  const questions = questionsOf(conversation);
  const isUnsaid = questions.length + conversation.existing.length === 0;
  const faults: Fault[] = [];
  if (conversation.channel === "face" && !conversation.location) faults.push("location");
  const needsAsker = questions.some(({ fate }) => fate !== "answer");
  if (!conversation.who && needsAsker) faults.push("who");
  if (isUnsaid) faults.push("question");
  for (const question of questions) {
    if (isSignpost(question, organisation)) continue;
    if (question.fate === "answer" && question.answer.trim() === "") faults.push("answer");
    if (question.fate === "hand-over" && !question.desk) faults.push("desk");
  }
  return [...new Set(faults)];
}

const configuredTopic = ({ topic, under }: SpokenQuestion, { topics }: Organisation) =>
  topics.find(({ key }) => key === topic) ?? topics.find(({ key }) => key === under);

export const topicOfQuestion = configuredTopic;

export const isSignpost = (question: SpokenQuestion, organisation: Organisation) =>
  configuredTopic(question, organisation)?.startsAt === "signpost";

/** Whether it may stay on this device: what is delicate by its topic or its words may not. */
export function mayKeep({ questions }: Conversation, organisation: Organisation): boolean {
  return questions.every((question) => {
    const confidentiality = configuredTopic(question, organisation)?.confidentiality;
    if (confidentiality === "restricted" || confidentiality === "not-recorded") return false;
    const rules = wordRulesIn(organisation.routing, `${question.text} ${question.note}`);
    return !organisation.routing.some(({ name, raises }) => raises === "restricted" && rules.includes(name));
  });
}

/** As it is sent. */
export function contactOf(conversation: Conversation): Body {
  const { channel, startedAt, seconds, location, identityCheck, who } = conversation;
  return {
    channel,
    at: new Date(startedAt).toISOString(),
    ...(seconds !== undefined && { seconds }),
    ...(location && { location }),
    ...(identityCheck && { identityCheck }),
    ...(who && { person: callerOf(who) }),
    questions: questionsOf(conversation).map(questionOf),
    existing: conversation.existing.map(({ ticketId, text }) => ({
      ticketId,
      ...(text.trim() && { text: text.trim() }),
    })),
  } as Body;
}

function callerOf(who: Caller) {
  if (who.is === "known") return { is: who.is, personId: who.card.personId };
  const said = Object.entries({ name: who.name, phone: who.phone, email: who.email })
    .map(([name, text]) => [name, text.trim()] as const)
    .filter(([, text]) => text !== "");
  return { is: who.is, ...Object.fromEntries(said) };
}

function questionOf(question: SpokenQuestion) {
  const { text, topic, isChosen, answer, used, fate, desk, note } = question;
  return {
    text: text.trim(),
    ...(topic !== undefined && { topic, how: isChosen ? "confirmed" : "accepted" }),
    ...(fate === "answer" &&
      answer.trim() !== "" && { answer: { text: answer.trim(), ...(used && { answer: used }) } }),
    ...(fate === "hand-over" && {
      handOver: { desk, reason: "needs-specialist", ...(note.trim() && { note: note.trim() }) },
    }),
  };
}

type Ways = {
  drafts: Drafts;
  organisation: Organisation;
  send: (body: Body, key: string) => Promise<Outcome<"POST /v1/contacts">>;
  /** Sends while the page goes away; nobody waits for its answer. */
  sendLeaving: (body: Body, key: string) => void;
  now: () => number;
  newKey: () => string;
  later: (deed: () => void, milliseconds: number) => () => void;
};

export type Calls = ReturnType<typeof callsOf>;

/**
 * The conversations of this page: those that are open or parked, and those on their way to be recorded. It outlives the
 * pages that show it, so that going elsewhere loses nothing; what is on its way when the window closes is sent then, and
 * once more with the same key when the desk opens again.
 */
export function callsOf(ways: Ways) {
  const { drafts, now } = ways;
  let all: readonly Conversation[] = drafts
    .pages(pagePrefix)
    .flatMap((page) => drafts.read<Conversation>(page)?.value ?? [])
    .sort((a, b) => a.startedAt - b.startedAt);
  let told: readonly Told[] = [];
  const listeners = new Set<() => void>();
  const cancels = new Map<string, () => void>();
  const changed = () => {
    for (const tell of listeners) tell();
  };
  const tell = (news: Told) => {
    told = [...told.filter(({ id }) => id !== news.id), news];
    changed();
  };
  const forget = (id: string) => {
    told = told.filter((one) => one.id !== id);
    changed();
  };
  const find = (id: string) => all.find((one) => one.id === id);

  const put = (conversation: Conversation) => {
    const isKnown = find(conversation.id) !== undefined;
    all = isKnown
      ? all.map((one) => (one.id === conversation.id ? conversation : one))
      : [...all, conversation];
    drafts.write(`${pagePrefix}${conversation.id}`, conversation, {
      mayKeep: mayKeep(conversation, ways.organisation),
    });
    changed();
  };
  const drop = (id: string) => {
    all = all.filter((one) => one.id !== id);
    drafts.drop(`${pagePrefix}${id}`);
    changed();
  };

  const goOut = async (id: string) => {
    cancels.get(id)?.();
    cancels.delete(id);
    const conversation = find(id);
    if (conversation?.state !== "sending" || told.some((one) => one.id === id && one.is === "sending"))
      return;
    tell({ is: "sending", id });
    const { who } = conversation;
    const outcome = await ways.send(contactOf(conversation), conversation.key);
    if (!outcome.ok) {
      // What was refused is not stored, so that what is sent after mending is another deed.
      const key = outcome.no.is === "refused" ? ways.newKey() : conversation.key;
      put({ ...(find(id) ?? conversation), key, state: "parked" });
      tell({ is: "failed", id, ...(who && { who }), no: outcome.no });
      return;
    }
    drop(id);
    tell({ is: "saved", id, ...(who && { who }), logged: outcome.body });
    ways.later(() => forget(id), 8_000);
  };
  const waitToGoOut = (conversation: Conversation) => {
    const sendAt = conversation.sendAt ?? now();
    tell({ is: "waiting", id: conversation.id, sendAt });
    cancels.set(
      conversation.id,
      ways.later(() => goOut(conversation.id), Math.max(0, sendAt - now())),
    );
  };

  const calls = {
    all: () => all,
    told: () => told,
    find,
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    begin(channel: Conversation["channel"], location?: string): Conversation {
      const conversation: Conversation = {
        ...{ id: ways.newKey(), key: ways.newKey(), channel, startedAt: now() },
        ...(location && { location }),
        ...{ questions: [emptyQuestion()], at: 0, existing: [], state: "open" },
      };
      put(conversation);
      return conversation;
    },
    change(id: string, how: (conversation: Conversation) => Conversation): void {
      const conversation = find(id);
      if (conversation && conversation.state !== "sending") put(how(conversation));
    },
    /** Aside, to go on with later; where nothing was typed there is nothing to keep. */
    park(id: string): void {
      const conversation = find(id);
      if (!conversation || conversation.state === "sending") return;
      const { who, existing } = conversation;
      const isEmpty = !who && existing.length === 0 && questionsOf(conversation).length === 0;
      if (isEmpty) drop(id);
      else put({ ...conversation, state: "parked" });
    },
    resume(id: string): void {
      calls.change(id, (conversation) => ({ ...conversation, state: "open" }));
      forget(id);
    },
    drop,
    /** It is over: it goes out in ten seconds. A second time says nothing new. */
    finish(id: string): void {
      const conversation = find(id);
      if (!conversation || conversation.state === "sending") return;
      const seconds = Math.min(86_400, Math.round((now() - conversation.startedAt) / 1000));
      const finished: Conversation = { ...conversation, seconds, state: "sending", sendAt: now() + undoMs };
      put(finished);
      waitToGoOut(finished);
    },
    /** The last one that can still be taken back. */
    undoable: () => told.findLast(({ is }) => is === "waiting")?.id,
    undo(id: string): void {
      const conversation = find(id);
      if (conversation?.state !== "sending" || told.some((one) => one.id === id && one.is === "sending"))
        return;
      cancels.get(id)?.();
      cancels.delete(id);
      const { sendAt, ...open } = conversation;
      put({ ...open, state: "open" });
      forget(id);
    },
    retry(id: string): void {
      calls.finish(id);
      goOut(id);
    },
    forget,
    /** Everything that waits goes out now. */
    flush: (): Promise<unknown> =>
      Promise.all(all.map(({ id, state }) => (state === "sending" ? goOut(id) : undefined))),
    /** The window closes: sent without waiting, and kept until the next visit makes sure. */
    leave(): void {
      for (const one of all) if (one.state === "sending") ways.sendLeaving(contactOf(one), one.key);
    },
    /** Something on the page is not kept on this device. */
    hasUnkept: () => all.some((one) => !mayKeep(one, ways.organisation)),
  };
  // What was open when the page went away waits aside; what was on its way goes out.
  for (const one of all) {
    if (one.state === "sending") waitToGoOut({ ...one, sendAt: now() });
    else if (one.state === "open")
      all = all.map((each) => (each === one ? { ...one, state: "parked" } : each));
  }
  return calls;
}
