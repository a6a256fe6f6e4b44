import type { Channel } from "../channel/channel.ts";
import { type Askers, askerMark, askerOf, nobody } from "./askers.ts";
import { type Fields, placeOf } from "./cell.ts";
import { daysBetween, weekdayOf, weekOf } from "./day.ts";
import { any, type Finest, nameWithin, type Spot, spotKey } from "./hidden-figures.ts";
import { askedAs, combined, type SmallDesks, shownAs } from "./small-desks.ts";

/** What a report tells apart. The channel always is: a score over channels would say nothing of any of them. */
export type Direction = "desk" | "topic" | "week";

/** What is asked of the figures. Days as YYYY-MM-DD, the last one included. */
export type Question = {
  from: string;
  to: string;
  by: readonly Direction[];
  desk?: string | undefined;
  topic?: string | undefined;
  channel?: Channel | undefined;
  /** The day that it is, for the age of what is open. */
  today: string;
};

/** The sums of one line, and who stands behind them. */
export type Tally = {
  place: string[];
  channel: string;
  counts: Map<string, number>;
  askers: Askers;
  /** Where it stands among all figures of the period, which decides whether it is shown. */
  spot?: string | undefined;
};

/** Figures as they are read, summed for a question. */
export type Gathered = {
  /** Of all that there is in the period, whatever part of it is asked for. */
  finest: Map<string, Finest>;
  rows: Map<string, Tally>;
  asked: Map<string, Tally>;
  hours: Map<string, Tally>;
  backlog: Map<string, Tally>;
};

export const nothingGathered = (): Gathered => ({
  finest: new Map(),
  rows: new Map(),
  asked: new Map(),
  hours: new Map(),
  backlog: new Map(),
});

/** Adds a cell to what was gathered; of one that is not asked for, only who stands behind it. */
export function gather(
  into: Gathered,
  cell: string,
  fields: Fields,
  question: Question,
  small: SmallDesks,
): void {
  const place = placeOf(cell);
  if (place.of === "backlog") {
    const { desk } = shownAs({ desk: place.desk, topic: "" }, small);
    const tally = tallyAt(into.backlog, [desk, ageOf(place.day, question.today)], "");
    // What is open is told of all channels together.
    addAll(fields, {}, () => [tally]);
    return;
  }
  if (place.of === "demand") return;
  if (place.day < question.from || place.day > question.to) return;
  if (place.of === "hours") gatherHours(into.hours, String(weekdayOf(place.day)), fields, question);
  else gatherDay(into, place, fields, question, small);
}

/** How long ago something was asked that is open now. */
export const ages = ["day", "week", "twoWeeks", "month", "older"] as const;
const ageLimits = [1, 7, 14, 31, Number.POSITIVE_INFINITY];

function ageOf(day: string, today: string): string {
  const days = daysBetween(day, today);
  return ages[ageLimits.findIndex((limit) => days <= limit)] ?? "older";
}

export const isWanted = (wanted: string | undefined, found: string) =>
  wanted === undefined || wanted === found;

/** Whoever asks for a desk or topic that is not shown alone gets what it is shown with. */
export const deskWanted = ({ desk }: Question, small: SmallDesks) =>
  desk && small.desks.has(desk) ? combined : desk;
const topicWanted = ({ topic }: Question, small: SmallDesks) =>
  topic && small.topics.has(topic) ? combined : topic;

function gatherDay(
  into: Gathered,
  { day, ...place }: { day: string; desk: string; topic: string },
  fields: Fields,
  question: Question,
  small: SmallDesks,
): void {
  const shown = { ...shownAs(place, small), week: weekOf(day) };
  const askedTopic = askedAs(place, small);
  const isAtDesk = isWanted(deskWanted(question, small), shown.desk);
  const isInRows = isAtDesk && isWanted(topicWanted(question, small), shown.topic);
  const isInAsked = isAtDesk && isWanted(question.topic, askedTopic);
  const directions = question.by.map((direction) => shown[direction]);
  const found = new Map<string, { figure: Finest; tallies: Tally[] }>();
  addAll(fields, question, ({ channel, asker }) => {
    const known = found.get(channel);
    if (known) {
      known.figure.askers |= asker ?? nobody;
      return known.tallies;
    }
    const figure = finestAt(into.finest, { ...shown, askedTopic, channel, askers: nobody });
    figure.askers |= asker ?? nobody;
    const tallies: Tally[] = [];
    if (isInRows) {
      tallies.push(tallyAt(into.rows, directions, channel, rowSpot({ ...shown, channel }, question)));
    }
    if (isInAsked && fields[`${channel}.asked`]) {
      const topic = shown.topic === combined ? nameWithin(askedTopic) : askedTopic;
      const spot = { desk: question.desk ? shown.desk : any, topic, week: any, channel };
      tallies.push(tallyAt(into.asked, [askedTopic], channel, spot));
    }
    found.set(channel, { figure, tallies });
    return tallies;
  });
}

/** Together are all that are neither told apart nor left out. */
function rowSpot({ desk, topic, week, channel }: Spot, { by, ...wanted }: Question): Spot {
  return {
    desk: wanted.desk || by.includes("desk") ? desk : any,
    topic: wanted.topic || by.includes("topic") ? topic : any,
    week: by.includes("week") ? week : any,
    channel,
  };
}

function finestAt(into: Map<string, Finest>, figure: Finest): Finest {
  const key = [figure.channel, figure.desk, figure.topic, figure.askedTopic, figure.week].join(" ");
  const known = into.get(key) ?? figure;
  into.set(key, known);
  return known;
}

function gatherHours(into: Map<string, Tally>, weekday: string, fields: Fields, question: Question): void {
  addAll(fields, question, ({ channel, hour = "" }) => [tallyAt(into, [weekday, hour], channel)]);
}

/** Adds each count to the tallies that it belongs to, and its askers. */
function addAll(
  fields: Fields,
  { channel: wanted }: Pick<Question, "channel">,
  talliesOf: (field: Field) => readonly Tally[],
): void {
  for (const [name, count] of Object.entries(fields)) {
    const field = fieldOf(name);
    if (count === 0 || !isWanted(wanted, field.channel)) continue;
    for (const tally of talliesOf(field)) {
      if (field.asker !== undefined) tally.askers |= field.asker;
      else tally.counts.set(field.name, (tally.counts.get(field.name) ?? 0) + count);
    }
  }
}

function tallyAt(into: Map<string, Tally>, place: string[], channel: string, spot?: Spot): Tally {
  const key = JSON.stringify([...place, channel]);
  const tally = into.get(key) ?? {
    place,
    channel,
    counts: new Map<string, number>(),
    askers: nobody,
    spot: spot && spotKey(spot),
  };
  into.set(key, tally);
  return tally;
}

type Field = { channel: string; name: string; hour?: string; asker?: Askers };

const fieldsRead = new Map<string, Field>();

/** A few hundred names come back in every cell, so that each is read once. */
function fieldOf(written: string): Field {
  const known = fieldsRead.get(written);
  if (known) return known;
  const [before = "", asker] = written.split(askerMark);
  const [channel = "", ...names] = before.split(".");
  const name = names.join(".");
  const field: Field = {
    channel,
    ...(/^\d\d$/.test(name) ? { name: "asked", hour: name } : { name }),
    ...(asker !== undefined && { asker: askerOf(asker) }),
  };
  fieldsRead.set(written, field);
  return field;
}
