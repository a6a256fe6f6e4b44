import type { DemandRow, StandingView } from "../../shared/contract/topic-view.ts";
import { byWorth } from "../../shared/faq/candidate.ts";
import type { Revision, TopicRecord, TopicState } from "../../shared/faq/record.ts";
import { type Standing, standingShown } from "../../shared/faq/standing.ts";
import { topicOf } from "../../shared/organisation/lookup.ts";
import type { Organisation } from "../../shared/organisation/organisation.ts";
import { hasRole } from "../../shared/person/member.ts";
import { isRefusal, type Refusal } from "../../shared/refusal.ts";
import { smallDesks } from "../../shared/report/small-desks.ts";
import { cursorOf, positionIn } from "../runtime/cursor.ts";
import type { Given, Request } from "../runtime/request.ts";
import { loadRevisions } from "../store/answers.ts";
import { listAsked, loadAllRecords, loadRecords, loadStandings } from "../store/topics.ts";
import { stateOfTopic } from "./edit.ts";
import { maskedQuestions, newestQuestions } from "./questions.ts";

type DemandRequest = Request<"GET /v1/topics/demand">;
type View = DemandRequest["query"]["view"];

/** Among so many that are asked most is what is looked for: what nobody asks needs no answer. */
const mostLookedAt = 300;
const mostShown = 100;

const statesIn = {
  asked: ["answered", "open", "provisional"],
  candidates: ["open", "provisional"],
  surging: ["answered", "open", "provisional"],
  attention: ["answered", "open", "muted"],
  merged: ["merged"],
  aside: ["muted"],
} as const satisfies Record<View, readonly TopicState[]>;

export async function listDemand(request: DemandRequest): Promise<Given<"GET /v1/topics/demand"> | Refusal> {
  const { view, cursor, limit } = request.query;
  const position = positionIn(cursor);
  if (isRefusal(position)) return position;
  if (view === "asked" || view === "merged" || view === "aside") {
    const page = await placesOf(request, { limit, ...position });
    return {
      body: {
        items: await rowsOf(request, page.items),
        ...(page.next && { next: cursorOf(page.next) }),
      },
    };
  }
  const { items } = await placesOf(request, { limit: mostLookedAt });
  const wanted = await wantedOf(request, view, items);
  return { body: { items: await rowsOf(request, wanted.slice(0, mostShown)) } };
}

type Place = { key: string; position: string };

/** Topics in several states as one list, the most asked first. */
async function placesOf(
  { member, table, query }: DemandRequest,
  page: { limit: number; after?: string | undefined },
): Promise<{ items: Place[]; next?: string | undefined }> {
  const lists = await Promise.all(
    statesIn[query.view].map((state) => listAsked(table, member.organisation, state, page)),
  );
  const all = lists
    .flatMap(({ items }) => items)
    .toSorted((one, other) => (one.position < other.position ? 1 : -1));
  const items = all.slice(0, page.limit);
  const isMore = all.length > items.length || lists.some(({ next }) => next !== undefined);
  return { items, next: isMore ? items.at(-1)?.position : undefined };
}

async function wantedOf(
  request: DemandRequest,
  view: "candidates" | "surging" | "attention",
  places: readonly Place[],
): Promise<{ key: string }[]> {
  const { member, table } = request;
  const standings = await loadStandings(
    table,
    member.organisation,
    places.map(({ key }) => key),
  );
  const keyed = (found: readonly Standing[]) => found.map(({ topic }) => ({ key: topic }));
  if (view === "candidates") return keyed(standings.filter(({ candidate }) => candidate).toSorted(byWorth));
  if (view === "surging") return keyed(standings.filter(({ surge }) => surge));
  const waiting = await waitingIn(request);
  const stale = standings.filter(({ topic, stale }) => stale?.length && !waiting.includes(topic));
  return [...waiting.map((key) => ({ key })), ...keyed(stale)];
}

/** What one person did and waits for another goes ahead of what only time brought about. */
async function waitingIn(request: DemandRequest): Promise<string[]> {
  const records = await loadAllRecords(request.table, request.member.organisation);
  const offered = await offeredOf(request, records);
  return records
    .filter(
      ({ key, withdrawals, restorations }) =>
        withdrawals.length > 0 ||
        (restorations?.length ?? 0) > 0 ||
        offered.some(({ topic }) => topic === key),
    )
    .map(({ key }) => key);
}

