import type { Week } from "../calendar.ts";
import type { Listener } from "../explain.ts";
import type { Idle } from "../tape.ts";
import type { Facts, Term } from "./facts.ts";
import { desksTold, hoursTold } from "./hours.ts";
import {
  dateIn,
  dayOf,
  firstOf,
  hoursIn,
  inline,
  isAroundTheClock,
  isWorkingWeek,
  lapseUnits,
  listed,
  timeOf,
  timeUnits,
  weekdayIn,
} from "./moment.ts";
import type { DayClosed } from "./skipped.ts";

/** A clock in an English sentence. */
export function english(facts: Facts, listener: Listener): string {
  if (facts.kind === "promise") return promise[listener.audience](facts, listener);
  if (facts.kind === "statutory") return statutory[listener.audience](facts, listener);
  return target[listener.audience](facts, listener);
}

type Hours = ReturnType<typeof hoursIn>[number];

type ByAudience = Record<Listener["audience"], (facts: Facts, listener: Listener) => string>;

const target: ByAudience = {
  asker: (facts, listener) => {
    const { state, ended, due } = facts;
    const { will, should, did, what } = forAsker(facts);
    const counted = `${targetOf(facts)} from ${since(facts)}, ${hours(facts, listener)}${skipped(facts, listener)}`;
    switch (state) {
      case "running":
        return `${will} by ${at(due, facts)}: we count ${counted}.`;
      case "overdue":
        return `${should} by ${at(due, facts)}, and that did not happen: we counted ${counted}.`;
      case "paused":
        return `The time for ${what} has stood still since ${pausedSince(facts)}, because ${reason(facts, listener)}: after that ${left(facts)} is left of ${counted}.`;
      case "met":
        return `${did} on ${at(ended, facts)}, ${inTime(facts)}: we counted ${counted}.`;
      case "missed":
        return `${did} on ${at(ended, facts)}, ${late(facts)} too late: it was due by ${at(due, facts)}, after ${counted}.`;
      case "void":
        return `The time for ${what} ran from ${since(facts)} and no longer counts since ${at(ended, facts)}.`;
    }
  },
  agent: (facts, listener) => {
    const { state, ended, due, version } = facts;
    const label = labelOf(facts);
    const source = `${sourceOf(facts)}, configuration version ${version}`;
    const counted = `${targetOf(facts)} set by ${source}, counted from ${since(facts)}, ${hours(facts, listener)}${used(facts)}${skipped(facts, listener)}${reopened(facts)}`;
    switch (state) {
      case "running":
        return `${label} by ${at(due, facts)}, ${left(facts)} left: ${counted}.`;
      case "overdue":
        return `${label} was due by ${at(due, facts)} and is now ${late(facts)} too late: ${counted}.`;
      case "paused":
        return `${label} has stood still since ${pausedSince(facts)}, as ${reasonAtDesk(facts, listener)}, with ${left(facts)} left: ${counted}.`;
      case "met":
        return `${wasThere(facts)} on ${at(ended, facts)}, ${inTime(facts)}: ${counted}.`;
      case "missed":
        return `${wasThere(facts)} on ${at(ended, facts)}, ${late(facts)} too late, as it was due by ${at(due, facts)}: ${counted}.`;
      case "void":
        return `${label}, counted from ${since(facts)}, lapsed on ${at(ended, facts)} without a judgement.`;
    }
  },
  manager: (facts, listener) => {
    const { state, ended, due, share, version } = facts;
    const head = `${labelOf(facts)}: ${targetOf(facts)} (${sourceOf(facts)}, version ${version}) from ${since(facts)}${handedHours(facts, listener)}`;
    const tail = `${skipped(facts, listener)}${reopened(facts)}`;
    switch (state) {
      case "running":
        return `${head}, by ${at(due, facts)}, ${share}% used${tail}.`;
      case "overdue":
        return `${head}, by ${at(due, facts)}, not met and now ${late(facts)} too late${tail}.`;
      case "paused":
        return `${head}, still since ${pausedSince(facts)} as ${reasonAtDesk(facts, listener)}, ${left(facts)} left${tail}.`;
      case "met":
        return `${head}, met on ${at(ended, facts)}, ${spare(facts)}${tail}.`;
      case "missed":
        return `${head}, missed by ${late(facts)} on ${at(ended, facts)}${tail}.`;
      case "void":
        return `${head}, lapsed on ${at(ended, facts)}.`;
    }
  },
};

