import { dateOf } from "../clock/calendar.ts";
import type { Fault } from "../refusal.ts";
import { faultAt, type Path, type Sound } from "./fault.ts";
import type { Organisation } from "./organisation.ts";

/** What the schema cannot see: whether the parts of a configuration, as far as they are sound, fit together. */
export function crossReferenceFaults(organisation: Sound<Organisation>): Fault[] {
  return rules.flatMap((rule) => rule(organisation));
}

type Rule = (organisation: Sound<Organisation>) => Fault[];

const rules: readonly Rule[] = [
  topicsReferToWhatExists,
  signpostTopicsRecordNothing,
  fieldsCanBeFilledIn,
  desksReferToWhatExists,
  oneFrontDesk,
  keysAreUnique,
  routingTargetsExist,
  lastRuleMatchesEverything,
  rulesRaiseToWhatIsRecorded,
  seasonsReferToTopics,
  yearlyReviewsReferToTopics,
  askersFaceIsFrontDesk,
  rolesExist,
  closedDaysHaveNames,
  serviceLevelsAreSane,
  targetRulesReferToWhatExists,
  peopleColumnsAreAllowed,
];

function topicsReferToWhatExists({ topics, ...known }: Sound<Organisation>): Fault[] {
  const targets = {
    desk: keysOf(known.desks),
    serviceLevel: namesOf(known.serviceLevels),
    retention: namesOf(known.retention),
    signpost: namesOf(known.signposts),
    partner: namesOf(known.partners),
    identityCheck: namesOf(known.contact?.identityChecks),
  } as const;
  const fields = Object.keys(targets) as (keyof typeof targets)[];
  return each(topics).flatMap(([topic, i]) =>
    fields.flatMap((field) => missingFrom(targets[field], topic[field], ["topics", i, field])),
  );
}

function fieldsCanBeFilledIn({ topics }: Sound<Organisation>): Fault[] {
  return each(topics).flatMap(([topic, i]) => [
    ...twice(topic.fields, "key", "fields", ["topics", i]),
    ...each(topic.fields).flatMap(([field, j]) => [
      ...faultIf(
        field.kind === "choice" && field.options === undefined,
        ["topics", i, "fields", j, "options"],
        "options-missing",
        "a choice has options",
      ),
      ...faultIf(
        field.kind !== undefined && field.kind !== "choice" && field.options !== undefined,
        ["topics", i, "fields", j, "options"],
        "options-without-choice",
        "only a choice has options",
      ),
    ]),
  ]);
}

function signpostTopicsRecordNothing({ topics }: Sound<Organisation>): Fault[] {
  return each(topics).flatMap(([topic, i]) => {
    const isSignpost = topic.startsAt === "signpost";
    const notRecorded = topic.confidentiality === "not-recorded";
    return [
      ...faultIf(
        isSignpost && topic.signpost === undefined,
        ["topics", i, "signpost"],
        "signpost-missing",
        "a topic that starts at a signpost names the signpost",
      ),
      ...faultIf(
        isSignpost && topic.confidentiality !== undefined && !notRecorded,
        ["topics", i, "confidentiality"],
        "signpost-recorded",
        "a topic that starts at a signpost is not-recorded",
      ),
      ...faultIf(
        notRecorded && topic.startsAt !== undefined && !isSignpost,
        ["topics", i, "startsAt"],
        "not-recorded-without-signpost",
        "a topic that is not-recorded starts at a signpost, since no desk may keep it",
      ),
    ];
  });
}

function desksReferToWhatExists({ desks, calendars, serviceLevels }: Sound<Organisation>): Fault[] {
  return each(desks).flatMap(([desk, i]) => [
    ...missingFrom(namesOf(calendars), desk.calendar, ["desks", i, "calendar"]),
    ...missingFrom(namesOf(serviceLevels), desk.defaultServiceLevel, ["desks", i, "defaultServiceLevel"]),
  ]);
}

function oneFrontDesk({ desks }: Sound<Organisation>): Fault[] {
  if (!desks || desks.some((desk) => desk?.kind === undefined)) return [];
  return faultIf(
    frontKeys(desks).length !== 1,
    ["desks"],
    "one-front-desk",
    "exactly one desk is of the kind front",
  );
}

