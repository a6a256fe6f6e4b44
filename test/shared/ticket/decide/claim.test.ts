import { describe, expect, test } from "vitest";
import { refused } from "../../../../shared/refusal.ts";
import type { Ticket } from "../../../../shared/ticket/ticket.ts";
import {
  aMember,
  anna,
  aStay,
  aTicket,
  aTicketAt,
  aTicketBetween,
  bram,
  coen,
  femke,
  gijs,
  lotte,
  omar,
  vera,
  whenBy,
} from "../../../given.ts";

const claimed = (by: typeof femke) => ({ type: "claimed", person: by.person });

describe("claim", () => {
  test("takes up a ticket that waits at one's desk", () => {
    expect(whenBy(femke, { do: "claim" }, aTicket())).toEqual([claimed(femke)]);
    expect(whenBy(omar, { do: "claim" }, aTicketAt("payroll"))).toEqual([claimed(omar)]);
    expect(whenBy(coen, { do: "claim" }, aTicketAt("payroll"))).toEqual([claimed(coen)]);
  });

  test.each([
    ["another back office", lotte, aTicketAt("payroll")],
    ["the front office once it has arrived elsewhere", femke, aTicketAt("payroll")],
    ["a coordinator of other desks", coen, aTicketAt("absence")],
    ["an employee", bram, aTicket()],
  ])("is not for %s", (_who, by, ticket) => {
    expect(whenBy(by, { do: "claim" }, ticket)).toEqual(refused("not-at-your-desk"));
  });

  test("of what one has already changes nothing", () => {
    expect(whenBy(femke, { do: "claim" }, aTicket({ state: "in-progress" }))).toEqual([]);
    expect(whenBy(femke, { do: "claim" }, aTicket({ state: "waiting" }))).toEqual([]);
  });

  test.each(["in-progress", "waiting"] as const)(
    "takes no ticket out of a colleague's hands that is %s",
    (state) => {
      expect(whenBy(gijs, { do: "claim" }, aTicket({ state }))).toEqual(refused("claimed-by-another"));
    },
  );

  test.each([
    ["one's own", { asker: femke.person }],
    ["one namens oneself", { about: { person: femke.person, relation: "namens" } }],
    ["one over oneself", { about: { person: femke.person, relation: "over" } }],
  ] satisfies [string, Partial<Ticket>][])("never takes %s", (_what, given) => {
    expect(whenBy(femke, { do: "claim" }, aTicket(given))).toEqual(refused("own-ticket"));
    expect(whenBy(femke, { do: "claim" }, aTicket({ ...given, state: "received" }))).toEqual(
      refused("own-ticket"),
    );
  });

  test("of what is done is refused: it is reopened first, or followed", () => {
    expect(whenBy(femke, { do: "claim" }, aTicket({ state: "resolved" }))).toEqual(
      refused("ticket-resolved"),
    );
    expect(whenBy(femke, { do: "claim" }, aTicket({ state: "closed" }))).toEqual(refused("ticket-closed"));
  });

  test("in transit by the sender calls it back, to a stay of its own", () => {
    expect(whenBy(femke, { do: "claim" }, aTicketBetween("frontoffice", "payroll"))).toEqual([
      { type: "recalled", stay: 3, to: "frontoffice" },
      claimed(femke),
    ]);
  });

  test("in transit from routing calls it back to the front office", () => {
    const routed = aTicketAt("payroll", { stay: aStay("payroll", { arrivedAt: undefined }) });
    expect(whenBy(femke, { do: "claim" }, routed)).toEqual([
      { type: "recalled", stay: 2, to: "frontoffice" },
      claimed(femke),
    ]);
  });

  test("in transit by the receiver need not wait for the queue", () => {
    expect(whenBy(omar, { do: "claim" }, aTicketBetween("frontoffice", "payroll"))).toEqual([
      { type: "arrived", stay: 2 },
      claimed(omar),
    ]);
  });

  test("in transit is not for a third desk, nor for the front office between two others", () => {
    const ticket = aTicketBetween("payroll", "leave");
    expect(whenBy(vera, { do: "claim" }, ticket)).toEqual(refused("not-at-your-desk"));
    expect(whenBy(femke, { do: "claim" }, ticket)).toEqual(refused("not-at-your-desk"));
  });

  test("by the front office goes before a routing that stands still", () => {
    expect(
      whenBy(femke, { do: "claim" }, aTicket({ state: "received", confidentiality: "sensitive" })),
    ).toEqual([
      {
        type: "routed",
        stay: 1,
        to: "frontoffice",
        rule: "claimed-before-routing",
        confidentiality: "sensitive",
      },
      { type: "arrived", stay: 1 },
      claimed(femke),
    ]);
  });

  test("before routing is for the front office alone", () => {
    expect(whenBy(omar, { do: "claim" }, aTicket({ state: "received" }))).toEqual(
      refused("not-at-your-desk"),
    );
  });

  test("of a restricted ticket waits for its desk: the front office neither goes before the routing nor calls it back", () => {
    const restricted = { confidentiality: "restricted" } as const;
    expect(whenBy(femke, { do: "claim" }, aTicket({ ...restricted, state: "received" }))).toEqual(
      refused("in-transit"),
    );
    const routed = aTicketAt("confidential", {
      ...restricted,
      stay: aStay("confidential", { arrivedAt: undefined }),
    });
    expect(whenBy(femke, { do: "claim" }, routed)).toEqual(refused("not-at-your-desk"));
    expect(whenBy(vera, { do: "claim" }, routed)).toEqual([{ type: "arrived", stay: 1 }, claimed(vera)]);
  });

  test("of a restricted ticket that waits is for anyone at its desk, who becomes its reader", () => {
    const ticket = aTicketAt("confidential", { confidentiality: "restricted" });
    expect(whenBy(vera, { do: "claim" }, ticket)).toEqual([claimed(vera)]);
  });
});

