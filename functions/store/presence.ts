import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { type Presence, presentMs } from "../../shared/desk/live.ts";
import type { OrganisationId, TicketId } from "../../shared/id.ts";
import { keys, presencePartition } from "./keys.ts";
import { marshalled, query, type Stored, type Table } from "./table.ts";

/** Whoever was at a ticket lately; the table forgets them some time after they went. */
export async function listPresent(
  table: Table,
  organisation: OrganisationId,
  ticketId: TicketId,
): Promise<Presence[]> {
  const { items } = await query(table, { pk: presencePartition(organisation, ticketId) });
  return (items as Stored<Presence>[]).map(({ data }) => data);
}

export async function notePresence(
  table: Table,
  organisation: OrganisationId,
  ticketId: TicketId,
  presence: Presence,
): Promise<void> {
  const item = {
    ...keys.presence(organisation, ticketId, presence.person),
    expiresAt: Math.ceil((Date.parse(presence.at) + presentMs) / 1000),
    data: presence,
  };
  await table.client.send(new PutItemCommand({ TableName: table.name, Item: marshalled(item) }));
}
