import type { Instant } from "../../shared/clock/instant.ts";
import { localDay } from "../../shared/clock/zone.ts";
import type { AnswerOf } from "../../shared/contract/operations.ts";
import {
  decideTopic,
  type Editing,
  type Edits,
  type Subject,
  type TopicCommand,
} from "../../shared/faq/editing.ts";
import { type Revision, stateOf, type TopicRecord } from "../../shared/faq/record.ts";
import type { OrganisationId } from "../../shared/id.ts";
import { demandRules } from "../../shared/organisation/demand.ts";
import { topicOf } from "../../shared/organisation/lookup.ts";
import type { Organisation } from "../../shared/organisation/organisation.ts";
import { isRefusal, type Refusal, refused, refusedAt } from "../../shared/refusal.ts";
import { assignTickets } from "../reports/count.ts";
import { log, placeOf } from "../runtime/log.ts";
import type { Given, Request } from "../runtime/request.ts";
import { settle } from "../runtime/settle.ts";
import { loadRevisions, revisionWrite } from "../store/answers.ts";
import type { Table, Write } from "../store/table.ts";
import { actWrite, changeWrite, examplesAmong, loadRecord, recordWrite } from "../store/topics.ts";
import { projectTopic } from "./standing.ts";

type TopicRoute = "POST /v1/topics/{topic}/open";
type DraftRoute = "POST /v1/topics/{topic}/drafts";
type RevisionRoute = "POST /v1/topics/{topic}/revisions/{revision}/offer";
type SplitRoute = "POST /v1/topics/{topic}/split";

type Changed = AnswerOf<TopicRoute>;
type RevisionChanged = AnswerOf<RevisionRoute>;

/** What every change of a topic is asked with, whatever its body. */
type Asked<A> = Pick<Request, "member" | "organisation" | "table" | "at" | "ifMatch"> & {
  params: { topic: string };
  marker: (answer: A) => Write[];
};

/** Changes a topic itself. @param other the topic that it is merged into */
export async function changeTopic(
  request: Asked<Changed>,
  command: TopicCommand,
  other?: string,
): Promise<Given<TopicRoute> | Refusal> {
  const body = await edited(request, command, { other, answer: changedOf });
  return isRefusal(body) ? body : { body, version: body.version };
}

/** Takes a topic out of the one that it was merged into. */
export async function unmerge(request: Asked<Changed>): Promise<Given<TopicRoute> | Refusal> {
  const { member, table, params } = request;
  const record = await loadRecord(table, member.organisation, params.topic);
  return changeTopic(request, { do: "unmerge" }, record?.mergedInto);
}

/** Changes one revision of an answer: what it is asked with is the revision's version. */
export async function changeAnswer(
  request: Asked<RevisionChanged>,
  command: TopicCommand & { revision: number },
): Promise<Given<RevisionRoute> | Refusal> {
  const { revision } = command;
  const body = await edited(request, command, {
    answer: (edits, subject) => {
      const found = edits.revisions.find(({ after }) => after.number === revision)?.after;
      return revisionChangedOf(edits, subject, found ?? subject.revisions.get(revision));
    },
  });
  return isRefusal(body) ? body : { body, version: body.version };
}

export async function startDraft(request: Request<DraftRoute>): Promise<Given<DraftRoute> | Refusal> {
  const body = await edited(
    request,
    { do: "start-draft", ...request.body },
    { answer: (edits, subject) => revisionChangedOf(edits, subject, edits.revisions[0]?.after) },
  );
  return isRefusal(body) ? body : { body, version: body.version };
}

/** The counts follow once the new topic stands: they move with the questions. */
export async function splitTopic(request: Request<SplitRoute>): Promise<Given<SplitRoute> | Refusal> {
  const { member, organisation, table, at, params, mint, body: asked } = request;
  const tickets = [...new Set(asked.tickets)];
  const theirs = await examplesAmong(table, member.organisation, params.topic, tickets);
  const strange = asked.tickets.findIndex((ticket) => !theirs.includes(ticket));
  if (strange >= 0) return refusedAt(`tickets[${strange}]`, "unknown", "a question of this topic");
  const key = `new-${mint.content().split("_")[1]?.toLowerCase()}`;
  const body = await edited(
    request,
    { do: "split", key, name: asked.name, tickets },
    { answer: (edits, subject) => ({ ...changedOf(edits, subject), made: key }) },
  );
  if (isRefusal(body)) return body;
  const left = await assignTickets(table, organisation, tickets, key, at);
  if (left.size > 0) log.warn("questions were not counted with the topic they went to", { count: left.size });
  return { body, version: body.version };
}

