import { openApi } from "../../shared/contract/openapi.ts";
import { apiVersion } from "../../shared/contract/problem.ts";
import { signpost } from "../../shared/contract/show.ts";
import { serve } from "../runtime/serve.ts";

/** What there is to ask about, how the helpdesk is set up, and what it can do. It also says what there is not. */
export const handler = serve<"catalogue">({
  "GET /v1/topics": async ({ organisation }) => ({
    body: {
      items: organisation.topics.map(({ key, name, startsAt, audience, signpost: to }) => ({
        key,
        name,
        startsAt,
        audience,
        signpost: to ? signpost(to, organisation)[0] : undefined,
      })),
    },
  }),
  "GET /v1/configuration": async ({ organisation }) => ({ body: organisation }),
  "GET /v1/openapi.json": async () => ({ body: openApi(apiVersion) }),
});
