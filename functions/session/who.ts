import type { SessionView } from "../../shared/contract/session.ts";
import type { OrganisationId } from "../../shared/id.ts";
import { displayName } from "../../shared/person/person.ts";
import { isRefusal, type Refusal, refused } from "../../shared/refusal.ts";
import { rolesIn, whoCalls } from "../runtime/identity.ts";
import { organisationOf } from "../runtime/organisations.ts";
import type { Answer, Event } from "../runtime/serve.ts";
import { idleMinutes } from "../runtime/session.ts";
import { loadPerson } from "../store/people.ts";
import type { Identity } from "../store/sessions.ts";
import { place } from "./place.ts";

/** Who is signed in, in which organisations, and how the pages address them. */
export async function whoIsSignedIn(event: Event): Promise<Answer | Refusal> {
  const { table, issuers } = place();
  const caller = await whoCalls(event, issuers, table);
  if (isRefusal(caller)) return caller;
  const { person, memberships } = caller.identity;
  const served = memberships.flatMap(membershipView);
  if (served.length === 0) return refused("not-a-member");
  const found = await Promise.all(served.map(({ organisation }) => loadPerson(table, organisation, person)));
  const known = found.find((one) => one !== undefined);
  const body: SessionView = {
    person,
    ...(known && { name: displayName(known) }),
    language: known?.language ?? served[0]?.languages[0] ?? "nl",
    memberships: served,
    idleMinutes,
    ...(caller.endsAt && { endsAt: caller.endsAt }),
  };
  return { status: 200, body };
}

function membershipView(membership: Identity["memberships"][number]): SessionView["memberships"] {
  const served = organisationOf(membership.organisation as OrganisationId);
  if (!served) return [];
  const { name, address, languages } = served.organisation;
  return [
    {
      organisation: membership.organisation,
      organisationName: name,
      address,
      languages,
      roles: rolesIn(membership),
      desks: membership.desks,
    },
  ];
}
