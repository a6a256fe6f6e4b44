import { describe, expect, test } from "vitest";
import type { ContactId, ContentId } from "../../../../shared/id.ts";
import { refused } from "../../../../shared/refusal.ts";
import type { Command } from "../../../../shared/ticket/decide.ts";
import type { Ticket } from "../../../../shared/ticket/ticket.ts";
import {
  anna,
  aTicket,
  aTicketAt,
  aTicketBetween,
  bram,
  coen,
  exchange,
  femke,
  gijs,
  lotte,
  omar,
  someId,
  tuesday,
  whenBy,
} from "../../../given.ts";

const contentId = someId<ContentId>("content", 9);
const contactId = someId<ContactId>("contact", 9);
const reply = (wordRules: string[] = []): Command => ({ do: "reply", contentId, wordRules });
const delicate = ["delicate-words"];

describe("a reply by the desk", () => {
  const replied = { type: "replied", contentId, from: "desk" };

  test("is written by who has the ticket, while it goes on or waits", () => {
    expect(whenBy(femke, reply(), aTicket({ state: "in-progress" }))).toEqual([replied]);
    expect(whenBy(femke, reply(), aTicket({ state: "waiting" }))).toEqual([replied]);
  });

  test("links the published answer that it used, which an asker's own reply cannot", () => {
    const answer = { topic: "ikb", revision: 2 };
    const linking: Command = { do: "reply", contentId, wordRules: [], answer };
    expect(whenBy(femke, linking, aTicket({ state: "in-progress" }))).toEqual([{ ...replied, answer }]);
    expect(whenBy(anna, linking, aTicket())).toMatchObject({
      faults: [{ at: "answer", code: "not-allowed" }],
    });
  });

  test("takes up a ticket that nobody had", () => {
    expect(whenBy(femke, reply(), aTicket())).toEqual([{ type: "claimed", person: femke.person }, replied]);
  });

  test("never raises how closely the ticket is kept", () => {
    expect(whenBy(femke, reply(delicate), aTicket({ state: "in-progress" }))).toEqual([replied]);
  });

  test("is written by the coordinator too", () => {
    expect(whenBy(coen, reply(), aTicket({ state: "in-progress" }))).toEqual([replied]);
  });

  test.each([
    ["claimed-by-another", gijs, aTicket({ state: "in-progress" })],
    ["claimed-by-another", gijs, aTicket({ state: "waiting" })],
    ["not-at-your-desk", lotte, aTicketAt("payroll")],
    ["not-at-your-desk", femke, aTicketAt("payroll")],
    ["not-at-your-desk", bram, aTicket()],
    ["in-transit", femke, aTicket({ state: "received" })],
    ["in-transit", omar, aTicketBetween("frontoffice", "payroll")],
    ["ticket-resolved", femke, aTicket({ state: "resolved" })],
    ["ticket-closed", femke, aTicket({ state: "closed" })],
    ["own-ticket", femke, aTicket({ about: { person: femke.person, relation: "over" } })],
  ] as const)("is refused for being %s", (reason, by, ticket) => {
    expect(whenBy(by, reply(), ticket)).toEqual(refused(reason));
  });

  test("to a restricted ticket is not for a coordinator who is no reader of it", () => {
    const ticket = aTicket({ state: "in-progress", confidentiality: "restricted", readers: [femke.person] });
    expect(whenBy(coen, reply(), ticket)).toEqual(refused("claimed-by-another"));
  });
});

