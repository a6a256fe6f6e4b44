import { localDay } from "../clock/zone.ts";
import type { DemandRules } from "../organisation/demand.ts";
import { daysBetween } from "../report/day.ts";
import type { DayDemand } from "./day-demand.ts";
import { figureOf } from "./few-people.ts";
import { contactsOf, type TopicDemand } from "./volume.ts";

/** Days, the first and the last with them. */
export type Period = { from: string; to: string };

/** What of all contacts fell on a day on which their topic had an answer. */
export type Coverage = {
  contacts: number | null;
  covered: number | null;
  share: number | null;
};

type Rules = Pick<DemandRules, "zone" | "leastPeople">;

/** Click, call, face and what an answer ended: of all topics in a period. */
export function coverageOf(
  topics: readonly TopicDemand[],
  period: Period,
  { zone, leastPeople }: Rules,
): Coverage {
  const [covered, others, all] = [noContacts(), noContacts(), noContacts()];
  for (const { days, record } of topics) {
    const intervals = intervalsOf(record, zone);
    for (const one of days) {
      if (!isIn(period, one.day)) continue;
      addDay(all, one);
      addDay(intervals.some((interval) => isIn(interval, one.day)) ? covered : others, one);
    }
  }
  const figure = ({ contacts, people }: Contacts) => figureOf(contacts, people.size, leastPeople);
  const contacts = figure(all);
  // The others follow from the whole and this part, so that they are shown with it or not at all.
  const isTold = others.contacts === 0 || figure(others) !== null;
  const part = isTold && contacts !== null ? figure(covered) : null;
  return { contacts, covered: part, share: part === null ? null : part / all.contacts };
}

type Contacts = { contacts: number; people: Set<string> };
const noContacts = (): Contacts => ({ contacts: 0, people: new Set() });

function addDay(sum: Contacts, one: DayDemand): void {
  sum.contacts += contactsOf(one) + one.channels.self;
  for (const person of one.persons) sum.people.add(person);
}

const endless = "9999-12-31";

/** The days on which anything was published and not in the archive, in part at least. */
function intervalsOf(record: TopicDemand["record"], zone: string): Period[] {
  const { publications = [], archivedAt } = record ?? {};
  const dayOf = (instant: string) => localDay(Date.parse(instant), zone);
  return publications.map(({ from, until = archivedAt }) => ({
    from: dayOf(from),
    to: until === undefined ? endless : dayOf(until),
  }));
}

const isIn = ({ from, to }: Period, day: string) => day >= from && day <= to;

/** A question counts as the third once so many different people have asked. */
const thirdPerson = 3;

/** How long it took until what three people had asked had an answer. */
export type TimeToAnswer = { topics: number; medianDays: number | null };

/**
 * Over the topics whose answer came in a period. One that had an answer before its third question tells nothing of how
 * fast answers come; one that still has none is not in it, however long it waits.
 */
export function timeToAnswer(
  topics: readonly TopicDemand[],
  period: Period,
  { zone }: Pick<DemandRules, "zone">,
): TimeToAnswer {
  const waits = topics
    .flatMap(({ days, record }) => waitOf(days, intervalsOf(record, zone), period))
    .toSorted((one, other) => one - other);
  const [low, high] = [waits[Math.floor((waits.length - 1) / 2)], waits[Math.floor(waits.length / 2)]];
  return {
    topics: waits.length,
    medianDays: low === undefined || high === undefined ? null : (low + high) / 2,
  };
}

function waitOf(days: readonly DayDemand[], intervals: readonly Period[], period: Period): number[] {
  const third = dayOfThirdPerson(days);
  const answered = intervals.map(({ from }) => from).toSorted()[0];
  if (third === undefined || answered === undefined || answered < third || !isIn(period, answered)) return [];
  return [daysBetween(third, answered)];
}

function dayOfThirdPerson(days: readonly DayDemand[]): string | undefined {
  const people = new Set<string>();
  for (const { day, persons } of days) {
    for (const person of persons) people.add(person);
    if (people.size >= thirdPerson) return day;
  }
  return undefined;
}
