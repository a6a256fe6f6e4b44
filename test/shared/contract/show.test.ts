import { describe, expect, test } from "vitest";
import { clocksOf } from "../../../shared/clock/clock.ts";
import type { ClockMark } from "../../../shared/clock/mark.ts";
import {
  cardOf,
  forAsker,
  forAskerInFull,
  forDesk,
  forDeskInFull,
  signpostsFor,
  stub,
} from "../../../shared/contract/show.ts";
import { DeskDetail, TicketRow } from "../../../shared/contract/view.ts";
import type { ContactId, ContentId, PersonId } from "../../../shared/id.ts";
import { Person } from "../../../shared/person/person.ts";
import type { Content } from "../../../shared/ticket/content.ts";
import type { PromiseMade, Ticket } from "../../../shared/ticket/ticket.ts";
import {
  after,
  anEvent,
  anna,
  aTicket,
  aTicketAt,
  aTicketBetween,
  femke,
  omar,
  organisation,
  someId,
  tuesday,
} from "../../given.ts";

const aContent = (given: Partial<Content> = {}): Content => ({
  contentId: someId("content", 1),
  ticketId: someId("ticket", 1),
  kind: "question",
  from: "asker",
  by: anna.person,
  at: tuesday,
  text: "Klopt mijn vakantiegeld?",
  isRedacted: false,
  ...given,
});
const question = aContent();
const note = aContent({
  contentId: someId<ContentId>("content", 2),
  kind: "note",
  from: "desk",
  by: femke.person,
  text: "Klinkt boos",
});
const reply = aContent({
  contentId: someId<ContentId>("content", 3),
  kind: "reply",
  from: "desk",
  by: femke.person,
  text: "Ja.",
});
const asker = Person.parse({
  personId: anna.person,
  givenName: "Anna",
  familyName: "Voorbeeld",
  unit: "Groen",
  workEmail: "anna@vechterhout.example",
});
const contents = [question, note, reply];
const events = [
  anEvent("noted", { contentId: note.contentId }),
  anEvent("claimed", { person: femke.person }),
];
const parts = {
  ...{ organisation, asker, question, contents, events, clocks: [], people: [] },
  ...{ now: tuesday, reader: anna.person },
};
const full = aTicketAt("payroll", {
  state: "waiting",
  claimedBy: omar.person,
  waiting: { for: "partner", partner: "pension-fund" },
  takenBy: femke.person,
  topic: { key: "ikb", knownBy: "agent-confirmed" },
  routing: { rule: "front-office-first", to: "frontoffice" },
  readers: [omar.person],
  needlessHandOver: true,
  returns: 1,
  callBack: { since: tuesday, event: 1, attempts: 2 },
} as Parameters<typeof aTicketAt>[1]);

const later = (seconds: number) => after(tuesday, seconds);
const asking = {
  ...{ ticketId: full.ticketId, reference: full.reference, kind: "question", channel: "click" },
  ...{ language: "nl", asker: anna.person, confidentiality: "open", wordRules: [], urgency: "normal" },
  ...{ contentId: question.contentId, contactId: someId<ContactId>("contact", 1) },
} as Parameters<typeof anEvent<"asked">>[1];
const routing = { stay: 1, rule: "front-office-first", confidentiality: "open" as const };
const cardless = Person.parse({ personId: omar.person, givenName: "Omar", familyName: "de Wit" });