type Work<A> = {
  other?: string | undefined;
  answer: (edits: Edits, subject: Subject) => A;
};

/** Load, decide, save; where somebody else was first, load and decide anew. */
async function edited<A>(
  request: Asked<A>,
  command: TopicCommand,
  { other, answer }: Work<A>,
): Promise<A | Refusal> {
  const { member, organisation, table, at, params, ifMatch, marker } = request;
  const done = await settle(table, async () => {
    const subject = await loadSubject(request, params.topic, command);
    if (!subject) return refused("topic-unknown");
    if (ifMatch !== undefined && versionOf(subject, command) !== ifMatch) return refused("stale");
    const around = other === undefined ? undefined : await loadSubject(request, other, command);
    const edits = decideTopic(subject, command, editingOf(request), around);
    if (isRefusal(edits)) return edits;
    const body = answer(edits, subject);
    const writes = [...editWrites(table, member.organisation, edits), ...marker(body)];
    return { writes, outcome: { body, edits } };
  });
  if (isRefusal(done)) return done;
  await afterTopicChange(table, organisation, done.edits, at);
  return done.body;
}

const editingOf = ({
  member,
  organisation,
  at,
}: Pick<Request, "member" | "organisation" | "at">): Editing => ({
  by: member.person,
  at,
  today: localDay(Date.parse(at), organisation.organisation.zone),
  organisation,
  rules: demandRules(organisation),
});

/** What is done to a revision goes by its version, anything else by the topic's; 0 is one that has no record. */
function versionOf({ record, revisions }: Subject, command: TopicCommand): number | undefined {
  if ("revision" in command) return revisions.get(command.revision)?.version;
  return record?.version ?? 0;
}

/** A topic with the revisions that a command may touch: those named, those being written, those that are answers. */
async function loadSubject(
  { member, organisation, table }: Pick<Request, "member" | "organisation" | "table">,
  key: string,
  command: TopicCommand,
): Promise<Subject | undefined> {
  const topic = topicOf(organisation, key);
  const record = await loadRecord(table, member.organisation, key);
  if (!topic && !record) return undefined;
  const named = [
    "revision" in command ? command.revision : [],
    "basedOn" in command && command.basedOn !== undefined ? command.basedOn : [],
  ].flat();
  const published = (record?.publications ?? []).filter(({ until }) => until === undefined);
  const numbers = [...named, ...(record?.drafts ?? []), ...published.map(({ revision }) => revision)];
  const wanted = [...new Set(numbers)].map((number) => ({ topic: key, number }));
  const revisions = record ? await loadRevisions(table, member.organisation, wanted) : [];
  return { topic, record, revisions: new Map(revisions.map((revision) => [revision.number, revision])) };
}

const editWrites = (table: Table, organisation: OrganisationId, edits: Edits): Write[] => [
  ...edits.records.flatMap(({ before, after, act }) => [
    recordWrite(table, before, after),
    actWrite(table, organisation, after.key, act),
  ]),
  ...edits.revisions.map(({ before, after }) => revisionWrite(table, organisation, before, after)),
  ...edits.changes.map((change) => changeWrite(table, organisation, change)),
];

function changedOf(edits: Edits, { topic, record }: Subject): Changed {
  const now = edits.records[0]?.after ?? record;
  return { topic: (now?.key ?? topic?.key) as string, version: now?.version ?? 0, state: stateOfTopic(now) };
}

/** Of a topic that nobody did anything to. */
export const stateOfTopic = (record: TopicRecord | undefined) => (record ? stateOf(record) : "open");

function revisionChangedOf(edits: Edits, subject: Subject, revision: Revision | undefined): RevisionChanged {
  if (!revision) throw new Error("what was changed is there");
  const { topic, version } = changedOf(edits, subject);
  const { number, state } = revision;
  return { topic, revision: number, version: revision.version, state, topicVersion: version };
}

/** What was saved stands, even where how it stands cannot be told now: the night makes every standing anew. */
async function afterTopicChange(
  table: Table,
  organisation: Organisation,
  { records }: Edits,
  at: Instant,
): Promise<void> {
  for (const { after } of records) {
    try {
      await projectTopic(table, organisation, after.key, at);
    } catch (error) {
      log.warn("how a topic stands was not made anew", { topic: after.key, ...placeOf(error) });
    }
  }
}
