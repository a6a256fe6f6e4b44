import { describe, expect, test } from "vitest";
import type { Instant } from "../../../shared/clock/instant.ts";
import type { PersonId } from "../../../shared/id.ts";
import { circlesFor, type Hearer, ownerOf } from "../../../shared/notice/circle.ts";
import {
  type ClockEvent,
  isOneMoment,
  isOvertaken,
  openClock,
  opensFor,
  toldOf,
} from "../../../shared/notice/clock.ts";
import type { Agent, Member } from "../../../shared/person/member.ts";
import type { Ticket } from "../../../shared/ticket/ticket.ts";
import {
  aMember,
  anEvent,
  anna,
  aTicket,
  aTicketAt,
  coen,
  femke,
  gijs,
  manager,
  omar,
  organisation,
  tuesday,
  vera,
} from "../../given.ts";

const agentOf = ({ organisation: _, ...agent }: Member): Agent => agent;
const ilse = aMember("coordinator-ilse", { roles: ["coordinator"], desks: ["absence"] });
const ruud = aMember("redacteur-ruud", { roles: ["employee", "editor"] });
const everyone = [femke, gijs, omar, coen, ilse, manager, ruud, vera].map(agentOf);

const dueAt = "2026-12-01T10:00:00.000Z" as Instant;
const clocks: Ticket["clocks"] = [
  { kind: "resolution", n: 1, policy: 1, startedAt: tuesday, targetSeconds: 1800, dueAt },
  { kind: "promise", n: 7, policy: 1, startedAt: tuesday, dueAt, owner: gijs.person },
];
const about = { clock: "resolution" as const, startedBy: 1 };
const signed = { by: "system" as const, at: dueAt };
const warned = anEvent("warned", about, signed);
const escalatedTo = (to: string) => anEvent("escalated", { ...about, tier: 1, to }, signed);
const ofPromise = anEvent("warned", { clock: "promise", startedBy: 7 }, signed);

const inHand = (given: Partial<Ticket> = {}) => aTicket({ state: "in-progress", clocks, ...given });
const circles = (event: ClockEvent, ticket: Ticket, agents = everyone) =>
  circlesFor(event, ticket, agents, organisation);
const first = (event: ClockEvent, ticket: Ticket, agents = everyone): Hearer[] =>
  circles(event, ticket, agents)[0] ?? [];
const names = (hearers: readonly Hearer[]): string[] => hearers.map(({ person }) => person).toSorted();
const without = (...people: Member[]) =>
  everyone.filter(({ person }) => !people.some((member) => member.person === person));

describe("who hears of a clock first", () => {
  const queuedAtPayroll = aTicketAt("payroll", { clocks });
  test.each([
    ["a warning, whoever has the ticket in hand", warned, inHand(), [femke]],
    ["the owner's tier, whoever has it in hand", escalatedTo("owner"), inHand(), [femke]],
    ["a promise, whoever made it", ofPromise, inHand(), [gijs]],
    [
      "a promise after the answer, whoever made it",
      ofPromise,
      aTicket({ state: "resolved", clocks }),
      [gijs],
    ],
    ["a warning that is nobody's, who coordinates that desk", warned, queuedAtPayroll, [coen]],
    ["the owner's tier that is nobody's, who coordinates", escalatedTo("owner"), queuedAtPayroll, [coen]],
    ["the coordinators' tier, those of the desk", escalatedTo("coordinator"), inHand(), [coen]],
    ["the manager's tier, every manager", escalatedTo("service-manager"), inHand(), [manager]],
    ["a tier of a role without desks, all who have it", escalatedTo("editor"), inHand(), [ruud]],
    ["a tier of a role at desks, those at this one", escalatedTo("back-office"), queuedAtPayroll, [omar]],
    ["a question on its way to routing, the front office's", warned, received(), [coen]],
  ] as [string, ClockEvent, Ticket, Member[]][])("of %s", (_what, event, ticket, hearers) => {
    expect(names(first(event, ticket))).toEqual(hearers.map(({ person }) => person).toSorted());
  });

  test("of a team's own clock is at that team, also when the ticket moved on", () => {
    const moved = aTicketAt("payroll", {
      clocks: [{ kind: "ola", n: 1, policy: 1, startedAt: tuesday, dueAt, desk: "absence" }],
    });
    expect(names(first(anEvent("warned", { clock: "ola", startedBy: 1 }, signed), moved))).toEqual([
      ilse.person,
    ]);
  });
});

function received(): Ticket {
  return aTicket({ state: "received", clocks });
}

