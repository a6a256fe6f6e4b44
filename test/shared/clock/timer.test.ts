import { describe, expect, test } from "vitest";
import type { ClockKind } from "../../../shared/clock/mark.ts";
import type { Policy } from "../../../shared/clock/policy.ts";
import { dueActions, nextTimerAt } from "../../../shared/clock/timer.ts";
import type { Happening } from "../../../shared/ticket/event.ts";
import { organisation } from "../../given.ts";
import {
  asked,
  at,
  dayAndNight,
  dueOn,
  historyOf,
  nextOf,
  type Story,
  versions,
  withCalendar,
  withLevel,
} from "./given.ts";

const rules = organisation.serviceLevelRules;
const begun = () => asked("2026-12-01 10:00");
const about = (clock: ClockKind, startedBy = 1) => ({ clock, startedBy });
const warned = (clock: ClockKind, startedBy = 1) => ({ type: "warned", ...about(clock, startedBy) }) as const;
const breached = (clock: ClockKind, startedBy = 1) =>
  ({ type: "breached", ...about(clock, startedBy) }) as const;
const escalated = (clock: ClockKind, tier: number, startedBy = 1) =>
  ({
    type: "escalated",
    ...about(clock, startedBy),
    tier,
    to: rules.escalate[tier - 1]?.to as string,
  }) as const;

/** What is due is recorded in the same moment, as the helpdesk does. */
function pass(story: Story, when: string, policy: Policy = organisation): Happening[] {
  const happenings = dueOn(story, when, policy);
  for (const { type, ...details } of happenings) {
    story.tell(type, details as never, when, { by: "system" });
  }
  return happenings;
}

/** Lets time pass to each next moment, until one; says what happened when. */
function live(story: Story, until: string, policy: Policy = organisation): string[] {
  const lived: string[] = [];
  for (let next = nextOf(story, policy); next && next <= until; next = nextOf(story, policy)) {
    for (const happening of pass(story, next, policy)) {
      const { type, clock, tier } = happening as { type: string; clock?: string; tier?: number };
      lived.push([next.slice(5), type, clock, tier].filter(Boolean).join(" "));
    }
  }
  return lived;
}

describe("as time passes over a question that nobody answers", () => {
  test("it warns, is too late, and tells owner, coordinator and service manager, once each", () => {
    expect(live(begun(), "2026-12-31 24:00")).toEqual([
      // Six of eight hours; eight; four and sixteen after it.
      "12-01 16:00 warned firstResponse",
      "12-02 09:30:01 breached firstResponse",
      "12-02 09:30:01 escalated firstResponse 1",
      "12-02 13:30 escalated firstResponse 2",
      // Eighteen of twenty-four.
      "12-03 11:00 warned resolution",
      "12-03 17:00:01 breached resolution",
      "12-04 08:30 escalated firstResponse 3",
      "12-04 08:30 escalated resolution 1",
      "12-04 12:30 escalated resolution 2",
      "12-07 16:00 escalated resolution 3",
    ]);
  });

  test("nothing is done too early", () => {
    expect(dueOn(begun(), "2026-12-01 15:59:59")).toEqual([]);
    expect(dueOn(begun(), "2026-12-01 16:00")).toEqual([warned("firstResponse")]);
    const story = begun();
    pass(story, "2026-12-01 16:00");
    expect(dueOn(story, "2026-12-02 09:30")).toEqual([]);
    expect(dueOn(story, "2026-12-02 09:30:01")).toEqual([
      breached("firstResponse"),
      escalated("firstResponse", 1),
    ]);
  });

  test("a message that comes twice or far too late finds each thing done once, in the order it was due", () => {
    const story = begun();
    expect(pass(story, "2026-12-28 10:00")).toEqual([
      warned("firstResponse"),
      breached("firstResponse"),
      escalated("firstResponse", 1),
      escalated("firstResponse", 2),
      warned("resolution"),
      // Both at closing time, the breach a second later; they were to hear of it the next morning.
      escalated("firstResponse", 3),
      breached("resolution"),
      escalated("resolution", 1),
      escalated("resolution", 2),
      escalated("resolution", 3),
    ]);
    expect(pass(story, "2026-12-28 10:00")).toEqual([]);
    expect(pass(story, "2026-12-30 10:00")).toEqual([]);
    expect(nextOf(story)).toBeUndefined();
  });

  test("a second of work is what separates the deadline from being late", () => {
    const policy = withLevel("standard", { firstResponse: 2 / 60, resolution: 400 });
    expect(
      live(begun(), "2026-12-01 10:05", { ...policy, serviceLevelRules: { ...rules, escalate: [] } }),
    ).toEqual(["12-01 10:01:30 warned firstResponse", "12-01 10:02:01 breached firstResponse"]);
  });

  test("a warning waits for the morning, and is left out where the morning is too late", () => {
    const policy = withLevel("standard", { firstResponse: 4 });
    expect(live(asked("2026-12-01 14:00"), "2026-12-02 12:00", policy)).toEqual([
      "12-02 08:30 warned firstResponse",
      "12-02 09:30:01 breached firstResponse",
      "12-02 09:30:01 escalated firstResponse 1",
    ]);
    const evening = asked("2026-12-01 17:00").promised("2026-12-01 20:00", "2026-12-01 17:30");
    expect(live(evening, "2026-12-02 08:30")).toEqual([
      "12-01 20:00:01 breached promise",
      "12-02 08:30 escalated promise 1",
    ]);
    const untilOpening = asked("2026-12-01 17:00").promised("2026-12-02 08:30", "2026-12-01 17:30");
    expect(live(untilOpening, "2026-12-02 08:30:01")[0]).toBe("12-02 08:30:01 breached promise");
    const justAfter = asked("2026-12-01 17:00").promised("2026-12-02 08:30:01", "2026-12-01 17:30");
    expect(live(justAfter, "2026-12-02 08:30")).toEqual(["12-02 08:30 warned promise"]);
  });
});

