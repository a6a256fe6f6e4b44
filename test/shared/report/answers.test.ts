import { describe, expect, test } from "vitest";
import { AnswersReport } from "../../../shared/contract/answers-report.ts";
import type { DayDemand, RevisionCounts } from "../../../shared/faq/day-demand.ts";
import type { Publication, TopicRecord } from "../../../shared/faq/record.ts";
import {
  answersColumns,
  answersLines,
  answersReport,
  daysReadFor,
  topicsLookedAt,
} from "../../../shared/report/answers.ts";
import { demandCell, usesCell } from "../../../shared/report/cell.ts";
import { csv } from "../../../shared/report/csv.ts";
import { weekOf } from "../../../shared/report/day.ts";
import { organisation } from "../../given.ts";
import { aDay, aRecord, askedDaily, chance, dayAfter, noon, published } from "../faq/asking.ts";

/** Four weeks, 2026-W49 to W52. */
const december = { from: "2026-11-30", to: "2026-12-27" };
const people = (count: number, name = "p") => Array.from({ length: count }, (_, i) => `~${name}${i}`);

const topic = (key: string, days: DayDemand[], given: Partial<TopicRecord> = {}) => ({
  topic: key,
  days,
  record: aRecord(key, given),
});
const answered = (key: string, days: DayDemand[], ...publications: Publication[]) =>
  topic(key, days, { publications });

type Facts = Parameters<typeof answersReport>[0];
const report = (topics: Facts["topics"], given: Partial<Facts> = {}) =>
  answersReport({
    period: december,
    today: "2027-03-01",
    topics,
    effects: new Map(),
    organisation,
    ...given,
  });

