import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Calendar, ClosedDay, Week } from "../../../shared/clock/calendar.ts";
import { type Clock, clocksOf } from "../../../shared/clock/clock.ts";
import { explain, type Listener } from "../../../shared/clock/explain.ts";
import { type Instant, instantOf } from "../../../shared/clock/instant.ts";
import type { ClockKind } from "../../../shared/clock/mark.ts";
import type { ContactId, ContentId, TicketId } from "../../../shared/id.ts";
import type { Organisation } from "../../../shared/organisation/organisation.ts";
import type { EventType, TicketEvent, TicketEventOf } from "../../../shared/ticket/event.ts";
import { makeReference } from "../../../shared/ticket/reference.ts";
import { anEvent, anna, femke, organisation, someId } from "../../given.ts";

/** Amsterdam's wall clock in winter, an hour ahead of UTC. */
const at = (local: string): Instant => instantOf(Date.parse(`${local.replace(" ", "T")}:00+01:00`));
/** The same, to the second. */
const atSecond = (local: string): Instant => instantOf(Date.parse(`${local.replace(" ", "T")}+01:00`));
const contentId = someId<ContentId>("content", 2);

type Details<T extends EventType> = Parameters<typeof anEvent<T>>[1];
type Told = {
  events: TicketEvent[];
  and<T extends EventType>(type: T, details: Details<T>, when: Instant, by?: typeof anna.person): Told;
};

/** A ticket's events one after the other, each with when and by whom. */
function asked(when: Instant, given: Partial<Details<"asked">> = {}, to = "frontoffice"): Told {
  const events: TicketEvent[] = [];
  const told: Told = {
    events,
    and: (type, details, moment, by = femke.person) => {
      const event = anEvent(type, details, { n: events.length + 1, at: moment, by });
      events.push(event as TicketEventOf<typeof type> & TicketEvent);
      return told;
    },
  };
  const question = {
    ...{ ticketId: someId<TicketId>("ticket", 1), reference: makeReference(2026, 1), kind: "question" },
    ...{ channel: "click", language: "nl", asker: anna.person, confidentiality: "open", wordRules: [] },
    ...{ urgency: "normal", contentId: someId<ContentId>("content", 1) },
    contactId: someId<ContactId>("contact", 1),
    ...given,
  } as Details<"asked">;
  return told
    .and("asked", question, when, anna.person)
    .and("routed", { stay: 1, to, rule: "front-office-first", confidentiality: "open" }, when)
    .and("arrived", { stay: 1 }, when);
}

const topic = (key: string) => ({ topic: { key, knownBy: "asker-chose" as const } });

function explained(
  { events }: Told,
  kind: ClockKind,
  now: Instant,
  listener: Partial<Listener> = {},
  policy: Organisation = organisation,
) {
  const clock = clocksOf(events, () => policy).find((one) => one.kind === kind);
  if (!clock) throw new Error(`no ${kind}`);
  return explain(clock, { audience: "asker", address: "je", now: Date.parse(now), ...listener });
}

const tuesday = at("2026-12-01 10:00");
const told = () => asked(tuesday);
const replied = { contentId, from: "desk" as const };
const forAsker = { waiting: { for: "asker" as const, contentId } };

