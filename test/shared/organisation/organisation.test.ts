import { describe, expect, test } from "vitest";
import data from "../../../infra/organisation.json" with { type: "json" };
import { demandRules } from "../../../shared/organisation/demand.ts";
import { deskOf, frontDesk, queueOf, topicOf } from "../../../shared/organisation/lookup.ts";
import { Organisation, validate } from "../../../shared/organisation/organisation.ts";
import { organisation } from "../../given.ts";

type Step = string | number;

/** The first configuration with one value changed; `undefined` takes it away. */
function changed(...changes: [path: Step[], value: unknown][]): unknown {
  const copy: unknown = structuredClone(data);
  for (const [path, value] of changes) {
    let place = copy as Record<Step, unknown>;
    for (const step of path.slice(0, -1)) place = place[step] as Record<Step, unknown>;
    const last = path.at(-1) as Step;
    if (value === undefined) delete place[last];
    else place[last] = value;
  }
  return copy;
}

const faultsOf = (configuration: unknown) => {
  const result = validate(configuration);
  return "faults" in result ? result.faults.map(({ at, code }) => `${code} at ${at}`) : [];
};

const topicNumber = (key: string) => data.topics.findIndex((topic) => topic.key === key);
const signpostTopic = topicNumber("vertrouwenspersoon");
const lastRule = data.routing.length - 1;
const aField = (given: object) => ({
  key: "maand",
  label: { nl: "Maand", en: "Month" },
  kind: "month",
  ...given,
});
const aDesk = (key: string, kind: string) => ({ ...data.desks[1], key, kind });

test("the first configuration is valid", () => {
  expect(faultsOf(data)).toEqual([]);
});

