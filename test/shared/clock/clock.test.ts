import { describe, expect, test } from "vitest";
import { type Calendar, workingSeconds } from "../../../shared/clock/calendar.ts";
import { clocksOf, marksOf, pauseOf, stateAt, workedSeconds } from "../../../shared/clock/clock.ts";
import type { ClockKind } from "../../../shared/clock/mark.ts";
import { around } from "../../../shared/clock/policy.ts";
import { organisation } from "../../given.ts";
import {
  asked,
  at,
  clockOf,
  dayAndNight,
  dueOf,
  dueOn,
  onlyOne,
  outcomeOf,
  withCalendar,
  withLevel,
} from "./given.ts";

const ms = (shown: string) => Date.parse(at(shown));
const hours = (count: number) => count * 3600;

describe("a deadline leaves out", () => {
  test.each([
    ["the night", "2026-12-01 10:00", "2026-12-02 09:30"],
    ["the weekend", "2026-12-04 16:00", "2026-12-07 15:30"],
    ["Christmas, and the afternoon before it", "2026-12-24 11:30", "2026-12-28 15:30"],
    ["what came before opening", "2026-12-01 03:00", "2026-12-01 16:30"],
    ["what came after closing", "2026-12-01 23:00", "2026-12-02 16:30"],
    ["a night in which summer time begins", "2026-03-27 16:00", "2026-03-30 15:30"],
    ["a night in which summer time ends", "2026-10-23 16:00", "2026-10-26 15:30"],
  ])("%s", (_what, from, due) => {
    expect(dueOf(asked(from), "firstResponse")).toBe(due);
  });

  test("lunch, where the desk has one", () => {
    const story = asked("2026-12-01 10:00").handedOver("payroll", "2026-12-01 12:00");
    expect(dueOf(story, "ola")).toBe("2026-12-03 12:00");
    expect(dueOf(asked("2026-12-24 09:30", { to: "payroll" }), "firstResponse")).toBe("2026-12-28 14:00");
  });

  test("and nothing at a desk that never closes: a day has 23 or 25 hours where the clock is changed", () => {
    const policy = {
      ...withCalendar("frontoffice", { weekly: dayAndNight }),
      serviceLevels: withLevel("standard", { firstResponse: 24 }).serviceLevels,
    };
    expect(dueOf(asked("2026-03-28 12:00"), "firstResponse", () => policy)).toBe("2026-03-29 13:00");
    expect(dueOf(asked("2026-10-24 12:00"), "firstResponse", () => policy)).toBe("2026-10-25 11:00");
    expect(dueOf(asked("2026-12-24 11:30"), "firstResponse", () => policy)).toBe("2026-12-27 23:00");
  });
});

describe("a deadline", () => {
  test("is where a desk that works an hour a week comes to it, years ahead", () => {
    const none = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] };
    const weekly = { ...none, tue: [{ from: "09:00", to: "10:00" }] };
    const policy = {
      ...withCalendar("frontoffice", { weekly, closed: [], special: [] }),
      serviceLevels: withLevel("standard", { resolution: 200 }).serviceLevels,
    };
    const story = asked("2026-12-01 09:00");
    expect(dueOf(story, "resolution", () => policy)).toBe("2030-09-24 10:00");
    expect(dueOn(story, "2026-12-01 09:30", policy)).toEqual([]);
  });

  test("is found for a ticket of years ago after one of today, and the other way round", () => {
    const calendar = { ...organisation.calendars.backoffice } as Calendar;
    for (const year of [2026, 2019, 2031, 2020]) {
      const [from, to] = [ms(`${year}-06-02 08:30`), ms(`${year}-06-02 23:00`)];
      expect(workingSeconds(around(calendar, from, to), from, to) % hours(8)).toBe(0);
    }
  });

  test("can be asked after long silence", () => {
    const clock = clockOf(asked("2026-12-01 10:00"), "resolution");
    expect(workedSeconds(clock, ms("2031-12-01 10:00"))).toBeGreaterThan(hours(8000));
  });

  test("counts from when it was really asked, where that was written down later", () => {
    const story = asked("2026-12-03 11:00", { saidAt: "2026-12-01 10:00" });
    expect(dueOf(story, "firstResponse")).toBe("2026-12-02 09:30");
    expect(outcomeOf(story.replied("2026-12-03 11:05"), "firstResponse")).toBe("missed");
  });

  test("counts from when it was written down, where a clock that runs ahead says it was asked after that", () => {
    expect(dueOf(asked("2026-12-01 10:00", { saidAt: "2026-12-01 12:00" }), "firstResponse")).toBe(
      "2026-12-02 09:30",
    );
  });

  test("is met by what was answered on the line, however much later the call was written down", () => {
    const late = { saidAt: "2026-12-01 10:00", answeredAtOnce: true };
    const story = asked("2026-12-07 11:00", late).resolved("2026-12-07 11:00");
    for (const kind of ["firstResponse", "resolution"] as const) {
      expect(clockOf(story, kind)).toMatchObject({ endedAt: ms("2026-12-01 10:00"), outcome: "met" });
    }
    story.reopened("2026-12-07 12:00").resolved("2026-12-07 13:00");
    expect(clockOf(story, "resolution")).toMatchObject({ startedAt: ms("2026-12-07 12:00") });
  });

  test("does not go back where an event is signed by a clock that is behind", () => {
    const story = asked("2026-12-01 10:00")
      .waits("asker", "2026-12-01 12:00")
      .resumed("2026-12-01 11:00")
      .resolved("2026-12-01 13:00");
    expect(workedSeconds(clockOf(story, "resolution"), ms("2026-12-01 13:00"))).toBe(hours(3));
  });
});

