import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { OrganisationId } from "../../shared/id.ts";
import type { Organisation } from "../../shared/organisation/organisation.ts";

let known: ReadonlyMap<string, Organisation> | undefined;

/** The organisations that this deployment serves: validated when it was synthesized, and shipped with each function. */
export function organisationOf(id: OrganisationId): Organisation | undefined {
  known ??= read(join(process.env.LAMBDA_TASK_ROOT ?? ".", "organisations.json"));
  return known.get(id);
}

/** For messages: one that names an organisation nobody knows is a fault, not a refusal. */
export function knownOrganisation(id: OrganisationId): Organisation {
  const organisation = organisationOf(id);
  if (!organisation) throw new Error("this deployment does not serve that organisation");
  return organisation;
}

function read(file: string): ReadonlyMap<string, Organisation> {
  const organisations = JSON.parse(readFileSync(file, "utf8")) as Organisation[];
  return new Map(organisations.map((organisation) => [organisation.organisation.key, organisation]));
}
