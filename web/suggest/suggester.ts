import type { AnswerOf } from "../../shared/contract/operations.ts";
import type { SignpostView } from "../../shared/contract/view.ts";
import { glossaryOf } from "../../shared/faq/glossary.ts";
import type { Concept } from "../../shared/faq/glossary-concept.ts";
import { unpack } from "../../shared/faq/index-pack.ts";
import { suggest } from "../../shared/faq/matcher.ts";
import type { LocalText } from "../../shared/text.ts";

export type PageIndex = Extract<AnswerOf<"GET /v1/topics/index">, { unchanged: false }>;

/** A topic that what was typed may be about, with what there is to show for it. */
export type Suggested = {
  topic: string;
  name: LocalText;
  revision?: number;
  signpost?: SignpostView;
};

export type Suggester = (typed: string) => Suggested[];

const most = 3;
/** Below it nothing in what was typed tells one topic from another. */
const leastScore = 0.3;
/** What is far behind the best one is no second guess. */
const leastOfBest = 0.55;

/**
 * Suggests answers in the page itself: what is typed goes nowhere.
 * @param concepts those of the helpdesk and the organisation, for words that no example has
 */
export async function suggesterOf(
  { pack, topics }: Pick<PageIndex, "pack" | "topics">,
  concepts: readonly Concept[],
): Promise<Suggester> {
  const { index } = unpack(await unzipped(pack), glossaryOf(concepts));
  const known = new Map(topics.map((topic) => [topic.key as string, topic]));
  return (typed) => {
    const { ranked } = suggest(index, typed, most, { isTyping: true });
    const best = ranked[0]?.score ?? 0;
    if (best < leastScore) return [];
    return ranked
      .filter(({ score }) => score >= best * leastOfBest)
      .flatMap(({ topic }) => {
        const found = known.get(topic);
        if (!found) return [];
        const { name, answer, signpost } = found;
        return [{ topic, name, ...(answer && { revision: answer.revision }), ...(signpost && { signpost }) }];
      });
  };
}

async function unzipped(base64: string): Promise<Uint8Array> {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
