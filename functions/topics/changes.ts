import { type Instant, instantOf } from "../../shared/clock/instant.ts";
import type { OwnChange } from "../../shared/contract/answer-view.ts";
import { lookedAtAs, type Revision } from "../../shared/faq/record.ts";
import { deskOf, topicOf } from "../../shared/organisation/lookup.ts";
import type { Organisation } from "../../shared/organisation/organisation.ts";
import { hasRole, type Member, worksAt } from "../../shared/person/member.ts";
import { isRefusal, type Refusal } from "../../shared/refusal.ts";
import type { LocalText } from "../../shared/text.ts";
import type { UsedAnswer } from "../../shared/ticket/event.ts";
import type { Ticket } from "../../shared/ticket/ticket.ts";
import { cursorOf, positionIn } from "../runtime/cursor.ts";
import type { Given, Request } from "../runtime/request.ts";
import { settle } from "../runtime/settle.ts";
import { loadRevisions } from "../store/answers.ts";
import {
  changeReadWrite,
  type ListedChange,
  listChanges,
  loadChangesRead,
  loadPreferences,
  preferencesWrite,
} from "../store/changes.ts";
import type { Table } from "../store/table.ts";
import { listPerson, loadTickets } from "../store/tickets.ts";
import { askerAudiences } from "./audience.ts";
import { type KnownTopics, knownTopics } from "./known.ts";
import { answersInForce, type PublishedAnswer } from "./published.ts";

type Asking = { member: Member; organisation: Organisation; table: Table; at: Instant };

/** What changed of answers, and what of it this caller has read. */
export async function listAnswerChanges(
  request: Request<"GET /v1/changes">,
): Promise<Given<"GET /v1/changes"> | Refusal> {
  const { member, organisation, table, at, query } = request;
  const position = positionIn(query.cursor);
  if (isRefusal(position)) return position;
  const [changes, read, { records }] = await Promise.all([
    changesFor(request),
    loadChangesRead(table, member.organisation, member.person, halfYearBefore(at)),
    knownTopics(table, organisation, at),
  ]);
  const after = position.after;
  const left = changes.filter(({ id }) => after === undefined || id < after);
  const shown = left.slice(0, query.limit);
  const last = shown.at(-1);
  return {
    body: {
      items: shown.map(({ id, owner: _, ...change }) => ({
        change: id,
        ...change,
        name: nameOf(change.topic, organisation, records),
        isRead: read.has(id),
      })),
      ...(left.length > shown.length && last && { next: cursorOf(last.id) }),
      unread: changes.filter(({ id }) => !read.has(id)).length,
    },
  };
}

/** That an answer has to be looked at again concerns the desk that keeps it right, and editors. */
async function changesFor({ member, organisation, table, at }: Asking): Promise<ListedChange[]> {
  const changes = await listChanges(table, member.organisation, halfYearBefore(at));
  const isOwner = (owner: string | undefined) => {
    const desk = owner ? deskOf(organisation, owner) : undefined;
    return hasRole(member, "editor") || (desk !== undefined && worksAt(member, desk));
  };
  return changes.filter(({ what, owner }) => what !== "review-due" || isOwner(owner));
}

const monthsBack = 6;

function halfYearBefore(at: Instant): Instant {
  const day = new Date(at);
  day.setUTCMonth(day.getUTCMonth() - monthsBack);
  return instantOf(day.getTime());
}

/** The name of a topic, also of one that the configuration no longer has. */
function nameOf(key: string, organisation: Organisation, records: KnownTopics["records"]): LocalText {
  return topicOf(organisation, key)?.name ?? records.get(key)?.name ?? { nl: key, en: key };
}

/** Only the caller sees what they have read. */
export async function readChanges(
  request: Request<"POST /v1/changes/read">,
): Promise<Given<"POST /v1/changes/read"> | Refusal> {
  const { member, table, at, body, marker } = request;
  const changes = await changesFor(request);
  const wanted = changes.filter(({ id }) => body.changes.includes(id));
  const outcome = { read: wanted.length };
  const settled = await settle(table, async () => {
    const read = await loadChangesRead(table, member.organisation, member.person, halfYearBefore(at));
    const marks = wanted
      .filter(({ id }) => !read.has(id))
      .map((change) => changeReadWrite(table, member.organisation, member.person, change));
    return { writes: [...marks, ...marker(outcome)], outcome };
  });
  return isRefusal(settled) ? settled : { body: settled };
}

