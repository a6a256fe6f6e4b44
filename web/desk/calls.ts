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

export type Continued = {
  ticketId: TicketId;
  reference: string;
  excerpt: string;
  text: string;
  isRestricted?: boolean;
};

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
  /** It was sent, perhaps without an answer: from then on what is sent again is the very same. */
  isTried?: boolean;
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

export type Fault = "nothing" | "who" | "phone" | "email" | "question" | "answer" | "desk" | "location";

/** What keeps it from being recorded, if anything. */
export function faultsOf(conversation: Conversation, organisation: Organisation): Fault[] {
  const questions = questionsOf(conversation);
  const isUnsaid = questions.length + conversation.existing.length === 0;
  const faults: Fault[] = [];
  if (conversation.channel === "face" && !conversation.location) faults.push("location");
  const needsAsker = questions.some(({ fate }) => fate !== "answer");
  if (!conversation.who && needsAsker) faults.push("who");
  if (conversation.who && conversation.who.is !== "known") faults.push(...faultsOfCaller(conversation.who));
  if (isUnsaid) faults.push("question");
  faults.push(...questions.flatMap((question) => faultOf(question, organisation) ?? []));
  return [...new Set(faults)];
}

/** As the people file takes them (shared/person/person.ts), so that nobody hears of it ten seconds later. */
function faultsOfCaller({ phone, email }: Exclude<Caller, { is: "known" }>): Fault[] {
  const isPhone = /^[+0][0-9 ()./-]{5,24}$/.test(phone.trim());
  const isEmail = /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email.trim());
  return [
    ...(phone.trim() && !isPhone ? (["phone"] as const) : []),
    ...(email.trim() && !isEmail ? (["email"] as const) : []),
  ];
}

/** What one question lacks. */
function faultOf(question: SpokenQuestion, organisation: Organisation): "answer" | "desk" | undefined {
  if (isBlank(question) || isSignpost(question, organisation)) return undefined;
  if (question.fate === "answer" && question.answer.trim() === "") return "answer";
  return question.fate === "hand-over" && !question.desk ? "desk" : undefined;
}

/** The first question that lacks something, from the one that is being written. */
export function faultyQuestion({ questions, at }: Conversation, organisation: Organisation): number {
  const isFaulty = (question: SpokenQuestion) => faultOf(question, organisation) !== undefined;
  const here = questions[at];
  return here && isFaulty(here) ? at : questions.findIndex(isFaulty);
}

const configuredTopic = ({ topic, under }: SpokenQuestion, { topics }: Organisation) =>
  topics.find(({ key }) => key === topic) ?? topics.find(({ key }) => key === under);

export const topicOfQuestion = configuredTopic;

export const isSignpost = (question: SpokenQuestion, organisation: Organisation) =>
  configuredTopic(question, organisation)?.startsAt === "signpost";