describe("nobody hears of anything outside their hours", () => {
  const nightDesk = withCalendar("backoffice", { weekly: dayAndNight, closed: [], special: [] });
  /** Due in the night at a desk that never closes. */
  const night = () => asked("2026-12-01 16:00", { to: "payroll" });

  test("so the desk hears in its own hours, and the service manager in those of the front office", () => {
    const policy = {
      ...nightDesk,
      serviceLevels: withLevel("standard", { resolution: 400, ola: 400 }).serviceLevels,
    };
    expect(live(night(), "2026-12-31 24:00", policy)).toEqual([
      "12-01 22:00 warned firstResponse",
      "12-02 00:00:01 breached firstResponse",
      "12-02 00:00:01 escalated firstResponse 1",
      "12-02 04:00 escalated firstResponse 2",
      "12-02 16:00 escalated firstResponse 3",
      "12-14 04:00 warned resolution",
      "12-14 04:00 warned ola",
      "12-18 08:00:01 breached resolution",
      "12-18 08:00:01 escalated resolution 1",
      "12-18 08:00:01 breached ola",
      "12-18 08:00:01 escalated ola 1",
      "12-18 12:00 escalated resolution 2",
      "12-18 12:00 escalated ola 2",
      "12-21 08:30 escalated resolution 3",
      "12-21 08:30 escalated ola 3",
    ]);
  });

  test("unless the policy calls the level critical", () => {
    const promise = () =>
      begun().promised("2026-12-01 20:00", "2026-12-01 11:00").replied("2026-12-01 12:00");
    const broken = (policy: Policy) =>
      live(promise(), "2026-12-02 08:30", policy).filter((line) => line.includes("promise"));
    expect(broken(organisation)).toEqual([
      "12-01 15:30 warned promise",
      "12-01 20:00:01 breached promise",
      "12-02 08:30 escalated promise 1",
    ]);
    const critical = { ...organisation, serviceLevelRules: { ...rules, criticalOutsideHours: ["standard"] } };
    expect(broken(critical)).toEqual([
      "12-01 15:30 warned promise",
      "12-01 20:00:01 breached promise",
      "12-01 20:00:01 escalated promise 1",
    ]);
    const closing = { ...critical, serviceLevels: withLevel("standard", { firstResponse: 3 }).serviceLevels };
    const late = asked("2026-12-01 14:00");
    expect(live(late, "2026-12-01 18:00", closing).at(-1)).toBe("12-01 17:00:01 escalated firstResponse 1");
  });

  test("also where something that was done in the night, or a run that comes late, makes it due", () => {
    const story = begun().urgent("today", "2026-12-01 22:00");
    expect(nextOf(story)).toBe("2026-12-01 12:00:01");
    expect(pass(story, "2026-12-01 22:00")).toEqual([breached("firstResponse")]);
    expect(nextOf(story)).toBe("2026-12-02 08:30");
    const missed = begun();
    expect(pass(missed, "2026-12-01 21:00")).toEqual([]);
    expect(nextTimerAt(historyOf(missed.events), organisation, Date.parse(at("2026-12-01 21:00")))).toBe(
      at("2026-12-02 08:30"),
    );
    expect(pass(missed, "2026-12-02 08:30")).toEqual([warned("firstResponse")]);
  });
});

