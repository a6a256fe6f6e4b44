import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Policies } from "../../shared/clock/policy.ts";
import type { OrganisationId } from "../../shared/id.ts";
import type { Organisation } from "../../shared/organisation/organisation.ts";
import { taskRoot } from "./environment.ts";

let known: ReadonlyMap<string, Organisation[]> | undefined;

/** The versions of an organisation's configuration that were deployed, the newest first: that one is in force. */
export function versionsOf(id: OrganisationId): readonly Organisation[] {
  return allVersions().get(id) ?? [];
}

function allVersions(): ReadonlyMap<string, Organisation[]> {
  known ??= read(join(taskRoot(), "organisations.json"));
  return known;
}

/** The organisations that this deployment serves: validated when it was synthesized, and shipped with each function. */
export const organisationOf = (id: OrganisationId): Organisation | undefined => versionsOf(id)[0];

/** All of them, for what is done by the clock. */
export const organisationsInForce = (): Organisation[] =>
  [...allVersions().values()].flatMap(([newest]) => newest ?? []);

/** For messages: one that names an organisation nobody knows is a fault, not a refusal. */
export function knownOrganisation(id: OrganisationId): Organisation {
  const organisation = organisationOf(id);
  if (!organisation) throw new Error("this deployment does not serve that organisation");
  return organisation;
}

/**
 * What each version says about the clocks. For one that is no longer deployed the next newer one answers, so that a
 * forgotten file stops nobody's work; `clocks:verify` tells of it.
 */
export function policiesOf(id: OrganisationId): Policies {
  const oldestFirst = versionsOf(id).toReversed();
  return (version) => {
    const found = oldestFirst.find((one) => one.version >= version) ?? oldestFirst.at(-1);
    if (!found) throw new Error("this deployment does not serve that organisation");
    return found;
  };
}

function read(file: string): ReadonlyMap<string, Organisation[]> {
  const organisations = JSON.parse(readFileSync(file, "utf8")) as Organisation[];
  const newestFirst = organisations.toSorted((one, other) => other.version - one.version);
  return Map.groupBy(newestFirst, ({ organisation }) => organisation.key);
}
