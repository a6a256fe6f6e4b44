import { showAnswers } from "../reports/answers.ts";
import { showServiceLevels } from "../reports/service-levels.ts";
import { serve } from "../runtime/serve.ts";

export const handler = serve<"reports">({
  "GET /v1/reports/service-levels": showServiceLevels,
  "GET /v1/reports/answers": showAnswers,
});
