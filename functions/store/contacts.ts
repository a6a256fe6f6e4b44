import type { Contact } from "../../shared/contact/contact.ts";
import type { ContactId, OrganisationId } from "../../shared/id.ts";
import { keys } from "./keys.ts";
import { get, put, type Table, type Write } from "./table.ts";

export function contactWrite(table: Table, organisation: OrganisationId, contact: Contact): Write {
  return put(table, { ...keys.contact(organisation, contact.contactId), data: contact }, "conflict");
}

export const loadContact = (table: Table, organisation: OrganisationId, contactId: ContactId) =>
  get<Contact>(table, keys.contact(organisation, contactId));

/** Remembers a call of the telephone exchange, so that the same call never becomes a second contact. */
export const callWrite = (
  table: Table,
  organisation: OrganisationId,
  hash: string,
  contactId: ContactId,
): Write => put(table, { ...keys.call(organisation, hash), data: { contactId } }, "call-known");

export async function findCall(
  table: Table,
  organisation: OrganisationId,
  hash: string,
): Promise<ContactId | undefined> {
  return (await get<{ contactId: ContactId }>(table, keys.call(organisation, hash)))?.contactId;
}
