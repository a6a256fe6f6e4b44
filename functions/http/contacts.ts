import { logContact } from "../contacts/log.ts";
import { showContact } from "../contacts/show.ts";
import { serve } from "../runtime/serve.ts";

export const handler = serve<"contacts">({
  "POST /v1/contacts": logContact,
  "GET /v1/contacts/{contactId}": showContact,
});