describe("what answers cover", () => {
  test("is told in all and for each week in which anything was asked", () => {
    const { coverage, weeks } = report([
      topic("ikb", [aDay("2026-12-15", people(18, "i"))]),
      answered(
        "vog",
        [aDay("2026-12-01", people(6)), aDay("2026-12-15", people(6))],
        published(1, "2026-12-14"),
      ),
      topic("verlof_saldo", [aDay("2026-12-02", people(5, "v")), aDay("2026-12-08", [], { click: 0 })]),
    ]);
    expect(coverage).toEqual({ contacts: 35, covered: 6, share: 6 / 35 });
    expect(weeks.map(({ week }) => week)).toEqual(["2026-W49", "2026-W51"]);
    expect(weeks.map(({ contacts }) => contacts)).toEqual([11, 24]);
  });

  test("counts a question that an answer ended, and no other day than those of the period", () => {
    const days = ["2026-11-29", "2026-11-30", "2026-12-27", "2026-12-28"].map((day) =>
      aDay(day, people(6, day), day < "2026-12-20" ? { click: 4, self: 2 } : { click: 0, self: 6 }),
    );
    const { coverage, weeks } = report([answered("vog", days, published(1, "2026-01-01"))]);
    expect(coverage).toEqual({ contacts: 12, covered: 12, share: 1 });
    expect(weeks).toEqual([
      { week: "2026-W49", contacts: 6, covered: 6, share: 1 },
      { week: "2026-W52", contacts: 6, covered: 6, share: 1 },
    ]);
  });

  test("of a week with too few people is hidden with the smallest other week, which would tell of it", () => {
    const { coverage, weeks } = report([
      answered(
        "vog",
        [
          aDay("2026-12-01", people(4, "a")),
          aDay("2026-12-08", people(30, "b")),
          aDay("2026-12-15", people(9, "c")),
          aDay("2026-12-22", people(20, "d")),
        ],
        published(1, "2026-01-01"),
      ),
    ]);
    expect(coverage.contacts).toBe(63);
    expect(weeks.map(({ contacts }) => contacts)).toEqual([null, 30, null, 20]);
    expect(weeks.map(({ covered }) => covered)).toEqual([null, 30, null, 20]);
    expect(weeks.map(({ share }) => share)).toEqual([null, 1, null, 1]);
  });

  test("is hidden in so many weeks that what is hidden is of enough people together", () => {
    const same = people(3, "same");
    const { weeks } = report([
      answered(
        "vog",
        [
          aDay("2026-12-01", same),
          aDay("2026-12-08", same),
          aDay("2026-12-15", people(6, "c")),
          aDay("2026-12-22", people(20, "d")),
        ],
        published(1, "2026-01-01"),
      ),
    ]);
    expect(weeks.map(({ contacts }) => contacts)).toEqual([null, null, null, 20]);
  });

  test("tells no covered part from which the others of a week would follow", () => {
    const vog = answered(
      "vog",
      ["2026-12-01", "2026-12-08", "2026-12-15"].map((day, i) => aDay(day, people(10 + i, day))),
      published(1, "2026-01-01"),
    );
    const others = topic(
      "ikb",
      [3, 7, 8].map((count, i) => aDay(dayAfter("2026-12-01", 7 * i), people(count, `o${i}`))),
    );
    const { coverage, weeks } = report([vog, others]);
    expect(coverage.covered).toBe(33);
    expect(weeks.map(({ contacts, covered }) => [contacts, covered])).toEqual([
      [13, null],
      [18, null],
      [20, 12],
    ]);
    expect(weeks[0]?.share).toBeNull();
  });

  test("stays told by week where the figure of all is not, so that nothing can be taken from it", () => {
    const vog = answered(
      "vog",
      ["2026-12-01", "2026-12-08", "2026-12-15"].map((day) => aDay(day, people(10, day))),
      published(1, "2026-01-01"),
    );
    const { coverage, weeks } = report([vog, topic("ikb", [aDay("2026-12-01", people(2, "o"))])]);
    expect(coverage).toEqual({ contacts: 32, covered: null, share: null });
    expect(weeks.map(({ covered }) => covered)).toEqual([null, 10, 10]);
  });

  test("never gives away a week of too few people by any sum over the weeks", () => {
    const next = chance(4);
    const amount = (most: number) => Math.floor(next() * most);
    let hiddenOften = 0;
    for (let run = 0; run < 300; run++) {
      const daysOf = (most: number) =>
        [0, 7, 14, 21].map((day) =>
          aDay(
            dayAfter("2026-12-01", day),
            Array.from({ length: amount(most) }, () => `~${amount(12)}`),
          ),
        );
      const [covered, others] = [daysOf(1 + amount(14)), daysOf(1 + amount(14))];
      const { coverage, weeks } = report([
        answered("vog", covered, published(1, "2026-01-01")),
        topic("ikb", others),
      ]);
      const sumOf = (sets: DayDemand[][], wanted: ReadonlySet<string>) => {
        const days = sets.flat().filter(({ day }) => wanted.has(weekOf(day)));
        return {
          contacts: days.reduce((sum, { channels }) => sum + channels.click, 0),
          people: new Set(days.flatMap(({ persons }) => [...persons])).size,
        };
      };
      const hidden = (figure: "contacts" | "covered") =>
        new Set(weeks.filter((one) => one[figure] === null).map(({ week }) => week));
      for (const one of weeks) {
        const only = new Set([one.week]);
        if (one.contacts !== null) expect(sumOf([covered, others], only).people).toBeGreaterThanOrEqual(5);
        if (one.covered === null) expect(one.share).toBeNull();
        else {
          expect(one.contacts).not.toBeNull();
          expect(sumOf([covered], only)).toMatchObject({ contacts: one.covered });
          const rest = sumOf([others], only);
          expect(rest.contacts === 0 || rest.people >= 5).toBe(true);
        }
      }
      const unseen = hidden("contacts");
      if (coverage.contacts !== null && unseen.size > 0) {
        hiddenOften++;
        expect(unseen.size).toBeGreaterThan(1);
        expect(sumOf([covered, others], unseen).people).toBeGreaterThanOrEqual(5);
      }
      const uncovered = hidden("covered");
      if (coverage.covered !== null && uncovered.size > 0) {
        expect(uncovered.size).toBeGreaterThan(1);
        expect(sumOf([covered], uncovered).people).toBeGreaterThanOrEqual(5);
        const rest = sumOf([others], uncovered);
        expect(rest.contacts === 0 || rest.people >= 5).toBe(true);
      }
    }
    expect(hiddenOften).toBeGreaterThan(50);
  });
});

