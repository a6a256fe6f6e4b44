import { describe, expect, test } from "vitest";
import { isRefusal, refused } from "../../../shared/refusal.ts";
import { type AtOnce, ask, type NewQuestion } from "../../../shared/ticket/ask.ts";
import type { HappeningOf } from "../../../shared/ticket/event.ts";
import { makeReference } from "../../../shared/ticket/reference.ts";
import { anna, bram, femke, organisation, someId } from "../../given.ts";

const contentId = someId<NewQuestion["contentId"]>("content", 9);

const aQuestion = (given: Partial<NewQuestion> = {}): NewQuestion => ({
  ticketId: someId("ticket", 1),
  reference: makeReference(2026, 1),
  contactId: someId("contact", 1),
  contentId: someId("content", 1),
  channel: "click",
  language: "nl",
  asker: anna.person,
  wordRules: [],
  ...given,
});
const aCall = (given: Partial<NewQuestion> = {}) =>
  aQuestion({ channel: "call", takenBy: femke.person, ...given });
const chosen = (key: string) => ({ key, knownBy: "asker-chose" as const });

const whenAsked = (question: NewQuestion) => ask(question, organisation);
function askedIn(question: NewQuestion): HappeningOf<"asked"> {
  const decision = whenAsked(question);
  if (isRefusal(decision) || decision[0]?.type !== "asked") throw new Error("it is asked");
  return decision[0];
}

describe("a question by click", () => {
  test("is an ordinary question of normal urgency, kept openly", () => {
    expect(whenAsked(aQuestion())).toEqual([
      {
        type: "asked",
        ticketId: someId("ticket", 1),
        reference: makeReference(2026, 1),
        kind: "question",
        channel: "click",
        language: "nl",
        asker: anna.person,
        confidentiality: "open",
        wordRules: [],
        urgency: "normal",
        contentId: someId("content", 1),
        contactId: someId("contact", 1),
      },
    ]);
  });

  test("is kept as closely as its topic asks or its words raise, whichever is more", () => {
    const wordRules = ["delicate-words"];
    expect(askedIn(aQuestion({ topic: chosen("zorgverlof") })).confidentiality).toBe("sensitive");
    expect(askedIn(aQuestion({ topic: chosen("zorgverlof"), wordRules })).confidentiality).toBe("restricted");
    expect(askedIn(aQuestion({ topic: chosen("overlijden") })).confidentiality).toBe("restricted");
  });

  test("is of its topic's kind, unless the asker says which", () => {
    expect(askedIn(aQuestion({ topic: chosen("klacht_loket") })).kind).toBe("complaint");
    expect(askedIn(aQuestion({ topic: chosen("klacht_loket"), kind: "question" })).kind).toBe("question");
  });

  test("about a signpost topic is not recorded", () => {
    expect(whenAsked(aQuestion({ topic: chosen("vertrouwenspersoon") }))).toEqual(refused("not-recorded"));
  });

  test("about an unknown topic is refused", () => {
    expect(whenAsked(aQuestion({ topic: chosen("weer") }))).toMatchObject({
      refused: "invalid-input",
      faults: [{ at: "topic", code: "unknown" }],
    });
  });
});

describe.each(["namens", "over"] as const)("a question %s somebody else", (relation) => {
  const about = { person: bram.person, relation };

  test("is for the manager of that person", () => {
    expect(askedIn(aQuestion({ about, managesAbout: true }))).toMatchObject({ about });
    expect(whenAsked(aQuestion({ about, managesAbout: false }))).toEqual(refused("not-your-employee"));
    expect(whenAsked(aQuestion({ about }))).toEqual(refused("not-your-employee"));
  });

  test("may be taken by an agent, who checks it in person", () => {
    expect(askedIn(aCall({ about }))).toMatchObject({ about, takenBy: femke.person });
  });

  test("is not about the asker", () => {
    const self = { person: anna.person, relation };
    expect(whenAsked(aQuestion({ about: self, managesAbout: true }))).toMatchObject({
      refused: "invalid-input",
      faults: [{ at: "about.person", code: "same-as-asker" }],
    });
  });

  test("is not taken by that person", () => {
    expect(whenAsked(aCall({ about: { person: femke.person, relation } }))).toEqual(refused("own-ticket"));
  });

  test("keeps nothing of how it was checked", () => {
    expect(askedIn(aQuestion({ about, managesAbout: true }))).not.toHaveProperty("managesAbout");
  });
});