describe("what an asker sees", () => {
  test("is the thread without notes and without the names of agents", () => {
    const detail = forAskerInFull(full, parts);
    expect(detail.thread.map(({ text }) => text)).toEqual(["Klopt mijn vakantiegeld?", "Ja."]);
    expect(JSON.stringify(detail)).not.toMatch(/boos|loket-femke|salaris-omar/);
  });

  test("is where it stands, not what happens inside the helpdesk", () => {
    const seen = forAsker(full, parts);
    expect(seen).toMatchObject({ view: "asker", state: "waiting", waiting: "partner", topic: "ikb" });
    expect(Object.keys(seen)).not.toEqual(
      expect.arrayContaining([
        expect.stringMatching(/claimedBy|takenBy|readers|routing|stay|returns|needless|confidentiality/),
      ]),
    );
    expect(JSON.stringify(seen)).not.toMatch(/pension-fund|confidential/);
  });

  test("is that somebody calls, and until when: by the clock of what they asked or said last", () => {
    const mark = { n: 1, policy: 1, startedAt: tuesday };
    const soon = later(3_600);
    const callBack = { since: tuesday, event: 1, attempts: 2, because: "asked" as const };
    const seenWith = (...clocks: ClockMark[]) => forAsker(aTicket({ callBack, clocks }), parts).callBack;
    const resolution = { ...mark, kind: "resolution", dueAt: later(60) } as const;
    for (const kind of ["firstResponse", "nextResponse"] as const) {
      const clock = { ...mark, kind, dueAt: soon } as const;
      expect(seenWith(resolution, clock)).toEqual({ since: tuesday, attempts: 2, dueAt: soon });
      expect(seenWith(resolution, { ...clock, endedAt: soon, outcome: "met" })).not.toHaveProperty("dueAt");
      expect(seenWith(resolution, { ...clock, pausedSince: tuesday })).not.toHaveProperty("dueAt");
    }
    expect(forAsker(aTicket(), parts).callBack).toBeUndefined();
    expect(forDesk(aTicket({ callBack }), parts).callBack).toEqual({
      since: tuesday,
      attempts: 2,
      because: "asked",
    });
  });

  test("is the outcome, not who made it", () => {
    const { resolution } = forAsker(aTicket({ state: "resolved" }), parts);
    expect(resolution).toEqual({ at: tuesday, outcome: "answered" });
  });

  test("is whether it is theirs to rate: who asked, once it is answered and but once; not for whom it was asked", () => {
    const about = { person: omar.person, relation: "namens" } as const;
    const resolved = aTicket({ state: "resolved", about });
    const seen = (ticket: Ticket, reader: PersonId = anna.person) => {
      const { mayRate, rating } = forAskerInFull(ticket, { ...parts, reader });
      return { mayRate, rating };
    };
    expect(seen(resolved)).toEqual({ mayRate: true });
    expect(seen(resolved, omar.person)).toEqual({ mayRate: false });
    expect(seen(aTicket({ about }))).toEqual({ mayRate: false });
    expect(seen({ ...resolved, rating: 4 })).toEqual({ mayRate: false, rating: 4 });
    expect(seen({ ...resolved, rating: 4 }, omar.person)).toEqual({ mayRate: false });
    const unrated = organisation.topics.find(({ noRating }) => noRating)?.key;
    expect(seen({ ...resolved, topic: { key: unrated as string, knownBy: "agent-confirmed" } })).toEqual({
      mayRate: false,
    });
  });
});

const clocks: ClockMark[] = [
  {
    ...{ kind: "firstResponse", n: 1, policy: 1, startedAt: tuesday, targetSeconds: 28_800 },
    ...{ pausedSince: tuesday, leftSeconds: 60 },
  },
  { kind: "ola", n: 3, policy: 1, startedAt: tuesday, desk: "payroll", dueAt: later(60) },
  { kind: "promise", n: 5, policy: 1, startedAt: tuesday, owner: omar.person, dueAt: later(90) },
];
const promises: Ticket["promises"] = [
  {
    ...{ n: 4, owner: omar.person, madeAt: tuesday, dueAt: later(60), contentId: reply.contentId },
    ...{ keptAt: later(60), confirmed: false },
  },
  { n: 5, owner: omar.person, madeAt: tuesday, dueAt: later(90), contentId: reply.contentId },
];
const timed = { ...full, clocks, promises };

describe("the clocks of a ticket", () => {
  test("stand on the desk's row, and when it is first due", () => {
    const row = forDesk(timed, parts);
    expect(row.dueAt).toBe(later(60));
    expect(row.clocks).toEqual(clocks.map(({ policy, ...clock }) => clock));
    expect(forDesk(full, parts)).toMatchObject({ clocks: [], promises: [] });
    expect(TicketRow.safeParse(row).error).toBeUndefined();
  });

  test("are the asker's without those between desks, and without who promised", () => {
    const row = forAsker(timed, parts);
    expect(row.clocks.map(({ kind }) => kind)).toEqual(["firstResponse", "promise"]);
    expect(row.clocks[0]).toEqual({
      ...{ kind: "firstResponse", n: 1, startedAt: tuesday, targetSeconds: 28_800 },
      ...{ pausedSince: tuesday, leftSeconds: 60 },
    });
    expect(JSON.stringify(row)).not.toMatch(/owner|salaris-omar|"ola"/);
  });
});

