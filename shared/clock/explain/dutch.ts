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
import type { DayClosed, Skipped } from "./skipped.ts";

/** A clock in a Dutch sentence. */
export function dutch(facts: Facts, listener: Listener): string {
  if (facts.kind === "promise") return promise[listener.audience](facts, listener);
  if (facts.kind === "statutory") return statutory[listener.audience](facts, listener);
  return target[listener.audience](facts, listener);
}

type Hours = ReturnType<typeof hoursIn>[number];

type ByAudience = Record<Listener["audience"], (facts: Facts, listener: Listener) => string>;

const target: ByAudience = {
  asker: (facts, listener) => {
    const { address } = listener;
    const { state, ended, due } = facts;
    const { will, should, did, what } = forAsker(facts, address);
    const counted = `${targetOf(facts)} vanaf ${since(facts)}, ${hours(facts, listener)}${skipped(facts, listener)}`;
    switch (state) {
      case "running":
        return `${will(at(due, facts))}: we tellen ${counted}.`;
      case "overdue":
        return `${should(at(due, facts))}, en dat is niet gelukt: we telden ${counted}.`;
      case "paused":
        return `De tijd voor ${what} staat stil sinds ${pausedSince(facts)}, omdat ${reason(facts, listener)}: daarna is er nog ${left(facts)} over van ${counted}.`;
      case "met":
        return `${did(at(ended, facts))}, ${inTime(facts)}: we telden ${counted}.`;
      case "missed":
        return `${did(at(ended, facts))}, ${late(facts)} te laat: de tijd was om op ${at(due, facts)}, na ${counted}.`;
      case "void":
        return `De tijd voor ${what} liep vanaf ${since(facts)} en geldt sinds ${at(ended, facts)} niet meer.`;
    }
  },
  agent: (facts, listener) => {
    const { state, ended, due, version } = facts;
    const label = labelOf(facts);
    const source = `${sourceOf(facts)}, inrichting versie ${version}`;
    const counted = `${targetOf(facts)} volgens ${source}, geteld vanaf ${since(facts)}, ${hours(facts, listener)}${used(facts)}${skipped(facts, listener)}${reopened(facts)}`;
    switch (state) {
      case "running":
        return `${label} uiterlijk ${at(due, facts)}, nog ${left(facts)}: ${counted}.`;
      case "overdue":
        return `${shouldBe(facts, at(due, facts))} en is nu ${late(facts)} te laat: ${counted}.`;
      case "paused":
        return `${label} staat stil sinds ${pausedSince(facts)}, want ${reasonAtDesk(facts, listener)}, met nog ${left(facts)}: ${counted}.`;
      case "met":
        return `${wasThere(facts)} op ${at(ended, facts)}, ${inTime(facts)}: ${counted}.`;
      case "missed":
        return `${wasThere(facts)} op ${at(ended, facts)}, ${late(facts)} te laat, want de tijd was om op ${at(due, facts)}: ${counted}.`;
      case "void":
        return `${label}, geteld vanaf ${since(facts)}, is op ${at(ended, facts)} vervallen zonder oordeel.`;
    }
  },
  manager: (facts, listener) => {
    const { state, ended, due, share, version } = facts;
    const head = `${labelOf(facts)}: ${targetOf(facts)} (${sourceOf(facts)}, versie ${version}) vanaf ${since(facts)}${handedHours(facts, listener)}`;
    const tail = `${skipped(facts, listener)}${reopened(facts)}`;
    switch (state) {
      case "running":
        return `${head}, uiterlijk ${at(due, facts)}, ${share}% om${tail}.`;
      case "overdue":
        return `${head}, uiterlijk ${at(due, facts)}, niet gehaald en nu ${late(facts)} te laat${tail}.`;
      case "paused":
        return `${head}, stil sinds ${pausedSince(facts)} want ${reasonAtDesk(facts, listener)}, nog ${left(facts)}${tail}.`;
      case "met":
        return `${head}, gehaald op ${at(ended, facts)}, ${spare(facts)}${tail}.`;
      case "missed":
        return `${head}, gemist met ${late(facts)} op ${at(ended, facts)}${tail}.`;
      case "void":
        return `${head}, vervallen op ${at(ended, facts)}.`;
    }
  },
};

