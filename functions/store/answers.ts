import type { Revision } from "../../shared/faq/record.ts";
import type { OrganisationId } from "../../shared/id.ts";
import { keys } from "./keys.ts";
import { getMany, put, type Table, type Write } from "./table.ts";

/** In the order asked for; what does not exist is left out. */
export const loadRevisions = (
  table: Table,
  organisation: OrganisationId,
  wanted: readonly { topic: string; number: number }[],
) =>
  getMany<Revision>(
    table,
    wanted.map(({ topic, number }) => keys.revision(organisation, topic, number)),
  );

/** Holds only while nobody else changed it since. */
export function revisionWrite(
  table: Table,
  organisation: OrganisationId,
  before: Revision | undefined,
  after: Revision,
): Write {
  const { topic, number, version } = after;
  const item = { ...keys.revision(organisation, topic, number), version, data: after };
  if (!before) return put(table, item, "conflict");
  return put(table, item, "conflict", "version = :before", { ":before": before.version });
}
