import { describe, expect, test } from "vitest";
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
import type { ContentId, PersonId } from "../../../shared/id.ts";
import { Person } from "../../../shared/person/person.ts";
import type { Content } from "../../../shared/ticket/content.ts";
import {
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
const parts = { organisation, asker, question, contents, events };
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
        expect.stringMatching(
          /claimedBy|takenBy|readers|routing|stay|returns|needless|callBack|confidentiality/,
        ),
      ]),
    );
    expect(JSON.stringify(seen)).not.toMatch(/pension-fund|confidential/);
  });

  test("is the outcome, not who made it", () => {
    const { resolution } = forAsker(aTicket({ state: "resolved" }), parts);
    expect(resolution).toEqual({ at: tuesday, outcome: "answered" });
  });
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
