import { localDay } from "../../shared/clock/zone.ts";
import type { BodyOf } from "../../shared/contract/operations.ts";
import { countsDemand } from "../../shared/faq/counted.ts";
import { personField } from "../../shared/faq/day-demand.ts";
import type { AnswerAudience, Revision } from "../../shared/faq/record.ts";
import { countsOf, type Use, withSaid } from "../../shared/faq/uses.ts";
import { topicOf } from "../../shared/organisation/lookup.ts";
import { type Fault, isRefusal, type Refusal, refused } from "../../shared/refusal.ts";
import { type Cells, usesCell } from "../../shared/report/cell.ts";
import { differenceOf, sumOf } from "../../shared/report/difference.ts";
import type { Given, Request } from "../runtime/request.ts";
import { settle } from "../runtime/settle.ts";
import { loadRevisions } from "../store/answers.ts";
import { cellWrites } from "../store/figures.ts";
import type { Write } from "../store/table.ts";
import { loadRecords } from "../store/topics.ts";
import { loadUsesOf, type StoredUse, useWrite } from "../store/uses.ts";
import { audiencesOf } from "./audience.ts";

type UseRequest = Request<"POST /v1/answers/uses">;
type SaidOfAnswer = BodyOf<"POST /v1/answers/uses">["uses"][number];

/** Takes down what somebody did with answers, and counts what nobody knew yet, in one transaction. */
export async function useAnswers(request: UseRequest): Promise<Given<"POST /v1/answers/uses"> | Refusal> {
  const { member, organisation, table, at, body, marker } = request;
  const isCounted = await countedTopics(request);
  const counted = body.uses.map((use, i) => ({ ...use, i })).filter(({ topic }) => isCounted(topic));
  const faults = await unknownAmong(request, counted);
  if (faults.length > 0) return refused("invalid-input", faults);
  const day = localDay(Date.parse(at), organisation.organisation.zone);
  const taken = { taken: body.uses.length };
  const settled = await settle(table, async () => {
    const wanted = usesOn(day, counted);
    const before = await loadUsesOf(table, member.organisation, member.person, wanted);
    return { writes: [...writesFor(request, wanted, before, counted), ...marker(taken)], outcome: taken };
  });
  return isRefusal(settled) ? settled : { body: settled };
}

/** Nothing is kept of topics that are kept too closely to be counted. */
async function countedTopics({ member, organisation, table, body }: UseRequest) {
  const found = body.uses.map(({ topic }) => topic).filter((topic) => !topicOf(organisation, topic));
  const records = await loadRecords(table, member.organisation, found);
  return (topic: string) => {
    const under = records.find(({ key }) => key === topic)?.under;
    return countsDemand(under ?? topic, organisation);
  };
}

type Placed = SaidOfAnswer & { i: number };

/** What was never an answer for this caller, whatever it is, is not counted as one. */
async function unknownAmong({ member, table }: UseRequest, uses: readonly Placed[]): Promise<Fault[]> {
  const [audiences, revisions] = await Promise.all([
    audiencesOf(table, member),
    loadRevisions(
      table,
      member.organisation,
      uses.map(({ topic, revision }) => ({ topic, number: revision })),
    ),
  ]);
  const isKnown = ({ topic, revision }: Placed) =>
    revisions.some((one) => one.topic === topic && one.number === revision && wasFor(one, audiences));
  return uses
    .filter((use) => !isKnown(use))
    .map(({ i }) => ({
      at: `uses[${i}].revision`,
      code: "unknown",
      message: "the revision of an answer that was published for you",
    }));
}

const wasFor = ({ publishedAt, audience }: Revision, audiences: readonly AnswerAudience[]) =>
  publishedAt !== undefined && audiences.includes(audience);

/** Each answer once. */
function usesOn(day: string, said: readonly SaidOfAnswer[]): Use[] {
  const uses = said.map(({ topic, revision }) => [`${topic}#${revision}`, { day, topic, revision }] as const);
  return [...new Map(uses).values()];
}

const isOf =
  ({ topic, revision }: Use) =>
  (other: { topic: string; revision: number }) =>
    other.topic === topic && other.revision === revision;

function writesFor(
  { member, table }: UseRequest,
  wanted: readonly Use[],
  stored: readonly StoredUse[],
  said: readonly SaidOfAnswer[],
): Write[] {
  const who = personField(member.organisation, member.person);
  const changes = wanted.map((use) => {
    const before = stored.find(isOf(use));
    const after = said.filter(isOf(use)).reduce(withSaid, flagsOf(before ?? use));
    return { before, after, difference: differenceOf(countsIn(before, who), countsIn(after, who)) };
  });
  const news = changes.filter(({ difference }) => Object.keys(difference).length > 0);
  return [
    ...news.map(({ before, after }) => useWrite(table, member.organisation, member.person, before, after)),
    ...cellWrites(table, member.organisation, sumOf(news.map(({ difference }) => difference))).flat(),
  ];
}

function flagsOf({ writes: _, ...use }: Use & { writes?: number }): Use {
  return use;
}

const countsIn = (use: Use | undefined, who: string): Cells =>
  use ? { [usesCell(use.topic, use.day)]: countsOf(use, who) } : {};
