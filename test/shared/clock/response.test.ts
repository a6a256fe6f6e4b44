import { describe, expect, test } from "vitest";
import { clocksOf, marksOf, pauseOf, stateAt, workedSeconds } from "../../../shared/clock/clock.ts";
import { asked, at, clockOf, dueOf, kindsOf, onlyOne, outcomeOf, type Story, shown } from "./given.ts";

const begun = () => asked("2026-12-01 10:00");
const endOf = (story: Story) => shown(clockOf(story, "firstResponse").endedAt);

describe("a first response", () => {
  test.each<[string, (story: Story) => Story]>([
    ["a reply of the desk", (story) => story.replied("2026-12-01 11:00")],
    ["the answer", (story) => story.resolved("2026-12-01 11:00")],
    ["a call that reached the asker", (story) => story.calledBack(true, "2026-12-01 11:00")],
  ])("is %s", (_what, does) => {
    expect(endOf(does(begun()))).toBe("2026-12-01 11:00");
  });

  test.each<[string, (story: Story) => Story]>([
    ["that somebody took it in hand", (story) => story.claimed("2026-12-01 11:00")],
    ["a note", (story) => story.noted("2026-12-01 11:00")],
    ["its arrival at a desk", (story) => story.arrived("2026-12-01 11:00")],
    ["what the helpdesk sends of itself", (story) => story.replied("2026-12-01 11:00", { by: "system" })],
    ["a call that reached nobody", (story) => story.calledBack(false, "2026-12-01 11:00")],
    ["what the asker adds", (story) => story.askerWrote("2026-12-01 11:00")],
    ["what the asker says by phone", (story) => story.askerSaid("2026-12-01 11:00")],
    ["that it was seen", (story) => story.acknowledged("2026-12-01 11:00")],
    ["a hand-over", (story) => story.handedOver("payroll", "2026-12-01 11:00")],
    ["a promise", (story) => story.promised("2026-12-01 15:00", "2026-12-01 11:00")],
    [
      "a reminder",
      (story) =>
        story.waits("planned", "2026-12-01 11:00").tell("reminded", {}, "2026-12-01 12:00", { by: "system" }),
    ],
  ])("is not %s", (_what, does) => {
    const story = does(begun());
    expect(endOf(story)).toBeUndefined();
    expect(stateAt(clockOf(story, "firstResponse"), Date.parse(at("2026-12-02 09:30")))).toBe("running");
  });

  test("is not that the question is ended without a word to the asker", () => {
    const ended = begun().tell("resolved", { outcome: "refused", from: "desk" }, "2026-12-01 11:00");
    expect(outcomeOf(ended, "firstResponse")).toBe("void");
    expect(outcomeOf(ended, "resolution")).toBe("met");
    const onTheLine = asked("2026-12-01 10:00", { answeredAtOnce: true }).tell(
      "resolved",
      { outcome: "done", from: "desk" },
      "2026-12-01 10:00",
    );
    expect(outcomeOf(onTheLine, "firstResponse")).toBe("met");
  });

  test("given during a wait leaves nothing standing still", () => {
    const story = begun().waits("asker", "2026-12-01 11:00").replied("2026-12-01 12:00");
    expect(pauseOf(clockOf(story, "firstResponse"))).toBeUndefined();
    expect(marksOf([clockOf(story, "firstResponse")])[0]).not.toHaveProperty("pausedSince");
  });

  test("is where its clock stops", () => {
    const clock = clockOf(begun().replied("2026-12-01 11:00"), "firstResponse");
    expect(workedSeconds(clock, Date.parse(at("2026-12-07 11:00")))).toBe(3600);
    expect(clock).not.toHaveProperty("dueAt");
  });

  test("comes once: what is replied later changes nothing of it", () => {
    const story = begun().replied("2026-12-01 11:00").replied("2026-12-05 11:00");
    expect(endOf(story)).toBe("2026-12-01 11:00");
    expect(kindsOf(story)).not.toContain("nextResponse");
  });
});