describe("where nobody is found", () => {
  test("the coordinators of the desk hear, else who works there, else who manages the service", () => {
    const nobodyNear = without(femke, coen);
    expect(names(first(warned, inHand(), without(femke)))).toEqual([coen.person]);
    expect(names(first(warned, inHand(), nobodyNear))).toEqual([gijs.person]);
    expect(names(first(warned, inHand(), without(femke, coen, gijs)))).toEqual([manager.person]);
    expect(names(first(escalatedTo("service-manager"), inHand(), without(manager)))).toEqual([coen.person]);
    expect(circles(warned, inHand(), [])).toEqual([]);
  });

  test("further circles follow, for where nobody of the first reads mail", () => {
    expect(circles(warned, inHand()).map(names)).toEqual([
      [femke.person],
      [coen.person],
      [coen.person, femke.person, gijs.person].toSorted(),
      [manager.person],
    ]);
  });
});

describe("nobody hears as an agent", () => {
  test.each([
    ["of what they asked", { asker: femke.person }],
    ["of what is about them", { about: { person: femke.person, relation: "over" as const } }],
  ])("%s", (_what, given) => {
    const all = circles(warned, inHand(given)).flat();
    expect(names(all)).not.toContain(femke.person);
    expect(names(first(warned, inHand(given)))).toEqual([coen.person]);
  });
});

describe("why somebody hears", () => {
  const why = (event: ClockEvent, ticket: Ticket, agents = everyone) => [
    ...new Set(circles(event, ticket, agents).map((hearers) => hearers[0]?.because)),
  ];
  const [coordinator, manages] = [{ role: "coordinator" }, { role: "service-manager" }];

  test("is that they answer for it, else that whoever does cannot be reached", () => {
    expect(why(warned, inHand())).toEqual(["owner", "unreached"]);
    expect(why(escalatedTo("owner"), inHand(), without(femke))).toEqual(["unreached"]);
    expect(why(ofPromise, inHand(), without(gijs))).toEqual(["unreached"]);
  });

  test("is that nobody has it in hand", () => {
    expect(why(escalatedTo("owner"), aTicketAt("payroll", { clocks }))).toEqual(["unclaimed"]);
  });

  test("is their role or their team, also where they stand in for another role", () => {
    expect(why(escalatedTo("service-manager"), inHand(), without(manager))).toEqual([coordinator, "team"]);
    expect(why(escalatedTo("coordinator"), inHand())[0]).toEqual(coordinator);
    expect(why(escalatedTo("coordinator"), inHand(), without(coen))).toEqual(["team", manages]);
  });
});

describe("a restricted question", () => {
  const restricted = (given: Partial<Ticket> = {}) =>
    aTicketAt("payroll", { clocks, confidentiality: "restricted", readers: [], ...given } as Partial<Ticket>);

  test("is opened from a mail by its readers alone; of a circle with readers nobody else hears", () => {
    const ticket = restricted({ readers: [coen.person] });
    const other = agentOf(aMember("coordinator-cas", { roles: ["coordinator"], desks: ["payroll"] }));
    expect(first(warned, ticket, [...everyone, other])).toMatchObject([
      { person: coen.person, mayOpen: true },
    ]);
    expect(first(warned, ticket, [...everyone, other])).toHaveLength(1);
  });

  test("without a reader in the circle is told to who coordinates the desk by its reference alone", () => {
    expect(first(warned, restricted())).toMatchObject([{ person: coen.person, mayOpen: false }]);
    expect(first(escalatedTo("coordinator"), restricted())).toMatchObject([
      { person: coen.person, mayOpen: false },
    ]);
  });

  test("is never heard of by whoever may not know of it: the manager's tier goes to the coordinator", () => {
    const all = circles(escalatedTo("service-manager"), restricted());
    expect(names(all.flat())).not.toContain(manager.person);
    expect(names(all.flat())).not.toContain(femke.person);
    expect(all[0]).toMatchObject([{ person: coen.person, mayOpen: false }]);
  });

  test("in hand is told to who has it, who reads it", () => {
    const ticket = {
      ...restricted({ state: "in-progress", readers: [omar.person] }),
      claimedBy: omar.person,
    };
    expect(first(warned, ticket as Ticket)).toMatchObject([{ person: omar.person, mayOpen: true }]);
  });
});

test("a manager hears of an ordinary question by its reference, since managers read none", () => {
  expect(first(escalatedTo("service-manager"), inHand())).toMatchObject([
    { person: manager.person, mayOpen: false },
  ]);
});

test("only the owner's tiers and warnings have an owner", () => {
  expect(ownerOf(warned, inHand())).toBe(femke.person);
  expect(ownerOf(ofPromise, inHand())).toBe(gijs.person);
  expect(ownerOf(escalatedTo("coordinator"), inHand())).toBeUndefined();
  expect(ownerOf(warned, aTicket({ clocks }))).toBeUndefined();
});