describe("a deadline explains itself to the asker", () => {
  test("leaving out the night", () => {
    expect(explained(told(), "firstResponse", tuesday)).toEqual({
      nl: "Je krijgt uiterlijk woensdag 2 december om 9.30 uur een eerste reactie: we tellen 8 werkuren vanaf dinsdag 1 december 10.00 uur, van 8.30 tot 17.00 uur op werkdagen; de nacht telt niet mee.",
      en: "You will have a first response by Wednesday 2 December at 09:30: we count 8 working hours from Tuesday 1 December at 10:00, from 08:30 to 17:00 on working days; the night does not count.",
    });
  });

  test("naming no night where the work goes on through it, though a closed day lies between", () => {
    const dayAndNight = organisationWith(weeks[1], [12], true);
    const { nl } = explained(asked(at("2026-12-01 22:00")), "firstResponse", tuesday, {}, dayAndNight);
    expect(nl).toMatch(/ dag en nacht; Sluitdag <2026-12-02> telt niet mee\.$/);
  });

  test("in one day, with nothing to leave out, and with u where the organisation says so", () => {
    const early = asked(at("2026-12-01 08:30"));
    expect(explained(early, "firstResponse", tuesday, { address: "u" }).nl).toBe(
      "U krijgt uiterlijk dinsdag 1 december om 16.30 uur een eerste reactie: we tellen 8 werkuren vanaf dinsdag 1 december 8.30 uur, van 8.30 tot 17.00 uur op werkdagen.",
    );
  });

  test("naming the holiday, the weekend and the shorter day that lay between, with the year when it is another", () => {
    const christmas = asked(at("2026-12-24 11:00"));
    expect(explained(christmas, "firstResponse", at("2026-12-24 11:00"))).toEqual({
      nl: "Je krijgt uiterlijk maandag 28 december om 15.00 uur een eerste reactie: we tellen 8 werkuren vanaf donderdag 24 december 11.00 uur, van 8.30 tot 17.00 uur op werkdagen; de nachten, het weekend en Eerste Kerstdag tellen niet mee; op donderdag 24 december (Dag voor Kerst, tot 12.30 uur) gelden andere uren.",
      en: "You will have a first response by Monday 28 December at 15:00: we count 8 working hours from Thursday 24 December at 11:00, from 08:30 to 17:00 on working days; the nights, the weekend and Christmas Day do not count; other hours hold on Thursday 24 December (Christmas Eve, until 12:30).",
    });
    expect(explained(christmas, "firstResponse", at("2027-01-04 11:00")).nl).toMatch(
      /^Je had uiterlijk maandag 28 december 2026 om 15\.00 uur een eerste reactie moeten krijgen, en dat is niet gelukt: /,
    );
  });

  test("standing still while the asker is waited for, with what is left", () => {
    const waiting = told()
      .and("replied", { ...replied, asks: true }, at("2026-12-01 11:00"))
      .and("waiting-started", forAsker, at("2026-12-01 11:00"));
    expect(explained(waiting, "resolution", at("2026-12-05 11:00"))).toEqual({
      nl: "De tijd voor de afhandeling van je vraag staat stil sinds dinsdag 1 december om 11.00 uur, omdat we op jouw antwoord wachten: daarna is er nog 23 uur werktijd over van 24 werkuren vanaf dinsdag 1 december 10.00 uur, van 8.30 tot 17.00 uur op werkdagen.",
      en: "The time for dealing with your question has stood still since Tuesday 1 December at 11:00, because we are waiting for your answer: after that 23 hours of working time is left of 24 working hours from Tuesday 1 December at 10:00, from 08:30 to 17:00 on working days.",
    });
    const resumed = waiting.and("waiting-ended", {}, at("2026-12-03 11:00"));
    expect(explained(resumed, "resolution", at("2026-12-03 11:00"))).toEqual({
      nl: "Je vraag is uiterlijk maandag 7 december om 17.00 uur afgehandeld: we tellen 24 werkuren vanaf dinsdag 1 december 10.00 uur, van 8.30 tot 17.00 uur op werkdagen; de nachten, het weekend en de tijd dat we op jouw antwoord wachtten tellen niet mee.",
      en: "Your question will be dealt with by Monday 7 December at 17:00: we count 24 working hours from Tuesday 1 December at 10:00, from 08:30 to 17:00 on working days; the nights, the weekend and the time that we waited for your answer do not count.",
    });
  });

  test("that was met, with how much to spare", () => {
    const met = told().and("replied", replied, at("2026-12-01 13:10"));
    expect(explained(met, "firstResponse", at("2026-12-02 13:00"))).toEqual({
      nl: "Je kreeg op dinsdag 1 december om 13.10 uur een eerste reactie, op tijd met 4 uur en 50 minuten werktijd over: we telden 8 werkuren vanaf dinsdag 1 december 10.00 uur, van 8.30 tot 17.00 uur op werkdagen.",
      en: "You had a first response on Tuesday 1 December at 13:10, in time with 4 hours and 50 minutes of working time to spare: we counted 8 working hours from Tuesday 1 December at 10:00, from 08:30 to 17:00 on working days.",
    });
    const just = told().and("replied", replied, at("2026-12-02 09:30"));
    expect(explained(just, "firstResponse", at("2026-12-02 13:00")).nl).toContain(
      "eerste reactie, precies op tijd:",
    );
  });

  test("that was missed, with how much too late", () => {
    const late = told().and("replied", replied, at("2026-12-02 11:45"));
    expect(explained(late, "firstResponse", at("2026-12-02 13:00"))).toEqual({
      nl: "Je kreeg op woensdag 2 december om 11.45 uur een eerste reactie, 2 uur en 15 minuten werktijd te laat: de tijd was om op woensdag 2 december om 9.30 uur, na 8 werkuren vanaf dinsdag 1 december 10.00 uur, van 8.30 tot 17.00 uur op werkdagen; de nacht telt niet mee.",
      en: "You had a first response on Wednesday 2 December at 11:45, 2 hours and 15 minutes of working time too late: it was due by Wednesday 2 December at 09:30, after 8 working hours from Tuesday 1 December at 10:00, from 08:30 to 17:00 on working days; the night does not count.",
    });
  });

  test("that was missed by an evening in which nobody works", () => {
    const evening = asked(at("2026-12-01 09:00")).and("replied", replied, at("2026-12-01 19:00"));
    expect(explained(evening, "firstResponse", at("2026-12-02 13:00")).nl).toMatch(
      /, 2 uur buiten werktijd te laat: de tijd was om op dinsdag 1 december om 17\.00 uur, /,
    );
  });

  test("that lapsed since the question was withdrawn", () => {
    const withdrawn = told().and("resolved", { outcome: "withdrawn", from: "asker" }, at("2026-12-01 12:00"));
    expect(explained(withdrawn, "resolution", at("2026-12-01 13:00"))).toEqual({
      nl: "De tijd voor de afhandeling van je vraag liep vanaf dinsdag 1 december 10.00 uur en geldt sinds dinsdag 1 december om 12.00 uur niet meer.",
      en: "The time for dealing with your question ran from Tuesday 1 December at 10:00 and no longer counts since Tuesday 1 December at 12:00.",
    });
  });

  test("of the law, moved off what can be no last day", () => {
    const request = asked(at("2026-11-26 10:00"), topic("avg_verzoek"));
    expect(explained(request, "statutory", at("2026-12-01 10:00"))).toEqual({
      nl: "De wet (AVG art. 12 lid 3) geeft ons tot en met maandag 28 december om je vraag af te handelen: 1 maand na ontvangst op donderdag 26 november, waarin elke dag telt; zaterdag 26 december (Tweede Kerstdag) en zondag 27 december kunnen de laatste dag niet zijn.",
      en: "The law (AVG art. 12 lid 3) gives us up to and including Monday 28 December to deal with your question: 1 month after it came in on Thursday 26 November, in which every day counts; Saturday 26 December (Boxing Day) and Sunday 27 December cannot be the last day.",
    });
    const plain = asked(at("2026-11-27 10:00"), topic("avg_verzoek"));
    expect(explained(plain, "statutory", at("2026-12-01 10:00")).nl).toMatch(
      /zondag 27 december kan de laatste dag niet zijn\.$/,
    );
    const none = asked(at("2026-11-30 10:00"), topic("avg_verzoek"));
    expect(explained(none, "statutory", at("2026-12-01 10:00")).nl).toMatch(/waarin elke dag telt\.$/);
  });
});