const faults: Record<string, [expected: string, ...changes: [path: Step[], value: unknown][]]> = {
  "a topic at an unknown desk": ["unknown-reference at topics[3].desk", [["topics", 3, "desk"], "elsewhere"]],
  "a topic with an unknown service level": [
    "unknown-reference at topics[3].serviceLevel",
    [["topics", 3, "serviceLevel"], "never"],
  ],
  "a topic with an unknown retention": [
    "unknown-reference at topics[3].retention",
    [["topics", 3, "retention"], "always"],
  ],
  "a topic with an unknown signpost": [
    "unknown-reference at topics[3].signpost",
    [["topics", 3, "signpost"], "moon"],
  ],
  "a topic with an unknown partner": [
    "unknown-reference at topics[3].partner",
    [["topics", 3, "partner"], "moon"],
  ],
  "a topic with an unknown identity check": [
    "unknown-reference at topics[3].identityCheck",
    [["topics", 3, "identityCheck"], "dna"],
  ],
  "a name that every object has": [
    "unknown-reference at topics[3].partner",
    [["topics", 3, "partner"], "constructor"],
  ],
  "a signpost topic without a signpost": [
    `signpost-missing at topics[${signpostTopic}].signpost`,
    [["topics", signpostTopic, "signpost"], undefined],
  ],
  "a signpost topic that is recorded": [
    `signpost-recorded at topics[${signpostTopic}].confidentiality`,
    [["topics", signpostTopic, "confidentiality"], "restricted"],
  ],
  "a topic that is not recorded and yet goes to a desk": [
    "not-recorded-without-signpost at topics[0].startsAt",
    [["topics", 0, "confidentiality"], "not-recorded"],
  ],
  "a desk with an unknown calendar": [
    "unknown-reference at desks[1].calendar",
    [["desks", 1, "calendar"], "lunar"],
  ],
  "a desk with an unknown service level": [
    "unknown-reference at desks[1].defaultServiceLevel",
    [["desks", 1, "defaultServiceLevel"], "never"],
  ],
  "a desk with an unknown substitute": [
    "unknown-reference at desks[1].substitute",
    [["desks", 1, "substitute"], "nobody"],
  ],
  "a second front desk": [
    "one-front-desk at desks",
    [["desks", data.desks.length], aDesk("front2", "front")],
  ],
  "a desk key used twice": [
    `used-twice at desks[${data.desks.length}].key`,
    [["desks", data.desks.length], aDesk("leave", "back")],
  ],
  "a topic key used twice": [
    `used-twice at topics[${data.topics.length}].key`,
    [["topics", data.topics.length], data.topics[0]],
  ],
  "a field of a topic named twice": [
    "used-twice at topics[0].fields[1].key",
    [
      ["topics", 0, "fields"],
      [aField({ key: "maand" }), aField({ key: "maand" })],
    ],
  ],
  "a choice without options": [
    "options-missing at topics[0].fields[0].options",
    [["topics", 0, "fields"], [aField({ kind: "choice" })]],
  ],
  "options where nothing is chosen": [
    "options-without-choice at topics[0].fields[0].options",
    [["topics", 0, "fields"], [aField({ kind: "day", options: [{ nl: "Ja", en: "Yes" }] })]],
  ],
  "a location key used twice": [
    `used-twice at locations[${data.locations.length}].key`,
    [["locations", data.locations.length], data.locations[0]],
  ],
  "a routing rule name used twice": [
    "used-twice at routing[1].name",
    [["routing", 1, "name"], data.routing[0]?.name],
  ],
  "a closed day named twice": [
    `used-twice at closedDays[${data.closedDays.length}].date`,
    [["closedDays", data.closedDays.length], data.closedDays[0]],
  ],
  "a rule to an unknown desk": ["unknown-reference at routing[0].to", [["routing", 0, "to"], "elsewhere"]],
  "a rule that shows an unknown signpost": [
    "unknown-reference at routing[0].shows[0]",
    [["routing", 0, "shows"], ["moon"]],
  ],
  "a last rule with a condition": [
    `last-rule-has-condition at routing[${lastRule}]`,
    [["routing", lastRule, "when"], { askerWorksAtDesk: false }],
  ],
  "a last rule that needs a topic": [
    `last-rule-has-condition at routing[${lastRule}]`,
    [["routing", lastRule, "to"], "topic-desk"],
  ],
  "a rule that raises to open": ["raises-invalid at routing[0].raises", [["routing", 0, "raises"], "open"]],
  "a rule that raises to what nobody may keep": [
    "raises-invalid at routing[0].raises",
    [["routing", 0, "raises"], "not-recorded"],
  ],
  "a season of an unknown topic": [
    "unknown-reference at season[0].topics[1]",
    [["season", 0, "topics", 1], "sneeuw"],
  ],
  "a yearly review of an unknown topic": [
    "unknown-reference at demand.reviewEach[1].topics[0]",
    [["demand", "reviewEach", 1, "topics", 0], "sneeuw"],
  ],
  "a yearly review named twice": [
    "used-twice at demand.reviewEach[1].on",
    [["demand", "reviewEach", 1, "on"], "01-01"],
  ],
  "a yearly review on a day that not every year has": [
    "day-of-year-invalid at demand.reviewEach[0].on",
    [["demand", "reviewEach", 0, "on"], "02-29"],
  ],
  "a yearly review on a day with its year": [
    "day-of-year-invalid at demand.reviewEach[0].on",
    [["demand", "reviewEach", 0, "on"], "2027-01-01"],
  ],
  "a half-life of a day": ["too-small at demand.halfLifeDays", [["demand", "halfLifeDays"], 1]],
  "a surge that is no rise": [
    "too-small at demand.surge.timesBaseline",
    [["demand", "surge", "timesBaseline"], 1],
  ],
  "a share that is all": [
    "too-big at demand.failedDeflection.wilson",
    [["demand", "failedDeflection", "wilson"], 1],
  ],
  "an unknown rule of demand": ["unknown-key at demand.decay", [["demand", "decay"], 2]],
  "an asker's face at the back": [
    "face-not-front-desk at handOver.askersFace",
    [["handOver", "askersFace"], "payroll"],
  ],
  "a decision by an unknown role": [
    "unknown-reference at handOver.decidedBy",
    [["handOver", "decidedBy"], "oracle"],
  ],
  "an escalation to an unknown role": [
    "unknown-reference at serviceLevelRules.escalate[1].to",
    [["serviceLevelRules", "escalate", 1, "to"], "oracle"],
  ],
  "a closed day without a name": [
    "closed-day-without-name at calendars.backoffice.closed[0]",
    [["calendars", "backoffice", "closed", 0], "2026-08-03"],
  ],
  "a team's target over the resolution target": [
    "ola-over-resolution at serviceLevels.fast.ola",
    [["serviceLevels", "fast", "ola"], 9],
  ],
  "a first response after the resolution": [
    "first-response-over-resolution at serviceLevels.fast.firstResponse",
    [["serviceLevels", "fast", "firstResponse"], 9],
  ],
  "a level with only some of the targets": [
    "targets-incomplete at serviceLevels.fast",
    [["serviceLevels", "fast", "ola"], undefined],
  ],
  "a statutory term in two units": [
    "one-unit-of-time at serviceLevels.statutory-month.statutory",
    [["serviceLevels", "statutory-month", "statutory", "weeks"], 4],
  ],
  "a people column that is never taken in": [
    "column-never at people.columns[0]",
    [["people", "columns", 0], "bsn"],
  ],
  "an unknown key": ["unknown-key at phone.fax", [["phone", "fax"], "000"]],
  "a missing section": ["missing at figures", [["figures"], undefined]],
  "a figure per agent": ["invalid-value at figures.agentFigures", [["figures", "agentFigures"], "all"]],
  "a key that is none": [
    "invalid-key at partners.The Moon",
    [["partners", "The Moon"], data.partners["pension-fund"]],
  ],
  "a retention period that is none": [
    "invalid-type at retention.question",
    [["retention", "question"], "long"],
  ],
};

