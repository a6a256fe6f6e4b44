import { describe, expect, test } from "vitest";
import { type Instant, instantOf } from "../../../../shared/clock/instant.ts";
import type { ContentId } from "../../../../shared/id.ts";
import type { Member } from "../../../../shared/person/member.ts";
import { refused } from "../../../../shared/refusal.ts";
import { type Command, decide } from "../../../../shared/ticket/decide.ts";
import type { PromiseMade, Ticket } from "../../../../shared/ticket/ticket.ts";
import {
  aMember,
  anna,
  aTicket,
  aTicketAt,
  aTicketBetween,
  bram,
  coen,
  femke,
  gijs,
  after as later,
  omar,
  organisation,
  someId,
  tuesday,
  vera,
  whenBy,
} from "../../../given.ts";

const contentId = someId<ContentId>("content", 7);
const thursday = instantOf(Date.parse("2026-12-03T11:00:00Z"));
const promise = (given: Partial<Extract<Command, { do: "promise" }>> = {}): Command => ({
  do: "promise",
  dueAt: thursday,
  owner: femke,
  contentId,
  ...given,
});
const made = (given: Partial<PromiseMade> = {}): PromiseMade => ({
  n: 5,
  owner: femke.person,
  madeAt: tuesday,
  dueAt: thursday,
  contentId,
  ...given,
});
const withPromise = (given: Partial<PromiseMade> = {}, ticket: Partial<Ticket> = {}) =>
  aTicket({ state: "in-progress", promises: [made(given)], ...ticket } as Partial<Ticket>);
const promised = { type: "promised", dueAt: thursday, owner: femke.person, contentId };

describe("a promise", () => {
  test("is made by who has the ticket in hand, and takes it up where nobody had it", () => {
    expect(whenBy(femke, promise(), aTicket({ state: "in-progress" }))).toEqual([promised]);
    expect(whenBy(femke, promise(), aTicket())).toEqual([
      { type: "claimed", person: femke.person },
      promised,
    ]);
  });

  test("follows the answer, too, by whoever reads it at the desk", () => {
    const answered = aTicketAt("payroll", { state: "resolved" });
    expect(whenBy(femke, promise(), answered)).toEqual([promised]);
    expect(whenBy(omar, promise({ owner: omar }), answered)).toEqual([{ ...promised, owner: omar.person }]);
  });

  test("may be a colleague's who works at that desk", () => {
    const ticket = aTicket({ state: "in-progress" });
    expect(whenBy(femke, promise({ owner: gijs }), ticket)).toEqual([{ ...promised, owner: gijs.person }]);
    for (const owner of [undefined, omar, bram]) {
      expect(whenBy(femke, promise({ owner }), ticket)).toEqual(refused("not-an-agent"));
    }
  });

  test("is no colleague's about whom it is, or who may not read what it is about", () => {
    const about = { person: gijs.person, relation: "over" as const };
    expect(whenBy(femke, promise({ owner: gijs }), aTicket({ state: "in-progress", about }))).toEqual(
      refused("own-ticket"),
    );
    const kept = { confidentiality: "restricted" as const, readers: [femke.person] };
    expect(whenBy(femke, promise({ owner: gijs }), aTicket({ state: "in-progress", ...kept }))).toMatchObject(
      { refused: "invalid-input", faults: [{ at: "owner", code: "not-a-reader" }] },
    );
    expect(whenBy(femke, promise(), aTicket({ state: "in-progress", ...kept }))).toEqual([promised]);
  });

  const year = later(tuesday, 366 * 86_400);
  test.each([
    ["now", tuesday, "past"],
    ["before now", later(tuesday, -1), "past"],
    ["more than a year ahead", later(year, 1), "too-far"],
  ])("is for a moment to come, not for %s", (_when, dueAt: Instant, code) => {
    expect(whenBy(femke, promise({ dueAt }), aTicket())).toMatchObject({ faults: [{ at: "at", code }] });
  });

  test.each([later(tuesday, 1), year])("may be for %s", (dueAt) => {
    expect(whenBy(femke, promise({ dueAt }), aTicket())).toMatchObject([{ type: "claimed" }, { dueAt }]);
  });

  test("is one of five that stand at most; what has ended leaves room", () => {
    const most = Array.from({ length: 5 }, (_, i) => made({ n: i + 4 }));
    const ticket = (promises: PromiseMade[]) => aTicket({ state: "in-progress", promises });
    expect(whenBy(femke, promise(), ticket(most))).toEqual(refused("too-many-promises"));
    expect(whenBy(femke, promise(), ticket(most.slice(1)))).toEqual([promised]);
    const kept = { ...made({ n: 4 }), keptAt: tuesday };
    expect(whenBy(femke, promise(), ticket([kept, ...most.slice(1)]))).toEqual([promised]);
  });

  test.each([
    ["own-ticket", femke, aTicket({ asker: femke.person })],
    ["own-ticket", femke, aTicket({ state: "resolved", asker: femke.person })],
    ["not-at-your-desk", omar, aTicket()],
    ["not-at-your-desk", omar, aTicket({ state: "resolved" })],
    ["claimed-by-another", gijs, aTicket({ state: "in-progress" })],
    ["in-transit", omar, aTicketBetween("frontoffice", "payroll")],
    ["in-transit", femke, aTicket({ state: "received" })],
    ["ticket-closed", femke, aTicket({ state: "closed" })],
  ] as const)("is refused (%s)", (reason, by, ticket) => {
    expect(whenBy(by, promise({ owner: by }), ticket)).toEqual(refused(reason));
  });
});

