import { describe, expect, test } from "vitest";
import type { ContentId } from "../../../../shared/id.ts";
import { refused } from "../../../../shared/refusal.ts";
import type { Command } from "../../../../shared/ticket/decide.ts";
import type { Ticket } from "../../../../shared/ticket/ticket.ts";
import {
  anna,
  aStay,
  aTicket,
  aTicketAt,
  aTicketBetween,
  coen,
  femke,
  gijs,
  omar,
  organisation,
  someId,
  vera,
  whenBy,
} from "../../../given.ts";

const noteId = someId<ContentId>("content", 9);
const transfer = (to: string, reason = "needs-specialist"): Command => ({ do: "transfer", to, reason });
const sendBack = (reason = "wrong-desk"): Command => ({ do: "return", reason });

const aTicketFrom = (from: string | undefined, desk: string, given: Partial<Ticket> = {}) =>
  aTicketAt(desk, {
    state: "in-progress",
    claimedBy: omar.person,
    stay: aStay(desk, { number: 2, ...(from && { from }) }),
    ...given,
  } as Partial<Ticket>);

const faultOf = (decision: ReturnType<typeof whenBy>) =>
  "refused" in decision ? [decision.refused, decision.faults?.[0]?.at, decision.faults?.[0]?.code] : decision;

describe("a hand-over", () => {
  test("opens the next stay, with the reason and the note", () => {
    const command: Command = { do: "transfer", to: "payroll", reason: "needs-decision", noteId };
    expect(whenBy(femke, command, aTicket({ state: "in-progress" }))).toEqual([
      { type: "handed-over", stay: 2, to: "payroll", reason: "needs-decision", noteId },
    ]);
  });

  test("of a ticket that nobody had shows who handed it over", () => {
    expect(whenBy(femke, transfer("payroll"), aTicket())).toEqual([
      { type: "claimed", person: femke.person },
      { type: "handed-over", stay: 2, to: "payroll", reason: "needs-specialist" },
    ]);
  });

  test("ends a wait", () => {
    expect(whenBy(femke, transfer("payroll"), aTicket({ state: "waiting" }))).toEqual([
      { type: "waiting-ended" },
      { type: "handed-over", stay: 2, to: "payroll", reason: "needs-specialist" },
    ]);
  });

  test("to the front office arrives at once: it has no queue", () => {
    expect(whenBy(omar, transfer("frontoffice"), aTicketFrom("leave", "payroll"))).toEqual([
      { type: "handed-over", stay: 3, to: "frontoffice", reason: "needs-specialist" },
      { type: "arrived", stay: 3 },
    ]);
  });

  test("to a desk with named readers makes the ticket restricted", () => {
    expect(
      whenBy(femke, transfer("confidential", "confidential"), aTicket({ state: "in-progress" })),
    ).toEqual([
      { type: "confidentiality-set", to: "restricted", because: "desk" },
      { type: "handed-over", stay: 2, to: "confidential", reason: "confidential" },
    ]);
  });

  test.each(organisation.handOver.reasons)("may be because it %s", (reason) => {
    expect(whenBy(femke, transfer("payroll", reason), aTicket({ state: "in-progress" }))).not.toHaveProperty(
      "refused",
    );
  });

  test("knows only the reasons and desks of the organisation", () => {
    const ticket = aTicket({ state: "in-progress" });
    expect(faultOf(whenBy(femke, transfer("payroll", "wrong-desk"), ticket))).toEqual([
      "invalid-input",
      "reason",
      "unknown",
    ]);
    expect(faultOf(whenBy(femke, transfer("ict"), ticket))).toEqual(["invalid-input", "to", "unknown"]);
  });

  test("to where it is already is refused", () => {
    expect(whenBy(femke, transfer("frontoffice"), aTicket())).toEqual(refused("same-desk"));
  });

  test.each([
    ["claimed-by-another", gijs, aTicket({ state: "in-progress" })],
    ["not-at-your-desk", omar, aTicket()],
    ["in-transit", omar, aTicketBetween("frontoffice", "payroll")],
    ["in-transit", femke, aTicket({ state: "received" })],
    ["own-ticket", anna, aTicket()],
    ["ticket-resolved", femke, aTicket({ state: "resolved" })],
    ["ticket-closed", femke, aTicket({ state: "closed" })],
  ] as const)("is refused for being %s", (reason, by, ticket) => {
    expect(whenBy(by, transfer("leave"), ticket)).toEqual(refused(reason));
  });
});

describe("a return", () => {
  test("goes to the desk that handed it over", () => {
    expect(
      whenBy(omar, { do: "return", reason: "incomplete", noteId }, aTicketFrom("leave", "payroll")),
    ).toEqual([{ type: "returned", stay: 3, to: "leave", reason: "incomplete", noteId }]);
  });

  test("goes to the front office from a first stay, and is there at once", () => {
    expect(whenBy(omar, sendBack(), aTicketFrom(undefined, "payroll"))).toEqual([
      { type: "returned", stay: 3, to: "frontoffice", reason: "wrong-desk" },
      { type: "arrived", stay: 3 },
    ]);
  });

  test("has nowhere to go from the front office's first stay", () => {
    expect(whenBy(femke, sendBack(), aTicket())).toEqual(refused("nowhere-to-return"));
  });

  test("to a desk with named readers makes the ticket restricted again", () => {
    const lowered = aTicketFrom("confidential", "payroll");
    expect(whenBy(omar, sendBack(), lowered)).toEqual([
      { type: "confidentiality-set", to: "restricted", because: "desk" },
      { type: "returned", stay: 3, to: "confidential", reason: "wrong-desk" },
    ]);
  });

  test("knows only the organisation's own reasons", () => {
    expect(faultOf(whenBy(omar, sendBack("needs-specialist"), aTicketFrom("leave", "payroll")))).toEqual([
      "invalid-input",
      "reason",
      "unknown",
    ]);
  });

  test("is refused to who does not have it", () => {
    expect(whenBy(vera, sendBack(), aTicketFrom("leave", "payroll"))).toEqual(refused("not-at-your-desk"));
    expect(whenBy(gijs, sendBack(), aTicket({ state: "in-progress" }))).toEqual(
      refused("claimed-by-another"),
    );
  });
});

describe("a ticket that was returned twice", () => {
  const twice = aTicketFrom("leave", "payroll", { returns: 2 });

  test("is moved by nobody but the coordinator, forth or back", () => {
    for (const command of [transfer("leave"), sendBack()]) {
      expect(whenBy(omar, command, twice)).toEqual(refused("coordinator-decides"));
      expect(whenBy(coen, command, twice)).not.toHaveProperty("refused");
    }
  });

  test("was still free to move after one return", () => {
    expect(whenBy(omar, sendBack(), aTicketFrom("leave", "payroll", { returns: 1 }))).not.toHaveProperty(
      "refused",
    );
  });
});
