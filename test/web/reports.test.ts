import { describe, expect, test } from "vitest";
import type { ServiceLevelFigures, ServiceLevelReport } from "../../shared/contract/view.ts";
import { countIn, hasHidden, metricIn, shownSum } from "../../web/reports/figures.ts";
import { numbersIn } from "../../web/reports/numbers.ts";
import { faultIn, filtersIn, mondaysToChoose, searchOf, weeksOf } from "../../web/reports/period.ts";
import {
  backlogSaid,
  complianceSaid,
  firstContactSaid,
  hoursSaid,
  promisesSaid,
  topicsSaid,
} from "../../web/reports/sentences.ts";
import { reportTexts } from "../../web/texts/reports.ts";
import { textsIn } from "../../web/texts/texts.ts";

const t = textsIn(reportTexts, { language: "nl", address: "je" });
const words = { t, n: numbersIn("nl", t) };
const weeks = ["2026-W47", "2026-W48", "2026-W49"];

type Counts = Partial<
  Record<"met" | "missed" | "reopened" | "resolved" | "first" | "kept" | "broken", number>
>;
const nothing = { met: 0, missed: 0, share: null };
const figuresOf = (c: Counts): ServiceLevelFigures => {
  const { met = 0, missed = 0, reopened = 0, resolved = 0, first = 0, kept = 0, broken = 0 } = c;
  return {
    asked: 0,
    resolved,
    firstContact: { count: first, share: null },
    firstResponse: nothing,
    nextResponse: nothing,
    ola: nothing,
    statutory: nothing,
    resolution: { met, missed, reopened, share: null },
    promises: { kept, broken, withdrawn: 0, confirmed: 0, denied: 0, share: null },
  } as unknown as ServiceLevelFigures;
};

/** Of each week what was counted; nothing where it is hidden. */
const aReport = (rows: (Counts | null)[]) =>
  ({
    rows: rows.map((counts, i) => ({
      week: weeks[i],
      channel: "click",
      hidden: counts === null,
      figures: counts && figuresOf(counts),
    })),
    backlog: [],
    topics: [],
    hours: [],
  }) as unknown as ServiceLevelReport;

describe("the sentence of a chart", () => {
  test("tells each term of the whole period, and the week that read lowest", () => {
    const report = aReport([{ met: 9, missed: 1 }, { met: 7, missed: 2, reopened: 1 }, { met: 10 }]);
    expect(complianceSaid(report, weeks, words)).toBe(
      "Op tijd in de hele periode: antwoord 87%. Het laagste cijfer is 70%: antwoord in week 48.",
    );
  });

  test("names no lowest where all weeks read the same", () => {
    const report = aReport([{ met: 10 }, { met: 20 }, { met: 5 }]);
    expect(complianceSaid(report, weeks, words)).toBe("Op tijd in de hele periode: antwoord 100%.");
    expect(
      firstContactSaid(aReport([{ resolved: 10, first: 5 }, {}, { resolved: 4, first: 2 }]), weeks, words),
    ).toBe("De frontoffice beantwoordde 50% van de vragen in één keer.");
  });

  test("tells how the first contact went in the first and the last week that can be shown", () => {
    const report = aReport([null, { resolved: 10, first: 5 }, { resolved: 10, first: 9 }]);
    expect(firstContactSaid(report, weeks, words)).toBe(
      "De frontoffice beantwoordde 70% van de vragen in één keer: 50% in week 48, 90% in week 49.",
    );
  });

  test("never says that nothing happened where all of it is hidden", () => {
    const hidden = aReport([null, null]);
    const said = [
      complianceSaid(hidden, weeks, words),
      firstContactSaid(hidden, weeks, words),
      promisesSaid(hidden, words),
      topicsSaid([{ name: "IKB", count: undefined }], words),
      hoursSaid([{ weekday: 1, hour: 9, count: undefined }], words),
    ];
    expect(said).toEqual(said.map(() => "Dit gaat over te weinig vragers om te laten zien."));
    const quiet = aReport([{}, {}]);
    expect([
      complianceSaid(quiet, weeks, words),
      firstContactSaid(quiet, weeks, words),
      promisesSaid(quiet, words),
      topicsSaid([], words),
      hoursSaid([], words),
    ]).toEqual([t.nothingJudged, t.resolvedNone, t.promisesNone, t.askedNone, t.askedNone]);
  });

  test("says of what is open how much is old, unless that is hidden", () => {
    const ages = (older: number | undefined) => [{ count: 4 }, { count: undefined }, { count: older }];
    expect(backlogSaid(ages(2), words)).toBe("Er staan 6 vragen open; 2 zijn ouder dan een maand.");
    expect(backlogSaid(ages(0), words)).toBe("Er staan 4 vragen open; geen daarvan is ouder dan een maand.");
    expect(backlogSaid(ages(undefined), words)).toBe("Er staan 4 vragen open die hier te zien zijn.");
    expect(backlogSaid([{ count: 0 }], words)).toBe(t.backlogNone);
  });

  test("names the three that are asked most, and their share of all that is shown", () => {
    const topics = [
      { name: "IKB", count: 50 },
      { name: "Verlof", count: 20 },
      { name: "Pensioen", count: 10 },
      { name: "Reizen", count: 20 },
      { name: "Ziek", count: undefined },
    ];
    expect(topicsSaid(topics, words)).toBe(
      "Het meest gevraagd: IKB (50), Verlof (20) en Pensioen (10). Samen 80% van alle vragen.",
    );
  });

  test("tells the busiest hour from when until when", () => {
    const cells = [
      { weekday: 2, hour: 9, count: undefined },
      { weekday: 1, hour: 10, count: 61 },
      { weekday: 3, hour: 11, count: 60 },
    ];
    expect(hoursSaid(cells, words)).toBe("Het drukst is het op maandag tussen 10 en 11 uur: 61 vragen.");
  });

  test("counts promises of which it is known how they ended", () => {
    expect(promisesSaid(aReport([{ kept: 3, broken: 1 }, null]), words)).toBe(
      "Van 4 beloften werden er 3 nagekomen (75%).",
    );
  });
});

