/** Every word must be found; what begins with them comes before what only holds them. Without words: all, as they are. */
export function scored<T>(items: readonly T[], text: string, textOf: (item: T) => string): T[] {
  const words = text.split(/\s+/).filter(Boolean);
  return items
    .map((item) => ({ item, score: scoreOf(textOf(item), words) }))
    .filter(({ score }) => score >= 0)
    .sort((a, b) => b.score - a.score)
    .map(({ item }) => item);
}

function scoreOf(text: string, words: readonly string[]): number {
  let score = 0;
  for (const word of words) {
    const at = text.indexOf(word);
    if (at < 0) return -1;
    score += at === 0 ? 2 : text[at - 1] === " " ? 1 : 0;
  }
  return score;
}
