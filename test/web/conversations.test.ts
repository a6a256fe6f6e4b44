import { beforeEach, expect, test } from "vitest";
import type { TicketId } from "../../shared/id.ts";
import type { No, Outcome } from "../../web/call.ts";
import {
  callsOf,
  contactOf,
  emptyQuestion,
  faultsOf,
  faultyQuestion,
  mayKeep,
  type SpokenQuestion,
  undoMs,
} from "../../web/desk/calls.ts";
import { draftsOf } from "../../web/keep.ts";
import { organisation } from "../given.ts";
import { storeIn } from "./store.ts";

type Answer = Outcome<"POST /v1/contacts">;
type Sent = { body: ReturnType<typeof contactOf>; key: string; answer: (answer: Answer) => Promise<void> };

const recorded: Answer = {
  ok: true,
  body: { recorded: true, contactId: "con_1" as never, result: "answered", tickets: [], signposts: [] },
};
const no = (no: No): Answer => ({ ok: false, no });
const offline = no({ is: "offline" });
const refusal = (reason: "ticket-closed" | "key-reused" | "invalid-input", at?: string): Answer =>
  no({
    is: "refused",
    reason,
    title: "",
    faults: at ? [{ at, code: "future", message: "" }] : [],
  });

let kept: Map<string, string>;
let time: number;
let keys: number;
let timers: { deed: () => void; at: number; isOff: boolean }[];
let sent: Sent[];
let leaving: { body: unknown; key: string }[];
let locks: Set<string>;

beforeEach(() => {
  kept = new Map();
  time = Date.parse("2026-11-24T09:00:00Z");
  keys = 0;
  timers = [];
  sent = [];
  leaving = [];
  locks = new Set();
});

const store = storeIn(() => kept);

const settled = async () => {
  for (let i = 0; i < 10; i++) await undefined;
};

/** A window of the desk: what it kept is there for the next one. */
function aWindow({ elsewhere = new Set<string>(), at = organisation } = {}) {
  const newKey = () => `key-${++keys}`;
  const now = () => time;
  return callsOf({
    drafts: draftsOf("loket-femke", { store, now, newKey }),
    organisation: at,
    elsewhere,
    hold: (id) => {
      locks.add(id);
      return () => locks.delete(id);
    },
    send: (body, key) =>
      new Promise((resolve) => {
        sent.push({
          body,
          key,
          answer: async (answer) => {
            resolve(answer);
            await settled();
          },
        });
      }),
    sendLeaving: (body, key) => leaving.push({ body, key }),
    now,
    newKey,
    later: (deed, milliseconds) => {
      const timer = { deed, at: time + milliseconds, isOff: false };
      timers.push(timer);
      return () => {
        timer.isOff = true;
      };
    },
  });
}

async function pass(milliseconds: number): Promise<void> {
  time += milliseconds;
  for (const timer of timers.filter(({ at, isOff }) => at <= time && !isOff)) {
    timer.isOff = true;
    timer.deed();
  }
  await settled();
}

const asked = (given: Partial<SpokenQuestion> = {}): SpokenQuestion => ({
  ...emptyQuestion(),
  text: "Waar is mijn strook?",
  topic: "salarisstrook",
  answer: "Bij Mijn salaris.",
  ...given,
});

function begun(calls: ReturnType<typeof aWindow>, given: Partial<SpokenQuestion> = {}): string {
  const { id } = calls.begin("call");
  calls.change(id, (one) => ({ ...one, questions: [asked(given)] }));
  return id;
}

const toldOf = (calls: ReturnType<typeof aWindow>) => calls.told().map(({ is }) => is);