describe("a figure", () => {
  test("reads as hidden, as none, or as a share with what it is of", () => {
    expect(words.n.judged(metricIn(aReport([null]).rows, "resolution"))).toBe("te weinig vragers");
    expect(words.n.judged(metricIn([], "resolution"))).toBe("geen");
    expect(words.n.judged({ part: 1200, whole: 1600, isHidden: false })).toBe("75% (1.200 van 1.600)");
    expect([null, undefined, 0].map(words.n.count)).toEqual(["te weinig vragers", "te weinig vragers", "0"]);
  });

  test("is summed of what is shown; where only zeros are, it is hidden with the rest", () => {
    const resolved = (rows: (Counts | null)[]) => countIn(aReport(rows).rows, (figures) => figures.resolved);
    expect([resolved([{ resolved: 7 }, null]), resolved([null]), resolved([])]).toEqual([7, undefined, 0]);
    expect(shownSum({ click: 7, call: null })).toBe(7);
    expect(shownSum({ click: 0, call: null })).toBeUndefined();
    expect(shownSum({ click: 0, call: 0 })).toBe(0);
  });

  test("anywhere that is hidden makes the page say so", () => {
    const none = { rows: [], backlog: [], topics: [], hours: [] } as unknown as ServiceLevelReport;
    expect(hasHidden(none)).toBe(false);
    expect(hasHidden(aReport([null]))).toBe(true);
    expect(hasHidden({ ...none, backlog: [{ desk: "a", open: { day: null } }] } as never)).toBe(true);
    expect(hasHidden({ ...none, topics: [{ topic: "a", asked: { click: 1, call: null } }] } as never)).toBe(
      true,
    );
    expect(hasHidden({ ...none, hours: [{ weekday: 1, hour: 9, asked: { face: null } }] } as never)).toBe(
      true,
    );
  });
});

describe("what an address says", () => {
  const read = (search: string) => filtersIn(new URLSearchParams(search), "2026-11-25");

  test("is whole weeks, whatever days somebody types, and twelve of them without any", () => {
    expect(read("")).toEqual({ from: "2026-09-07", to: "2026-11-29" });
    expect(read("van=2026-11-04&tot=2026-11-18")).toEqual({ from: "2026-11-02", to: "2026-11-22" });
    expect(read("van=gisteren&tot=2026-13-40")).toEqual(read(""));
    expect(weeksOf(read(""))).toHaveLength(12);
    expect(weeksOf({ from: "2026-12-28", to: "2027-01-10" })).toEqual(["2026-W53", "2027-W01"]);
  });

  test("holds keys and channels alone, and comes back as it was", () => {
    const search = "van=2026-11-02&tot=2026-11-22&team=frontoffice&onderwerp=verlof_saldo&kanaal=call";
    expect(searchOf(read(search)).toString()).toBe(search);
    expect(read("team=Jan%20Jansen&onderwerp=%3Cb%3E&kanaal=fax")).toEqual(read(""));
  });

  test("may be weeks that no report is made of; then it says which", () => {
    expect(faultIn({ from: "2026-11-23", to: "2026-11-22" })).toBe("wrongOrder");
    expect(faultIn({ from: "2026-11-23", to: "2026-11-29" })).toBeUndefined();
    expect(faultIn({ from: "2025-10-27", to: "2026-11-29" })).toBeUndefined();
    expect(faultIn({ from: "2025-10-20", to: "2026-11-29" })).toBe("tooLong");
    expect(faultIn(read("van=0001-01-01"))).toBe("tooLong");
  });

  test("keeps a week of long ago among those to choose from, each once and the newest first", () => {
    const mondays = mondaysToChoose("2026-11-25", ["2020-01-06", "2026-11-23"]);
    expect([mondays[0], mondays[1], mondays.at(-1)]).toEqual(["2026-11-23", "2026-11-16", "2020-01-06"]);
    expect(new Set(mondays).size).toBe(mondays.length);
  });
});
