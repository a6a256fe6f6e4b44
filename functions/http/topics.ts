import { serve } from "../runtime/serve.ts";
import { showAnswer, suggestTopics } from "../topics/answers.ts";
import {
  choosePreferences,
  listAnswerChanges,
  listOwnChanges,
  readChanges,
  showPreferences,
} from "../topics/changes.ts";
import { listTopics } from "../topics/list.ts";
import { showIndex } from "../topics/show-index.ts";
import { useAnswers } from "../topics/uses.ts";

/** What is asked about, the answers there are, and how they come about. */
export const handler = serve<"topics">({
  "GET /v1/topics": listTopics,
  "GET /v1/topics/{topic}/answer": showAnswer,
  "POST /v1/topics/suggest": suggestTopics,
  "GET /v1/topics/index": showIndex,
  "POST /v1/answers/uses": useAnswers,
  "GET /v1/changes": listAnswerChanges,
  "POST /v1/changes/read": readChanges,
  "GET /v1/me/preferences": showPreferences,
  "PUT /v1/me/preferences": choosePreferences,
  "GET /v1/me/changes": listOwnChanges,
});