test("what is over goes out after ten seconds, once, however often it is said to be over", async () => {
  const calls = aWindow();
  const id = begun(calls);
  await pass(63_400);
  calls.finish(id);
  calls.finish(id);
  expect(toldOf(calls)).toEqual(["waiting"]);
  await pass(undoMs - 1);
  expect(sent).toEqual([]);
  await pass(1);
  calls.flush();
  await settled();
  expect(sent).toHaveLength(1);
  expect(sent[0]?.body).toMatchObject({ channel: "call", at: "2026-11-24T09:00:00.000Z", seconds: 63 });
  expect(toldOf(calls)).toEqual(["sending"]);
  await sent[0]?.answer(recorded);
  expect(toldOf(calls)).toEqual(["saved"]);
  expect([calls.all(), kept.size, locks.size]).toEqual([[], 0, 0]);
  // It stays until somebody closes it, or until the next one has news.
  await pass(3_600_000);
  expect(toldOf(calls)).toEqual(["saved"]);
  const next = begun(calls);
  calls.finish(next);
  expect(calls.told()).toMatchObject([{ is: "waiting", id: next }]);
  await pass(undoMs);
  await sent[1]?.answer(recorded);
  calls.forget(next);
  expect(calls.told()).toEqual([]);
});

test("what is taken back in time never went out, and what is on its way cannot be taken back or changed", async () => {
  const calls = aWindow();
  const id = begun(calls);
  calls.finish(id);
  await pass(undoMs - 1);
  // Somebody goes back to its address.
  calls.resume(id);
  expect(calls.undoable()).toBe(id);
  expect(calls.undo(id)).toBe(true);
  expect(calls.find(id)).toMatchObject({ state: "open" });
  await pass(undoMs);
  expect(sent).toEqual([]);
  calls.finish(id);
  calls.change(id, (one) => ({ ...one, questions: [] }));
  await pass(undoMs);
  expect(calls.undoable()).toBeUndefined();
  expect(calls.undo(id)).toBe(false);
  expect(calls.find(id)?.questions).toHaveLength(1);
  calls.park(id);
  expect(calls.find(id)?.state).toBe("sending");
});

test("the last one that is over is the one that is taken back", () => {
  const calls = aWindow();
  const [first, second] = [begun(calls), begun(calls)];
  calls.finish(first);
  calls.finish(second);
  expect(calls.undoable()).toBe(second);
  calls.undo(second);
  expect(calls.undoable()).toBe(first);
});

test("tried again after a lost network it is the very same request, however much later", async () => {
  const calls = aWindow();
  const id = begun(calls);
  calls.finish(id);
  await pass(undoMs);
  await sent[0]?.answer(offline);
  expect(toldOf(calls)).toEqual(["failed"]);
  expect(calls.find(id)?.state).toBe("parked");
  await pass(600_000);
  calls.retry(id);
  await settled();
  expect(sent[1]).toMatchObject({ body: sent[0]?.body, key: sent[0]?.key });
  await sent[1]?.answer(recorded);
  expect(calls.all()).toEqual([]);
});

test("it is the same request also where the window was closed in between, and the agent went on with it", async () => {
  const first = aWindow();
  const id = begun(first);
  first.finish(id);
  await pass(undoMs);
  await sent[0]?.answer(offline);
  const second = aWindow();
  second.resume(id);
  await pass(60_000);
  second.finish(id);
  await pass(undoMs);
  expect(sent[1]).toMatchObject({ body: sent[0]?.body, key: sent[0]?.key });
});

test("what was refused goes out anew once it is mended, with its own key and its own length", async () => {
  const calls = aWindow();
  const id = begun(calls);
  calls.finish(id);
  await pass(undoMs);
  await sent[0]?.answer(refusal("ticket-closed"));
  expect(calls.told()).toMatchObject([{ is: "failed", no: { reason: "ticket-closed" } }]);
  await pass(50_000);
  calls.retry(id);
  await settled();
  expect(sent[1]?.key).not.toBe(sent[0]?.key);
  expect(sent[1]?.body.seconds).toBe(60);
});

