import { importPhoneLog, showPhoneLog } from "../imports/phone-log.ts";
import { serve } from "../runtime/serve.ts";

export const handler = serve<"phone-logs">({
  "POST /v1/phone-logs": importPhoneLog,
  "GET /v1/phone-logs/{importId}": showPhoneLog,
});
