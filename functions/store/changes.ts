import type { Instant } from "../../shared/clock/instant.ts";
import type { AnswerChange } from "../../shared/faq/trail.ts";
import type { OrganisationId, PersonId } from "../../shared/id.ts";
import { changesPartition, changesReadPartition, keys } from "./keys.ts";
import { get, put, query, type Stored, type Table, type Write } from "./table.ts";

/** A change of an answer, and what it is known by: its place among the changes. */
export type ListedChange = AnswerChange & { id: string };

/** What changed of answers from an instant on, newest first. */
export async function listChanges(
  table: Table,
  organisation: OrganisationId,
  since: Instant,
): Promise<ListedChange[]> {
  const { items } = await query(table, {
    pk: changesPartition(organisation),
    between: [since, behindAll],
    newestFirst: true,
    limit: mostListed,
  });
  return (items as Stored<AnswerChange>[]).map(({ sk, data }) => ({ ...data, id: sk }));
}

/** Behind every instant. */
const behindAll = "~";
/** Many times what an organisation changes in half a year. */
const mostListed = 2_000;

/** The changes that somebody has read, of those from an instant on. */
export async function loadChangesRead(
  table: Table,
  organisation: OrganisationId,
  person: PersonId,
  since: Instant,
): Promise<Set<string>> {
  const { items } = await query(table, { pk: changesReadPartition(organisation, person), after: since });
  return new Set(items.map(({ sk }) => sk));
}

const keptDays = 400;

export function changeReadWrite(
  table: Table,
  organisation: OrganisationId,
  person: PersonId,
  { id, at }: Pick<ListedChange, "id" | "at">,
): Write {
  const expiresAt = Math.ceil(Date.parse(at) / 1000) + keptDays * 86_400;
  return put(table, { ...keys.changeRead(organisation, person, id), expiresAt }, "conflict");
}

/** What somebody chose; everything is off until they do. */
export type Preferences = { changeNotices: boolean };

export const loadPreferences = async (
  table: Table,
  organisation: OrganisationId,
  person: PersonId,
): Promise<Preferences> =>
  (await get<Preferences>(table, keys.preferences(organisation, person))) ?? { changeNotices: false };

/** Whatever was chosen before, the last word holds. */
export const preferencesWrite = (
  table: Table,
  organisation: OrganisationId,
  person: PersonId,
  preferences: Preferences,
): Write =>
  put(
    table,
    { ...keys.preferences(organisation, person), data: preferences },
    "conflict",
    "attribute_exists(pk) OR attribute_not_exists(pk)",
  );
