import type { Instant } from "../../shared/clock/instant.ts";
import { signpost } from "../../shared/contract/show.ts";
import { type OfferedTopic, offeredTopics } from "../../shared/faq/offered.ts";
import type { AnswerAudience, TopicState } from "../../shared/faq/record.ts";
import type { OrganisationId } from "../../shared/id.ts";
import type { Given, Request } from "../runtime/request.ts";
import type { Table } from "../store/table.ts";
import { listAsked } from "../store/topics.ts";
import { audiencesOf, seesAll } from "./audience.ts";
import { knownTopics } from "./known.ts";
import { answersInForce } from "./published.ts";

/** What there is to ask about: what has an answer first, and what is asked most before what is asked less. */
export async function listTopics({
  member,
  organisation,
  table,
  at,
}: Request<"GET /v1/topics">): Promise<Given<"GET /v1/topics">> {
  const [{ records }, audiences, ranks] = await Promise.all([
    knownTopics(table, organisation, at),
    audiencesOf(table, member),
    demandRanks(table, member.organisation, at),
  ]);
  const answers = await answersInForce(table, records, organisation, { audiences, at });
  const isFor = seesAll(member) ? () => true : meantFor(audiences);
  const topics = offeredTopics(organisation, records).filter(isFor);
  return {
    body: {
      items: inOrder(topics, answers, ranks).map(({ key, name, configured }) => {
        const [answer] = answers.get(key) ?? [];
        return {
          key,
          name,
          startsAt: configured.startsAt,
          audience: configured.audience,
          ...(configured.signpost && { signpost: signpost(configured.signpost, organisation)[0] }),
          ...(configured.fields && { fields: configured.fields }),
          ...(answer && { answer: { revision: answer.revision } }),
        };
      }),
    },
  };
}

/** Relatives and people who left ask by telephone; whoever is signed in works here. */
const meantFor =
  (audiences: readonly AnswerAudience[]) =>
  ({ configured }: OfferedTopic) =>
    configured.audience.some((one) => audiences.some((audience) => audience === one));

/** Topics that are asked alike stay in the order in which the configuration has them. */
function inOrder(
  topics: readonly OfferedTopic[],
  answers: ReadonlyMap<string, unknown>,
  ranks: ReadonlyMap<string, string>,
): OfferedTopic[] {
  const rankOf = ({ key }: OfferedTopic) => `${answers.has(key) ? 1 : 0}${ranks.get(key) ?? ""}`;
  return topics.toSorted((one, other) => compared(rankOf(other), rankOf(one)));
}

const compared = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);

type Ranks = { at: Instant; ranks: ReadonlyMap<string, string> };
const known = new WeakMap<Table, Map<OrganisationId, Ranks>>();
const lookEveryMs = 60_000;
const mostRanked = 1_000;
const ranked = ["answered", "open"] as const satisfies TopicState[];

/** By how much topics are asked: texts that sort as their demand does. It moves slowly, so that a warm function keeps it. */
async function demandRanks(table: Table, organisation: OrganisationId, at: Instant): Promise<Ranks["ranks"]> {
  const ofTable = known.get(table) ?? new Map<OrganisationId, Ranks>();
  known.set(table, ofTable);
  const has = ofTable.get(organisation);
  if (has && Date.parse(at) - Date.parse(has.at) < lookEveryMs) return has.ranks;
  const asked = await Promise.all(
    ranked.map((state) => listAsked(table, organisation, state, { limit: mostRanked })),
  );
  const ranks = new Map(
    asked.flatMap(({ items }) => items.map(({ key, position }) => [key, position] as const)),
  );
  ofTable.set(organisation, { at, ranks });
  return ranks;
}
