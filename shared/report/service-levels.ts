import { Channel } from "../channel/channel.ts";
import type { ServiceLevelFigures, ServiceLevelReport } from "../contract/view.ts";
import type { Organisation } from "../organisation/organisation.ts";
import { metricCodes } from "./codes.ts";
import {
  ages,
  type Direction,
  deskWanted,
  type Gathered,
  isWanted,
  type Question,
  type Tally,
} from "./gather.ts";
import { hiddenFigures } from "./hidden-figures.ts";
import { type Histogram, quantile, relativeError } from "./histogram.ts";
import { combined, type SmallDesks } from "./small-desks.ts";
import { hiddenLines } from "./small-groups.ts";

type Rules = Pick<Organisation, "figures">;

/** The figures of a period as a service manager reads them: what is about too few people is not in it. */
export function serviceLevels(
  gathered: Gathered,
  question: Question,
  small: SmallDesks,
  { figures: { minimumGroup } }: Rules,
): Omit<ServiceLevelReport, "next"> {
  const { from, to, by } = question;
  const hidden = hiddenFigures(gathered.finest.values(), small, minimumGroup.askers);
  const figures = (tallies: Map<string, Tally>) =>
    inOrder([...tallies.values()].map((tally) => ({ tally, isHidden: hidden.has(tally.spot ?? "") })));
  const shown = (tallies: Map<string, Tally>) => withoutSmall(tallies, small, minimumGroup.askers);
  const desk = deskWanted(question, small);
  const backlog = shown(gathered.backlog).filter(({ tally }) => isWanted(desk, tally.place[0] ?? ""));
  return {
    from,
    to,
    by: [...by, "channel"],
    relativeError,
    minimumGroup,
    ...(small.desks.size > 0 && { combined: { desks: [...small.desks], topics: [...small.topics] } }),
    rows: figures(gathered.rows).map(({ tally, isHidden }) => ({
      ...named(by, tally.place),
      channel: tally.channel as Channel,
      hidden: isHidden,
      figures: isHidden ? null : figuresOf(tally.counts),
    })),
    backlog: side(backlog, 1, ages).map(({ place: [desk = ""], counts }) => ({
      desk,
      open: counts,
    })),
    topics: side(figures(gathered.asked), undefined, Channel.options).map(
      ({ place: [topic = ""], counts }) => ({
        topic,
        asked: counts,
      }),
    ),
    hours: side(shown(gathered.hours), undefined, Channel.options).map(
      ({ place: [weekday, hour], counts }) => ({
        weekday: Number(weekday),
        hour: Number(hour),
        asked: counts,
      }),
    ),
  };
}

const channelOrder: readonly string[] = Channel.options;

type Shown = { tally: Tally; isHidden: boolean };

/** A table of which nothing is asked for in part; each channel is one of its own, since nothing is summed over them. */
function withoutSmall(tallies: Map<string, Tally>, small: SmallDesks, least: number): Shown[] {
  const filled = [...tallies.values()].filter(({ counts }) => counts.size > 0);
  const byChannel = Map.groupBy(filled, ({ channel }) => channel);
  const shown = [...byChannel.values()].flatMap((of) => {
    const lines = of.map((tally) => ({
      ...tally,
      isHidden: small.isHidden && tally.place.includes(combined),
    }));
    const hidden = hiddenLines(lines, least);
    return of.map((tally, i) => ({ tally, isHidden: hidden.has(i) }));
  });
  return inOrder(shown);
}

/** In the order of their places. */
function inOrder(shown: readonly Shown[]): Shown[] {
  const sorted = ({ tally: { place, channel } }: Shown) =>
    JSON.stringify([...place, channelOrder.indexOf(channel)]);
  return shown
    .filter(({ tally }) => tally.counts.size > 0)
    .map((one) => ({ ...one, at: sorted(one) }))
    .toSorted((one, other) => (one.at < other.at ? -1 : 1));
}

const named = (by: readonly Direction[], place: readonly string[]) =>
  Object.fromEntries(by.map((direction, i) => [direction, place[i]])) as { [D in Direction]?: string };

/** Lines of the same place side by side: of each name its count, nothing where it is hidden. */
function side<N extends string>(
  shown: readonly Shown[],
  direction: number | undefined,
  names: readonly N[],
): { place: string[]; counts: Record<N, number | null> }[] {
  const nameOf = ({ tally }: Shown) => (direction === undefined ? tally.channel : tally.place[direction]);
  const rest = ({ tally }: Shown) => tally.place.filter((_, i) => i !== direction);
  return [...Map.groupBy(shown, (one) => JSON.stringify(rest(one))).values()].map((of) => {
    const counts = names.map((name) => {
      const found = of.find((one) => nameOf(one) === name);
      const { counts: sums } = found?.tally ?? {};
      return [name, found?.isHidden ? null : (sums?.get("asked") ?? sums?.get("open") ?? 0)];
    });
    return { place: of[0] ? rest(of[0]) : [], counts: Object.fromEntries(counts) };
  });
}

function figuresOf(counts: ReadonlyMap<string, number>): ServiceLevelFigures {
  const count = (field: string) => counts.get(field) ?? 0;
  const metric = (name: keyof typeof metricCodes) => {
    const [met, missed] = [count(`${metricCodes[name]}.met`), count(`${metricCodes[name]}.missed`)];
    return { met, missed, share: shareOf(met, met + missed) };
  };
  const [met, missed, reopened] = [count("re.met"), count("re.missed"), count("re.reopened")];
  const [kept, broken, cycles, paused] = [
    count("pr.kept"),
    count("pr.broken"),
    count("pa.cycles"),
    count("pa.paused"),
  ];
  const at = histogramOf(counts, "at.h");
  return {
    asked: count("asked"),
    resolved: count("resolved"),
    handedOver: count("handed"),
    returned: count("returned"),
    firstContact: { count: count("fcr"), share: shareOf(count("fcr"), count("resolved")) },
    firstResponse: { ...metric("firstResponse"), workingSeconds: percentiles(histogramOf(counts, "fr.h")) },
    nextResponse: metric("nextResponse"),
    resolution: {
      met,
      missed,
      reopened,
      share: shareOf(met, met + missed + reopened),
      workingSeconds: percentiles(histogramOf(counts, "re.h")),
    },
    ola: metric("ola"),
    statutory: metric("statutory"),
    askerSeconds: { p50: quantile(at, 0.5) ?? null, p90: quantile(at, 0.9) ?? null },
    pauses: {
      cycles,
      paused,
      share: shareOf(paused, cycles),
      pausedSeconds: count("pa.stood"),
      runningSeconds: count("pa.ran"),
    },
    promises: {
      kept,
      broken,
      withdrawn: count("pr.withdrawn"),
      confirmed: count("pr.confirmed"),
      denied: count("pr.denied"),
      share: shareOf(kept, kept + broken),
    },
  };
}

/** Nothing where there was nothing to judge. */
const shareOf = (part: number, whole: number) => (whole === 0 ? null : Number((part / whole).toFixed(4)));

const histogramOf = (counts: ReadonlyMap<string, number>, prefix: string): Histogram =>
  new Map(
    [...counts]
      .filter(([field]) => field.startsWith(prefix))
      .map(([field, count]) => [Number(field.slice(prefix.length)), count]),
  );

const percentiles = (histogram: Histogram) => ({
  p50: quantile(histogram, 0.5) ?? null,
  p90: quantile(histogram, 0.9) ?? null,
  p99: quantile(histogram, 0.99) ?? null,
});
