import type { DemandRow, TopicDetail } from "../../../../shared/contract/topic-view.ts";
import { type Stage, StepRefused } from "../stage.ts";
import { answerSource, answerText, draftedOn, foundName, monthTopic } from "./questions.ts";
import { percentage, type Tale, told } from "./tale.ts";

const writer = "redacteur-xandra";
const reader = "redacteur-quinten";
const params = { topic: monthTopic };
const shownQuestions = 4;

type View = "asked" | "candidates" | "surging";

export async function rowsOf(stage: Stage, view: View): Promise<DemandRow[]> {
  const { items } = await stage.must(writer, "GET /v1/topics/demand", { query: { view, limit: 100 } });
  return items;
}

export const topicNow = (stage: Stage): Promise<TopicDetail> =>
  stage.must(writer, "GET /v1/topics/{topic}", { params });

/** What the night made of it, as the editor finds it in the morning. */
export async function findCandidate(stage: Stage, tale: Tale): Promise<DemandRow> {
  const row = (await rowsOf(stage, "candidates")).find(({ topic }) => topic === monthTopic);
  if (!row?.standing) throw new StepRefused(`${monthTopic} is geen kandidaat geworden`);
  const isSurging = (await rowsOf(stage, "surging")).some(({ topic }) => topic === monthTopic);
  const { candidate, people7, askers, surge } = row.standing;
  tale.say(
    `Xandra ziet een kandidaat: ‘${row.name?.nl ?? row.topic}’, wegens ${reasons[candidate ?? "demand"]}`,
  );
  tale.add(`deze week ${told(people7)} vragers, in alle weken ${told(askers)}, en nog geen antwoord`);
  if (isSurging && surge) tale.add(`plotseling meer gevraagd sinds ${surge.since}`);
  const { questions } = await topicNow(stage);
  tale.add(`de vragen zoals ze gesteld zijn, zonder persoonsgegevens: ${questions.length}`);
  const masked = questions.filter(({ found }) => found.length > 0);
  for (const { text } of [...new Set([...masked, ...questions])].slice(0, shownQuestions)) {
    tale.add(`  “${text}”`);
  }
  return row;
}

const reasons = { surge: "een plotselinge toename", demand: "de vraag van de laatste tijd" };

/** A draft that begins with what was asked and answered; then in her own words, and offered to a second person. */
export async function writeDraft(stage: Stage, tale: Tale): Promise<number> {
  const { questions, replies, similar } = await stage.must(writer, "GET /v1/topics/{topic}/material", {
    params,
  });
  const { version: topicVersion } = await topicNow(stage);
  const begun = await stage.must(writer, "POST /v1/topics/{topic}/drafts", {
    params,
    version: topicVersion,
    body: { audience: "employee" },
  });
  const at = { ...params, revision: begun.revision };
  const save = (version: number, texts: { written: string; spoken: string }) =>
    stage.must(writer, "PUT /v1/topics/{topic}/revisions/{revision}", {
      params: at,
      version,
      body: { texts: { nl: texts }, sources: [answerSource], validFrom: draftedOn as never },
    });
  const ownReplies = [...new Set(replies.map(({ text }) => text))];
  const prefilled = [questions.map(({ text }) => `- ${text}`).join("\n"), ...ownReplies].join("\n\n");
  const saved = await save(begun.version, { written: prefilled, spoken: "" });
  tale.say(
    `Xandra begint een concept, voorgevuld met ${questions.length} vragen en ${replies.length} reacties van het loket`,
  );
  tale.add(`antwoorden die erop lijken: ${similar.length === 0 ? "geen" : similar.length}`);
  const written = await save(saved.version, answerText);
  const offered = await stage.must(writer, "POST /v1/topics/{topic}/revisions/{revision}/offer", {
    params: at,
    version: written.version,
    body: {},
  });
  tale.say("Zij schrijft het antwoord, met zijn bron, en biedt het aan");
  const alone = await stage.as(writer)("POST /v1/topics/{topic}/revisions/{revision}/publish", {
    params: at,
    version: offered.version,
    body: { version: offered.version },
  });
  if (alone.ok) stage.problems.push("wie een antwoord schreef, kon het zelf publiceren");
  else tale.add(`zelf publiceren kan zij niet: ${alone.problem.title} (${alone.problem.code})`);
  return begun.revision;
}

export async function publishDraft(stage: Stage, tale: Tale, revision: number): Promise<void> {
  const at = { ...params, revision };
  const { revision: read, missing } = await stage.must(
    reader,
    "GET /v1/topics/{topic}/revisions/{revision}",
    {
      params: at,
    },
  );
  const { version } = read;
  await stage.must(reader, "POST /v1/topics/{topic}/revisions/{revision}/publish", {
    params: at,
    version,
    body: { version },
  });
  const { state, owner, reviewOn } = await topicNow(stage);
  tale.say(
    `Quinten leest het na (er ontbreekt ${missing.length === 0 ? "niets" : missing.length}) en publiceert`,
  );
  tale.add(
    `het onderwerp is nu ${state === "answered" ? "beantwoord" : state}; team ${owner} houdt het bij, nakijken op ${reviewOn}`,
  );
}

/** The topic that the machine made of questions in other words gets a name, and goes where it belongs. */
export async function mergeFound(stage: Stage, tale: Tale): Promise<number | null> {
  const found = (await rowsOf(stage, "asked")).find(
    ({ state, sample }) => state === "provisional" && /tarief/i.test(sample?.text ?? ""),
  );
  if (!found) throw new StepRefused("er is geen onderwerp gevonden voor vragen in andere woorden");
  const { topic } = found;
  tale.say(`Zonder naam in de lijst: “${found.sample?.text}”`);
  tale.add(`gevraagd door ${told(found.standing?.askers)} mensen`);
  const { suggestions } = await stage.must(writer, "GET /v1/topics/merges", {});
  const suggested = suggestions.find((one) => one.topic === topic);
  if (suggested) {
    const { into, intoName, alike } = suggested;
    tale.add(`het loket zelf denkt aan ‘${intoName?.nl ?? into}’: ${percentage(alike)} gelijk`);
  }
  const { version } = await stage.must(writer, "GET /v1/topics/{topic}", { params: { topic } });
  const named = await stage.must(writer, "POST /v1/topics/{topic}/open", {
    params: { topic },
    version,
    body: { name: foundName, under: monthTopic },
  });
  tale.say(`Xandra noemt het ‘${foundName.nl}’`);
  const before = await topicNow(stage);
  await stage.must(writer, "POST /v1/topics/{topic}/merge", {
    params: { topic },
    version: named.version,
    body: { into: monthTopic },
  });
  const after = await topicNow(stage);
  tale.say(`Zij voegt het samen met ‘${after.name?.nl ?? monthTopic}’`);
  tale.add(`vragers daarvan: ${told(before.standing?.askers)} ervoor, ${told(after.standing?.askers)} erna`);
  return after.standing?.askers ?? null;
}
