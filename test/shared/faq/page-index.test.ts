import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { pack, pageFeatures, unpack } from "../../../shared/faq/index-pack.ts";
import {
  emptyIndex,
  featuresIn,
  knowsWord,
  learn,
  type ReadyIndex,
  suggest,
} from "../../../shared/faq/matcher.ts";
import { refine } from "../../../shared/faq/matcher-refinement.ts";
import { type PageTopic, pageIndexOf, withTopics } from "../../../shared/faq/page-index.ts";
import { seedsOf } from "../../../shared/faq/seeds.ts";
import { organisation } from "../../given.ts";
import { hrGlossary } from "./hr-glossary.ts";

const configured: PageTopic[] = organisation.topics.map((topic) => ({
  key: topic.key,
  seeds: seedsOf(topic),
  asked: [],
}));
const asked = (topic: string, ...questions: [asker: string, text: string][]): PageTopic[] =>
  configured.map((one) => ({
    ...one,
    asked: one.key === topic ? questions.map(([asker, text]) => ({ asker, text, weight: 1 })) : [],
  }));
const packed = (index: ReadyIndex): ReadyIndex =>
  unpack(pack(index, { version: 1, featuresPerTopic: pageFeatures(index.topicCount) }), hrGlossary).index;
const threeOf = (index: ReadyIndex, question: string) =>
  suggest(index, question, 3).ranked.map(({ topic }) => topic);
const first = (index: ReadyIndex, question: string) => suggest(index, question, 1).ranked[0]?.topic;

test("a word that two people used is left out, and one that three people used is in", () => {
  const index = pageIndexOf(
    asked(
      "ikb",
      ["anna", "Mag ik een zeilwagen kopen?"],
      ["bram", "Ik wil een zeilwagen en een bakfiets"],
      ["cees", "Krijg ik een bakfiets?"],
      ["dora", "Betaalt het budget mijn bakfiets?"],
    ),
    hrGlossary,
  );
  expect(knowsWord(index, "bakfiets")).toBe(true);
  expect(knowsWord(index, "zeilwagen")).toBe(false);
  expect(knowsWord(packed(index), "zeilwagen")).toBe(false);
});

test("nothing at all that fewer than three people brought shows in it, not as a correction either", () => {
  const question = "Qqwwxx zzyyvv op mijn salarisstrook van deze maand";
  const two = asked("ikb", ["anna", question], ["bram", question]);
  const [taught, without] = [pageIndexOf(two, hrGlossary), pageIndexOf(configured, hrGlossary)];
  const ofTopic = (index: ReadyIndex) => {
    const number = index.keys.indexOf("ikb");
    return [...index.postings].flatMap(([feature, { topics }]) => (topics.includes(number) ? [feature] : []));
  };
  expect([...taught.postings.keys()].toSorted()).toEqual([...without.postings.keys()].toSorted());
  expect(ofTopic(taught).toSorted()).toEqual(ofTopic(without).toSorted());
});

test("one person who asks three times is one person", () => {
  const index = pageIndexOf(
    asked("ikb", ["anna", "Een zeilwagen"], ["anna", "Mijn zeilwagen"], ["anna", "Die zeilwagen"]),
    hrGlossary,
  );
  expect(knowsWord(index, "zeilwagen")).toBe(false);
});

test("three people count within one topic, not over several", () => {
  const spread = configured.map((topic, i) => ({
    ...topic,
    asked: i < 3 ? [{ asker: `vrager-${i}`, text: "Over een zeilwagen", weight: 1 }] : [],
  }));
  expect(knowsWord(pageIndexOf(spread, hrGlossary), "zeilwagen")).toBe(false);
});

test("what an example of the configuration says is kept, whoever asks it", () => {
  const index = pageIndexOf(configured, hrGlossary);
  for (const { key, seeds } of configured) {
    for (const seed of seeds) {
      const known = featuresIn(index, seed).flatMap((counts) => [...counts.keys()]);
      expect([key, seed, known.every((feature) => index.postings.has(feature))]).toEqual([key, seed, true]);
    }
  }
});

test("finds the topic that a matcher of the same questions finds", () => {
  const full = emptyIndex(hrGlossary);
  const examples = configured.flatMap(({ key, seeds }) =>
    seeds.map((text) => ({ topic: key, text, weight: 1 })),
  );
  for (const { topic, text } of examples) learn(full, topic, text);
  refine(full, examples);
  const page = packed(pageIndexOf(configured, hrGlossary));
  const questions = [
    "wanneer komt mijn salaris",
    "how many hours are left",
    "mijn partner is zwanger",
    "vog",
  ];
  for (const question of questions) expect(threeOf(page, question)).toContain(first(full, question));
});

