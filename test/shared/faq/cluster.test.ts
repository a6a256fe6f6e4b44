import { describe, expect, test } from "vitest";
import { assign, confirm, mergeSuggestions, mergeTopics } from "../../../shared/faq/cluster.ts";
import { emptyIndex, learn, stateOf, suggest } from "../../../shared/faq/matcher.ts";

const isProvisional = (topic: string) => topic.startsWith("new-");
const seeded = () => {
  const index = emptyIndex();
  learn(index, "bike", "Mag ik een elektrische fiets via het werk kopen?");
  learn(index, "leave", "Hoeveel verlofuren heb ik nog?");
  return index;
};

describe("a question that nobody confirmed", () => {
  test("is put in the topic that it looks like, which learns it at a quarter", () => {
    const index = seeded();
    const before = (stateOf(index, "bike")?.sums.size ?? 0) as number;
    const assigned = assign(index, "een elektrische bakfiets kopen via het werk", "new-1");
    expect(assigned).toMatchObject({ topic: "bike", isNew: false });
    expect(stateOf(index, "bike")?.sums.size).toBeGreaterThan(before);
    const most = (topic: string) => Math.max(...(stateOf(index, topic)?.sums.values() ?? []));
    assign(index, "wachtwoord", "new-1");
    learn(index, "confirmed", "wachtwoord");
    expect(most("new-1") / most("confirmed")).toBeCloseTo(0.25, 1);
  });

  test("opens a provisional topic when it looks like none, and the next one like it joins", () => {
    const index = seeded();
    expect(assign(index, "wachtwoord vergeten", "new-1")).toMatchObject({ topic: "new-1", isNew: true });
    expect(assign(index, "ik ben mijn wachtwoord vergeten", "new-2")).toMatchObject({
      topic: "new-1",
      isNew: false,
    });
  });

  test("opens the first topic of an empty index", () => {
    expect(assign(emptyIndex(), "verlof", "new-1")).toMatchObject({
      topic: "new-1",
      isNew: true,
      confidence: 0,
    });
  });
});

describe("a confirmed question", () => {
  test("gives its topic to the provisional one that it looks like, with all that is in it", () => {
    const index = seeded();
    assign(index, "wachtwoord vergeten", "new-1");
    expect(confirm(index, "wachtwoord vergeten van selfservice", "login", isProvisional)).toBe("new-1");
    mergeTopics(index, "new-1", "login");
    const { ranked } = suggest(index, "wachtwoord vergeten", 5);
    expect(ranked[0]?.topic).toBe("login");
    expect(ranked.map(({ topic }) => topic)).not.toContain("new-1");
    expect(stateOf(index, "new-1")?.sums.size).toBe(0);
  });

  test("that looks like a known topic, or like none, names nothing", () => {
    const index = seeded();
    assign(index, "wachtwoord vergeten", "new-1");
    expect(confirm(index, "elektrische fiets", "bike", isProvisional)).toBeUndefined();
    expect(confirm(index, "jubileum", "jubilee", isProvisional)).toBeUndefined();
    expect(confirm(index, "een lange wandeling met achterstand", "walk", isProvisional)).toBeUndefined();
  });
});

test("topics that look alike are put forward for merging, the most alike first and each pair once", () => {
  const index = seeded();
  learn(index, "new-1", "wachtwoord vergeten");
  learn(index, "new-2", "mijn wachtwoord is vergeten");
  learn(index, "new-3", "elektrische fiets kopen");
  learn(index, "new-4", "qqq xyzzy");
  const pairs = mergeSuggestions(index, isProvisional, 5);
  expect(pairs.map(({ topic, into }) => [topic, into].sort())).toEqual(
    expect.arrayContaining([
      ["new-1", "new-2"],
      ["bike", "new-3"],
    ]),
  );
  expect(pairs).toHaveLength(2);
  expect(pairs[0]?.alike).toBeGreaterThanOrEqual(pairs[1]?.alike as number);
  expect(mergeSuggestions(index, isProvisional, 1)).toEqual(pairs.slice(0, 1));
});

test("merging a topic with itself or with an unknown one changes nothing", () => {
  const index = seeded();
  mergeTopics(index, "bike", "bike");
  mergeTopics(index, "nowhere", "bike");
  expect(suggest(index, "fiets", 1).ranked[0]?.topic).toBe("bike");
});