describe("validate", () => {
  test.each(Object.entries(faults))("refuses %s", (_what, [expected, ...changes]) => {
    expect(faultsOf(changed(...changes))).toEqual([expected]);
  });

  test("names all faults at once: those of form beside those of what refers to what, within one topic too", () => {
    const configuration = changed(
      [["topics", 3, "startsAt"], "middle"],
      [["topics", 3, "desk"], "elsewhere"],
      [["desks", 2, "agents"], "many"],
      [["serviceLevels", "fast", "ola"], 99],
      [["calendars", "backoffice", "weekly", "mon"], [{ from: "09:00", to: "08:00" }]],
    );
    expect(faultsOf(configuration).toSorted()).toEqual([
      "block-ends-before-start at calendars.backoffice.weekly.mon[0].to",
      "invalid-type at desks[2].agents",
      "invalid-value at topics[3].startsAt",
      "ola-over-resolution at serviceLevels.fast.ola",
      "unknown-reference at topics[3].desk",
    ]);
  });

  test("looks on inside a part that breaks a rule of its own", () => {
    const days = [data.closedDays[0]?.date, data.closedDays[0]?.date, "2026-08-03"];
    expect(faultsOf(changed([["calendars", "backoffice", "closed"], days]))).toEqual([
      "day-twice at calendars.backoffice",
      "closed-day-without-name at calendars.backoffice.closed[2]",
    ]);
  });

  test("does not blame what refers to a section for that section's fault", () => {
    expect(faultsOf(changed([["serviceLevels"], 5]))).toEqual(["invalid-type at serviceLevels"]);
    expect(faultsOf(changed([["serviceLevels", "fast"], 5]))).toEqual(["invalid-type at serviceLevels.fast"]);
    expect(faultsOf(changed([["desks"], undefined]))).toEqual(["missing at desks"]);
  });

  test("never repeats a value", () => {
    const result = validate(changed([["topics", 3, "desk"], "zwaluw"], [["mailFrom"], "zwaluw"]));
    expect(JSON.stringify("faults" in result && result.faults.map(({ message }) => message))).not.toContain(
      "zwaluw",
    );
  });

  test.each([[null], [undefined], ["text"], [[]], [{}], [{ topics: null, desks: [null], routing: [[]] }]])(
    "refuses %j without falling over",
    (configuration) => {
      expect(faultsOf(configuration)).not.toEqual([]);
    },
  );
});

describe("lookups", () => {
  const organisation = Organisation.parse(data);

  test("find a desk and a topic by key, or nothing", () => {
    expect(deskOf(organisation, "payroll")?.name.en).toBe("Payroll");
    expect(deskOf(organisation, "gone")).toBeUndefined();
    expect(topicOf(organisation, "ikb")?.key).toBe("ikb");
    expect(topicOf(organisation, "gone")).toBeUndefined();
  });

  test("find the one front desk", () => {
    expect(frontDesk(organisation).key).toBe("frontoffice");
    expect(() => frontDesk({ desks: [] })).toThrow();
  });

  test("a desk is carried by the queue it names, else by its own, else by the shared one", () => {
    const desks = organisation.desks.map((desk) =>
      desk.key === "leave" ? { ...desk, queue: "payroll" } : desk,
    );
    const queues = ["payroll", "leave", "shared"];
    expect(queueOf({ desks }, "leave", queues)).toBe("payroll");
    expect(queueOf({ desks }, "payroll", queues)).toBe("payroll");
    expect(queueOf({ desks }, "absence", queues)).toBe("shared");
    expect(queueOf({ desks }, "gone", queues)).toBe("shared");
  });
});

describe("the rules of demand", () => {
  const ruled = (demand: Organisation["demand"]) => demandRules({ ...organisation, demand });

  test("have a default for everything that is left out, as a whole and by itself", () => {
    const defaults = {
      halfLifeDays: 30,
      surge: { least: 4, timesBaseline: 2.5, tail: 0.0001, quietDays: 14 },
      candidate: { demand: 5, askers: 3, days: 2 },
      reviewDays: 180,
      reviewEach: [],
      staleDays: 180,
      failedDeflection: { wilson: 0.4, least: 5 },
      zone: "Europe/Amsterdam",
      leastPeople: 5,
    };
    expect(ruled(undefined)).toEqual(defaults);
    expect(ruled({ surge: { least: 6 }, candidate: {}, reviewDays: 90 })).toEqual({
      ...defaults,
      surge: { ...defaults.surge, least: 6 },
      reviewDays: 90,
    });
    expect(faultsOf(changed([["demand"], undefined]))).toEqual([]);
    expect(faultsOf(changed([["demand"], {}]))).toEqual([]);
  });

  test("may be left out by the value that stands for nothing", () => {
    expect(ruled({ surge: { tail: undefined }, failedDeflection: { least: undefined } })).toEqual(
      ruled(undefined),
    );
  });

  test("review an answer on days on which its rules change", () => {
    const [january] = demandRules(organisation).reviewEach;
    expect(january).toMatchObject({ on: "01-01", topics: expect.arrayContaining(["jaaropgave"]) });
  });
});
