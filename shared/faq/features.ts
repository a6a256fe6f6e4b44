import { fold } from "../text.ts";

/** What a text is known by: letters inside its words, its words, neighbouring words, and the concepts it names. */
export const blocks = { letters: 0, words: 1, pairs: 2, concepts: 3 } as const;
export const blockCount = 4;

/** How often each feature occurs in a text, by block. */
export type Features = readonly Map<number, number>[];

/** Of a longer text the beginning tells what it is about, and keeps it within the time that a question may take. */
const mostWords = 60;
const hashBits = 22;

/** Words that stand in any question say less; they are kept, since in short questions they may be all there is. */
const functionWordWeight = 0.8;
const functionWords = new Set(
  (
    "de het een en of ik je jij u mijn me mij jouw uw zijn haar we wij ons onze ze zij hun hen die dat dit deze er is " +
    "ben bent was waren wordt word worden heb hebt heeft hebben had kan kun kunt kunnen kon mag mogen moet moeten zal " +
    "zullen zou wil willen van voor in op aan met bij naar om te door over uit tot als dan maar ook nog al niet geen " +
    "wel wat wie waar wanneer hoe waarom welke hoeveel dus want omdat na per via a an the and or i you he she it my " +
    "your his her our their they us them this that these those am are were be been do does did have has can could may " +
    "might must shall should will would for on at with by to from about into out up than but also not no so if what " +
    "who where when how why which there here m t s"
  ).split(" "),
);

export const isFunctionWord = (word: string): boolean => functionWords.has(word);

export const blockOf = (feature: number): number => feature >>> hashBits;

export const wordsOf = (text: string): string[] =>
  (fold(text).match(/[\p{L}\p{N}]+/gu) ?? []).slice(0, mostWords);

/**
 * @param words from `wordsOf`
 * @param concepts keys of the concepts that the text names, each as often as it does
 * @param isKnown given while the last word may be unfinished: what of it nobody knows is not held against it
 */
export function featuresOf(
  words: readonly string[],
  concepts: readonly string[],
  isKnown?: (feature: number) => boolean,
): Features {
  const features = Array.from({ length: blockCount }, () => new Map<number, number>());
  words.forEach((word, i) => {
    const isUnfinished = isKnown !== undefined && i === words.length - 1;
    const count = (block: number, name: string, weight: number) => {
      const feature = featureOf(block, name);
      if (!isUnfinished || isKnown(feature)) add(features[block] as Map<number, number>, feature, weight);
    };
    const weight = isFunctionWord(word) ? functionWordWeight : 1;
    for (const letters of lettersIn(`<${word}>`)) count(blocks.letters, letters, weight);
    count(blocks.words, word, weight);
    if (i > 0) count(blocks.pairs, `${words[i - 1]} ${word}`, 1);
  });
  for (const concept of concepts) {
    add(features[blocks.concepts] as Map<number, number>, featureOf(blocks.concepts, concept), 1);
  }
  return features;
}

export const featureOf = (block: number, name: string): number => block * 2 ** hashBits + hashed(name);

const add = (counts: Map<number, number>, feature: number, weight: number) =>
  counts.set(feature, (counts.get(feature) ?? 0) + weight);

/** Three and four letters in a row: they bridge inflection, compounds and typing errors. */
function lettersIn(marked: string): string[] {
  const found: string[] = [];
  for (let from = 0; from + 3 <= marked.length; from++) {
    found.push(marked.slice(from, from + 3));
    if (from + 4 <= marked.length) found.push(marked.slice(from, from + 4));
  }
  return found;
}

/** FNV-1a with a last stir, so that texts that differ in one letter do not lie close together. */
function hashed(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> (32 - hashBits);
}

/** The length of a text's features in one block; 1 for none, so that it can be divided by. */
export function lengthOf(counts: Iterable<number>): number {
  let squares = 0;
  for (const count of counts) squares += count * count;
  return Math.sqrt(squares) || 1;
}