test("what was recorded already under another wording is not recorded a second time", async () => {
  const calls = aWindow();
  const id = begun(calls);
  calls.finish(id);
  await pass(undoMs);
  await sent[0]?.answer(refusal("key-reused"));
  calls.retry(id);
  await settled();
  expect(sent[1]?.key).toBe(sent[0]?.key);
});

test("a device whose clock is ahead lets the helpdesk say when it was", async () => {
  const calls = aWindow();
  const id = begun(calls);
  calls.finish(id);
  await pass(undoMs);
  await sent[0]?.answer(refusal("invalid-input", "body.at"));
  const { at, ...rest } = sent[0]?.body ?? {};
  expect(at).toBeDefined();
  expect(sent[1]?.body).toEqual(rest);
  await sent[1]?.answer(recorded);
  expect(toldOf(calls)).toEqual(["saved"]);
});

test("a window that closes sends what waits, and the next one makes sure of it with the same key", async () => {
  const first = aWindow();
  const [waits, open] = [begun(first), begun(first)];
  first.finish(waits);
  first.leave();
  expect(leaving).toHaveLength(1);
  const second = aWindow();
  expect(second.find(open)?.state).toBe("parked");
  await pass(0);
  expect(sent).toMatchObject([leaving[0] ?? {}]);
});

test("what another window has before it is left to it", async () => {
  const first = aWindow();
  const [open, waits] = [begun(first), begun(first)];
  first.finish(waits);
  const second = aWindow({ elsewhere: new Set(locks) });
  expect(second.all()).toEqual([]);
  await pass(0);
  expect(sent).toEqual([]);
  first.drop(open);
  expect(locks).toEqual(new Set([waits]));
});

test("a conversation stays with its organisation", () => {
  begun(aWindow());
  const other = { ...organisation, organisation: { ...organisation.organisation, key: "anderhout" } };
  expect(aWindow({ at: other as typeof organisation }).all()).toEqual([]);
  expect(aWindow().all()).toHaveLength(1);
});

test("an empty conversation is not parked; one with somebody or something in it is", () => {
  const calls = aWindow();
  const { id } = calls.begin("call");
  calls.park(id);
  expect(calls.all()).toEqual([]);
  const known = calls.begin("face", "hoofdkantoor").id;
  calls.change(known, (one) => ({
    ...one,
    who: { is: "outsider", name: "Wilma Oudcollega", phone: "", email: "" },
  }));
  calls.park(known);
  expect(calls.find(known)?.state).toBe("parked");
  const about = calls.begin("call").id;
  calls.change(about, (one) => ({ ...one, existing: [existing()] }));
  calls.park(about);
  expect(calls.find(about)?.state).toBe("parked");
  calls.resume(about);
  expect(calls.find(about)?.state).toBe("open");
});

test("taken back and over once more, it waits its whole ten seconds", async () => {
  const calls = aWindow();
  const id = begun(calls);
  calls.finish(id);
  await pass(5_000);
  calls.undo(id);
  await pass(1_000);
  calls.finish(id);
  await pass(undoMs - 1);
  expect(sent).toEqual([]);
  await pass(1);
  expect(sent).toHaveLength(1);
});

test("a window that comes back after it was left sends the very same", async () => {
  const calls = aWindow();
  const id = begun(calls);
  calls.finish(id);
  calls.leave();
  calls.undo(id);
  await pass(30_000);
  calls.finish(id);
  await pass(undoMs);
  expect(sent).toMatchObject([leaving[0] ?? {}]);
});

test("the next window has them in the order in which they began", () => {
  const first = aWindow();
  const later = begun(first);
  time -= 60_000;
  const earlier = begun(first);
  expect(
    aWindow()
      .all()
      .map(({ id }) => id),
  ).toEqual([earlier, later]);
});