describe("keeping a promise", () => {
  const keep: Command = { do: "keep-promise", promise: 5 };
  const kept = { type: "promise-kept", promise: 5 };

  test("is for who made it, wherever the ticket went, and for who works at its desk now", () => {
    expect(whenBy(femke, keep, withPromise())).toEqual([kept]);
    expect(whenBy(gijs, keep, withPromise())).toEqual([kept]);
    const moved = aTicketAt("payroll", { promises: [made()] });
    expect(whenBy(femke, keep, moved)).toEqual([kept]);
    expect(whenBy(omar, keep, moved)).toEqual([kept]);
    expect(whenBy(gijs, keep, moved)).toEqual(refused("not-at-your-desk"));
  });

  test("may be too late, and after the answer", () => {
    expect(whenBy(femke, keep, withPromise({ brokenAt: thursday }), later(thursday, 60))).toEqual([kept]);
    expect(whenBy(femke, keep, aTicket({ state: "resolved", promises: [made()] }))).toEqual([kept]);
  });

  test("with a text is a reply", () => {
    expect(whenBy(femke, { ...keep, contentId }, withPromise())).toEqual([
      { type: "replied", contentId, from: "desk" },
      kept,
    ]);
  });

  test.each([
    ["promise-unknown", femke, withPromise({ n: 6 })],
    ["promise-unknown", femke, aTicket()],
    ["promise-ended", femke, withPromise({ keptAt: tuesday })],
    ["promise-ended", femke, withPromise({ withdrawnAt: tuesday })],
    ["own-ticket", anna, withPromise()],
    ["not-at-your-desk", vera, withPromise()],
    ["ticket-closed", femke, aTicket({ state: "closed", promises: [made()] })],
  ] as const)("is refused (%s)", (reason, by: Member, ticket: Ticket) => {
    expect(whenBy(by, keep, ticket)).toEqual(refused(reason));
  });
});

describe("withdrawing a promise", () => {
  const withdraw: Command = { do: "withdraw-promise", promise: 5, noteId: contentId };
  const withdrawn = [{ type: "promise-withdrawn", promise: 5, noteId: contentId }];

  test("is for who made it and for the coordinator of its desk, not for a colleague", () => {
    expect(whenBy(femke, withdraw, withPromise())).toEqual(withdrawn);
    expect(whenBy(coen, withdraw, withPromise())).toEqual(withdrawn);
    expect(whenBy(gijs, withdraw, withPromise())).toEqual(refused("not-your-promise"));
    const elsewhere = aTicketAt("absence", { promises: [made()] });
    expect(whenBy(coen, withdraw, elsewhere)).toEqual(refused("not-at-your-desk"));
    expect(whenBy(gijs, withdraw, elsewhere)).toEqual(refused("not-at-your-desk"));
  });

  test("is refused for what is not there or has ended", () => {
    expect(whenBy(femke, withdraw, withPromise({ n: 6 }))).toEqual(refused("promise-unknown"));
    expect(whenBy(femke, withdraw, withPromise({ keptAt: tuesday }))).toEqual(refused("promise-ended"));
    expect(whenBy(anna, withdraw, withPromise())).toEqual(refused("own-ticket"));
  });
});

