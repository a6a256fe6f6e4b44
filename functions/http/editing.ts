import { serve } from "../runtime/serve.ts";
import { listDemand } from "../topics/demand.ts";
import { showRevision, showTopic } from "../topics/detail.ts";
import { changeAnswer, changeTopic, splitTopic, startDraft, unmerge } from "../topics/edit.ts";
import { dismissWord, putConcept, showGlossary, showMerges } from "../topics/glossary.ts";
import { showMaterial } from "../topics/material.ts";

/** What editors do with topics and answers. Apart from what everybody asks of them, which has to start fast. */
export const handler = serve<"editing">({
  "GET /v1/topics/demand": listDemand,
  "GET /v1/topics/merges": showMerges,
  "GET /v1/topics/{topic}": showTopic,
  "GET /v1/topics/{topic}/material": showMaterial,
  "GET /v1/topics/{topic}/revisions/{revision}": showRevision,
  "GET /v1/glossary": showGlossary,
  "PUT /v1/glossary/concepts/{concept}": putConcept,
  "POST /v1/glossary/words/{word}/dismiss": dismissWord,
  "POST /v1/topics/{topic}/open": (request) => changeTopic(request, { do: "open", ...request.body }),
  "POST /v1/topics/{topic}/name": (request) => changeTopic(request, { do: "name", ...request.body }),
  "POST /v1/topics/{topic}/owner": (request) => changeTopic(request, { do: "set-owner", ...request.body }),
  "POST /v1/topics/{topic}/review": (request) => {
    const { day } = request.body;
    return changeTopic(request, day === undefined ? { do: "find-still-right" } : { do: "set-review", day });
  },
  "POST /v1/topics/{topic}/mute": (request) => changeTopic(request, { do: "mute" }),
  "POST /v1/topics/{topic}/unmute": (request) => changeTopic(request, { do: "unmute" }),
  "POST /v1/topics/{topic}/archive": (request) => changeTopic(request, { do: "archive" }),
  "POST /v1/topics/{topic}/unarchive": (request) => changeTopic(request, { do: "unarchive" }),
  "POST /v1/topics/{topic}/merge": (request) => changeTopic(request, { do: "merge" }, request.body.into),
  "POST /v1/topics/{topic}/unmerge": unmerge,
  "POST /v1/topics/{topic}/split": splitTopic,
  "POST /v1/topics/{topic}/drafts": startDraft,
  "PUT /v1/topics/{topic}/revisions/{revision}": (request) =>
    changeAnswer(request, { do: "save-draft", revision: request.params.revision, written: request.body }),
  "POST /v1/topics/{topic}/revisions/{revision}/offer": (request) =>
    changeAnswer(request, { do: "offer", revision: request.params.revision }),
  "POST /v1/topics/{topic}/revisions/{revision}/send-back": (request) =>
    changeAnswer(request, { do: "send-back", revision: request.params.revision, ...request.body }),
  "POST /v1/topics/{topic}/revisions/{revision}/publish": (request) =>
    changeAnswer(request, {
      do: "publish",
      revision: request.params.revision,
      seen: request.body.version,
    }),
  "POST /v1/topics/{topic}/revisions/{revision}/discard": (request) =>
    changeAnswer(request, { do: "discard", revision: request.params.revision }),
  "POST /v1/topics/{topic}/revisions/{revision}/withdraw": (request) =>
    changeAnswer(request, { do: "withdraw", revision: request.params.revision, ...request.body }),
  "POST /v1/topics/{topic}/revisions/{revision}/confirm-withdrawal": (request) =>
    changeAnswer(request, { do: "confirm-withdrawal", revision: request.params.revision }),
  "POST /v1/topics/{topic}/revisions/{revision}/restore": (request) =>
    changeAnswer(request, { do: "restore", revision: request.params.revision }),
  "POST /v1/topics/{topic}/revisions/{revision}/confirm-restoration": (request) =>
    changeAnswer(request, { do: "confirm-restoration", revision: request.params.revision }),
});