describe("done", () => {
  const first = (when: string) => outcomeOf(asked("2026-12-01 10:00").replied(when), "firstResponse");

  test("at the very moment is in time, and a second later is not", () => {
    expect(first("2026-12-02 09:30")).toBe("met");
    expect(first("2026-12-02 09:30:01")).toBe("missed");
  });

  test("in the evening after a deadline at closing is too late, as the warning said", () => {
    const story = asked("2026-12-01 09:00");
    expect(dueOf(story, "firstResponse")).toBe("2026-12-01 17:00");
    expect(dueOn(story, "2026-12-01 17:00:01")).toContainEqual({
      type: "breached",
      clock: "firstResponse",
      startedBy: 1,
    });
    expect(outcomeOf(story.replied("2026-12-01 20:00"), "firstResponse")).toBe("missed");
    expect(outcomeOf(asked("2026-12-01 09:00").replied("2026-12-01 17:00"), "firstResponse")).toBe("met");
  });

  test("within the second is in time, to the last millisecond", () => {
    const clock = clockOf(asked("2026-12-01 10:00"), "firstResponse");
    const due = clock.dueAt as number;
    expect(stateAt(clock, due + 999)).toBe("running");
    expect(stateAt(clock, due + 1000)).toBe("breached");
  });

  test("with what was asked is met from the start", () => {
    const story = asked("2026-12-01 10:00").resolved("2026-12-01 10:00");
    for (const kind of ["firstResponse", "resolution"] as const) expect(outcomeOf(story, kind)).toBe("met");
  });

  test("by withdrawing it, nothing is judged", () => {
    const story = asked("2026-12-01 10:00", { to: "payroll", topic: "avg_verzoek" });
    story.withdrawn("2026-12-20 10:00");
    for (const kind of ["firstResponse", "resolution", "ola", "statutory"] as const) {
      expect(outcomeOf(story, kind), kind).toBe("void");
    }
    expect(stateAt(clockOf(story, "resolution"), ms("2026-12-21 10:00"))).toBe("void");
  });

  test("by the helpdesk itself for want of a reply, the responses are void and the end is judged", () => {
    const story = asked("2026-12-01 10:00").givenUp("2026-12-02 10:00");
    expect(outcomeOf(story, "firstResponse")).toBe("void");
    expect(outcomeOf(story, "resolution")).toBe("met");
    expect(outcomeOf(asked("2026-12-01 10:00").givenUp("2026-12-09 10:00"), "resolution")).toBe("missed");
  });
});