/** A moment that was named: it stands, whatever the calendar says. */
const promise: ByAudience = {
  asker: (facts, { address }) => {
    const { state, ended, due } = facts;
    const made = `Wat we ${address} op ${madeAt(facts)} beloofden voor uiterlijk ${at(due, facts)}`;
    switch (state) {
      case "met":
        return `${made}, hebben we op ${at(ended, facts)} gedaan, ${beforeAgreed(facts)}.`;
      case "missed":
        return facts.spare < 0
          ? `${made}, hebben we op ${at(ended, facts)} gedaan, ${lapse(-facts.spare)} te laat.`
          : `${made}, is volgens ${address === "je" ? "jou" : "u"} niet gebeurd.`;
      case "void":
        return `${made}, hebben we op ${at(ended, facts)} ingetrokken.`;
      case "overdue":
        return `${made}, is nog niet gedaan en dus te laat.`;
      default:
        return `We beloofden ${address} op ${madeAt(facts)} iets te doen, uiterlijk ${at(due, facts)}: die tijd is vast en loopt ook buiten werktijd door.`;
    }
  },
  agent: (facts, { owner }) => {
    const { state, ended, due } = facts;
    const who = owner ? inline(owner) : "Een collega";
    const made = `${who} beloofde op ${madeAt(facts)} iets voor uiterlijk ${at(due, facts)}`;
    switch (state) {
      case "met":
        return `${made}, en kwam dat na op ${at(ended, facts)}, ${beforeAgreed(facts)}.`;
      case "missed":
        return facts.spare < 0
          ? `${made}, en dat gebeurde op ${at(ended, facts)}, ${lapse(-facts.spare)} te laat.`
          : `${made}, en dat is volgens de vrager niet gebeurd.`;
      case "void":
        return `${made}, en dat is op ${at(ended, facts)} ingetrokken.`;
      case "overdue":
        return `${made}, en dat is nu ${lapse(-facts.spare)} te laat.`;
      default:
        return `${made}, nog ${lapse(facts.spare)}: die tijd is vast en loopt ook buiten werktijd door.`;
    }
  },
  manager: (facts) => {
    const { state, ended, due } = facts;
    const made = `Afspraak van ${since(facts)} voor uiterlijk ${at(due, facts)}`;
    switch (state) {
      case "met":
        return `${made}, nagekomen op ${at(ended, facts)}, ${beforeAgreed(facts)}.`;
      case "missed":
        return facts.spare < 0
          ? `${made}, nagekomen op ${at(ended, facts)}, ${lapse(-facts.spare)} te laat.`
          : `${made}, volgens de vrager niet nagekomen.`;
      case "void":
        return `${made}, ingetrokken op ${at(ended, facts)}.`;
      case "overdue":
        return `${made}, nu ${lapse(-facts.spare)} te laat.`;
      default:
        return `${made}, nog ${lapse(facts.spare)}.`;
    }
  },
};

const statutory: ByAudience = {
  asker: (facts, { address }) => {
    const your = address === "je" ? "je" : "uw";
    const { state, ended } = facts;
    const term = received(facts);
    const law = `de wet (${ruleOf(facts)})`;
    switch (state) {
      case "met":
        return `${capital(your)} vraag is op ${at(ended, facts)} afgehandeld, binnen de tijd die ${law} ons gaf tot en met ${lastDay(facts)}: ${term}.`;
      case "missed":
        return `${capital(your)} vraag is op ${at(ended, facts)} afgehandeld, later dan ${law} ons gaf, tot en met ${lastDay(facts)}: ${term}.`;
      case "void":
        return `De tijd die ${law} ons gaf tot en met ${lastDay(facts)}, geldt sinds ${at(ended, facts)} niet meer.`;
      case "overdue":
        return `${capital(law)} gaf ons tot en met ${lastDay(facts)} om ${your} vraag af te handelen, en dat is niet gelukt: ${term}.`;
      default:
        return `${capital(law)} geeft ons tot en met ${lastDay(facts)} om ${your} vraag af te handelen: ${term}.`;
    }
  },
  agent: (facts) => legal(facts, `, inrichting versie ${facts.version}`),
  manager: (facts) => legal(facts, `, versie ${facts.version}`),
};

