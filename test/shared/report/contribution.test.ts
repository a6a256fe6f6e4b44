import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { clocksOf } from "../../../shared/clock/clock.ts";
import type { PersonId } from "../../../shared/id.ts";
import type { Organisation } from "../../../shared/organisation/organisation.ts";
import { askerNumber, numberText } from "../../../shared/report/askers.ts";
import type { Cells, Fields } from "../../../shared/report/cell.ts";
import { contributionOf } from "../../../shared/report/contribution.ts";
import { differenceOf, sumOf } from "../../../shared/report/difference.ts";
import { bucketOf } from "../../../shared/report/histogram.ts";
import type { TicketEvent } from "../../../shared/ticket/event.ts";
import { replay } from "../../../shared/ticket/evolve.ts";
import type { Ticket } from "../../../shared/ticket/ticket.ts";
import { anna, organisation } from "../../given.ts";
import { asked, historyOf, onlyOne, type Story } from "../clock/given.ts";
import { bothVersions, lifeOf } from "../clock/lives.ts";

const cellsOf = ({ events }: Pick<Story, "events">, of: Organisation = organisation): Cells =>
  contributionOf(historyOf(events, onlyOne), of).cells;

const anyAsker = /\.?~/;
/** The figures of the days, without who asked, the hours, what is open and the demand. */
const figuresOf = (story: Story): Record<string, Fields> =>
  Object.fromEntries(
    Object.entries(cellsOf(story))
      .filter(([cell]) => !/^(backlog|demand)#|~hours$/.test(cell))
      .map(([cell, fields]) => [
        cell,
        Object.fromEntries(Object.entries(fields).filter(([field]) => !anyAsker.test(field))),
      ]),
  );
const backlogOf = (story: Story) => Object.keys(cellsOf(story)).filter((cell) => cell.startsWith("backlog#"));

const minutes = (count: number) => bucketOf(count * 60);

describe("a question answered by the front office within the day", () => {
  const story = asked("2026-12-01 10:00", { topic: "ikb" })
    .claimed("2026-12-01 10:05")
    .resolved("2026-12-01 11:00");

  test("counts once as asked, in time, and resolved at first contact", () => {
    expect(figuresOf(story)).toEqual({
      "2026-12-01#frontoffice#ikb": {
        "click.asked": 1,
        "click.fr.met": 1,
        [`click.fr.h${minutes(60)}`]: 1,
        "click.re.met": 1,
        [`click.re.h${minutes(60)}`]: 1,
        "click.pa.cycles": 1,
        "click.pa.ran": 3600,
        "click.resolved": 1,
        "click.fcr": 1,
        [`click.at.h${minutes(60)}`]: 1,
      },
    });
  });

  test("leaves nothing open, and was open before", () => {
    expect(backlogOf(story)).toEqual([]);
    const before = { ...story, events: story.events.slice(0, 3) } as Story;
    expect(backlogOf(before)).toEqual(["backlog#2026-12-01#frontoffice"]);
  });

  test("tells who asked by a number that many share, once for each cell, and nowhere by name", () => {
    const cells = cellsOf(story);
    const number = numberText(askerNumber("vechterhout", anna.person));
    expect(cells["2026-12-01#frontoffice#ikb"]?.[`click.~${number}`]).toBe(1);
    expect(JSON.stringify(cells)).not.toContain(anna.person);
  });

  test("is told by the hour in which it was asked", () => {
    const hours = cellsOf(story)["2026-12-01#~#~hours"] ?? {};
    expect(Object.keys(hours).map((field) => field.replace(/~.*/, "~"))).toEqual(["click.10", "click.10~"]);
  });
});

test("the day is that of the organisation's zone, not of Greenwich", () => {
  expect(Object.keys(figuresOf(asked("2026-12-01 00:30", { topic: "ikb" })))).toEqual([
    "2026-12-01#frontoffice#ikb",
  ]);
});

describe("a question that moves", () => {
  const story = asked("2026-12-01 10:00", { topic: "ikb" })
    .claimed("2026-12-01 10:05")
    .handedOver("payroll", "2026-12-01 10:30")
    .arrived("2026-12-01 10:30")
    .resolved("2026-12-02 09:00");

  test("is handed over at the desk that gave it, and answered at the desk that had it", () => {
    const figures = figuresOf(story);
    expect(figures["2026-12-01#frontoffice#ikb"]).toEqual({ "click.asked": 1, "click.handed": 1 });
    expect(figures["2026-12-02#payroll#ikb"]).toMatchObject({
      "click.fr.met": 1,
      "click.re.met": 1,
      "click.ola.met": 1,
      "click.resolved": 1,
    });
    expect(figures["2026-12-02#payroll#ikb"]).not.toHaveProperty("click.fcr");
  });

  test("is returned at the desk that sent it back", () => {
    const back = asked("2026-12-01 10:00", { topic: "ikb" })
      .handedOver("payroll", "2026-12-01 10:30")
      .returned("frontoffice", "2026-12-02 10:30");
    expect(figuresOf(back)["2026-12-01#frontoffice#ikb"]).toMatchObject({ "click.handed": 1 });
    expect(figuresOf(back)["2026-12-02#payroll#ikb"]).toMatchObject({ "click.returned": 1 });
  });

  test("was never handed over where it was recalled on its way", () => {
    const recalled = asked("2026-12-01 10:00", { topic: "ikb" })
      .handedOver("payroll", "2026-12-01 10:30")
      .recalled("frontoffice", "2026-12-01 10:40");
    expect(figuresOf(recalled)).toEqual({ "2026-12-01#frontoffice#ikb": { "click.asked": 1 } });
    expect(backlogOf(recalled)).toEqual(["backlog#2026-12-01#frontoffice"]);
  });

  test("is asked where it was brought, when its topic starts at the back", () => {
    const atBack = asked("2026-12-01 10:00", {
      topic: "werkgeversverklaring",
      to: "personnel-administration",
    });
    expect(Object.keys(figuresOf(atBack))).toEqual([
      "2026-12-01#personnel-administration#werkgeversverklaring",
    ]);
  });
});

describe("a question that is reopened", () => {
  const resolved = () =>
    asked("2026-12-01 10:00", { topic: "ikb" }).claimed("2026-12-01 10:05").resolved("2026-12-01 11:00");
  const reopened = () => resolved().reopened("2026-12-02 10:00");

  test("was not resolved in time, and is not resolved at all until it is answered again", () => {
    const fields = figuresOf(reopened())["2026-12-01#frontoffice#ikb"] ?? {};
    expect(fields).toMatchObject({ "click.re.reopened": 1, "click.fr.met": 1 });
    for (const gone of ["click.re.met", "click.resolved", "click.fcr", `click.re.h${minutes(60)}`]) {
      expect(fields).not.toHaveProperty(gone);
    }
    expect(backlogOf(reopened())).toEqual(["backlog#2026-12-01#frontoffice"]);
  });

  test("takes its asker from the first question to the last answer, and its desk all rounds together", () => {
    const fields = figuresOf(reopened().resolved("2026-12-02 11:00"))["2026-12-02#frontoffice#ikb"];
    expect(fields).toMatchObject({
      "click.re.met": 1,
      [`click.re.h${minutes(120)}`]: 1,
      [`click.at.h${minutes(25 * 60)}`]: 1,
      "click.resolved": 1,
    });
    expect(fields).not.toHaveProperty("click.fcr");
  });

  test("and goes on under the same clock stood not still while it was resolved", () => {
    const continued = { ...organisation, ending: { ...organisation.ending, reopened: "continue" as const } };
    const { events } = reopened().resolved("2026-12-02 11:00");
    const { cells } = contributionOf(
      historyOf(events, () => continued),
      organisation,
    );
    const fields = cells["2026-12-02#frontoffice#ikb"];
    expect(fields).toMatchObject({ "click.re.met": 1, "click.pa.cycles": 1, "click.pa.ran": 7200 });
    expect(fields).not.toHaveProperty("click.pa.paused");
    expect(fields).not.toHaveProperty("click.pa.stood");
  });

  test("that was late the first time stays late", () => {
    const late = asked("2026-12-01 10:00", { topic: "ikb" })
      .claimed("2026-12-01 10:05")
      .resolved("2026-12-15 11:00")
      .reopened("2026-12-16 10:00");
    expect(figuresOf(late)["2026-12-15#frontoffice#ikb"]).toMatchObject({ "click.re.missed": 1 });
    expect(figuresOf(late)["2026-12-15#frontoffice#ikb"]).not.toHaveProperty("click.re.reopened");
  });
});

describe("a deadline", () => {
  test("that has passed unanswered is missed on the day that it was due, once its passing is recorded", () => {
    const open = asked("2026-12-01 10:00", { topic: "ikb" });
    expect(figuresOf(open)["2026-12-01#frontoffice#ikb"]).toEqual({ "click.asked": 1 });
    open.tell("breached", { clock: "firstResponse", startedBy: 1 }, "2026-12-04 09:00", { by: "system" });
    const missed = Object.entries(figuresOf(open)).filter(([, fields]) => fields["click.fr.missed"]);
    expect(missed.map(([cell]) => cell)).toEqual(["2026-12-02#frontoffice#ikb"]);
  });

  test("of a question that its asker withdrew counts for nothing", () => {
    const story = asked("2026-12-01 10:00", { topic: "ikb" }).withdrawn("2026-12-20 11:00");
    expect(figuresOf(story)).toEqual({ "2026-12-01#frontoffice#ikb": { "click.asked": 1 } });
  });

  test("that a pause kept is counted with the time that it stood still", () => {
    const story = asked("2026-12-01 10:00", { topic: "ikb" })
      .claimed("2026-12-01 10:00")
      .replied("2026-12-01 10:30")
      .waits("asker", "2026-12-01 10:30")
      .resumed("2026-12-01 11:30")
      .resolved("2026-12-01 12:00");
    expect(figuresOf(story)["2026-12-01#frontoffice#ikb"]).toMatchObject({
      "click.pa.cycles": 1,
      "click.pa.paused": 1,
      "click.pa.stood": 3600,
      "click.pa.ran": 3600,
      [`click.re.h${minutes(60)}`]: 1,
      [`click.at.h${minutes(120)}`]: 1,
    });
    expect(figuresOf(story)["2026-12-01#frontoffice#ikb"]).not.toHaveProperty("click.fcr");
  });
});

describe("a promise", () => {
  const promised = () =>
    asked("2026-12-01 10:00", { topic: "ikb" })
      .claimed("2026-12-01 10:00")
      .promised("2026-12-03 12:00", "2026-12-01 10:10");
  const n = promised().n;
  const promisesIn = (story: Story) =>
    Object.entries(figuresOf(story)).flatMap(([cell, fields]) =>
      Object.keys(fields)
        .filter((field) => field.startsWith("click.pr."))
        .map((field) => `${cell.slice(0, 10)} ${field.slice(9)}`),
    );

  test.each([
    ["stands", promised(), []],
    ["kept in time", promised().kept(n, "2026-12-02 10:00"), ["2026-12-02 kept"]],
    ["kept too late", promised().kept(n, "2026-12-04 10:00"), ["2026-12-04 broken"]],
    ["withdrawn", promised().promiseWithdrawn(n, "2026-12-02 10:00"), ["2026-12-02 withdrawn"]],
    [
      "confirmed",
      promised().kept(n, "2026-12-02 10:00").confirmed(n, true, "2026-12-03 10:00"),
      ["2026-12-02 confirmed", "2026-12-02 kept"],
    ],
    [
      "denied",
      promised().kept(n, "2026-12-02 10:00").confirmed(n, false, "2026-12-03 10:00"),
      ["2026-12-02 broken", "2026-12-02 denied"],
    ],
    [
      "that passed",
      promised().tell("breached", { clock: "promise", startedBy: n }, "2026-12-03 12:01", { by: "system" }),
      ["2026-12-03 broken"],
    ],
  ])("%s", (_what, story, expected) => {
    expect(promisesIn(story).sort()).toEqual(expected);
  });

  test("stays confirmed or denied however many are made after it", () => {
    const story = promised().kept(n, "2026-12-02 10:00").confirmed(n, false, "2026-12-03 10:00");
    for (let day = 4; day < 12; day++) {
      const when = `2026-12-${String(day).padStart(2, "0")}`;
      const { n: later } = story.promised(`${when} 12:00`, `${when} 09:00`);
      story.kept(later, `${when} 10:00`).confirmed(later, true, `${when} 11:00`);
    }
    const said = promisesIn(story).map((one) => one.slice(11));
    expect(said.filter((one) => one === "denied")).toHaveLength(1);
    expect(said.filter((one) => one === "confirmed")).toHaveLength(8);
  });
});

test("an answer on the line takes no time, however much later it was written down", () => {
  const story = asked("2026-12-02 08:00", {
    topic: "ikb",
    channel: "call",
    answeredAtOnce: true,
    saidAt: "2026-12-01 16:55",
  } as never).resolved("2026-12-02 08:00");
  expect(figuresOf(story)["2026-12-01#frontoffice#ikb"]).toMatchObject({
    "call.asked": 1,
    "call.at.h0": 1,
    "call.re.h0": 1,
    "call.fcr": 1,
  });
});

test("an end for want of an answer is resolved, and no answer", () => {
  const story = asked("2026-12-01 10:00", { topic: "ikb" })
    .claimed("2026-12-01 10:00")
    .waits("asker", "2026-12-01 10:30")
    .givenUp("2026-12-16 10:30");
  const fields = figuresOf(story)["2026-12-16#frontoffice#ikb"] ?? {};
  expect(fields).toMatchObject({ "click.resolved": 1 });
  expect(Object.keys(fields).filter((field) => /\.at\.|fcr/.test(field))).toEqual([]);
});

test("a question kept too closely to be counted leaves nothing, nor does one that becomes so", () => {
  const story = asked("2026-12-01 10:00", { topic: "ikb" }).claimed("2026-12-01 10:00");
  expect(cellsOf(story)).not.toEqual({});
  story.tell("confidentiality-set", { to: "restricted", because: "person" }, "2026-12-01 11:00");
  expect(contributionOf(historyOf(story.events), organisation)).toEqual({ version: story.n, cells: {} });
});

test("a change of topic moves every figure, and setting it back brings them back", () => {
  const story = asked("2026-12-01 10:00", { topic: "ikb" }).resolved("2026-12-01 11:00");
  const before = cellsOf(story);
  const moved = cellsOf(story.about("verlof_saldo", "2026-12-01 12:00"));
  expect(Object.keys(moved).some((cell) => cell.endsWith("#ikb"))).toBe(false);
  expect(cellsOf(story.about("ikb", "2026-12-01 13:00"))).toEqual(before);
});

test("another asker takes the place of the first, once it is known who called", () => {
  const story = asked("2026-12-01 10:00", { topic: "ikb" });
  story.tell("asker-identified", { asker: "medewerker-bram" as PersonId }, "2026-12-01 11:00");
  const who = Object.keys(cellsOf(story)["2026-12-01#frontoffice#ikb"] ?? {}).filter((field) =>
    anyAsker.test(field),
  );
  expect(who).toEqual([`click.~${numberText(askerNumber("vechterhout", "medewerker-bram"))}`]);
});

describe("differences", () => {
  const contribution = (events: readonly TicketEvent[]) =>
    contributionOf(
      { events, ticket: replay(events) as Ticket, clocks: clocksOf(events, bothVersions) },
      organisation,
    );

  test("add up to what the ticket counts for, whichever of its versions were seen, however often, in whatever order", () => {
    fc.assert(
      fc.property(fc.nat(), fc.array(fc.nat(), { maxLength: 12 }), (seed, deliveries) => {
        const { events } = lifeOf(seed);
        // Each delivery reads the ticket as it is by then; an older one than what was counted changes nothing.
        const seen = [...deliveries.map((n) => (n % events.length) + 1), events.length];
        let counted: ReturnType<typeof contribution> | undefined;
        let counters: Cells = {};
        for (const n of seen) {
          const next = contribution(events.slice(0, n));
          if (counted && counted.version >= next.version) continue;
          counters = sumOf([counters, differenceOf(counted?.cells ?? {}, next.cells)]);
          counted = next;
        }
        expect(counters).toEqual(contribution(events).cells);
      }),
      { numRuns: 60 },
    );
  });

  test("of one and the same is nothing, and taken away again leaves nothing", () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const { cells } = contribution(lifeOf(seed).events);
        expect(differenceOf(cells, cells)).toEqual({});
        expect(sumOf([cells, differenceOf(cells, {})])).toEqual({});
      }),
      { numRuns: 20 },
    );
  });

  test("no count is ever less than nothing", () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const { cells } = contribution(lifeOf(seed).events);
        expect(
          Object.values(cells)
            .flatMap(Object.values)
            .every((count) => count > 0),
        ).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});
