import { createHash } from "node:crypto";
import type { Instant } from "../../shared/clock/instant.ts";
import type { OrganisationId, PersonId } from "../../shared/id.ts";
import { keys } from "./keys.ts";
import { get, put, type Table, type Write } from "./table.ts";

/** What a repeated request is known by, and what it was answered: as text, since a map loses the order of its keys. */
export type Marker = { bodyHash: string; answer: string; until: Instant };

const keptMs = 48 * 3_600_000;

export type MarkedRequest = {
  organisation: OrganisationId;
  caller: PersonId;
  /** Method and path as called, so that one key on two tickets is two requests. */
  path: string;
  key: string;
};

const keyOf = ({ organisation, caller, path, key }: MarkedRequest) =>
  keys.marker(organisation, sha256(JSON.stringify([caller, path, key])));

export const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

/** An outdated marker may still be there: the table takes its time to expire items. */
export async function findMarker(
  table: Table,
  request: MarkedRequest,
  at: Instant,
): Promise<Marker | undefined> {
  const marker = await get<Marker>(table, keyOf(request));
  return marker && marker.until > at ? marker : undefined;
}

export function markerWrite(
  table: Table,
  request: MarkedRequest,
  at: Instant,
  marker: Omit<Marker, "until">,
): Write {
  const until = new Date(Date.parse(at) + keptMs);
  return put(
    table,
    {
      ...keyOf(request),
      expiresAt: Math.ceil(until.getTime() / 1000),
      data: { ...marker, until: until.toISOString() },
    },
    "key-used",
    "attribute_not_exists(pk) OR expiresAt <= :now",
    { ":now": Math.floor(Date.parse(at) / 1000) },
  );
}