describe("a clock that stands still", () => {
  test("is not warned of, nor late, until it has run on", () => {
    const story = begun().waits("asker", "2026-12-01 15:59");
    expect(live(story, "2026-12-08 08:29")).toEqual([]);
    story.resumed("2026-12-04 09:00");
    expect(live(story, "2026-12-04 12:00").slice(0, 2)).toEqual([
      "12-04 09:01 warned firstResponse",
      "12-04 11:01:01 breached firstResponse",
    ]);
  });

  test("after three quarters is warned of once, when it runs on", () => {
    const story = begun();
    pass(story, "2026-12-01 16:00");
    story.waits("asker", "2026-12-01 16:30").resumed("2026-12-02 10:00");
    expect(dueOn(story, "2026-12-02 10:00")).toEqual([]);
    const unwarned = begun().waits("asker", "2026-12-01 16:30");
    expect(dueOn(unwarned, "2026-12-01 16:30")).toEqual([]);
    unwarned.resumed("2026-12-02 20:00");
    expect(nextOf(unwarned)).toBe("2026-12-03 08:30");
  });

  test("escalates no further while it stands, and so much work later again", () => {
    const story = begun();
    live(story, "2026-12-02 10:30");
    story.waits("asker", "2026-12-02 10:30");
    expect(live(story, "2026-12-08 08:29")).toEqual([]);
    story.resumed("2026-12-04 09:00");
    expect(live(story, "2026-12-04 12:00")).toEqual(["12-04 12:00 escalated firstResponse 2"]);
  });
});

describe("a target that moves", () => {
  test("later is warned of, and late, once more", () => {
    const story = begun();
    live(story, "2026-12-03 12:00");
    story.about("zorgverlof", "2026-12-03 12:00");
    // Forty hours in all; those of the first response are four, and were late before.
    expect(live(story, "2026-12-31 24:00").filter((line) => line.includes("resolution"))).toEqual([
      "12-04 14:30 warned resolution",
      "12-07 16:00:01 breached resolution",
      "12-07 16:00:01 escalated resolution 1",
      "12-08 11:30 escalated resolution 2",
      "12-09 15:00 escalated resolution 3",
    ]);
  });

  test("back and forth does nothing twice", () => {
    const story = begun();
    live(story, "2026-12-02 10:00");
    story.urgent("today", "2026-12-02 11:00").urgent("normal", "2026-12-02 11:05");
    expect(dueOn(story, "2026-12-02 11:05")).toEqual([]);
  });

  test("by a rebind is followed by the rules of the new version", () => {
    const newer: Policy = {
      ...organisation,
      version: 2,
      serviceLevelRules: { ...rules, warnAt: 0.5, escalate: [{ to: "coordinator", afterWorkingHours: 1 }] },
    };
    const story = begun().rebound(2, "2026-12-01 11:00");
    const history = historyOf(story.events, versions(organisation, newer));
    expect(nextTimerAt(history, newer)).toBe(at("2026-12-01 14:00"));
    expect(dueActions(history, newer, Date.parse(at("2026-12-02 11:00")))).toEqual([
      warned("firstResponse"),
      breached("firstResponse"),
      { type: "escalated", clock: "firstResponse", startedBy: 1, tier: 1, to: "coordinator" },
    ]);
  });
});