describe("a promise explains itself", () => {
  const due = at("2026-12-03 12:00");
  const made = () => told().and("promised", { dueAt: due, owner: femke.person, contentId }, tuesday);
  const toAgent = { audience: "agent" as const, owner: "Femke Loket" };

  test("while it stands: to the asker without a name, to a colleague with one", () => {
    expect(explained(made(), "promise", tuesday)).toEqual({
      nl: "We beloofden je op dinsdag 1 december om 10.00 uur iets te doen, uiterlijk donderdag 3 december om 12.00 uur: die tijd is vast en loopt ook buiten werktijd door.",
      en: "On Tuesday 1 December at 10:00 we promised to do something for you by Thursday 3 December at 12:00: that time is fixed and also runs outside working hours.",
    });
    expect(explained(made(), "promise", tuesday, toAgent)).toEqual({
      nl: "Femke Loket beloofde op dinsdag 1 december om 10.00 uur iets voor uiterlijk donderdag 3 december om 12.00 uur, nog 2 dagen en 2 uur: die tijd is vast en loopt ook buiten werktijd door.",
      en: "Femke Loket promised on Tuesday 1 December at 10:00 to do something by Thursday 3 December at 12:00, with 2 days and 2 hours left: that time is fixed and also runs outside working hours.",
    });
  });

  test.each([
    [
      "kept",
      () => made().and("promise-kept", { promise: 4 }, at("2026-12-03 10:30")),
      "hebben we op donderdag 3 december om 10.30 uur gedaan, 1 uur en 30 minuten voor die tijd.",
    ],
    [
      "kept too late",
      () => made().and("promise-kept", { promise: 4 }, at("2026-12-03 12:05")),
      "hebben we op donderdag 3 december om 12.05 uur gedaan, 5 minuten te laat.",
    ],
    [
      "denied",
      () =>
        made()
          .and("promise-kept", { promise: 4 }, tuesday)
          .and("promise-confirmed", { promise: 4, kept: false }, tuesday, anna.person),
      "is volgens jou niet gebeurd.",
    ],
    [
      "withdrawn",
      () => made().and("promise-withdrawn", { promise: 4, noteId: contentId }, at("2026-12-02 09:00")),
      "hebben we op woensdag 2 december om 9.00 uur ingetrokken.",
    ],
    ["broken", made, "is nog niet gedaan en dus te laat."],
  ])("when it was %s", (_what, story, end) => {
    const { nl } = explained(story(), "promise", at("2026-12-03 13:00"));
    expect(nl).toBe(
      `Wat we je op dinsdag 1 december om 10.00 uur beloofden voor uiterlijk donderdag 3 december om 12.00 uur, ${end}`,
    );
  });
});

describe("a deadline explains itself to who answers", () => {
  test("with what set it, from which version, and how much has run", () => {
    const handed = told().and(
      "handed-over",
      { stay: 2, to: "payroll", reason: "needs-specialist" },
      at("2026-12-01 12:00"),
    );
    expect(explained(handed, "ola", at("2026-12-01 16:30"), { audience: "agent" })).toEqual({
      nl: "Werk van Salarisadministratie uiterlijk donderdag 3 december om 12.00 uur, nog 12 uur werktijd: 16 werkuren volgens het team “Salarisadministratie” met niveau “Standaard”, inrichting versie 1, geteld vanaf dinsdag 1 december 12.00 uur, van 8.30 tot 12.30 en van 13.00 tot 17.00 uur op werkdagen, waarvan 25% om is; de nachten tellen niet mee.",
      en: "Work of Payroll by Thursday 3 December at 12:00, 12 hours of working time left: 16 working hours set by the desk “Payroll” at level “Standard”, configuration version 1, counted from Tuesday 1 December at 12:00, from 08:30 to 12:30 and from 13:00 to 17:00 on working days, of which 25% is used; the nights do not count.",
    });
  });

  test("by the urgency that shortened it, and by the topic", () => {
    const urgent = asked(tuesday, topic("salarisstrook")).and(
      "urgency-set",
      { to: "today", noteId: contentId },
      tuesday,
    );
    expect(explained(urgent, "firstResponse", tuesday, { audience: "agent" }).nl).toContain(
      "2 werkuren volgens de urgentie “vandaag” met niveau “Direct”",
    );
    expect(explained(urgent, "resolution", tuesday, { audience: "agent" }).en).toContain(
      "8 working hours set by the topic “Payslip and pay date” at level “Direct”",
    );
  });

  test("and to the manager in fewer words", () => {
    const late = told().and("replied", replied, at("2026-12-02 11:45"));
    expect(explained(late, "firstResponse", at("2026-12-02 13:00"), { audience: "manager" })).toEqual({
      nl: "Eerste reactie: 8 werkuren (het team “Personeelsloket (frontoffice)” met niveau “Standaard”, versie 1) vanaf dinsdag 1 december 10.00 uur, gemist met 2 uur en 15 minuten werktijd op woensdag 2 december om 11.45 uur; de nacht telt niet mee.",
      en: "First response: 8 working hours (the desk “Personnel desk (front office)” at level “Standard”, version 1) from Tuesday 1 December at 10:00, missed by 2 hours and 15 minutes of working time on Wednesday 2 December at 11:45; the night does not count.",
    });
  });

  test("years after the last thing that happened", () => {
    expect(explained(told(), "firstResponse", at("2031-12-02 13:00"), { audience: "agent" }).nl).toMatch(
      /^De eerste reactie had er uiterlijk woensdag 2 december 2026 om 9\.30 uur moeten zijn en is nu \d+ uur/,
    );
  });
});