describe("a reply by the asker", () => {
  const replied = { type: "replied", contentId, from: "asker" };

  test.each(["received", "queued", "in-progress"] as const)("reaches a ticket that is %s", (state) => {
    expect(whenBy(anna, reply(), aTicket({ state }))).toEqual([replied]);
  });

  test("comes from the one namens whom it was asked too", () => {
    const ticket = aTicket({ about: { person: bram.person, relation: "namens" } });
    expect(whenBy(bram, reply(), ticket)).toEqual([replied]);
  });

  test("of an agent who asked it is the asker's, not the desk's", () => {
    expect(whenBy(femke, reply(), aTicket({ asker: femke.person }))).toEqual([replied]);
  });

  test("ends the wait for the asker", () => {
    expect(whenBy(anna, reply(), aTicket({ state: "waiting" }))).toEqual([
      replied,
      { type: "waiting-ended" },
    ]);
  });

  test.each([
    { for: "planned", on: "2026-12-24" },
    { for: "partner", partner: "pension-fund" },
    { for: "approval", role: "line-manager" },
  ] as const)("leaves a wait for something else as it is: $for", (waiting) => {
    expect(whenBy(anna, reply(), aTicket({ state: "waiting", waiting }))).toEqual([replied]);
  });

  test("reopens nothing: a bare thank-you shows to the desk", () => {
    expect(whenBy(anna, reply(), aTicket({ state: "resolved" }))).toEqual([replied]);
  });

  test("comes too late when the ticket is closed", () => {
    expect(whenBy(anna, reply(), aTicket({ state: "closed" }))).toEqual(refused("ticket-closed"));
  });

  test("with delicate words makes the ticket restricted, and who has it in hand reads on", () => {
    expect(whenBy(anna, reply(delicate), aTicket({ state: "in-progress" }))).toEqual([
      replied,
      { type: "confidentiality-set", to: "restricted", because: "words", wordRules: delicate },
      { type: "readers-named", readers: [femke.person] },
    ]);
  });

  test("with delicate words after the answer leaves a reader: who answered", () => {
    expect(whenBy(anna, reply(delicate), aTicket({ state: "resolved" }))).toContainEqual({
      type: "readers-named",
      readers: [femke.person],
    });
  });

  test("with delicate words names nobody for an end that no agent made", () => {
    const ends = [
      { at: tuesday, by: anna.person, from: "asker", outcome: "withdrawn" },
      { at: tuesday, by: "system", from: "desk", outcome: "no-reply" },
    ] as const;
    for (const resolution of ends) {
      expect(whenBy(anna, reply(delicate), aTicket({ state: "resolved", resolution }))).toContainEqual({
        type: "readers-named",
        readers: [],
      });
    }
  });

  test("with delicate words changes nothing more on a ticket that is restricted already", () => {
    const ticket = aTicket({ confidentiality: "restricted" });
    expect(whenBy(anna, reply(delicate), ticket)).toEqual([replied]);
  });
});

describe("an asker who would rather be called", () => {
  const wish: Command = { do: "reply", contentId, wordRules: [], callBack: true };
  const replied = { type: "replied", contentId, from: "asker" };
  const wanted = { type: "call-back-wanted", event: 4, because: "asked" };

  test.each(["received", "queued", "in-progress", "resolved"] as const)(
    "stands on the list of calls about that very reply: %s",
    (state) => {
      expect(whenBy(anna, wish, aTicket({ state, version: 3 }))).toEqual([replied, wanted]);
    },
  );

  test("is no longer waited for", () => {
    expect(whenBy(anna, wish, aTicket({ state: "waiting" }))).toEqual([
      replied,
      wanted,
      { type: "waiting-ended" },
    ]);
  });

  test("asks once, also where somebody was to call already", () => {
    const callBack = { since: tuesday, event: 2, attempts: 0 };
    expect(whenBy(anna, wish, aTicket({ callBack }))).toEqual(refused("call-back-standing"));
    expect(whenBy(anna, reply(), aTicket({ callBack }))).toEqual([replied]);
  });

  test("comes too late when the ticket is closed", () => {
    expect(whenBy(anna, wish, aTicket({ state: "closed" }))).toEqual(refused("ticket-closed"));
  });

  test("is nobody at the desk", () => {
    expect(whenBy(femke, wish, aTicket({ state: "in-progress" }))).toMatchObject({
      faults: [{ at: "callBack", code: "not-allowed" }],
    });
  });
});

describe("a note", () => {
  const note: Command = { do: "note", contentId };

  test.each([
    ["the front office, wherever the ticket is", femke, aTicketAt("payroll")],
    ["a desk that has it", omar, aTicketAt("payroll")],
    ["a desk that had it", omar, aTicketAt("leave", { desks: ["payroll", "leave"] })],
    ["who answered it", femke, aTicket({ state: "resolved" })],
  ])("is written by %s", (_who, by, ticket) => {
    expect(whenBy(by, note, ticket)).toEqual([{ type: "noted", contentId }]);
  });

  test.each([
    ["not-at-your-desk", lotte, aTicketAt("payroll")],
    ["not-at-your-desk", bram, aTicket()],
    ["not-at-your-desk", femke, aTicket({ confidentiality: "restricted" })],
    ["own-ticket", anna, aTicket()],
    ["own-ticket", femke, aTicket({ about: { person: femke.person, relation: "namens" } })],
    ["ticket-closed", femke, aTicket({ state: "closed" })],
  ] as const)("is refused for being %s", (reason, by, ticket) => {
    expect(whenBy(by, note, ticket)).toEqual(refused(reason));
  });
});