test("a page with something that is not kept says so before it closes", () => {
  const calls = aWindow();
  const id = begun(calls);
  expect(calls.hasUnkept()).toBe(false);
  calls.change(id, (one) => ({ ...one, questions: [asked({ text: "Ik word gepest" })] }));
  expect(calls.hasUnkept()).toBe(true);
});

test("flushing sends all that waits at once, and leaves what is open", async () => {
  const calls = aWindow();
  const [first, , third] = [begun(calls), begun(calls), begun(calls)];
  calls.finish(first);
  calls.finish(third);
  calls.flush();
  await settled();
  expect(sent).toHaveLength(2);
});

test("before signing out all that is over goes out, and what does not come in is said and kept", async () => {
  const calls = aWindow();
  const [waits, open] = [begun(calls), begun(calls)];
  calls.finish(waits);
  const first = calls.settle();
  await sent[0]?.answer(offline);
  expect(await first).toBe(false);
  expect(calls.find(waits)).toMatchObject({ state: "parked", isTried: true });
  expect(kept.size).toBe(2);
  // While the agent goes on with it, it is not sent behind their back, and still not lost.
  calls.resume(waits);
  expect(await calls.settle()).toBe(false);
  expect(sent).toHaveLength(1);
  calls.park(waits);
  // Once there is a connection, signing out again sends the very same.
  const second = calls.settle();
  await settled();
  expect(sent[1]).toMatchObject({ body: sent[0]?.body, key: sent[0]?.key });
  await sent[1]?.answer(recorded);
  expect(await second).toBe(true);
  expect(calls.all().map(({ id }) => id)).toEqual([open]);
});

test("signing out waits for what is on its way, and not while another window has one that is over", async () => {
  const calls = aWindow();
  const id = begun(calls);
  calls.finish(id);
  await pass(undoMs);
  let isSettled: boolean | undefined;
  calls.settle().then((settledNow) => {
    isSettled = settledNow;
  });
  await settled();
  expect([sent.length, isSettled]).toEqual([1, undefined]);
  await sent[0]?.answer(recorded);
  await settled();
  expect(isSettled).toBe(true);
  const other = aWindow();
  const theirs = begun(other);
  expect(await calls.settle()).toBe(true);
  other.finish(theirs);
  expect(await calls.settle()).toBe(false);
});

test("signing out leaves a conversation that was refused to be mended or thrown away", async () => {
  const calls = aWindow();
  const id = begun(calls);
  calls.finish(id);
  const first = calls.settle();
  await sent[0]?.answer(refusal("ticket-closed"));
  expect([await first, await calls.settle(), sent.length]).toEqual([false, false, 1]);
  calls.drop(id);
  calls.forget(id);
  expect(await calls.settle()).toBe(true);
});

const existing = (given: { text?: string; isRestricted?: boolean } = {}) => ({
  ticketId: "tkt_1" as TicketId,
  reference: "26 0000 0000",
  excerpt: "Klopt mijn rooster?",
  text: "",
  ...given,
});

const aConversation = (questions: SpokenQuestion[], more: object = {}) => {
  const calls = aWindow();
  const { id } = calls.begin("call");
  calls.change(id, (one) => ({ ...one, questions, ...more }));
  return calls.find(id) as NonNullable<ReturnType<typeof calls.find>>;
};

test("what is restricted by topic, words, or the question that it is about stays off the device", () => {
  const may = (questions: SpokenQuestion[], more: object = {}) =>
    mayKeep(aConversation(questions, more), organisation);
  expect(may([asked()])).toBe(true);
  expect(may([asked(), asked({ topic: "loonbeslag" })])).toBe(false);
  expect(may([asked({ topic: "vertrouwenspersoon" })])).toBe(false);
  expect(may([asked({ topic: "found-in-questions", under: "loonbeslag" })])).toBe(false);
  expect(may([asked({ text: "Ik word gepest" })])).toBe(false);
  expect(may([asked({ note: "wordt gepest" })])).toBe(false);
  expect(may([], { existing: [existing()] })).toBe(true);
  expect(may([], { existing: [existing({ isRestricted: true })] })).toBe(false);
  expect(may([], { existing: [existing({ text: "Ik word gepest" })] })).toBe(false);
  aConversation([asked({ text: "Ik word gepest" })]);
  expect([...kept.values()].join()).not.toContain("gepest");
});

