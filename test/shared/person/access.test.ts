import { describe, expect, test } from "vitest";
import { isOwn, mayRead, mayTakeUp, type Reading, worksAtDesk } from "../../../shared/person/access.ts";
import type { Member } from "../../../shared/person/member.ts";
import type { Ticket } from "../../../shared/ticket/ticket.ts";
import {
  administrator,
  aMember,
  anderhout,
  anna,
  aStay,
  aTicket,
  aTicketAt,
  aTicketBetween,
  bram,
  coen,
  exchange,
  femke,
  lotte,
  manager,
  omar,
  organisation,
  vechterhout,
  vera,
} from "../../given.ts";

const reading = (member: Member, ticket: Ticket) => mayRead(member, ticket, organisation);
const noor = aMember("gelezen-noor", { roles: ["employee", "back-office"], desks: ["development"] });
const elsewhere = (member: Member): Member => ({ ...member, organisation: anderhout });

/** At payroll, where leave had it before; Anna asked, Noor is a named reader. */
const ticket = (given: Partial<Ticket>) =>
  aTicketAt("payroll", { desks: ["frontoffice", "leave", "payroll"], readers: [noor.person], ...given });

describe("who reads a ticket", () => {
  const namens = { about: { person: bram.person, relation: "namens" } } as const;
  const over = { about: { person: bram.person, relation: "over" } } as const;
  type Row = [string, Member, Partial<Ticket>, [Reading, Reading, Reading, Reading]];

  const rows: Row[] = [
    // who                                                open         sensitive    restricted   not recorded
    ["the asker", anna, {}, ["as-asker", "as-asker", "as-asker", "as-asker"]],
    ["the one namens whom it is", bram, namens, ["as-asker", "as-asker", "as-asker", "as-asker"]],
    ["the one over whom it is", bram, over, ["nothing", "nothing", "nothing", "nothing"]],
    ["another employee", bram, {}, ["nothing", "nothing", "nothing", "nothing"]],
    ["the front office", femke, {}, ["as-desk", "as-desk", "nothing", "nothing"]],
    ["the desk that has it", omar, {}, ["as-desk", "as-desk", "stub", "nothing"]],
    ["a desk that had it", lotte, {}, ["as-desk", "as-desk", "nothing", "nothing"]],
    ["another desk", vera, {}, ["nothing", "nothing", "nothing", "nothing"]],
    ["the coordinator of the desk that has it", coen, {}, ["as-desk", "as-desk", "stub", "nothing"]],
    ["a named reader of another desk", noor, {}, ["nothing", "nothing", "as-desk", "nothing"]],
    ["an administrator", administrator, {}, ["nothing", "nothing", "nothing", "nothing"]],
    ["a service manager", manager, {}, ["nothing", "nothing", "nothing", "nothing"]],
    ["a telephone exchange", exchange, {}, ["nothing", "nothing", "nothing", "nothing"]],
    ["an agent elsewhere", elsewhere(omar), {}, ["nothing", "nothing", "nothing", "nothing"]],
    ["the front office elsewhere", elsewhere(femke), {}, ["nothing", "nothing", "nothing", "nothing"]],
    ["the asker's namesake elsewhere", elsewhere(anna), {}, ["nothing", "nothing", "nothing", "nothing"]],
    ["the reader's namesake elsewhere", elsewhere(noor), {}, ["nothing", "nothing", "nothing", "nothing"]],
  ];

  test.each(rows)("%s", (_who, member, given, expected) => {
    const levels = ["open", "sensitive", "restricted", "not-recorded"] as const;
    expect(levels.map((confidentiality) => reading(member, ticket({ ...given, confidentiality })))).toEqual(
      expected,
    );
  });

  test.each(["editor", "privacy-officer", "works-council"] as const)(
    "%s reads no ticket by that role",
    (role) => {
      const member = aMember("iemand", { roles: ["employee", role], desks: ["payroll", "frontoffice"] });
      expect(reading(member, ticket({}))).toBe("nothing");
    },
  );
});

describe("an agent who asked or is asked about", () => {
  test.each([
    ["asked it themselves", { asker: omar.person }, "as-asker"],
    ["is the one namens whom it is", { about: { person: omar.person, relation: "namens" } }, "as-asker"],
    ["is the one over whom it is", { about: { person: omar.person, relation: "over" } }, "nothing"],
  ] satisfies [string, Partial<Ticket>, Reading][])(
    "reads no notes where they: %s",
    (_what, given, expected) => {
      expect(reading(omar, ticket(given))).toBe(expected);
      const named = ticket({ ...given, confidentiality: "restricted", readers: [omar.person] });
      expect(reading(omar, named)).toBe(expected);
      expect(isOwn(omar.person, named)).toBe(true);
    },
  );
});

describe("a role without the desk, or a desk without the role", () => {
  test.each([
    ["a back office without desks", { roles: ["back-office"] }],
    ["an employee whose token names a desk", { roles: ["employee"], desks: ["payroll"] }],
    ["a back office that names the front desk", { roles: ["back-office"], desks: ["frontoffice"] }],
    ["a coordinator without desks", { roles: ["coordinator"] }],
  ] satisfies [string, Partial<Member>][])("reads nothing: %s", (_who, given) => {
    expect(reading(aMember("iemand", given), ticket({}))).toBe("nothing");
  });

  test("the front office needs no desk in the token", () => {
    expect(reading(aMember("iemand", { roles: ["front-office"] }), ticket({}))).toBe("as-desk");
  });
});

describe("before it is routed", () => {
  const received = (given: Partial<Ticket> = {}) => aTicket({ state: "received", desks: [], ...given });

  test("a ticket is read by the front office and its coordinator", () => {
    expect(reading(femke, received())).toBe("as-desk");
    expect(reading(coen, received())).toBe("as-desk");
    expect(reading(omar, received())).toBe("nothing");
  });

  test("a restricted ticket shows there that it is there, no more", () => {
    expect(reading(femke, received({ confidentiality: "restricted" }))).toBe("stub");
    expect(reading(vera, received({ confidentiality: "restricted" }))).toBe("nothing");
  });
});

describe("in transit", () => {
  const moving = (given: Partial<Ticket> = {}) => aTicketBetween("leave", "payroll", given);

  test("a ticket is read at both ends", () => {
    expect([lotte, omar, vera].map((member) => reading(member, moving()))).toEqual([
      "as-desk",
      "as-desk",
      "nothing",
    ]);
  });

  test("a restricted ticket shows at both ends that it is there, and at the sender's no longer once it has arrived", () => {
    expect([lotte, omar, vera].map((m) => reading(m, moving({ confidentiality: "restricted" })))).toEqual([
      "stub",
      "stub",
      "nothing",
    ]);
    const arrived = moving({
      confidentiality: "restricted",
      stay: aStay("payroll", { number: 2, from: "leave" }),
    } as Partial<Ticket>);
    expect([lotte, omar].map((member) => reading(member, arrived))).toEqual(["nothing", "stub"]);
  });

  test("from routing it stands on the front office's list", () => {
    const routed = aTicketAt("payroll", {
      stay: aStay("payroll", { arrivedAt: undefined }),
    } as Partial<Ticket>);
    expect([femke, omar, lotte].map((member) => mayTakeUp(member, routed, organisation))).toEqual([
      true,
      true,
      false,
    ]);
  });
});

test("nobody works at a desk that does not exist", () => {
  const member = aMember("iemand", { roles: ["back-office", "coordinator"], desks: ["opgeheven"] });
  expect(worksAtDesk(member, "opgeheven", organisation)).toBe(false);
  expect(member.organisation).toBe(vechterhout);
});
