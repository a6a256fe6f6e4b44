import { type Glossary, unknownWords } from "./glossary.ts";

// Words that people use and no concept has: an editor may add them to one. A word is offered when several people used
// it about the same topic; what few use may be a name, and what is used about everything tells nothing.

const leastPeople = 3;
const mostTopics = 2;

/** How many different people used which unknown words about a topic; none that fewer than three used. */
export type WordsOfTopic = { topic: string; words: { word: string; people: number }[] };

/**
 * @param questions as confirmed by agents, each with the number of who asked
 * @param isKnown whether a topic knows the word from its names or its configured examples
 */
export function wordsOfTopic(
  topic: string,
  questions: readonly { text: string; person: string }[],
  isKnown: (word: string) => boolean,
  glossary: Glossary,
): WordsOfTopic {
  const people = new Map<string, Set<string>>();
  for (const { text, person } of questions) {
    for (const word of unknownWords(text, isKnown, glossary)) {
      people.set(word, (people.get(word) ?? new Set()).add(person));
    }
  }
  const words = [...people].map(([word, { size }]) => ({ word, people: size }));
  return { topic, words: words.filter((one) => one.people >= leastPeople) };
}

/** A word with the topics that it is used about, the most usual first. */
export type OfferedWord = { word: string; topics: string[]; people: number };

/** The most used first. The people of two topics may be the same ones, so those of one are told. */
export function offeredWords(found: readonly WordsOfTopic[]): OfferedWord[] {
  const uses = found.flatMap(({ topic, words }) => words.map((one) => ({ topic, ...one })));
  return [...Map.groupBy(uses, ({ word }) => word)]
    .filter(([, of]) => of.length <= mostTopics)
    .map(([word, of]) => {
      const mostFirst = of.toSorted(
        (one, other) => other.people - one.people || (one.topic < other.topic ? -1 : 1),
      );
      return { word, topics: mostFirst.map(({ topic }) => topic), people: mostFirst[0]?.people ?? 0 };
    })
    .toSorted((one, other) => other.people - one.people || (one.word < other.word ? -1 : 1));
}