describe("the hours are those of the desks that worked on it", () => {
  const handTo = (to: string, stay: number, when: Instant) => (so: Told) =>
    so.and("handed-over", { stay, to, reason: "needs-specialist" }, when);
  const toPayroll = handTo("payroll", 2, at("2026-12-01 12:00"));
  const now = at("2026-12-01 16:30");

  test("and not of the front office that it passed through on its way to a back office", () => {
    const straight = asked(atSecond("2026-12-01 10:00:00.000"), {}, "payroll");
    for (const event of straight.events.slice(1)) event.at = atSecond("2026-12-01 10:00:00.040");
    expect(explained(straight, "resolution", tuesday)).toEqual({
      nl: "Je vraag is uiterlijk vrijdag 4 december om 10.00 uur afgehandeld: we tellen 24 werkuren vanaf dinsdag 1 december 10.00 uur, van 8.30 tot 12.30 en van 13.00 tot 17.00 uur op werkdagen; de nachten tellen niet mee.",
      en: "Your question will be dealt with by Friday 4 December at 10:00: we count 24 working hours from Tuesday 1 December at 10:00, from 08:30 to 12:30 and from 13:00 to 17:00 on working days; the nights do not count.",
    });
  });

  test("also where nobody worked on it yet", () => {
    const evening = toPayroll(asked(at("2026-11-30 19:00")));
    for (const event of evening.events.slice(3)) event.at = at("2026-11-30 19:30");
    const done = evening.and(
      "resolved",
      { outcome: "answered", contentId, from: "desk" },
      at("2026-11-30 20:00"),
    );
    expect(explained(done, "resolution", now).nl).toContain(
      ", van 8.30 tot 12.30 en van 13.00 tot 17.00 uur op",
    );
  });

  test.each([
    [
      "asker",
      "eerst van 8.30 tot 17.00 uur, daarna van 8.30 tot 12.30 en van 13.00 tot 17.00 uur, op werkdagen; de nachten tellen niet mee.",
      "first from 08:30 to 17:00, then from 08:30 to 12:30 and from 13:00 to 17:00, on working days; the nights do not count.",
    ],
    [
      "agent",
      "eerst van 8.30 tot 17.00 uur (Personeelsloket), daarna van 8.30 tot 12.30 en van 13.00 tot 17.00 uur (Salarisadministratie), op werkdagen, waarvan 25% om is; de nachten tellen niet mee.",
      "first from 08:30 to 17:00 (Personnel desk), then from 08:30 to 12:30 and from 13:00 to 17:00 (Payroll), on working days, of which 25% is used; the nights do not count.",
    ],
    [
      "manager",
      "vanaf dinsdag 1 december 10.00 uur, eerst van 8.30 tot 17.00 uur (Personeelsloket), daarna van 8.30 tot 12.30 en van 13.00 tot 17.00 uur (Salarisadministratie), op werkdagen, uiterlijk vrijdag 4 december om 10.00 uur, 25% om; de nachten tellen niet mee.",
      "from Tuesday 1 December at 10:00, first from 08:30 to 17:00 (Personnel desk), then from 08:30 to 12:30 and from 13:00 to 17:00 (Payroll), on working days, by Friday 4 December at 10:00, 25% used; the nights do not count.",
    ],
  ] as const)("both after a hand-over, to the %s", (audience, nl, en) => {
    const said = explained(toPayroll(told()), "resolution", now, { audience });
    expect(said.nl.slice(-nl.length)).toBe(nl);
    expect(said.en.slice(-en.length)).toBe(en);
  });

  const wednesdays = { ...organisation.calendars.frontoffice, weekly: weekOfWednesday() } as Calendar;
  const threeWeeks = {
    ...organisation,
    calendars: { ...organisation.calendars, wednesdays },
    desks: organisation.desks.map((one) =>
      one.key === "recruitment" ? { ...one, calendar: "wednesdays" } : one,
    ),
  };

  test("the last two of three", () => {
    const thrice = handTo("recruitment", 3, at("2026-12-01 15:00"))(toPayroll(told()));
    const [toAsker, toAgent] = (["asker", "agent"] as const).map((audience) =>
      explained(thrice, "resolution", now, { audience }, threeWeeks),
    );
    expect(toAsker?.nl).toContain(
      ", van 8.30 tot 12.30 en van 13.00 tot 17.00 uur op werkdagen, daarna van 10.00 tot 11.00 uur op woensdag, en daarvoor in de uren van een ander team; ",
    );
    expect(toAgent?.nl).toMatch(
      /, van 8\.30 tot 12\.30 en van 13\.00 tot 17\.00 uur op werkdagen \(Salarisadministratie\), daarna van 10\.00 tot 11\.00 uur op woensdag \([^()]+\), en daarvoor in de uren van een ander team, /,
    );
    expect(toAsker?.en).toContain(
      ", from 08:30 to 12:30 and from 13:00 to 17:00 on working days, then from 10:00 to 11:00 on Wednesday, and before that in the hours of another desk; ",
    );
  });

  test("by turns where it came back", () => {
    const back = toPayroll(told()).and(
      "returned",
      { stay: 3, to: "frontoffice", reason: "x" },
      at("2026-12-01 15:00"),
    );
    const said = explained(back, "resolution", now);
    expect(said.nl).toContain(
      "daarna van 8.30 tot 12.30 en van 13.00 tot 17.00 uur, en zo om en om, op werkdagen",
    );
    expect(said.en).toContain(
      "then from 08:30 to 12:30 and from 13:00 to 17:00, and so by turns, on working days",
    );
  });

  test.each([
    ["2026-12-01 13:00:30", "; de nachten tellen niet mee."],
    ["2026-12-01 14:00:00", "; de nachten en de tijd bij een ander team tellen niet mee."],
  ])("and a back office that had it again at %s tells only of an absence that shows", (when, end) => {
    const again = toPayroll(told())
      .and("returned", { stay: 3, to: "frontoffice", reason: "x" }, at("2026-12-01 13:00"))
      .and("handed-over", { stay: 4, to: "payroll", reason: "x" }, atSecond(when));
    const clock = clocksOf(again.events, () => organisation).findLast(({ kind }) => kind === "ola") as Clock;
    const { nl } = explain(clock, { audience: "agent", address: "je", now: Date.parse(now) });
    expect(nl.slice(-end.length)).toBe(end);
  });

  test("with desks by their whole names where these differ in nothing but what stands in brackets", () => {
    const names = { frontoffice: "HR (noord)", payroll: "HR (zuid)" } as Record<string, string>;
    const desks = organisation.desks.map((one) => {
      const name = names[one.key];
      return name ? { ...one, name: { nl: name, en: name } } : one;
    });
    const { nl } = explained(
      toPayroll(told()),
      "resolution",
      now,
      { audience: "agent" },
      { ...organisation, desks },
    );
    expect(nl).toContain("uur (HR (noord)), daarna");
  });
});