describe("a call or visit about a ticket", () => {
  type Contact = Extract<Command, { do: "contact" }>;
  const contact = (given: Partial<Contact> = {}): Contact => ({
    do: "contact",
    contactId,
    wordRules: [],
    ...given,
  });
  const restricted: Partial<Ticket> = { confidentiality: "restricted", readers: [omar.person] };

  test("is noted on it, whoever calls, by who reads it", () => {
    expect(whenBy(femke, contact(), aTicketAt("payroll"))).toEqual([{ type: "contacted", contactId }]);
    expect(whenBy(femke, contact({ caller: bram.person }), aTicket({ state: "resolved" }))).toEqual([
      { type: "contacted", contactId },
    ]);
  });

  test("counts as the asker's word: it ends the wait for the asker and its words may raise", () => {
    const ticket = aTicket({ state: "waiting" });
    expect(whenBy(gijs, contact({ contentId, caller: anna.person, wordRules: delicate }), ticket)).toEqual([
      { type: "contacted", contactId, contentId, from: "asker" },
      { type: "waiting-ended" },
      { type: "confidentiality-set", to: "restricted", because: "words", wordRules: delicate },
      { type: "readers-named", readers: [femke.person] },
    ]);
  });

  test("by somebody else is a note to the desk: the wait for the asker goes on", () => {
    const ticket = aTicket({ state: "waiting" });
    for (const caller of [bram.person, undefined]) {
      expect(whenBy(gijs, contact({ contentId, caller }), ticket)).toEqual([
        { type: "contacted", contactId, contentId, from: "desk" },
      ]);
    }
  });

  test("from the telephone exchange is noted on a ticket that nobody there can read", () => {
    const exact = whenBy(exchange, contact({ contentId }), aTicketAt("payroll", restricted));
    expect(exact).toEqual([{ type: "contacted", contactId, contentId, from: "desk" }]);
  });

  test("tells its subject not even that it is there", () => {
    const over = aTicket({ about: { person: gijs.person, relation: "over" } });
    expect(whenBy(gijs, contact({ caller: anna.person }), over)).toEqual(refused("ticket-unknown"));
  });

  test("without a word from the asker leaves the wait as it is", () => {
    expect(whenBy(gijs, contact({ wordRules: delicate }), aTicket({ state: "waiting" }))).toEqual([
      { type: "contacted", contactId },
    ]);
  });

  test("is noted on the caller's own restricted ticket, though the agent may not read it", () => {
    const own = aTicketAt("payroll", restricted);
    expect(whenBy(femke, contact({ caller: anna.person }), own)).toEqual([{ type: "contacted", contactId }]);
    const namens = aTicketAt("payroll", {
      ...restricted,
      about: { person: bram.person, relation: "namens" },
    });
    expect(whenBy(femke, contact({ caller: bram.person }), namens)).toEqual([
      { type: "contacted", contactId },
    ]);
  });

  test.each([
    ["somebody else", undefined],
    ["the one over whom it is", { person: bram.person, relation: "over" as const }],
  ])("reveals no restricted ticket to %s", (_who, about) => {
    const ticket = aTicketAt("payroll", { ...restricted, ...(about && { about }) });
    expect(whenBy(femke, contact({ caller: bram.person }), ticket)).toEqual(refused("ticket-unknown"));
    expect(whenBy(femke, contact(), ticket)).toEqual(refused("ticket-unknown"));
  });

  test("is not written down by an agent about their own question", () => {
    expect(whenBy(femke, contact(), aTicket({ asker: femke.person }))).toEqual(refused("own-ticket"));
  });

  test("comes too late when the ticket is closed", () => {
    expect(whenBy(femke, contact(), aTicket({ state: "closed" }))).toEqual(refused("ticket-closed"));
  });

  test.each([
    ["reached", true],
    ["not-reached", false],
  ] as const)("that was the promised call says whether the asker was %s", (callBack, reached) => {
    const ticket = aTicket({ callBack: { since: tuesday, event: 2, attempts: 0 } });
    expect(whenBy(femke, contact({ callBack }), ticket)).toEqual([
      { type: "contacted", contactId },
      { type: "called-back", contactId, reached },
    ]);
  });

  test("calls nobody back whom nobody promised to call", () => {
    expect(whenBy(femke, contact({ callBack: "reached" }), aTicket())).toEqual([
      { type: "contacted", contactId },
    ]);
  });
});

describe("making a text unreadable", () => {
  const redact: Command = { do: "redact", contentId, reason: "bsn" };

  test.each(["received", "in-progress", "resolved", "closed"] as const)(
    "is possible while the ticket is %s, by who reads it at a desk",
    (state) => {
      expect(whenBy(gijs, redact, aTicket({ state }))).toEqual([
        { type: "redacted", contentId, reason: "bsn" },
      ]);
    },
  );

  test("is refused to who may not read it, and in one's own ticket", () => {
    expect(whenBy(lotte, redact, aTicketAt("payroll"))).toEqual(refused("not-at-your-desk"));
    expect(whenBy(anna, redact, aTicket())).toEqual(refused("own-ticket"));
  });
});
