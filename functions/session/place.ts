import { needs } from "../../shared/contract/environment.ts";
import { environment } from "../runtime/environment.ts";
import { openTable, type Table } from "../store/table.ts";

let table: Table | undefined;

/** What signing in and out takes: where the pages are, who signs people in on them, and the table. */
export function place() {
  const { TABLE_NAME, ISSUERS, PUBLIC_URL } = environment(...needs.session);
  table ??= openTable(TABLE_NAME);
  const [issuer] = ISSUERS;
  if (!issuer) throw new Error("there is an issuer");
  return { table, issuers: ISSUERS, issuer, publicUrl: PUBLIC_URL.replace(/\/$/, "") };
}
