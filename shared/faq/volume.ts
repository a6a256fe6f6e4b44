import { localDay } from "../clock/zone.ts";
import type { DemandRules } from "../organisation/demand.ts";
import { daysBetween } from "../report/day.ts";
import type { DayDemand } from "./day-demand.ts";
import { figureOf } from "./few-people.ts";
import type { TopicRecord } from "./record.ts";

/** Before and after a publication. */
const comparedDays = 28;
/** Fewer questions before it, of the topic or of all others, are too few to see a change in. */
const leastBefore = 10;
const leastOthers = 30;

/** One topic and those merged into it, day by day. */
export type TopicDemand = {
  topic: string;
  days: readonly DayDemand[];
  record?: Pick<TopicRecord, "publications" | "archivedAt"> | undefined;
};

/** What all topics brought to the helpdesk, day by day: made once, to look at every answer against. */
export type Volumes = {
  /** The first day on which anything was counted. */
  since: string;
  topics: ReadonlyMap<string, TopicVolume>;
};

/** `sums`: at each day since the first, the contacts of all days before it. */
type TopicVolume = { sums: Float64Array; published: readonly number[] };

/** What came in the four weeks before and after a publication, and how many different people brought it. */
export type VolumeChange = {
  before: number;
  after: number;
  peopleBefore: number;
  peopleAfter: number;
  /**
   * What would have come after it, had it gone with this topic as with all that had no new answer in that time.
   * `null` where there were too few before, or too few others, to tell.
   */
  expected: number | null;
};

/** As it may be shown. `ratio`: how many times as much came as was expected; where that is of too few, at most so. */
export type ShownVolume = {
  before: number | null;
  after: number | null;
  ratio: number | null;
  isAtMost: boolean;
};

/** @returns nothing while nobody asked anything */
export function volumesOf(
  topics: readonly TopicDemand[],
  today: string,
  { zone }: Pick<DemandRules, "zone">,
): Volumes | undefined {
  const since = topics.reduce<string | undefined>((first, { days }) => {
    const day = days[0]?.day;
    return day !== undefined && (first === undefined || day < first) ? day : first;
  }, undefined);
  if (since === undefined) return undefined;
  const length = daysBetween(since, today) + 1;
  const volumes = topics.map(({ topic, days, record }): [string, TopicVolume] => [
    topic,
    { sums: sumsOf(days, since, length), published: publishedOn(record, since, zone) },
  ]);
  return { since, topics: new Map(volumes) };
}

function sumsOf(days: readonly DayDemand[], since: string, length: number): Float64Array {
  const sums = new Float64Array(length + 1);
  for (const one of days) {
    const i = daysBetween(since, one.day);
    if (i < length) sums[i + 1] = contactsOf(one);
  }
  for (let i = 1; i <= length; i++) sums[i] = (sums[i] ?? 0) + (sums[i - 1] ?? 0);
  return sums;
}

/** What came to the helpdesk: a question that an answer ended is just what an answer is for. */
export const contactsOf = ({ channels: { click, call, face } }: DayDemand): number => click + call + face;

const publishedOn = (record: TopicDemand["record"], since: string, zone: string): number[] =>
  (record?.publications ?? []).map(({ from }) => daysBetween(since, localDay(Date.parse(from), zone)));

/**
 * What an answer did to the questions about its topic.
 * @param from the day on which it was published
 * @returns nothing until four weeks have passed, or where the four weeks before it are not all known
 */
export function volumeChange(
  topic: Pick<TopicDemand, "topic" | "days">,
  from: string,
  today: string,
  { since, topics }: Volumes,
): VolumeChange | undefined {
  const at = daysBetween(since, from);
  const own = topics.get(topic.topic);
  if (!own || at < comparedDays || daysBetween(from, today) < comparedDays) return undefined;
  const [before, after] = aroundOf(own, at);
  let [othersBefore, othersAfter] = [0, 0];
  // The topic itself is left out by the publication that it is looked at for.
  for (const other of topics.values()) {
    if (other.published.some((day) => isNear(day, at))) continue;
    const around = aroundOf(other, at);
    othersBefore += around[0];
    othersAfter += around[1];
  }
  const isEnough = before >= leastBefore && othersBefore >= leastOthers && othersAfter >= leastOthers;
  const [peopleBefore, peopleAfter] = peopleAround(topic.days, from);
  return {
    before,
    after,
    peopleBefore,
    peopleAfter,
    expected: isEnough ? before * (othersAfter / othersBefore) : null,
  };
}

const isNear = (day: number, at: number) => day >= at - comparedDays && day < at + comparedDays;

const aroundOf = ({ sums }: TopicVolume, at: number): [before: number, after: number] => {
  const sumAt = (day: number) => sums[day] ?? 0;
  return [sumAt(at) - sumAt(at - comparedDays), sumAt(at + comparedDays) - sumAt(at)];
};

/** Only who brought a question to the helpdesk: those are what the volume is about. */
function peopleAround(days: readonly DayDemand[], from: string): [before: number, after: number] {
  const [before, after] = [new Set<string>(), new Set<string>()];
  for (const { day, persons, askers = persons } of days) {
    const since = daysBetween(from, day);
    if (since < -comparedDays || since >= comparedDays) continue;
    for (const person of askers) (since < 0 ? before : after).add(person);
  }
  return [before.size, after.size];
}

export function volumeShown(change: VolumeChange, least: number): ShownVolume {
  const before = figureOf(change.before, change.peopleBefore, least);
  const after = figureOf(change.after, change.peopleAfter, least);
  // A topic that has nearly gone quiet is what an answer is for: what is told of it is true of any such few.
  const atMost = after ?? Math.max(change.after, least - 1);
  return {
    before,
    after,
    ratio: before === null || change.expected === null ? null : atMost / change.expected,
    isAtMost: after === null,
  };
}
