import type { RevisionHead } from "../../shared/contract/topic-view.ts";
import { missingIn } from "../../shared/faq/editing-draft.ts";
import type { AnswerText, Revision } from "../../shared/faq/record.ts";
import { revisionDifference } from "../../shared/faq/revision-difference.ts";
import type { TopicAct } from "../../shared/faq/trail.ts";
import type { PersonId } from "../../shared/id.ts";
import { topicOf } from "../../shared/organisation/lookup.ts";
import { displayName } from "../../shared/person/person.ts";
import { type Refusal, refused } from "../../shared/refusal.ts";
import type { Given, Request } from "../runtime/request.ts";
import { loadRevisions } from "../store/answers.ts";
import { loadStanding } from "../store/demand.ts";
import { loadPeople } from "../store/people.ts";
import { listActs, listRevisions, loadRecord, loadRecords } from "../store/topics.ts";
import { standingView } from "./demand.ts";
import { stateOfTopic } from "./edit.ts";
import { maskedQuestions, newestQuestions } from "./questions.ts";

const questionsShown = 20;
const actsShown = 50;

export async function showTopic(
  request: Request<"GET /v1/topics/{topic}">,
): Promise<Given<"GET /v1/topics/{topic}"> | Refusal> {
  const { member, organisation, table, params } = request;
  const { topic: key } = params;
  const configured = topicOf(organisation, key);
  const [record, standing, revisions, trail] = await Promise.all([
    loadRecord(table, member.organisation, key),
    loadStanding(table, member.organisation, key),
    listRevisions(table, member.organisation, key),
    listActs(table, member.organisation, key, actsShown),
  ]);
  if (!configured && !record) return refused("topic-unknown");
  const merged = standing?.takenIn ?? [];
  const lookedAt = [
    { key, record },
    ...(await loadRecords(table, member.organisation, merged)).map((one) => ({ key: one.key, record: one })),
  ];
  const [questions, names] = await Promise.all([
    newestQuestions(request, lookedAt, questionsShown).then((newest) => maskedQuestions(request, newest)),
    namesOf(request, { revisions, trail }),
  ]);
  const name = configured?.name ?? record?.name;
  const { version = 0, origin = "configured", publications = [], drafts = [] } = record ?? {};
  const { withdrawals = [], restorations = [] } = record ?? {};
  const { under, splitFrom, mergedInto, mutedAt, archivedAt, owner, reviewOn } = record ?? {};
  return {
    body: {
      topic: key,
      ...{ version, state: stateOfTopic(record), origin },
      ...(name && { name }),
      ...{ under, splitFrom, mergedInto, mutedAt, archivedAt, owner, reviewOn },
      merged,
      isAlwaysKept: configured?.keep === "always",
      ...(standing && { standing: standingView(standing, organisation, record) }),
      ...{ publications, drafts, withdrawals, restorations },
      revisions: revisions.map(headOf),
      trail,
      names,
      questions,
    },
    version,
  };
}

function headOf(revision: Revision): RevisionHead {
  const { texts, topic, sources, remark, withdrawalSeenBy, restoredBy, restorationSeenBy, madeAt, ...head } =
    revision;
  return { ...head, languages: texts.en ? ["nl", "en"] : ["nl"] };
}

/** The names of whoever worked at an answer: nothing else of them, and nobody who is kept to few. */
async function namesOf(
  { member, table }: Pick<Request, "member" | "table">,
  { revisions, trail }: { revisions: readonly Revision[]; trail: readonly TopicAct[] },
): Promise<Record<PersonId, string>> {
  const ids = [...revisions.flatMap(editorsOf), ...trail.map(({ by }) => by)];
  const people = await loadPeople(table, member.organisation, [...new Set(ids)]);
  const shown = people.filter(({ shielded }) => !shielded);
  return Object.fromEntries(shown.map((person) => [person.personId, displayName(person)]));
}

const editorsOf = (revision: Revision): PersonId[] =>
  [
    ...revision.authors,
    ...[revision.offeredBy, revision.publishedBy, revision.withdrawnBy, revision.withdrawalSeenBy],
    ...[revision.restoredBy, revision.restorationSeenBy],
  ].filter((id): id is PersonId => id !== undefined);

export async function showRevision(
  request: Request<"GET /v1/topics/{topic}/revisions/{revision}">,
): Promise<Given<"GET /v1/topics/{topic}/revisions/{revision}"> | Refusal> {
  const { member, table, params, query } = request;
  const { topic, revision: number } = params;
  const { against } = query;
  const numbers = against === undefined ? [number] : [number, against];
  const wanted = numbers.map((one) => ({ topic, number: one }));
  const found = await loadRevisions(table, member.organisation, wanted);
  const revision = found.find((one) => one.number === number);
  const other = found.find((one) => one.number === against);
  if (!revision || (against !== undefined && !other)) return refused("revision-unknown");
  const isBeingWritten = revision.state === "draft" || revision.state === "offered";
  return {
    body: {
      revision,
      names: await namesOf(request, { revisions: [revision], trail: [] }),
      missing: isBeingWritten ? missingIn(revision) : [],
      ...(other && { difference: differenceOf(other, revision) }),
    },
    version: revision.version,
  };
}

const nothing: AnswerText = { written: "", spoken: "" };

function differenceOf(other: Revision, revision: Revision) {
  const between = (before: AnswerText = nothing, after: AnswerText = nothing) => ({
    written: revisionDifference(before.written, after.written),
    spoken: revisionDifference(before.spoken, after.spoken),
  });
  return {
    against: other.number,
    nl: between(other.texts.nl, revision.texts.nl),
    en: between(other.texts.en, revision.texts.en),
  };
}
