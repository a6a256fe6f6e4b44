import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { blockOf, blocks } from "../../../shared/faq/features.ts";
import { pack, packTopic, pageFeatures, unpack, unpackTopic } from "../../../shared/faq/index-pack.ts";
import { emptyIndex, learn, stateOf, suggest, type TopicState } from "../../../shared/faq/matcher.ts";
import { refine } from "../../../shared/faq/matcher-refinement.ts";
import { organisation } from "../../given.ts";
import { hrGlossary } from "./hr-glossary.ts";

const examples = organisation.topics.flatMap(({ key, name, examples: { nl, en } }) =>
  [name.nl, name.en, ...nl, ...en].map((text) => ({ topic: key, text, weight: 1 })),
);
const index = emptyIndex(hrGlossary);
for (const { topic, text, weight } of examples) learn(index, topic, text, weight);
refine(index, examples);

const questions = ["wanneer komt mijn salaris", "how many hours are left", "vog", "Mijn partner is zwanger"];

test("a topic's state is the same after packing, and a few kilobytes", () => {
  for (const topic of index.keys) {
    const state = stateOf(index, topic) as TopicState;
    const bytes = packTopic(state);
    const back = unpackTopic(bytes);
    expect(new Map([...back.sums].sort())).toEqual(new Map([...state.sums].sort()));
    expect(new Map([...back.corrections].sort())).toEqual(new Map([...state.corrections].sort()));
    expect(bytes.length).toBeLessThan(8 * 1024);
  }
});

test("whatever a state holds comes back", () => {
  const amounts = (least: number) =>
    fc
      .array(fc.tuple(fc.integer({ min: 0, max: 2 ** 24 - 1 }), fc.integer({ min: least, max: 1e6 })))
      .map((rows) => new Map(rows.filter(([, amount]) => amount !== 0)));
  fc.assert(
    fc.property(amounts(1), amounts(-1e6), (sums, corrections) => {
      const back = unpackTopic(packTopic({ sums, corrections }));
      expect([...back.sums].sort()).toEqual([...sums].sort());
      expect([...back.corrections].sort()).toEqual([...corrections].sort());
    }),
    { numRuns: 50 },
  );
});

test("the state of a topic with very many examples keeps what it learnt most often, within eight kilobytes", () => {
  const rows = Array.from({ length: 6_000 }, (_, i): [number, number] => [i * 2_000, 1 + (i % 100)]);
  const bytes = packTopic({ sums: new Map(rows), corrections: new Map() });
  expect(bytes.length).toBeLessThan(8 * 1024);
  expect(Math.min(...unpackTopic(bytes).sums.values())).toBeGreaterThan(60);
});

test("a packed index has its version and ranks as the whole does", () => {
  const { index: ready, version } = unpack(pack(index, { version: 1_764_000_123 }), hrGlossary);
  expect(version).toBe(1_764_000_123);
  for (const { topic, text } of examples) {
    const [whole] = suggest(index, text, 3).ranked;
    const [packed] = suggest(ready, text, 3).ranked;
    const ratio = (packed?.score as number) / (whole?.score as number);
    expect([text, ratio > 0.8 && ratio < 1.2]).toEqual([text, true]);
    if (whole?.topic === topic) {
      expect(suggest(ready, text, 3).ranked.map((suggestion) => suggestion.topic)).toContain(topic);
    }
  }
  for (const question of questions) {
    const [first] = suggest(index, question, 1).ranked;
    expect(suggest(ready, question, 2).ranked.map(({ topic }) => topic)).toContain(first?.topic);
  }
});

test("a page's pack of three hundred topics is 150 KB at most, compressed", () => {
  const many = emptyIndex(hrGlossary);
  for (let i = 0; i < 300; i++) {
    for (let lesson = 0; lesson < 6; lesson++) {
      const at = (i * 31 + lesson * 17) % examples.length;
      learn(many, `topic-${i}`, `${examples[at]?.text} ${examples[(at * 7 + i) % examples.length]?.text}`);
    }
  }
  const bytes = pack(many, { version: 1, featuresPerTopic: pageFeatures(300) });
  expect(gzipSync(bytes).length).toBeLessThan(150_000);
  expect(unpack(bytes).index.keys).toHaveLength(300);
});

test("few features of each topic still rank, concepts are kept, and each feature is as rare as it was", () => {
  const { index: ready } = unpack(pack(index, { version: 1, featuresPerTopic: 20 }), hrGlossary);
  expect(suggest(ready, "payslip", 3).ranked.map(({ topic }) => topic)).toContain("salarisstrook");
  const { index: least } = unpack(pack(index, { version: 1, featuresPerTopic: 1 }), hrGlossary);
  const concepts = [...index.postings].filter(([feature]) => blockOf(feature) === blocks.concepts);
  expect(concepts.length).toBeGreaterThan(50);
  for (const [feature, { known }] of concepts) {
    expect(least.postings.get(feature)?.topics.length).toBeGreaterThanOrEqual(known);
  }
  expect(least.postings.size).toBeLessThan(ready.postings.size);
  for (const [feature, { known }] of ready.postings) expect(known).toBe(index.postings.get(feature)?.known);
});

test("a pack of another format is refused", () => {
  const bytes = pack(index, { version: 1 });
  bytes[0] = 99;
  expect(() => unpack(bytes)).toThrow(RangeError);
  expect(() => unpackTopic(Uint8Array.from([99]))).toThrow(RangeError);
});

test("an empty index can be packed", () => {
  expect(suggest(unpack(pack(emptyIndex(), { version: 1 })).index, "verlof", 3).ranked).toEqual([]);
});