function legal(facts: Facts, version: string): string {
  const { state, ended, share } = facts;
  const term = received(facts);
  const head = `Wettelijke termijn (${ruleOf(facts)}${version}) tot en met ${lastDay(facts)}`;
  switch (state) {
    case "met":
      return `${head}, gehaald op ${at(ended, facts)} met ${lapse(facts.spare)} over: ${term}.`;
    case "missed":
      return `${head}, gemist: pas op ${at(ended, facts)}, ${lapse(-facts.spare)} te laat: ${term}.`;
    case "void":
      return `${head}, vervallen op ${at(ended, facts)}.`;
    case "overdue":
      return `${head}, niet gehaald en nu ${lapse(-facts.spare)} te laat: ${term}.`;
    default:
      return `${head}, ${share}% om: ${term}.`;
  }
}

const received = (facts: Facts) =>
  `${termOf(facts)} na ontvangst op ${dayOf("nl", facts.since, facts)}, waarin elke dag telt${moved(facts)}`;

function forAsker({ kind }: Facts, address: Listener["address"]) {
  const [You, your] = address === "je" ? ["Je", "je"] : ["U", "uw"];
  const answer = kind === "firstResponse" ? "een eerste reactie" : `een reactie op ${your} laatste bericht`;
  if (kind === "resolution") {
    return {
      what: `de afhandeling van ${your} vraag`,
      will: (due: string) => `${capital(your)} vraag is uiterlijk ${due} afgehandeld`,
      should: (due: string) => `${capital(your)} vraag had uiterlijk ${due} afgehandeld moeten zijn`,
      did: (ended: string) => `${capital(your)} vraag is op ${ended} afgehandeld`,
    };
  }
  if (kind === "ola") {
    return {
      what: `een deel van het werk aan ${your} vraag`,
      will: (due: string) => `Een deel van het werk aan ${your} vraag is uiterlijk ${due} klaar`,
      should: (due: string) =>
        `Een deel van het werk aan ${your} vraag had uiterlijk ${due} klaar moeten zijn`,
      did: (ended: string) => `Een deel van het werk aan ${your} vraag was op ${ended} klaar`,
    };
  }
  return {
    what: answer,
    will: (due: string) => `${You} krijgt uiterlijk ${due} ${answer}`,
    should: (due: string) => `${You} had uiterlijk ${due} ${answer} moeten krijgen`,
    did: (ended: string) => `${You} kreeg op ${ended} ${answer}`,
  };
}

function labelOf({ kind, desk }: Facts): string {
  if (kind === "firstResponse") return "Eerste reactie";
  if (kind === "nextResponse") return "Volgende reactie";
  if (kind === "resolution") return "Afhandeling";
  return `Werk van ${desk ? inline(desk.nl) : "het team"}`;
}

const teamOf = ({ desk }: Facts) => capital(desk ? inline(desk.nl) : "het team");
const wasThere = (facts: Facts) => (facts.kind === "ola" ? `${teamOf(facts)} was klaar` : labelOf(facts));

function shouldBe(facts: Facts, due: string): string {
  const { kind } = facts;
  if (kind === "firstResponse") return `De eerste reactie had er uiterlijk ${due} moeten zijn`;
  if (kind === "nextResponse") return `De volgende reactie had er uiterlijk ${due} moeten zijn`;
  return `${kind === "ola" ? teamOf(facts) : "De afhandeling"} had uiterlijk ${due} klaar moeten zijn`;
}

const used = ({ ended, share }: Facts) => (ended === undefined ? `, waarvan ${share}% om is` : "");

const sources = {
  rule: "de regel",
  urgency: "de urgentie",
  topic: "het onderwerp",
  desk: "het team",
} as const;

function sourceOf({ source, level }: Facts): string {
  const name = source.name ? ` “${inline(source.name.nl)}”` : "";
  return `${sources[source.by]}${name}${level ? ` met niveau “${inline(level.nl)}”` : ""}`;
}

function reason(facts: Facts, { address, plannedOn }: Listener): string {
  const reasons: Record<Idle, string> = {
    asker: `we op ${address === "je" ? "jouw" : "uw"} antwoord wachten`,
    planned: `het werk ${plannedOn ? `voor ${dateIn("nl", plannedOn, facts)}` : "voor een vaste dag"} gepland staat`,
    partner: "we op een andere organisatie wachten",
    approval: "we op een besluit wachten",
    resolved: `${address === "je" ? "je" : "uw"} vraag was afgehandeld`,
  };
  return reasons[facts.pause?.idle ?? "asker"];
}

