import { describe, expect, test } from "vitest";
import {
  countsFor,
  isTooLongAgo,
  isWorthNoting,
  type Mark,
  type Move,
  markAfter,
  markAt,
  markIn,
  markWithin,
  moveOf,
  newMoves,
  newsFor,
  openListOf,
  othersAt,
  overlapMs,
  type Presence,
  textOf,
} from "../../../shared/desk/live.ts";
import type { TicketId } from "../../../shared/id.ts";
import type { Member } from "../../../shared/person/member.ts";
import type { Ticket } from "../../../shared/ticket/ticket.ts";
import {
  aTicket,
  aTicketAt,
  aTicketBetween,
  femke,
  gijs,
  after as later,
  lotte,
  omar,
  organisation,
  someId,
  tuesday,
  vera,
} from "../../given.ts";

const ticketId = (n: number) => someId<TicketId>("ticket", n);
const aMove = (seconds: number, given: Partial<Move> = {}): Move => ({
  at: later(tuesday, seconds),
  ticketId: ticketId(seconds & 255),
  n: 1,
  is: "leave",
  ...given,
});
const overlap = overlapMs / 1000;

describe("the list on which a ticket stands", () => {
  test("is its desk's while it is open, the sender's while it is on its way, and none once it is done", () => {
    expect(openListOf(aTicketAt("leave"), "frontoffice")).toBe("leave");
    expect(openListOf(aTicket({ state: "received" }), "frontoffice")).toBe("frontoffice");
    expect(openListOf(aTicketBetween("leave", "payroll"), "frontoffice")).toBe("leave");
    expect(openListOf(aTicket({ state: "resolved" }), "frontoffice")).toBeUndefined();
    expect(openListOf(aTicket({ state: "resolved", askerWroteAt: tuesday }), "frontoffice")).toBe(
      "frontoffice",
    );
  });

  test("is what a change says, with how confidential it was where that changed", () => {
    const [one, other] = [aTicketAt("leave", { version: 3 }), aTicketAt("payroll", { version: 4 })];
    const move = { at: tuesday, ticketId: one.ticketId, n: 4, was: "leave", is: "payroll" };
    expect(moveOf(one, other, tuesday, "frontoffice")).toEqual(move);
    const hidden = { ...other, confidentiality: "restricted" } as Ticket;
    expect(moveOf(one, hidden, tuesday, "frontoffice")).toEqual({ ...move, confidentialityWas: "open" });
    const done = aTicket({ state: "resolved" });
    expect(moveOf(done, aTicket({ state: "closed" }), tuesday, "frontoffice")).toBeUndefined();
    expect(moveOf(undefined, done, tuesday, "frontoffice")).toBeUndefined();
  });
});