function keysAreUnique({ desks, topics, locations, routing, closedDays }: Sound<Organisation>): Fault[] {
  return [
    ...twice(desks, "key", "desks"),
    ...twice(topics, "key", "topics"),
    ...twice(locations, "key", "locations"),
    ...twice(routing, "name", "routing"),
    ...twice(closedDays, "date", "closedDays"),
  ];
}

function routingTargetsExist({ routing, desks, signposts }: Sound<Organisation>): Fault[] {
  const targets = desks && new Set([...(keysOf(desks) ?? []), "topic-desk"]);
  return each(routing).flatMap(([rule, i]) => [
    ...missingFrom(targets, rule.to, ["routing", i, "to"]),
    ...(rule.shows ?? []).flatMap((shown, j) =>
      missingFrom(namesOf(signposts), shown, ["routing", i, "shows", j]),
    ),
  ]);
}

function lastRuleMatchesEverything({ routing }: Sound<Organisation>): Fault[] {
  const last = routing?.at(-1);
  if (!routing || !last?.when || last.to === undefined) return [];
  const hasCondition = Object.values(last.when).some((wanted) => wanted !== undefined);
  return faultIf(
    hasCondition || last.to === "topic-desk",
    ["routing", routing.length - 1],
    "last-rule-has-condition",
    "the last rule has no condition and names a desk, so that every question arrives somewhere",
  );
}

function rulesRaiseToWhatIsRecorded({ routing }: Sound<Organisation>): Fault[] {
  return each(routing).flatMap(([rule, i]) =>
    faultIf(
      rule.raises === "open" || rule.raises === "not-recorded",
      ["routing", i, "raises"],
      "raises-invalid",
      "a rule raises to sensitive or restricted",
    ),
  );
}

function seasonsReferToTopics({ season, topics }: Sound<Organisation>): Fault[] {
  return each(season).flatMap(([part, i]) =>
    (part.topics ?? []).flatMap((topic, j) => missingFrom(keysOf(topics), topic, ["season", i, "topics", j])),
  );
}

function yearlyReviewsReferToTopics({ demand, topics }: Sound<Organisation>): Fault[] {
  const list = ["demand", "reviewEach"] as const;
  const days = demand?.reviewEach?.map((review) => review?.on) ?? [];
  return each(demand?.reviewEach).flatMap(([review, i]) => [
    ...(review.topics ?? []).flatMap((topic, j) =>
      missingFrom(keysOf(topics), topic, [...list, i, "topics", j]),
    ),
    ...faultIf(
      review.on !== undefined && days.indexOf(review.on) < i,
      [...list, i, "on"],
      "used-twice",
      "this day is used before in reviewEach",
    ),
  ]);
}

function askersFaceIsFrontDesk({ handOver, desks }: Sound<Organisation>): Fault[] {
  const face = handOver?.askersFace;
  if (face === undefined || !desks) return [];
  return faultIf(
    !frontKeys(desks).includes(face),
    ["handOver", "askersFace"],
    "face-not-front-desk",
    "the asker's face is the front desk",
  );
}

function rolesExist({ roles, desks, handOver, serviceLevelRules }: Sound<Organisation>): Fault[] {
  const known = namesOf(roles);
  const knownOrOwner = known && new Set([...known, "owner"]);
  return [
    ...each(desks).flatMap(([desk, i]) => missingFrom(known, desk.substitute, ["desks", i, "substitute"])),
    ...missingFrom(known, handOver?.decidedBy, ["handOver", "decidedBy"]),
    ...each(serviceLevelRules?.escalate).flatMap(([step, i]) =>
      missingFrom(knownOrOwner, step.to, ["serviceLevelRules", "escalate", i, "to"]),
    ),
  ];
}

function closedDaysHaveNames({ calendars, closedDays }: Sound<Organisation>): Fault[] {
  if (!closedDays) return [];
  const named = new Set(closedDays.map((day) => day?.date));
  return Object.entries(calendars ?? {}).flatMap(([key, calendar]) =>
    each(calendar?.closed).flatMap(([day, i]) =>
      faultIf(
        typeof day === "string" && !named.has(dateOf(day)),
        ["calendars", key, "closed", i],
        "closed-day-without-name",
        "a closed day has a name, here or in closedDays",
      ),
    ),
  );
}

