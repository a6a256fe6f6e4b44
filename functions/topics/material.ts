import type { AnswerOf } from "../../shared/contract/operations.ts";
import { similarAnswers } from "../../shared/faq/alike.ts";
import type { Revision } from "../../shared/faq/record.ts";
import { seedsOf } from "../../shared/faq/seeds.ts";
import { topicOf } from "../../shared/organisation/lookup.ts";
import { type Refusal, refused } from "../../shared/refusal.ts";
import type { Content } from "../../shared/ticket/content.ts";
import { isDone } from "../../shared/ticket/ticket.ts";
import type { Given, Request } from "../runtime/request.ts";
import { loadRevisions } from "../store/answers.ts";
import { loadStanding } from "../store/demand.ts";
import { loadThread } from "../store/tickets.ts";
import { loadAllRecords, loadRecords } from "../store/topics.ts";
import { knownTopics } from "./known.ts";
import type { Known } from "./learn.ts";
import { involvedIn, maskAll } from "./masked.ts";
import { maskedQuestions, newestQuestions } from "./questions.ts";

type MaterialRequest = Request<"GET /v1/topics/{topic}/material">;
type Material = AnswerOf<"GET /v1/topics/{topic}/material">;

const questionsShown = 20;
const repliesShown = 10;
const similarShown = 5;

/** What a draft can be made of: what was asked, what was answered, and what stands in answers already. */
export async function showMaterial(
  request: MaterialRequest,
): Promise<Given<"GET /v1/topics/{topic}/material"> | Refusal> {
  const { member, organisation, table, params, query } = request;
  const { topic: key } = params;
  const standing = await loadStanding(table, member.organisation, key);
  const [record, ...merged] = await recordsOf(request, [key, ...(standing?.takenIn ?? [])]);
  if (!topicOf(organisation, key) && !record?.record) return refused("topic-unknown");
  const wanted = query.revision === undefined ? [] : [{ topic: key, number: query.revision }];
  const [draft] = await loadRevisions(table, member.organisation, wanted);
  if (query.revision !== undefined && !draft) return refused("revision-unknown");
  const known = await newestQuestions(request, record ? [record, ...merged] : [], questionsShown);
  const [questions, replies] = await Promise.all([
    maskedQuestions(request, known),
    repliesTo(request, known),
  ]);
  const similar = await similarTo(request, questions, draft);
  return { body: { questions, replies, similar } };
}

async function recordsOf({ member, table }: MaterialRequest, keys: readonly string[]) {
  const records = await loadRecords(table, member.organisation, keys);
  return keys.map((key) => ({ key, record: records.find((one) => one.key === key) }));
}

/** The last that the desk wrote to each asker who was answered. */
async function repliesTo(request: MaterialRequest, known: readonly Known[]): Promise<Material["replies"]> {
  const { member, table } = request;
  const answered = known.filter(({ ticket }) => isDone(ticket)).slice(0, repliesShown);
  const found = await Promise.all(
    answered.map(async ({ ticket }) => {
      const { contents } = await loadThread(table, member.organisation, ticket.ticketId);
      const reply = contents.filter(isReply).at(-1);
      return reply ? [{ ticket, reply }] : [];
    }),
  );
  return maskAll(
    table,
    member.organisation,
    found.flat().map(({ ticket, reply }) => ({
      text: reply.text,
      language: ticket.language,
      ticketId: ticket.ticketId,
      at: reply.at,
    })),
    found.flat().flatMap(({ ticket, reply }) => [...involvedIn(ticket), reply.by]),
  );
}

const isReply = ({ kind, from, isRedacted, text }: Content) =>
  kind === "reply" && from === "desk" && !isRedacted && text !== "";

/** Of all published answers for the same audience, or of any while there is no draft. */
async function similarTo(
  request: MaterialRequest,
  questions: Material["questions"],
  draft: Revision | undefined,
): Promise<Material["similar"]> {
  const { member, organisation, table, params, at } = request;
  const [records, known] = await Promise.all([
    loadAllRecords(table, member.organisation),
    knownTopics(table, organisation, at),
  ]);
  const published = records.flatMap(({ key, publications }) =>
    publications
      .filter(({ until, audience }) => !until && (!draft || audience === draft.audience))
      .map(({ revision }) => ({ topic: key, number: revision })),
  );
  const revisions = await loadRevisions(table, member.organisation, published);
  const nameOf = (key: string) =>
    topicOf(organisation, key)?.name ?? records.find((record) => record.key === key)?.name;
  const questionsOf = (key: string) => {
    const name = nameOf(key);
    return name ? seedsOf(topicOf(organisation, key) ?? { name }) : [];
  };
  const answers = revisions
    .filter(({ topic }) => topic !== params.topic)
    .map((revision) => ({
      revision,
      questions: questionsOf(revision.topic),
      text: revision.texts.nl.written,
    }));
  const own = {
    questions: [...questionsOf(params.topic), ...questions.map(({ text }) => text)],
    text: draft?.texts.nl.written ?? "",
  };
  const similar = similarAnswers(own, answers, similarShown, known.index.glossary);
  return similar.map(({ answer: { revision, text }, alike }) => {
    const name = nameOf(revision.topic);
    return {
      topic: revision.topic,
      ...(name && { name }),
      ...{ revision: revision.number, audience: revision.audience, alike, written: text },
    };
  });
}
