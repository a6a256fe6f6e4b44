import { lengthOf } from "./features.ts";
import type { ByMeaning } from "./matcher.ts";

/**
 * The seam for an encoder, which gives what a text means as numbers. It is off where `embed` is missing, as it is by
 * default: it costs money and time for each question, and the glossary bridges most of what it would. On AWS it is
 * Bedrock (Cohere Embed Multilingual, Titan Text Embeddings V2), called by a function in the outbox and handed over
 * here; a topic's meaning is the sum of its examples', kept with its state.
 */
export type Encoder = { embed?(text: string): Promise<readonly number[]> };

/** A likeness in meaning is worth as much as one in letters. */
const weight = 1;

/**
 * How near each topic is to a question in meaning, for `suggest`; nothing where no encoder is used.
 * @param meanings of the topics, by the same encoder
 */
export async function byMeaningOf(
  { embed }: Encoder,
  question: string,
  meanings: ReadonlyMap<string, readonly number[]>,
): Promise<ByMeaning | undefined> {
  if (!embed) return undefined;
  const meant = await embed(question);
  const scores = new Map([...meanings].map(([topic, meaning]) => [topic, cosine(meant, meaning)]));
  return { scores, weight };
}

function cosine(one: readonly number[], other: readonly number[]): number {
  const product = one.reduce((sum, value, i) => sum + value * (other[i] ?? 0), 0);
  return product / (lengthOf(one) * lengthOf(other));
}
