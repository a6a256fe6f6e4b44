import { describe, expect, test } from "vitest";
import type { ContentId } from "../../../../shared/id.ts";
import { refused } from "../../../../shared/refusal.ts";
import type { Command } from "../../../../shared/ticket/decide.ts";
import { Outcome } from "../../../../shared/ticket/event.ts";
import {
  anna,
  aTicket,
  aTicketAt,
  aTicketBetween,
  bram,
  coen,
  femke,
  gijs,
  lotte,
  omar,
  organisation,
  someId,
  vera,
  whenBy,
} from "../../../given.ts";

const contentId = someId<ContentId>("content", 9);
const inHand = aTicket({ state: "in-progress" });

describe("resolving by the desk", () => {
  test("gives the answer, with the outcome and what became of the cause", () => {
    const command: Command = { do: "resolve", outcome: "answered", cause: "cause-removed", contentId };
    expect(whenBy(femke, command, inHand)).toEqual([
      { type: "resolved", outcome: "answered", cause: "cause-removed", contentId, from: "desk" },
    ]);
  });

  test("as answered needs an answer: now, or written before", () => {
    const command: Command = { do: "resolve", outcome: "answered" };
    expect(whenBy(femke, command, inHand)).toEqual(refused("answer-missing"));
    expect(whenBy(femke, command, aTicket({ state: "in-progress", isAnswered: true }))).toEqual([
      { type: "resolved", outcome: "answered", from: "desk" },
    ]);
  });

  test.each(Outcome.options.filter((outcome) => outcome !== "answered"))("as %s needs no text", (outcome) => {
    expect(whenBy(femke, { do: "resolve", outcome }, inHand)).toEqual([
      { type: "resolved", outcome, from: "desk" },
    ]);
  });

  test("ends a wait, and takes up what nobody had", () => {
    const command: Command = { do: "resolve", outcome: "done" };
    expect(whenBy(femke, command, aTicket({ state: "waiting" }))).toEqual([
      { type: "waiting-ended" },
      { type: "resolved", outcome: "done", from: "desk" },
    ]);
    expect(whenBy(femke, command, aTicket())).toMatchObject([{ type: "claimed" }, { type: "resolved" }]);
  });

  test("says in the same breath what it was about and which answer it got, before the end", () => {
    const answer = { topic: "ikb", revision: 2 };
    const command: Command = { do: "resolve", outcome: "answered", contentId, answer };
    expect(whenBy(femke, { ...command, topic: { key: "zorgverlof", how: "confirmed" } }, aTicket())).toEqual([
      { type: "claimed", person: femke.person },
      { type: "topic-set", topic: { key: "zorgverlof", knownBy: "agent-confirmed" } },
      { type: "confidentiality-set", to: "sensitive", because: "topic" },
      { type: "resolved", outcome: "answered", contentId, from: "desk", answer },
    ]);
    expect(whenBy(femke, { ...command, topic: "none" }, inHand)).toMatchObject([
      { type: "topic-denied" },
      { type: "resolved", answer },
    ]);
  });

  test("leaves a reader where the topic has named readers, and nothing at all where there is no such topic", () => {
    const command: Command = {
      do: "resolve",
      outcome: "done",
      topic: { key: "overlijden", how: "accepted" },
    };
    expect(whenBy(femke, command, aTicket())).toMatchObject([
      { type: "claimed" },
      { type: "topic-set" },
      { type: "confidentiality-set", to: "restricted" },
      { type: "readers-named", readers: [femke.person] },
      { type: "resolved" },
    ]);
    const about = (key: string): Command => ({ ...command, topic: { key, how: "confirmed" } });
    expect(whenBy(femke, about("weer"), inHand)).toMatchObject({
      faults: [{ at: "topic", code: "unknown" }],
    });
    expect(whenBy(femke, about("vertrouwenspersoon"), inHand)).toEqual(refused("not-recorded"));
  });

  test.each([
    ["claimed-by-another", gijs, inHand],
    ["not-at-your-desk", omar, inHand],
    ["in-transit", femke, aTicket({ state: "received" })],
    ["in-transit", omar, aTicketBetween("frontoffice", "payroll")],
    ["ticket-resolved", femke, aTicket({ state: "resolved" })],
    ["ticket-closed", femke, aTicket({ state: "closed" })],
    ["own-ticket", bram, aTicket({ about: { person: bram.person, relation: "over" } })],
  ] as const)("is refused for being %s", (reason, by, ticket) => {
    expect(whenBy(by, { do: "resolve", outcome: "done" }, ticket)).toEqual(refused(reason));
  });
});