describe("clocks of other kinds", () => {
  test("the law's term is warned of at three quarters of its days, in the desk's hours", () => {
    const story = asked("2026-09-15 10:00", { topic: "avg_verzoek", to: "legal-position" });
    const law = live(story, "2026-12-31 24:00").filter((line) => line.includes("statutory"));
    expect(law).toEqual([
      // Three quarters of a month, 7 October at 20:30, is read the next morning.
      "10-08 08:30 warned statutory",
      "10-16 00:00:01 breached statutory",
      "10-16 08:30 escalated statutory 1",
      // Four hours of work end at lunch, and are told after it.
      "10-16 13:00 escalated statutory 2",
      "10-20 08:30 escalated statutory 3",
    ]);
  });

  test("a promise is warned of at three quarters of the work until it, also after the answer", () => {
    const story = begun().promised("2026-12-03 12:00", "2026-12-01 11:00").resolved("2026-12-01 12:00");
    expect(live(story, "2026-12-31 24:00")).toEqual([
      // Eighteen hours: six, eight and a half, and three and a half.
      "12-02 16:00 warned promise",
      "12-03 12:00:01 breached promise",
      "12-03 12:00:01 escalated promise 1",
      "12-03 16:00 escalated promise 2",
      "12-07 11:00 escalated promise 3",
    ]);
  });

  test("each stay and each next response is told of by the event that began it", () => {
    const story = begun()
      .replied("2026-12-01 11:00")
      .askerWrote("2026-12-01 12:00")
      .handedOver("payroll", "2026-12-01 13:00");
    const lived = live(story, "2026-12-31 24:00");
    expect(lived).toContain("12-02 09:30 warned nextResponse");
    const numbers = story.events.flatMap((event) =>
      event.type === "breached" ? [[event.clock, event.startedBy]] : [],
    );
    expect(numbers).toEqual([
      ["nextResponse", 4],
      ["ola", 5],
      ["resolution", 1],
    ]);
  });
});

describe("waiting for the asker", () => {
  const waiting = () => begun().claimed("2026-12-01 10:00").waits("asker", "2026-12-01 15:00");

  test("is called to mind after five whole working days, and given up after ten", () => {
    expect(live(waiting(), "2026-12-15 24:00")).toEqual(["12-09 08:30 reminded"]);
    const story = waiting();
    expect(live(story, "2026-12-16 08:30").at(-2)).toBe("12-16 08:30 waiting-ended");
    expect(story.events.at(-1)).toMatchObject({
      type: "resolved",
      outcome: "no-reply",
      from: "desk",
      by: "system",
    });
    expect(live(waiting(), "2026-12-31 24:00").at(-1)).toBe("12-24 08:30 closed");
  });

  test("skips closed days, and counts a short one", () => {
    const story = asked("2026-12-22 09:00").claimed("2026-12-22 10:00").waits("asker", "2026-12-22 10:00");
    // Wednesday, Christmas Eve, Monday, Tuesday, Wednesday.
    expect(nextOf(story)).toBe("2026-12-31 08:30");
  });

  test("begins anew each time", () => {
    const story = waiting();
    live(story, "2026-12-10 09:00");
    story.resumed("2026-12-10 09:00").waits("asker", "2026-12-10 10:00");
    expect(live(story, "2026-12-18 08:30").at(-1)).toBe("12-18 08:30 reminded");
  });

  test("found too late calls to mind first, and leaves the asker four whole days more", () => {
    const story = waiting();
    expect(dueOn(story, "2026-12-21 10:00")).toEqual([{ type: "reminded" }]);
    story.tell("reminded", {}, "2026-12-21 10:00", { by: "system" });
    expect(dueOn(story, "2026-12-29 08:29")).toEqual([]);
    // Tuesday, Wednesday, the short Thursday; Christmas; Monday.
    expect(dueOn(story, "2026-12-29 08:30")).toEqual([
      { type: "waiting-ended" },
      { type: "resolved", outcome: "no-reply", from: "desk" },
    ]);
  });

  test("that is over ends alone: nobody is warned of what is no more", () => {
    const asker = { ...organisation.waiting.asker, pauses: [], remindAfterWorkingDays: undefined };
    const policy = { ...organisation, waiting: { ...organisation.waiting, asker } };
    expect(dueOn(waiting(), "2026-12-20 10:00", policy)).toEqual([
      { type: "waiting-ended" },
      { type: "resolved", outcome: "no-reply", from: "desk" },
    ]);
  });

  test("for what has no such days goes on", () => {
    for (const reason of ["partner", "approval"] as const) {
      const story = begun()
        .claimed("2026-12-01 10:00")
        .replied("2026-12-01 10:30")
        .waits(reason, "2026-12-01 11:00");
      const lived = live(story, "2026-12-31 24:00").join();
      expect(lived).not.toContain("reminded");
      expect(lived).not.toContain("waiting-ended");
    }
  });
});