describe("a promise", () => {
  const stateOf = (promise: Partial<PromiseMade>, now = later(60)) => {
    const made = { ...(promises[1] as PromiseMade), dueAt: later(60), ...promise };
    return forAsker({ ...full, promises: [made] }, { ...parts, now }).promises[0]?.state;
  };

  test("is called by its number; only the desk sees whose it is", () => {
    const [kept, standing] = forAsker(timed, parts).promises;
    expect(kept).toEqual({
      ...{ promise: 4, madeAt: tuesday, dueAt: later(60), state: "kept", keptAt: later(60) },
      ...{ confirmed: false, contentId: reply.contentId },
    });
    expect(standing).toMatchObject({ promise: 5, state: "standing" });
    expect(standing).not.toHaveProperty("confirmed");
    expect(forDesk(timed, parts).promises).toMatchObject([{ owner: omar.person }, { owner: omar.person }]);
  });

  test("is broken once its moment has passed, also where it was kept after all", () => {
    expect(stateOf({})).toBe("standing");
    expect(stateOf({}, later(61))).toBe("broken");
    expect(stateOf({ keptAt: later(60) }, later(999))).toBe("kept");
    expect(stateOf({ keptAt: later(61) }, later(999))).toBe("broken");
    expect(stateOf({ withdrawnAt: later(60) }, later(999))).toBe("withdrawn");
    expect(stateOf({ withdrawnAt: later(61) }, later(999))).toBe("broken");
  });

  test("is read by the asker among the replies", () => {
    const promised = { ...reply, kind: "promise" as const, text: "Ik bel je" };
    const { thread } = forAskerInFull(timed, { ...parts, contents: [question, note, promised] });
    expect(thread.map(({ kind, text }) => [kind, text])).toContainEqual(["promise", "Ik bel je"]);
  });
});

test("a ticket in full explains each of its clocks, to the asker those that are the asker's", () => {
  const history = [
    anEvent("asked", { ...asking, saidAt: tuesday }, { n: 1, by: anna.person }),
    anEvent("routed", { ...routing, to: "payroll" }, { n: 2 }),
    anEvent("promised", { owner: omar.person, dueAt: later(90), contentId: reply.contentId }, { n: 3 }),
  ];
  const inFull = { ...parts, clocks: clocksOf(history, () => organisation), people: [cardless] };
  const toDesk = forDeskInFull(timed, { ...inFull, events: history });
  expect(DeskDetail.safeParse(toDesk).error).toBeUndefined();
  expect(toDesk.clocks.map(({ kind }) => kind).toSorted()).toEqual([
    ...["firstResponse", "ola", "promise", "resolution"],
  ]);
  expect(toDesk.clocks.find(({ kind }) => kind === "promise")?.explanation.nl).toMatch(
    /^Omar de Wit beloofde/,
  );
  expect(toDesk.history).toContainEqual(
    expect.objectContaining({ type: "promised", dueAt: later(90), owner: omar.person }),
  );
  const toAsker = forAskerInFull(timed, inFull);
  expect(toAsker.clocks.map(({ kind }) => kind).toSorted()).toEqual([
    ...["firstResponse", "promise", "resolution"],
  ]);
  expect(toAsker.clocks.find(({ kind }) => kind === "promise")?.explanation.nl).toMatch(/^We beloofden je/);
  expect(JSON.stringify([toAsker.clocks, toAsker.promises])).not.toMatch(/Omar|salaris|ola/i);
});

test("a line of the history tells which clock, which tier and to whom", () => {
  const escalated = anEvent("escalated", { clock: "resolution", startedBy: 1, tier: 2, to: "coordinator" });
  const kept = anEvent("promise-confirmed", { promise: 3, kept: false });
  const { history } = forDeskInFull(full, { ...parts, events: [escalated, kept] });
  expect(history).toMatchObject([
    { type: "escalated", clock: "resolution", startedBy: 1, tier: 2, to: "coordinator" },
    { type: "promise-confirmed", promise: 3, kept: false },
  ]);
});

describe("what a desk sees of a restricted ticket that it may take up", () => {
  test("is that it is there: no person, no topic, no text", () => {
    const seen = stub(
      aTicketBetween("frontoffice", "confidential", { confidentiality: "restricted" }),
      organisation,
    );
    expect(TicketRow.parse(seen)).toEqual(seen);
    expect(seen).toMatchObject({ view: "stub", desk: "frontoffice", inTransitTo: "confidential" });
    expect(JSON.stringify(seen)).not.toMatch(/anna|topic|excerpt|vakantiegeld/);
  });
});

describe("the published answer that was used", () => {
  const answered = { ...full, answer: { topic: "ikb", revision: 2 } };

  test("is seen by asker and desk, in full and not on a row", () => {
    expect(forAskerInFull(answered, parts)).toMatchObject({ answer: answered.answer });
    expect(forDeskInFull(answered, parts)).toMatchObject({ answer: answered.answer });
    expect(forAsker(answered, parts)).not.toHaveProperty("answer");
    expect(forDesk(answered, parts)).not.toHaveProperty("answer");
  });
});