function reasonAtDesk(facts: Facts, { plannedOn }: Listener): string {
  const reasons: Record<Idle, string> = {
    asker: "de vraag wacht op de vrager",
    planned: plannedOn
      ? `het werk staat gepland voor ${dateIn("nl", plannedOn, facts)}`
      : "de vraag wacht op een geplande dag",
    partner: "de vraag wacht op een partner",
    approval: "de vraag wacht op een besluit",
    resolved: "de vraag was afgehandeld",
  };
  return reasons[facts.pause?.idle ?? "asker"];
}

function waited(idle: Idle, { audience, address }: Listener): string {
  const [your, yours] = address === "je" ? ["je", "jouw"] : ["uw", "uw"];
  const toAsker: Record<Idle, string> = {
    asker: `de tijd dat we op ${yours} antwoord wachtten`,
    planned: "de tijd tot de geplande dag",
    partner: "de tijd dat we op een andere organisatie wachtten",
    approval: "de tijd dat we op een besluit wachtten",
    resolved: `de tijd dat ${your} vraag was afgehandeld`,
  };
  const toColleague: Record<Idle, string> = {
    asker: "het wachten op de vrager",
    planned: "het wachten op de geplande dag",
    partner: "het wachten op een partner",
    approval: "het wachten op een besluit",
    resolved: "de tijd dat de vraag was afgehandeld",
  };
  return (audience === "asker" ? toAsker : toColleague)[idle];
}

function skipped(facts: Facts, listener: Listener): string {
  const things = thingsSkipped(facts, listener);
  const areMany = things.length > 1 || /^(de nachten|de weekenden|nog)/.test(things[0] ?? "");
  const notCounted =
    things.length > 0 ? [`${listed("nl", things)} ${areMany ? "tellen" : "telt"} niet mee`] : [];
  const { shown, left: more } = firstOf(facts.skipped.special);
  const days = [
    ...shown.map(({ date, name }) => `op ${dateIn("nl", date, facts)} (${inline(name.nl)})`),
    ...(more > 0 ? [`op nog ${more} dagen`] : []),
  ];
  const otherHours = days.length > 0 ? [`${listed("nl", days)} gelden andere uren`] : [];
  return [...notCounted, ...otherHours].map((part) => `; ${part}`).join("");
}

function thingsSkipped(facts: Facts, listener: Listener): string[] {
  const { nights, weekends, daysOff, closed, waits, isElsewhere }: Skipped = facts.skipped;
  const { shown, left: more } = firstOf(closed);
  return [
    ...(nights > 0 ? [nights > 1 ? "de nachten" : "de nacht"] : []),
    ...(weekends > 0 ? [weekends > 1 ? "de weekenden" : "het weekend"] : []),
    ...daysOff.map((day) => `de ${weekdayIn("nl", day)}`),
    ...shown.map((day) => closedDay(day, facts)),
    ...(more > 0 ? [`nog ${more} ${more > 1 ? "sluitingsdagen" : "sluitingsdag"}`] : []),
    ...waits.map((idle) => waited(idle, listener)),
    ...(isElsewhere ? ["de tijd bij een ander team"] : []),
  ];
}

const closedDay = ({ date, name }: DayClosed, facts: Facts) =>
  name ? inline(name.nl) : `de sluiting van ${dateIn("nl", date, facts)}`;

function hours({ stretches }: Facts, { audience }: Listener): string {
  const { order, first, second, areWorkingDays } = hoursTold(stretches);
  if (!second) return weekHours(first.week);
  const names = desksTold("nl", [first, second]);
  const [one, other] = [first, second].map(({ week }, i) => {
    const those = audience === "asker" ? [] : (names[i] ?? []);
    const times = areWorkingDays ? hoursIn(week).map(timesOf).join() : weekHours(week);
    return `${times}${those.length > 0 ? ` (${listed("nl", those)})` : ""}`;
  });
  const told = {
    "in-order": `eerst ${one}, daarna ${other}`,
    "by-turns": `eerst ${one}, daarna ${other}, en zo om en om`,
    "last-two": `${one}, daarna ${other}, en daarvoor in de uren van een ander team`,
  };
  return `${told[order]}${areWorkingDays ? ", op werkdagen" : ""}`;
}