describe("what is told of a clock", () => {
  const mark = clocks?.[0];

  test.each([
    ["has ended", { ...mark, endedAt: dueAt }],
    ["stands still before its target", { ...mark, dueAt: undefined }],
    ["is another one", { ...mark, n: 2 }],
  ])("is nothing where it %s", (_what, other) => {
    expect(openClock(warned, inHand({ clocks: [other] as Ticket["clocks"] }))).toBeUndefined();
  });

  test("is how much working time ago it was due: no lunch, no night", () => {
    const late = (at: string, ticket = aTicketAt("payroll", { clocks })) => {
      const event = { ...escalatedTo("owner"), at: at as Instant };
      const open = openClock(event, ticket);
      return open && toldOf(event, open, ticket, organisation).lateSeconds;
    };
    expect(late("2026-12-01T10:00:01.000Z")).toBe(1);
    // From 11:00 until 14:00 with half an hour's lunch; and until Wednesday at nine.
    expect(late("2026-12-01T13:00:00.000Z")).toBe(2.5 * 3600);
    expect(late("2026-12-02T08:00:00.000Z")).toBe(6 * 3600);
    const open = openClock(warned, inHand());
    expect(open && toldOf(warned, open, inHand(), organisation)).toEqual({ clock: "resolution", dueAt });
  });

  test("is how long ago in real time a promise was due, or the law's term, over the night too", () => {
    for (const kind of ["promise", "statutory"] as const) {
      const mark = { kind, n: 7, policy: 1, startedAt: tuesday, dueAt };
      const event = {
        ...anEvent("escalated", { clock: kind, startedBy: 7, tier: 2, to: "coordinator" }, signed),
        at: "2026-12-02T09:00:00.900Z" as Instant,
      };
      expect(toldOf(event, mark, inHand(), organisation)).toEqual({
        clock: kind,
        dueAt,
        tier: 2,
        lateSeconds: 23 * 3600,
      });
      expect(toldOf({ ...event, at: dueAt }, mark, inHand(), organisation).lateSeconds).toBe(0);
    }
  });

  test("is one thing within a quarter of an hour, in whichever order", () => {
    const at = (time: string) => `2026-12-01T${time}Z` as Instant;
    expect(isOneMoment(at("10:00:00.000"), at("10:14:59.999"))).toBe(true);
    expect(isOneMoment(at("10:14:59.999"), at("10:00:00.000"))).toBe(true);
    expect(isOneMoment(at("10:00:00.000"), at("10:15:00.000"))).toBe(false);
  });

  test("is not a warning that came after the breach", () => {
    const at = (time: string) => ({ ...warned, at: time as Instant });
    expect(isOvertaken(at("2026-12-01T09:59:59.000Z"), { dueAt })).toBe(false);
    expect(isOvertaken(at("2026-12-01T10:00:01.000Z"), { dueAt })).toBe(true);
    expect(isOvertaken({ ...escalatedTo("owner"), at: at("2026-12-02T10:00:01.000Z").at }, { dueAt })).toBe(
      false,
    );
  });
});

describe("who hears of it is at work", () => {
  const opens = (event: ClockEvent, at: string, desk = "payroll") =>
    opensFor(event, aTicketAt(desk, { clocks }), organisation, at as Instant);

  test("by the hours of the desk: at once, or when it opens", () => {
    expect(opens(warned, "2026-12-01T10:30:00.000Z")).toBe("2026-12-01T10:30:00.000Z");
    // Lunch from 12:30 until 13:00; the front office has none.
    expect(opens(warned, "2026-12-01T11:40:00.000Z")).toBe("2026-12-01T12:00:00.000Z");
    expect(opens(warned, "2026-12-01T11:40:00.000Z", "frontoffice")).toBe("2026-12-01T11:40:00.000Z");
    expect(opens(warned, "2026-12-05T11:40:00.000Z")).toBe("2026-12-07T07:30:00.000Z");
  });

  test("the manager by the hours of the front office", () => {
    expect(opens(escalatedTo("service-manager"), "2026-12-01T11:40:00.000Z")).toBe(
      "2026-12-01T11:40:00.000Z",
    );
    expect(opens(escalatedTo("coordinator"), "2026-12-01T11:40:00.000Z")).toBe("2026-12-01T12:00:00.000Z");
  });
});

test("askers are no agents: whoever asks a question is not in any circle of it", () => {
  const agents = [...everyone, agentOf({ ...anna, roles: ["front-office"] })];
  const people: PersonId[] = circles(warned, inHand(), agents)
    .flat()
    .map(({ person }) => person);
  expect(people).not.toContain(anna.person);
});