function weekOfWednesday(): Week {
  return { ...everyDay([]), wed: [{ from: "10:00", to: "11:00" }] };
}

describe("a sentence adds up, whatever the seconds", () => {
  const start = atSecond("2026-12-01 10:00:37");
  const toAgent = { audience: "agent" as const };

  test("in the second after asking nothing has run", () => {
    const { nl, en } = explained(asked(start), "firstResponse", atSecond("2026-12-01 10:00:38"), toAgent);
    expect(nl).toMatch(/^Eerste reactie uiterlijk woensdag 2 december om 9\.30 uur, nog 8 uur werktijd: /);
    expect(en).toMatch(/^First response by Wednesday 2 December at 09:30, 8 hours of working time left: /);
  });

  test.each([
    ["2026-12-01 10:01:12", "op tijd met 7 uur en 59 minuten werktijd over"],
    ["2026-12-02 09:29:59", "op tijd met 1 minuut werktijd over"],
    ["2026-12-02 09:30:07", "op tijd met 30 seconden werktijd over"],
    ["2026-12-02 09:30:37", "precies op tijd"],
    ["2026-12-02 09:30:57", "20 seconden werktijd te laat"],
    ["2026-12-02 09:31:02", "1 minuut werktijd te laat"],
    ["2026-12-03 08:35:02", "7 uur en 35 minuten werktijd te laat"],
  ])("answered at %s it is %s, from 10.00 until 9.30", (when, said) => {
    const done = asked(start).and("replied", replied, atSecond(when));
    expect(explained(done, "firstResponse", at("2026-12-04 10:00")).nl).toContain(`, ${said}: `);
    const isLate = said.endsWith("te laat");
    if (isLate) expect(explained(asked(start), "firstResponse", atSecond(when), toAgent).nl).toContain(said);
  });

  test("also after a wait that began and ended within a minute's seconds", () => {
    const resumed = asked(start)
      .and("waiting-started", forAsker, atSecond("2026-12-01 11:00:50"))
      .and("waiting-ended", {}, atSecond("2026-12-01 12:00:20"));
    expect(explained(resumed, "resolution", atSecond("2026-12-01 12:00:20"), toAgent).nl).toMatch(
      /^Afhandeling uiterlijk vrijdag 4 december om 9\.30 uur, nog 23 uur werktijd: /,
    );
  });

  test.each([
    ["2026-12-03 11:30:41", "30 minuten voor die tijd", "30 minutes before that time"],
    ["2026-12-03 11:59:41", "1 minuut voor die tijd", "1 minute before that time"],
    ["2026-12-03 12:00:00", "precies op tijd", "exactly in time"],
    ["2026-12-03 12:00:31", "31 seconden te laat", "31 seconds too late"],
    ["2026-12-04 00:50:59", "12 uur en 50 minuten te laat", "12 hours and 50 minutes too late"],
  ])("a promise for 12.00 kept at %s: %s", (when, nl, en) => {
    const kept = told()
      .and("promised", { dueAt: at("2026-12-03 12:00"), owner: femke.person, contentId }, tuesday)
      .and("promise-kept", { promise: 4 }, atSecond(when));
    const said = explained(kept, "promise", at("2026-12-05 10:00"), toAgent);
    expect(said.nl.slice(-nl.length - 3)).toBe(`, ${nl}.`);
    expect(said.en.slice(-en.length - 3)).toBe(`, ${en}.`);
  });
});

