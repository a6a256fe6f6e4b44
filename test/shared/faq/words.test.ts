import { expect, test } from "vitest";
import { glossaryOf } from "../../../shared/faq/glossary.ts";
import { offeredWords, wordsOfTopic } from "../../../shared/faq/words.ts";

const glossary = glossaryOf([{ key: "leave", nl: ["verlof"], en: ["leave"] }]);
const asked = (text: string, ...people: string[]) => people.map((person) => ({ text, person }));
const isKnown = (word: string) => word === "vraag";

test("a word counts for as many as used it about a topic, and is kept from three people on", () => {
  const questions = [
    ...asked("Een vraag over flexipot", "~1", "~2", "~3", "~3"),
    ...asked("Tuimelpas, tuimelpas", "~1", "~1", "~2"),
  ];
  expect(wordsOfTopic("ikb", questions, isKnown, glossary)).toEqual({
    topic: "ikb",
    words: [{ word: "flexipot", people: 3 }],
  });
});

test("a word of a concept, a known word and a word without meaning are no unknown ones", () => {
  const questions = asked("Wanneer heb ik verlof, een vraag uit 2026", "~1", "~2", "~3");
  expect(wordsOfTopic("ikb", questions, isKnown, glossary).words).toEqual([]);
});

test("words are offered by how many used them, with the topics they are about; what three topics use tells nothing", () => {
  const of = (topic: string, ...words: [string, number][]) => ({
    topic,
    words: words.map(([word, people]) => ({ word, people })),
  });
  expect(
    offeredWords([
      of("ikb", ["graag", 9], ["flexipot", 3], ["pas", 4]),
      of("pension", ["graag", 8], ["pas", 5]),
      of("leave", ["graag", 7], ["alpha", 3]),
    ]),
  ).toEqual([
    { word: "pas", topics: ["pension", "ikb"], people: 5 },
    { word: "alpha", topics: ["leave"], people: 3 },
    { word: "flexipot", topics: ["ikb"], people: 3 },
  ]);
});