describe("a question that an agent took", () => {
  test("is not the agent's own", () => {
    expect(whenAsked(aCall({ asker: femke.person }))).toEqual(refused("own-ticket"));
  });

  test("may be urgent, and follow another", () => {
    const follows = someId<NewQuestion["ticketId"]>("ticket", 7);
    expect(askedIn(aCall({ urgency: "today", follows }))).toMatchObject({ urgency: "today", follows });
  });

  test("may be about none of the topics that there are", () => {
    const decision = whenAsked(aCall({ topicDenied: true, callBack: true }));
    expect(decision).toMatchObject([
      { type: "asked" },
      { type: "topic-denied" },
      { type: "call-back-wanted", event: 1, because: "agreed" },
    ]);
    expect(askedIn(aCall({ topicDenied: true }))).not.toHaveProperty("topicDenied");
  });

  test("may be about a part of a topic that was found in questions", () => {
    const topic = { key: "zorgverlof", part: "new-mantelzorg", knownBy: "agent-accepted" } as const;
    expect(askedIn(aCall({ topic }))).toMatchObject({ topic, confidentiality: "sensitive" });
  });

  test("with a promised call asks for it", () => {
    expect(whenAsked(aCall({ callBack: true }))).toMatchObject([
      { type: "asked" },
      { type: "call-back-wanted", event: 1, because: "agreed" },
    ]);
  });
});

describe("a question answered at once", () => {
  const atOnce: AtOnce = { answered: { contentId, outcome: "answered", cause: "answered-only" } };

  test("was at the front office for a moment, in the agent's hands", () => {
    expect(whenAsked(aCall({ atOnce, topic: chosen("zorgverlof") }))).toMatchObject([
      { type: "asked", answeredAtOnce: true },
      {
        type: "routed",
        stay: 1,
        to: "frontoffice",
        rule: "taken-by-front-office",
        confidentiality: "sensitive",
      },
      { type: "arrived", stay: 1 },
      { type: "claimed", person: femke.person },
      { type: "resolved", contentId, outcome: "answered", cause: "answered-only", from: "desk" },
    ]);
  });

  test("was taken by an agent: nobody else answers", () => {
    expect(() => whenAsked(aQuestion({ atOnce }))).toThrow("only an agent answers at once");
  });
});

describe("a question handed over at once", () => {
  const handedOver = (given: object = {}): AtOnce => ({
    handedOver: { reason: "needs-specialist", ...given },
  });
  const topic = chosen("salarisstrook");

  test("goes to the desk of its topic", () => {
    const noteId = contentId;
    expect(whenAsked(aCall({ topic, atOnce: handedOver({ noteId }) }))).toMatchObject([
      { type: "asked" },
      { type: "routed", stay: 1, to: "frontoffice" },
      { type: "arrived", stay: 1 },
      { type: "handed-over", stay: 2, to: "payroll", reason: "needs-specialist", noteId },
    ]);
  });

  test("was not answered at once", () => {
    expect(askedIn(aCall({ topic, atOnce: handedOver() }))).not.toHaveProperty("answeredAtOnce");
  });

  test("goes to the desk that the agent names, topic or no topic", () => {
    for (const question of [aCall({ topic }), aCall()]) {
      expect(whenAsked({ ...question, atOnce: handedOver({ to: "leave" }) })).toContainEqual({
        type: "handed-over",
        stay: 2,
        to: "leave",
        reason: "needs-specialist",
      });
    }
  });

  test("to a desk with named readers is restricted", () => {
    const decision = whenAsked(aCall({ atOnce: handedOver({ to: "confidential" }) }));
    expect(decision).toMatchObject([
      { type: "asked", confidentiality: "open" },
      { type: "routed" },
      { type: "arrived" },
      { type: "confidentiality-set", to: "restricted", because: "desk" },
      { type: "handed-over", to: "confidential" },
    ]);
  });

  test.each([
    ["no desk", {}, "handOver.desk", "missing"],
    ["an unknown desk", { to: "ict" }, "handOver.desk", "unknown"],
    ["an unknown reason", { to: "leave", reason: "lunch" }, "handOver.reason", "unknown"],
  ])("with %s is refused", (_what, given, at, code) => {
    expect(whenAsked(aCall({ atOnce: handedOver(given) }))).toMatchObject({
      refused: "invalid-input",
      faults: [{ at, code }],
    });
  });

  test("to the front office, which has it already, is refused", () => {
    expect(whenAsked(aCall({ atOnce: handedOver({ to: "frontoffice" }) }))).toEqual(refused("same-desk"));
  });
});
