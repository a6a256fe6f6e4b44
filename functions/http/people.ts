import { cardOf } from "../../shared/contract/show.ts";
import type { PersonId } from "../../shared/id.ts";
import { displayName, type Person } from "../../shared/person/person.ts";
import { isRefusal, type Refusal } from "../../shared/refusal.ts";
import { linkPerson } from "../contacts/link.ts";
import { importPeople, showPeopleImport } from "../imports/people.ts";
import { cursorOf, positionIn } from "../runtime/cursor.ts";
import type { Given, Request } from "../runtime/request.ts";
import { serve } from "../runtime/serve.ts";
import { isManager, searchPeople, teamOf } from "../store/people.ts";

export const handler = serve<"people">({
  "GET /v1/people": search,
  "GET /v1/me/team": showTeam,
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

async function showTeam({
  member,
  table,
  query,
}: Request<"GET /v1/me/team">): Promise<Given<"GET /v1/me/team"> | Refusal> {
  const { organisation, person } = member;
  const position = positionIn(query.cursor);
  if (isRefusal(position)) return position;
  const team = await teamOf(table, organisation, person, { limit: query.limit, ...position });
  // Nobody who is shielded stands in a list: whoever manages them knows their id, as anybody must who looks for them.
  const items = team.items.filter(({ shielded }) => !shielded).map(teamMemberOf);
  const isLineManager = team.items.length > 0 || (await isManager(table, organisation, person));
  return { body: { isLineManager, items, ...(team.next && { next: cursorOf(team.next) }) } };
}

const teamMemberOf = (person: Person) => ({
  personId: person.personId as PersonId,
  name: displayName(person),
  ...(person.unit && { unit: person.unit }),
});
