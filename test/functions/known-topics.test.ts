import { QueryCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { keys } from "../../functions/store/keys.ts";
import { put, type Table } from "../../functions/store/table.ts";
import { learntWrite, recordWrite } from "../../functions/store/topics.ts";
import { knownTopics } from "../../functions/topics/known.ts";
import type { Instant } from "../../shared/clock/instant.ts";
import { packTopic } from "../../shared/faq/index-pack.ts";
import { emptyIndex, learn, stateOf, suggest } from "../../shared/faq/matcher.ts";
import type { TopicRecord } from "../../shared/faq/record.ts";
import type { Organisation } from "../../shared/organisation/organisation.ts";
import { after, anderhout, organisation, tuesday } from "../given.ts";
import { aTable } from "../in-process.ts";
import { aTableThatFails } from "./faults.ts";
import { aRecord, stored } from "./topics-given.ts";

let first: Table;
/** Of a function that has just started: what an earlier one knew is gone. */
let table: Table;
let day = 0;
/** A moment so much later than those of the test before that nothing of it counts as new. */
let now: Instant;
beforeAll(async () => {
  first = await aTable();
});
afterAll(() => first.client.destroy());
beforeEach(() => {
  table = { ...first };
  now = after(tuesday, ++day * 86_400);
});

const at = (seconds: number) => after(now, seconds);
const known = (when: Instant, of: Organisation = organisation) => knownTopics(table, of, when);
const likeliest = async (text: string, when: Instant, of: Organisation = organisation) =>
  suggest((await known(when, of)).index, text, 1).ranked[0]?.topic;
const other: Organisation = {
  ...organisation,
  organisation: { ...organisation.organisation, key: anderhout },
};

/** A found topic of this test alone, and what it learnt from a question. */
const found = (name: string, given: Partial<TopicRecord> = {}) =>
  aRecord(`new-${name}-${day}`, { origin: "found", ...given });
const learns = (key: string, question: string, when: Instant) => {
  const index = emptyIndex();
  learn(index, key, question);
  const state = packTopic(stateOf(index, key) as NonNullable<ReturnType<typeof stateOf>>);
  return learntWrite(table, organisation.organisation.key, undefined, { key, at: when, state });
};

describe("what a function knows of topics", () => {
  test("begins with the names and examples of the configuration", async () => {
    expect(await likeliest("Hoeveel uren heb ik nog over?", at(0))).toBe("verlof_saldo");
    expect(await likeliest("Bicycle scheme", at(0))).toBe("fietsregeling");
    expect((await known(at(0))).index.keys).toHaveLength(organisation.topics.length);
  });

  test("is looked at anew after fifteen seconds, and not before", async () => {
    expect(await likeliest("zwerfafval in de vijver", at(0))).not.toBe(found("a").key);
    await stored(
      table,
      recordWrite(table, undefined, found("a", { changedAt: at(1) })),
      learns(found("a").key, "zwerfafval in de vijver", at(2)),
    );
    expect((await known(at(14.999))).records.has(found("a").key)).toBe(false);
    expect((await known(at(15))).records.get(found("a").key)).toEqual(found("a", { changedAt: at(1) }));
    expect(await likeliest("zwerfafval in de vijver", at(15))).toBe(found("a").key);
  });

  test("has what an earlier function left, and what a topic learnt in the place of its examples", async () => {
    await stored(
      table,
      recordWrite(table, undefined, found("b", { changedAt: at(-900) })),
      learns("jubileum", "paarse krokodil", at(-800)),
    );
    const { records, index } = await known(at(0));
    expect(records.has(found("b").key)).toBe(true);
    expect(suggest(index, "paarse krokodil", 1).ranked[0]?.topic).toBe("jubileum");
    expect(stateOf(index, "jubileum")?.sums.size).toBeLessThan(60);
  });

  test("misses nothing that was dated before a look and stood in the index after it", async () => {
    await known(at(0));
    await stored(table, recordWrite(table, undefined, found("late", { changedAt: at(-10) })));
    expect((await known(at(15))).records.has(found("late").key)).toBe(true);
  });

  test("misses nothing of a function that took as long as it may: a change is dated by when its work began", async () => {
    await known(at(0));
    await stored(table, recordWrite(table, undefined, found("slow", { changedAt: at(-30) })));
    expect((await known(at(15))).records.has(found("slow").key)).toBe(true);
  });

  test("follows a topic that changes again", async () => {
    const made = found("again", { changedAt: at(0) });
    await stored(table, recordWrite(table, undefined, made));
    expect((await known(at(1))).records.get(made.key)?.name).toBeUndefined();
    const name = { nl: "Krokodillenleer", en: "Crocodile leather" };
    const named = { ...made, version: 2, name, under: "ikb", changedAt: at(5) };
    await stored(table, recordWrite(table, made, named));
    expect((await known(at(16))).records.get(made.key)).toEqual(named);
  });

  test("knows a named topic by its name before anybody asked about it", async () => {
    const name = { nl: "Drijvende zonnepanelen", en: "Floating panels" };
    await stored(table, recordWrite(table, undefined, found("named", { name, changedAt: at(0) })));
    expect(await likeliest("drijvende zonnepanelen", at(0))).toBe(found("named").key);
  });

  test("goes by the organisation's own concepts from the next look on", async () => {
    const conceptsOf = async (when: Instant) => (await known(when)).index.glossary?.phrases;
    expect((await conceptsOf(at(0)))?.has("vrijveld")).toBe(false);
    expect((await conceptsOf(at(0)))?.size).toBeGreaterThan(1000);
    const concept = { key: "own-part-time", nl: ["vrijveld"], en: [] };
    const item = { ...keys.concept(organisation.organisation.key, concept.key), data: concept };
    await stored(table, put(table, item, "conflict"));
    expect((await conceptsOf(at(15)))?.get("vrijveld")).toBe("own-part-time");
    expect((await known(at(15))).index.keys.length).toBeGreaterThanOrEqual(organisation.topics.length);
  });

  test("is another organisation's own affair", async () => {
    await stored(
      table,
      recordWrite(table, undefined, found("ours", { changedAt: at(-60) })),
      learns(found("ours").key, "kwallen op kantoor", at(-60)),
    );
    expect(await likeliest("kwallen op kantoor", at(0))).toBe(found("ours").key);
    const theirs = await known(at(0), other);
    expect(theirs.records.size).toBe(0);
    expect(theirs.index.keys).toHaveLength(organisation.topics.length);
    expect(theirs.index.glossary?.phrases.has("vrijveld")).toBe(false);
  });

  test("is read once, however many ask at the same moment", async () => {
    const watched = aTableThatFails();
    const all = await Promise.all(Array.from({ length: 5 }, () => known(at(0))));
    expect(new Set(all).size).toBe(1);
    // What changed, and the concepts.
    expect(watched.commandCalls(QueryCommand)).toHaveLength(2);
    watched.restore();
  });
});

describe("when something goes wrong", () => {
  test("on the first look it says so, and the next look is a first one", async () => {
    const failing = aTableThatFails();
    failing.on(QueryCommand).rejects(new Error("away"));
    await expect(known(at(0))).rejects.toThrow("away");
    failing.restore();
    expect((await known(at(0))).index.keys.length).toBeGreaterThanOrEqual(organisation.topics.length);
  });

  test("later, what was known is gone on with, and nothing of meanwhile is missed", async () => {
    const before = await known(at(0));
    await stored(table, recordWrite(table, undefined, found("meanwhile", { changedAt: at(1) })));
    const failing = aTableThatFails();
    failing.on(QueryCommand).rejects(new Error("away"));
    expect(await known(at(20))).toBe(before);
    const tried = failing.commandCalls(QueryCommand).length;
    expect(await known(at(34))).toBe(before);
    expect(failing.commandCalls(QueryCommand)).toHaveLength(tried);
    expect((await known(at(40))).records.has(found("meanwhile").key)).toBe(false);
    expect(failing.commandCalls(QueryCommand).length).toBeGreaterThan(tried);
    failing.restore();
    expect((await known(at(55))).records.has(found("meanwhile").key)).toBe(true);
  });

  test("a topic whose state cannot be read begins anew, and the others are as they were", async () => {
    const broken = { key: "ikb", at: at(-60), state: Uint8Array.of(99, 0) };
    await stored(
      table,
      learntWrite(table, organisation.organisation.key, undefined, broken),
      learns("vog", "gele krokodil", at(-60)),
    );
    expect(await likeliest("gele krokodil", at(0))).toBe("vog");
    expect(await likeliest("Tot wanneer kan ik mijn keuzebudget inzetten?", at(0))).toBe("ikb");
  });
});