export async function showPreferences({
  member,
  table,
}: Request<"GET /v1/me/preferences">): Promise<Given<"GET /v1/me/preferences">> {
  return { body: await loadPreferences(table, member.organisation, member.person) };
}

export async function choosePreferences({
  member,
  table,
  body,
}: Request<"PUT /v1/me/preferences">): Promise<Given<"PUT /v1/me/preferences"> | Refusal> {
  const settled = await settle(table, async () => ({
    writes: [preferencesWrite(table, member.organisation, member.person, body)],
    outcome: body,
  }));
  return isRefusal(settled) ? settled : { body: settled };
}

const mostTickets = 100;

/**
 * The caller's own questions of which the answer has changed since, for who asked to hear of it. Of what is kept more
 * closely than usual nothing is said, not even to the asker: a screen has more readers.
 */
export async function listOwnChanges(
  request: Request<"GET /v1/me/changes">,
): Promise<Given<"GET /v1/me/changes">> {
  const { member, table } = request;
  const { changeNotices } = await loadPreferences(table, member.organisation, member.person);
  if (!changeNotices) return { body: { items: [] } };
  const tickets = await answeredTickets(request);
  if (tickets.length === 0) return { body: { items: [] } };
  const news = await newsOf(request, tickets);
  return { body: { items: news.toSorted((one, other) => (one.at < other.at ? 1 : -1)) } };
}

type Answered = { ticket: Ticket; answer: UsedAnswer };

async function answeredTickets({ member, organisation, table, at }: Asking): Promise<Answered[]> {
  const since = halfYearBefore(at);
  const { items } = await listPerson(table, member.organisation, member.person, { limit: mostTickets });
  const ids = items.filter(({ position }) => position >= since).map(({ ticketId }) => ticketId);
  const tickets = await loadTickets(table, member.organisation, ids);
  return tickets
    .filter(({ asker, askedAt }) => asker === member.person && askedAt >= since)
    .filter(({ confidentiality, topic }) => confidentiality === "open" && isOpen(topic?.key, organisation))
    .flatMap((ticket) => (ticket.answer ? [{ ticket, answer: ticket.answer }] : []));
}

const isOpen = (topic: string | undefined, organisation: Organisation) =>
  topic === undefined || topicOf(organisation, topic)?.confidentiality === "open";

async function newsOf(asking: Asking, answered: readonly Answered[]): Promise<OwnChange[]> {
  const { member, organisation, table, at } = asking;
  const [revisions, known, audiences] = await Promise.all([
    loadRevisions(
      table,
      member.organisation,
      answered.map(({ answer: { topic, revision } }) => ({ topic, number: revision })),
    ),
    knownTopics(table, organisation, at),
    askerAudiences(table, member),
  ]);
  const now = await answersInForce(table, known.records, organisation, { audiences, at });
  return answered.flatMap(({ ticket, answer }) => {
    const used = revisions.find(({ topic, number }) => topic === answer.topic && number === answer.revision);
    if (!used || !audiences.includes(used.audience)) return [];
    if (!isOpen(known.records.get(used.topic)?.under ?? used.topic, organisation)) return [];
    const topic = lookedAtAs(used.topic, known.records);
    const newer = newerThan(used, now.get(topic) ?? []);
    const name = nameOf(topic, organisation, known.records);
    return changeOf(ticket, used, { topic, name, ...(newer && { newer }) });
  });
}

/** What is the answer now for whom that one was for. */
const newerThan = (used: Revision, now: readonly PublishedAnswer[]): number | undefined =>
  now.find(({ audience }) => audience === used.audience)?.revision;

function changeOf(
  { ticketId, reference, askedAt }: Ticket,
  { number, state, endedAt }: Revision,
  told: Pick<OwnChange, "topic" | "name" | "newer">,
): OwnChange[] {
  if ((state !== "replaced" && state !== "withdrawn") || !endedAt || endedAt <= askedAt) return [];
  return [{ ticketId, reference, what: state, at: endedAt, revision: number, ...told }];
}
