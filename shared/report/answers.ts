import { instantOf } from "../clock/instant.ts";
import { localDay, shownAt } from "../clock/zone.ts";
import type { AnswerRow, AnswersPart, AnswersReport } from "../contract/answers-report.ts";
import { type Coverage, coverageOf, type Period, timeToAnswer } from "../faq/coverage.ts";
import { type DayDemand, dayDemandIn, NotAnsweredReason } from "../faq/day-demand.ts";
import { type Effect, effectShown, effectsOf } from "../faq/effect.ts";
import { figureOf } from "../faq/few-people.ts";
import { lookedAtAs, type TopicRecord } from "../faq/record.ts";
import { contactsOf, type TopicDemand, type VolumeChange, volumeChange, volumesOf } from "../faq/volume.ts";
import { type DemandRules, demandRules } from "../organisation/demand.ts";
import type { Organisation } from "../organisation/organisation.ts";
import { type Cells, noTopic, placeOf } from "./cell.ts";
import type { Nested } from "./csv.ts";
import { weekOf } from "./day.ts";
import { smallDesks } from "./small-desks.ts";

/** What is looked at for a report on answers: a topic with those merged into it. */
type LookedAt = TopicDemand & { record?: TopicRecord | undefined };

export type AnswersFacts = {
  /** Whole weeks. */
  period: Period;
  /** The local day. */
  today: string;
  topics: readonly LookedAt[];
  /** What is known, per topic, of answers that were published before the days that are read. */
  effects: ReadonlyMap<string, readonly Pick<Effect, "revision" | "volume">[]>;
  organisation: Organisation;
};

/** Half a year: a topic of which three people asked in a longer time than that is not one that waits for an answer. */
const daysBefore = 182;
/** Those in which is seen what an answer did. */
const daysAfter = 28;
const longWaitDays = 14;

const earlier = (one: string, other: string) => (one < other ? one : other);
const dayFrom = (day: string, days: number) =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

/** The days that a report on a period is made from. */
export const daysReadFor = ({ from, to }: Period, today: string): Period => ({
  from: dayFrom(from, -daysBefore),
  to: earlier(dayFrom(to, daysAfter), today),
});

/** Each topic as it is looked at now: what was merged into it counts for it. Months are read whole. */
export function topicsLookedAt(cells: Cells, records: readonly TopicRecord[], read: Period): LookedAt[] {
  const known = new Map(records.map((record) => [record.key, record]));
  const cellsOf = new Map<string, Cells>();
  for (const { key, mergedInto } of records) if (!mergedInto) cellsOf.set(key, {});
  for (const [cell, fields] of Object.entries(cells)) {
    const place = placeOf(cell);
    if (place.of !== "demand" || !isIn(read, place.day)) continue;
    const topic = lookedAtAs(place.topic, known);
    const own = cellsOf.get(topic) ?? {};
    own[cell] = fields;
    cellsOf.set(topic, own);
  }
  return [...cellsOf]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([topic, own]) => ({ topic, days: dayDemandIn(topic, own), record: known.get(topic) }));
}

const isIn = ({ from, to }: Period, day: string) => day >= from && day <= to;

/** Whether answers help: what they cover, how long they take to come, and what became of each. */
export function answersReport(facts: AnswersFacts): AnswersReport {
  const { period, topics, organisation } = facts;
  const rules = demandRules(organisation);
  return {
    ...period,
    minimumGroup: organisation.figures.minimumGroup,
    coverage: coverageOf(topics, period, rules),
    weeks: coverageByWeek(topics, period, rules),
    waits: waitsIn(facts, rules),
    answers: answersIn(facts, rules),
  };
}

type Week = { week: string; topics: TopicDemand[]; coverage: Coverage };

/**
 * A week is told apart where no figure of another can be had by taking those that are told from the figure of all: of
 * each figure either no week is hidden, or so many that the same figure of them together could be told.
 */
function coverageByWeek(
  topics: readonly TopicDemand[],
  period: Period,
  rules: DemandRules,
): AnswersReport["weeks"] {
  const weeks = weeksIn(topics, period, rules);
  const together = (some: Iterable<Week>) =>
    coverageOf(
      [...some].flatMap((week) => week.topics),
      period,
      rules,
    );
  const noContacts = hiddenWith(weeks, new Set(), ({ contacts }) => contacts, together);
  // What a share is of is told with it.
  const noCovered = hiddenWith(weeks, noContacts, ({ covered }) => covered, together);
  return weeks.map((one) => ({
    week: one.week,
    contacts: noContacts.has(one) ? null : one.coverage.contacts,
    covered: noCovered.has(one) ? null : one.coverage.covered,
    share: noCovered.has(one) ? null : one.coverage.share,
  }));
}

/** The weeks in which anything was asked, in their order. */
function weeksIn(topics: readonly TopicDemand[], period: Period, rules: DemandRules): Week[] {
  const found = new Map<string, TopicDemand[]>();
  for (const topic of topics) {
    const asked = topic.days.filter((one) => isIn(period, one.day) && isAsked(one));
    for (const [week, days] of Map.groupBy(asked, ({ day }) => weekOf(day))) {
      const others = found.get(week) ?? [];
      others.push({ ...topic, days });
      found.set(week, others);
    }
  }
  return [...found]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([week, asked]) => ({ week, topics: asked, coverage: coverageOf(asked, period, rules) }));
}

const isAsked = (one: DayDemand) => contactsOf(one) + one.channels.self > 0;