describe("resolving by the asker", () => {
  const withdraw: Command = { do: "resolve", outcome: "withdrawn" };

  test("withdraws the question", () => {
    expect(whenBy(anna, withdraw, aTicket())).toEqual([
      { type: "resolved", outcome: "withdrawn", from: "asker" },
    ]);
    expect(whenBy(anna, { ...withdraw, contentId } as Command, aTicket({ state: "waiting" }))).toEqual([
      { type: "waiting-ended" },
      { type: "resolved", outcome: "withdrawn", from: "asker", contentId },
    ]);
  });

  test.each(Outcome.options.filter((outcome) => outcome !== "withdrawn"))(
    "is never %s: only the desk says so",
    (outcome) => {
      expect(whenBy(anna, { do: "resolve", outcome, contentId }, inHand)).toMatchObject({
        refused: "invalid-input",
        faults: [{ at: "outcome" }],
      });
    },
  );

  test("says nothing of topics and answers: that is the desk's", () => {
    const withdrawn = { do: "resolve", outcome: "withdrawn" } as const;
    const answer = { topic: "ikb", revision: 2 };
    for (const [at, said] of Object.entries({ topic: { topic: "none" as const }, answer: { answer } })) {
      expect(whenBy(anna, { ...withdrawn, ...said }, inHand)).toMatchObject({
        refused: "invalid-input",
        faults: [{ at, code: "not-allowed" }],
      });
    }
  });

  test("is refused before routing, and once it is done", () => {
    expect(whenBy(anna, withdraw, aTicket({ state: "received" }))).toEqual(refused("in-transit"));
    expect(whenBy(anna, withdraw, aTicket({ state: "resolved" }))).toEqual(refused("ticket-resolved"));
    expect(whenBy(anna, withdraw, aTicket({ state: "closed" }))).toEqual(refused("ticket-closed"));
  });
});

describe("reopening", () => {
  const reopen = (reason = "answer-wrong"): Command => ({ do: "reopen", reason });
  const atPayroll = aTicketAt("payroll", { state: "resolved" });

  test.each([
    ["the asker", anna, "asker"],
    ["the front office", gijs, "desk"],
    ["a coordinator of the front office", coen, "desk"],
    ["the desk that answered", omar, "desk"],
  ] as const)("is done by %s", (_who, by, from) => {
    expect(whenBy(by, reopen(), atPayroll)).toEqual([{ type: "reopened", reason: "answer-wrong", from }]);
  });

  test("is done by the one namens whom it was asked, not by the one over whom it was", () => {
    const about = (relation: "namens" | "over") =>
      aTicket({ state: "resolved", about: { person: bram.person, relation } });
    expect(whenBy(bram, reopen(), about("namens"))).toMatchObject([{ type: "reopened", from: "asker" }]);
    expect(whenBy(bram, reopen(), about("over"))).toEqual(refused("not-at-your-desk"));
  });

  test.each([
    ["another desk", lotte, atPayroll],
    [
      "a desk that handed it on",
      lotte,
      aTicketAt("payroll", { state: "resolved", desks: ["leave", "payroll"] }),
    ],
    ["a colleague without a role", bram, atPayroll],
    [
      "the front office where readers are named",
      gijs,
      aTicket({ state: "resolved", confidentiality: "restricted" }),
    ],
    [
      "a colleague who is no named reader",
      vera,
      aTicketAt("confidential", { state: "resolved", confidentiality: "restricted" }),
    ],
  ])("is not for %s", (_who, by, ticket) => {
    expect(whenBy(by, reopen(), ticket)).toEqual(refused("not-at-your-desk"));
  });

  test.each(organisation.ending.reopenReasons)("may be because it is %s, with a text", (reason) => {
    expect(whenBy(anna, { do: "reopen", reason, contentId }, atPayroll)).toEqual([
      { type: "reopened", reason, from: "asker", contentId },
    ]);
  });

  test("knows only the organisation's own reasons", () => {
    expect(whenBy(anna, reopen("thanks"), atPayroll)).toMatchObject({
      refused: "invalid-input",
      faults: [{ at: "reason", code: "unknown" }],
    });
  });

  test("what is closed is refused: a follow-up is a new question", () => {
    expect(whenBy(anna, reopen(), aTicket({ state: "closed" }))).toEqual(refused("ticket-closed"));
  });

  test.each(["received", "queued", "in-progress", "waiting"] as const)(
    "what is still %s is refused",
    (state) => {
      expect(whenBy(anna, reopen(), aTicket({ state }))).toEqual(refused("not-resolved"));
    },
  );
});

describe("a rating", () => {
  const rate: Command = { do: "rate", score: 4 };

  test.each(["resolved", "closed"] as const)("is given by the asker when the ticket is %s", (state) => {
    expect(whenBy(anna, rate, aTicket({ state }))).toEqual([{ type: "rated", score: 4 }]);
    expect(whenBy(anna, { ...rate, contentId } as Command, aTicket({ state }))).toEqual([
      { type: "rated", score: 4, contentId },
    ]);
  });

  test("is given once", () => {
    expect(whenBy(anna, rate, aTicket({ state: "closed", rating: 1 }))).toEqual(refused("already-rated"));
  });

  test("waits for the end", () => {
    expect(whenBy(anna, rate, inHand)).toEqual(refused("not-resolved"));
  });

  test("is not asked about a bereavement", () => {
    const topic = { key: "overlijden", knownBy: "agent-confirmed" } as const;
    expect(whenBy(anna, rate, aTicket({ state: "resolved", topic }))).toEqual(refused("not-rated"));
    const other = { key: "ikb", knownBy: "agent-confirmed" } as const;
    expect(whenBy(anna, rate, aTicket({ state: "resolved", topic: other }))).not.toHaveProperty("refused");
  });

  test("is nobody else's, not even of the one namens whom it was asked", () => {
    const ticket = aTicket({ state: "resolved", about: { person: bram.person, relation: "namens" } });
    expect(whenBy(bram, rate, ticket)).toEqual(refused("not-your-role"));
    expect(whenBy(femke, rate, ticket)).toEqual(refused("not-your-role"));
  });
});