describe("to a colleague each ending and lateness has its words", () => {
  const toPayroll = () =>
    told().and("handed-over", { stay: 2, to: "payroll", reason: "x" }, at("2026-12-01 12:00"));
  const solved = (when: string) =>
    toPayroll().and("resolved", { outcome: "answered", contentId, from: "desk" }, at(when));
  const byPayroll = {
    nl: "16 werkuren volgens het team “Salarisadministratie” met niveau “Standaard”, inrichting versie 1, geteld vanaf dinsdag 1 december 12.00 uur, van 8.30 tot 12.30 en van 13.00 tot 17.00 uur op werkdagen",
    en: "16 working hours set by the desk “Payroll” at level “Standard”, configuration version 1, counted from Tuesday 1 December at 12:00, from 08:30 to 12:30 and from 13:00 to 17:00 on working days",
  };
  const late = "2026-12-04 13:00";
  test.each([
    [
      "a back office in time",
      solved("2026-12-02 11:02"),
      "ola",
      `Salarisadministratie was klaar op woensdag 2 december om 11.02 uur, op tijd met 8 uur en 58 minuten werktijd over: ${byPayroll.nl}; de nacht telt niet mee.`,
      `Payroll was done on Wednesday 2 December at 11:02, in time with 8 hours and 58 minutes of working time to spare: ${byPayroll.en}; the night does not count.`,
    ],
    [
      "a back office too late",
      solved("2026-12-03 14:00"),
      "ola",
      `Salarisadministratie was klaar op donderdag 3 december om 14.00 uur, 1 uur en 30 minuten werktijd te laat, want de tijd was om op donderdag 3 december om 12.00 uur: ${byPayroll.nl}; de nachten tellen niet mee.`,
      `Payroll was done on Thursday 3 December at 14:00, 1 hour and 30 minutes of working time too late, as it was due by Thursday 3 December at 12:00: ${byPayroll.en}; the nights do not count.`,
    ],
    [
      "a back office that is late",
      toPayroll(),
      "ola",
      `Salarisadministratie had uiterlijk donderdag 3 december om 12.00 uur klaar moeten zijn en is nu 8 uur en 30 minuten werktijd te laat: ${byPayroll.nl}, waarvan 100% om is; de nachten tellen niet mee.`,
      `Work of Payroll was due by Thursday 3 December at 12:00 and is now 8 hours and 30 minutes of working time too late: ${byPayroll.en}, of which 100% is used; the nights do not count.`,
    ],
  ] as const)("%s", (_what, story, kind, nl, en) => {
    expect(explained(story, kind, at(late), { audience: "agent" })).toEqual({ nl, en });
  });

  test.each([
    [
      "firstResponse",
      told(),
      "De eerste reactie had er uiterlijk woensdag 2 december om 9.30 uur moeten zijn en is nu ",
    ],
    [
      "resolution",
      told(),
      "De afhandeling had uiterlijk donderdag 3 december om 17.00 uur klaar moeten zijn en is nu ",
    ],
    [
      "nextResponse",
      told()
        .and("replied", replied, tuesday)
        .and("replied", { contentId, from: "asker" }, tuesday, anna.person),
      "De volgende reactie had er uiterlijk ",
    ],
  ] as const)("a late %s", (kind, story, begin) => {
    const { nl } = explained(story, kind, at("2026-12-14 13:00"), { audience: "agent" });
    expect(nl.slice(0, begin.length)).toBe(begin);
  });

  test("an answer that came too late, without a share", () => {
    const done = told().and("replied", replied, at("2026-12-02 11:45"));
    expect(explained(done, "firstResponse", at(late), { audience: "agent" }).nl).toBe(
      "Eerste reactie op woensdag 2 december om 11.45 uur, 2 uur en 15 minuten werktijd te laat, want de tijd was om op woensdag 2 december om 9.30 uur: 8 werkuren volgens het team “Personeelsloket (frontoffice)” met niveau “Standaard”, inrichting versie 1, geteld vanaf dinsdag 1 december 10.00 uur, van 8.30 tot 17.00 uur op werkdagen; de nacht telt niet mee.",
    );
  });

  test("the law's term and a promise that is late", () => {
    const request = asked(tuesday, topic("avg_verzoek"));
    expect(explained(request, "statutory", tuesday, { audience: "manager" }).en).toMatch(
      /^Legal term \(AVG art\. 12 lid 3, version 1\) up to and including /,
    );
    const made = told().and(
      "promised",
      { dueAt: at("2026-12-03 12:00"), owner: femke.person, contentId },
      tuesday,
    );
    expect(explained(made, "promise", at(late)).en).toBe(
      "What we promised on Tuesday 1 December at 10:00 to do for you by Thursday 3 December at 12:00, has not been done yet and so is late.",
    );
  });

  const planned = () =>
    told().and("waiting-started", { waiting: { for: "planned", on: "2026-12-14" } }, at("2026-12-01 11:00"));
  test.each([
    [
      "asker",
      "2026-12-14",
      "omdat het werk voor maandag 14 december gepland staat: ",
      "because the work is planned for Monday 14 December: ",
    ],
    [
      "asker",
      undefined,
      "omdat het werk voor een vaste dag gepland staat: ",
      "because the work is planned for a fixed day: ",
    ],
    [
      "agent",
      "2026-12-14",
      "want het werk staat gepland voor maandag 14 december, ",
      "as the work is planned for Monday 14 December, ",
    ],
    [
      "manager",
      undefined,
      "want de vraag wacht op een geplande dag, ",
      "as the question waits for a planned day, ",
    ],
  ] as const)("a planned wait, to the %s, for %s", (audience, plannedOn, nl, en) => {
    const said = explained(planned(), "resolution", at("2026-12-05 11:00"), { audience, plannedOn });
    expect(said.nl).toContain(nl);
    expect(said.en).toContain(en);
  });
});