/** @param already hidden for another figure that would tell of this one */
function hiddenWith(
  weeks: readonly Week[],
  already: ReadonlySet<Week>,
  figure: (coverage: Coverage) => number | null,
  together: (some: Iterable<Week>) => Coverage,
): Set<Week> {
  const hidden = new Set(weeks.filter((one) => already.has(one) || figure(one.coverage) === null));
  // Where the figure of all is not told, nothing can be taken from it.
  if (hidden.size === 0 || figure(together(weeks)) === null) return hidden;
  const shown = weeks
    .filter((one) => !hidden.has(one))
    .toSorted((one, other) => (one.coverage.contacts ?? 0) - (other.coverage.contacts ?? 0));
  for (const one of shown) {
    if (figure(together(hidden)) !== null) break;
    hidden.add(one);
  }
  return hidden;
}

/** How long topics waited for an answer, and how many still do, where those topics are not of too few people. */
function waitsIn({ topics, period, today }: AnswersFacts, rules: DemandRules): AnswersReport["waits"] {
  const end = earlier(period.to, today);
  const answered = topics.filter((topic) => timeToAnswer([topic], period, rules).topics > 0);
  const waiting = topics.filter((topic) => isWaitingLong(topic, end, rules));
  const told = (of: readonly LookedAt[], figure: number | null) =>
    figure === null ? null : figureOf(figure, peopleIn(of, end), rules.leastPeople);
  return {
    answered: told(answered, answered.length),
    medianDays: told(answered, timeToAnswer(answered, period, rules).medianDays),
    waiting: told(waiting, waiting.length),
  };
}

/** Whether it would have taken too long, had its answer come on that day. */
function isWaitingLong({ topic, days, record }: LookedAt, day: string, rules: DemandRules): boolean {
  const isBy = (instant: string | undefined) =>
    instant !== undefined && localDay(Date.parse(instant), rules.zone) <= day;
  const { publications = [], mutedAt, archivedAt } = record ?? {};
  if (topic === noTopic || isBy(mutedAt) || isBy(archivedAt)) return false;
  if (publications.some(({ from }) => isBy(from))) return false;
  const from = instantOf(shownAt(Date.parse(day), rules.zone));
  const answered = {
    topic,
    days,
    record: { publications: [{ revision: 1, audience: "employee" as const, from }] },
  };
  const { medianDays } = timeToAnswer([answered], { from: day, to: day }, rules);
  return medianDays !== null && medianDays > longWaitDays;
}

function peopleIn(topics: readonly TopicDemand[], end: string): number {
  const people = new Set<string>();
  for (const { days } of topics) {
    for (const { day, persons } of days) if (day <= end) for (const person of persons) people.add(person);
  }
  return people.size;
}

/** One row for each revision that was the answer in the period, the newest of a topic first. */
function answersIn({ topics, period, today, effects, organisation }: AnswersFacts, rules: DemandRules) {
  const lastRead = daysReadFor(period, today).to;
  const volumes = volumesOf(topics, lastRead, rules);
  const small = smallDesks(organisation, []).topics;
  const volumeOf = (topic: LookedAt, { revision, from }: Effect): VolumeChange | undefined =>
    (volumes && volumeChange(topic, from, lastRead, volumes)) ??
    effects.get(topic.topic)?.find((known) => known.revision === revision)?.volume;
  return topics.flatMap((topic) => {
    const isSmall = small.has(topic.record?.under ?? topic.topic);
    return effectsIn(topic, period, rules).map((effect): AnswerRow => {
      const volume = volumeOf(topic, effect);
      const row = rowOf(topic.topic, { ...effect, ...(volume && { volume }) }, rules.leastPeople);
      // What the agents of a small desk do is not told by topic either.
      return isSmall ? { ...row, used: null } : row;
    });
  });
}

/** Each revision by itself, since of all together only some are looked at. */
function effectsIn({ days, record }: LookedAt, period: Period, rules: DemandRules): Effect[] {
  const counted = days.filter(({ day }) => isIn(period, day));
  const dayOf = (instant: string) => localDay(Date.parse(instant), rules.zone);
  return [...Map.groupBy(record?.publications ?? [], ({ revision }) => revision).values()]
    .filter((publications) =>
      publications.some(
        ({ from, until }) => dayOf(from) <= period.to && (!until || dayOf(until) >= period.from),
      ),
    )
    .flatMap((publications) => effectsOf(counted, { publications }, period.from, rules));
}

function rowOf(topic: string, effect: Effect, least: number): AnswerRow {
  const { audience, revision, reasons, ...shown } = effectShown(effect, least);
  const counts = new Map(reasons.map(({ reason, count }) => [reason, count]));
  const byReason = NotAnsweredReason.options.map((reason) => [reason, counts.get(reason) ?? null]);
  return {
    topic,
    audience,
    revision,
    ...shown,
    reasons: Object.fromEntries(byReason) as AnswerRow["reasons"],
  };
}

const coverageColumns = ["contacts", "covered", "share"];

/** The names of figures are those of the answer in JSON: they stay as they are, so that a program can go by them. */
const columns: Record<AnswersPart, readonly string[]> = {
  answers: [
    ...["topic", "audience", "revision", "from", "until"],
    ...["shown", "opened", "answered", "notAnswered"],
    ...NotAnsweredReason.options.map((reason) => `reasons.${reason}`),
    ...["again", "used", "helped.share", "helped.low", "helped.high"],
    ...["volume.before", "volume.after", "volume.ratio", "volume.isAtMost"],
  ],
  weeks: ["week", ...coverageColumns],
  total: [
    ...["from", "to", ...coverageColumns.map((name) => `coverage.${name}`)],
    ...["waits.answered", "waits.medianDays", "waits.waiting"],
  ],
};

export const answersColumns = (part: AnswersPart): readonly string[] => columns[part];

export function answersLines({ from, to, coverage, waits, ...lists }: AnswersReport, part: AnswersPart) {
  const lines: Nested[] = part === "total" ? [{ from, to, coverage, waits }] : lists[part];
  return lines;
}