describe("a mark", () => {
  const mark: Mark = { from: tuesday, seen: ["AB3", "CD4"], after: `${tuesday}#tkt_1#2#a-b#c_d#` };

  test("is read as it was written, an instant as that of an ask at it, and nothing else at all", () => {
    expect(markIn(textOf(mark))).toEqual(mark);
    expect(markIn(textOf(markAt(tuesday)))).toEqual(markAt(tuesday));
    expect(markIn("2026-12-01T10:30:00+01:00")).toEqual(markAt(tuesday));
    const wrong = ["", "x", `${tuesday}~`, `${tuesday}~a b~`, `${tuesday}~~x`, `${tuesday}~~~`, "~~"];
    for (const text of wrong) expect(markIn(text)).toBeUndefined();
    expect(markIn(`${tuesday}~~${tuesday}\u{10ffff}`)).toBeUndefined();
  });

  test("looks again at the moments in which something may still come, without telling twice what it told", () => {
    const told = [aMove(0), aMove(100 - overlap), aMove(99), aMove(110)];
    const next = markAfter(markAt(tuesday), told, later(tuesday, 100));
    expect(next.from).toBe(later(tuesday, 100 - overlap));
    expect(next.seen).toHaveLength(3);
    const late = aMove(60);
    expect(newMoves([...told, late], next, "leave", 9).told).toEqual([told[0], late]);
    // Another change of the same ticket is new.
    expect(newMoves([aMove(99, { n: 2 })], next, "leave", 9).told).toHaveLength(1);
  });

  test("never goes back, whatever a clock says", () => {
    const from = markAt(tuesday);
    expect(markAfter(from, [], later(tuesday, -60)).from).toBe(from.from);
  });

  test("stays where it was begun until everything was told", () => {
    const within = markWithin(markAt(tuesday), "2026-x", later(tuesday, 100));
    expect(within).toMatchObject({ from: later(tuesday, 100 - overlap), after: "2026-x" });
    expect(markWithin(within, "2026-y", later(tuesday, 200)).from).toBe(within.from);
    expect(markAfter(within, [], later(tuesday, 200))).toEqual({ from: within.from, seen: [] });
  });

  test("stays short, and forgets the oldest first", () => {
    const told = Array.from({ length: 90 }, (_, i) => aMove(i));
    const next = markAfter(markAt(later(tuesday, 30)), told, tuesday);
    expect(next.seen).toHaveLength(60);
    expect(newMoves(told, next, "leave", 90).told).toEqual(told.slice(0, 30));
    const longest = {
      ...next,
      after: `${tuesday}#${ticketId(1)}#99999999#${"d".repeat(50)}#${"d".repeat(50)}#`,
    };
    expect(textOf(longest).length).toBeLessThanOrEqual(1200);
  });

  test("is too old after an hour", () => {
    const mark = markAt(tuesday);
    expect(isTooLongAgo(mark, later(tuesday, 3600))).toBe(false);
    expect(isTooLongAgo(mark, later(tuesday, 3601))).toBe(true);
    expect(isTooLongAgo({ ...mark, after: later(tuesday, 10) }, later(tuesday, 3601))).toBe(false);
  });
});

