/** The rows of a list in the order in which they came on the screen. */
export type Order = { list: string; pages: number; ids: readonly string[] };

/**
 * What is new waits until it is let in, and what is gone stays in its place, so that no row moves under the hand. Another
 * list begins anew, a next page comes below, and an empty list takes what comes.
 */
export function steadied(order: Order | undefined, { list, pages, ids }: Order): Order {
  const isSame = order?.list === list;
  if (isSame && order.pages === pages && order.ids.length > 0) return order;
  const kept = isSame ? order.ids : [];
  return { list, pages, ids: [...kept, ...ids.filter((id) => !kept.includes(id))] };
}

/** How many wait to be let in, and which rows are no longer on the list. */
export function differenceOf(
  shown: readonly string[],
  ids: readonly string[] | undefined,
): { news: number; gone: ReadonlySet<string> } {
  if (!ids || shown.length === 0) return { news: 0, gone: new Set() };
  return {
    news: ids.filter((id) => !shown.includes(id)).length,
    gone: new Set(shown.filter((id) => !ids.includes(id))),
  };
}