describe("a next response", () => {
  const answered = () => begun().replied("2026-12-01 11:00");

  test("is owed to an asker who reopens, not to a desk that does", () => {
    const reopenedBy = (from: "asker" | "desk") =>
      answered()
        .resolved("2026-12-01 12:00")
        .tell("reopened", { reason: "not-done", from }, "2026-12-01 13:00");
    expect(kindsOf(reopenedBy("asker"))).toContain("nextResponse");
    expect(kindsOf(reopenedBy("desk"))).not.toContain("nextResponse");
  });

  test("is wanted when the asker writes or is heard by phone, and nobody had to respond yet", () => {
    expect(dueOf(answered().askerWrote("2026-12-01 12:00"), "nextResponse")).toBe("2026-12-02 11:30");
    expect(dueOf(answered().askerSaid("2026-12-01 12:00"), "nextResponse")).toBe("2026-12-02 11:30");
    expect(kindsOf(begun().askerWrote("2026-12-01 12:00"))).not.toContain("nextResponse");
  });

  test("is not wanted by what somebody else says by phone, or by a call without words", () => {
    const contactId = clockless.contactId;
    const story = answered()
      .tell("contacted", { contactId, contentId: clockless.contentId, from: "desk" }, "2026-12-01 12:00")
      .tell("contacted", { contactId }, "2026-12-01 12:30")
      .tell("contacted", { contactId, from: "asker" }, "2026-12-01 13:00");
    expect(kindsOf(story)).not.toContain("nextResponse");
  });

  test("runs from the first of the asker's words that wait", () => {
    const story = answered().askerWrote("2026-12-01 12:00").askerWrote("2026-12-01 16:00");
    expect(dueOf(story, "nextResponse")).toBe("2026-12-02 11:30");
    expect(kindsOf(story).filter((kind) => kind === "nextResponse")).toHaveLength(1);
  });

  test.each<[string, (story: Story) => Story]>([
    ["the desk's reply", (story) => story.replied("2026-12-01 15:00")],
    ["the answer", (story) => story.resolved("2026-12-01 15:00")],
    ["that somebody read it, where nothing was asked", (story) => story.acknowledged("2026-12-01 15:00")],
    ["a call that reached the asker", (story) => story.calledBack(true, "2026-12-01 15:00")],
  ])("is %s", (_what, does) => {
    const clock = clockOf(does(answered().askerWrote("2026-12-01 12:00")), "nextResponse");
    expect(shown(clock.endedAt)).toBe("2026-12-01 15:00");
    expect(clock.outcome).toBe("met");
  });

  test("is wanted after the answer, too, by day and in working time", () => {
    const story = answered().resolved("2026-12-01 12:00").askerWrote("2026-12-01 16:00");
    expect(dueOf(story, "nextResponse")).toBe("2026-12-02 15:30");
    expect(outcomeOf(story.acknowledged("2026-12-03 09:00"), "nextResponse")).toBe("missed");
  });

  test("has a clock of its own each time", () => {
    const story = answered()
      .askerWrote("2026-12-01 12:00")
      .replied("2026-12-03 15:00")
      .askerWrote("2026-12-03 16:00")
      .replied("2026-12-03 16:30");
    const clocks = clocksOf(story.events, onlyOne).filter(({ kind }) => kind === "nextResponse");
    expect(clocks.map(({ n, outcome }) => [n, outcome])).toEqual([
      [4, "missed"],
      [6, "met"],
    ]);
    for (const clock of clocks) expect(clock).not.toHaveProperty("isReopened");
  });

  test("is void where the asker withdraws", () => {
    expect(
      outcomeOf(answered().askerWrote("2026-12-01 12:00").withdrawn("2026-12-04 15:00"), "nextResponse"),
    ).toBe("void");
  });
});

const clockless = (() => {
  const said = begun().askerSaid("2026-12-01 11:00").events.at(-1);
  if (said?.type !== "contacted" || !said.contentId) throw new Error("said");
  return { contactId: said.contactId, contentId: said.contentId };
})();
