import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { hrConcepts } from "../../shared/faq/glossary/concepts.ts";
import { conceptsFrom, glossaryOf } from "../../shared/faq/glossary.ts";
import { pack, pageFeatures } from "../../shared/faq/index-pack.ts";
import { pageIndexOf } from "../../shared/faq/page-index.ts";
import { seedsOf } from "../../shared/faq/seeds.ts";
import type { PageIndex } from "../../web/suggest/suggester.ts";
import { lookingWithConcepts } from "../../web/suggest/with-concepts.ts";
import { organisation } from "../given.ts";

const { topics } = organisation;
const ownConcept = {
  key: "kladoos",
  nl: ["kladoosje", "sprietvlop"],
  en: [],
} as unknown as PageIndex["concepts"][number];
const packed = packOfTopics();

function packOfTopics(): string {
  const seeded = topics.map((topic) => ({
    key: topic.key,
    seeds: [...seedsOf(topic), ...(topic.key === "ikb" ? ["kladoosje"] : [])],
    asked: [],
  }));
  const index = pageIndexOf(seeded, glossaryOf([...conceptsFrom(hrConcepts), ownConcept]));
  const bytes = pack(index, { version: 1, featuresPerTopic: pageFeatures(index.topicCount) });
  return gzipSync(bytes).toString("base64");
}

/** What a page gets, for the topics of the example organisation. */
const anIndex = (given: Partial<PageIndex> = {}): PageIndex => ({
  unchanged: false,
  version: "1",
  pack: packed,
  topics: topics.map(({ key, name }) => ({ key, name, answer: { revision: 7 } })) as PageIndex["topics"],
  pointers: [],
  concepts: [],
  ...given,
});
const topicsOf = (suggested: readonly { topic: string }[]) => suggested.map(({ topic }) => topic);

test("what is typed finds its topic first, three at most, with what there is to show", async () => {
  const { suggest } = await lookingWithConcepts(anIndex());
  const found = suggest("hoeveel verlofdagen heb ik nog");
  expect(found[0]).toMatchObject({ topic: "verlof_saldo", revision: 7 });
  for (const typed of ["verlof", "verlof en salaris en reiskosten", "mijn leidinggevende"]) {
    expect(suggest(typed).length).toBeLessThanOrEqual(3);
  }
});

test("what says nothing finds nothing, and what is far behind the best is left out", async () => {
  const { suggest } = await lookingWithConcepts(anIndex());
  for (const typed of ["", "en dan nog iets", "qqqq zzzz xxxx"])
    expect([typed, suggest(typed)]).toEqual([typed, []]);
  expect(topicsOf(suggest("Waar vind ik mijn loonstrook van vorige maand?"))).toHaveLength(1);
});

test("a topic that the page has nothing to show of is not suggested", async () => {
  const index = anIndex();
  const without = { ...index, topics: index.topics.filter(({ key }) => key !== "verlof_saldo") };
  const { suggest } = await lookingWithConcepts(without);
  expect(topicsOf(suggest("hoeveel verlofdagen heb ik nog"))).not.toContain("verlof_saldo");
});

test("the organisation's own words stand beside those of the helpdesk's glossary", async () => {
  const none = await lookingWithConcepts(anIndex());
  for (const word of ["zwobbel", "sprietvlop"]) {
    expect(none.suggest(`mijn ${word} van nu`)).toEqual([]);
  }
  const payslip = { key: "payslip", nl: ["zwobbel"], en: ["zwobble"] };
  const { suggest } = await lookingWithConcepts(
    anIndex({ concepts: [payslip as typeof ownConcept, ownConcept] }),
  );
  expect(topicsOf(suggest("mijn zwobbel van nu"))[0]).toBe("salarisstrook");
  expect(topicsOf(suggest("my zwobble of now"))[0]).toBe("salarisstrook");
  expect(topicsOf(suggest("mijn sprietvlop van nu"))[0]).toBe("ikb");
  // They take nothing from the words that a known concept has.
  for (const typed of ["mijn loonspecificatie nu", "about my wage slip"]) {
    expect(topicsOf(suggest(typed))).toEqual(topicsOf(none.suggest(typed)));
    expect(topicsOf(suggest(typed))[0]).toBe("salarisstrook");
  }
});

test("points out whom the words call for", async () => {
  const signpost = { key: "a", name: { nl: "A", en: "A" }, text: { nl: "a", en: "a" } };
  const pointers = [{ words: ["gepest"], signposts: [signpost] }] as PageIndex["pointers"];
  const { point } = await lookingWithConcepts(anIndex({ pointers }));
  expect(point("Ik word gepest")).toEqual([signpost]);
});