/** A moment that was named: it stands, whatever the calendar says. */
const promise: ByAudience = {
  asker: (facts) => {
    const { state, ended, due } = facts;
    const made = `What we promised on ${since(facts)} to do for you by ${at(due, facts)}`;
    switch (state) {
      case "met":
        return `${made}, we did on ${at(ended, facts)}, ${beforeAgreed(facts)}.`;
      case "missed":
        return facts.spare < 0
          ? `${made}, we did on ${at(ended, facts)}, ${lapse(-facts.spare)} too late.`
          : `${made}, has not been done, as you told us.`;
      case "void":
        return `${made}, we withdrew on ${at(ended, facts)}.`;
      case "overdue":
        return `${made}, has not been done yet and so is late.`;
      default:
        return `On ${since(facts)} we promised to do something for you by ${at(due, facts)}: that time is fixed and also runs outside working hours.`;
    }
  },
  agent: (facts, { owner }) => {
    const { state, ended, due } = facts;
    const who = owner ? inline(owner) : "A colleague";
    const made = `${who} promised on ${since(facts)} to do something by ${at(due, facts)}`;
    switch (state) {
      case "met":
        return `${made}, and kept it on ${at(ended, facts)}, ${beforeAgreed(facts)}.`;
      case "missed":
        return facts.spare < 0
          ? `${made}, and it was done on ${at(ended, facts)}, ${lapse(-facts.spare)} too late.`
          : `${made}, and the asker says that it was not done.`;
      case "void":
        return `${made}, and it was withdrawn on ${at(ended, facts)}.`;
      case "overdue":
        return `${made}, and that is now ${lapse(-facts.spare)} too late.`;
      default:
        return `${made}, with ${lapse(facts.spare)} left: that time is fixed and also runs outside working hours.`;
    }
  },
  manager: (facts) => {
    const { state, ended, due } = facts;
    const made = `Promise of ${since(facts)} for ${at(due, facts)} at the latest`;
    switch (state) {
      case "met":
        return `${made}, kept on ${at(ended, facts)}, ${beforeAgreed(facts)}.`;
      case "missed":
        return facts.spare < 0
          ? `${made}, kept on ${at(ended, facts)}, ${lapse(-facts.spare)} too late.`
          : `${made}, not kept according to the asker.`;
      case "void":
        return `${made}, withdrawn on ${at(ended, facts)}.`;
      case "overdue":
        return `${made}, now ${lapse(-facts.spare)} too late.`;
      default:
        return `${made}, ${lapse(facts.spare)} left.`;
    }
  },
};

const statutory: ByAudience = {
  asker: (facts) => {
    const { state, ended } = facts;
    const term = received(facts);
    const law = `the law (${ruleOf(facts)})`;
    switch (state) {
      case "met":
        return `Your question was dealt with on ${at(ended, facts)}, within the time that ${law} gave us up to and including ${lastDay(facts)}: ${term}.`;
      case "missed":
        return `Your question was dealt with on ${at(ended, facts)}, later than ${law} gave us, up to and including ${lastDay(facts)}: ${term}.`;
      case "void":
        return `The time that ${law} gave us up to and including ${lastDay(facts)} no longer counts since ${at(ended, facts)}.`;
      case "overdue":
        return `${capital(law)} gave us up to and including ${lastDay(facts)} to deal with your question, and that did not happen: ${term}.`;
      default:
        return `${capital(law)} gives us up to and including ${lastDay(facts)} to deal with your question: ${term}.`;
    }
  },
  agent: (facts) => legal(facts, `, configuration version ${facts.version}`),
  manager: (facts) => legal(facts, `, version ${facts.version}`),
};

function legal(facts: Facts, version: string): string {
  const { state, ended, share } = facts;
  const term = received(facts);
  const head = `Legal term (${ruleOf(facts)}${version}) up to and including ${lastDay(facts)}`;
  switch (state) {
    case "met":
      return `${head}, met on ${at(ended, facts)} with ${lapse(facts.spare)} to spare: ${term}.`;
    case "missed":
      return `${head}, missed by ${lapse(-facts.spare)} on ${at(ended, facts)}: ${term}.`;
    case "void":
      return `${head}, lapsed on ${at(ended, facts)}.`;
    case "overdue":
      return `${head}, not met and now ${lapse(-facts.spare)} too late: ${term}.`;
    default:
      return `${head}, ${share}% used: ${term}.`;
  }
}

const received = (facts: Facts) =>
  `${termOf(facts)} after it came in on ${dayOf("en", facts.since, facts)}, in which every day counts${moved(facts)}`;

