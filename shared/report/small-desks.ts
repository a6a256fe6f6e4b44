import type { Organisation } from "../organisation/organisation.ts";

/** Stands for the desks that are too small to be shown alone, and for their topics: no key, so never one of them. */
export const combined = "~combined";

/** Which desks show no figures of their own, and what becomes of them. */
export type SmallDesks = {
  desks: ReadonlySet<string>;
  topics: ReadonlySet<string>;
  /** Whether they are shown as one, or not at all. */
  isHidden: boolean;
};

type Rules = Pick<Organisation, "desks" | "topics" | "figures">;

/**
 * The desks with fewer agents than the least, joined by the next smallest until they are enough together. A desk that
 * the organisation no longer has is one of them, since nobody knows how many worked there.
 * @param seen the desks that the figures are about
 */
export function smallDesks({ desks, topics, figures }: Rules, seen: Iterable<string>): SmallDesks {
  const { minimumGroup, deskBelowMinimum } = figures;
  const known = new Map(desks.map(({ key, agents }) => [key, agents]));
  const smallestFirst = [...new Set([...known.keys(), ...seen])].toSorted(
    (one, other) => (known.get(one) ?? 0) - (known.get(other) ?? 0),
  );
  const small = smallestFirst.filter((desk) => (known.get(desk) ?? 0) < minimumGroup.agents);
  let agents = small.reduce((sum, desk) => sum + (known.get(desk) ?? 0), 0);
  const isCombined = deskBelowMinimum === "combined-with-others";
  for (const desk of isCombined && small.length > 0 ? smallestFirst.slice(small.length) : []) {
    if (agents >= minimumGroup.agents && small.length > 1) break;
    small.push(desk);
    agents += known.get(desk) ?? 0;
  }
  const together = new Set(small);
  return {
    desks: together,
    topics: new Set(topics.filter(({ desk }) => together.has(desk)).map(({ key }) => key)),
    isHidden: small.length > 0 && (!isCombined || agents < minimumGroup.agents),
  };
}

/** Under which desk and topic a figure is shown. What a small desk did is not told by topic either. */
export function shownAs(
  { desk, topic }: { desk: string; topic: string },
  small: SmallDesks,
): { desk: string; topic: string } {
  const isSmall = small.desks.has(desk);
  return {
    desk: isSmall ? combined : desk,
    topic: isSmall || small.topics.has(topic) ? combined : topic,
  };
}

/**
 * Under which topic it is counted how often something is asked. That says nothing of how a desk works, so the topics of
 * a small desk keep their names here; what else came to one stays together.
 */
export function askedAs(place: { desk: string; topic: string }, small: SmallDesks): string {
  const { topic } = shownAs(place, small);
  return topic === combined && small.topics.has(place.topic) ? place.topic : topic;
}
