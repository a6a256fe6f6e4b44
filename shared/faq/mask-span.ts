/** A place in a text, from its first character up to the one after its last. */
export type Span = { from: number; to: number };

/** Signs that stand for what was masked, one for each kind; nobody types them. */
export const standIns = "\uE000\uE001\uE002\uE003\uE004\uE005\uE006\uE007";

/** @param part the group that is masked; the whole match unless said. The expression needs flags g and d. */
export const spansOf = (text: string, expression: RegExp, part = 0): Span[] =>
  [...text.matchAll(expression)].flatMap((match) => {
    const [from, to] = match.indices?.[part] ?? [];
    return from === undefined || to === undefined ? [] : [{ from, to }];
  });

/** In reading order; of two that overlap the one that begins first stays, and of those the longest. */
export function apart(spans: readonly Span[]): Span[] {
  const kept: Span[] = [];
  for (const span of spans.toSorted((one, other) => one.from - other.from || other.to - one.to)) {
    if (span.from >= (kept.at(-1)?.to ?? 0)) kept.push(span);
  }
  return kept;
}