describe("the asker's word on a promise", () => {
  const confirm = (kept = false): Command => ({ do: "confirm-promise", promise: 5, kept });
  const confirmed = (kept = false) => [{ type: "promise-confirmed", promise: 5, kept }];

  test("is given once it was kept, or once its moment has passed", () => {
    expect(whenBy(anna, confirm(true), withPromise({ keptAt: tuesday }))).toEqual(confirmed(true));
    expect(whenBy(anna, confirm(), withPromise(), thursday)).toEqual(refused("promise-not-due"));
    expect(whenBy(anna, confirm(), withPromise(), later(thursday, 1))).toEqual(confirmed());
  });

  test("ends what still stood where it is a yes, and is heard on what was withdrawn too late", () => {
    const late = later(thursday, 1);
    expect(whenBy(anna, confirm(true), withPromise(), late)).toEqual([
      { type: "promise-kept", promise: 5 },
      ...confirmed(true),
    ]);
    expect(whenBy(anna, confirm(), withPromise({ withdrawnAt: late }), late)).toEqual(confirmed());
  });

  test("is the asker's, and theirs namens whom it was asked", () => {
    const namens = { about: { person: bram.person, relation: "namens" as const } };
    expect(whenBy(bram, confirm(true), withPromise({ keptAt: tuesday }, namens))).toEqual(confirmed(true));
    for (const by of [femke, bram, coen]) {
      expect(whenBy(by, confirm(), withPromise({ keptAt: tuesday }))).toEqual(refused("not-your-role"));
    }
  });

  test("is given once, and not of what was withdrawn or never made", () => {
    expect(whenBy(anna, confirm(), withPromise({ keptAt: tuesday, confirmed: false }))).toEqual(
      refused("promise-confirmed"),
    );
    expect(whenBy(anna, confirm(), withPromise({ withdrawnAt: tuesday }))).toEqual(refused("promise-ended"));
    expect(whenBy(anna, confirm(), withPromise({ n: 6 }))).toEqual(refused("promise-unknown"));
    expect(whenBy(anna, confirm(), withPromise({ keptAt: tuesday }, { state: "closed" }))).toEqual(
      refused("ticket-closed"),
    );
  });
});

describe("how urgent a question is", () => {
  const today: Command = { do: "set-urgency", to: "today", noteId: contentId };

  test("is said at its desk, by whoever works there, also of what a colleague handles", () => {
    const set = [{ type: "urgency-set", to: "today", noteId: contentId }];
    expect(whenBy(femke, today, aTicket())).toEqual(set);
    expect(whenBy(gijs, today, aTicket({ state: "in-progress" }))).toEqual(set);
    expect(whenBy(omar, today, aTicketAt("payroll"))).toEqual(set);
    expect(whenBy(femke, today, aTicket({ state: "received" }))).toEqual(set);
  });

  test("changes nothing where it is so already", () => {
    expect(whenBy(femke, today, aTicket({ urgency: "today" }))).toEqual([]);
    expect(whenBy(femke, { ...today, to: "normal" }, aTicket({ urgency: "today" }))).toMatchObject([
      { to: "normal" },
    ]);
  });

  test("is for the roles that the organisation names, where it names any", () => {
    const { serviceLevelRules } = organisation;
    const only = (setBy: string[]) => ({
      ...organisation,
      serviceLevelRules: { ...serviceLevelRules, urgency: { today: { setBy } } },
    });
    const deed = (by: Member, setBy: string[]) => ({ by, at: tuesday, organisation: only(setBy) });
    expect(decide(aTicket(), today, deed(femke, ["coordinator"]))).toEqual(refused("not-your-role"));
    expect(decide(aTicket(), today, deed(coen, ["coordinator"]))).toMatchObject([{ to: "today" }]);
    const normal: Command = { ...today, to: "normal" };
    expect(decide(aTicket({ urgency: "today" }), normal, deed(femke, ["coordinator"]))).toMatchObject([
      { to: "normal" },
    ]);
  });

  test.each([
    ["own-ticket", femke, aTicket({ asker: femke.person })],
    ["not-at-your-desk", omar, aTicket()],
    ["not-at-your-desk", femke, aTicketAt("payroll")],
    [
      "not-at-your-desk",
      aMember("nieuw", { roles: ["front-office"] }),
      aTicket({ confidentiality: "restricted" }),
    ],
    ["ticket-closed", femke, aTicket({ state: "closed" })],
    ["ticket-resolved", femke, aTicket({ state: "resolved" })],
  ] as const)("is not said (%s)", (reason, by: Member, ticket: Ticket) => {
    expect(whenBy(by, today, ticket)).toEqual(refused(reason));
  });
});