const everyDay = (blocks: Week["mon"]): Week => ({
  ...{ mon: blocks, tue: blocks, wed: blocks, thu: blocks, fri: blocks, sat: blocks, sun: blocks },
});
const weeks: (Week | undefined)[] = [
  undefined,
  everyDay([{ from: "00:00", to: "24:00" }]),
  { ...everyDay([]), wed: [{ from: "10:00", to: "11:00" }] },
  {
    ...everyDay([
      { from: "09:00", to: "12:00" },
      { from: "12:30", to: "18:15" },
    ]),
    wed: [],
    sun: [],
  },
];

/** The organisation with another week at every desk, and closed days that are named by their number. */
function organisationWith(week: Week | undefined, offsets: readonly number[], isNamedInCalendar: boolean) {
  const dates = [...new Set(offsets)].map((offset) => {
    const date = instantOf(Date.parse("2026-11-20T00:00:00Z") + offset * 86_400_000).slice(0, 10);
    return { date, name: { nl: `Sluitdag <${date}>`, en: `Closed <${date}>` } };
  });
  const closed: ClosedDay[] = isNamedInCalendar ? dates : dates.map(({ date }) => date);
  const calendar = (one: Calendar): Calendar => ({
    ...one,
    ...(week && { weekly: week }),
    closed,
    special: one.special.filter(({ date }) => !dates.some((other) => other.date === date)),
  });
  const { calendars, closedDays } = organisation;
  return {
    ...organisation,
    calendars: Object.fromEntries(Object.entries(calendars).map(([key, one]) => [key, calendar(one)])),
    closedDays: isNamedInCalendar ? closedDays : dates,
  };
}

/** Days after the twentieth of November: none, some, many, and one in three of the working days. */
const closings = [
  { offsets: [], isNamedInCalendar: true },
  { offsets: [3, 4, 11, 19, 35, 36], isNamedInCalendar: true },
  { offsets: Array.from({ length: 60 }, (_, i) => i * 2), isNamedInCalendar: false },
  { offsets: Array.from({ length: 40 }, (_, i) => i * 3 + 1), isNamedInCalendar: true },
];
const policies = weeks.flatMap((week) =>
  closings.map(({ offsets, isNamedInCalendar }) => organisationWith(week, offsets, isNamedInCalendar)),
);

const deeds = {
  replies: (so) => so.and("replied", replied, so.now()),
  asks: (so) => so.and("waiting-started", forAsker, so.now()),
  plans: (so) => so.and("waiting-started", { waiting: { for: "planned", on: "2026-12-20" } }, so.now()),
  partner: (so) =>
    so.and("waiting-started", { waiting: { for: "partner", partner: "pension-fund" } }, so.now()),
  resumes: (so) => so.and("waiting-ended", {}, so.now()),
  writes: (so) => so.and("replied", { contentId, from: "asker" }, so.now(), anna.person),
  hands: (so) => so.and("handed-over", { stay: 2, to: "payroll", reason: "x" }, so.now()),
  recruits: (so) => so.and("handed-over", { stay: 3, to: "recruitment", reason: "x" }, so.now()),
  returns: (so) => so.and("returned", { stay: 4, to: "frontoffice", reason: "x" }, so.now()),
  hurries: (so) => so.and("urgency-set", { to: "today", noteId: contentId }, so.now()),
  promises: (so) =>
    so.and(
      "promised",
      { dueAt: instantOf(Date.parse(so.now()) + 50 * 3_600_000), owner: femke.person, contentId },
      so.now(),
    ),
  keeps: (so) => so.and("promise-kept", { promise: so.promise() }, so.now()),
  unpromises: (so) => so.and("promise-withdrawn", { promise: so.promise(), noteId: contentId }, so.now()),
  denies: (so) => so.and("promise-confirmed", { promise: so.promise(), kept: false }, so.now(), anna.person),
  resolves: (so) => so.and("resolved", { outcome: "answered", contentId, from: "desk" }, so.now()),
  withdraws: (so) => so.and("resolved", { outcome: "withdrawn", from: "asker" }, so.now(), anna.person),
  reopens: (so) => so.and("reopened", { reason: "not-done", from: "asker" }, so.now(), anna.person),
} as const satisfies Record<string, (so: Told & { now(): Instant; promise(): number }) => Told>;

