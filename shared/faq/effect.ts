import { localDay } from "../clock/zone.ts";
import type { DemandRules } from "../organisation/demand.ts";
import { type DayDemand, type NotAnsweredReason, noCounts, type RevisionCounts } from "./day-demand.ts";
import { figureOf } from "./few-people.ts";
import type { AnswerAudience, Publication, TopicRecord } from "./record.ts";
import { type ShownVolume, type VolumeChange, volumeShown } from "./volume.ts";
import { type Share, shareOf } from "./wilson.ts";

/** What became of one revision of an answer. `from` and `until` are its days as the answer, until now where it still is. */
export type Effect = RevisionCounts & {
  revision: number;
  audience: AnswerAudience;
  from: string;
  until?: string;
  /** Missing until four weeks have passed. */
  volume?: VolumeChange;
};

const mostEffects = 4;
/** One that was taken away longer ago tells nothing about what can be asked now. */
const recentDays = 56;

/** Of each revision that is the answer or lately was, those that are first. */
export function effectsOf(
  days: readonly DayDemand[],
  record: Pick<TopicRecord, "publications">,
  today: string,
  { zone }: Pick<DemandRules, "zone">,
): Effect[] {
  const oldest = new Date(Date.parse(today) - recentDays * 86_400_000).toISOString().slice(0, 10);
  const effects = publishedRevisions(record.publications, zone)
    .filter(({ until }) => until === undefined || until >= oldest)
    .slice(0, mostEffects);
  const counts = new Map(effects.map(({ revision }) => [revision, noCounts()]));
  for (const { revisions } of days) {
    for (const [revision, more] of revisions) {
      const sum = counts.get(revision);
      if (sum) addTo(sum, more);
    }
  }
  return effects.map((effect) => ({ ...effect, ...(counts.get(effect.revision) ?? noCounts()) }));
}

type Published = Pick<Effect, "revision" | "audience" | "from" | "until">;

/** Each revision once, from its first publication on, however often it was withdrawn and restored; answers of now first. */
function publishedRevisions(newestFirst: readonly Publication[], zone: string): Published[] {
  const times = Map.groupBy(newestFirst, ({ revision }) => revision);
  const dayOf = (instant: string) => localDay(Date.parse(instant), zone);
  return [...times.values()]
    .flatMap((publications) => {
      const [newest, oldest] = [publications[0], publications.at(-1)];
      if (!newest || !oldest) return [];
      const { revision, audience, until } = newest;
      return [{ revision, audience, from: dayOf(oldest.from), ...(until && { until: dayOf(until) }) }];
    })
    .toSorted((one, other) => Number("until" in one) - Number("until" in other));
}

function addTo(sum: RevisionCounts, more: RevisionCounts): void {
  for (const what of ["used", "shown", "opened", "answered", "again"] as const) sum[what] += more[what];
  for (const [reason, count] of Object.entries(more.no) as [NotAnsweredReason, number][]) {
    sum.no[reason] = (sum.no[reason] ?? 0) + count;
  }
}

/** The reasons by how often they were given, without a number where that would tell of too few. */
export type ShownReason = { reason: NotAnsweredReason; count: number | null };

/** An effect as it may be shown: no figure about fewer people than the least, nor one that such a figure follows from. */
export type ShownEffect = Pick<Effect, "revision" | "audience" | "from" | "until"> & {
  used: number | null;
  shown: number | null;
  opened: number | null;
  answered: number | null;
  notAnswered: number | null;
  again: number | null;
  reasons: ShownReason[];
  /** Of those who opened it, who said that it answered their question. */
  helped: Share | null;
  volume: ShownVolume | null;
};

export function effectShown(effect: Effect, least: number): ShownEffect {
  const { revision, audience, from, until, used, shown, opened, answered, again, no, volume } = effect;
  const notAnswered = Object.values(no).reduce((sum, count) => sum + count, 0);
  const figure = (count: number) => figureOf(count, count, least);
  return {
    revision,
    audience,
    from,
    ...(until && { until }),
    used: figure(used),
    shown: figure(shown),
    opened: figure(opened),
    answered: figure(answered),
    notAnswered: figure(notAnswered),
    again: figure(again),
    reasons: reasonsShown(no, least),
    helped: figure(answered) === null ? null : shareOf(answered, opened),
    volume: volume === undefined ? null : volumeShown(volume, least),
  };
}

/** With the smallest so many others are hidden that what is hidden, taken together, is not too few itself. */
function reasonsShown(no: Effect["no"], least: number): ShownReason[] {
  const reasons = (Object.entries(no) as [NotAnsweredReason, number][]).toSorted(
    ([, one], [, other]) => one - other,
  );
  let hidden = 0;
  return reasons
    .map(([reason, count]) => {
      const isHidden = count < least || (hidden > 0 && hidden < least);
      if (isHidden) hidden += count;
      return { reason, count: isHidden ? null : count };
    })
    .toReversed();
}
