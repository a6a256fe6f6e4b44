import { describe, expect, test } from "vitest";
import { instantOf } from "../../../../shared/clock/instant.ts";
import type { ContentId } from "../../../../shared/id.ts";
import { refused, refusedAt } from "../../../../shared/refusal.ts";
import type { Command } from "../../../../shared/ticket/decide.ts";
import type { Waiting } from "../../../../shared/ticket/event.ts";
import { anna, aTicket, aTicketBetween, coen, femke, gijs, omar, someId, whenBy } from "../../../given.ts";

const contentId = someId<ContentId>("content", 9);
const noteId = someId<ContentId>("content", 10);
const wait = (waiting: Waiting): Command => ({ do: "wait", waiting });
const forAsker = wait({ for: "asker", contentId });
const inHand = aTicket({ state: "in-progress" });

describe("a wait", () => {
  test("for the asker begins with a question to the asker", () => {
    expect(whenBy(femke, forAsker, inHand)).toEqual([
      { type: "replied", contentId, from: "desk", asks: true },
      { type: "waiting-started", waiting: { for: "asker", contentId } },
    ]);
  });

  test.each([
    { for: "planned", on: "2026-12-24" },
    { for: "partner", partner: "pension-fund" },
    { for: "approval", role: "line-manager" },
  ] satisfies Waiting[])("for something else sends nothing and keeps the note: $for", (waiting) => {
    expect(whenBy(femke, { do: "wait", waiting, noteId }, inHand)).toEqual([
      { type: "waiting-started", waiting, noteId },
    ]);
  });

  test("takes the place of an earlier one", () => {
    const waiting: Waiting = { for: "planned", on: "2026-12-24" };
    expect(whenBy(femke, wait(waiting), aTicket({ state: "waiting" }))).toEqual([
      { type: "waiting-ended" },
      { type: "waiting-started", waiting },
    ]);
  });

  test("takes up a ticket that nobody had", () => {
    expect(whenBy(femke, forAsker, aTicket())).toMatchObject([
      { type: "claimed", person: femke.person },
      { type: "replied" },
      { type: "waiting-started" },
    ]);
  });

  test("may be planned for today, not for a day that is over", () => {
    expect(whenBy(femke, wait({ for: "planned", on: "2026-12-01" }), inHand)).not.toHaveProperty("refused");
    expect(whenBy(femke, wait({ for: "planned", on: "2026-11-30" }), inHand)).toEqual(
      refusedAt("on", "past", "today or a day to come"),
    );
  });

  test("knows the day by the organisation's clock, not by UTC", () => {
    const justAfterMidnight = instantOf(Date.parse("2026-12-02T00:30:00+01:00"));
    const yesterday = wait({ for: "planned", on: "2026-12-01" });
    expect(whenBy(femke, yesterday, inHand, justAfterMidnight)).toMatchObject({ refused: "invalid-input" });
  });

  test.each([
    ["partner", { for: "partner", partner: "garage" }],
    ["role", { for: "approval", role: "mayor" }],
  ] satisfies [string, Waiting][])("for an unknown %s is refused", (at, waiting) => {
    expect(whenBy(femke, wait(waiting), inHand)).toMatchObject({
      refused: "invalid-input",
      faults: [{ at, code: "unknown" }],
    });
  });

  test.each([
    ["claimed-by-another", gijs, inHand],
    ["not-at-your-desk", omar, inHand],
    ["in-transit", omar, aTicketBetween("frontoffice", "payroll")],
    ["own-ticket", anna, inHand],
    ["ticket-resolved", femke, aTicket({ state: "resolved" })],
    ["ticket-closed", femke, aTicket({ state: "closed" })],
  ] as const)("is refused for being %s", (reason, by, ticket) => {
    expect(whenBy(by, forAsker, ticket)).toEqual(refused(reason));
  });
});

describe("resuming", () => {
  test("ends the wait, by who has it or the coordinator", () => {
    const waiting = aTicket({ state: "waiting" });
    expect(whenBy(femke, { do: "resume" }, waiting)).toEqual([{ type: "waiting-ended" }]);
    expect(whenBy(coen, { do: "resume" }, waiting)).toEqual([{ type: "waiting-ended" }]);
    expect(whenBy(gijs, { do: "resume" }, waiting)).toEqual(refused("claimed-by-another"));
  });

  test("what does not wait is refused", () => {
    expect(whenBy(femke, { do: "resume" }, inHand)).toEqual(refused("not-waiting"));
    expect(whenBy(femke, { do: "resume" }, aTicket())).toEqual(refused("not-waiting"));
    expect(whenBy(femke, { do: "resume" }, aTicket({ state: "resolved" }))).toEqual(
      refused("ticket-resolved"),
    );
    expect(whenBy(anna, { do: "resume" }, aTicket({ state: "waiting" }))).toEqual(refused("own-ticket"));
  });
});