describe("a planned wait", () => {
  const planned = (on: string) =>
    begun().claimed("2026-12-01 10:00").replied("2026-12-01 10:30").waits("planned", "2026-12-01 11:00", on);
  test.each([
    ["2026-12-10", "2026-12-10 08:30", "when the desk opens on its day"],
    ["2026-12-12", "2026-12-14 08:30", "on Monday, where its day is a Saturday"],
    ["2026-12-25", "2026-12-28 08:30", "after Christmas"],
    ["2026-12-01", "2026-12-01 11:00", "at once, where it is for today"],
  ])("for %s is over at %s: %s", (on, over) => {
    expect(nextOf(planned(on))).toBe(over);
    expect(dueOn(planned(on), over)).toEqual([{ type: "waiting-ended" }]);
  });

  test("is over at midnight where the desk never closes, on the days that the clock is changed, too", () => {
    const policy = withCalendar("frontoffice", { weekly: dayAndNight, closed: [], special: [] });
    for (const on of ["2027-03-28", "2027-10-31"]) expect(nextOf(planned(on), policy)).toBe(`${on} 00:00`);
    const far = {
      ...policy,
      calendars: {
        ...policy.calendars,
        frontoffice: { ...policy.calendars.frontoffice, zone: "Pacific/Auckland" } as never,
      },
    };
    // New Zealand is twelve hours ahead until that night's end.
    expect(nextOf(planned("2027-09-26"), far)).toBe("2027-09-25 14:00");
  });
});

describe("a question that was answered", () => {
  const answered = () => begun().claimed("2026-12-01 10:00").resolved("2026-12-01 15:00");

  test("is closed after five whole working days", () => {
    expect(live(answered(), "2026-12-31 24:00")).toEqual(["12-09 08:30 closed"]);
    expect(dueOn(answered(), "2026-12-09 08:29:59")).toEqual([]);
    expect(nextOf(begun().resolved("2026-12-18 15:00"))).toBe("2026-12-29 08:30");
  });

  test("is closed at a desk that never closes after as many midnights, also where a day has 25 hours", () => {
    const policy = withCalendar("frontoffice", { weekly: dayAndNight, closed: [], special: [] });
    expect(nextOf(asked("2026-10-25 00:30").resolved("2026-10-25 01:00"), policy)).toBe("2026-10-31 00:00");
    expect(nextOf(asked("2026-03-29 00:30").resolved("2026-03-29 01:00"), policy)).toBe("2026-04-04 00:00");
  });

  test("is closed by a desk that works one day a week, many weeks later", () => {
    const none = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] };
    const policy = {
      ...withCalendar("frontoffice", { weekly: { ...none, tue: [{ from: "09:00", to: "10:00" }] } }),
      ending: { ...organisation.ending, closeAfterWorkingDays: 150 },
    };
    expect(nextOf(answered(), policy)).toBe("2029-10-09 09:00");
  });

  test("is not closed before a call is made, and then five days after", () => {
    const story = answered().tell("call-back-wanted", { event: 4 }, "2026-12-01 15:01", { by: "system" });
    expect(nextOf(story)).toBeUndefined();
    expect(nextOf(story.calledBack(false, "2026-12-10 10:00"))).toBeUndefined();
    expect(nextOf(story.calledBack(true, "2026-12-11 10:00"))).toBe("2026-12-21 08:30");
  });

  test("is not closed before the asker's word is read, and then five days after", () => {
    const story = answered().askerWrote("2026-12-02 10:00");
    expect(live(story, "2026-12-31 24:00").join()).not.toContain("closed");
    const read = answered().askerWrote("2026-12-02 10:00").acknowledged("2026-12-03 10:00");
    expect(nextOf(read)).toBe("2026-12-11 08:30");
  });

  test("is not closed before a promise is seen to, and then five days after", () => {
    const story = begun().promised("2026-12-03 12:00", "2026-12-01 11:00").resolved("2026-12-01 15:00");
    expect(live(story, "2026-12-31 24:00").join()).not.toContain("closed");
    const open = () => begun().promised("2026-12-03 12:00", "2026-12-01 11:00").resolved("2026-12-01 15:00");
    expect(nextOf(open().kept(3, "2026-12-03 10:00"))).toBe("2026-12-11 08:30");
    expect(nextOf(open().promiseWithdrawn(3, "2026-12-04 10:00"))).toBe("2026-12-14 08:30");
  });

  test("and closed has no timer at all", () => {
    const story = answered().closed("2026-12-09 08:30");
    expect(nextOf(story)).toBeUndefined();
    expect(dueOn(story, "2027-12-09 08:30")).toEqual([]);
    const early = begun().promised("2026-12-20 12:00", "2026-12-01 11:00").resolved("2026-12-01 12:00");
    expect(nextOf(early.closed("2026-12-02 10:00"))).toBeUndefined();
  });
});