function forAsker({ kind }: Facts) {
  if (kind === "resolution") {
    return {
      what: "dealing with your question",
      will: "Your question will be dealt with",
      should: "Your question should have been dealt with",
      did: "Your question was dealt with",
    };
  }
  if (kind === "ola") {
    return {
      what: "a part of the work on your question",
      will: "A part of the work on your question will be done",
      should: "A part of the work on your question should have been done",
      did: "A part of the work on your question was done",
    };
  }
  const answer = kind === "firstResponse" ? "a first response" : "a response to your last message";
  return {
    what: answer,
    will: `You will have ${answer}`,
    should: `You should have had ${answer}`,
    did: `You had ${answer}`,
  };
}

function labelOf({ kind, desk }: Facts): string {
  if (kind === "firstResponse") return "First response";
  if (kind === "nextResponse") return "Next response";
  if (kind === "resolution") return "Resolution";
  return `Work of ${desk ? inline(desk.en) : "the desk"}`;
}

const deskOf = ({ desk }: Facts) => capital(desk ? inline(desk.en) : "the desk");
const wasThere = (facts: Facts) => (facts.kind === "ola" ? `${deskOf(facts)} was done` : labelOf(facts));

const used = ({ ended, share }: Facts) => (ended === undefined ? `, of which ${share}% is used` : "");

const sources = { rule: "the rule", urgency: "the urgency", topic: "the topic", desk: "the desk" } as const;

function sourceOf({ source, level }: Facts): string {
  const name = source.name ? ` “${inline(source.name.en)}”` : "";
  return `${sources[source.by]}${name}${level ? ` at level “${inline(level.en)}”` : ""}`;
}

const reasons: Record<Idle, string> = {
  asker: "we are waiting for your answer",
  planned: "the work is planned for a fixed day",
  partner: "we are waiting for another organisation",
  approval: "we are waiting for a decision",
  resolved: "your question was dealt with",
};

function reason(facts: Facts, { plannedOn }: Listener): string {
  const { idle = "asker" } = facts.pause ?? {};
  return idle === "planned" && plannedOn
    ? `the work is planned for ${dateIn("en", plannedOn, facts)}`
    : reasons[idle];
}

const reasonsAtDesk: Record<Idle, string> = {
  asker: "the question waits for the asker",
  planned: "the question waits for a planned day",
  partner: "the question waits for a partner",
  approval: "the question waits for a decision",
  resolved: "the question was dealt with",
};

function reasonAtDesk(facts: Facts, listener: Listener): string {
  const { idle = "asker" } = facts.pause ?? {};
  return idle === "planned" && listener.plannedOn ? reason(facts, listener) : reasonsAtDesk[idle];
}

const waited: Record<Idle, string> = {
  asker: "the time that we waited for your answer",
  planned: "the time until the planned day",
  partner: "the time that we waited for another organisation",
  approval: "the time that we waited for a decision",
  resolved: "the time that your question was dealt with",
};

const waitedAtDesk: Record<Idle, string> = {
  asker: "the wait for the asker",
  planned: "the wait for the planned day",
  partner: "the wait for a partner",
  approval: "the wait for a decision",
  resolved: "the time that the question was dealt with",
};

function skipped(facts: Facts, listener: Listener): string {
  const things = thingsSkipped(facts, listener);
  const areMany = things.length > 1 || /^the (nights|weekends)$/.test(things[0] ?? "");
  const notCounted =
    things.length > 0 ? [`${listed("en", things)} ${areMany ? "do" : "does"} not count`] : [];
  const { shown, left: more } = firstOf(facts.skipped.special);
  const days = [
    ...shown.map(({ date, name }) => `on ${dateIn("en", date, facts)} (${inline(name.en)})`),
    ...(more > 0 ? [`on ${counted(more, "more day", "more days")}`] : []),
  ];
  const otherHours = days.length > 0 ? [`other hours hold ${listed("en", days)}`] : [];
  return [...notCounted, ...otherHours].map((part) => `; ${part}`).join("");
}

function thingsSkipped(facts: Facts, { audience }: Listener): string[] {
  const { nights, weekends, daysOff, closed, waits, isElsewhere } = facts.skipped;
  const { shown, left: more } = firstOf(closed);
  return [
    ...(nights > 0 ? [nights > 1 ? "the nights" : "the night"] : []),
    ...(weekends > 0 ? [weekends > 1 ? "the weekends" : "the weekend"] : []),
    ...daysOff.map((day) => `the ${weekdayIn("en", day)}`),
    ...shown.map((day) => closedDay(day, facts)),
    ...(more > 0 ? [counted(more, "more closed day", "more closed days")] : []),
    ...waits.map((idle) => (audience === "asker" ? waited : waitedAtDesk)[idle]),
    ...(isElsewhere ? ["the time at another desk"] : []),
  ];
}

const closedDay = ({ date, name }: DayClosed, facts: Facts) =>
  name ? inline(name.en) : `the closing of ${dateIn("en", date, facts)}`;

