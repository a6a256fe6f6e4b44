import { describe, expect, test } from "vitest";
import { clocksOf, workedSeconds } from "../../../shared/clock/clock.ts";
import { organisation } from "../../given.ts";
import { asked, at, clockOf, dueOf, kindsOf, onlyOne, outcomeOf, type Story, shown } from "./given.ts";

const stays = ({ events }: Story) => clocksOf(events, onlyOne).filter(({ kind }) => kind === "ola");
const worked = (story: Story, when: string) =>
  workedSeconds(stays(story).at(-1) as never, Date.parse(at(when))) / 3600;

describe("the clock of a stay", () => {
  test("runs at back offices alone", () => {
    expect(kindsOf(asked("2026-12-01 10:00"))).not.toContain("ola");
    expect(kindsOf(asked("2026-12-01 10:00", { to: "payroll" }))).toContain("ola");
    const story = asked("2026-12-01 10:00").handedOver("payroll", "2026-12-01 11:00");
    expect(kindsOf(story.returned("frontoffice", "2026-12-01 12:00"))).toHaveLength(3);
  });

  test("runs from the hand-over, whenever the ticket arrives", () => {
    const story = asked("2026-12-01 10:00")
      .handedOver("payroll", "2026-12-01 11:00")
      .arrived("2026-12-01 16:00");
    expect(dueOf(story, "ola")).toBe("2026-12-03 11:00");
  });

  test("goes by the desk's own level and hours, while the asker's clock runs on through both", () => {
    const story = asked("2026-12-01 10:00").handedOver("recruitment", "2026-12-02 10:00");
    // Closed on Wednesday afternoon: two and a half hours, then eight, and five and a half.
    expect(dueOf(story, "ola")).toBe("2026-12-04 14:30");
    // Seven hours and one and a half at the front office, and 15.5 in recruitment's hours.
    expect(dueOf(story, "resolution")).toBe("2026-12-04 14:00");
    story.returned("frontoffice", "2026-12-03 10:00");
    expect(dueOf(story, "resolution")).toBe("2026-12-04 13:00");
  });

  test("keeps the target of its own desk, wherever the ticket went", () => {
    const story = asked("2026-12-01 10:00", { to: "payroll" }).handedOver(
      "legal-position",
      "2026-12-03 11:00",
    );
    expect(stays(story).map(({ target }) => [target?.key, target?.seconds])).toEqual([
      ["payroll", 16 * 3600],
      ["legal-position", 64 * 3600],
    ]);
  });

  test("ends when the desk lets go of it, in time or not", () => {
    const story = () => asked("2026-12-01 10:00").handedOver("payroll", "2026-12-01 11:00");
    expect(outcomeOf(story().returned("frontoffice", "2026-12-03 11:00"), "ola")).toBe("met");
    expect(outcomeOf(story().returned("frontoffice", "2026-12-03 11:00:01"), "ola")).toBe("missed");
    expect(outcomeOf(story().handedOver("frontoffice", "2026-12-03 11:00"), "ola")).toBe("met");
    expect(outcomeOf(story().resolved("2026-12-03 11:00"), "ola")).toBe("met");
  });

  test("that is returned to a desk goes on where it was", () => {
    const story = asked("2026-12-01 10:00")
      .handedOver("payroll", "2026-12-01 11:00")
      .handedOver("leave", "2026-12-01 15:30")
      .returned("payroll", "2026-12-03 09:00");
    expect(worked(story, "2026-12-03 09:00")).toBe(4);
    expect(dueOf(story, "ola")).toBe("2026-12-04 13:30");
    expect(stays(story).map(({ desk, outcome }) => [desk, outcome])).toEqual([
      ["payroll", "met"],
      ["leave", "met"],
      ["payroll", undefined],
    ]);
  });

  test("handed over a second time to the same desk goes on where it was", () => {
    const story = asked("2026-12-01 10:00")
      .handedOver("payroll", "2026-12-01 11:00")
      .returned("frontoffice", "2026-12-01 15:30")
      .handedOver("payroll", "2026-12-03 09:00");
    expect(worked(story, "2026-12-03 09:00")).toBe(4);
  });

  test("is void when it was recalled, and what it took to arrive is not held against the desk", () => {
    const story = asked("2026-12-01 10:00")
      .handedOver("payroll", "2026-12-01 11:00")
      .recalled("frontoffice", "2026-12-02 11:00");
    expect(outcomeOf(story, "ola")).toBe("void");
    story.handedOver("payroll", "2026-12-02 12:00");
    expect(worked(story, "2026-12-02 12:00")).toBe(0);
    expect(worked(story, "2026-12-02 12:30")).toBe(0.5);
  });

  test("recalled by a back office goes on there where it was", () => {
    const story = asked("2026-12-01 10:00", { to: "payroll" })
      .handedOver("leave", "2026-12-01 11:00")
      .recalled("payroll", "2026-12-01 12:00");
    expect(stays(story).map(({ desk, outcome }) => [desk, outcome])).toEqual([
      ["payroll", "met"],
      ["leave", "void"],
      ["payroll", undefined],
    ]);
    expect(worked(story, "2026-12-01 12:30")).toBe(1.5);
    expect(worked(story.resolved("2026-12-01 12:30"), "2026-12-01 16:00")).toBe(1.5);
  });

  test("begins anew with a new cycle", () => {
    const story = asked("2026-12-01 10:00", { to: "payroll" })
      .resolved("2026-12-01 12:00")
      .reopened("2026-12-02 10:00");
    expect(worked(story, "2026-12-02 11:00")).toBe(1);
    story.handedOver("leave", "2026-12-02 11:00").returned("payroll", "2026-12-02 12:00");
    expect(worked(story, "2026-12-02 12:00")).toBe(1);
  });

  test("goes on when a reopened question keeps its term, and stood still while it was answered", () => {
    const policy = { ...organisation, ending: { ...organisation.ending, reopened: "continue" as const } };
    const story = asked("2026-12-01 10:00", { to: "payroll" })
      .resolved("2026-12-01 12:00")
      .reopened("2026-12-02 10:00");
    const clock = clockOf(story, "ola", () => policy);
    expect(workedSeconds(clock, Date.parse(at("2026-12-02 11:00")))).toBe(3 * 3600);
    expect(shown(clock.startedAt)).toBe("2026-12-02 10:00");
  });
});
