import { describe, expect, test } from "vitest";
import { clocksOf, workedSeconds } from "../../../shared/clock/clock.ts";
import type { Policy } from "../../../shared/clock/policy.ts";
import { levelOf, type Standing, targetOf } from "../../../shared/clock/target.ts";
import { organisation } from "../../given.ts";
import { asked, at, clockOf, dueOf, kindsOf, versions } from "./given.ts";

const standing: Standing = {
  desk: "frontoffice",
  topic: undefined,
  kind: "question",
  urgency: "normal",
  channel: "click",
  askerIs: [],
};
type Rules = NonNullable<Policy["serviceLevelRules"]["targets"]>;
const withRules = (...rules: Omit<Rules[number], "reason">[]): Policy => ({
  ...organisation,
  serviceLevelRules: {
    ...organisation.serviceLevelRules,
    targets: rules.map((rule) => ({ ...rule, reason: { nl: "Reden", en: "Reason" } })),
  },
});
const hoursOf = (policy: Policy, given: Partial<Standing> = {}) => {
  const target = targetOf(policy, "firstResponse", { ...standing, ...given });
  return target && [target.seconds / 3600, target.by, target.key, target.level];
};

describe("a target", () => {
  test("is the desk's where the ticket has no topic, and the topic's where it has one", () => {
    expect(hoursOf(organisation)).toEqual([8, "desk", "frontoffice", "standard"]);
    expect(hoursOf(organisation, { topic: "zorgverlof" })).toEqual([4, "topic", "zorgverlof", "sensitive"]);
    expect(hoursOf(organisation, { topic: "unheard-of" })).toEqual([8, "desk", "frontoffice", "standard"]);
  });

  test("is the desk's first, where the organisation says so", () => {
    const serviceLevelRules = {
      ...organisation.serviceLevelRules,
      order: ["desk" as const, "topic" as const],
    };
    const policy = { ...organisation, serviceLevelRules };
    expect(hoursOf(policy, { topic: "zorgverlof", desk: "absence" })?.slice(1)).toEqual([
      "desk",
      "absence",
      "sensitive",
    ]);
    const topicOnly = { ...policy, serviceLevelRules: { ...serviceLevelRules, order: ["topic" as const] } };
    expect(hoursOf(topicOnly)).toBeUndefined();
  });

  test("is the front office's at a desk that the version does not know, as its hours are", () => {
    expect(hoursOf(organisation, { desk: "new-desk" })).toEqual([8, "desk", "frontoffice", "standard"]);
  });

  test.each<[keyof Rules[number]["when"], string, Partial<Standing>]>([
    ["topic", "ikb", { topic: "ikb" }],
    ["desk", "payroll", { desk: "payroll" }],
    ["kind", "complaint", { kind: "complaint" }],
    ["urgency", "today", { urgency: "today" }],
    ["channel", "call", { channel: "call" }],
    ["audience", "line-manager", { askerIs: ["employee", "line-manager"] }],
  ])("may be set by a rule about the %s", (condition, wanted, given) => {
    const policy = withRules({ name: "rule", when: { [condition]: wanted }, firstResponse: 1 });
    expect(hoursOf(policy, given)?.slice(0, 3)).toEqual([1, "rule", "rule"]);
    expect(hoursOf(policy)?.[1]).toBe("desk");
  });

  test("is that of the rule with the most conditions; of equals that of the first", () => {
    const policy = withRules(
      { name: "wide", when: { channel: "call" }, firstResponse: 5 },
      { name: "also-wide", when: { desk: "frontoffice" }, firstResponse: 6 },
      { name: "narrow", when: { channel: "call", kind: "complaint" }, firstResponse: 7 },
    );
    expect(hoursOf(policy, { channel: "call" })?.[2]).toBe("wide");
    expect(hoursOf(policy, { channel: "call", kind: "complaint" })?.[2]).toBe("narrow");
    expect(hoursOf(policy)?.[2]).toBe("also-wide");
    expect(hoursOf(policy, { kind: "complaint", desk: "leave" })?.[1]).toBe("desk");
  });

  test("does not count a condition that is left open", () => {
    const policy = withRules(
      { name: "first", when: { channel: "click", desk: undefined, kind: undefined }, firstResponse: 5 },
      { name: "second", when: { channel: "click", urgency: "normal" }, firstResponse: 6 },
    );
    expect(hoursOf(policy)?.[2]).toBe("second");
  });

  test("that a rule leaves out comes from the next rule, from its level, or from the topic", () => {
    const policy = withRules(
      { name: "narrow", when: { channel: "call", kind: "request" }, resolution: 2 },
      { name: "wide", when: { channel: "call" }, firstResponse: 3 },
      { name: "level", when: { channel: "face" }, serviceLevel: "bereavement" },
    );
    expect(hoursOf(policy, { channel: "call", kind: "request" })?.[2]).toBe("wide");
    expect(hoursOf(policy, { channel: "face" })).toEqual([1, "rule", "level", "bereavement"]);
    expect(targetOf(policy, "ola", { ...standing, channel: "call", topic: "ikb" })?.by).toBe("topic");
  });

  test("is none where the most specific rule chose a level without one", () => {
    const policy = withRules(
      { name: "none", when: { channel: "face", kind: "request" }, serviceLevel: "none" },
      { name: "wide", when: { channel: "face" }, firstResponse: 3 },
    );
    expect(hoursOf(policy, { channel: "face", kind: "request" })).toBeUndefined();
    expect(levelOf(policy, { ...standing, channel: "face", kind: "request" })).toMatchObject({
      name: "none",
      by: "rule",
      key: "none",
    });
    expect(kindsOf(asked("2026-12-01 10:00", { channel: "face", kind: "request" }), () => policy)).toEqual(
      [],
    );
  });

  test("is shortened by urgency, and never lengthened", () => {
    expect(hoursOf(organisation, { urgency: "today" })).toEqual([2, "urgency", "today", "standard"]);
    expect(hoursOf(organisation, { urgency: "today", topic: "overlijden" })).toEqual([
      1,
      "topic",
      "overlijden",
      "bereavement",
    ]);
    expect(hoursOf(organisation, { urgency: "today", topic: "inloggen_hr" })?.[1]).toBe("topic");
    expect(targetOf(organisation, "ola", { ...standing, urgency: "today" })?.by).toBe("desk");
    const without = { ...standing, urgency: "today" as const, topic: "vertrouwenspersoon" };
    expect(targetOf(organisation, "firstResponse", without)).toBeUndefined();
  });

  test("is whole seconds", () => {
    const policy = withRules({ name: "two-minutes", when: {}, firstResponse: 2 / 60 });
    expect(targetOf(policy, "firstResponse", standing)?.seconds).toBe(120);
    const third = withRules({ name: "odd", when: {}, firstResponse: 1 / 7 });
    expect(targetOf(third, "firstResponse", standing)?.seconds).toBe(514);
  });
});

