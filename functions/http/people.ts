import { cardOf } from "../../shared/contract/show.ts";
import { isRefusal, type Refusal } from "../../shared/refusal.ts";
import { linkPerson } from "../contacts/link.ts";
import { importPeople, showPeopleImport } from "../imports/people.ts";
import { cursorOf, positionIn } from "../runtime/cursor.ts";
import type { Given, Request } from "../runtime/request.ts";
import { serve } from "../runtime/serve.ts";
import { searchPeople } from "../store/people.ts";

export const handler = serve<"people">({
  "GET /v1/people": search,
  "POST /v1/people/imports": importPeople,
  "GET /v1/people/imports/{importId}": showPeopleImport,
  "POST /v1/people/{personId}/link": linkPerson,
});

async function search({
  member,
  table,
  query,
}: Request<"GET /v1/people">): Promise<Given<"GET /v1/people"> | Refusal> {
  const position = positionIn(query.cursor);
  if (isRefusal(position)) return position;
  const page = await searchPeople(table, member.organisation, query.q, { limit: query.limit, ...position });
  return { body: { items: page.items.map(cardOf), ...(page.next && { next: cursorOf(page.next) }) } };
}