/** The drafts of topics that wait for a second person. */
async function offeredOf(
  { member, table }: DemandRequest,
  records: readonly TopicRecord[],
): Promise<Revision[]> {
  const drafts = records.flatMap(({ key, drafts }) => drafts.map((number) => ({ topic: key, number })));
  const revisions = await loadRevisions(table, member.organisation, drafts);
  return revisions.filter(({ state }) => state === "offered");
}

async function rowsOf(request: DemandRequest, places: readonly { key: string }[]): Promise<DemandRow[]> {
  const { member, organisation, table } = request;
  const keys = places.map(({ key }) => key);
  const [records, standings] = await Promise.all([
    loadRecords(table, member.organisation, keys),
    loadStandings(table, member.organisation, keys),
  ]);
  const offered = await offeredOf(request, records);
  const samples = await samplesOf(
    request,
    records.filter((record) => !topicOf(organisation, record.key) && !record.name),
  );
  return keys.map((key): DemandRow => {
    const record = records.find((one) => one.key === key);
    const standing = standings.find(({ topic }) => topic === key);
    const name = topicOf(organisation, key)?.name ?? record?.name;
    const sample = samples.get(key);
    return {
      topic: key,
      state: stateOfTopic(record),
      ...(name && { name }),
      ...shownOf(record),
      answers: answersIn(record),
      ...waitingOf(
        record,
        offered.filter(({ topic }) => topic === key).map(({ number }) => number),
      ),
      ...(standing && { standing: standingView(standing, organisation, record) }),
      ...(sample && { sample }),
    };
  });
}

function shownOf(record: TopicRecord | undefined) {
  const { under, mergedInto, owner, reviewOn } = record ?? {};
  return {
    ...(under && { under }),
    ...(mergedInto && { mergedInto }),
    ...(owner && { owner }),
    ...(reviewOn && { reviewOn }),
  };
}

const answersIn = (record: TopicRecord | undefined) =>
  (record?.publications ?? [])
    .filter(({ until }) => until === undefined)
    .map(({ audience, revision }) => ({ audience, revision }));

function waitingOf(record: TopicRecord | undefined, offered: number[]): Pick<DemandRow, "waiting"> {
  const [withdrawals, restorations] = [record?.withdrawals ?? [], record?.restorations ?? []];
  const isNothing = offered.length + withdrawals.length + restorations.length === 0;
  return isNothing ? {} : { waiting: { offered, withdrawals, restorations } };
}

/** @param least a figure about fewer people is not shown */
export function standingView(
  standing: Standing,
  organisation: Organisation,
  record: TopicRecord | undefined,
): StandingView {
  const shown = standingShown(standing, organisation.figures.minimumGroup.askers);
  const { asOf, people7, people28, people28Before, askers, days, trend } = shown;
  const { surge, quietUntil, candidate, stale = [], handlingMinutes } = shown;
  // What the agents of a small desk do is not told by topic either.
  const isSmall = smallDesks(organisation, []).topics.has(record?.under ?? standing.topic);
  const effects = isSmall ? shown.effects.map((one) => ({ ...one, used: null })) : shown.effects;
  return {
    ...{ asOf, people7, people28, people28Before, askers, days, trend },
    ...(surge && { surge }),
    ...(quietUntil && { quietUntil }),
    ...(candidate && { candidate }),
    ...{ stale, handlingMinutes, effects },
  };
}

/** One question of each topic that has no name, for editors: whoever manages the service reads no questions. */
async function samplesOf(
  request: DemandRequest,
  records: readonly TopicRecord[],
): Promise<ReadonlyMap<string, { text: string; found: string[] }>> {
  if (!hasRole(request.member, "editor")) return new Map();
  const found = await Promise.all(
    records.map(async (record) => {
      const [question] = await newestQuestions(request, [{ key: record.key, record }], 1);
      return question ? [{ key: record.key, question }] : [];
    }),
  );
  const sampled = found.flat();
  const masked = await maskedQuestions(
    request,
    sampled.map(({ question }) => question),
  );
  return new Map(
    masked.map(({ text, found }, i) => [(sampled[i] as { key: string }).key, { text, found }] as const),
  );
}
