import { DeleteItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import type { Concept } from "../../shared/faq/glossary-concept.ts";
import type { OrganisationId } from "../../shared/id.ts";
import { glossaryPartition, keys } from "./keys.ts";
import { marshalled, query, type Stored, type Table } from "./table.ts";

/** The organisation's own concepts, in the order of their keys. */
export async function loadConcepts(table: Table, organisation: OrganisationId): Promise<Concept[]> {
  const { items } = await query(table, { pk: glossaryPartition(organisation), begins: "concept#" });
  return (items as Stored<Concept>[]).map(({ data }) => data);
}

/** A concept as an editor wants it from now on. One without words is none any more. */
export async function saveConcept(
  table: Table,
  organisation: OrganisationId,
  concept: Concept,
): Promise<void> {
  const key = keys.concept(organisation, concept.key);
  const hasWords = concept.nl.length + concept.en.length > 0;
  const { client, name: TableName } = table;
  if (hasWords) {
    await client.send(new PutItemCommand({ TableName, Item: marshalled({ ...key, data: concept }) }));
  } else {
    await client.send(new DeleteItemCommand({ TableName, Key: marshalled(key) }));
  }
}
