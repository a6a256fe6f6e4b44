import { describe, expect, test } from "vitest";
import { type Asked, askedIn, trendOf } from "../../../shared/faq/asked.ts";
import { byWorth, candidateReason, worthOf } from "../../../shared/faq/candidate.ts";
import { demandOf } from "../../../shared/faq/demand.ts";
import type { TopicState } from "../../../shared/faq/record.ts";
import { aDay, askedDaily, dayAfter, rules } from "./asking.ts";

const today = "2026-12-01";
const enough: Asked = { people7: 2, people28: 5, people28Before: 0, askers: 3, days: 2 };
const demandOfPeople = (people: number) => demandOf([{ day: today, people }], rules.halfLifeDays);

type Given = {
  state?: TopicState;
  people?: number;
  isSurging?: boolean;
  confidentiality?: string;
} & Partial<Asked>;
const reasonOf = ({ state = "open", people = 5, isSurging = false, confidentiality, ...asked }: Given) =>
  candidateReason(
    { state, demand: demandOfPeople(people), asked: { ...enough, ...asked }, isSurging, confidentiality },
    today,
    rules,
  );

describe("a candidate for an answer", () => {
  test("is asked by three on two days, and five in all", () => {
    expect(reasonOf({})).toBe("demand");
    expect(reasonOf({ people: 4.99 })).toBeUndefined();
    expect(reasonOf({ askers: 2 })).toBeUndefined();
    expect(reasonOf({ days: 1 })).toBeUndefined();
  });

  test("may be a surge of three people, on whatever days", () => {
    expect(reasonOf({ isSurging: true, people7: 3, people: 1, days: 1 })).toBe("surge");
    expect(reasonOf({ isSurging: true, people7: 2, people: 1 })).toBeUndefined();
  });

  test("has no answer, and is neither muted nor merged", () => {
    expect(reasonOf({ state: "provisional" })).toBe("demand");
    for (const state of ["answered", "muted", "merged"] as const) {
      expect(reasonOf({ state })).toBeUndefined();
      expect(reasonOf({ state, isSurging: true, people7: 9 })).toBeUndefined();
    }
  });

  test("is never what is kept so closely that it is not counted", () => {
    for (const confidentiality of ["restricted", "not-recorded"]) {
      expect(reasonOf({ confidentiality, people: 99, isSurging: true, people7: 9 })).toBeUndefined();
    }
    expect(reasonOf({ confidentiality: "sensitive" })).toBe("demand");
  });

  test("comes first where an answer saves most minutes, and last where nobody asks", () => {
    const topics = [
      { topic: "short", demand: demandOfPeople(20), handlingMinutes: 10 },
      { topic: "long", demand: demandOfPeople(8), handlingMinutes: 30 },
      { topic: "never", demand: null, handlingMinutes: 60 },
      { topic: "also", demand: demandOfPeople(20), handlingMinutes: 10 },
    ];
    expect(topics.toSorted(byWorth).map(({ topic }) => topic)).toEqual(["long", "also", "short", "never"]);
    expect(worthOf({ demand: 3, handlingMinutes: 8 })).toBe(6);
  });
});

describe("who asked", () => {
  test("is told of seven and 28 days with today, and of the 28 days before", () => {
    const days = [-56, -55, -28, -27, -7, -6, 0].map((back) => aDay(dayAfter(today, back), [`~${back}`]));
    expect(askedIn(days, today)).toEqual({
      people7: 2,
      people28: 4,
      people28Before: 2,
      askers: 7,
      days: 7,
    });
  });

  test("is told of people, however often they ask", () => {
    const days = [-40, -3, -2, -1].map((back) => aDay(dayAfter(today, back), ["~anna", "~bram"]));
    expect(askedIn(days, today)).toEqual({
      people7: 2,
      people28: 2,
      people28Before: 2,
      askers: 2,
      days: 4,
    });
  });

  test("leaves out days on which an answer was only looked at, and people beyond fifty", () => {
    const days = [...askedDaily(dayAfter(today, -2), [40, 40]), aDay(today, [], { self: 0 })];
    expect(askedIn(days, today)).toMatchObject({ askers: 50, days: 2, people7: 80 });
  });

  test("goes up or down where chance would seldom bring it so far", () => {
    const trend = (people28: number, people28Before: number) =>
      trendOf({ ...enough, people28, people28Before });
    expect([trend(0, 0), trend(2, 1), trend(14, 8), trend(100, 90)]).toEqual(Array(4).fill("steady"));
    expect([trend(4, 0), trend(20, 8), trend(130, 100)]).toEqual(Array(3).fill("up"));
    expect([trend(0, 4), trend(8, 20)]).toEqual(["down", "down"]);
  });
});
