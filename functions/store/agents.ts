import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import type { OrganisationId, PersonId } from "../../shared/id.ts";
import type { Agent } from "../../shared/person/member.ts";
import { everyAgent, keys } from "./keys.ts";
import { get, getMany, marshalled, query, type Table } from "./table.ts";

/** Writes down who an agent is, as the token says it now. */
export async function noteAgent(table: Table, organisation: OrganisationId, agent: Agent): Promise<void> {
  await table.client.send(
    new PutItemCommand({
      TableName: table.name,
      Item: marshalled({
        ...keys.agent(organisation, agent.person),
        gsi2pk: everyAgent(organisation),
        gsi2sk: agent.person,
        data: agent,
      }),
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

/** Everyone who ever worked at the helpdesk, as their token last said. */
export async function listAgents(table: Table, organisation: OrganisationId): Promise<Agent[]> {
  const { items } = await query(table, { index: "gsi2", pk: everyAgent(organisation) });
  return getMany<Agent>(
    table,
    items.map((item) => keys.agent(organisation, String(item.gsi2sk) as PersonId)),
  );
}