describe("a wait", () => {
  const kinds: ClockKind[] = ["firstResponse", "nextResponse", "resolution", "ola"];
  const running = () =>
    asked("2026-12-01 09:00", { to: "payroll" }).replied("2026-12-01 09:30").askerWrote("2026-12-01 10:00");
  const unanswered = () => asked("2026-12-01 09:00", { to: "payroll" });
  const pausedBy = (reason: "asker" | "planned" | "partner" | "approval") => [
    ...(pauseOf(clockOf(unanswered().waits(reason, "2026-12-01 11:00"), "firstResponse"))
      ? ["firstResponse"]
      : []),
    ...kinds
      .slice(1)
      .filter((kind) => pauseOf(clockOf(running().waits(reason, "2026-12-01 11:00"), kind)) !== undefined),
  ];

  test.each([
    ["asker", ["firstResponse", "nextResponse", "resolution", "ola"]],
    ["planned", ["resolution", "ola"]],
    ["partner", ["ola"]],
    ["approval", []],
  ] as const)("for %s stops the clocks that the organisation named", (reason, paused) => {
    expect(organisation.waiting[reason].pauses).toEqual(paused);
    expect(pausedBy(reason)).toEqual(paused);
  });

  test("stops the law's term and a promise for nobody", () => {
    const story = asked("2026-12-01 10:00", { topic: "avg_verzoek" })
      .promised("2026-12-03 12:00", "2026-12-01 10:30")
      .waits("asker", "2026-12-01 11:00");
    for (const kind of ["statutory", "promise"] as const) {
      expect(pauseOf(clockOf(story, kind))).toBeUndefined();
      expect(dueOf(story, kind)).toBeDefined();
    }
  });

  test("leaves no deadline, and keeps what is left to the second", () => {
    const story = asked("2026-12-01 10:00").waits("asker", "2026-12-01 11:00:07");
    expect(dueOf(story, "resolution")).toBeUndefined();
    expect(marksOf(clocksOf(story.events, onlyOne))).toContainEqual({
      kind: "resolution",
      n: 1,
      policy: 1,
      startedAt: at("2026-12-01 10:00"),
      targetSeconds: hours(24),
      pausedSince: at("2026-12-01 11:00:07"),
      leftSeconds: hours(23) - 7,
    });
    expect(stateAt(clockOf(story, "resolution"), ms("2026-12-20 10:00"))).toBe("paused");
    expect(dueOf(story.resumed("2026-12-03 11:00"), "resolution")).toBe("2026-12-07 16:59:53");
  });

  test("after a wait is no more than what ran: three of them add up", () => {
    const story = asked("2026-12-01 10:00")
      .waits("asker", "2026-12-01 11:00")
      .resumed("2026-12-01 15:00")
      .waits("planned", "2026-12-02 09:30")
      .resumed("2026-12-04 16:30")
      .waits("asker", "2026-12-07 08:45")
      .resumed("2026-12-07 08:46");
    // An hour, two and one, half an hour and a quarter.
    expect(workedSeconds(clockOf(story, "resolution"), ms("2026-12-07 08:46"))).toBe(hours(4.75));
    expect(dueOf(story, "resolution")).toBe("2026-12-09 11:01");
    // Planned work keeps nobody from answering.
    expect(dueOf(story, "firstResponse")).toBe("2026-12-02 13:30");
  });

  test("that begins after the deadline takes nothing back", () => {
    const story = asked("2026-12-01 09:00").waits("asker", "2026-12-01 17:30");
    const clock = clockOf(story, "firstResponse");
    expect(stateAt(clock, ms("2026-12-01 18:00"))).toBe("breached");
    expect(outcomeOf(story.resumed("2026-12-03 10:00").replied("2026-12-03 10:00"), "firstResponse")).toBe(
      "missed",
    );
  });

  test("is not lost when topic, desk, urgency or policy change during it", () => {
    const change = asked("2026-12-01 10:00")
      .waits("asker", "2026-12-01 11:00")
      .about("salaris_fout", "2026-12-02 10:00")
      .urgent("today", "2026-12-02 11:00")
      .rebound(1, "2026-12-02 12:00")
      .about("zorgverlof", "2026-12-02 13:00")
      .urgent("normal", "2026-12-02 14:00")
      .resumed("2026-12-03 10:00");
    expect(workedSeconds(clockOf(change, "resolution"), ms("2026-12-03 10:00"))).toBe(hours(1));
    // Of forty hours there are thirty-nine left.
    expect(dueOf(change, "resolution")).toBe("2026-12-09 15:00");
    change.handedOver("payroll", "2026-12-03 11:00");
    expect(workedSeconds(clockOf(change, "resolution"), ms("2026-12-03 11:00"))).toBe(hours(2));
  });
});

describe("a question asked again", () => {
  const once = () => asked("2026-12-01 10:00").replied("2026-12-01 11:00").resolved("2026-12-01 12:00");

  test("gets its full term again; the old cycle is kept, and does not count as met", () => {
    const story = once().reopened("2026-12-07 10:00");
    const cycles = clocksOf(story.events, onlyOne).filter(({ kind }) => kind === "resolution");
    expect(cycles).toMatchObject([
      { n: 1, outcome: "met", isReopened: true, endedAt: ms("2026-12-01 12:00") },
      { n: story.n, startedAt: ms("2026-12-07 10:00"), dueAt: ms("2026-12-09 17:00") },
    ]);
    expect(cycles[1]).not.toHaveProperty("isReopened");
    expect(marksOf(clocksOf(story.events, onlyOne)).filter(({ kind }) => kind === "resolution")).toHaveLength(
      1,
    );
  });

  test("gets what was left of it, where the organisation wants so", () => {
    const policy = { ...organisation, ending: { ...organisation.ending, reopened: "continue" as const } };
    const story = once().reopened("2026-12-07 10:00");
    const cycles = clocksOf(story.events, () => policy).filter(({ kind }) => kind === "resolution");
    expect(cycles).toHaveLength(1);
    expect(cycles[0]).not.toHaveProperty("endedAt");
    // Two hours ran before it was answered.
    expect(dueOf(story, "resolution", () => policy)).toBe("2026-12-09 15:00");
    const other = once().reopened("2026-12-07 10:00").about("zorgverlof", "2026-12-07 10:30");
    expect(clockOf(other, "resolution", () => policy).target?.seconds).toBe(hours(40));
    story.withdrawn("2026-12-07 11:00").reopened("2026-12-07 12:00").resolved("2026-12-07 13:00");
    expect(outcomeOf(story, "resolution", () => policy)).toBe("met");
    expect(
      workedSeconds(
        clockOf(story, "resolution", () => policy),
        ms("2026-12-07 13:00"),
      ),
    ).toBe(hours(4));
  });

  test("wants an answer, and has no second first response", () => {
    const story = once().reopened("2026-12-07 10:00");
    expect(dueOf(story, "nextResponse")).toBe("2026-12-08 09:30");
    expect(outcomeOf(story, "firstResponse")).toBe("met");
    expect(clockOf(story, "firstResponse").n).toBe(1);
  });
});
