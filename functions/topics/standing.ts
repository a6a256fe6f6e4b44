import type { Instant } from "../../shared/clock/instant.ts";
import { localDay } from "../../shared/clock/zone.ts";
import { dayDemandIn } from "../../shared/faq/day-demand.ts";
import { sortable } from "../../shared/faq/demand.ts";
import { lookedAtAs, type TopicRecord } from "../../shared/faq/record.ts";
import { daysLookedAt, standingOf } from "../../shared/faq/standing.ts";
import type { Volumes } from "../../shared/faq/volume.ts";
import { demandRules } from "../../shared/organisation/demand.ts";
import { topicOf } from "../../shared/organisation/lookup.ts";
import type { Organisation } from "../../shared/organisation/organisation.ts";
import { type Cells, placeOf } from "../../shared/report/cell.ts";
import { sumOf } from "../../shared/report/difference.ts";
import { log } from "../runtime/log.ts";
import { loadRevisions } from "../store/answers.ts";
import { loadStanding, type StoredStanding, saveAlone, standingWrite } from "../store/demand.ts";
import { readDemand } from "../store/figures.ts";
import { backOff, type Table } from "../store/table.ts";
import { loadRecord, loadRecords } from "../store/topics.ts";
import { knownTopics } from "./known.ts";

const tries = 5;

export type Projecting = {
  table: Table;
  organisation: Organisation;
  at: Instant;
  /** At night; by day what was known of the others stays. */
  ofAll?: OfAll | undefined;
};

/** How all topics stood, then what was counted of them, in this order; and what all of them brought. */
export type OfAll = {
  standings: ReadonlyMap<string, StoredStanding>;
  /** By topic. */
  cells: ReadonlyMap<string, Cells>;
  volumes: Volumes | undefined;
};

/**
 * Makes anew how a topic stands, from what was counted for it and for the topics merged into it; where it is merged
 * itself, or was, the other topic as well.
 */
export async function projectTopic(
  table: Table,
  organisation: Organisation,
  key: string,
  at: Instant,
  ofAll?: OfAll,
): Promise<void> {
  const projecting = { table, organisation, at, ofAll };
  const { before, into } = await project(projecting, key, []);
  const others = new Set([into, before?.into].filter((other) => other !== undefined));
  for (const other of others) await project(projecting, other, [key]);
}

/** @param near topics that may have been merged into it a moment ago, or taken out */
async function project(
  projecting: Projecting,
  key: string,
  near: readonly string[],
): Promise<{ before: StoredStanding | undefined; into: string | undefined }> {
  const { table, organisation, ofAll } = projecting;
  for (let attempt = 0; attempt < tries; attempt++) {
    const isRead = ofAll !== undefined && attempt === 0;
    // Before what was counted: who counts more meanwhile writes it too, and then this one is made anew.
    const before = isRead
      ? ofAll.standings.get(key)
      : await loadStanding(table, organisation.organisation.key, key);
    const merged = await mergesOf(projecting, key, [...near, ...(before?.takenIn ?? [])]);
    const cellsOf = isRead ? async (topic: string) => [ofAll.cells.get(topic) ?? {}] : undefined;
    const after = await standingNow(projecting, key, { before, ...merged }, cellsOf);
    if (before && isSame(before, after)) return { before, into: merged.into };
    const place = { before, after, sortable: sortable(after.demand) };
    const write = standingWrite(table, organisation.organisation.key, key, place);
    if ((await saveAlone(table, write)) === "saved") return { before, into: merged.into };
    await backOff(attempt);
  }
  log.info("how a topic stands is written by others all the time", { topic: key });
  return { before: undefined, into: undefined };
}

/** Attributes come back in another order than they were written in. */
const isSame = ({ writes: _, ...before }: StoredStanding, { writes: __, ...after }: StoredStanding) =>
  sorted(before) === sorted(after);

const sorted = (value: unknown): string =>
  JSON.stringify(value, (_, part) =>
    part && typeof part === "object" && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );

type Merges = { record: TopicRecord | undefined; takenIn: string[]; into: string | undefined };

/**
 * A warm function may know of merges a moment late, so those that it knows of and those that may have changed are read
 * once more.
 */
async function mergesOf(
  { table, organisation, at }: Projecting,
  key: string,
  near: readonly string[],
): Promise<Merges> {
  const { key: org } = organisation.organisation;
  const known = await knownTopics(table, organisation, at);
  const record = await loadRecord(table, org, key);
  const maybe = [...known.records.keys()].filter((other) => lookedAtAs(other, known.records) === key);
  const others = [...new Set([...maybe, ...near])].filter((other) => other !== key);
  const read = others.length > 0 ? await loadRecords(table, org, others) : [];
  const records = new Map([...known.records, ...read.map((one) => [one.key, one] as const)]);
  if (record) records.set(key, record);
  const seen = lookedAtAs(key, records);
  return {
    record,
    takenIn: others.filter((other) => lookedAtAs(other, records) === key).toSorted(),
    into: seen === key ? undefined : seen,
  };
}

async function standingNow(
  { table, organisation, at, ofAll }: Projecting,
  key: string,
  { before, record, takenIn, into }: Merges & { before: StoredStanding | undefined },
  cellsOf?: (topic: string) => Promise<Cells[]>,
): Promise<StoredStanding> {
  const { key: org } = organisation.organisation;
  const rules = demandRules(organisation);
  const { from, today } = lookedAt(organisation, at);
  const read = (topic: string) => readDemand(table, org, topic, { from, to: today });
  const [demand, revisions] = await Promise.all([
    Promise.all([key, ...takenIn].map(cellsOf ?? read)),
    publishedRevisions(table, organisation, record),
  ]);
  const days = dayDemandIn(key, since(from, sumOf(demand.flat())));
  const topic = topicOf(organisation, record?.under ?? key);
  const { volumes } = ofAll ?? {};
  const facts = { key, days, record, topic, revisions, rules, today, volumes, before };
  return {
    ...standingOf(facts),
    writes: (before?.writes ?? 0) + 1,
    takenIn,
    ...(into && { into }),
  };
}

const dayMs = 86_400_000;

/** Today, and the first of the days of which demand tells something now. */
export function lookedAt(organisation: Organisation, at: Instant): { from: string; today: string } {
  const rules = demandRules(organisation);
  const today = localDay(Date.parse(at), rules.zone);
  const first = Date.parse(today) - (daysLookedAt(rules) - 1) * dayMs;
  return { from: new Date(first).toISOString().slice(0, 10), today };
}

/** Months are read whole. */
const since = (from: string, cells: Cells): Cells =>
  Object.fromEntries(Object.entries(cells).filter(([cell]) => placeOf(cell).day >= from));

function publishedRevisions(table: Table, organisation: Organisation, record: TopicRecord | undefined) {
  const published = (record?.publications ?? []).filter(({ until }) => until === undefined);
  if (!record || published.length === 0) return [];
  const wanted = published.map(({ revision }) => ({ topic: record.key, number: revision }));
  return loadRevisions(table, organisation.organisation.key, wanted);
}
