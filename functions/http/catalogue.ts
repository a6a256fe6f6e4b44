import { openApi } from "../../shared/contract/openapi.ts";
import { apiVersion } from "../../shared/contract/problem.ts";
import { serve } from "../runtime/serve.ts";

/** How the helpdesk is set up, and what it can do. It also says what there is not. */
export const handler = serve<"catalogue">({
  "GET /v1/configuration": async ({ organisation }) => ({ body: organisation }),
  "GET /v1/openapi.json": async () => ({ body: openApi(apiVersion) }),
});