describe("what changes on a ticket moves its targets, and no time that ran", () => {
  const resolution = (story: ReturnType<typeof asked>) => clockOf(story, "resolution");
  const begun = () => asked("2026-12-01 10:00");

  test("a topic that it turned out not to be about leaves the desk's own target", () => {
    const story = asked("2026-12-01 10:00", { topic: "zorgverlof" });
    expect(clockOf(story, "firstResponse").target).toMatchObject({ by: "topic", key: "zorgverlof" });
    story.tell("topic-denied", {}, "2026-12-01 10:30");
    expect(clockOf(story, "firstResponse").target).toMatchObject({ by: "desk", key: "frontoffice" });
  });

  test("its topic", () => {
    const story = begun().about("thuiswerken_beleid", "2026-12-01 12:00");
    expect(resolution(story).target).toMatchObject({
      seconds: 8 * 3600,
      by: "topic",
      key: "thuiswerken_beleid",
    });
    expect(dueOf(story, "resolution")).toBe("2026-12-02 09:30");
    expect(resolution(story).startedAt).toBe(Date.parse(at("2026-12-01 10:00")));
  });

  test("its desk", () => {
    const story = begun().handedOver("legal-position", "2026-12-01 12:00");
    expect(resolution(story).target).toMatchObject({ seconds: 80 * 3600, by: "desk", key: "legal-position" });
    expect(workedSeconds(resolution(story), Date.parse(at("2026-12-01 14:00")))).toBe(3.5 * 3600);
  });

  test("its urgency", () => {
    const story = begun().urgent("today", "2026-12-01 12:00");
    expect(dueOf(story, "firstResponse")).toBe("2026-12-01 12:00");
    expect(dueOf(story.urgent("normal", "2026-12-01 13:00"), "firstResponse")).toBe("2026-12-02 09:30");
  });

  test("what the asker is, known from routing", () => {
    const policy = withRules({ name: "managers", when: { audience: "line-manager" }, firstResponse: 3 });
    const story = asked("2026-12-01 10:00", { askerIs: ["line-manager"] });
    expect(clockOf(story, "firstResponse", () => policy).target?.key).toBe("managers");
  });

  test("and nothing of what ended before", () => {
    const story = begun().replied("2026-12-01 11:00").about("zorgverlof", "2026-12-01 12:00");
    expect(clockOf(story, "firstResponse").target?.key).toBe("frontoffice");
    const answered = begun().resolved("2026-12-03 11:00").about("thuiswerken_beleid", "2026-12-03 12:00");
    expect(resolution(answered)).toMatchObject({ outcome: "met", target: { seconds: 24 * 3600 } });
  });
});

