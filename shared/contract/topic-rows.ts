import * as z from "zod/mini";
import { Key } from "../id.ts";
import { later } from "../schema.ts";
import type { Operation } from "./operations.ts";
import * as input from "./topic-input.ts";
import * as show from "./topic-view.ts";
import * as view from "./view.ts";

const anyone = ["employee", "front-office", "back-office", "coordinator"] as const;
const editors = ["editor"] as const;
const Nothing = later(() => z.strictObject({}));

const topicParams = later(() => z.strictObject({ topic: Key }));
const revisionParams = later(() =>
  z.extend(topicParams, {
    revision: z.coerce.number().check(z.int(), z.gte(1), z.lte(1_000_000)),
  }),
);

const topicVersion = "`If-Match` is de versie van het onderwerp.";
const revisionVersion = "`If-Match` is de versie van deze versie van het antwoord.";

/** A change of a topic: its version is the topic's. */
const change = <B extends z.ZodMiniType, R extends Operation["refuses"]>(
  summary: string,
  body: B,
  refuses: R,
) => ({
  summary,
  description: topicVersion,
  function: "editing" as const,
  roles: editors,
  params: topicParams,
  body,
  status: 200 as const,
  returns: show.TopicChanged,
  isKeyed: true as const,
  isVersioned: true as const,
  refuses: ["topic-unknown", ...refuses] as const,
});

/** A change of one revision of an answer: its version is the revision's. */
const changeOfAnswer = <B extends z.ZodMiniType, R extends Operation["refuses"]>(
  summary: string,
  body: B,
  refuses: R,
) => ({
  ...change(summary, body, ["revision-unknown", ...refuses]),
  description: revisionVersion,
  params: revisionParams,
  returns: show.RevisionChanged,
});

const notAnswered = ["not-recorded", "topic-merged", "topic-archived", "topic-unnamed"] as const;