const story = fc.record({
  start: fc.integer({ min: 0, max: 60 * 24 * 60 }),
  topic: fc.constantFrom(undefined, "avg_verzoek", "klacht_loket", "salarisstrook"),
  desk: fc.constantFrom("frontoffice", "payroll", "recruitment"),
  steps: fc.array(
    fc.record({
      deed: fc.constantFrom(...(Object.keys(deeds) as (keyof typeof deeds)[])),
      minutes: fc.oneof(
        fc.constantFrom(0.001, 0.7),
        fc.integer({ min: 0, max: 600 }),
        fc.integer({ min: 0, max: 20_000 }),
      ),
    }),
    { maxLength: 8 },
  ),
  later: fc.integer({ min: 0, max: 60_000 }),
  policy: fc.constantFrom(...policies),
});
type Story = typeof story extends fc.Arbitrary<infer S> ? S : never;

function clocksIn({ start, topic: key, desk, steps, later, policy }: Story) {
  let minutes = start;
  const now = () => instantOf(Date.parse("2026-11-20T00:00:00Z") + minutes * 60_000);
  const so = asked(now(), key && topic(key), desk);
  const promise = () => so.events.findLast(({ type }) => type === "promised")?.n ?? 1;
  for (const step of steps) {
    minutes += step.minutes;
    deeds[step.deed]({ ...so, now, promise });
  }
  minutes += later;
  return { clocks: clocksOf(so.events, () => policy), now: Date.parse(now()), policy };
}

const localDay = (instant: number) =>
  new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Amsterdam" }).format(instant);

/** Up to when something could be skipped: the due instant, or where there is none the last that is known. */
const untilOf = ({ dueAt, endedAt, segments }: Clock, now: number) =>
  dueAt ?? endedAt ?? (segments.at(-1)?.idle ? segments.at(-1)?.from : undefined) ?? now;

const listeners = [
  ["asker", "je"],
  ["asker", "u"],
  ["agent", "je"],
  ["manager", "je"],
] as const;

describe("whatever happens to a ticket", () => {
  test("each of its clocks is one sound sentence to everyone, and names the closed days that lay between, no others", () => {
    const named = { all: 0, some: 0 };
    fc.assert(
      fc.property(story, (generated) => {
        const { clocks, now, policy } = clocksIn(generated);
        for (const clock of clocks) {
          for (const [audience, address] of listeners) {
            const said = explain(clock, { audience, address, now });
            for (const text of [said.nl, said.en]) {
              expectSentence(text);
              if (audience === "asker") expectNoDesk(text, policy);
              expectClosedDays(text, clock, now, policy, named);
            }
            expect(said.nl).not.toBe(said.en);
            if (address === "u") expect(said.nl).not.toMatch(/\b[Jj](e|ij|ou|ouw)\b/);
          }
        }
      }),
      { numRuns: 60, seed: 20261203 },
    );
    expect(named.all).toBeGreaterThan(50);
    expect(named.some).toBeGreaterThan(50);
  });
});

function expectSentence(text: string) {
  expect(text).toMatch(/^[A-Z][^\n]*[^.\s]\.$/);
  expect(text).not.toMatch(/undefined|null|NaN|Invalid|\[object| {2}|[;:,] [;:,.]|(?<!\d)-\d/);
}

const asWords = (text: string) => ` ${text.replace(/[^\p{L}\p{N}-]+/gu, " ").trim()} `;

function expectNoDesk(text: string, { desks }: Organisation) {
  const names = desks.flatMap(({ key, name }) => [key, name.nl, name.en]);
  const words = asWords(text);
  const inside = [...names, "OLA", "ola", femke.person, anna.person].filter((name) =>
    words.includes(asWords(name)),
  );
  expect(inside).toEqual([]);
}

function expectClosedDays(
  text: string,
  clock: Clock,
  now: number,
  policy: Organisation,
  named: { all: number; some: number },
) {
  const shown = new Set([...text.matchAll(/<(\d{4}-\d\d-\d\d)>/g)].map(([, date]) => date as string));
  const first = localDay(clock.segments[0]?.from ?? clock.startedAt);
  const last = localDay(untilOf(clock, now));
  for (const date of shown) expect(date >= first && date <= last, `${date} in ${text}`).toBe(true);
  const isWorked = clock.kind !== "promise" && clock.kind !== "statutory" && clock.outcome !== "void";
  if (!isWorked || clock.segments.some(({ idle }) => idle)) return;
  const isGap = clock.segments.some(({ from }, i) => i > 0 && clock.segments[i - 1]?.to !== from);
  if (isGap || generatedWeeks(policy) > 1) return;
  const { closed, weekly } = policy.calendars.frontoffice as Calendar;
  const dates = closed.map((day) => (typeof day === "string" ? day : day.date));
  const isWorkingDay = (date: string) => weekly[weekdays[new Date(date).getUTCDay()] ?? "sun"].length > 0;
  const between = dates.filter((date) => date > first && date < last && isWorkingDay(date));
  // Whether the day it began or ended on counts as skipped depends on the hour.
  const atEnds = dates.filter((date) => date === first || date === last);
  if (between.length + atEnds.length <= 3) {
    expect([...shown], text).toEqual(expect.arrayContaining(between));
    named.all += between.length;
  } else if (between.length > 3) {
    expect(shown.size).toBe(2);
    expect(text).toMatch(/nog \d+ sluitingsdag|\d+ more closed day/);
    named.some++;
  }
}

const weekdays = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] as const;
const generatedWeeks = ({ calendars }: Organisation) =>
  new Set(Object.values(calendars).map(({ weekly }) => JSON.stringify(weekly))).size;