/** To who runs the helpdesk the hours matter where desks differ in them. */
const handedHours = (facts: Facts, listener: Listener) =>
  facts.stretches.length > 1 ? `, ${hours(facts, listener)}` : "";

const weekHours = (week: Week) =>
  isAroundTheClock(week) ? "dag en nacht" : listed("nl", hoursIn(week).map(hoursOf));

function hoursOf(hours: Hours): string {
  const { days } = hours;
  const names = days.map((day) => weekdayIn("nl", day));
  return `${timesOf(hours)} op ${isWorkingWeek(days) ? "werkdagen" : listed("nl", names)}`;
}

function timesOf({ blocks }: Hours): string {
  const times = blocks.map(({ from, to }) => `van ${clockTime(from)} tot ${clockTime(to)}`);
  return `${listed("nl", times)} uur`;
}

const termUnits = [
  ["months", "maand", "maanden"],
  ["weeks", "week", "weken"],
  ["days", "dag", "dagen"],
] as const;

function termOf({ term }: Facts): string {
  const found = termUnits.find(([unit]) => term?.[unit]);
  if (!found) return "de termijn";
  const [unit, one, more] = found;
  return counted(term?.[unit] ?? 0, one, more);
}

const ruleOf = ({ term }: Facts) => inline((term as Term).rule);
const lastDay = (facts: Facts) => dateIn("nl", (facts.term as Term).lastDay, facts);

function moved(facts: Facts): string {
  const days = (facts.term as Term).isOff.map(
    ({ date, name }) => `${dateIn("nl", date, facts)}${name ? ` (${inline(name.nl)})` : ""}`,
  );
  if (days.length === 0) return "";
  return `; ${listed("nl", days)} ${days.length > 1 ? "kunnen" : "kan"} de laatste dag niet zijn`;
}

const reopened = ({ isReopened, ended }: Facts) =>
  isReopened && ended !== undefined ? "; de vraag is daarna heropend" : "";

/** "donderdag 3 december om 12.00 uur" */
const at = (instant: number | undefined, facts: Facts): string =>
  `${dayOf("nl", instant ?? facts.now, facts)} om ${timeIn(instant ?? facts.now, facts)}`;

const since = (facts: Facts) => `${dayOf("nl", facts.since, facts)} ${timeIn(facts.since, facts)}`;
const madeAt = (facts: Facts) => at(facts.since, facts);
const pausedSince = (facts: Facts) => at(facts.pause?.since, facts);
const timeIn = (instant: number, { zone }: Facts) => `${clockTime(timeOf(instant, zone))} uur`;

/** 08:30 is written 8.30. */
const clockTime = (time: string) => `${Number(time.slice(0, 2))}.${time.slice(3)}`;

const targetOf = ({ targetSeconds }: Facts) =>
  targetSeconds % 3600 === 0
    ? counted(targetSeconds / 3600, "werkuur", "werkuren")
    : `${duration(targetSeconds)} werktijd`;

const left = ({ spare: seconds }: Facts) => `${duration(seconds)} werktijd`;
const late = ({ spare: seconds, lateBy }: Facts) =>
  seconds < 0 ? `${duration(-seconds)} werktijd` : `${lapse(lateBy)} buiten werktijd`;
const spare = (facts: Facts) =>
  facts.spare > 0 ? `met ${duration(facts.spare)} werktijd over` : "precies op tijd";
const inTime = (facts: Facts) => (facts.spare > 0 ? `op tijd ${spare(facts)}` : "precies op tijd");
const beforeAgreed = (facts: Facts) =>
  facts.spare > 0 ? `${lapse(facts.spare)} voor die tijd` : "precies op tijd";

const duration = (seconds: number) => inUnits(timeUnits(seconds));
const lapse = (seconds: number) => inUnits(lapseUnits(seconds));

function inUnits({ days, hours: hourCount, minutes, seconds }: ReturnType<typeof timeUnits>): string {
  const parts = [
    ...(days > 0 ? [counted(days, "dag", "dagen")] : []),
    ...(hourCount > 0 ? [counted(hourCount, "uur", "uur")] : []),
    ...(minutes > 0 ? [counted(minutes, "minuut", "minuten")] : []),
  ];
  return parts.length > 0 ? listed("nl", parts) : counted(seconds, "seconde", "seconden");
}

const counted = (count: number, one: string, more: string) => `${count} ${count === 1 ? one : more}`;
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