describe("waiting for an answer", () => {
  const asked = (third: string, name: string) => [
    aDay(dayAfter(third, -40), people(2, name)),
    aDay(third, [`~${name}9`]),
  ];

  test("is told as the median of what got its first answer in the period", () => {
    const waited = (days: number) =>
      answered(
        `t${days}`,
        asked("2026-12-01", `n${days}`),
        published(2, dayAfter("2026-12-01", days + 30)),
        published(1, dayAfter("2026-12-01", days)),
      );
    const later = answered("later", asked("2026-12-01", "l"), published(1, "2026-12-28"));
    const { waits } = report([waited(3), waited(20), waited(8), later]);
    expect(waits).toMatchObject({ answered: 3, medianDays: 8 });
  });

  test("is too long from the fifteenth day on, as it was when the period ended", () => {
    const third = (day: string, name: string, given: Partial<TopicRecord> = {}) =>
      topic(name, asked(day, name), given);
    const { waits } = report([
      third("2026-12-12", "a"),
      third("2026-12-12", "b", { publications: [published(1, "2026-12-28")] }),
      third("2026-12-12", "c", { mutedAt: noon("2026-12-28") }),
      third("2026-12-13", "short"),
      third("2026-12-12", "answered", { publications: [published(1, "2026-12-27", "2026-12-27")] }),
      third("2026-12-12", "muted", { mutedAt: noon("2026-12-27") }),
      third("2026-12-12", "archived", { archivedAt: noon("2026-12-01") }),
      third("2026-12-12", "none"),
      third("2026-12-28", "afterwards"),
    ]);
    expect(waits.waiting).toBe(3);
  });

  test("goes on until today in a period that is not over", () => {
    const two = [topic("a", asked("2026-12-01", "a")), topic("b", asked("2026-12-01", "b"))];
    expect(report(two, { today: "2026-12-15" }).waits.waiting).toBeNull();
    expect(report(two, { today: "2026-12-16" }).waits.waiting).toBe(2);
  });

  test("is not told of fewer than five people, who asked until then", () => {
    const four = answered(
      "vog",
      [...asked("2026-12-01", "v"), aDay("2026-12-05", ["~v8"]), aDay("2027-01-05", people(9, "w"))],
      published(1, "2026-12-10"),
    );
    expect(report([four]).waits).toEqual({ answered: null, medianDays: null, waiting: null });
    const five = { ...four, days: [...four.days, aDay("2026-12-06", ["~v7"])] };
    expect(report([five]).waits).toEqual({ answered: 1, medianDays: 9, waiting: null });
  });
});

describe("each answer", () => {
  const told = (counts: Partial<RevisionCounts>) => ({ revisions: { 1: counts } });

  test("is there where it was the answer on a day of the period, the newest first", () => {
    const { answers } = report([
      answered(
        "ikb",
        [],
        published(6, "2026-12-28"),
        published(5, "2026-12-27"),
        { ...published(4, "2026-12-01", "2026-12-20"), audience: "internal" },
        published(3, "2026-11-01", "2026-11-30"),
        published(2, "2026-10-01", "2026-11-29"),
      ),
      answered("vog", [], published(1, "2026-01-01")),
    ]);
    expect(answers.map((one) => [one.topic, one.revision, one.audience, one.from, one.until])).toEqual([
      ["ikb", 5, "employee", "2026-12-27", undefined],
      ["ikb", 4, "internal", "2026-12-01", "2026-12-20"],
      ["ikb", 3, "employee", "2026-11-01", "2026-11-30"],
      ["vog", 1, "employee", "2026-01-01", undefined],
    ]);
  });

  test("stays in a long period, however many there were and however long ago it was replaced", () => {
    const publications = Array.from({ length: 8 }, (_, i) =>
      published(8 - i, dayAfter("2026-10-01", -30 * i), dayAfter("2026-10-31", -30 * i)),
    );
    const { answers } = report([answered("ikb", [], ...publications)], {
      period: { from: "2026-01-05", to: "2026-12-27" },
    });
    expect(answers.map(({ revision }) => revision)).toEqual([8, 7, 6, 5, 4, 3, 2, 1]);
  });

  test("is told of by what became of it in the period", () => {
    const counts = { shown: 20, opened: 10, answered: 8, again: 5, used: 6, no: { unclear: 2, wrong: 9 } };
    const days = ["2026-11-29", "2026-11-30", "2026-12-27", "2026-12-28"].map((day) =>
      aDay(day, people(9), told(counts)),
    );
    const { answers } = report([answered("vog", days, published(1, "2026-01-01"))]);
    expect(answers).toMatchObject([
      {
        ...{ shown: 40, opened: 20, answered: 16, again: 10, used: 12, notAnswered: 22 },
        reasons: { unclear: null, wrong: null, outdated: null, other: null, "not-my-situation": null },
        helped: { share: 0.8 },
      },
    ]);
    expect(answers[0]?.helped?.low).toBeCloseTo(0.584, 3);
    expect(answers[0]?.helped?.high).toBeCloseTo(0.919, 3);
  });

  test("has its reasons told where they are of enough", () => {
    const no = { unclear: 3, outdated: 2, other: 12 };
    const days = [aDay("2026-12-01", people(9), told({ shown: 4, no }))];
    const [answer] = report([answered("vog", days, published(1, "2026-01-01"))]).answers;
    expect(answer).toMatchObject({ shown: null, notAnswered: 17, helped: null, volume: null });
    expect(answer?.reasons).toEqual({
      unclear: null,
      outdated: null,
      other: 12,
      wrong: null,
      "not-my-situation": null,
    });
  });

  test("is not told to be used where the desk of its topic has too few agents", () => {
    const [large, small] = organisation.desks
      .toSorted((one, other) => other.agents - one.agents)
      .flatMap(({ key }, i, all) => (i === 0 || i === all.length - 1 ? [key] : []));
    const used = [aDay("2026-12-01", people(9), told({ used: 9 }))];
    const topicAt = (desk?: string) => organisation.topics.find((one) => one.desk === desk)?.key ?? "";
    const publications = [published(1, "2026-01-01")];
    const { answers } = report([
      topic(topicAt(large), used, { publications }),
      topic(topicAt(small), used, { publications }),
      topic("new-1", used, { publications, under: topicAt(large) }),
      topic("new-2", used, { publications, under: topicAt(small) }),
    ]);
    expect(answers.map((one) => one.used)).toEqual([9, null, 9, null]);
  });

  test("has the questions before and after it, as soon as four weeks have passed", () => {
    const daily = (count: number) => Array.from({ length: count }, () => 2);
    const vog = answered(
      "vog",
      [...askedDaily("2026-10-01", daily(74)), ...askedDaily("2026-12-14", [1, 1, 1, 1, 1, 1, 1])],
      published(1, "2026-12-14"),
    );
    const others = topic("ikb", askedDaily("2026-10-01", daily(140)));
    const on = (today: string) => report([vog, others], { today }).answers[0]?.volume;
    expect(on("2027-01-10")).toBeNull();
    expect(on("2027-01-11")).toEqual({ before: 56, after: 7, ratio: 7 / 56, isAtMost: false });
    expect(on("2027-12-11")).toEqual(on("2027-01-11"));
  });

  test("that was published long before has them as they were known", () => {
    const volume = { before: 40, after: 10, peopleBefore: 30, peopleAfter: 9, expected: 40 };
    const vog = answered("vog", [aDay("2026-12-01", people(9))], published(1, "2026-01-01"));
    const effects = new Map([["vog", [{ revision: 2 }, { revision: 1, volume }]]]);
    expect(report([vog], { effects }).answers[0]?.volume).toEqual({
      before: 40,
      after: 10,
      ratio: 0.25,
      isAtMost: false,
    });
  });
});