describe("what is new", () => {
  test("is of the desk alone, and of so many tickets at the most", () => {
    const moves = [
      aMove(1),
      aMove(2, { is: "payroll" }),
      aMove(3, { is: "payroll", was: "leave" }),
      aMove(4, { ticketId: ticketId(1), n: 2 }),
      aMove(5),
    ];
    expect(newMoves(moves, markAt(tuesday), "leave", 2)).toEqual({
      told: [moves[0], moves[2], moves[3]],
      rest: moves[4],
    });
    expect(newMoves(moves, markAt(tuesday), "leave", 3).rest).toBeUndefined();
  });

  const caller = (member: Member, desk = "leave") => ({
    member,
    organisation,
    frontDesk: "frontoffice",
    desk,
  });
  const newsOf = (member: Member, ticket: Ticket, moves: Partial<Move>[]) =>
    newsFor(
      caller(member),
      moves.map((move) => aMove(1, { ticketId: ticket.ticketId, is: undefined, ...move })),
      new Map([[ticket.ticketId, ticket]]),
    );

  test("of several changes of one ticket is one piece of news, by where it was before the first", () => {
    const ticket = aTicketAt("leave", { version: 9 });
    const came = newsOf(lotte, ticket, [{ is: "leave" }, { was: "leave", is: "leave" }]);
    expect(came.changes).toMatchObject([{ how: "came", version: 9 }]);
    const changed = newsOf(lotte, ticket, [{ was: "leave" }, { is: "leave" }]);
    expect(changed.changes).toMatchObject([{ how: "changed", version: 9 }]);
  });

  test("of a restricted ticket goes to who was shown it, and to nobody else", () => {
    const gone = aTicketAt("confidential", { confidentiality: "restricted" });
    expect(newsOf(lotte, gone, [{ was: "leave" }]).left).toEqual([gone.ticketId]);
    expect(newsOf(femke, gone, [{ was: "leave" }]).left).toEqual([]);
    expect(newsOf(omar, gone, [{ was: "leave" }]).left).toEqual([]);
    expect(newsOf(femke, gone, [{ was: "leave", confidentialityWas: "open" }]).left).toEqual([gone.ticketId]);
    const named = { ...gone, readers: [femke.person] };
    expect(newsOf(femke, named, [{ was: "leave" }]).left).toEqual([gone.ticketId]);
    const about = { person: lotte.person, relation: "over" } as const;
    expect(newsOf(lotte, { ...gone, about }, [{ was: "leave" }])).toEqual({ changes: [], left: [] });
  });

  const due = (seconds: number) => ({
    clocks: [
      {
        ...({ kind: "firstResponse", n: 1, policy: 1 } as const),
        startedAt: tuesday,
        dueAt: later(tuesday, seconds),
      },
    ],
  });

  test("has no deadline for who asked it or only sees that it waits", () => {
    const change = (member: Member, given: Partial<Ticket> = {}) =>
      newsOf(member, aTicketAt("leave", { ...due(60), ...given }), [{ is: "leave" }]).changes[0];
    expect(change(lotte)).toHaveProperty("dueAt");
    expect(change(lotte, { confidentiality: "restricted" })).not.toHaveProperty("dueAt");
    expect(change(lotte, { asker: lotte.person })).not.toHaveProperty("dueAt");
  });

  test("is counted by what the caller may see, due until midnight where the organisation is", () => {
    // The Tuesday ends at 23:00 UTC, 13.5 hours later.
    const midnight = 13.5 * 3600;
    const tickets = [
      aTicketAt("leave", due(-60)),
      aTicketAt("leave", {
        state: "in-progress",
        claimedBy: lotte.person,
        ...due(midnight - 1),
      } as Partial<Ticket>),
      aTicketAt("leave", due(midnight)),
      aTicketBetween("leave", "payroll"),
      aTicketAt("leave", { confidentiality: "restricted", ...due(60) }),
      aTicketAt("leave", { about: { person: lotte.person, relation: "over" } }),
      aTicketAt("payroll"),
      aTicketAt("leave", { state: "resolved" } as Partial<Ticket>),
    ];
    expect(countsFor(caller(lotte), tickets, tuesday)).toEqual({ open: 5, unclaimed: 3, dueToday: 2 });
    expect(countsFor(caller(femke), tickets, tuesday)).toEqual({ open: 5, unclaimed: 3, dueToday: 2 });
    expect(countsFor(caller(vera), tickets, tuesday)).toEqual({ open: 0, unclaimed: 0, dueToday: 0 });
  });
});

describe("who is at a ticket", () => {
  const at = (member: Member, seconds: number, doing: Presence["doing"] = "looking"): Presence => ({
    person: member.person,
    doing,
    at: later(tuesday, seconds),
  });

  test("is everyone else of the last half minute, whoever types first", () => {
    const present = [at(femke, 0), at(gijs, 1), at(lotte, 0, "typing"), at(omar, -1), at(vera, 30)];
    const seen = othersAt(present, vera, later(tuesday, 34));
    expect(seen.map(({ person }) => person)).toEqual([lotte.person, femke.person, gijs.person]);
  });

  test("is written down when it is new, gone, twenty seconds old, or begins to type", () => {
    const worth = (known: Presence | undefined, doing: Presence["doing"], seconds: number) =>
      isWorthNoting(known, doing, later(tuesday, seconds));
    expect(worth(undefined, "looking", 0)).toBe(true);
    expect(worth(at(femke, 0), "looking", 19)).toBe(false);
    expect(worth(at(femke, 0), "looking", 20)).toBe(true);
    expect(worth(at(femke, 0), "typing", 1)).toBe(true);
    expect(worth(at(femke, 0, "typing"), "typing", 19)).toBe(false);
    expect(worth(at(femke, 0, "typing"), "looking", 19)).toBe(false);
    expect(worth(at(femke, 0, "typing"), "typing", 35)).toBe(true);
  });
});