describe("what a ticket may be about", () => {
  const name = { nl: "Fiets leasen", en: "Leasing a bicycle" };
  const suggestions = [{ topic: "new-fietsleasen", under: "ikb", name, confidence: 0.8, answers: [] }];

  test("is suggested to the desk, with that it is none of the topics, and not to the asker", () => {
    const { topic, ...rest } = full;
    const denied = { ...rest, topicDenied: true } as typeof full;
    const detail = forDeskInFull(denied, { ...parts, suggestions });
    expect(DeskDetail.safeParse(detail).error).toBeUndefined();
    expect(detail).toMatchObject({ suggestions, topicDenied: true });
    const toAsker = forAskerInFull(denied, { ...parts, suggestions } as typeof parts);
    expect(JSON.stringify(toAsker)).not.toMatch(/suggestions|topicDenied|fietsleasen/);
  });

  test("is left out where it cannot be told", () => {
    expect(forDeskInFull(full, parts)).not.toHaveProperty("suggestions");
  });
});

describe("what a desk sees", () => {
  test.each([
    aTicket({ state: "received", desks: [] }),
    aTicketBetween("frontoffice", "payroll"),
    aTicket({ state: "in-progress" }),
    full,
    aTicket({ state: "resolved", rating: 5 }),
    aTicket({ state: "closed" }),
  ])("is what the contract promises while it is $state", (ticket) => {
    expect(TicketRow.safeParse(forDesk(ticket, parts)).error).toBeUndefined();
    expect(DeskDetail.safeParse(forDeskInFull(ticket, parts)).error).toBeUndefined();
  });

  test("is the whole thread with its notes, and what happened in codes", () => {
    const { thread, history } = forDeskInFull(full, parts);
    expect(thread.map(({ kind, by }) => [kind, by])).toContainEqual(["note", femke.person]);
    expect(history).toContainEqual({
      n: 4,
      at: tuesday,
      by: femke.person,
      type: "claimed",
      person: femke.person,
    });
  });

  test("is why it was routed, in words", () => {
    expect(forDesk(full, parts).routing?.reason.nl).toBe("Het Personeelsloket kijkt eerst");
    for (const rule of ["taken-by-front-office", "claimed-before-routing", "front-office"]) {
      const reason = forDesk({ ...full, routing: { rule, to: "frontoffice" } }, parts).routing?.reason;
      expect(reason?.nl).not.toBe(rule);
      expect(reason?.en).not.toBe(rule);
    }
  });

  test("is an asker without a card by their id", () => {
    expect(forDesk(full, { ...parts, asker: undefined }).asker).toMatchObject({
      personId: anna.person,
      name: anna.person,
    });
  });
});

describe("an excerpt", () => {
  const excerptOf = (text: string) => forAsker(aTicket(), { ...parts, question: aContent({ text }) }).excerpt;

  test("is one line of at most 140 characters", () => {
    expect(excerptOf("Een\n\n twee\tdrie")).toBe("Een twee drie");
    expect(excerptOf("x".repeat(140))).toHaveLength(140);
    expect(excerptOf("x".repeat(141))).toBe(`${"x".repeat(139)}…`);
  });
});

test("a card holds how somebody is reached for work, and of a caller how they asked to be", () => {
  expect(cardOf(asker)).toEqual({
    personId: anna.person,
    name: "Anna Voorbeeld",
    kind: "employee",
    language: "nl",
    unit: "Groen",
    email: "anna@vechterhout.example",
  });
  const caller = Person.parse({
    personId: "per_01KBCZ0000000000000000000" as PersonId,
    kind: "outsider",
    familyName: "Onbekend",
    replyTo: { phone: "0612345678" },
  });
  expect(cardOf(caller)).toMatchObject({ kind: "outsider", phone: "0612345678" });
  expect(cardOf(caller)).not.toHaveProperty("email");
});

describe("signposts", () => {
  test("are those of the topic and of the words, each once, with what to read", () => {
    const shown = signpostsFor(
      { topic: { key: "psychosociale_hulp" }, wordRules: ["delicate-words"] },
      organisation,
    );
    expect(shown.map(({ key }) => key)).toEqual(["social-work", "confidential-adviser"]);
    expect(shown[0]?.text.nl).toContain("afspraak");
  });

  test("are none for an ordinary question", () => {
    expect(signpostsFor({ topic: { key: "ikb" }, wordRules: [] }, organisation)).toEqual([]);
    expect(signpostsFor({ wordRules: [] }, organisation)).toEqual([]);
  });
});