/** What there is to know of topics, and what editors do with them. */
export const topicRows = {
  "GET /v1/topics": {
    summary: "Waar vragen over gaan",
    function: "topics",
    roles: anyone,
    status: 200,
    returns: later(() => z.strictObject({ items: z.array(view.TopicView) })),
    refuses: [],
  },
  "GET /v1/topics/demand": {
    summary: "Waar het meest over wordt gevraagd, wat een antwoord verdient en welk antwoord aandacht vraagt",
    description:
      "`asked`: alles, het meest gevraagde eerst. `candidates`: wat een antwoord verdient, wat de meeste tijd bespaart " +
      "eerst. `surging`: wat plotseling meer wordt gevraagd. `attention`: wat iemand moet nakijken. `merged`: wat is " +
      "samengevoegd. `aside`: wat geen antwoord hoeft of in het archief staat. Alleen `asked`, `merged` en `aside` " +
      "gaan verder met `cursor`. Een cijfer over te weinig mensen is `null`.",
    function: "editing",
    roles: ["editor", "service-manager"],
    query: input.AskDemand,
    status: 200,
    returns: show.DemandList,
    refuses: [],
  },
  "GET /v1/topics/merges": {
    summary: "Onderwerpen die misschien hetzelfde zijn, van deze week",
    function: "editing",
    roles: editors,
    status: 200,
    returns: show.MergeSuggestions,
    refuses: [],
  },
  "GET /v1/glossary": {
    summary: "De eigen begrippen van de organisatie, en woorden die nog niemand kent",
    function: "editing",
    roles: editors,
    status: 200,
    returns: show.GlossaryView,
    refuses: [],
  },
  "PUT /v1/glossary/concepts/{concept}": {
    summary: "Bewaar een eigen begrip met zijn woorden; zonder woorden vervalt het",
    function: "editing",
    roles: editors,
    params: later(() => z.strictObject({ concept: Key })),
    body: input.PutConcept,
    status: 200,
    returns: show.ConceptPut,
    refuses: [],
  },
  "POST /v1/glossary/words/{word}/dismiss": {
    summary: "Bied een onbekend woord niet meer aan",
    function: "editing",
    roles: editors,
    params: later(() => z.strictObject({ word: z.string().check(z.minLength(1), z.maxLength(80)) })),
    body: Nothing,
    status: 200,
    returns: show.WordDismissed,
    refuses: ["word-unknown"],
  },
  "GET /v1/topics/{topic}": {
    summary:
      "Eén onderwerp zoals een redacteur het ziet: antwoorden, spoor en vragen zonder persoonsgegevens",
    function: "editing",
    roles: editors,
    params: topicParams,
    status: 200,
    returns: show.TopicDetail,
    refuses: ["topic-unknown"],
  },
  "GET /v1/topics/{topic}/material": {
    summary:
      "Waar een antwoord van geschreven kan worden: vragen, reacties van het loket en antwoorden die erop lijken",
    function: "editing",
    roles: editors,
    params: topicParams,
    query: input.AskMaterial,
    status: 200,
    returns: show.AnswerMaterial,
    refuses: ["topic-unknown", "revision-unknown"],
  },
  "GET /v1/topics/{topic}/revisions/{revision}": {
    summary: "Eén versie van een antwoord, met wat eraan ontbreekt en wat anders is dan in een andere versie",
    function: "editing",
    roles: editors,
    params: revisionParams,
    query: input.AskRevision,
    status: 200,
    returns: show.RevisionDetail,
    refuses: ["revision-unknown"],
  },
  "POST /v1/topics/{topic}/open": change(
    "Geef een gevonden onderwerp een naam en een plaats",
    input.OpenTopic,
    ["topic-configured", "topic-named"],
  ),
  "POST /v1/topics/{topic}/name": change(
    "Geef een gevonden onderwerp een andere naam of plaats",
    input.NameTopic,
    ["topic-configured", "topic-unnamed"],
  ),
  "POST /v1/topics/{topic}/owner": change("Zeg welk team de antwoorden goed houdt", input.SetOwner, []),
  "POST /v1/topics/{topic}/review": change(
    "Zeg wanneer iemand weer moet kijken, of dat alles nog klopt",
    input.SetReview,
    ["not-published"],
  ),
  "POST /v1/topics/{topic}/mute": change("Vraag voor een onderwerp geen antwoord meer", Nothing, []),
  "POST /v1/topics/{topic}/unmute": change("Vraag voor een onderwerp weer een antwoord", Nothing, []),
  "POST /v1/topics/{topic}/archive": change("Archiveer een onderwerp", Nothing, ["always-kept"]),
  "POST /v1/topics/{topic}/unarchive": change("Haal een onderwerp uit het archief", Nothing, []),
  "POST /v1/topics/{topic}/merge": change("Voeg een onderwerp samen met een ander", input.MergeTopic, [
    "always-kept",
    "topic-merged",
    "topic-archived",
    "not-recorded",
  ]),
  "POST /v1/topics/{topic}/unmerge": change("Haal samengevoegde onderwerpen weer uit elkaar", Nothing, [
    "not-merged",
  ]),
  "POST /v1/topics/{topic}/split": {
    ...change("Maak van een aantal vragen een eigen onderwerp", input.SplitTopic, [
      "not-recorded",
      "topic-unnamed",
    ]),
    returns: show.TopicSplit,
  },
  "POST /v1/topics/{topic}/drafts": {
    ...changeOfAnswer("Begin een antwoord, van niets of van een eerdere versie", input.StartDraft, [
      ...notAnswered,
      "draft-open",
    ]),
    description: topicVersion,
    params: topicParams,
    status: 201,
  },
  "PUT /v1/topics/{topic}/revisions/{revision}": changeOfAnswer("Bewaar een concept", input.SaveDraft, [
    "not-a-draft",
  ]),
  "POST /v1/topics/{topic}/revisions/{revision}/offer": changeOfAnswer(
    "Bied een concept aan om na te kijken",
    Nothing,
    ["not-a-draft", "answer-incomplete"],
  ),
  "POST /v1/topics/{topic}/revisions/{revision}/send-back": changeOfAnswer(
    "Stuur een aangeboden antwoord terug, met een opmerking",
    input.SendBack,
    ["not-offered", "four-eyes"],
  ),
  "POST /v1/topics/{topic}/revisions/{revision}/publish": changeOfAnswer(
    "Publiceer een aangeboden antwoord dat een ander schreef",
    input.Publish,
    [
      ...notAnswered,
      ...(["not-offered", "four-eyes", "owner-missing", "answer-incomplete"] as const),
      ...(["no-longer-valid", "not-yet-valid"] as const),
    ],
  ),
  "POST /v1/topics/{topic}/revisions/{revision}/discard": changeOfAnswer("Gooi een concept weg", Nothing, [
    "not-a-draft",
  ]),
  "POST /v1/topics/{topic}/revisions/{revision}/withdraw": changeOfAnswer(
    "Trek een gepubliceerd antwoord meteen in; een tweede persoon kijkt daarna",
    input.Withdraw,
    ["not-published"],
  ),
  "POST /v1/topics/{topic}/revisions/{revision}/confirm-withdrawal": changeOfAnswer(
    "Zeg als tweede persoon dat een antwoord terecht is ingetrokken",
    Nothing,
    ["nothing-to-confirm", "four-eyes"],
  ),
  "POST /v1/topics/{topic}/revisions/{revision}/restore": changeOfAnswer(
    "Publiceer een eerdere versie meteen weer; een tweede persoon kijkt daarna",
    Nothing,
    [...notAnswered, "never-published", "no-longer-valid", "not-yet-valid"],
  ),
  "POST /v1/topics/{topic}/revisions/{revision}/confirm-restoration": changeOfAnswer(
    "Zeg als tweede persoon dat een eerdere versie terecht weer geldt",
    Nothing,
    ["nothing-to-confirm", "four-eyes"],
  ),
} as const satisfies Record<string, Operation>;