function serviceLevelsAreSane({ serviceLevels }: Sound<Organisation>): Fault[] {
  return Object.entries(serviceLevels ?? {}).flatMap(([key, level]) => {
    if (!level) return [];
    const { firstResponse, nextResponse, resolution, ola } = level;
    const targets = [firstResponse, nextResponse, resolution, ola].filter((hours) => hours !== undefined);
    const most = resolution ?? Number.POSITIVE_INFINITY;
    const at = ["serviceLevels", key];
    return [
      ...faultIf(
        targets.length % 4 !== 0,
        at,
        "targets-incomplete",
        "a level has all of firstResponse, nextResponse, resolution and ola, or none",
      ),
      ...faultIf(
        (ola ?? 0) > most,
        [...at, "ola"],
        "ola-over-resolution",
        "a team's target is at most the resolution target",
      ),
      ...faultIf(
        (firstResponse ?? 0) > most,
        [...at, "firstResponse"],
        "first-response-over-resolution",
        "the first response is due no later than the resolution",
      ),
    ];
  });
}

function targetRulesReferToWhatExists(organisation: Sound<Organisation>): Fault[] {
  const { desks, topics, serviceLevels, serviceLevelRules } = organisation;
  const list = ["serviceLevelRules", "targets"] as const;
  const names = serviceLevelRules?.targets?.map((rule) => rule?.name) ?? [];
  return each(serviceLevelRules?.targets).flatMap(([rule, i]) => [
    ...missingFrom(keysOf(topics), rule.when?.topic, [...list, i, "when", "topic"]),
    ...missingFrom(keysOf(desks), rule.when?.desk, [...list, i, "when", "desk"]),
    ...missingFrom(namesOf(serviceLevels), rule.serviceLevel, [...list, i, "serviceLevel"]),
    ...faultIf(
      rule.name !== undefined && names.indexOf(rule.name) < i,
      [...list, i, "name"],
      "used-twice",
      "this name is used before in targets",
    ),
  ]);
}

function peopleColumnsAreAllowed({ people }: Sound<Organisation>): Fault[] {
  return each(people?.columns).flatMap(([column, i]) =>
    faultIf(
      people?.never?.includes(column) ?? false,
      ["people", "columns", i],
      "column-never",
      "a column that is never taken in cannot be asked for",
    ),
  );
}

/** Nothing when the list that would hold the key is itself missing: that is a fault already. */
function missingFrom(known: ReadonlySet<string> | undefined, key: string | undefined, at: Path): Fault[] {
  const isMissing = known !== undefined && key !== undefined && !known.has(key);
  return faultIf(isMissing, at, "unknown-reference", "there is nothing by this name to refer to");
}

function twice<Name extends string>(
  items: readonly ({ [N in Name]?: string | undefined } | undefined)[] | undefined,
  name: Name,
  list: string,
  within: Path = [],
): Fault[] {
  const values = (items ?? []).map((item) => item?.[name]);
  return values.flatMap((value, i) =>
    faultIf(
      value !== undefined && values.indexOf(value) < i,
      [...within, list, i, name],
      "used-twice",
      `this ${name} is used before in ${list}`,
    ),
  );
}

function faultIf(isFault: boolean, at: Path, code: string, message: string): Fault[] {
  return isFault ? [faultAt(at, code, message)] : [];
}

function each<Item>(items: readonly (Item | undefined)[] | undefined): [NonNullable<Item>, number][] {
  return (items ?? []).flatMap((item, i) => (item == null ? [] : [[item, i] as [NonNullable<Item>, number]]));
}

const keysOf = (items: readonly ({ key?: string | undefined } | undefined)[] | undefined) =>
  items && new Set(items.flatMap((item) => item?.key ?? []));

const namesOf = (section: object | undefined) => section && new Set(Object.keys(section));

const frontKeys = (desks: NonNullable<Sound<Organisation>["desks"]>) =>
  desks.filter((desk) => desk?.kind === "front").map((desk) => desk?.key);
