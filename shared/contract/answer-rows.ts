import * as z from "zod/mini";
import { Key } from "../id.ts";
import { later } from "../schema.ts";
import * as input from "./answer-input.ts";
import * as view from "./answer-view.ts";
import type { Operation } from "./operations.ts";

const anyone = ["employee", "front-office", "back-office", "coordinator"] as const;
const answerers = ["front-office", "back-office", "coordinator", "editor"] as const;

/** How answers find their way to whoever asks, and what they say of them. */
export const answerRows = {
  "GET /v1/topics/{topic}/answer": {
    summary: "Het antwoord van een onderwerp, voor wie jij bent",
    function: "topics",
    roles: anyone,
    params: later(() => z.strictObject({ topic: Key })),
    status: 200,
    returns: view.TopicAnswers,
    refuses: ["topic-unknown"],
  },
  "POST /v1/topics/suggest": {
    summary: "Waar een vraag waarschijnlijk over gaat, met de antwoorden die er zijn",
    description: "De tekst wordt nergens bewaard.",
    function: "topics",
    roles: anyone,
    body: input.SuggestTopics,
    status: 200,
    returns: view.Suggested,
    refuses: [],
  },
  "GET /v1/topics/index": {
    summary: "Waarmee een pagina tijdens het typen antwoorden voorstelt",
    description: "Met de `version` die je al hebt, hoor je alleen of er iets veranderd is.",
    function: "topics",
    roles: anyone,
    query: input.AskIndex,
    status: 200,
    returns: view.PageIndex,
    refuses: [],
  },
  "POST /v1/answers/uses": {
    summary: "Zeg wat je met een antwoord deed: gezien, geopend, geholpen of niet geholpen",
    description:
      "Per persoon, antwoord en dag telt elk één keer, in welke volgorde en hoe vaak je het ook stuurt. Over " +
      "vertrouwelijke onderwerpen wordt niets bewaard.",
    function: "topics",
    roles: ["employee"],
    body: input.UseAnswers,
    status: 200,
    returns: view.UsesTaken,
    isKeyed: true,
    refuses: [],
  },
  "GET /v1/changes": {
    summary: "Welke antwoorden er bij kwamen, veranderden of vervielen, de nieuwste eerst",
    description: "Van het laatste half jaar. Wat je las, ziet niemand anders.",
    function: "topics",
    roles: answerers,
    query: input.ListChanges,
    status: 200,
    returns: view.AnswerChanges,
    refuses: [],
  },
  "POST /v1/changes/read": {
    summary: "Zeg welke veranderingen je hebt gelezen",
    function: "topics",
    roles: answerers,
    body: input.ReadChanges,
    status: 200,
    returns: view.ChangesRead,
    isKeyed: true,
    refuses: [],
  },
  "GET /v1/me/preferences": {
    summary: "Wat je hebt gekozen",
    function: "topics",
    roles: ["employee"],
    status: 200,
    returns: view.Preferences,
    refuses: [],
  },
  "PUT /v1/me/preferences": {
    summary: "Kies of je hier hoort dat een eerder antwoord is veranderd",
    function: "topics",
    roles: ["employee"],
    body: input.ChoosePreferences,
    status: 200,
    returns: view.Preferences,
    refuses: [],
  },
  "GET /v1/me/changes": {
    summary: "Antwoorden op je eerdere vragen die daarna zijn veranderd of vervallen",
    description: "Alleen voor wie daarvoor koos, van vragen van het laatste half jaar, nooit van gevoelige.",
    function: "topics",
    roles: ["employee"],
    status: 200,
    returns: view.OwnChanges,
    refuses: [],
  },
} as const satisfies Record<string, Operation>;
