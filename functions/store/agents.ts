import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import type { OrganisationId, PersonId } from "../../shared/id.ts";
import type { Agent } from "../../shared/person/member.ts";
import { keys } from "./keys.ts";
import { get, getMany, marshalled, type Table } from "./table.ts";

/** Writes down who an agent is, as the token says it now. */
export async function noteAgent(table: Table, organisation: OrganisationId, agent: Agent): Promise<void> {
  await table.client.send(
    new PutItemCommand({
      TableName: table.name,
      Item: marshalled({ ...keys.agent(organisation, agent.person), data: agent }),
    }),
  );
}

export const loadAgent = (table: Table, organisation: OrganisationId, person: PersonId) =>
  get<Agent>(table, keys.agent(organisation, person));

export async function loadAgents(
  table: Table,
  organisation: OrganisationId,
  people: readonly PersonId[],
): Promise<(Agent | undefined)[]> {
  const agents = await getMany<Agent>(
    table,
    people.map((person) => keys.agent(organisation, person)),
  );
  return people.map((person) => agents.find((agent) => agent.person === person));
}