test("learns what three people ask in words that nobody thought of", () => {
  const questions = ["anna", "bram", "cees"].map((asker): [string, string] => [
    asker,
    "Mag een zeilwagen ook?",
  ]);
  const taught = packed(pageIndexOf(asked("ikb", ...questions), hrGlossary));
  expect(first(packed(pageIndexOf(configured, hrGlossary)), "zeilwagen")).not.toBe("ikb");
  expect(first(taught, "zeilwagen")).toBe("ikb");
});

test("gets a topic that was answered since, and is as good as if it had been there", () => {
  const [late, ...rest] = configured.toReversed();
  if (!late) throw new Error("there are topics");
  const before = packed(pageIndexOf(rest, hrGlossary));
  expect(before.keys).not.toContain(late.key);
  const now = packed(withTopics(before, configured));
  expect(new Set(now.keys)).toEqual(new Set(configured.map(({ key }) => key)));
  expect(now.topicCount).toBe(configured.length);
  for (const seed of late.seeds)
    expect(suggest(now, seed, 3).ranked.map(({ topic }) => topic)).toContain(late.key);
  const misplaced = rest.flatMap(({ key, seeds }) => seeds.filter((seed) => first(now, seed) !== key));
  const all = rest.flatMap(({ seeds }) => seeds);
  expect(misplaced.length / all.length).toBeLessThan(0.05);
});

test("loses a topic without an answer, and knows nothing of it any more", () => {
  const all = packed(pageIndexOf(configured, hrGlossary));
  const gone = "loonbeslag";
  const left = withTopics(
    all,
    configured.filter(({ key }) => key !== gone),
  );
  const alone = withTopics(emptyIndex(hrGlossary), [{ key: gone, seeds: ["loonbeslag"] }]);
  expect(left.keys).not.toContain(gone);
  expect(left.topicCount).toBe(all.topicCount - 1);
  expect(suggest(left, "loonbeslag", left.keys.length).ranked.map(({ topic }) => topic)).not.toContain(gone);
  for (const [feature, { topics, known }] of left.postings) {
    expect(topics.length).toBe(topics.filter((number) => number < left.keys.length).length);
    const before = all.postings.get(feature);
    const isLess = before?.topics.includes(all.keys.indexOf(gone)) ? 1 : 0;
    expect(known).toBe((before?.known ?? 0) - isLess);
  }
  expect(alone.keys).toEqual([gone]);
  const ranked = (index: ReadyIndex) =>
    suggest(index, "wanneer krijg ik loon", 5).ranked.map(({ topic }) => topic);
  expect(ranked(left)[0]).toBe(ranked(all).find((topic) => topic !== gone));
});

test("stays as it is where it has just the topics that it should have", () => {
  const index = packed(pageIndexOf(configured, hrGlossary));
  const again = packed(withTopics(index, configured));
  const bytes = (one: ReadyIndex) => Buffer.from(pack(one, { version: 1 })).toString("base64");
  expect(bytes(again)).toBe(bytes(index));
});

test("is made from nothing where nothing was stored yet", () => {
  const index = packed(withTopics(emptyIndex(hrGlossary), configured));
  expect(first(index, "wanneer komt mijn salaris")).toBe(
    first(pageIndexOf(configured, hrGlossary), "wanneer komt mijn salaris"),
  );
});

test("of three hundred topics is at most 150 KB as it is sent", () => {
  const many: PageTopic[] = Array.from({ length: 300 }, (_, i) => {
    const { seeds = [] } = configured[i % configured.length] ?? {};
    const word = (n: number) =>
      `${"klmnprstvz"[n % 10]}${"aeiou"[n % 5]}${(n * 7919).toString(26).replace(/\d/g, "q")}en`;
    const own = Array.from(
      { length: 8 },
      (_, n) => `${seeds[n % seeds.length]} ${word(i * 31 + n)} ${word(i * 17 + n)}`,
    );
    return { key: `onderwerp-${i}`, seeds: own, asked: [] };
  });
  const index = withTopics(emptyIndex(hrGlossary), many);
  const bytes = gzipSync(pack(index, { version: 1, featuresPerTopic: pageFeatures(300) }));
  expect(bytes.length).toBeLessThan(150_000);
  expect(bytes.length).toBeGreaterThan(50_000);
});