test("it says what it lacks before it can be recorded", () => {
  const lacks = (questions: SpokenQuestion[], more: object = {}) =>
    faultsOf(aConversation(questions, more), organisation);
  const who = (given: object) => ({ who: { is: "outsider", name: "W", phone: "", email: "", ...given } });
  expect(lacks([asked()])).toEqual([]);
  expect(lacks([emptyQuestion()])).toEqual(["question"]);
  expect(lacks([emptyQuestion()], { existing: [existing()] })).toEqual([]);
  expect(lacks([asked({ answer: " " })])).toEqual(["answer"]);
  expect(lacks([asked({ topic: "vertrouwenspersoon", answer: "" })])).toEqual([]);
  expect(lacks([asked({ fate: "later" })])).toEqual(["who"]);
  expect(lacks([asked({ fate: "later" })], who({}))).toEqual([]);
  expect(lacks([asked({ fate: "hand-over" })], who({}))).toEqual(["desk"]);
  expect(lacks([asked({ fate: "hand-over", desk: "leave" })], who({}))).toEqual([]);
  expect(lacks([asked()], { channel: "face" })).toEqual(["location"]);
  expect(lacks([asked()], { channel: "face", location: "hoofdkantoor" })).toEqual([]);
  expect(lacks([asked()], who({ phone: "612", email: "wilma" }))).toEqual(["phone", "email"]);
  expect(lacks([asked()], who({ phone: "06 12 34 56 78", email: "w@huis.example" }))).toEqual([]);
});

test("the question that lacks something is found, the one that is being written first", () => {
  const bare = asked({ answer: "" });
  const faulty = (questions: SpokenQuestion[], at: number) =>
    faultyQuestion(aConversation(questions, { at }), organisation);
  expect(faulty([asked(), asked()], 0)).toBe(-1);
  expect(faulty([bare, asked(), bare], 2)).toBe(2);
  expect(faulty([asked(), bare, asked()], 2)).toBe(1);
});

test("it is sent with what was said and nothing that was left empty", () => {
  const one = aConversation(
    [
      asked({ used: { topic: "salarisstrook", revision: 2 } }),
      asked({ fate: "hand-over", desk: "leave", note: " Vanaf maart. ", isChosen: true, answer: "Ja." }),
      asked({ fate: "later", topic: null, isChosen: true }),
      asked({ topic: "vertrouwenspersoon", answer: " " }),
      emptyQuestion(),
    ],
    {
      existing: [existing({ text: " Week 47. " }), { ...existing(), ticketId: "tkt_2" }],
      who: { is: "provisional", name: " Jan ", phone: "", email: "" },
    },
  );
  expect(contactOf(one)).toEqual({
    channel: "call",
    at: "2026-11-24T09:00:00.000Z",
    person: { is: "provisional", name: "Jan" },
    questions: [
      {
        text: "Waar is mijn strook?",
        topic: "salarisstrook",
        how: "accepted",
        answer: { text: "Bij Mijn salaris.", answer: { topic: "salarisstrook", revision: 2 } },
      },
      {
        text: "Waar is mijn strook?",
        topic: "salarisstrook",
        how: "confirmed",
        handOver: { desk: "leave", reason: "needs-specialist", note: "Vanaf maart." },
      },
      { text: "Waar is mijn strook?", topic: null, how: "confirmed" },
      { text: "Waar is mijn strook?", topic: "vertrouwenspersoon", how: "accepted" },
    ],
    existing: [{ ticketId: "tkt_1", text: "Week 47." }, { ticketId: "tkt_2" }],
  });
});
