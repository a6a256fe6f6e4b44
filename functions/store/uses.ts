import type { Use } from "../../shared/faq/uses.ts";
import type { OrganisationId, PersonId } from "../../shared/id.ts";
import { keys, usesPartition } from "./keys.ts";
import { getMany, put, query, type Stored, type Table, type Write } from "./table.ts";

/** A use as it is stored: how often it was written tells apart what somebody else changed meanwhile. */
export type StoredUse = Use & { writes: number };

type Of = Pick<Use, "day" | "topic" | "revision">;

/** What somebody saw and said of answers from a local day on, oldest day first. Nothing is kept longer than ten days. */
export async function loadUses(
  table: Table,
  organisation: OrganisationId,
  person: PersonId,
  fromDay: string,
): Promise<StoredUse[]> {
  const { items } = await query(table, { pk: usesPartition(organisation, person), after: fromDay });
  return (items as Stored<StoredUse>[]).map(({ data }) => data);
}

/** Those of some that there are. */
export const loadUsesOf = (
  table: Table,
  organisation: OrganisationId,
  person: PersonId,
  wanted: readonly Of[],
): Promise<StoredUse[]> =>
  getMany<StoredUse>(
    table,
    wanted.map(({ day, topic, revision }) => keys.use(organisation, person, day, topic, revision)),
  );

const keptDays = 10;

/** Holds only while nobody else wrote it since. */
export function useWrite(
  table: Table,
  organisation: OrganisationId,
  person: PersonId,
  before: StoredUse | undefined,
  after: Use,
): Write {
  const { day, topic, revision } = after;
  const writes = (before?.writes ?? 0) + 1;
  const item = {
    ...keys.use(organisation, person, day, topic, revision),
    expiresAt: Date.parse(day) / 1000 + keptDays * 86_400,
    writes,
    data: { ...after, writes },
  };
  return before
    ? put(table, item, "conflict", "writes = :before", { ":before": before.writes })
    : put(table, item, "conflict");
}
