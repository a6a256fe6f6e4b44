import { describe, expect, test } from "vitest";
import type { PersonId } from "../../../shared/id.ts";
import { record } from "../../../shared/ticket/record.ts";
import type { Ticket } from "../../../shared/ticket/ticket.ts";
import { arrived, callBackWanted, identified, routed } from "../../../shared/ticket/unattended.ts";
import {
  anna,
  aStay,
  aTicket,
  aTicketAt,
  aTicketBetween,
  femke,
  organisation,
  someId,
  tuesday,
  vechterhout,
} from "../../given.ts";

const employee = { worksAtDesk: false, is: ["employee"] as const };
const colleague = { worksAtDesk: true, is: ["employee"] as const };
const received = (given: Partial<Ticket> = {}) => aTicket({ state: "received", ...given });

const thereupon = (ticket: Ticket, happenings: ReturnType<typeof routed>) =>
  record(ticket, happenings, {
    organisation: vechterhout,
    ticketId: someId("ticket", 1),
    at: tuesday,
    by: "system",
    configuration: 1,
  }).after;

describe("routing", () => {
  test("to the front office arrives at once", () => {
    expect(routed(received(), employee, organisation)).toEqual([
      {
        type: "routed",
        stay: 1,
        to: "frontoffice",
        rule: "front-office-first",
        confidentiality: "open",
        askerIs: ["employee"],
      },
      { type: "arrived", stay: 1 },
    ]);
  });

  test("to a back office leaves the arrival to its queue", () => {
    const topic = { key: "salaris_fout", knownBy: "asker-chose" } as const;
    expect(routed(received({ topic }), employee, organisation)).toEqual([
      {
        type: "routed",
        stay: 1,
        to: "payroll",
        rule: "straight-to-back-office",
        confidentiality: "open",
        askerIs: ["employee"],
      },
    ]);
  });

  test("by delicate words raises the ticket", () => {
    expect(routed(received({ wordRules: ["delicate-words"] }), employee, organisation)).toMatchObject([
      { to: "confidential", rule: "delicate-words", confidentiality: "restricted" },
    ]);
  });

  test("to a desk with named readers raises the ticket: a colleague's sensitive question is for them alone", () => {
    const topic = { key: "zorgverlof", knownBy: "asker-chose" } as const;
    expect(routed(received({ topic, confidentiality: "sensitive" }), colleague, organisation)).toMatchObject([
      { to: "confidential", rule: "own-staff", confidentiality: "restricted" },
    ]);
  });

  test("never lowers the ticket", () => {
    expect(routed(received({ confidentiality: "restricted" }), employee, organisation)).toMatchObject([
      { confidentiality: "restricted" },
      { type: "arrived" },
    ]);
  });

  test("told twice, or after the front office was first, does nothing", () => {
    const once = thereupon(received(), routed(received(), employee, organisation));
    expect(routed(once, employee, organisation)).toEqual([]);
    expect(routed(aTicket({ state: "in-progress" }), employee, organisation)).toEqual([]);
    expect(routed(aTicket({ state: "closed" }), employee, organisation)).toEqual([]);
  });
});

describe("a delivery by a desk's queue", () => {
  const inTransit = aTicketBetween("frontoffice", "payroll");

  test("brings the ticket to the desk, once", () => {
    expect(arrived(inTransit, 2)).toEqual([{ type: "arrived", stay: 2 }]);
    expect(arrived(thereupon(inTransit, arrived(inTransit, 2)), 2)).toEqual([]);
  });

  test("of a stay that is over or still to come does nothing", () => {
    expect(arrived(inTransit, 1)).toEqual([]);
    expect(arrived(inTransit, 3)).toEqual([]);
  });

  test("after the sender called it back does nothing", () => {
    const recalled = thereupon(inTransit, [{ type: "recalled", stay: 3, to: "frontoffice" }]);
    expect(arrived(recalled, 2)).toEqual([]);
    expect(arrived(recalled, 3)).toEqual([]);
  });

  test("before it was routed does nothing", () => {
    expect(arrived(received(), 1)).toEqual([]);
  });

  test("of what its asker withdrew on the way still arrives, so that it can be reopened there", () => {
    const withdrawn = thereupon(inTransit, [{ type: "resolved", outcome: "withdrawn", from: "asker" }]);
    const delivered = thereupon(withdrawn, arrived(withdrawn, 2));
    expect(delivered).toMatchObject({ state: "resolved", stay: { desk: "payroll", arrivedAt: tuesday } });
  });

  test("of what is closed does nothing", () => {
    const stay = aStay("payroll", { arrivedAt: undefined });
    expect(arrived(aTicketAt("payroll", { state: "closed", stay } as Partial<Ticket>), 1)).toEqual([]);
  });
});

describe("a call that is wanted because no mail reaches the asker", () => {
  const wanted = (event: number) => [{ type: "call-back-wanted", event, because: "no-mail" }];

  test("is asked for once for each event, told twice or late", () => {
    const ticket = aTicket({ state: "resolved" });
    expect(callBackWanted(ticket, 5)).toEqual(wanted(5));
    const pending = thereupon(ticket, callBackWanted(ticket, 5));
    expect(callBackWanted(pending, 5)).toEqual([]);
    expect(callBackWanted(pending, 4)).toEqual([]);
    expect(callBackWanted(pending, 8)).toEqual(wanted(8));
  });

  test("is not asked for again once the asker was reached", () => {
    const pending = aTicket({ callBack: { since: tuesday, event: 5, attempts: 1 } });
    const called = thereupon(pending, [
      { type: "called-back", contactId: someId("contact", 1), reached: true },
    ]);
    expect(called.callBack).toBeUndefined();
    expect(callBackWanted(called, 5)).toEqual([]);
    expect(callBackWanted(called, 8)).toEqual(wanted(8));
  });

  test("is not asked for when the ticket is closed", () => {
    expect(callBackWanted(aTicket({ state: "closed" }), 5)).toEqual([]);
  });
});

describe("an unknown caller who turns out to be an employee", () => {
  const caller = "per_01KBCZ0000000000000000000" as PersonId;

  test("becomes the asker, once", () => {
    const ticket = aTicket({ asker: caller });
    const known = identified(ticket, caller, anna.person);
    expect(known).toEqual([{ type: "asker-identified", asker: anna.person }]);
    expect(identified(thereupon(ticket, known), caller, anna.person)).toEqual([]);
  });

  test("is nobody in the tickets of others", () => {
    expect(identified(aTicket(), caller, femke.person)).toEqual([]);
  });

  test.each(["in-progress", "waiting"] as const)(
    "lets go of a ticket that is %s in their own hands",
    (state) => {
      const ticket = aTicket({ state, asker: caller });
      const known = thereupon(ticket, identified(ticket, caller, femke.person));
      expect(known).toMatchObject({ state: "queued", asker: femke.person });
      expect(known).not.toHaveProperty("claimedBy");
    },
  );
});