describe("release", () => {
  test("lays a ticket back at the desk", () => {
    expect(whenBy(femke, { do: "release" }, aTicket({ state: "in-progress" }))).toEqual([
      { type: "released" },
    ]);
  });

  test("of what nobody has changes nothing", () => {
    expect(whenBy(femke, { do: "release" }, aTicket())).toEqual([]);
  });

  test("of a colleague's ticket is for the coordinator only", () => {
    const ticket = aTicket({ state: "in-progress" });
    expect(whenBy(gijs, { do: "release" }, ticket)).toEqual(refused("claimed-by-another"));
    expect(whenBy(coen, { do: "release" }, ticket)).toEqual([{ type: "released" }]);
  });

  test("of a restricted ticket is not for a coordinator who is no reader of it", () => {
    const ticket = aTicket({ state: "in-progress", confidentiality: "restricted", readers: [femke.person] });
    expect(whenBy(coen, { do: "release" }, ticket)).toEqual(refused("claimed-by-another"));
    expect(whenBy(femke, { do: "release" }, ticket)).toEqual([{ type: "released" }]);
  });

  test("leaves a ticket that waits where it is", () => {
    expect(whenBy(femke, { do: "release" }, aTicket({ state: "waiting" }))).toEqual(
      refused("not-in-progress"),
    );
  });

  test.each([
    ["own-ticket", anna, aTicket({ state: "in-progress" })],
    ["in-transit", femke, aTicket({ state: "received" })],
    ["in-transit", omar, aTicketBetween("frontoffice", "payroll", { state: "in-progress" })],
    ["not-at-your-desk", omar, aTicket({ state: "in-progress" })],
    ["not-at-your-desk", omar, aTicket()],
    ["ticket-resolved", femke, aTicket({ state: "resolved" })],
    ["ticket-closed", femke, aTicket({ state: "closed" })],
  ] as const)("is refused for being %s", (reason, by, ticket) => {
    expect(whenBy(by, { do: "release" }, ticket)).toEqual(refused(reason));
  });
});

describe("assign", () => {
  test.each(["queued", "in-progress", "waiting"] as const)(
    "by the coordinator gives a ticket that is %s to a colleague of the desk",
    (state) => {
      expect(whenBy(coen, { do: "assign", to: gijs }, aTicket({ state }))).toEqual([
        { type: "assigned", person: gijs.person },
      ]);
    },
  );

  test("by the coordinator to the coordinator is allowed: a coordinator handles questions too", () => {
    expect(whenBy(coen, { do: "assign", to: coen }, aTicket())).toEqual([
      { type: "assigned", person: coen.person },
    ]);
  });

  test("to who has it already changes nothing", () => {
    expect(whenBy(coen, { do: "assign", to: femke }, aTicket({ state: "in-progress" }))).toEqual([]);
  });

  test("is for a coordinator of that desk only", () => {
    expect(whenBy(femke, { do: "assign", to: gijs }, aTicket())).toEqual(refused("not-at-your-desk"));
    expect(whenBy(coen, { do: "assign", to: vera }, aTicketAt("confidential"))).toEqual(
      refused("not-at-your-desk"),
    );
    const without = aMember("coordinator-zonder-team", { roles: ["coordinator"] });
    expect(whenBy(without, { do: "assign", to: gijs }, aTicket())).toEqual(refused("not-at-your-desk"));
  });

  test.each([
    ["works elsewhere", omar],
    ["is no agent", bram],
    ["never signed in", undefined],
  ])("is refused for someone who %s", (_what, to) => {
    expect(whenBy(coen, { do: "assign", to }, aTicket())).toEqual(refused("not-an-agent"));
  });

  test.each([
    ["asked it", { asker: gijs.person }],
    ["is its subject", { about: { person: gijs.person, relation: "over" } }],
  ] satisfies [string, Partial<Ticket>][])("is refused for a colleague who %s", (_what, given) => {
    expect(whenBy(coen, { do: "assign", to: gijs }, aTicket(given))).toEqual(refused("own-ticket"));
  });

  test("of the coordinator's own question is refused", () => {
    expect(whenBy(coen, { do: "assign", to: gijs }, aTicket({ asker: coen.person }))).toEqual(
      refused("own-ticket"),
    );
  });

  test.each([
    ["in-transit", aTicket({ state: "received" })],
    ["in-transit", aTicketBetween("frontoffice", "payroll")],
    ["ticket-resolved", aTicket({ state: "resolved" })],
    ["ticket-closed", aTicket({ state: "closed" })],
  ] as const)("is refused for being %s", (reason, ticket) => {
    expect(whenBy(coen, { do: "assign", to: omar }, ticket)).toEqual(refused(reason));
  });
});
