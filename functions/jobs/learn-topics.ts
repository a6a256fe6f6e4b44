import { dayDemandIn } from "../../shared/faq/day-demand.ts";
import { lookedAtAs } from "../../shared/faq/record.ts";
import { volumesOf } from "../../shared/faq/volume.ts";
import type { WordsOfTopic } from "../../shared/faq/words.ts";
import type { Work } from "../../shared/job/job.ts";
import { demandRules } from "../../shared/organisation/demand.ts";
import { noTopic, placeOf } from "../../shared/report/cell.ts";
import { readDemandOfAll } from "../store/figures.ts";
import { loadParts, partWrite } from "../store/jobs.ts";
import { loadStandings } from "../store/topics.ts";
import { type KnownTopics, knownTopics } from "../topics/known.ts";
import { learnAnew } from "../topics/learn.ts";
import { buildPageIndex } from "../topics/page-index.ts";
import { refineTopics, withinTime } from "../topics/refine.ts";
import { remindOfReview } from "../topics/remind.ts";
import { lookedAt, type OfAll, projectTopic } from "../topics/standing.ts";
import { suggestMerges } from "../topics/suggest-merges.ts";
import { gatherWords, offerWords } from "../topics/words.ts";
import type { Stepped, Stepping } from "./step.ts";
import { eachTopic } from "./walk.ts";

type Learning = Stepping<"learn-topics"> & { known: KnownTopics };
type Learned = Pick<Stepped<"learn-topics">, "tally" | "result" | "also">;
type Tally = Work["learn-topics"]["tally"];

const take: Record<Tally["phase"], (learning: Learning) => Promise<Learned>> = {
  learn: learned,
  refine: refined,
  stand: stood,
  words: wordsOffered,
  merges: mergesSuggested,
  index: indexBuilt,
};

/**
 * What is done each night for topics. Everything is made from what is there, so that a step may be taken twice, and a
 * topic with which something is wrong keeps no other back.
 */
export async function learnTopics(stepping: Stepping<"learn-topics">): Promise<Stepped<"learn-topics">> {
  const { table, organisation, at, job } = stepping;
  const known = await knownTopics(table, organisation, at);
  return { walk: job.walk, ...(await take[job.tally.phase]({ ...stepping, known })) };
}

/** What steps leave of the words of each of their topics. */
const words = "words#";

async function learned(learning: Learning): Promise<Learned> {
  const { table, job } = learning;
  const { topics, tally } = nextTopics(learning, "refine");
  const looked = await eachTopic<WordsOfTopic | "failed">(
    topics,
    async (topic) => gatherWords({ ...learning, topic }, await learnAnew({ ...learning, topic })),
    () => "failed",
  );
  const found = looked.filter((one) => one !== "failed").filter((one) => one.words.length > 0);
  const failed = looked.filter((one) => one === "failed").length;
  return {
    tally: { ...tally, topics: tally.topics + topics.length, failed: tally.failed + failed },
    also: found.map((one) => partWrite(table, job, `${words}${one.topic}`, one)),
  };
}

async function refined(learning: Learning): Promise<Learned> {
  const failed = await refineTopics(learning, withinTime(everyTopic(learning), learning.known.records));
  const { tally } = learning.job;
  return { tally: { ...tally, phase: "stand", failed: tally.failed + failed } };
}

/** How each topic stands also depends on what all the others brought, so that is read whole for each step. */
async function stood(learning: Learning): Promise<Learned> {
  const { table, organisation, at, known } = learning;
  const { topics, tally } = nextTopics(learning, "words");
  const ofAll = await readAll(learning, topics);
  const looked = await eachTopic(
    topics,
    async (topic) => {
      await projectTopic(table, organisation, topic, at, ofAll);
      await remindOfReview(table, organisation, known.records.get(topic), at);
      return 0;
    },
    () => 1,
  );
  return { tally: { ...tally, failed: tally.failed + looked.reduce((sum, one) => sum + one, 0) } };
}

async function readAll(
  { table, organisation, known, at }: Learning,
  topics: readonly string[],
): Promise<OfAll> {
  const { key } = organisation.organisation;
  const { from, today } = lookedAt(organisation, at);
  const standings = await loadStandings(table, key, topics);
  const all = Object.entries(await readDemandOfAll(table, key, { from, to: today }));
  const apart = (topicOf: (cell: string) => string) =>
    [...Map.groupBy(all, ([cell]) => topicOf(cell))].map(
      ([topic, cells]) => [topic, Object.fromEntries(cells)] as const,
    );
  const demand = apart((cell) => lookedAtAs(topicIn(cell), known.records)).map(([topic, cells]) => ({
    topic,
    days: dayDemandIn(topic, cells),
    record: known.records.get(topic),
  }));
  return {
    standings: new Map(standings.map((one) => [one.topic, one])),
    cells: new Map(apart(topicIn)),
    volumes: volumesOf(demand, today, demandRules(organisation)),
  };
}

function topicIn(cell: string): string {
  const place = placeOf(cell);
  return place.of === "demand" ? place.topic : noTopic;
}

async function wordsOffered(learning: Learning): Promise<Learned> {
  const { table, organisation, job, at } = learning;
  const found = await loadParts<WordsOfTopic>(table, job, words);
  await offerWords(table, organisation, found, at);
  return { tally: { ...job.tally, phase: "merges" } };
}

async function mergesSuggested(learning: Learning): Promise<Learned> {
  await suggestMerges(learning);
  return { tally: { ...learning.job.tally, phase: "index" } };
}

async function indexBuilt(learning: Learning): Promise<Learned> {
  const { table, organisation, at, job } = learning;
  const looked = await eachTopic(
    ["index"],
    async () => {
      await buildPageIndex(table, organisation, at);
      return 0;
    },
    () => 1,
  );
  const { topics, failed } = job.tally;
  const result = { topics, failed: failed + (looked[0] ?? 0) };
  return { tally: { ...job.tally, failed: result.failed }, result };
}

/** Those of the configuration and those with a record, in one order: what is found meanwhile waits for the next night. */
const everyTopic = ({ organisation, known }: Pick<Learning, "organisation" | "known">): string[] =>
  [...new Set([...organisation.topics.map(({ key }) => key), ...known.records.keys()])].toSorted();

function nextTopics(learning: Learning, then: Tally["phase"]): { topics: string[]; tally: Tally } {
  const { job, pageSize } = learning;
  const { after, ...tally } = job.tally;
  const left = everyTopic(learning).filter((topic) => after === undefined || topic > after);
  const topics = left.slice(0, pageSize);
  if (left.length <= pageSize) return { topics, tally: { ...tally, phase: then } };
  return { topics, tally: { ...tally, after: topics.at(-1) } };
}