function hours({ stretches }: Facts, { audience }: Listener): string {
  const { order, first, second, areWorkingDays } = hoursTold(stretches);
  if (!second) return weekHours(first.week);
  const names = desksTold("en", [first, second]);
  const [one, other] = [first, second].map(({ week }, i) => {
    const those = audience === "asker" ? [] : (names[i] ?? []);
    const times = areWorkingDays ? hoursIn(week).map(timesOf).join() : weekHours(week);
    return `${times}${those.length > 0 ? ` (${listed("en", those)})` : ""}`;
  });
  const told = {
    "in-order": `first ${one}, then ${other}`,
    "by-turns": `first ${one}, then ${other}, and so by turns`,
    "last-two": `${one}, then ${other}, and before that in the hours of another desk`,
  };
  return `${told[order]}${areWorkingDays ? ", on working days" : ""}`;
}

/** To who runs the helpdesk the hours matter where desks differ in them. */
const handedHours = (facts: Facts, listener: Listener) =>
  facts.stretches.length > 1 ? `, ${hours(facts, listener)}` : "";

const weekHours = (week: Week) =>
  isAroundTheClock(week) ? "day and night" : listed("en", hoursIn(week).map(hoursOf));

function hoursOf(hours: Hours): string {
  const { days } = hours;
  const names = days.map((day) => weekdayIn("en", day));
  return `${timesOf(hours)} on ${isWorkingWeek(days) ? "working days" : listed("en", names)}`;
}

const timesOf = ({ blocks }: Hours) =>
  listed(
    "en",
    blocks.map(({ from, to }) => `from ${from} to ${to}`),
  );

const termUnits = [
  ["months", "month", "months"],
  ["weeks", "week", "weeks"],
  ["days", "day", "days"],
] as const;

function termOf({ term }: Facts): string {
  const found = termUnits.find(([unit]) => term?.[unit]);
  if (!found) return "the term";
  const [unit, one, more] = found;
  return counted(term?.[unit] ?? 0, one, more);
}

const ruleOf = ({ term }: Facts) => inline((term as Term).rule);
const lastDay = (facts: Facts) => dateIn("en", (facts.term as Term).lastDay, facts);

function moved(facts: Facts): string {
  const days = (facts.term as Term).isOff.map(
    ({ date, name }) => `${dateIn("en", date, facts)}${name ? ` (${inline(name.en)})` : ""}`,
  );
  return days.length > 0 ? `; ${listed("en", days)} cannot be the last day` : "";
}

const reopened = ({ isReopened, ended }: Facts) =>
  isReopened && ended !== undefined ? "; the question was reopened after that" : "";

/** "Thursday 3 December at 12:00" */
const at = (instant: number | undefined, facts: Facts): string =>
  `${dayOf("en", instant ?? facts.now, facts)} at ${timeOf(instant ?? facts.now, facts.zone)}`;

const since = (facts: Facts) => at(facts.since, facts);
const pausedSince = (facts: Facts) => at(facts.pause?.since, facts);

const targetOf = ({ targetSeconds }: Facts) =>
  targetSeconds % 3600 === 0
    ? counted(targetSeconds / 3600, "working hour", "working hours")
    : `${duration(targetSeconds)} of working time`;

const left = ({ spare: seconds }: Facts) => `${duration(seconds)} of working time`;
const late = ({ spare: seconds, lateBy }: Facts) =>
  seconds < 0 ? `${duration(-seconds)} of working time` : `${lapse(lateBy)} outside working time`;
const spare = (facts: Facts) =>
  facts.spare > 0 ? `with ${duration(facts.spare)} of working time to spare` : "exactly in time";
const inTime = (facts: Facts) => (facts.spare > 0 ? `in time ${spare(facts)}` : "exactly in time");
const beforeAgreed = (facts: Facts) =>
  facts.spare > 0 ? `${lapse(facts.spare)} before that time` : "exactly in time";

const duration = (seconds: number) => inUnits(timeUnits(seconds));
const lapse = (seconds: number) => inUnits(lapseUnits(seconds));

function inUnits({ days, hours: hourCount, minutes, seconds }: ReturnType<typeof timeUnits>): string {
  const parts = [
    ...(days > 0 ? [counted(days, "day", "days")] : []),
    ...(hourCount > 0 ? [counted(hourCount, "hour", "hours")] : []),
    ...(minutes > 0 ? [counted(minutes, "minute", "minutes")] : []),
  ];
  return parts.length > 0 ? listed("en", parts) : counted(seconds, "second", "seconds");
}

const counted = (count: number, one: string, more: string) => `${count} ${count === 1 ? one : more}`;
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
