/**
 * A figure as it may be shown: nothing where it is about fewer people than the least, nobody being fewer as well.
 * What is shown in which order, and what is flagged, may still depend on it.
 */
export const figureOf = (figure: number, people: number, least: number): number | null =>
  people < least ? null : figure;
