import { describe, expect, test } from "vitest";
import { clocksOf, marksOf } from "../../../shared/clock/clock.ts";
import { femke } from "../../given.ts";
import { asked, at, clockOf, dueOf, onlyOne, outcomeOf } from "./given.ts";

const made = () => asked("2026-12-01 10:00").promised("2026-12-03 12:00", "2026-12-01 11:00");

describe("a promise", () => {
  test("is a clock of its own, with an owner, due on the promised moment", () => {
    expect(dueOf(made(), "promise")).toBe("2026-12-03 12:00");
    expect(marksOf(clocksOf(made().events, onlyOne))).toContainEqual({
      kind: "promise",
      n: 3,
      policy: 1,
      startedAt: at("2026-12-01 11:00"),
      owner: femke.person,
      dueAt: at("2026-12-03 12:00"),
    });
  });

  test("is kept in time, or too late", () => {
    expect(outcomeOf(made().kept(3, "2026-12-03 12:00"), "promise")).toBe("met");
    expect(outcomeOf(made().kept(3, "2026-12-03 12:00:01"), "promise")).toBe("missed");
  });

  test("may be withdrawn in time, which judges nothing; afterwards it was broken all the same", () => {
    expect(outcomeOf(made().promiseWithdrawn(3, "2026-12-03 12:00"), "promise")).toBe("void");
    expect(outcomeOf(made().promiseWithdrawn(3, "2026-12-03 12:00:01"), "promise")).toBe("missed");
  });

  test("is broken where the asker says so, whatever the desk says", () => {
    const kept = () => made().kept(3, "2026-12-03 11:00");
    expect(outcomeOf(kept().confirmed(3, false, "2026-12-03 14:00"), "promise")).toBe("missed");
    expect(outcomeOf(kept().confirmed(3, true, "2026-12-03 14:00"), "promise")).toBe("met");
    const twice = kept().confirmed(3, false, "2026-12-03 14:00").confirmed(3, true, "2026-12-03 15:00");
    expect(outcomeOf(twice, "promise")).toBe("met");
  });

  test("is told from another by its number", () => {
    const story = made().promised("2026-12-04 12:00", "2026-12-01 12:00").kept(3, "2026-12-03 11:00");
    const promises = clocksOf(story.events, onlyOne).filter(({ kind }) => kind === "promise");
    expect(promises.map(({ n, outcome }) => [n, outcome])).toEqual([
      [3, "met"],
      [4, undefined],
    ]);
    const both = made().promised("2026-12-04 12:00", "2026-12-01 12:00");
    both.kept(3, "2026-12-01 13:00").kept(4, "2026-12-01 13:00").confirmed(3, false, "2026-12-01 14:00");
    expect(outcomeOf(both, "promise")).toBe("met");
    story.confirmed(3, false, "2026-12-03 14:00").promiseWithdrawn(4, "2026-12-03 15:00");
    expect(outcomeOf(story, "promise")).toBe("void");
    expect(clocksOf(story.events, onlyOne).find(({ n }) => n === 3)?.outcome).toBe("missed");
  });

  test("stands after the answer, and after the answer was taken back", () => {
    const story = made().resolved("2026-12-01 13:00").reopened("2026-12-01 14:00");
    expect(clockOf(story, "promise")).not.toHaveProperty("endedAt");
    expect(clockOf(story.withdrawn("2026-12-01 15:00"), "promise")).not.toHaveProperty("endedAt");
  });

  test("all that stand are kept beside the ticket", () => {
    const story = made()
      .promised("2026-12-04 12:00", "2026-12-01 12:00")
      .promised("2026-12-05 12:00", "2026-12-01 13:00")
      .kept(5, "2026-12-01 14:00");
    const marks = marksOf(clocksOf(story.events, onlyOne)).filter(({ kind }) => kind === "promise");
    expect(marks.map(({ n }) => n)).toEqual([3, 4, 5]);
    story.kept(3, "2026-12-01 15:00");
    const later = marksOf(clocksOf(story.events, onlyOne)).filter(({ kind }) => kind === "promise");
    expect(later.map(({ n }) => n)).toEqual([4, 5]);
  });
});