/** Whether it may stay on this device: what is delicate by its topic or its words may not. */
export function mayKeep({ questions, existing }: Conversation, organisation: Organisation): boolean {
  const isDelicate = (text: string) => {
    const rules = wordRulesIn(organisation.routing, text);
    return organisation.routing.some(({ name, raises }) => raises === "restricted" && rules.includes(name));
  };
  const isOfTopic = (question: SpokenQuestion) => {
    const confidentiality = configuredTopic(question, organisation)?.confidentiality;
    return confidentiality === "restricted" || confidentiality === "not-recorded";
  };
  return (
    !questions.some((one) => isOfTopic(one) || isDelicate(`${one.text} ${one.note}`)) &&
    !existing.some(({ isRestricted, text }) => isRestricted || isDelicate(text))
  );
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

/** What was refused is not stored, so that what is sent after mending is another deed; but a used key says that it is. */
const isNotStored = (no: No) => no.is === "refused" && no.reason !== "key-reused";

type Ways = {
  drafts: Drafts;
  organisation: Organisation;
  /** Conversations that another window of this browser has before it. */
  elsewhere?: ReadonlySet<string>;
  /** This window has it before it, until it is recorded or thrown away. */
  hold?: (id: string) => () => void;
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
  const pagePrefix = `call.${ways.organisation.organisation.key}.`;
  const kept = () => drafts.pages(pagePrefix).flatMap((page) => drafts.read<Conversation>(page)?.value ?? []);
  let all: readonly Conversation[] = kept()
    .filter(({ id }) => !ways.elsewhere?.has(id))
    .sort((a, b) => a.startedAt - b.startedAt);
  const held = new Map(all.map(({ id }) => [id, ways.hold?.(id)]));
  let told: readonly Told[] = [];
  const listeners = new Set<() => void>();
  const cancels = new Map<string, () => void>();
  const underWay = new Map<string, Promise<void>>();
  const changed = () => {
    for (const tell of listeners) tell();
  };
  /** That one is recorded stands there until the next has news: its number may still be wanted. */
  const tell = (news: Told) => {
    told = [...told.filter(({ id, is }) => id !== news.id && is !== "saved"), news];
    changed();
  };
  const forget = (id: string) => {
    told = told.filter((one) => one.id !== id);
    changed();
  };
  const hasFailed = (id: string) => told.some((one) => one.id === id && one.is === "failed");
  const find = (id: string) => all.find((one) => one.id === id);

  const put = (conversation: Conversation) => {
    const isKnown = find(conversation.id) !== undefined;
    if (!isKnown) held.set(conversation.id, ways.hold?.(conversation.id));
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
    held.get(id)?.();
    held.delete(id);
    changed();
  };

  /** Once at a time: whoever asks for it again waits for the same. */
  const goOut = (id: string): Promise<void> => {
    cancels.get(id)?.();
    cancels.delete(id);
    const conversation = find(id);
    if (conversation?.state !== "sending") return Promise.resolve();
    const going = underWay.get(id) ?? record(conversation).finally(() => underWay.delete(id));
    underWay.set(id, going);
    return going;
  };
  const record = async (conversation: Conversation) => {
    const { id } = conversation;
    tell({ is: "sending", id });
    const { who } = conversation;
    const outcome = await sent(conversation);
    if (!outcome.ok) {
      const { isTried, sendAt, ...mendable } = find(id) ?? conversation;
      put(
        isNotStored(outcome.no)
          ? { ...mendable, key: ways.newKey(), state: "parked" }
          : { ...mendable, isTried: true, state: "parked" },
      );
      tell({ is: "failed", id, ...(who && { who }), no: outcome.no });
      return;
    }
    drop(id);
    tell({ is: "saved", id, ...(who && { who }), logged: outcome.body });
  };
  /** The clock of this device may be ahead: then the helpdesk's own says when it was. */
  const sent = async (conversation: Conversation) => {
    const body = contactOf(conversation);
    const outcome = await ways.send(body, conversation.key);
    const isAhead =
      !outcome.ok && outcome.no.is === "refused" && outcome.no.faults.some(({ at }) => at === "body.at");
    const { at, ...now } = body;
    return isAhead ? ways.send(now as Body, conversation.key) : outcome;
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
      // What is on its way goes on, and can still be taken back.
      if (find(id)?.state === "sending") return;
      calls.change(id, (conversation) => ({ ...conversation, state: "open" }));
      forget(id);
    },
    drop,
    /** It is over: it goes out in ten seconds. A second time says nothing new. */
    finish(id: string): void {
      const conversation = find(id);
      if (!conversation || conversation.state === "sending") return;
      const lasted = Math.min(86_400, Math.max(0, Math.round((now() - conversation.startedAt) / 1000)));
      const seconds = (conversation.isTried ? conversation.seconds : undefined) ?? lasted;
      const finished: Conversation = { ...conversation, seconds, state: "sending", sendAt: now() + undoMs };
      put(finished);
      waitToGoOut(finished);
    },
    /** The last one that can still be taken back. */
    undoable: () => told.findLast(({ is }) => is === "waiting")?.id,
    /** @returns whether it could still be taken back */
    undo(id: string): boolean {
      const conversation = find(id);
      if (conversation?.state !== "sending" || underWay.has(id)) return false;
      cancels.get(id)?.();
      cancels.delete(id);
      const { sendAt, ...open } = conversation;
      put({ ...open, state: "open" });
      forget(id);
      return true;
    },
    retry(id: string): void {
      calls.finish(id);
      goOut(id);
    },
    forget,
    /** Everything that waits goes out now. */
    flush: (): Promise<unknown> => Promise.all(all.map(({ id }) => goOut(id))),
    /** As before signing out: also what did not come in before. @returns whether all that is over is recorded */
    async settle(): Promise<boolean> {
      for (const { id, state, isTried } of all) if (isTried && state === "parked") calls.finish(id);
      await calls.flush();
      // Those of other windows, too: with the session their drafts would go.
      return ![...all, ...kept()].some(
        ({ id, state, isTried }) => isTried || state === "sending" || hasFailed(id),
      );
    },
    /** The window closes: sent without waiting, and kept until the next visit makes sure. */
    leave(): void {
      for (const one of all) {
        if (one.state !== "sending") continue;
        put({ ...one, isTried: true });
        ways.sendLeaving(contactOf(one), one.key);
      }
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