describe("what is looked at", () => {
  const read = { from: "2026-11-30", to: "2026-12-27" };
  const click = (person: string) => ({ [person]: 1, click: 1 });

  test("is a topic with those merged into it, and one without questions where it has a record", () => {
    const records = [aRecord("vog"), aRecord("fiets", { mergedInto: "ikb" }), aRecord("ikb")];
    const cells = {
      [demandCell("ikb", "2026-12-01")]: click("~a"),
      [usesCell("ikb", "2026-12-01")]: { "shown.1": 3 },
      [demandCell("fiets", "2026-12-01")]: click("~b"),
      [demandCell("wia", "2026-12-02")]: click("~c"),
    };
    const looked = topicsLookedAt(cells, records, read);
    expect(looked.map(({ topic, days, record }) => [topic, days[0]?.persons.size, record?.key])).toEqual([
      ["ikb", 2, "ikb"],
      ["vog", undefined, "vog"],
      ["wia", 1, undefined],
    ]);
    expect(looked[0]?.days[0]?.revisions.get(1)?.shown).toBe(3);
  });

  test("is of the days that are read, since months are read whole", () => {
    const days = ["2026-11-29", "2026-11-30", "2026-12-27", "2026-12-28"];
    const cells = Object.fromEntries(days.map((day) => [demandCell("ikb", day), click("~a")]));
    expect(topicsLookedAt(cells, [], read)[0]?.days.map(({ day }) => day)).toEqual(days.slice(1, 3));
  });

  test("begins half a year before the period, and ends four weeks after it or today", () => {
    expect(daysReadFor(december, "2027-03-01")).toEqual({ from: "2026-06-01", to: "2027-01-24" });
    expect(daysReadFor(december, "2026-12-10").to).toBe("2026-12-10");
  });
});

test("every figure has a column in one of the tables", () => {
  const day = aDay("2026-12-01", people(9), { revisions: { 1: { shown: 9, opened: 9, answered: 9 } } });
  const made = report([answered("vog", [day], published(1, "2026-01-01", "2026-12-20"))], {
    effects: new Map([
      [
        "vog",
        [{ revision: 1, volume: { before: 9, after: 9, peopleBefore: 9, peopleAfter: 9, expected: 9 } }],
      ],
    ]),
  });
  expect(AnswersReport.parse(made)).toEqual(made);
  const names = (value: unknown, within = ""): string[] =>
    value !== null && typeof value === "object"
      ? Object.entries(value).flatMap(([name, deeper]) => names(deeper, within ? `${within}.${name}` : name))
      : [within];
  for (const part of ["answers", "weeks", "total"] as const) {
    const [line] = answersLines(made, part);
    expect(answersColumns(part).toSorted()).toEqual(names(line).toSorted());
  }
  expect(csv(answersColumns("weeks"), answersLines(made, "weeks"))).toBe(
    "week,contacts,covered,share\r\n2026-W49,9,9,1\r\n",
  );
});