describe("the configuration of a clock", () => {
  const newer: Policy = {
    ...organisation,
    version: 2,
    serviceLevels: {
      ...organisation.serviceLevels,
      standard: { ...organisation.serviceLevels.standard, firstResponse: 4, resolution: 12 } as never,
    },
    calendars: {
      ...organisation.calendars,
      frontoffice: { ...organisation.calendars.frontoffice, closed: ["2026-12-01"] } as never,
    },
  };
  const both = versions(organisation, newer);
  const byVersion = (story: ReturnType<typeof asked>) =>
    Object.fromEntries(clocksOf(story.events, both).map(({ kind, policy }) => [kind, policy.version]));

  test("is the one in force at its start: a clock that begins later goes by the newer", () => {
    const story = asked("2026-12-01 10:00")
      .under(2)
      .replied("2026-12-01 12:00")
      .askerWrote("2026-12-01 13:00");
    expect(byVersion(story)).toEqual({ firstResponse: 1, resolution: 1, nextResponse: 2 });
    expect(dueOf(story, "resolution", both)).toBe("2026-12-03 17:00");
    expect(dueOf(story, "nextResponse", both)).toBe("2026-12-02 16:30");
  });

  test("reaches open clocks from their start by a rebind alone, and leaves those that ended", () => {
    const story = asked("2026-12-01 10:00")
      .under(2)
      .replied("2026-12-01 12:00")
      .rebound(2, "2026-12-01 13:00");
    expect(byVersion(story)).toEqual({ firstResponse: 1, resolution: 2 });
    expect(clockOf(story, "firstResponse", both)).toMatchObject({
      outcome: "met",
      target: { seconds: 28_800 },
    });
    // The first of December is closed now: eight and a half hours on the second, and three and a half.
    expect(dueOf(story, "resolution", both)).toBe("2026-12-03 12:00");
  });

  test("keeps what stood still through a rebind", () => {
    const story = asked("2026-12-02 10:00")
      .waits("asker", "2026-12-02 11:00")
      .rebound(2, "2026-12-02 12:00")
      .resumed("2026-12-03 11:00");
    expect(dueOf(story, "resolution", both)).toBe("2026-12-04 13:30");
  });
});
