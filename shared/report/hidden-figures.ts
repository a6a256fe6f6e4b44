import { type Askers, nobody } from "./askers.ts";
import { combined, type SmallDesks } from "./small-desks.ts";
import { hiddenAmong, type Sum } from "./small-groups.ts";

/** What a period's figures are told apart by at the finest: every other figure of it is a sum of these. */
export type Finest = {
  desk: string;
  topic: string;
  /** The topic as it is told how often it is asked about. */
  askedTopic: string;
  week: string;
  channel: string;
  askers: Askers;
};

/** Stands where something is not told apart. No key, so never one of them. */
export const any = "*";

export type Spot = Record<"desk" | "topic" | "week" | "channel", string>;
export const spotKey = ({ desk, topic, week, channel }: Spot) => [channel, desk, topic, week].join(" ");

/** Under which name of its own a topic can stand among those that are shown as one. */
export const nameWithin = (askedTopic: string) =>
  askedTopic === combined ? `${combined}-others` : askedTopic;

/**
 * Which figures of a period are not shown, whatever is asked of it: decided once, over all of its figures and every
 * sum of them that can be asked for, so that two answers about the same period never tell what either hides. Each
 * channel is apart, since nothing is summed over channels.
 * @returns the keys of their spots
 */
export function hiddenFigures(finest: Iterable<Finest>, small: SmallDesks, least: number): Set<string> {
  const hidden = new Set<string>();
  for (const figures of Map.groupBy(finest, ({ channel }) => channel).values()) {
    const { spots, sums } = everySum(figures);
    const lines = spots.map(({ spot, askers }) => ({ askers, isHidden: small.isHidden && isCombined(spot) }));
    for (const i of hiddenAmong(lines, sums, least)) {
      const spot = spots[i]?.spot;
      if (spot) hidden.add(spotKey(spot));
    }
  }
  return hidden;
}

const isCombined = ({ desk, topic }: Spot) => desk === combined || topic === combined;

/** From the finest on; a topic within those that are shown as one, a topic as shown, all topics. */
const levels = [0, 1].flatMap((desk) =>
  [0, 1, 2].flatMap((topic) => [0, 1].map((week) => ({ desk, topic, week }))),
);
type Level = (typeof levels)[number];

/** Each pair of levels of which the one is a sum of the other. */
const pairs = levels.flatMap((fine, from) =>
  levels.flatMap((coarse, to) =>
    from !== to && fine.desk <= coarse.desk && fine.topic <= coarse.topic && fine.week <= coarse.week
      ? [{ from, to }]
      : [],
  ),
);

function everySum(figures: readonly Finest[]) {
  const spots: { spot: Spot; askers: Askers }[] = [];
  const known = new Map<string, number>();
  const positionOf = (spot: Spot, askers: Askers) => {
    const key = spotKey(spot);
    const position = known.get(key) ?? spots.push({ spot, askers: nobody }) - 1;
    known.set(key, position);
    const found = spots[position];
    if (found) found.askers |= askers;
    return position;
  };
  const parts = new Map<string, { whole: number; parts: Set<number> }>();
  for (const figure of figures) {
    const at = levels.map((level) => positionOf(spotAt(level, figure), figure.askers));
    for (const [i, { from, to }] of pairs.entries()) {
      const [part = 0, whole = 0] = [at[from], at[to]];
      if (part === whole) continue;
      const key = `${i} ${whole}`;
      const sum = parts.get(key) ?? { whole, parts: new Set() };
      parts.set(key, sum);
      sum.parts.add(part);
    }
  }
  const sums = [...parts.values()].map((sum): Sum => ({ whole: sum.whole, parts: [...sum.parts] }));
  return { spots, sums };
}

const spotAt = (level: Level, { desk, topic, askedTopic, week, channel }: Finest): Spot => ({
  channel,
  desk: level.desk === 0 ? desk : any,
  topic: [topic === combined ? nameWithin(askedTopic) : topic, topic, any][level.topic] ?? any,
  week: level.week === 0 ? week : any,
});
